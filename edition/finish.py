"""What is done to every page of a rendered site before it is put in place.

Links in pictures and the theme's boxes are finished, tables scroll, the page gets its policy, its links are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.links import PageLinks, check_links, read_links
from edition.policy import add_policy
from edition.problems import Problem
from edition.published import Addresses, check_published
from edition.sitemap import UNFINISHED_LINK

_FORBIDDEN = re.compile(
    r'(?P<kept><input class="md-toggle"[^>]*? type="checkbox"[^>]*?) autocomplete="off"'
    r'|(?P<overlay><label class="md-overlay"[^>]*?) aria-hidden="true"'
)
"""Attributes that HTML does not allow where the themes write them; the second is Zensical's."""
_LABEL_OF_NOTHING = ' for="__toc"'
"""Zensical's label for a box that it leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPage:
    html: str
    links: PageLinks


def finish_page(html: str) -> FinishedPage:
    """A rendered page with its policy, and what it links to."""
    finished = add_policy(_finish_words(_without_forbidden(html)))
    return FinishedPage(html=finished, links=read_links(finished.encode()))


def finish_inside(html: str) -> FinishedPage:
    """The words of a page without what the theme puts around them: they need no policy of their own."""
    finished = _finish_words(html)
    return FinishedPage(html=finished, links=read_links(finished.encode()))


def _finish_words(html: str) -> str:
    return _with_scrolling_tables(html.replace(f'<a {UNFINISHED_LINK}="', '<a href="'))


def _without_forbidden(html: str) -> str:
    html = _FORBIDDEN.sub(lambda match: match["kept"] or match["overlay"], html)
    return html if 'id="__toc"' in html else html.replace(_LABEL_OF_NOTHING, "")


_TABLE = re.compile(r"<table>.*?</table>", re.S)


def _with_scrolling_tables(html: str) -> str:
    """Each table of a Markdown page in a box that scrolls by itself where the screen is too narrow for it."""
    box = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'
    return _TABLE.sub(lambda match: f"{box}{match.group()}</div>", html)


def check_site(
    pages: Mapping[str, PageLinks],
    files: frozenset[str],
    base: str,
    ledger: Addresses,
    published: bytes | None,
) -> Iterator[Problem]:
    """Links that lead nowhere, and addresses that were published and are gone.

    `pages` by path in the site, `files` all its paths, `base` the path that it is published under; `published` is the
    file of the `ledger`.
    """
    yield from check_links(pages, files, base)
    anchors = {path.removesuffix("index.html"): page.ids for path, page in pages.items() if path.endswith("index.html")}
    yield from check_published(ledger, published, anchors)
