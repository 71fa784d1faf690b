"""What points at what: backlinks with their sentence, notes on entries, entries named together, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.annotations import Event, Note
from edition.model import Edition, Interview, Mention, PlacedNote, Register, Turn
from edition.prose import find_links
from edition.text import sentence_around

EntryKey = tuple[Register, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """A sentence that names an entry, with the one who says it."""

    interview: Interview
    turn: Turn | None
    """None where the words stand in the tail."""
    tail: str | None
    paragraph: str
    before: str
    words: str
    after: str

    @property
    def anchor(self) -> str:
        return self.paragraph if self.turn and self.turn.paragraphs[0].id != self.paragraph else self.place

    @property
    def place(self) -> str:
        """Id of the turn, or of the item of the tail."""
        return self.turn.id if self.turn else self.tail or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossRefs:
    """Everything that leads from one record to another, in the order of the text."""

    backlinks: Mapping[EntryKey, tuple[Backlink, ...]]
    notes_on: Mapping[EntryKey, tuple[PlacedNote, ...]]
    """Notes about the sentence that names an entry, or whose prose links to it."""
    citing: Mapping[str, tuple[PlacedNote, ...]]
    """Notes that cite a work, or give it as further reading."""
    together: Mapping[EntryKey, tuple[tuple[EntryKey, int], ...]]
    """Entries named in the same turns, those most often first, with the number of turns."""
    events_of: Mapping[EntryKey, tuple[str, ...]]
    """Events that name a person or a place."""


def build_crossrefs(edition: Edition) -> CrossRefs:
    """All cross-references of an edition."""
    return CrossRefs(
        backlinks=_backlinks(edition),
        notes_on=find_notes_on(edition),
        citing=find_citing(edition),
        together=_together(edition),
        events_of=_events_of(edition),
    )


def _backlinks(edition: Edition) -> dict[EntryKey, tuple[Backlink, ...]]:
    interviews = {interview.id: interview for interview in edition.interviews}
    turns = {(i.id, turn.id): turn for i in edition.interviews for turn in i.turns}
    texts = {(i.id, p.id): p.text for i in edition.interviews for turn in i.turns for p in turn.paragraphs}
    texts |= {(i.id, item.id): item.text for i in edition.interviews for item in i.tail}
    found: defaultdict[EntryKey, dict[tuple[str, str, int], Backlink]] = defaultdict(dict)
    for mention in edition.mentions:
        span = mention.span
        text = texts[span.interview, span.paragraph]
        turn = turns.get((span.interview, span.turn))
        interview = interviews[span.interview]
        if interview.withheld:  # the name alone, once a paragraph: the sentence around it may not be published
            text, start, end = "", 0, 0
        else:
            start, end = sentence_around(text, span.start, span.end)
        backlink = Backlink(
            interview=interview,
            turn=turn,
            tail=None if turn else span.turn,
            paragraph=span.paragraph,
            before=text[start : span.start],
            words=span.quote or edition.entry_name(mention.register, mention.id),
            after=text[span.end : end],
        )
        found[mention.register, mention.id].setdefault((span.interview, span.paragraph, start), backlink)
    return {key: tuple(by_sentence.values()) for key, by_sentence in found.items()}


def find_notes_on(edition: Edition) -> dict[EntryKey, tuple[PlacedNote, ...]]:
    """Notes about words that name an entry, or whose prose links to it."""
    by_paragraph: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in edition.mentions:
        by_paragraph[mention.span.interview, mention.span.paragraph].append(mention)
    found: defaultdict[EntryKey, dict[str, PlacedNote]] = defaultdict(dict)
    for note in edition.notes:
        for span in note.spans:
            for mention in by_paragraph[span.interview, span.paragraph]:
                if mention.span.start < span.end and span.start < mention.span.end:
                    found[mention.register, mention.id][note.id] = note
        for link in _links_of(note.note):
            found[link][note.id] = note
    return {key: tuple(notes.values()) for key, notes in found.items()}


def _links_of(note: Note) -> Iterator[EntryKey]:
    for text in (note.text, note.since, note.reply):
        for link in find_links(text) if text else ():
            if link.kind in ("people", "places", "organisations", "terms", "dates"):
                yield link.kind, link.id  # type: ignore[misc]


def find_citing(edition: Edition) -> dict[str, tuple[PlacedNote, ...]]:
    """Notes that cite a work, or give it as further reading."""
    found: defaultdict[str, dict[str, PlacedNote]] = defaultdict(dict)
    for placed in edition.notes:
        note = placed.note
        cited = [*(source.id for source in note.sources), *note.further, *(e.source for e in note.estimates)]
        cited.append(note.chain.source if note.chain else None)
        for text in (note.text, note.since):
            cited += [link.id for link in find_links(text or "") if link.kind == "references"]
        for reference in cited:
            if reference:
                found[reference][placed.id] = placed
    return {key: tuple(notes.values()) for key, notes in found.items()}


def _together(edition: Edition) -> dict[EntryKey, tuple[tuple[EntryKey, int], ...]]:
    by_turn: defaultdict[tuple[str, str], set[EntryKey]] = defaultdict(set)
    for mention in edition.mentions:
        by_turn[mention.span.interview, mention.span.turn].add((mention.register, mention.id))
    counts: defaultdict[EntryKey, Counter[EntryKey]] = defaultdict(Counter)
    for named in by_turn.values():
        for one in named:
            for other in named - {one}:
                counts[one][other] += 1
    return {one: tuple(sorted(others.items(), key=lambda item: (-item[1], item[0]))) for one, others in counts.items()}


def _events_of(edition: Edition) -> dict[EntryKey, tuple[str, ...]]:
    found: defaultdict[EntryKey, list[str]] = defaultdict(list)
    event: Event
    for event_id, event in edition.dates.items():
        for person in event.people:
            found["people", person].append(event_id)
        for place in event.places:
            found["places", place].append(event_id)
    return {key: tuple(events) for key, events in found.items()}
