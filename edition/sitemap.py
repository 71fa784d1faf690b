"""Ids to addresses: the only place that knows where things stand on the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache

from edition.annotations import Entry
from edition.model import REGISTERS, Edition, Register

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
        return _relative(self.page, posixpath.dirname(page) or ".") + self._rest

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
    return posixpath.relpath(Address(page).url or ".", Address(other).url or ".")


@lru_cache(maxsize=65536)
def _relative(page: str, folder: str) -> str:
    return posixpath.relpath(page, folder)


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

    def entry(self, register: Register, entry_id: str) -> Address:
        """An entry of a register: a page of its own, or its place on the register's page."""
        if self.has_own_page(register, entry_id):
            return Address(f"{FOLDERS[register]}/{entry_id}.md")
        return Address(f"{FOLDERS[register]}/index.md", entry_id)

    def has_own_page(self, register: Register, entry_id: str) -> bool:
        return self._own_page.get((register, entry_id), False)

    def register(self, register: Register) -> Address:
        return Address(f"{FOLDERS[register]}/index.md")

    def interview(self, interview_id: str) -> Address:
        return Address(f"transcript/{interview_id}.md")

    def turn(self, interview_id: str, turn_id: str) -> Address:
        """A turn, a paragraph or an item of the tail."""
        return Address(f"transcript/{interview_id}.md", turn_id)

    def turns(self, interview_id: str, bounds: str) -> Address:
        """The first turn of a range such as ``t12-t18``."""
        return self.turn(interview_id, bounds.partition("-")[0])

    def range(self, interview_id: str, bounds: str) -> Address:
        """A turn or a range such as ``t12-t18``, as its transcript marks it: ``?turns=12-18#t12``."""
        return Address(f"transcript/{interview_id}.md", bounds.partition("-")[0], f"turns={bounds.replace('t', '')}")

    def cards(self, interview_id: str) -> str:
        """The file of what is shown of the entries that an interview names."""
        return f"data/cards/{interview_id}.json"

    def preview(self, interview_id: str) -> str:
        """The picture that stands for an interview where its address is shared: in its page's own folder."""
        return f"transcript/{interview_id}/{PREVIEW}"

    def note(self, note_id: str) -> Address:
        return Address("notes/index.md", note_id)

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
