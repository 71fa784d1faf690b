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

    That is what was `published`, is no longer there, and of which the sitemap knows where it stands now.
    """
    by_url = {Address(page.path).url: page for page in pages}
    _leave_pages(writer, by_url, published)
    _leave_anchors(writer, by_url, published)
    for old, new in sorted(_told(writer).items()):
        url, _, anchor = old.partition("#")
        if anchor and url in by_url:
            page = by_url[url]
            target = _link("Moved: this stood here before", page.path, new)
            line = f'<span id="{attribute(anchor)}" class="moved">{target}</span>'
            by_url[url] = replace(page, text=f"{page.text}\n{line}\n")
        elif not anchor and url not in by_url:
            by_url[url] = _left_page(writer, url, new)
    yield from by_url.values()


def _told(writer: Writer) -> Mapping[str, str]:
    """What the editor says has moved; with the place of a note in the list goes its page."""
    told = dict(writer.edition.settings.moved)
    for old, new in writer.edition.settings.moved.items():
        if old.startswith("notes/#"):
            told.setdefault(f"notes/{old.removeprefix('notes/#')}/", new)
    return told


def _leave_pages(writer: Writer, by_url: dict[str, Page], published: Addresses) -> None:
    for url in published:
        target = writer.sitemap.former(url) if url not in by_url else None
        if target:
            by_url[url] = _left_page(writer, url, target.url)


def _leave_anchors(writer: Writer, by_url: dict[str, Page], published: Addresses) -> None:
    """A list of what stood on a page, by its id, which is short: such a list may be long."""
    for url, anchors in published.items():
        moved = {one: writer.sitemap.former(url, one) for one in anchors} if url in by_url else {}
        if not any(moved.values()):
            continue
        page = by_url[url]
        there = set(find_addresses({page.path: page.text})[url])
        lines = [
            f'<li id="{attribute(anchor)}">{_link(anchor, page.path, target.url)}</li>'
            for anchor, target in moved.items()
            if target and anchor not in there
        ]
        if lines:
            listed = "".join(lines)
            summary = "<summary>What stood on this page before</summary>"
            text = f'{page.text}\n<details class="moved-on">{summary}<ul>{listed}</ul></details>\n'
            by_url[url] = replace(page, text=text)


def _left_page(writer: Writer, url: str, new: str) -> Page:
    path = f"{url}index.md"
    target = _link(f"/{new}", path, new)
    return writer.page(path, "moved.md.j2", "Moved", "This page has moved.", target=target)


def _link(text: str, page: str, url: str) -> Markup:
    """A link on a page to an address of the site, in raw HTML: engines take Markdown's links for those of files."""
    depth = Address(page).url.count("/")
    href = "../" * depth + url if depth else f"./{url}"
    return Markup(f"<a {link_attribute(href)}>{escape(text)}</a>")
