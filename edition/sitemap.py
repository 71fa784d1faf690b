"""Ids to addresses: the only place that knows where things stand on the site."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from edition.annotations import Entry, Event, Reference
from edition.dates import parse_date
from edition.model import REGISTERS, Edition, Interview, Register
from edition.parts import ROOM, letters, pack, split, years
from edition.weights import WEIGHT_OF_SPEAKER, weigh_digest, weigh_entry, weigh_event, weigh_interview

FOLDERS: dict[Register, str] = {
    "people": "people", "places": "places", "organisations": "organisations", "terms": "terms", "dates": "dates",
    "references": "sources",
}  # fmt: skip


UNFINISHED_LINK = "data-link"
"""Stands for `href` in raw HTML until the page is finished, because engines treat that differently."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place on the site: the Markdown page it stands on, and an anchor on it."""

    page: str
    """Path of the Markdown file from the root of the staged pages."""
    anchor: str = ""
    query: str = ""
    """What is asked of the page: ``turns=12-18``."""

    @property
    def url(self) -> str:
        """The address from the site's root, without a leading slash.

        >>> Address("people/anna-berg.md").url, Address("dates/index.md", "old-war").url
        ('people/anna-berg/', 'dates/#old-war')
        """
        return _path_of(self.page) + self._rest

    def seen_from(self, page: str) -> str:
        """The link to write on another Markdown page: relative, and on the page itself the anchor alone.

        >>> Address("transcript/talk.md", "t3").seen_from("people/anna-berg.md")
        '../transcript/talk.md#t3'
        """
        if page == self.page and self.anchor:
            return self._rest
        return _relative(self.page, page.rpartition("/")[0]) + self._rest

    def linked_from(self, page: str) -> str:
        """The link to write in raw HTML on another Markdown page, where no engine turns paths into addresses.

        >>> Address("transcript/talk.md", "t3").linked_from("people/anna-berg.md")
        '../../transcript/talk/#t3'
        """
        if page == self.page and self.anchor:
            return self._rest
        return f"{_folder_seen_from(self.page, page)}/{self._rest}"

    @property
    def _rest(self) -> str:
        return (f"?{self.query}" if self.query else "") + (f"#{self.anchor}" if self.anchor else "")


PREVIEW = "preview.png"
BY_LETTER = "by-letter"
"""Folder of the parts of a register. What is deeper than ``people/<id>/`` is never the address of an entry."""
NOTES = Address("notes/index.md")
HOW_TO_READ = Address("about/how-to-read.md")
RIGHTS = Address("about/index.md", "rights")
STATUS = Address("about/status.md")
HISTORY = Address("notes/history.md")


@lru_cache(maxsize=65536)
def _path_of(page: str) -> str:
    folder, name = posixpath.split(page)
    stem = name.removesuffix(".md")
    return posixpath.join(folder, "" if stem == "index" else f"{stem}/")


@lru_cache(maxsize=65536)
def _folder_seen_from(page: str, other: str) -> str:
    return _relative(_path_of(page).rstrip("/"), _path_of(other).rstrip("/"))


@lru_cache(maxsize=65536)
def _relative(path: str, folder: str) -> str:
    """The way to a path from a folder, both from the site's root; a page may ask for it a hundred thousand times."""
    parts, above = (path.split("/") if path else []), (folder.split("/") if folder else [])
    common = 0
    while common < min(len(parts), len(above)) and parts[common] == above[common]:
        common += 1
    return "/".join([*(".." for _ in above[common:]), *parts[common:]]) or "."


def _when_and_what(interview: Interview) -> tuple[str, ...]:
    """The keys by which the catalogue is divided: decade, year, year and beginning of the title."""
    year = parse_date(interview.record.date).first[0]
    _, *decade_and_year = years(year)
    starts = letters(interview.record.title, interview.id)
    return (*(decade_and_year or years(year)), *(f"{year}-{start}" for start in starts))


def _dated(event: Event) -> tuple[str, ...]:
    year, month, _ = parse_date(event.when).first
    return years(year, month)


_PART = re.compile(r"(?P<folder>[a-z]+)/(?:by-letter|in)/[^/]+/")
_MENTIONS = re.compile(r"(?P<folder>[a-z]+)/(?P<id>[^/]+)/in/\d+/")
_DIGESTS = re.compile(r"notes/of/(?P<id>[^/]+)/(?:page/\d+/)?")
_NUMBERED = re.compile(r"(?P<first>.+/)page/\d+/")


