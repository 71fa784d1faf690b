"""Ids and pointers of a TEI document: what can be pointed at, and how.

Ids of turns and paragraphs are those of the edition. All others have the kind of thing before them, because an id of
the edition may begin with a digit, and two registers may use the same one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from edition.model import Edition, Interview, Register, Span
from edition.prose import InternalLink
from edition.sitemap import Sitemap

_PREFIXES: Mapping[Register, str] = MappingProxyType(
    {
        "people": "person", "places": "place", "organisations": "org", "terms": "term", "dates": "event",
        "references": "bibl",
    }
)  # fmt: skip
ROOT = "../../"
"""The site's root as seen from ``data/tei/``."""
MATCHER = "#name-matching"
"""Responsibility for what the program found, as against the editors."""


_AUTHORITY = re.compile(r"https?://[^/?#]*")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(address: str) -> str:
    """A web address as a URI of RFC 3986, which TEI's pointers have to be: browsers put up with more.

    >>> web_address("https://example.org/a?f[]=b%20c")
    'https://example.org/a?f%5B%5D=b%20c'
    """
    host = _AUTHORITY.match(address)
    start = host.end() if host else 0
    path, mark, fragment = _STRAY.sub("%25", address[start:]).partition("#")
    safe = "/?:@!$&'()*+,;=%~"
    return address[:start] + quote(path, safe=safe) + mark + quote(fragment, safe=safe)


def entry_id(register: Register, entry: str) -> str:
    """The xml:id of an entry of a register.

    >>> entry_id("people", "anna-berg"), entry_id("dates", "1956-speech")
    ('person-anna-berg', 'event-1956-speech')
    """
    return f"{_PREFIXES[register]}-{entry}"


def note_id(note: str) -> str:
    return f"note-{note}"


def speaker_id(speaker: str) -> str:
    return f"speaker-{speaker}"


class Pointers:
    """Pointers as they are written in the document of one interview."""

    def __init__(self, edition: Edition, interview: Interview, site_url: str, sitemap: Sitemap):
        self._edition = edition
        self._interview = interview
        self._site = site_url or ROOT
        self._sitemap = sitemap
        self.editors = " ".join(f"#editor-{number}" for number, _ in enumerate(edition.settings.editors, start=1))
        """All editors together."""

    def entry(self, register: Register, entry: str) -> str:
        return f"#{entry_id(register, entry)}"

    def place(self, interview: str, anchor: str) -> str:
        """A turn, a paragraph or an item of the tail, in this document or in that of another interview."""
        return f"{self._document(interview)}#{anchor}"

    def words(self, span: Span) -> str:
        """Words of a paragraph in TEI's string-range scheme: paragraph, offset from zero, and length.

        ``#string-range(t12p2,5,10)``; an empty span, of which there are none, would have no string-range.
        """
        where = f"string-range({span.paragraph},{span.start},{span.end - span.start})"
        return f"{self._document(span.interview)}#{where}"

    def link(self, target: InternalLink) -> str:
        """Where a link in an editor's prose leads: into a document, or to a page of the site."""
        if target.kind == "turn":
            interview, _, turn = target.id.rpartition("/")
            return self.place(interview or self._edition.interviews[0].id, turn)
        if target.kind == "notes":
            return self._note(target.id)
        if target.kind in _PREFIXES:
            return self.entry(target.kind, target.id)  # type: ignore[arg-type]
        return self._site + self._sitemap.link(target.kind, target.id).url

    def site(self) -> str:
        """The page of the interview."""
        return self._site + self._sitemap.interview(self._interview.id).url

    def _note(self, note: str) -> str:
        interviews = self._edition.interviews_of(note)
        here = self._interview.id in interviews
        return f"{'' if here else self._document(interviews[0])}#{note_id(note)}"

    def _document(self, interview: str) -> str:
        return "" if interview == self._interview.id else f"{interview}.xml"
