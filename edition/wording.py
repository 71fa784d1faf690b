"""What the edition says in fixed words of notes, sources, places and entries, on its pages and in the EPUB alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.annotations import (
    DRAFT_HAND,
    Entry,
    InterviewRecord,
    Kind,
    Organisation,
    Person,
    Place,
    Reference,
    Term,
)
from edition.dates import print_edtf
from edition.model import Edition, Interview, PlacedNote, TailItem
from edition.text import counted

KIND_WORDS = {
    Kind.CLAIM: "Claim", Kind.FIGURE: "Figure", Kind.QUOTATION: "Quotation", Kind.INTERPRETATION: "Interpretation",
    Kind.TESTIMONY: "Testimony", Kind.IDENTIFICATION: "Identification", Kind.CONTEXT: "Context",
    Kind.SILENCE: "Not named here", Kind.TEXTUAL: "Text", Kind.ADVISORY: "Content",
}  # fmt: skip
SIGNS = {
    "borne-out": "●", "partly": "◐", "scholars-differ": "⇄", "not-borne-out": "○", "not-established": "◌",
    "found": "=", "substance": "≈", "altered": "≉", "other-speaker": "⇆", "not-found": "◌", "left-open": "…",
    "within": "↔", "upper": "↥", "lower": "↧", "outside": "⇥", "not-comparable": "≠",
}  # fmt: skip
"""A sign beside the words of each finding: shapes that neither tick nor cross."""
OWN_BOOK = {
    "agrees": "The speaker’s own book agrees; it is not counted as support.",
    "differs": "The speaker’s own book has it otherwise.",
    "silent": "The speaker’s own book does not speak of it.",
    "not-checked": "The speaker’s own book was not checked.",
}
SAYS = {"supports": "supports", "differs": "differs", "context": "for context", None: ""}
SEEN = {"full": "seen in full", "excerpt": "seen in excerpt", "not-seen": "not seen"}
AUTHORITY_ADDRESSES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"), "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "gnd": ("GND", "https://d-nb.info/gnd/"), "lcnaf": ("Library of Congress", "https://id.loc.gov/authorities/names/"),
    "geonames": ("GeoNames", "https://www.geonames.org/"), "isni": ("ISNI", "https://isni.org/isni/"),
}  # fmt: skip
"""Name and base address of each authority file."""


def number_notes(notes: Sequence[PlacedNote]) -> Iterator[str]:
    """Numbers of notes in the order of the text, so that those shown by default count without a gap.

    A lesser note has the number of the last note before it and a letter: ``7a``, ``7b``; ``0a`` before the first.
    """
    number = lesser = 0
    for placed in notes:
        if placed.note.tier == 1:
            number, lesser = number + 1, 0
            yield str(number)
        else:
            lesser += 1
            yield f"{number}{_letters(lesser)}"


def _letters(number: int) -> str:
    """``a`` to ``z``, then ``aa``: as columns of a spreadsheet are named."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def note_numbers(edition: Edition) -> dict[tuple[str, str], str]:
    """The number of each note in each interview that it is about, by the ids of both."""
    return {
        (interview.id, placed.id): number
        for interview in edition.interviews
        for placed, number in zip(
            edition.notes_on(interview.id), number_notes(edition.notes_on(interview.id)), strict=True
        )
    }


def print_printed(record: InterviewRecord, *, section: bool = True) -> str:
    """Where and when a talk was printed: ``Skerry Log (Letters), June 1987``; where no venue is known, when alone.

    A date that stands alone opens a sentence: ``Undated``.
    """
    date = print_edtf(record.date)
    if record.venue is None:
        return date[:1].upper() + date[1:] if date[1:2].isalpha() else date
    within = f" ({record.venue.section})" if section and record.venue.section else ""
    return f"{record.venue.title}{within}, {date}"


def print_seen(edition: Edition, seen: str) -> str:
    """How much of a source was seen, in words."""
    if seen in SEEN:
        return SEEN[seen]
    reference = edition.references[seen.partition(":")[2]]
    return f"as quoted in {reference.title_short or reference.title}"


def print_place(edition: Edition, interview: Interview, place_id: str) -> str:
    """``turn 12``, or what an item of the tail is; the interview is named where there are several."""
    if place_id.startswith("t"):
        name = f"turn {place_id[1:]}"
    else:
        name = "reader’s comment" if _tail_item(interview, place_id).kind == "comment" else "the page’s own words"
    return name if len(edition.interviews) == 1 else f"{interview.title}, {name}"


def print_speaker(interview: Interview, place_id: str) -> str:
    """Who says a turn; for an item of the tail its author, or that no author is known."""
    if place_id.startswith("t"):
        return interview.speaker(interview.turn(place_id).speaker).name
    return _tail_item(interview, place_id).author or "author not known"


def _tail_item(interview: Interview, item_id: str) -> TailItem:
    return next(one for one in interview.tail if one.id == item_id)


def print_byline(placed: PlacedNote) -> str:
    """Who wrote a note, who reviewed it, when it was checked, and how sure the editors are."""
    note = placed.note
    parts = [
        f"Written by {note.by}"
        if note.by != DRAFT_HAND
        else "Machine-assisted draft, not yet reviewed by a named person"
    ]
    if note.status == "reviewed":
        parts = [f"{parts[0].partition(',')[0]}; reviewed by {note.reviewed_by}, {print_edtf(note.reviewed_on or '')}"]
    parts.append(f"checked {print_edtf(note.checked)}")
    if note.certainty:
        parts.append(f"the editors’ confidence in this finding: {note.certainty}")
    return "; ".join(parts) + "."


def entry_facts(entry: Entry | Reference) -> Iterator[tuple[str, str]]:
    """Short facts of an entry: a name and what is known, both in words."""
    match entry:
        case Person():
            yield from _dated(("Born", entry.born), ("Died", entry.died), ("Active", entry.floruit))
        case Place():
            if entry.kind:
                yield "Kind", entry.kind
            if entry.now:
                yield "Today", entry.now
        case Organisation():
            yield from _dated(("Founded", entry.founded), ("Dissolved", entry.dissolved))
        case Term():
            return
        case Reference():
            if entry.custom.identified != "yes":
                words = {"probable": "probable", "no": "not identified"}[entry.custom.identified]
                yield "Identification", words
            if entry.original_title:
                yield "Original title", entry.original_title
            for name, value in (("ISBN", entry.isbn), ("DOI", entry.doi)):
                if value:
                    yield name, value


def _dated(*facts: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, edtf in facts:
        if edtf:
            yield name, print_edtf(edtf)


def tell_size(edition: Edition) -> str:
    """How much there is of an edition: ``1 interview, 57 turns, 101 notes``."""
    turns = sum(len(interview.turns) for interview in edition.interviews)
    counts = ((len(edition.interviews), "interview"), (turns, "turn"), (len(edition.notes), "note"))
    return ", ".join(counted(count, noun) for count, noun in counts)
