"""Items of CSL-JSON as RIS (Research Information Systems' format, as of the 2011 specification).

RIS has no type for an interview: what a magazine printed is `MGZN`, with who asked in `N1`. One value a line,
CRLF, UTF-8 without a byte order mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edition.csl import Item

_TYPES = {
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "book": "BOOK", "broadcast": "VIDEO", "chapter": "CHAP", "collection": "BOOK", "dataset": "DATA",
    "entry-encyclopedia": "ENCYC", "interview": "MGZN", "legislation": "STAT", "manuscript": "MANSCPT",
    "motion_picture": "MPCT", "pamphlet": "PAMP", "paper-conference": "CONF", "personal_communication": "PCOMM",
    "post": "ELEC", "post-weblog": "BLOG", "report": "RPRT", "review": "JOUR", "review-book": "JOUR", "song": "MUSIC",
    "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
_PLAIN = (
    ("container-title", "T2"), ("collection-title", "T3"), ("volume", "VL"), ("issue", "IS"), ("edition", "ET"),
    ("publisher", "PB"), ("publisher-place", "CY"), ("ISBN", "SN"), ("ISSN", "SN"), ("DOI", "DO"), ("URL", "UR"),
    ("language", "LA"), ("archive", "DB"), ("archive_location", "AN"), ("genre", "M3"), ("original-title", "OP"),
)  # fmt: skip


def to_ris(items: Iterable[Item]) -> bytes:
    """The items, one record each, with their ids in `ID`."""
    return "".join(f"{tag}  - {_line(value)}\r\n" for item in items for tag, value in _record(item)).encode()


def _record(item: Item) -> Iterator[tuple[str, str]]:
    printed_nowhere = item["type"] == "interview" and "container-title" not in item
    yield "TY", "GEN" if printed_nowhere else _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for role, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        for name in item.get(role, ()):
            yield tag, _name(name)
    yield "TI", item["title"]
    yield from _date(item.get("issued", {}))
    for key, tag in _PLAIN:
        if key in item:
            yield tag, str(item[key])
    if "page" in item:
        first, _, last = item["page"].replace("–", "-").partition("-")
        yield "SP", first
        if last:
            yield "EP", last
    for name in item.get("interviewer", ()):
        yield "N1", f"Interviewer: {_name(name)}"
    if "note" in item:
        yield "N1", item["note"]
    yield "ER", ""


def _date(issued: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`PY` is a year, and `DA` is ``YYYY/MM/DD/`` with what is known of it; words go into `DA` alone."""
    parts = issued.get("date-parts", [])
    if parts:
        year, month, day = (*(str(part).zfill(2) for part in parts[0]), "", "")[:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if "literal" in issued:
        yield "DA", issued["literal"]


def _name(name: Mapping[str, str]) -> str:
    """``Family, Given, Suffix``."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(name[key] for key in ("non-dropping-particle", "family") if key in name)
    return ", ".join([family, *(name[key] for key in ("given", "suffix") if key in name)])


def _line(text: str) -> str:
    return " ".join(text.split())