class Sitemap:
    """Addresses of everything in an edition."""

    def __init__(self, edition: Edition):
        self._edition = edition
        self._own_page: dict[tuple[Register, str], bool] = {
            ("references", key): reference.custom.page == "own" for key, reference in edition.references.items()
        }
        for register in REGISTERS:
            for key, entry in edition.register(register).items():
                if isinstance(entry, Entry):
                    self._own_page[register, key] = entry.page == "own"

    @cached_property
    def _parts(self) -> Mapping[Register, Mapping[str, str]]:
        named = Counter((mention.register, mention.id) for mention in self._edition.mentions)
        noted = Counter(
            source
            for placed in self._edition.notes
            for source in {*(s.id for s in placed.note.sources), *placed.note.further}
        )
        return {register: self._divided(register, named, noted) for register in REGISTERS}

    def _divided(
        self, register: Register, named: Counter[tuple[Register, str]], noted: Counter[str]
    ) -> Mapping[str, str]:
        entries = self._edition.register(register)
        weights, keys = {}, {}
        for key, entry in entries.items():
            count = named[register, key]
            if isinstance(entry, Event):
                weights[key], keys[key] = weigh_event(entry, count), _dated(entry)
                continue
            assert isinstance(entry, Entry | Reference)
            own = self.has_own_page(register, key)
            notes = noted[key] if isinstance(entry, Reference) else 0
            weights[key] = weigh_entry(entry, own_page=own, mentions=count, notes=notes)
            keys[key] = letters(entry.sort_name, key)
        return split(weights, keys.__getitem__)

    def entry(self, register: Register, entry_id: str) -> Address:
        """An entry of a register: a page of its own, or its place on the register's page, or on a part of that."""
        if self.has_own_page(register, entry_id):
            return Address(f"{FOLDERS[register]}/{entry_id}.md")
        return self.listed(register, entry_id)

    def listed(self, register: Register, entry_id: str) -> Address:
        """The place of an entry in the list of its register."""
        return Address(self.part(register, self.parts(register)[entry_id]).page, entry_id)

    def has_own_page(self, register: Register, entry_id: str) -> bool:
        return self._own_page.get((register, entry_id), False)

    def register(self, register: Register) -> Address:
        return Address(f"{FOLDERS[register]}/index.md")

    def parts(self, register: Register) -> Mapping[str, str]:
        """The part of its register that each entry is listed in; ``""`` where one page lists them all."""
        return self._parts[register]

    def part(self, register: Register, name: str) -> Address:
        """The page of a part of a register."""
        if not name:
            return self.register(register)
        return Address(f"{FOLDERS[register]}/{'in' if register == 'dates' else BY_LETTER}/{name}.md")

    def mentions(self, register: Register, entry_id: str, number: int) -> Address:
        """A page of the sentences that name an entry, where there are too many for one; numbers from 1."""
        return Address(f"{FOLDERS[register]}/{entry_id}/in/{number}.md")

    @staticmethod
    def numbered(first: Address, number: int) -> Address:
        """A page of a list that goes on over several; the first is where the list stands.

        >>> Sitemap.numbered(Address("words/index.md"), 2).url
        'words/page/2/'
        """
        if number == 1:
            return first
        return Address(f"{first.page.removesuffix('.md').removesuffix('/index')}/page/{number}.md")

    def interview(self, interview_id: str) -> Address:
        return Address(f"transcript/{interview_id}.md")

    def catalogue(self, part: str = "") -> Address:
        """The list of interviews, or a part of it."""
        return Address(f"transcript/by-date/{part}.md" if part else "transcript/index.md")

    @cached_property
    def catalogue_parts(self) -> Mapping[str, str]:
        """The part of the catalogue that each interview is listed in; ``""`` where one page lists them all."""
        interviews = {one.id: one for one in self._edition.interviews}
        weights = {key: weigh_interview(one) for key, one in interviews.items()}
        return split(weights, lambda key: _when_and_what(interviews[key]))

    def turn(self, interview_id: str, turn_id: str) -> Address:
        """A turn, a paragraph or an item of the tail."""
        return Address(f"transcript/{interview_id}.md", turn_id)

    def turns(self, interview_id: str, bounds: str) -> Address:
        """The first turn of a range such as ``t12-t18``."""
        return self.turn(interview_id, bounds.partition("-")[0])

    def range(self, interview_id: str, bounds: str) -> Address:
        """A turn or a range such as ``t12-t18``, as its transcript marks it: ``?turns=12-18#t12``."""
        return Address(f"transcript/{interview_id}.md", bounds.partition("-")[0], f"turns={bounds.replace('t', '')}")

    def former(self, url: str, anchor: str = "") -> Address | None:
        """Where something stands now that the site itself moved as it grew or shrank; None for all else.

        Not where it stood: what an editor moves is in `edition: moved:`.
        """
        folders = {folder: register for register, folder in FOLDERS.items()}
        folder = url.rstrip("/")
        if anchor:
            if url in (NOTES.url, "words/") or _DIGESTS.fullmatch(url) or url.startswith("words/page/"):
                return self.note_page(anchor) if anchor in self._digests else None
            if url == "comparison/" or url.startswith("comparison/page/"):
                return self.theme(anchor) if anchor in self._edition.themes else None
            if folder in folders or ((part := _PART.fullmatch(url)) and (folder := part["folder"]) in folders):
                register = folders[folder]
                return self.entry(register, anchor) if anchor in self._edition.register(register) else None
        if (found := _MENTIONS.fullmatch(url)) and found["folder"] in folders:
            register = folders[found["folder"]]
            return self.entry(register, found["id"]) if found["id"] in self._edition.register(register) else None
        if anchor:
            return None
        if (found := _PART.fullmatch(url)) and found["folder"] in folders:
            return self.register(folders[found["folder"]])
        if _DIGESTS.fullmatch(url):
            return NOTES
        if url.startswith("transcript/by-date/"):
            return self.catalogue()
        if url.startswith(f"speakers/{BY_LETTER}/"):
            return self.speakers()
        return Address(f"{found['first']}index.md") if (found := _NUMBERED.fullmatch(url)) else None

    def cards(self, interview_id: str) -> str:
        """The file of what is shown of the entries that an interview names."""
        return f"data/cards/{interview_id}.json"

    def preview(self, interview_id: str) -> str:
        """The picture that stands for an interview where its address is shared: in its page's own folder."""
        return f"transcript/{interview_id}/{PREVIEW}"

    def note(self, note_id: str) -> Address:
        """The address of a note for citing: its place in the list of notes; its own page where that is in parts."""
        digest = self.note_digest(note_id)
        return digest if digest.page == NOTES.page else self.note_page(note_id)

    def note_page(self, note_id: str) -> Address:
        """A note's own page, with everything that is said there."""
        if Address(f"notes/{note_id}.md") == HISTORY:
            return Address(f"notes/{note_id}/note.md")
        return Address(f"notes/{note_id}.md")

    def note_digest(self, note_id: str) -> Address:
        """A note's place in the list of notes."""
        return Address(self._digests[note_id], note_id)

    @property
    def notes_together(self) -> bool:
        """Whether one page lists all notes."""
        return all(page == NOTES.page for page in self._digests.values())

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        """By note, the page that lists it: a note on several interviews stands under the first."""
        weights = {placed.id: weigh_digest(placed.note) for placed in self._edition.notes}
        if sum(weights.values()) <= ROOM:
            return dict.fromkeys(weights, NOTES.page)
        by_interview: dict[str, list[tuple[int, str]]] = {}
        for placed in self._edition.notes:
            by_interview.setdefault(placed.spans[0].interview, []).append((weights[placed.id], placed.id))
        return {
            note_id: self.numbered(self.notes_of(interview_id), number).page
            for interview_id, held in by_interview.items()
            for number, page in enumerate(pack(held), start=1)
            for note_id in page
        }

    def notes_of(self, interview_id: str) -> Address:
        """The list of an interview's notes, where not all notes are in one list."""
        return Address(f"notes/of/{interview_id}.md")

    def speakers(self, part: str = "") -> Address:
        """The list of speakers, or a part of it."""
        return Address(f"speakers/{BY_LETTER}/{part}.md" if part else "speakers/index.md")

    @cached_property
    def speaker_parts(self) -> Mapping[str, str]:
        """The part of the list of speakers that each stands in; ``""`` where one page lists them all."""
        people = {speaker.id: self._edition.people[speaker.id] for speaker in self._edition.speakers()}
        return split(dict.fromkeys(people, WEIGHT_OF_SPEAKER), lambda one: letters(people[one].sort_name, one))

    def speaker(self, speaker_id: str) -> Address:
        return Address(f"speakers/{speaker_id}.md")

    def theme(self, theme_id: str) -> Address:
        return Address(f"themes/{theme_id}.md")

    def reading(self, reading_id: str) -> Address:
        return Address(f"readings/{reading_id}.md")

    def link(self, kind: str, record_id: str) -> Address:
        """Where a link in prose leads: ``people:x``, ``notes:x``, ``turn:t26`` or ``turn:talk/t26``."""
        if kind == "turn":
            interview_id, _, turn_id = record_id.rpartition("/")
            return self.turn(interview_id or self._edition.interviews[0].id, turn_id)
        if kind == "notes":
            return self.note(record_id)
        if kind == "themes":
            return self.theme(record_id)
        return self.reading(record_id) if kind == "readings" else self.entry(kind, record_id)  # type: ignore[arg-type]
