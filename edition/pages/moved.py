"""What has moved: a page left at each old address, and old anchors kept on the page where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from edition.markdown import Markup, attribute, escape
from edition.pages.strip import link_attribute
from edition.pages.writer import Page, Writer
from edition.published import Addresses, find_addresses
from edition.sitemap import Address


def with_moved(writer: Writer, pages: Iterable[Page], published: Addresses) -> Iterator[Page]:
    """The pages with everything that `edition: moved:` tells of added to them, and what the site itself moved.

    That is what was `published`, is no longer there, and of which the sitemap knows where it stands now. Pages that are
    left at old addresses come last.
    """
    told = _told(writer)
    anchors: dict[str, list[str]] = {}
    for old in sorted(told):
        url, hash_, _ = old.partition("#")
        if hash_:
            anchors.setdefault(url, []).append(old)
    there: set[str] = set()
    for page in pages:
        url = Address(page.path).url
        there.add(url)
        yield _with_anchors(writer, page, published.get(url, ()), [(old, told[old]) for old in anchors.get(url, ())])
    for url in published:
        target = writer.sitemap.former(url) if url not in there else None
        if target:
            there.add(url)
            page = _left_page(writer, url, target.url)
            yield _with_anchors(writer, page, published[url], [(old, told[old]) for old in anchors.get(url, ())])
    for url, new in sorted(told.items()):
        if "#" not in url and url not in there:
            page = _left_page(writer, url, new)
            yield _with_anchors(writer, page, (), [(old, told[old]) for old in anchors.get(url, ())])


def _told(writer: Writer) -> Mapping[str, str]:
    """What the editor says has moved; with the place of a note in the list goes its page."""
    told = dict(writer.edition.settings.moved)
    for old, new in writer.edition.settings.moved.items():
        if old.startswith("notes/#"):
            told.setdefault(f"notes/{old.removeprefix('notes/#')}/", new)
    return told


def _with_anchors(writer: Writer, page: Page, published: Iterable[str], told: Iterable[tuple[str, str]]) -> Page:
    """A page with the anchors that stood on it: a list of those that the site moved, and those an editor tells of.

    In the list each is named by its id, which is short: such a list may be long.
    """
    url, text = Address(page.path).url, page.text
    moved = {one: target for one in published if (target := writer.sitemap.former(url, one))}
    if moved:
        held = set(find_addresses({page.path: text})[url])
        lines = [
            f'<li id="{attribute(anchor)}">{_link(anchor, page.path, target.url)}</li>'
            for anchor, target in moved.items()
            if anchor not in held
        ]
        if lines:
            summary = "<summary>What stood on this page before</summary>"
            text = f'{text}\n<details class="moved-on">{summary}<ul>{"".join(lines)}</ul></details>\n'
    for old, new in told:
        target_link = _link("Moved: this stood here before", page.path, new)
        text = f'{text}\n<span id="{attribute(old.partition("#")[2])}" class="moved">{target_link}</span>\n'
    return page if text == page.text else replace(page, text=text)


def _left_page(writer: Writer, url: str, new: str) -> Page:
    path = f"{url}index.md"
    target = _link(f"/{new}", path, new)
    return writer.page(path, "moved.md.j2", "Moved", "This page has moved.", target=target)


def _link(text: str, page: str, url: str) -> Markup:
    """A link on a page to an address of the site, in raw HTML: engines take Markdown's links for those of files."""
    depth = Address(page).url.count("/")
    href = "../" * depth + url if depth else f"./{url}"
    return Markup(f"<a {link_attribute(href)}>{escape(text)}</a>")
