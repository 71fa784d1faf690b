"""Links and anchors of the finished site: every one must lead somewhere, and none may ask another site for anything."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html

from edition.problems import Problem

_LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("audio", "src"), ("video", "src")}
_LOADED_LINKS = frozenset(["stylesheet", "preload", "modulepreload", "icon", "manifest"])
NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page offers and asks for."""

    ids: frozenset[str]
    """Everything that an anchor can name."""
    links: tuple[str, ...]
    """Addresses as written."""
    loads: tuple[str, ...]
    """Those of them that a browser asks for without being told to."""


def read_links(page: bytes) -> PageLinks:
    """The anchors and the links of an HTML page."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    links: list[str] = []
    loads: list[str] = []
    for element, name, address, _ in tree.iterlinks():
        if name not in ("href", "src", "action") or element.get("rel") == "canonical":
            continue  # the canonical address is the one that must be absolute
        links.append(address)
        if (element.tag, name) in _LOADED or (element.tag == "link" and element.get("rel") in _LOADED_LINKS):
            loads.append(address)
    ids = frozenset(str(one) for one in tree.xpath("//@id | //a/@name"))
    return PageLinks(ids, tuple(links), tuple(loads))


def check_links(
    pages: Mapping[str, PageLinks], files: frozenset[str], base: str, only: Collection[str] | None = None
) -> Iterator[Problem]:
    """Every link of a site that leads nowhere, or that would be asked of another site.

    `pages` by path in the site, `files` all paths, `base` the path that the site is published under: ``/`` or
    ``/repository/``. Pages link relatively and work under any; only the page for "not found" can't. Where `only`
    names some pages, the links on those alone are looked at.
    """
    for path, page in pages.items():
        if only is not None and path not in only:
            continue
        for address in sorted(set(page.loads)):
            if urlsplit(address).netloc:
                yield _problem(path, f"the page asks another site: {address}", "keep the file in docs/assets/")
        for address in sorted(set(page.links)):
            if wrong := _wrong(path, address, pages, files, base):
                yield _problem(path, f"link to {address}: {wrong}")


def _problem(path: str, message: str, *hints: str) -> Problem:
    return Problem(path=f"site/{path}", message=message, hints=hints)


def _wrong(path: str, address: str, pages: Mapping[str, PageLinks], files: frozenset[str], base: str) -> str | None:
    """What is wrong with a link on the page at `path`; None where it is good or leads to another site."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto", "data") or parts.netloc:
        return None
    if parts.scheme:
        return f"'{parts.scheme}:' is no address"
    if parts.path.startswith("/"):
        if path != NOT_FOUND_PAGE or not parts.path.startswith(base):
            return "it begins with '/' and would leave the site where that is published in a folder"
        target = unquote(parts.path.removeprefix(base))
    else:
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        target += "/" * (parts.path.endswith("/") or parts.path in (".", ".."))
    if target.startswith(".."):
        return "it leads out of the site"
    found = _file_at(target.removeprefix("./"), files)
    if found is None:
        return "there is no such page"
    anchor = unquote(parts.fragment)
    if anchor and found in pages and anchor not in pages[found].ids:
        return f"that page has no anchor '{anchor}'"
    return None


def _file_at(target: str, files: frozenset[str]) -> str | None:
    target = "" if target in (".", "./") else target
    for name in (target, posixpath.join(target, "index.html")):
        if name in files:
            return name
    return None
