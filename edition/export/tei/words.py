"""The words of a paragraph with what stands in them: omissions, asides, emendations, other languages and mentions.

Marks that nest become elements. A mark that crosses one that was placed before it, or that touches words which may not
be published, can't be an element: it is handed back, and stands apart with a pointer to its words (see `apart`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from edition.export.tei.elements import Child, Element, element
from edition.export.tei.pointers import MATCHER, Pointers
from edition.model import Aside, Interview, Mention, Paragraph, PlacedEmendation, PlacedForeign, Register, TailItem

BRACKETS = "#brackets"
"""Responsibility for words in brackets: an id in the header."""
_MATCHED: dict[Register, str] = {
    "people": "persName", "places": "placeName", "organisations": "orgName", "terms": "term", "references": "title",
}  # fmt: skip
_MEANT: dict[Register, str] = {
    "people": "person", "places": "place", "organisations": "org", "terms": "term", "dates": "event",
    "references": "work",
}  # fmt: skip
Apart = Aside | PlacedEmendation | PlacedForeign | Mention
"""What can stand apart from the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on a stretch of a paragraph."""

    start: int
    end: int
    wrap: Callable[..., Element]
    """Makes the element, from what it holds."""
    record: Apart | None
    """What it stands for; None for words that are left out."""

    def crosses(self, other: Mark) -> bool:
        """Whether the two overlap and neither holds the other."""
        apart = self.end <= other.start or other.end <= self.start
        inside = other.start <= self.start and self.end <= other.end
        around = self.start <= other.start and other.end <= self.end
        return not (apart or inside or around)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWords:
    """A paragraph's content as TEI."""

    children: tuple[Child, ...]
    apart: tuple[Apart, ...]
    """What could not be an element here."""


class Marker:
    """Puts its marks into each paragraph of an interview."""

    def __init__(self, pointers: Pointers, interview: Interview, mentions: Iterable[Mention]):
        self._pointers = pointers
        self._marks: dict[str, list[Mark]] = {}
        for aside in interview.asides:
            self._add(aside.paragraph, aside.start, aside.end, wrap_aside, aside)
        for placed in interview.emendations:
            wrap = partial(wrap_emendation, pointers, placed)
            self._add(placed.span.paragraph, placed.span.start, placed.span.end, wrap, placed)
        for foreign in interview.foreign:
            span, wrap = foreign.span, partial(wrap_foreign, foreign)
            self._add(span.paragraph, span.start, span.end, wrap, foreign)
        for mention in sorted(mentions, key=lambda one: one.span.start - one.span.end):  # the longest first
            span = mention.span
            self._add(span.paragraph, span.start, span.end, partial(wrap_mention, pointers, mention), mention)

    def mark(self, part: Paragraph | TailItem) -> MarkedWords:
        """A paragraph, or an item of the tail, with its marks."""
        omissions = [self._omission(start, end) for start, end in part.withheld]
        placed, apart = _place(self._marks.get(part.id, []), omissions)
        text = part.text or " " * max((end for _, end in part.withheld), default=0)
        return MarkedWords(children=tuple(_nest(text, 0, len(text), placed)), apart=apart)

    def _omission(self, start: int, end: int) -> Mark:
        return Mark(start=start, end=end, wrap=partial(_gap, end - start, self._pointers.editors), record=None)

    def _add(self, paragraph: str, start: int, end: int, wrap: Callable[..., Element], record: Apart) -> None:
        self._marks.setdefault(paragraph, []).append(Mark(start=start, end=end, wrap=wrap, record=record))


def _gap(length: int, editors: str, *_: Child) -> Element:
    return element("gap", reason="withheld", unit="chars", quantity=str(length), resp=editors)


def wrap_aside(*children: Child) -> Element:
    """Words in brackets, which are the magazine's."""
    return element("note", *children, type="aside", place="inline", resp=BRACKETS)


def wrap_emendation(pointers: Pointers, placed: PlacedEmendation, *children: Child) -> Element:
    """The words as printed, and as the editors read them."""
    reading = element("corr", placed.emendation.reading, resp=pointers.editors)
    return element("choice", element("sic", *children), reading, id=f"emendation-{placed.emendation.id}")


def wrap_foreign(foreign: PlacedForeign, *children: Child) -> Element:
    """Words in another language."""
    return element("foreign", *children, xml_lang=foreign.language)


def wrap_mention(pointers: Pointers, mention: Mention, *children: Child) -> Element:
    """A name where the program matched one; a referring string where an editor says what the words mean.

    A matched event is a `date` where its words hold a figure, and else an `eventName`.
    """
    where = pointers.entry(mention.register, mention.id)
    if mention.origin == "editor":
        return element("rs", *children, type=_MEANT[mention.register], ref=where, resp=pointers.editors)
    event = "date" if any(character.isdigit() for character in mention.span.quote) else "eventName"
    return element(_MATCHED.get(mention.register, event), *children, ref=where, resp=MATCHER)


def _place(marks: Sequence[Mark], omissions: Sequence[Mark]) -> tuple[list[Mark], tuple[Apart, ...]]:
    """The marks that nest, outer ones first, and the records of those that don't."""
    placed: list[Mark] = []
    apart: list[Apart] = []
    for mark in marks:
        withheld = any(mark.start < gap.end and gap.start < mark.end for gap in omissions)
        if mark.record and (withheld or any(mark.crosses(other) for other in placed)):
            apart.append(mark.record)
        else:
            placed.append(mark)
    return sorted([*placed, *omissions], key=lambda mark: (mark.start, -mark.end)), tuple(apart)


def _nest(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Child]:
    """The text from `start` to `end` with its marks, which nest and come in order, outer ones first."""
    children: list[Child] = []
    index = 0
    while index < len(marks):
        outer = marks[index]
        inner = index + 1
        while inner < len(marks) and marks[inner].end <= outer.end:
            inner += 1
        children.append(text[start : outer.start])
        children.append(outer.wrap(*_nest(text, outer.start, outer.end, marks[index + 1 : inner])))
        start, index = outer.end, inner
    return [*children, text[start:end]]
