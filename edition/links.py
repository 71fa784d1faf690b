"""Links and anchors of the finished site: every one must lead somewhere, and none may ask another site for anything."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from edition.problems import Problem

_LOADED = ("script", "img", "iframe", "source", "audio", "video")
_LOADED_LINKS = ("stylesheet", "preload", "modulepreload", "icon", "manifest")
_IDS = etree.XPath("//@id | //a/@name", smart_strings=False)
# The canonical address is the one that must be absolute.
_LINKS = etree.XPath("//*[not(@rel = 'canonical')]/@href | //@src | //@action", smart_strings=False)
_LOADS = etree.XPath(
    " | ".join([*(f"//{tag}/@src" for tag in _LOADED), *(f"//link[@rel = '{rel}']/@href" for rel in _LOADED_LINKS)]),
    smart_strings=False,
)
NOT_FOUND_PAGE = "404.html"
MANY = 5
"""Pages on which one wrong link is told page by page; on more it is hardly written on each."""
_COMMON = "what is wrong on so many pages is mostly written once: in mkdocs.yml, or in the theme's header or footer"


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
    """The anchors and the links of an HTML page, or of a part of one."""
    if not page.strip():
        return PageLinks(frozenset(), (), ())
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    return PageLinks(frozenset(_IDS(tree)), tuple(_LINKS(tree)), tuple(_LOADS(tree)))


def check_links(
    pages: Mapping[str, PageLinks], files: frozenset[str], base: str, only: Collection[str] | None = None
) -> Iterator[Problem]:
    """Every link of a site that leads nowhere, or that would be asked of another site.

    `pages` by path in the site, `files` all paths, `base` the path that the site is published under: ``/`` or
    ``/repository/``. Pages link relatively and work under any; only the page for "not found" can't. Where `only`
    names some pages, the links on those alone are looked at. What is wrong on more than `MANY` pages is told once.
    """
    yield from _told(_slips(pages, files, base, only))


@dataclass(frozen=True, slots=True)
class _Slip:
    """A link that is wrong on one page."""

    path: str
    address: str
    """As written there."""
    target: str
    """What is meant by it, from the site's root."""
    message: str
    hint: str = ""


def _slips(
    pages: Mapping[str, PageLinks], files: frozenset[str], base: str, only: Collection[str] | None
) -> Iterator[_Slip]:
    for path, page in pages.items():
        if only is not None and path not in only:
            continue
        above = _folders_above(path)
        for address in sorted(set(page.loads)):
            if urlsplit(address).netloc:
                message = f"the page asks another site: {address}"
                yield _Slip(path, address, address, message, "keep the file in docs/assets/")
        for address in sorted(set(page.links)):
            if _leads_on(path, above, address, pages, files):
                continue
            if wrong := _wrong(path, address, pages, files, base):
                yield _Slip(path, address, _target(path, address, base), f"link to {address}: {wrong}")


def _told(slips: Iterable[_Slip]) -> Iterator[Problem]:
    """Each slip by its page, but in one problem those that many pages have in common.

    What is written once for all pages has one address on each, or addresses that lead to one place.
    """
    by_address: dict[str, list[_Slip]] = {}
    by_target: dict[str, list[_Slip]] = {}
    for slip in slips:
        by_address.setdefault(slip.address, []).append(slip)
        by_target.setdefault(slip.target, []).append(slip)
    told: set[_Slip] = set()
    for groups in (by_target, by_address):
        for group in groups.values():
            common = [slip for slip in group if slip not in told]
            if len({slip.path for slip in common}) > MANY:
                told.update(common)
                yield _told_once(common)
    for group in by_address.values():
        for slip in group:
            if slip not in told:
                yield _problem(slip.path, slip.message, *filter(None, [slip.hint]))


def _told_once(common: Sequence[_Slip]) -> Problem:
    """A slip of many pages by the one nearest to the site's root; the page for "not found" writes addresses its way."""
    first = min(common, key=lambda slip: (slip.path == NOT_FOUND_PAGE, slip.path.count("/"), slip.path))
    count = len({slip.path for slip in common})
    return _problem(first.path, f"{first.message}; so on {count:,} pages", *filter(None, [first.hint, _COMMON]))


_PLAIN = re.compile(r"((?:\.\./)*)(\.\.|[\w-][\w./-]*|)(?:\?[^#]*)?(?:#([\w.-]*))?")


def _folders_above(path: str) -> list[str]:
    """The folder of a page and all above it, the site's root last: ``["people/x/", "people/", ""]``."""
    folders = path.split("/")[:-1]
    return ["".join(f"{one}/" for one in folders[:depth]) for depth in range(len(folders), -1, -1)]


def _leads_on(path: str, above: list[str], address: str, pages: Mapping[str, PageLinks], files: frozenset[str]) -> bool:
    """Whether a link of the plain kind, of which a site has hundreds of thousands, is good; `_wrong` judges others."""
    match = _PLAIN.fullmatch(address)
    if not match or ".." in match[2][2:] or "/." in match[2]:
        return False
    climbed, rest = len(match[1]) // 3, match[2]
    if rest == "..":
        climbed, rest = climbed + 1, ""
    if climbed >= len(above):
        return False
    found = path
    if climbed or rest:
        target = above[climbed] + rest
        found = (
            target if target in files else f"{target}index.html" if target[-1:] in ("", "/") else f"{target}/index.html"
        )
    return found in files and (not match[3] or found not in pages or match[3] in pages[found].ids)


def _problem(path: str, message: str, *hints: str) -> Problem:
    return Problem(path=f"site/{path}", message=message, hints=hints)


def _wrong(path: str, address: str, pages: Mapping[str, PageLinks], files: frozenset[str], base: str) -> str | None:
    """What is wrong with a link on the page at `path`; None where it is good or leads to another site."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto", "data") or parts.netloc:
        return None
    if parts.scheme:
        return f"'{parts.scheme}:' is no address"
    if parts.path.startswith("/") and (path != NOT_FOUND_PAGE or not parts.path.startswith(base)):
        return "it begins with '/' and would leave the site where that is published in a folder"
    target = _place(path, parts.path, base)
    if target.startswith(".."):
        return "it leads out of the site"
    found = _file_at(target.removeprefix("./"), files)
    if found is None:
        return "there is no such page"
    anchor = unquote(parts.fragment)
    if anchor and found in pages and anchor not in pages[found].ids:
        return f"that page has no anchor '{anchor}'"
    return None


def _target(path: str, address: str, base: str) -> str:
    """What a link on the page at `path` means, in the same words on whatever page it stands."""
    parts = urlsplit(address)
    place = address if parts.scheme else _place(path, parts.path, base)
    return f"{place}#{parts.fragment}"


def _place(path: str, written: str, base: str) -> str:
    """The path of an address from the site's root; with ``..`` before it where it leads out of the site."""
    if written.startswith("/"):
        return unquote(written.removeprefix(base))
    if not written:
        return path
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(written)))
    return place + "/" * (written.endswith("/") or written in (".", ".."))


def _file_at(target: str, files: frozenset[str]) -> str | None:
    target = "" if target in (".", "./") else target
    for name in (target, posixpath.join(target, "index.html")):
        if name in files:
            return name
    return None
