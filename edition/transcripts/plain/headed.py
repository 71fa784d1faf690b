"""Messages with a head of fields, as exports of Signal and of mail have them: from whom, when, then the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

FIELD = "field of a message"
_FROM = re.compile(r"From:[ \t]+(?P<label>[^\s:<(\"][^:<(\"\n]{0,58}?|[+\d][\d ]{3,20})\s*(?:[(<][^()<>\n]{1,60}[)>])?")
_FIELD = re.compile(r"[A-Z][A-Za-z-]{1,20}:(?:[ \t]+\S.*|$)")
_WHEN = re.compile(r"(?:Sent|Date):[ \t]+\S.*")


def find_headed(lines: Sequence[Line]) -> Mapping[int, Mark]:
    """The marks of messages by the index of their line, which says who sends; the fields below it are marked as apart.

    There are two such heads at least, each of which says when its message was sent.
    """
    heads: dict[int, tuple[re.Match[str], int]] = {}
    for at, line in enumerate(lines):
        if not line.gap or not (match := _FROM.fullmatch(line.text[:200])):
            continue
        end = at + 1
        while end < len(lines) and not lines[end].gap and _FIELD.fullmatch(lines[end].text):
            end += 1
        if any(_WHEN.fullmatch(one.text) for one in lines[at + 1 : end]):
            heads[at] = (match, end)
    if len(heads) < 2:
        return {}
    for at, (_, end) in heads.items():
        for line in lines[at + 1 : end]:
            line.apart = FIELD
    return {
        at: Mark(style="chat", label=match["label"], length=len(lines[at].text)) for at, (match, _) in heads.items()
    }
