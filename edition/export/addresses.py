"""Addresses as an export writes them: absolute where the site's address is known, else relative to the file."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache

from edition.sitemap import Address

DATA = "data/"
"""Folder of the exports on the site."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses for a file at `path`, told from the site's root.

    >>> Addresses("data/csv/turns.csv").of(Address("people/ida.md")), Addresses("data/x", "https://e.org/").file("y")
    ('../../people/ida/', 'https://e.org/data/y')
    """

    path: str
    site_url: str = ""

    def of(self, address: Address) -> str:
        """A place on a page of the site."""
        return self._written(address.url)

    def file(self, name: str, anchor: str = "") -> str:
        """A file in `data/`, or a thing in it."""
        return self._written(DATA + name) + (f"#{anchor}" if anchor else "")

    def _written(self, url: str) -> str:
        if self.site_url:
            return self.site_url + url
        path, hash_, anchor = url.partition("#")
        there = _seen_from(self.path, path)
        return there + "/" * (not path or path.endswith("/")) + hash_ + anchor


@lru_cache(maxsize=65536)
def _seen_from(file: str, path: str) -> str:
    return posixpath.relpath(path or ".", posixpath.dirname(file) or ".")
