"""What every export has in common: its name, what it is, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edition.model import Edition

Pieces = Iterable[bytes]
"""A file's bytes in their order, of which a large file never has all in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What an export knows of the site it will stand on."""

    built: str | None = None
    """The moment of `SOURCE_DATE_EPOCH` in ISO 8601, where it is set."""
    site_url: str = ""
    """Address of the published site, with a slash at its end; empty where none is set, and then links are relative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A file in `data/`, or several of one kind, as a page lists it; of `ROOT_FILES`, at the site's root."""

    name: str
    """Its name, with ``<edition>`` for the edition's slug, or how several are named: ``tei/<interview>.xml``."""
    what: str
    """What it holds, in one line."""
    standard: str
    """What it follows, with the version."""
    conforms_to: str = ""
    """The address of that standard, where it has a lasting one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile(Described):
    """A file that is made of the edition alone."""

    make: Callable[[Edition, Publication], Iterable[tuple[str, Pieces]]]
    """The files, each with its name in `data/`, from what may be published of an edition; made as they are taken."""
