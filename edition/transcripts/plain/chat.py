"""Logs of chats: a time of day, a name and a message on each line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import WINDOW, Mark

MESSAGE_TIME = "time of a message"
NOTICE = "notice of the chat"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_NAME = r"(?P<label>[^\s:<>\[][^:<>\n]{0,58}?)"
_STAMPS = (
    rf"(?P<stamp>\[{_DATE},?\s+{_CLOCK}\])\s+",
    rf"(?P<stamp>{_DATE},?\s+{_CLOCK})\s+[-–]\s+",
    rf"(?P<stamp>\[?(?:{_DATE}[ T,]+)?{_CLOCK}\]?)\s+(?=<)",
    rf"(?P<stamp>{_CLOCK})\s+(?=From\s)",
)
_LABELS = (
    re.compile(rf"{_NAME}:(?=\s|$)\s*"),
    re.compile(rf"{_NAME}:(?=\s|$)\s*"),
    re.compile(r"<[@+~&% ]?(?P<label>[^<>\n]{1,40})>\s*"),
    re.compile(r"From\s+(?P<label>[^:\n]{1,58}?)\s+to\s+[^:\n]{1,58}?(?:\s*\((?:Direct Message|Privately)\))?:\s*"),
)
_PATTERNS = tuple((re.compile(stamp), label) for stamp, label in zip(_STAMPS, _LABELS, strict=True))
_CLOCKED = re.compile(rf"(?P<label>[^\s:\[][^:\[\n]{{0,58}}?)\s+(?P<stamp>\[?(?:{_DATE},?\s+)?{_CLOCK}\]?)$")
_DAY_TIME = re.compile(r"[AaPp]\.?[Mm]\.?\]?$|\d[./-]\d")


def find_messages(lines: Sequence[Line]) -> Mapping[int, Mark]:
    """The marks of messages by the index of their line; what the chat itself says is marked as apart.

    A text is a log where two lines at least, and a third of those that might, are messages.
    """
    for stamp, label in _PATTERNS:
        stamped = {at: match for at, line in enumerate(lines) if (match := stamp.match(line.text[:WINDOW]))}
        named = {at: match for at in stamped if (match := label.match(lines[at].text[:WINDOW], stamped[at].end()))}
        if len(named) < 2 or len(named) * 3 < len(stamped):
            continue
        for at in stamped.keys() - named.keys():
            lines[at].apart = NOTICE
        return {
            at: Mark(style="chat", label=match["label"].strip(), length=match.end(), stamp=stamped[at]["stamp"])
            for at, match in named.items()
        }
    clocked = {at: match for at, line in enumerate(lines) if (match := _CLOCKED.fullmatch(line.text[:WINDOW]))}
    named = {at: match for at, match in clocked.items() if _DAY_TIME.search(match["stamp"])}
    if len(named) < 2:
        return {}
    return {
        at: Mark(style="chat", label=match["label"].strip(), length=match.end(), stamp=match["stamp"])
        for at, match in named.items()
    }
