"""The edition as tables (RFC 4180, UTF-8 without a byte order mark) with a data dictionary (Frictionless Table Schema).

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@`` or a tab as a formula. Such a cell, unless it is a
number or a date, has an apostrophe put before it, and so has one that begins with apostrophes and then such a mark;
whoever reads the tables by program takes one apostrophe away again (`unguarded`), and has the text as it was.

A note's conclusion stands in words in its text and has no column, so that nobody's remarks are counted by it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from edition.annotations import Entry
from edition.export.addresses import DATA, Addresses
from edition.export.data_file import Publication
from edition.export.json_text import json_bytes
from edition.export.wikidata import wikidata_of
from edition.markdown import plain_prose
from edition.model import Edition, Paragraph, Register, Span
from edition.sitemap import Address, Sitemap
from edition.wording import KIND_WORDS

FOLDER = "csv/"
DICTIONARY = f"{FOLDER}datapackage.json"
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MAY_BE_FORMULA = ("'", "=", "+", "-", "@", "\t", "\r")
_NUMBER_OR_DATE = re.compile(r"[+-]?\d[\d.X/~?%-]*")


def guarded(text: str) -> str:
    """A cell's text, which no spreadsheet takes for a formula."""
    if not text.startswith(_MAY_BE_FORMULA):
        return text
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER_OR_DATE.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    about: str
    type: Literal["string", "integer", "number", "boolean"] = "string"
    required: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    its_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: str
    about: str
    columns: tuple[Column, ...]
    primary: tuple[str, ...]
    foreign: tuple[Key, ...] = ()
    rows: Callable[[Edition, Callable[[Address], str]], Iterator[Row]]

    @property
    def file(self) -> str:
        """Its name in `data/`."""
        return f"{FOLDER}{self.name}.csv"


def to_table(table: Table, edition: Edition, publication: Publication) -> bytes:
    """One table as CSV, its columns named in the first row, its lines ended by CR LF."""
    out = io.StringIO(newline="")
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow([column.name for column in table.columns])
    addresses = Addresses(DATA + table.file, publication.site_url)
    for row in table.rows(edition, addresses.of):
        written.writerow([_cell(cell) for cell in row])
    return out.getvalue().encode()


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def to_dictionary(edition: Edition) -> bytes:
    """What each table and each column holds, as a Data Package whose resources have a Table Schema."""
    settings = edition.settings
    return json_bytes(
        {
            "profile": "tabular-data-package",
            "name": "tables",
            "title": settings.title,
            "version": settings.version,
            "description": "A cell that a spreadsheet would take for a formula has an apostrophe before it. Offsets "
            "are Unicode code points, from zero, end excluded. Lists within a cell are parted by a space.",
            "contributors": [{"title": editor.name, "role": "contributor"} for editor in settings.editors],
            "sources": [
                {"title": one.title, **({"path": one.record.address[0]} if one.record.address else {})}
                for one in edition.interviews
            ],
            "resources": [_resource(table) for table in TABLES],
        }
    )


def _resource(table: Table) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "description": column.about,
                    "constraints": {"required": column.required},
                }
                for column in table.columns
            ],
            "primaryKey": list(table.primary),
            "foreignKeys": [
                {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.its_columns)}}
                for key in table.foreign
            ],
        },
    }


