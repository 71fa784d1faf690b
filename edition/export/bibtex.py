"""Items of CSL-JSON as BibTeX.

What BibTeX's manual (Patashnik, btxdoc) defines, with `url`, `doi`, `isbn`, `langid` and `urldate` as biblatex knows
them. UTF-8; the characters that TeX reads as commands are escaped. Titles stand in a second pair of braces, so that no
style changes their capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from edition.csl import Item

_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "collection": "book", "entry-encyclopedia": "incollection",
    "pamphlet": "booklet", "paper-conference": "inproceedings", "report": "techreport", "review": "article",
    "review-book": "article", "thesis": "phdthesis", "interview": "article",
}  # fmt: skip
"""Types that BibTeX has; all others are `misc`."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\lbrace{}", "}": r"\rbrace{}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
    "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""Braces by their names, for BibTeX counts even those that are escaped."""
_PLAIN = {"volume": "volume", "issue": "number", "edition": "edition", "collection-title": "series", "ISBN": "isbn",
          "ISSN": "issn", "DOI": "doi", "language": "langid", "publisher-place": "address"}  # fmt: skip


def to_bibtex(items: Iterable[Item]) -> bytes:
    """The items, one entry each, with their ids as keys."""
    return "\n".join(_entry(item) for item in items).encode()


def _entry(item: Item) -> str:
    kind = _TYPES.get(item["type"], "misc")
    if item["type"] == "interview" and "container-title" not in item:
        kind = "misc"  # printed nowhere that is known
    lines = [f"  {name} = {value}," for name, value in _fields(item, kind)]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    """Names and values, with their braces."""
    for role in ("author", "editor", "translator"):
        if item.get(role):
            yield role, f"{{{' and '.join(map(_name, item[role]))}}}"
    yield "title", f"{{{{{_escaped(item['title'])}}}}}"
    if container := item.get("container-title"):
        field = "journal" if kind == "article" else "booktitle" if kind.startswith("in") else "howpublished"
        yield field, f"{{{{{_escaped(container)}}}}}"
    if publisher := item.get("publisher"):
        field = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
        yield field, f"{{{_escaped(publisher)}}}"
    yield from _date(item.get("issued", {}))
    for key, name in _PLAIN.items():
        if key in item:
            yield name, f"{{{_escaped(str(item[key]))}}}"
    if "page" in item:
        yield "pages", f"{{{_escaped(item['page']).replace('–', '--')}}}"
    if "URL" in item:
        yield "url", f"{{{_address(item['URL'])}}}"
    if note := "; ".join(_notes(item)):
        yield "note", f"{{{_escaped(note)}}}"


def _date(issued: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    parts = issued.get("date-parts", [])
    if "literal" in issued or len(parts) > 1:
        yield "year", f"{{{_escaped(issued.get('literal') or '–'.join(str(one[0]) for one in parts))}}}"
    elif parts:
        yield "year", f"{{{parts[0][0]}}}"
        if len(parts[0]) > 1:
            yield "month", _MONTHS[parts[0][1] - 1]


def _notes(item: Item) -> Iterator[str]:
    """What BibTeX has no field for."""
    if item["type"] == "interview":
        names = (
            " and ".join(one.get("literal") or f"{one['given']} {one['family']}" for one in item["interviewer"])
            if item.get("interviewer")
            else ""
        )
        yield f"Interview by {names}" if names else "Interview"
    elif item.get("genre"):
        yield item["genre"]
    if item.get("issued", {}).get("circa"):
        yield "date uncertain"
    if item.get("original-title"):
        yield f"Original title: {item['original-title']}"
    if item.get("archive") or item.get("archive_location"):
        yield ", ".join(item[key] for key in ("archive", "archive_location") if item.get(key))
    if item.get("note"):
        yield item["note"]


def _name(name: Mapping[str, str]) -> str:
    """``von Last, Jr, First``; a body in braces, so that no `and` and no comma in it is read as BibTeX's."""
    if "literal" in name:
        return f"{{{_escaped(name['literal'])}}}"
    family = _one(name["family"])
    if particle := name.get("non-dropping-particle"):
        family = f"{_escaped(particle)} {family}"
    parts = [family, *(_one(name[key]) for key in ("suffix", "given") if key in name)]
    return ", ".join(parts)


def _one(part: str) -> str:
    """A part of a name; in braces where BibTeX would take it apart or for a particle."""
    text = _escaped(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part} " or part[:1].islower() else text


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _address(address: str) -> str:
    """A web address stays as it is, for `url` is read word for word; only braces would end the field."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
