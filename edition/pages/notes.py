"""All notes on one page, each at its permanent address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from edition.pages.cited import cite_note
from edition.pages.note_view import view_note
from edition.pages.writer import Page, Writer


def render(writer: Writer) -> Iterator[Page]:
    """The page of notes, in the order of the text."""
    page = "notes/index.md"
    groups = [
        (
            interview.title,
            [
                replace(view_note(writer, page, note, note.id, interview.id), citations=cite_note(writer, note))
                for note in writer.edition.notes_on(interview.id)
                if note.spans[0].interview == interview.id  # a note on two interviews stands under the first
            ],
        )
        for interview in writer.edition.interviews
    ]  # fmt: skip
    yield writer.page(page, "notes.md.j2", "Notes", "All notes, in the order of the text.", groups=groups)
