"""The search index: one record a turn and one an entry or note, made by Pagefind from small HTML stubs.

A hit is a turn with its speaker and opens at the turn. The record's address, from the site's root and without a leading
slash, is in its `url` meta, which Pagefind hands back as written.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

from edition.annotations import KIND_WORDS, Kind, Reference
from edition.dates import parse_date
from edition.markdown import plain_prose
from edition.model import Edition, Interview, Register, Turn
from edition.pages.registers import TITLES
from edition.rights import permitted
from edition.sitemap import Sitemap

_SINGULAR: dict[Register, str] = {
    "people": "Person", "places": "Place", "organisations": "Organisation", "terms": "Term", "references": "Source",
    "dates": "Date",
}  # fmt: skip
_FILTERED: dict[Register, str] = {"people": "Person", "places": "Place"}


class SearchFailed(Exception):
    """Pagefind could not index; the message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """One thing that can be found."""

    name: str
    """A file name, unique."""
    title: str
    url: str
    text: str
    kind: str
    """``Turn``, ``Person``, ``Note``: shown with the hit, and a filter."""
    speaker: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    language: str = "en"


def search_records(edition: Edition, sitemap: Sitemap) -> Iterator[SearchRecord]:
    """Every turn, entry, date and note as a record; what stands after the talk is left out."""
    edition = permitted(edition)
    for interview in edition.interviews:
        yield from _turn_records(edition, sitemap, interview)
    for register in TITLES:
        for entry_id in edition.register(register):
            yield _entry_record(edition, sitemap, register, entry_id)
    for event_id, event in edition.dates.items():
        text = " ".join(plain_prose(part) for part in (event.summary, event.text) if part)
        yield SearchRecord(
            name=f"dates-{event_id}", title=event.label, url=sitemap.entry("dates", event_id).url,
            text=text or event.label, kind="Date",
        )  # fmt: skip
    for placed in edition.notes:
        note = placed.note
        parts = [note.lead, note.text, note.since]
        yield SearchRecord(
            name=f"notes-{note.id}", title=placed.title, url=sitemap.note(note.id).url,
            text=" ".join(plain_prose(part) for part in parts if part), kind="Note",
            filters=(("Kind of note", KIND_WORDS[Kind(note.kind)]),),
        )  # fmt: skip


def _turn_records(edition: Edition, sitemap: Sitemap, interview: Interview) -> Iterator[SearchRecord]:
    named: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for mention in edition.mentions:
        if mention.span.interview != interview.id:
            continue
        if mention.register in _FILTERED:
            name = edition.entry_name(mention.register, mention.id)
            named[mention.span.turn][_FILTERED[mention.register], name] = None
        elif mention.register == "dates":
            span = parse_date(edition.dates[mention.id].when)
            if span.first[0] == span.last[0]:
                named[mention.span.turn]["Year", str(span.first[0])] = None
    themes: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for theme in edition.themes.values():
        for cell in theme.cells:
            for passage in cell.passages:
                if passage.interview in (None, interview.id):
                    for turn in interview.turns_between(passage.turns):
                        themes[turn.id]["Theme", theme.title] = None
    for turn in interview.turns:
        yield _turn_record(edition, sitemap, interview, turn, (*named[turn.id], *themes[turn.id]))


def _turn_record(
    edition: Edition, sitemap: Sitemap, interview: Interview, turn: Turn, filters: tuple[tuple[str, str], ...]
) -> SearchRecord:
    speaker = interview.speaker(turn.speaker).name
    section = interview.section_of(turn.id)
    more = [("Section", section.title)] if section else []
    if len(edition.interviews) > 1:
        more.append(("Interview", interview.title))
    return SearchRecord(
        name=f"{interview.id}-{turn.id}",
        title=f"{speaker}, turn {turn.number}",
        url=sitemap.turn(interview.id, turn.id).url,
        text="\n".join(paragraph.shown for paragraph in turn.paragraphs if paragraph.text.strip()),
        kind="Turn",
        speaker=speaker,
        filters=(*more, *filters),
        language=interview.record.language,
    )


def _entry_record(edition: Edition, sitemap: Sitemap, register: Register, entry_id: str) -> SearchRecord:
    entry = edition.register(register)[entry_id]
    own = entry.custom if isinstance(entry, Reference) else entry
    prose = [plain_prose(part) for part in (own.summary, own.text) if part]
    return SearchRecord(
        name=f"{register}-{entry_id}",
        title=edition.entry_name(register, entry_id),
        url=sitemap.entry(register, entry_id).url,
        text=" ".join([*own.variants, *prose]) or edition.entry_name(register, entry_id),
        kind=_SINGULAR[register],
    )


def render_stub(record: SearchRecord) -> str:
    """A record as the small HTML page that Pagefind reads.

    The title is searched with the text and weighs more; metadata and filters stand in `content` attributes, which take
    any character.
    """
    meta = [("url", record.url), ("title", record.title), ("kind", record.kind), ("speaker", record.speaker)]
    filters = [("Kind", record.kind), *record.filters]
    if record.speaker:
        filters.append(("Speaker", record.speaker))
    tags = [f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">' for name, value in meta if value]
    tags += [f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in filters]
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in record.text.split("\n"))
    heading = f"<h1>{escape(record.title)}</h1>" if record.kind != "Turn" else ""
    return (
        f'<!doctype html><html lang="{record.language}"><head><meta charset="utf-8">'
        f"<title>{escape(record.title)}</title></head><body data-pagefind-body>"
        f"{''.join(tags)}{heading}{paragraphs}</body></html>"
    )


def render_stubs(edition: Edition) -> dict[str, bytes]:
    """All records as stubs, by file name."""
    sitemap = Sitemap(edition)
    return {f"{one.name}.html": render_stub(one).encode() for one in search_records(edition, sitemap)}


@contextmanager
def indexing(stubs: Path, output: Path, language: str) -> Iterator[None]:
    """Index a folder of stubs while other work is done; raises `SearchFailed` at its end with what Pagefind said."""
    command = [str(get_executable()), "--site", str(stubs), "--output-path", str(output)]
    command += ["--force-language", language.split("-")[0], "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield
        finally:
            said, _ = process.communicate()
    if process.returncode:
        raise SearchFailed(said.strip())
