"""Notes below a talk, which nobody says: numbered under a heading of their own, or as Markdown defines them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from edition.transcripts.dated import opens_with_date
from edition.transcripts.plain.headings import HEADING
from edition.transcripts.plain.lines import Line, ends_sentence
from edition.transcripts.plain.marks import Mark
from edition.transcripts.vocabulary import NOTE_HEADINGS

END_NOTES = "end notes"
_DEFINITION = re.compile(r"\[\^[^\]\s]{1,40}\]:(?:\s|$)")
_SIGNS = re.compile(r"[#*_:：.\s]+")
_NUMBER = re.compile(
    r"[*_]{0,2}(?:\[\^?(?P<square>\d{1,3})\]:?|\((?P<round>\d{1,3})\)|\^?(?P<plain>\d{1,3})(?:\\?[.):]|(?=\s))"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))[*_]{0,2}\s*\S"
)
_REFERENCE = re.compile(r"[\d⁰¹²³⁴-⁹\[\]^]+$")
"""The number of a note at the end of a line."""


def mark_definitions(lines: Sequence[Line]) -> None:
    """Mark as apart each line on which Markdown defines a note: ``[^1]: …``."""
    for line in lines:
        if not line.apart and _DEFINITION.match(line.text):
            line.apart = END_NOTES


def extend_definitions(lines: Sequence[Line], labels: Mapping[int, Mark]) -> None:
    """Mark as apart what goes on with the definition of a note: the lines right below it, and indented paragraphs.

    A line that opens with a name, or with a label that comes again, is somebody's, even so.
    """
    times = Counter(mark.label for mark in labels.values())
    within = False
    for at, line in enumerate(lines):
        label = labels[at].label if at in labels else ""
        speaks = times[label] > 1 or " " in label
        within = line.apart == END_NOTES or (within and not speaks and (not line.gap or line.indented))
        if within and not line.apart:
            line.apart = END_NOTES


def mark_end_notes(lines: Sequence[Line], labels: Mapping[int, Mark]) -> None:
    """Mark as apart the notes below the last turn with their heading, up to the end or to what opens with a date.

    There must be a heading and then a note 1: a list in somebody's last turn is that turn's. `labels` are the marks of
    who speaks by the lines that they open; where one that was there before comes again, the talk goes on.
    """
    for at, line in enumerate(lines):
        if line.front or not _heads_notes(lines, at) or not _is_below(labels, at):
            continue
        alone = at + 1 < len(lines) and lines[at + 1].gap
        line.apart = HEADING if alone else END_NOTES
        for below in range(at + 1, len(lines)):
            if lines[below].gap and opens_with_date(_paragraph(lines, below)):
                return
            lines[below].apart = lines[below].apart or END_NOTES
        return


def _heads_notes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a heading of notes, and the first of them follows."""
    if at + 1 == len(lines):
        return False
    line, below = lines[at], lines[at + 1]
    if below.apart != END_NOTES if below.apart else _number(below.text) != 1:  # asked first, for few lines have one
        return False
    if line.apart not in ("", HEADING) or _SIGNS.sub(" ", line.text).strip().casefold() not in NOTE_HEADINGS:
        return False
    return line.gap or bool(line.apart) or ends_sentence(_REFERENCE.sub("", lines[at - 1].text))


def _is_below(labels: Mapping[int, Mark], at: int) -> bool:
    """Whether somebody speaks before a line, and nobody of them after it."""
    before = {mark.label for place, mark in labels.items() if place < at}
    return bool(before) and not any(mark.label in before for place, mark in labels.items() if place >= at)


def _number(text: str) -> int | None:
    """The number that a note begins with."""
    match = _NUMBER.match(text)
    return int(normalize("NFKC", next(filter(None, match.groups())))) if match else None


def _paragraph(lines: Sequence[Line], at: int) -> str:
    """The lines of a paragraph that begins with this one, as far as a date may stand in them."""
    texts = [lines[at].text]
    for line in lines[at + 1 : at + 3]:
        if line.gap:
            break
        texts.append(line.text)
    return "\n".join(texts)
