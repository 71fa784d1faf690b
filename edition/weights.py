"""About how many bytes of HTML a record takes where it is listed, from what the editors wrote.

Words of the talk are left out of the reckoning: how much of them may be shown must not move a record to another page.
"""

from __future__ import annotations

from edition.annotations import Citation, Entry, Event, Note, Reference
from edition.model import Interview

SENTENCE = 385
"""A sentence of the talk with its speaker and place."""
SENTENCES_SHARED = 8
"""As many sentences stand with an entry that has no page of its own; the others have pages."""
NOTES_SHARED = 12
"""As many notes stand there."""
WEIGHT_OF_SPEAKER = 330
"""A speaker in the list of speakers."""
_LINKED_WORK = 190


def weigh_digest(note: Note) -> int:
    """A note in the list of notes."""
    return 800 + len(note.title or "") + len(note.lead or "x" * 200)


def weigh_entry(entry: Entry | Reference, *, own_page: bool, mentions: int, notes: int) -> int:
    """An entry on the page of its register, named and noted so many times."""
    own = entry.custom if isinstance(entry, Reference) else entry
    known = _length(own.summary)
    if isinstance(entry, Reference):
        known += len(entry.title) + 60 + _length(entry.container_title) + _length(entry.publisher)
    if own_page:
        return 210 + known
    known += 190 + _length(own.text) + min(mentions, SENTENCES_SHARED) * SENTENCE + min(notes, NOTES_SHARED) * 130
    if isinstance(entry, Entry):
        known += _weigh_sources(entry.sources) + _LINKED_WORK * len(entry.further) + 300
    return known


def weigh_event(event: Event, mentions: int) -> int:
    """An event in the chronology and in the timeline above it, named so many times."""
    known = 430 + len(event.label) + _length(event.summary) + _length(event.text)
    known += min(mentions, SENTENCES_SHARED) * SENTENCE + 70 * (len(event.people) + len(event.places))
    return known + _weigh_sources(event.sources) + _LINKED_WORK * len(event.further)


def weigh_interview(interview: Interview) -> int:
    """An interview's row in the catalogue."""
    names = sum(len(speaker.name) + 2 * len(speaker.id) + 40 for speaker in interview.speakers)
    return 420 + 2 * len(interview.id) + len(interview.title) + names


def _weigh_sources(sources: tuple[Citation, ...]) -> int:
    return sum(_LINKED_WORK + 40 + _length(one.words) + _length(one.locator) for one in sources)


def _length(text: str | None) -> int:
    return len(text or "")
