"""The search index: one record a turn and one an entry or note, made by Pagefind from small HTML stubs.

A hit is a turn with its speaker and opens at the turn. The record's address, from the site's root and without a leading
slash, is in its `url` meta, which Pagefind hands back as written.

In a large archive a record is a whole interview, with a heading a turn, and Pagefind says below which heading it found
the words: 105,000 records of turns took 82 s and 6.4 GB, 1,000 of interviews 18 s and 1.8 GB.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

from edition import pagefind_run
from edition.annotations import Kind, Reference, Section
from edition.dates import parse_date, print_edtf
from edition.languages import PAGE_WORDS, differs, direction, language_name, primary
from edition.markdown import plain_prose
from edition.model import Edition, Interview, Register, Turn
from edition.pages.registers import TITLES
from edition.rights import permitted
from edition.search_text import searchable
from edition.sitemap import Sitemap
from edition.wording import KIND_WORDS

_SINGULAR: dict[Register, str] = {
    "people": "Person", "places": "Place", "organisations": "Organisation", "terms": "Term", "references": "Source",
    "dates": "Date",
}  # fmt: skip
_FILTERED: dict[Register, str] = {"people": "Person", "places": "Place"}


EVERY = "everyrecordhasthis"
"""Found in every record: what is asked for where a reader chooses filters alone (see `docs/assets/search.js`)."""


class SearchFailed(Exception):
    """Pagefind could not index; the message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """One thing that can be found."""

    name: str
    """A file name, unique."""
    part: int = 1
    """The part of the index that it belongs to."""
    title: str
    url: str
    text: str
    """Its paragraphs, a line each."""
    kind: str
    """``Turn``, ``Interview``, ``Person``, ``Note``: shown with the hit."""
    filters: tuple[tuple[str, str], ...] = ()
    turns: tuple[tuple[str, str, str], ...] = ()
    """Of an interview: id, title and text of every turn; its own text is empty."""
    language: str = ""
    """That of the words, where it is not the edition's."""


def search_records(edition: Edition, sitemap: Sitemap) -> Iterator[SearchRecord]:
    """Every turn (or interview), entry, date and note as a record; what stands after the talk is left out."""
    edition = permitted(edition)
    talk = _Talk(edition, sitemap)
    for interview in edition.interviews:
        yield from [talk.interview_record(interview)] if edition.is_archive else talk.turn_records(interview)
    for register in TITLES:
        for entry_id in edition.register(register):
            yield _entry_record(edition, sitemap, register, entry_id)
    own = _own_language(edition)
    for event_id, event in edition.dates.items():
        text = " ".join(plain_prose(part) for part in (event.summary, event.text) if part)
        yield SearchRecord(
            name=f"dates-{event_id}", title=event.label, url=sitemap.entry("dates", event_id).url,
            text=text or event.label, kind="Date", language=own,
        )  # fmt: skip
    for placed in edition.notes:
        note = placed.note
        parts = [note.lead, note.text, note.since]
        yield SearchRecord(
            name=f"notes-{note.id}", title=placed.title, url=sitemap.note(note.id).url,
            text=" ".join(plain_prose(part) for part in parts if part), kind="Note",
            filters=(("Kind of note", KIND_WORDS[Kind(note.kind)]),), language=own,
        )  # fmt: skip


Filters = tuple[tuple[str, str], ...]


class _Talk:
    """What is said, as records."""

    def __init__(self, edition: Edition, sitemap: Sitemap):
        self._edition = edition
        self._sitemap = sitemap
        self._names = _names_apart(edition.interviews)
        self._languages = {interview.record.language for interview in edition.interviews}
        self._filters = _filters_of_turns(edition)
        self._parts = edition.search_parts

    def turn_records(self, interview: Interview) -> Iterator[SearchRecord]:
        """Every turn of an interview as a record."""
        sections = _sections(interview)
        common = self._filters_of(interview)
        for turn in interview.turns:
            section = sections[turn.id]
            yield SearchRecord(
                name=f"{interview.id}-{turn.id}",
                title=_turn_title(interview, turn),
                url=self._sitemap.turn(interview.id, turn.id).url,
                text=_turn_text(turn),
                kind="Turn",
                filters=(
                    *([("Section", section.title)] if section else []),
                    *common,
                    *self._filters.get((interview.id, turn.id), {}),
                    ("Speaker", interview.speaker(turn.speaker).name),
                ),
                language=self._language(interview),
            )

    def interview_record(self, interview: Interview) -> SearchRecord:
        """A whole interview as a record, with what any of its turns can be filtered by."""
        filters: dict[tuple[str, str], None] = dict.fromkeys(self._filters_of(interview))
        for turn in interview.turns:
            filters |= self._filters.get((interview.id, turn.id), {})
            filters["Speaker", interview.speaker(turn.speaker).name] = None
        return SearchRecord(
            name=interview.id,
            part=self._parts[interview.id],
            title=interview.title,
            url=self._sitemap.interview(interview.id).url,
            text="",
            kind="Interview",
            filters=tuple(filters),
            turns=tuple((turn.id, _turn_title(interview, turn), _turn_text(turn)) for turn in interview.turns),
            language=self._language(interview),
        )

    def _filters_of(self, interview: Interview) -> Filters:
        filters = []
        if len(self._edition.interviews) > 1:
            filters.append(("Interview", self._names[interview.id]))
        if len(self._languages) > 1:
            filters.append(("Language", language_name(interview.record.language)))
        return tuple(filters)

    def _language(self, interview: Interview) -> str:
        spoken = interview.record.language
        return spoken if differs(spoken, PAGE_WORDS) else ""


