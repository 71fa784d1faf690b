"""A list of interviews with what there is of each; where they are too many, of the parts of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edition.dates import print_edtf
from edition.markdown import Markup
from edition.model import Interview
from edition.pages.writer import Writer
from edition.parts import DIGITS, OTHER
from edition.text import counted

MOST = 200
"""As many interviews are listed one by one where the list is not the page's own matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewLine:
    """An interview in a list, with how much there is of it."""

    interview: Interview
    link: Markup
    counts: tuple[tuple[str, int], ...]
    """Nouns in the singular, the plural after ``|`` where it has more than an s, and how many; none is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """A line of such a list: an interview, or a part of the catalogue."""

    link: Markup
    said: str
    """``1987, 3 notes``."""


def list_interviews(writer: Writer, page: str, lines: Sequence[InterviewLine]) -> list[ListedLine]:
    """The lines of the list, or one for each part of the catalogue that has any of them."""
    if len(lines) <= MOST:
        return [
            ListedLine(link=one.link, said=", ".join([print_edtf(one.interview.record.date), *_counted(one.counts)]))
            for one in lines
        ]
    parts: dict[str, list[InterviewLine]] = {}
    for one in lines:
        parts.setdefault(writer.sitemap.catalogue_parts[one.interview.id], []).append(one)
    listed = []
    for name, held in sorted(parts.items()):
        counts = {"interview": len(held)}
        for line in held:
            for noun, count in line.counts:
                counts[noun] = counts.get(noun, 0) + count
        link = writer.link(page, writer.sitemap.catalogue(name), part_name(name))
        listed.append(ListedLine(link=link, said=", ".join(_counted(tuple(counts.items())))))
    return listed


def _counted(counts: Sequence[tuple[str, int]]) -> list[str]:
    return [counted(count, noun) for noun, count in counts if count]


def part_name(name: str) -> str:
    """What a part is called: ``1930s``, ``1900–1999``, ``June 1937``, ``S``, ``1975: S``, ``Other scripts``.

    >>> part_name("1900-1999"), part_name("1937-06"), part_name("1975-sa"), part_name("other-names"), part_name("sa")
    ('1900–1999', 'June 1937', '1975: Sa', 'Other scripts', 'Sa')
    """
    if name.startswith(DIGITS):
        return "0–9" + (f" ({name.removeprefix(DIGITS).lstrip('-')})" if name != DIGITS else "")
    year, _, rest = name.partition("-")
    if year.isdigit() and rest:
        if rest.isdigit():
            return print_edtf(name) if len(rest) == 2 else f"{year}–{rest}"
        return f"{year}: {part_name(rest)}"
    if name == "before-our-era":
        return "Before our era"
    if name.startswith(OTHER):
        rest = name.removeprefix(OTHER).lstrip("-")
        return "Other scripts" + (f" ({rest})" if rest else "")
    return name.capitalize() if name.isalpha() else name