def _turns(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    sitemap = Sitemap(edition)
    for interview in edition.interviews:
        for turn in interview.turns:
            section = interview.section_of(turn.id)
            yield (
                interview.id, turn.id, turn.number, turn.speaker, interview.speaker(turn.speaker).name, turn.label,
                section.id if section else None, section.title if section else None, turn.words, turn.start,
                any(one.withheld for one in turn.paragraphs), address(sitemap.turn(interview.id, turn.id)),
            )  # fmt: skip


def _paragraphs(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    for interview in edition.interviews:
        for turn in interview.turns:
            for number, one in enumerate(turn.paragraphs, start=1):
                yield interview.id, one.id, turn.id, number, _whole(one), bool(one.withheld)


def _whole(paragraph: Paragraph) -> str | None:
    """All of a paragraph's words, or none: with a part of them offsets would not hold."""
    return None if paragraph.withheld else paragraph.text


def _mentions(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    sitemap = Sitemap(edition)

    @cache
    def named(register: Register, key: str) -> tuple[str, str | None, str]:
        entry = edition.register(register)[key]
        same = wikidata_of(entry) if isinstance(entry, Entry) else None
        return edition.entry_name(register, key), same, address(sitemap.entry(register, key))

    for one in edition.mentions:
        name, same, where = named(one.register, one.id)
        yield (*_place(one.span), one.register, one.id, name, one.origin, same, where)


def _notes(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    sitemap = Sitemap(edition)
    for placed in edition.notes:
        note = placed.note
        concluded = f"Conclusion: “{note.finding_words}”. " if note.finding else ""
        sources = " ".join(source.id for source in note.sources if source.was_seen)
        yield (
            note.id, placed.title, KIND_WORDS[note.kind], concluded + plain_prose(note.text),
            plain_prose(note.since) if note.since else None, sources or None, note.by, note.status, note.reviewed_by,
            note.reviewed_on, note.checked, note.tier, address(sitemap.note(note.id)),
        )  # fmt: skip


def _note_targets(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    for placed in edition.notes:
        for number, span in enumerate(placed.spans, start=1):
            yield placed.id, number, *_place(span)


def _dates(edition: Edition, address: Callable[[Address], str]) -> Iterator[Row]:
    sitemap = Sitemap(edition)
    for key, event in sorted(edition.dates.items(), key=lambda one: (one[1].sort_key, one[0])):
        yield (
            key, event.label, event.when, event.old_style, event.basis, event.lane,
            plain_prose(event.summary) if event.summary else None, " ".join(event.people) or None,
            " ".join(event.places) or None, address(sitemap.entry("dates", key)),
        )  # fmt: skip


def _place(span: Span) -> Row:
    return (
        span.interview, span.turn, span.paragraph, span.start, span.end, span.quote or None, span.withheld
    )  # fmt: skip


_INTERVIEW = Column("interview", "Id of the interview")
_TURN = Column("turn", "Id of the turn, or of an item of what follows the talk (c1, c2, ...)")
_ADDRESS = Column("address", "Address on the site; relative to this file where the site's own address is not known")
_PLACE = (
    _INTERVIEW,
    _TURN,
    Column("paragraph", "Id of the paragraph, or of an item of what follows the talk"),
    Column("start", "Offset of the first character in the paragraph", "integer"),
    Column("end", "Offset after the last character", "integer"),
    Column("quote", "The words as printed", required=False),
    Column("withheld", "Whether words of the quotation may not be published", "boolean"),
)
TABLES: tuple[Table, ...] = (
    Table(
        name="turns",
        about="The turns of the talk, a row each",
        columns=(
            _INTERVIEW,
            Column("turn", "Id of the turn"),
            Column("number", "The number shown: 12, or 41a"),
            Column("speaker", "Id of the speaker"),
            Column("speaker_name", "The speaker's full name"),
            Column("label", "The speaker's mark as printed"),
            Column("section", "Id of the editors' section", required=False),
            Column("section_title", "The editors' heading of it", required=False),
            Column("words", "Words as printed", "integer"),
            Column("start", "Seconds from the beginning of a recording", "number", required=False),
            Column("withheld", "Whether words of the turn may not be published", "boolean"),
            _ADDRESS,
        ),
        primary=("interview", "turn"),
        rows=_turns,
    ),
    Table(
        name="paragraphs",
        about="The text of the turns, a row a paragraph: the printed words without the label, in NFC, never emended",
        columns=(
            _INTERVIEW,
            Column("paragraph", "Id of the paragraph"),
            Column("turn", "Id of the turn"),
            Column("number", "Its number in the turn", "integer"),
            Column("text", "The words; empty where any of them may not be published", required=False),
            Column("withheld", "Whether words of the paragraph may not be published", "boolean"),
        ),
        primary=("interview", "paragraph"),
        foreign=(Key(("interview", "turn"), "turns", ("interview", "turn")),),
        rows=_paragraphs,
    ),
    Table(
        name="mentions",
        about="Places of the text that name or mean an entry of the registers",
        columns=(
            *_PLACE,
            Column("register", "people, places, organisations, terms, dates or references"),
            Column("entry", "Id of the entry"),
            Column("name", "The entry's name"),
            Column("origin", "matched by name, or placed by an editor"),
            Column("wikidata", "The entry in Wikidata", required=False),
            _ADDRESS,
        ),
        primary=("interview", "paragraph", "start", "end", "register", "entry"),
        rows=_mentions,
    ),
    Table(
        name="notes",
        about="The editors' notes, without what their tables, chains and sources say in detail: see edition.json",
        columns=(
            Column("note", "Id of the note"),
            Column("title", "Its heading, or the words it is about"),
            Column("kind", "What kind of statement it is about"),
            Column("text", "The note without markup, its conclusion in words before it"),
            Column("since", "What has appeared since", required=False),
            Column("sources", "Ids of the works seen for it", required=False),
            Column("by", "Who wrote it"),
            Column("status", "draft or reviewed"),
            Column("reviewed_by", "Who reviewed it", required=False),
            Column("reviewed_on", "When, in EDTF", required=False),
            Column("checked", "When its evidence was last looked at, in EDTF"),
            Column("tier", "1: shown by default; 2: shown on request", "integer"),
            _ADDRESS,
        ),
        primary=("note",),
        rows=_notes,
    ),
    Table(
        name="note-targets",
        about="The words that the notes are about, a row for each place",
        columns=(Column("note", "Id of the note"), Column("number", "Of its places, from 1", "integer"), *_PLACE),
        primary=("note", "number"),
        foreign=(Key(("note",), "notes", ("note",)),),
        rows=_note_targets,
    ),
    Table(
        name="dates",
        about="Events, and dates that are spoken of, the earliest first",
        columns=(
            Column("date", "Id of the date"),
            Column("label", "What happened, or what the date is called"),
            Column("when", "EDTF, in the Gregorian calendar"),
            Column("old_style", "EDTF, as printed under the Julian calendar", required=False),
            Column("basis", "documented, or as-stated by a speaker only"),
            Column("lane", "Id of the timeline's lane"),
            Column("summary", "One line", required=False),
            Column("people", "Ids of people", required=False),
            Column("places", "Ids of places", required=False),
            _ADDRESS,
        ),
        primary=("date",),
        rows=_dates,
    ),
)