def _names_apart(interviews: Sequence[Interview]) -> dict[str, str]:
    """The interviews' titles by id, with the date, and the id if need be, where two have one title."""
    names = {one.id: one.title for one in interviews}
    for more in (lambda one: print_edtf(one.record.date), lambda one: one.id):
        counts = Counter(names.values())
        names |= {one.id: f"{one.title} ({more(one)})" for one in interviews if counts[names[one.id]] > 1}
    return names


def _filters_of_turns(edition: Edition) -> dict[tuple[str, str], dict[tuple[str, str], None]]:
    """Filters by interview and turn: who, where and when is named there, and the themes it belongs to."""
    found: defaultdict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for mention in edition.mentions:
        turn = (mention.span.interview, mention.span.turn)
        if mention.register in _FILTERED:
            found[turn][_FILTERED[mention.register], edition.entry_name(mention.register, mention.id)] = None
        elif mention.register == "dates":
            span = parse_date(edition.dates[mention.id].when)
            if span.first[0] == span.last[0]:
                found[turn]["Year", str(span.first[0])] = None
    for theme in edition.themes.values():
        for passage in (passage for cell in theme.cells for passage in cell.passages):
            interview = edition.interview(passage.interview) if passage.interview else edition.interviews[0]
            for one in interview.turns_between(passage.turns):
                found[interview.id, one.id]["Theme", theme.title] = None
    return found


def _sections(interview: Interview) -> dict[str, Section | None]:
    """By turn the section that it stands in."""
    starts = {section.from_: section for section in interview.sections}
    found: dict[str, Section | None] = {}
    current = None
    for turn in interview.turns:
        found[turn.id] = current = starts.get(turn.id, current)
    return found


def _turn_title(interview: Interview, turn: Turn) -> str:
    return f"{interview.speaker(turn.speaker).name}, turn {turn.number}"


def _turn_text(turn: Turn) -> str:
    return "\n".join(paragraph.shown for paragraph in turn.paragraphs if paragraph.text.strip())


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
        language=_own_language(edition),
    )


def _own_language(edition: Edition) -> str:
    """The language of what the editors write, where the page around a result has another; else nothing."""
    own = edition.settings.language
    return own if differs(own, PAGE_WORDS) else ""


def render_stub(record: SearchRecord, language: str) -> str:
    """A record as the small HTML page that Pagefind reads.

    The title is searched with the text and weighs more; metadata and filters stand in `content` attributes, which take
    any character. `language` is that of the index, by whose rules words are cut to their stems.
    """
    meta = [("url", record.url), ("title", searchable(record.title)), ("kind", record.kind), ("every", EVERY)]
    if record.language:
        meta += [("lang", record.language), ("dir", direction(record.language))]
    filters = [("Kind", "Turn" if record.kind == "Interview" else record.kind), *record.filters]
    if record.kind in ("Turn", "Interview"):
        filters.append(("said", "yes"))  # shown first; a small file, which a search fetches before all others
    tags = [f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">' for name, value in meta]
    tags += [f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in filters]
    heading = f"<h1>{_words(record.title)}</h1>" if record.kind not in ("Turn", "Interview") else ""
    turns = "".join(f'<h2 id="{one}">{_words(title)}</h2>{_paragraphs(text)}' for one, title, text in record.turns)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(record.title)}</title></head><body data-pagefind-body>"
        f"{''.join(tags)}{heading}{_paragraphs(record.text) if record.text else ''}{turns}</body></html>"
    )


def _words(text: str) -> str:
    return escape(searchable(text))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_words(part)}</p>" for part in text.split("\n"))


def render_stubs(edition: Edition) -> dict[str, bytes]:
    """All records as stubs, by file name, in a folder for each part of the index."""
    language = primary(edition.settings.language)
    records = search_records(edition, Sitemap(edition))
    return {f"{one.part}/{one.name}.html": render_stub(one, language).encode() for one in records}


@contextmanager
def indexing(stubs: Path, output: Path, language: str) -> Iterator[None]:
    """Index a folder of stubs while other work is done; raises `SearchFailed` at its end with what Pagefind said.

    The parts are indexed one after the other, as one run for all would need the memory of all. The first is the index
    that a browser opens; each other is a folder in it, and is added to it there.
    """
    command = [sys.executable, pagefind_run.__file__, get_executable(), stubs, output, primary(language)]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        try:
            yield
        except BaseException:
            run.terminate()
            raise
        said, _ = run.communicate()
    if run.returncode:
        raise SearchFailed(said.strip())
