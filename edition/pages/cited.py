"""Citations of notes and entries, as a page shows them. They are the editors' work, and never cited as a speaker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edition.citing import EditionPart, cite_part
from edition.dates import print_edtf
from edition.markdown import Markup, escape_run
from edition.model import PlacedNote, Register
from edition.pages.writer import Writer
from edition.sitemap import Address

ELSEWHERE = "[address]/"
"""Stands for the site's address where none is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation in one style."""

    style: str
    text: Markup


def cite_note(writer: Writer, placed: PlacedNote) -> tuple[Cited, ...]:
    """A note with its author, what it is a note to, its status, the edition's version and the note's address."""
    note = placed.note
    span = placed.spans[0]
    status = "draft"
    if note.status == "reviewed":
        status = f"reviewed by {note.reviewed_by}, {print_edtf(note.reviewed_on or '')}"
    place = writer.place(span.interview, span.turn)
    return _cited(
        writer, note.by, placed.title, f"note to {place}, {status}", writer.sitemap.note(note.id), note.checked
    )


def cite_entry(writer: Writer, register: Register, entry_id: str) -> tuple[Cited, ...]:
    """An entry of a register, by the edition's editors, with the edition's version and the entry's address."""
    title = writer.edition.entry_name(register, entry_id)
    editors = " and ".join(editor.name for editor in writer.edition.settings.editors)
    address = writer.sitemap.entry(register, entry_id)
    return _cited(writer, editors, title, f"entry in the register of {register}", address, "")


def _cited(writer: Writer, author: str, title: str, genre: str, address: Address, issued: str) -> tuple[Cited, ...]:
    settings = writer.edition.settings
    part = EditionPart(
        author=author, title=title, genre=genre, edition=settings.title, version=settings.version,
        address=(writer.site_url or ELSEWHERE) + address.url, issued=issued,
    )  # fmt: skip
    return tuple(Cited(style=style, text=_marked(text)) for style, text in cite_part(part))


def _marked(text: str) -> Markup:
    """A citation as Markdown, its italics as elements."""
    return Markup("".join(_italic(number, part) for number, part in enumerate(_pieces(text))))


def _pieces(text: str) -> Sequence[str]:
    """Upright and italic in turn."""
    return text.replace("</i>", "<i>").split("<i>")


def _italic(number: int, text: str) -> str:
    return f"<em>{escape_run(text)}</em>" if number % 2 else escape_run(text)
