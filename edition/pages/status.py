"""The status of the edition: what is annotated and by what rule, what is a draft, what could not be verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import Entry, Event, Kind, Reference
from edition.markdown import Markup
from edition.model import REGISTERS, Interview, PlacedNote, Register
from edition.pages.registers import TITLES
from edition.pages.writer import Excerpt, Page, Writer
from edition.sitemap import STATUS
from edition.suggest import Candidate, find_candidates
from edition.wording import KIND_WORDS

UNVERIFIED = frozenset(["not-established", "not-found", "left-open"])
"""Findings that say that the editors did not get to the bottom of it."""
SEEN_WORDS = {
    "full": "seen in full", "excerpt": "seen in excerpt", "quoted-by": "seen as quoted in another work",
    "not-seen": "not seen: further reading",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """How many notes of one kind there are."""

    kind: str
    notes: int
    by_default: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """How far one register has come."""

    title: str
    entries: int
    sourced: int
    """Entries with a source that was seen."""
    places: int
    """Places in the text that name them or mean them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BareTurns:
    """The turns of an interview that no note speaks of."""

    interview: str
    links: tuple[Markup, ...]
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWords:
    """Words that `suggest` lists."""

    excerpt: Excerpt
    reason: str


def render(writer: Writer) -> Iterator[Page]:
    """The one page of this kind."""
    page, edition = STATUS.page, writer.edition
    withheld = any(interview.withheld for interview in edition.interviews)
    yield writer.page(
        page, "status.md.j2", "Status", "What is annotated, what is a draft, and what could not be verified.",
        selection=writer.prose(page, edition.settings.selection),
        version=edition.settings.version,
        kinds=_kind_rows(edition.notes),
        notes=len(edition.notes),
        reviewed=sum(placed.note.status == "reviewed" for placed in edition.notes),
        registers=[_register_row(writer, register) for register in REGISTERS],
        seen=_seen_rows(writer),
        unverified=[_note_line(writer, page, one) for one in edition.notes if one.note.finding in UNVERIFIED],
        unsure=[_note_line(writer, page, one) for one in edition.notes if one.note.certainty == "low"],
        as_stated=[
            writer.entry_link(page, "dates", key) for key, event in edition.dates.items() if event.basis == "as-stated"
        ],
        unidentified=[
            writer.reference(page, key) for key, one in edition.references.items() if one.custom.identified != "yes"
        ],
        bare=[_bare_turns(writer, page, interview) for interview in edition.interviews],
        withheld=withheld,
        open=[] if withheld else [_open_words(writer, page, one) for one in find_candidates(edition, in_full=False)],
    )  # fmt: skip


def _kind_rows(notes: Sequence[PlacedNote]) -> list[KindRow]:
    rows = []
    for kind in Kind:
        of_kind = [placed.note for placed in notes if placed.note.kind == kind]
        if of_kind:
            rows.append(
                KindRow(
                    kind=KIND_WORDS[kind], notes=len(of_kind), by_default=sum(note.tier == 1 for note in of_kind),
                    reviewed=sum(note.status == "reviewed" for note in of_kind),
                )
            )  # fmt: skip
    return rows


def _register_row(writer: Writer, register: Register) -> RegisterRow:
    entries: dict[str, Entry | Event | Reference] = dict(writer.edition.register(register))
    sourced = sum(any(s.was_seen for s in one.sources) for one in entries.values() if not isinstance(one, Reference))
    if register == "references":
        sourced = len(_seen_references(writer))
    return RegisterRow(
        title=TITLES.get(register, "Dates"), entries=len(entries), sourced=sourced,
        places=sum(mention.register == register for mention in writer.edition.mentions),
    )  # fmt: skip


def _degrees(writer: Writer) -> Iterator[tuple[str, str]]:
    """Every citation in a note or an entry: the work, and how much of it was seen."""
    edition = writer.edition
    cited = [source for placed in edition.notes for source in placed.note.sources]
    for register in REGISTERS:
        for entry in edition.register(register).values():
            cited += [] if isinstance(entry, Reference) else entry.sources
    for source in cited:
        yield source.id, source.seen.partition(":")[0]


def _seen_references(writer: Writer) -> set[str]:
    return {reference for reference, seen in _degrees(writer) if seen != "not-seen"}


def _seen_rows(writer: Writer) -> list[tuple[str, int]]:
    """How many works were seen to which degree; each counts once, by the most that was seen of it."""
    order = list(SEEN_WORDS)
    best: dict[str, int] = {}
    for reference, seen in _degrees(writer):
        best[reference] = min(best.get(reference, len(order)), order.index(seen))
    counts = Counter(order[best.get(reference, len(order) - 1)] for reference in writer.edition.references)
    return [(words, counts[seen]) for seen, words in SEEN_WORDS.items()]


def _note_line(writer: Writer, page: str, placed: PlacedNote) -> tuple[Markup, str]:
    return writer.link(page, writer.sitemap.note(placed.id), placed.title), placed.note.finding_words or ""


def _bare_turns(writer: Writer, page: str, interview: Interview) -> BareTurns:
    notes = writer.edition.notes_on(interview.id)
    noted = {span.turn for placed in notes for span in placed.spans if span.interview == interview.id}
    return BareTurns(
        interview=interview.title,
        links=tuple(
            writer.link(page, writer.sitemap.turn(interview.id, turn.id), turn.number)
            for turn in interview.turns
            if turn.id not in noted
        ),
        of=len(interview.turns),
    )


def _open_words(writer: Writer, page: str, candidate: Candidate) -> OpenWords:
    place = candidate.places[0]
    where = writer.place(place.interview, place.turn)
    excerpt = Excerpt(
        before="", words=candidate.words, after="", place=where,
        speaker=writer.speaker_name(place.interview, place.turn),
        link=writer.link(page, writer.sitemap.turn(place.interview, place.turn), where),
    )  # fmt: skip
    return OpenWords(excerpt=excerpt, reason=candidate.reason)
