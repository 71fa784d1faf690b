"""Questions and answers of a court or a deposition: lines that say who asks from here on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from edition.transcripts.plain.headings import HEADING
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

WHO_ASKS = "who asks"
_PERSON = r"(?P<who>(?:MR|MS|MRS|MISS|DR|THE|Mr|Ms|Mrs|Miss|Dr)\.?\s+[^\W\d_][\w.'’ -]{1,40}?)"
_BY = re.compile(rf"(?:[\w-]+\s+)?(?:EXAMINATION\s+)?(?:BY|By)\s+{_PERSON}\s*(?:\([^()]*\)\s*)?:?\s*")
_ASIDE = re.compile(rf"\((?:BY|By)\s+{_PERSON}\)")
_Q_BY = re.compile(rf"Q\.?\s+\(?(?:BY|By)\s+{_PERSON}\)?")
"""A question and who asks it in one label: `Q. By Ms. Berg:`."""
_KIND = re.compile(r"(?:(?:FURTHER|DIRECT|CROSS|RE-?DIRECT|RE-?CROSS)[ -])*EXAMINATION(?: \(?CONTINUED\)?)?[.:]?")
"""What kind of questions follow, on a line of its own."""


def mark_examiners(lines: Sequence[Line]) -> dict[int, str]:
    """Mark as apart the lines that say who asks, and those that name the examination; by index, who asks from there."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        if not line.apart and len(line.text) < 60 and _KIND.fullmatch(line.text):
            line.apart = HEADING
            continue
        match = _BY.fullmatch(line.text) if len(line.text) < 100 and not line.apart else None
        if match and (line.text.startswith("BY ") or line.text.endswith(":")):
            line.apart = WHO_ASKS
            found[at] = match["who"]
    return found


def name_examiners(labels: Mapping[int, Mark], lines: Sequence[Line], examiners: Mapping[int, str]) -> dict[int, Mark]:
    """The labels, where each Q means the examiner named last."""
    named = dict(labels)
    who = ""
    for at, line in enumerate(lines):
        who = examiners.get(at, who)
        mark = labels.get(at)
        if mark and mark.label == "Q":
            aside = _ASIDE.match(line.text, mark.length)
            who = aside["who"] if aside else who
            named[at] = replace(mark, means=who)
        elif mark and (both := _Q_BY.fullmatch(mark.label)):
            who = both["who"]
            named[at] = replace(mark, label="Q", means=who)
    return named
