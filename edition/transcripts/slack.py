"""What an export of Slack says of its messages: who wrote each, and which of them nobody wrote.

That somebody joined or left, or that a channel has another topic, is a message too, with the id of whoever did it; its
`subtype` tells it from the words of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from edition.problems import Problem

Message = Mapping[str, Any]
_WRITTEN = frozenset(["", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment"])
"""Subtypes of what somebody wrote; all others are notices, or a program's words."""
_NAMES = ("real_name", "display_name", "name")


def find_messages(whole: Any) -> list[Message]:
    """The messages of an export, or of an answer of Slack's API; none where it is neither."""
    listed = whole.get("messages") if isinstance(whole, dict) else whole
    objects: list[Message] = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    is_slack = all(one.get("type") == "message" and isinstance(one.get("ts"), str) for one in objects)
    return objects if objects and is_slack and any("user" in one for one in objects) else []


def notice_of(message: Message) -> str:
    """What a message is that nobody wrote: "notice (channel_join)"; empty where somebody did."""
    subtype = message.get("subtype") or ""
    return f"notice ({subtype})" if subtype not in _WRITTEN else ""


def names_of_users(messages: Sequence[Message]) -> dict[str, str]:
    """The names of users by their ids, wherever a message has one; a name that two ids have is neither's."""
    names: dict[str, str] = {}
    for message in messages:
        user, profile = message.get("user"), message.get("user_profile")
        if isinstance(user, str) and isinstance(profile, dict):
            found = (" ".join(name.split()) for key in _NAMES if isinstance(name := profile.get(key), str))
            name = next(filter(None, found), "")
            if name:
                names.setdefault(user, name)
    held = list(names.values())
    return {user: name for user, name in names.items() if held.count(name) == 1}


def tell_users_without_names(labels: Mapping[str, int], messages: Sequence[Message], path: str) -> Iterator[Problem]:
    """Each id that stands for a name; `labels` are those of the turns, with their lines."""
    users = {message.get("user") for message in messages}
    for label, line in labels.items():
        if label in users:
            message = f"the user '{label}' has no name of its own in this file; the id is taken as the label"
            hints = (
                "users.json, beside the channels in Slack's export, has the names",
                f"write the name in the interview's record, under speakers:, with labels: [{label}]",
            )
            yield Problem(path=path, line=line, message=message, hints=hints)
