"""Entries of the registers as Wikidata names them."""

from __future__ import annotations

from edition.annotations import Entry


def wikidata_of(entry: Entry | None) -> str | None:
    """The concept's address in Wikidata, as linked data writes it; None where the edition has no id of it."""
    number = entry.authority.get("wikidata") if entry else None
    return f"http://www.wikidata.org/entity/{number}" if number else None
