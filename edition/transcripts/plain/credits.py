"""Lines below the last turn that say who made an interview: nobody in it says them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.transcripts.plain.headings import LONGEST_HEADING
from edition.transcripts.plain.lines import Line, end_of_paragraph
from edition.transcripts.plain.marks import Mark

CREDIT = "credit"
_DRESS = "[]()*_-–—=#~. "
_CREDIT = re.compile(
    r"(?:propos recueillis|entretien (?:réalisé|conduit|mené)|(?:das )?(?:gespräch|interview) führten?\b"
    r"|die fragen stellten?\b|(?:this )?(?:interview|conversation|text) (?:was )?(?:conducted|edited|condensed)"
    r"|interview(?:ed)? by\b|transcri(?:bed|ption) (?:and edited )?by\b|intervista (?:a cura )?di\b|a cura di\b"
    r"|entrevista (?:realizada por|de)\b|беседовала?\b|интервью (?:взяла?|вела?)\b|rozmawiała?\b|söyleşi:)",
    re.IGNORECASE,
)


def mark_credits(lines: Sequence[Line], labels: Mapping[int, Mark]) -> None:
    """Mark as apart each short paragraph below the last turn that names who asked or wrote it down.

    `labels` are the marks of who speaks by the lines that they open.
    """
    if not labels:
        return
    for at in range(_last_turn(labels) + 1, len(lines)):
        if lines[at].apart or not lines[at].gap or not _CREDIT.match(lines[at].text.lstrip(_DRESS)):
            continue
        paragraph = lines[at : end_of_paragraph(lines, at) + 1]
        if sum(len(one.text) for one in paragraph) <= LONGEST_HEADING:
            for one in paragraph:
                one.apart = CREDIT


def _last_turn(labels: Mapping[int, Mark]) -> int:
    """The line with the last label that comes back, or the last of all where none does."""
    times = Counter(mark.label for mark in labels.values())
    return max((at for at, mark in labels.items() if times[mark.label] > 1), default=max(labels))
