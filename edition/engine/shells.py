"""What an engine puts around a page, rendered once and cut where pages differ.

The menu, the header and the foot of most pages are the same, so the engine renders them once for all pages of a kind,
with marks in the places of title, description and words; these are put in afterwards, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from edition.finish import finish_inside, finish_page
from edition.links import PageLinks

Place = Literal["title", "description", "address", "skip", "metadata", "inside"]
"""Where pages of one kind differ; `skip` is the anchor of the first heading, `metadata` what `metadata.html` makes."""
PLACES: tuple[Place, ...] = get_args(Place)
_MARK = "edition-shell-place-{}-"
_MARKED = re.compile(_MARK.format("(" + "|".join(PLACES) + ")"))
_FIRST_HEADING = re.compile(r'<h[12](?: [^<>]*)? id="([^"]+)"')


def mark(place: Place) -> str:
    """What stands in a place until a page's own words do."""
    return _MARK.format(place)


def inside_mark(*, has_heading: bool) -> str:
    """The mark of a page's words, which the theme must take for a page with or without a heading."""
    return f"<h1>{mark('inside')}</h1>" if has_heading else mark("inside")


def first_heading(inside: str) -> str:
    """The anchor of the heading that "Skip to content" leads to; empty where there is none."""
    match = _FIRST_HEADING.search(inside)
    return match[1] if match else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """A finished page."""

    html: str
    links: PageLinks


class Shell:
    """The finished HTML around pages of one kind."""

    def __init__(self, html: str):
        """`html` is a page as the engine renders it, with marks in it."""
        finished = finish_page(html.replace(inside_mark(has_heading=True), mark("inside")))
        self._parts = _MARKED.split(finished.html)
        self._links = PageLinks(
            finished.links.ids,
            tuple(link for link in finished.links.links if not _MARKED.search(link)),
            finished.links.loads,
        )

    def around(self, values: Mapping[Place, str]) -> Spliced:
        """A page with its own words in the places; every place that the shell has must be among the `values`."""
        inside = finish_inside(values["inside"])
        own: dict[str, str] = {str(place): value for place, value in values.items()} | {"inside": inside.html}
        html = "".join(own[part] if index % 2 else part for index, part in enumerate(self._parts))
        return Spliced(html=html, links=_joined(self._links, inside.links, own.get("skip", "")))


def _joined(shell: PageLinks, inside: PageLinks, skip: str) -> PageLinks:
    skipped = (f"#{skip}",) if skip else ()
    return PageLinks(shell.ids | inside.ids, shell.links + inside.links + skipped, shell.loads + inside.loads)


def kind_of_address(url: str, named: Collection[str]) -> str:
    """An address, without a slash at its end, from which all others in a shell are written as from this one.

    `named` are those that the shell leads to and the folders above them. From `people/berg/in/` the address of
    `people/` is `../../`, whoever is meant: all pages below `people/` of that depth are of one kind.

    >>> kind_of_address("people/berg/in/", {"people", "about"}), kind_of_address("people/", {"people"})
    ('people/_/_', 'people')
    """
    parts = url.rstrip("/").split("/")
    kept = 0
    while kept < len(parts) and "/".join(parts[: kept + 1]) in named:
        kept += 1
    return "/".join([*parts[:kept], *("_" for _ in parts[kept:])])
