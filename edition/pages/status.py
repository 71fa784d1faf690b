"""The status of the edition: what is annotated and by what rule, what is a draft, what could not be verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from edition.annotations import Entry, Event, Kind, Reference
from edition.markdown import Markup
from edition.model import REGISTERS, Interview, PlacedNote, Register
from edition.pages.interview_lists import MOST, InterviewLine, ListedLine, list_interviews
from edition.pages.registers import TITLES
from edition.pages.writer import Excerpt, Page, Writer
from edition.sitemap import STATUS
from edition.suggest import Candidate, find_candidates
from edition.wording import KIND_WORDS

UNVERIFIED = frozenset(["not-established", "not-found", "left-open"])
"""Findings that say that the editors did not get to the bottom of it."""
ONE_BY_ONE = 5
"""In as many interviews turns and words without annotation are listed one by one."""
BARE = "turn without a note|turns without a note"
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
    turns: int
    of: int
    runs: tuple[tuple[Markup, str], ...]
    """For turns that follow one another a link to the first, and the number of the last: ``12``, ``–18``."""
    runs_more: int
    """Runs that are not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWords:
    """Words that `suggest` lists."""

    excerpt: Excerpt
    reason: str


def render(writer: Writer) -> Iterator[Page]:
    """The one page of this kind."""
    page, edition = STATUS.page, writer.edition
    withheld = any(interview.withheld for interview in edition.interviews)
    few = len(edition.interviews) <= ONE_BY_ONE
    as_stated = [
        writer.entry_link(page, "dates", key) for key, one in edition.dates.items() if one.basis == "as-stated"
    ]
    candidates = list(find_candidates(edition, in_full=False)) if few and not withheld else []
    unidentified = [key for key, one in edition.references.items() if one.custom.identified != "yes"]
    yield writer.page(
        page, "status.md.j2", "Status", "What is annotated, what is a draft, and what could not be verified.",
        selection=writer.prose(page, edition.settings.selection),
        version=edition.settings.version,
        kinds=_kind_rows(edition.notes),
        notes=len(edition.notes),
        reviewed=sum(placed.note.status == "reviewed" for placed in edition.notes),
        registers=[_register_row(writer, register) for register in REGISTERS],
        seen=_seen_rows(writer),
        unverified=_note_lines(writer, page, [one for one in edition.notes if one.note.finding in UNVERIFIED]),
        unsure=_note_lines(writer, page, [one for one in edition.notes if one.note.certainty == "low"]),
        as_stated=as_stated[:MOST],
        as_stated_more=len(as_stated[MOST:]),
        unidentified=[writer.reference(page, key) for key in unidentified[:MOST]],
        unidentified_more=len(unidentified[MOST:]),
        bare=[_bare_turns(writer, page, one) for one in edition.interviews] if few else [],
        list=[] if few else _bare_lines(writer, page),
        few=few,
        withheld=withheld,
        open=_some_open_words(writer, page, candidates),
        open_in_all=len(candidates),
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


def _note_lines(writer: Writer, page: str, notes: Sequence[PlacedNote]) -> list[tuple[Markup, str]]:
    """Each note, or where they are many how many there are in each interview."""
    if len(notes) <= MOST:
        return [_note_line(writer, page, one) for one in notes]
    counts = Counter(placed.spans[0].interview for placed in notes)
    lines = [
        InterviewLine(
            interview=one, counts=(("note", counts[one.id]),),
            link=writer.link(page, replace(writer.sitemap.note_digest(_first_of(notes, one)), anchor=""), one.title),
        )
        for one in writer.edition.interviews if counts[one.id]
    ]  # fmt: skip
    return [(line.link, line.said) for line in list_interviews(writer, page, lines)]


def _first_of(notes: Sequence[PlacedNote], interview: Interview) -> str:
    return next(placed.id for placed in notes if placed.spans[0].interview == interview.id)


def _bare_lines(writer: Writer, page: str) -> list[ListedLine]:
    """How many turns of each interview no note speaks of."""
    noted: dict[str, set[str]] = {}
    for placed in writer.edition.notes:
        for span in placed.spans:
            noted.setdefault(span.interview, set()).add(span.turn)
    lines = []
    for one in writer.edition.interviews:
        bare = sum(turn.id not in noted.get(one.id, ()) for turn in one.turns)
        link = writer.link(page, writer.sitemap.interview(one.id), one.title)
        lines.append(InterviewLine(interview=one, link=link, counts=(("turn", len(one.turns)), (BARE, bare))))
    return list_interviews(writer, page, lines)


def _note_line(writer: Writer, page: str, placed: PlacedNote) -> tuple[Markup, str]:
    return writer.link(page, writer.sitemap.note_page(placed.id), placed.title), placed.note.finding_words or ""


def _bare_turns(writer: Writer, page: str, interview: Interview) -> BareTurns:
    notes = writer.edition.notes_on(interview.id)
    noted = {span.turn for placed in notes for span in placed.spans if span.interview == interview.id}
    runs = [list(run) for is_noted, run in groupby(interview.turns, lambda turn: turn.id in noted) if not is_noted]
    return BareTurns(
        interview=interview.title,
        turns=sum(map(len, runs)),
        of=len(interview.turns),
        runs=tuple(
            (
                writer.link(page, writer.sitemap.turn(interview.id, run[0].id), run[0].number),
                f"–{run[-1].number}" if len(run) > 1 else "",
            )
            for run in runs[:MOST]
        ),
        runs_more=len(runs[MOST:]),
    )


def _some_open_words(writer: Writer, page: str, candidates: Sequence[Candidate]) -> list[OpenWords]:
    return [_open_words(writer, page, one) for one in candidates[:MOST]]


def _open_words(writer: Writer, page: str, candidate: Candidate) -> OpenWords:
    place = candidate.places[0]
    where = writer.place(place.interview, place.turn)
    excerpt = Excerpt(
        before="", words=candidate.words, after="", place=where,
        speaker=writer.speaker_name(place.interview, place.turn),
        link=writer.link(page, writer.sitemap.turn(place.interview, place.turn), where),
    )  # fmt: skip
    return OpenWords(excerpt=excerpt, reason=candidate.reason)
