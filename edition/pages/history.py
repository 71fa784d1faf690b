"""The versions of the edition, and what its notes said in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import FINDING_WORDS, RecordedNote, RecordedVersion
from edition.dates import print_edtf
from edition.history import wordings
from edition.markdown import Markup, escape
from edition.pages.writer import Page, Writer
from edition.parts import ROOM
from edition.sitemap import HISTORY
from edition.wording import KIND_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """A note in one wording."""

    versions: str
    """The version that brought it, and the day on which that was recorded."""
    kind: str
    finding: str
    paragraphs: tuple[Markup, ...]
    """As the editors wrote it, links unresolved: what they led to may have changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHistory:
    id: str
    title: str
    link: Markup
    """To the note as it is now; empty where there is none any more."""
    wordings: tuple[WordingView, ...]
    """The latest first."""


def render(writer: Writer) -> Iterator[Page]:
    """The one page of this kind."""
    edition = writer.edition
    notes = [_view(writer, note_id, held) for note_id, held in wordings(edition)]
    changed = [one for one in notes if len(one.wordings) > 1 or not one.link]
    yield writer.page(
        HISTORY.page, "history.md.j2", "Earlier wordings", "What the notes said in each version of the edition.",
        versions=[(one.version, print_edtf(one.recorded), len(one.notes), len(one.gone)) for one in edition.versions],
        changed=changed,
        brief=sum(map(_weigh, changed)) > ROOM,
        withheld=any(interview.withheld for interview in edition.interviews),
    )  # fmt: skip


def _weigh(note: NoteHistory) -> int:
    return 250 + sum(250 + sum(20 + len(text.encode()) for text in one.paragraphs) for one in note.wordings)


def _view(writer: Writer, note_id: str, held: Sequence[tuple[RecordedVersion, RecordedNote]]) -> NoteHistory:
    now = {placed.id: placed for placed in writer.edition.notes}
    title = now[note_id].title if note_id in now else held[0][1].title or note_id
    link = (
        writer.link(HISTORY.page, writer.sitemap.note_page(note_id), "As it is now") if note_id in now else Markup("")
    )
    return NoteHistory(
        id=note_id, title=title, link=link,
        wordings=view_wordings(held),
    )  # fmt: skip


def view_wordings(held: Sequence[tuple[RecordedVersion, RecordedNote]]) -> tuple[WordingView, ...]:
    """The wordings of a note with their versions."""
    return tuple(
        WordingView(
            versions=f"Version {version.version}, {print_edtf(version.recorded)}",
            kind=KIND_WORDS[note.kind],
            finding=FINDING_WORDS[note.finding] if note.finding else "",
            paragraphs=tuple(_paragraphs(note)),
        )
        for version, note in held
    )


def _paragraphs(note: RecordedNote) -> Iterator[Markup]:
    for text in (note.lead, note.text, note.since):
        for paragraph in (text or "").split("\n\n"):
            if paragraph.strip():
                yield escape(paragraph)
