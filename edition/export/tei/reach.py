"""Which entries of the registers belong in which interview's document.

With one interview, all. With several, those that its text and notes lead to, and those that these lead to in turn, so
that every document stands alone; what no interview leads to stands in the first one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from edition.annotations import QUOTED_BY, Citation, Event, Note, Reference
from edition.model import REGISTERS, Edition, Interview, Register
from edition.prose import find_links

Key = tuple[Register, str]
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Reach:
    """The entries of one document."""

    keys: tuple[Key, ...]
    """In the order of their registers."""

    def of(self, register: Register, entries: Mapping[str, _Entry]) -> Iterator[tuple[str, _Entry]]:
        """Those of a register, in its order."""
        return ((key, entries[key]) for held_by, key in self.keys if held_by == register)


def find_reach(edition: Edition) -> dict[str, Reach]:
    """The entries of each interview's document, by interview."""
    everything = tuple((register, key) for register in REGISTERS for key in edition.register(register))
    if len(edition.interviews) == 1:
        return {edition.interviews[0].id: Reach(everything)}
    order = {key: place for place, key in enumerate(everything)}
    reached = {interview.id: _closure(edition, _named(edition, interview)) for interview in edition.interviews}
    unreached = frozenset(everything).difference(*reached.values())
    first = edition.interviews[0].id
    reached[first] = _closure(edition, reached[first] | unreached)
    return {interview: Reach(tuple(sorted(keys, key=order.__getitem__))) for interview, keys in reached.items()}


def _closure(edition: Edition, start: Iterable[Key]) -> frozenset[Key]:
    found: set[Key] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += _led_to(edition, *key)
    return frozenset(found)


def _named(edition: Edition, interview: Interview) -> Iterator[Key]:
    """What an interview's record, text and notes lead to."""
    for speaker in interview.speakers:
        if speaker.id in edition.people:
            yield "people", speaker.id
    for mention in edition.mentions_in(interview.id):
        yield mention.register, mention.id
    for placed in edition.notes_on(interview.id):
        yield from _in_note(placed.note)
    record = interview.record
    yield from _in_prose(record.summary, record.provenance, record.date_note, record.rights.note)
    yield from _in_prose(edition.settings.selection, *(item.note for item in interview.tail))


def _in_note(note: Note) -> Iterator[Key]:
    yield from _in_prose(note.text, note.since, note.reply)
    yield from _cited(note.sources, note.further)
    works = [note.chain.source if note.chain else None, *(estimate.source for estimate in note.estimates)]
    yield from (("references", one) for one in works if one)
    yield from (through for estimate in note.estimates for through in _quoted_by(estimate.seen))


def _led_to(edition: Edition, register: Register, key: str) -> Iterator[Key]:
    """What an entry leads to."""
    entry = edition.register(register)[key]
    if isinstance(entry, Reference):
        yield from _in_prose(entry.custom.text)
        yield from (("people", one) for one in entry.custom.authors_speak_here if one in edition.people)
        return
    yield from _in_prose(entry.text)
    yield from _cited(entry.sources, entry.further)
    if isinstance(entry, Event):
        yield from (("people", one) for one in entry.people)
        yield from (("places", one) for one in entry.places)


def _cited(sources: Iterable[Citation], further: Iterable[str]) -> Iterator[Key]:
    for source in sources:
        yield "references", source.id
        yield from _quoted_by(source.seen)
    yield from (("references", one) for one in further)


def _quoted_by(seen: str) -> Iterator[Key]:
    if seen.startswith(QUOTED_BY):
        yield "references", seen.removeprefix(QUOTED_BY)


def _in_prose(*texts: str | None) -> Iterator[Key]:
    for text in texts:
        for link in find_links(text) if text else ():
            if link.kind in REGISTERS:
                yield link.kind, link.id
