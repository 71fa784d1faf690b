"""Minutes made on IRC: who wrote down what others said, and what the minutes say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition.problems import Problem
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import NICK, Mark

MINUTED = "line of the minutes"
_COMMAND = (
    r"(?:action|agenda|chair|https?|meeting|present|proposal|proposed|regrets|resol(?:ution|ved)|scribe(?:nick)?"
    r"|(?:sub)?topic)\b"
)
_SCRIBE = re.compile(r"scribe(?:nick)?\s?:\s*\S", re.IGNORECASE)
_FOR_ANOTHER = re.compile(rf"(?!{_COMMAND})[^\W\d_][\w-]{{1,30}}:\s", re.IGNORECASE)
_MINUTED = re.compile(rf"{_COMMAND}\s?\+?:.*", re.IGNORECASE)


def is_minuted(text: str) -> bool:
    """Whether a line is what minutes say of themselves: their topic, their scribe, what was resolved.

    >>> is_minuted("topic: The ferry"), is_minuted("berg: the ferry was late")
    (True, False)
    """
    return bool(_MINUTED.fullmatch(text))


def mark_minuted(lines: Sequence[Line], labels: Mapping[int, Mark]) -> None:
    """Mark as apart what minutes say of themselves, where names in small letters show that a text is such."""
    first = min((at for at, mark in labels.items() if mark.style == NICK), default=len(lines))
    for at, line in enumerate(lines):
        if at in labels and not (at > first and labels[at].style in ("colon", "timed colon")):
            continue
        if first < len(lines) and not (line.apart or line.front) and is_minuted(line.text):
            line.apart = MINUTED


def tell_scribes(lines: Sequence[Line], messages: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That somebody writes down what others say, where a message names the scribe: who said it, the log leaves open."""
    said = {at: lines[at].text[mark.length :] for at, mark in messages.items()}
    scribe = next((at for at, text in said.items() if _SCRIBE.match(text)), None)
    minuted = [at for at, text in said.items() if _FOR_ANOTHER.match(text) and not _SCRIBE.match(text)]
    if scribe is None or not minuted:
        return ()
    first = lines[minuted[0]]
    opening = " ".join(first.text[messages[minuted[0]].length :].split()[:3])
    message = f"a scribe writes down what others say ('{opening} …'): each message is given to who sent it"
    hints = ("for turns of those who spoke, use the minutes that were made from this log",)
    return (Problem(path=path, line=first.number, message=message, hints=hints),)
