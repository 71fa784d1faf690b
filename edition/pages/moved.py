"""What has moved: a page left at each old address, and old anchors kept on the page where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from edition.markdown import Markup, attribute, escape
from edition.pages.strip import link_attribute
from edition.pages.writer import Page, Writer
from edition.sitemap import Address


def with_moved(writer: Writer, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages with everything that `edition: moved:` tells of added to them."""
    by_url = {Address(page.path).url: page for page in pages}
    for old, new in sorted(writer.edition.settings.moved.items()):
        url, _, anchor = old.partition("#")
        if anchor and url in by_url:
            page = by_url[url]
            target = _link("Moved: this stood here before", page.path, new)
            line = f'<span id="{attribute(anchor)}" class="moved">{target}</span>'
            by_url[url] = replace(page, text=f"{page.text}\n{line}\n")
        elif not anchor and url not in by_url:
            path = f"{url}index.md"
            target = _link(f"/{new}", path, new)
            by_url[url] = writer.page(path, "moved.md.j2", "Moved", "This page has moved.", target=target)
    yield from by_url.values()


def _link(text: str, page: str, url: str) -> Markup:
    """A link on a page to an address of the site, in raw HTML: engines take Markdown's links for those of files."""
    depth = Address(page).url.count("/")
    href = "../" * depth + url if depth else f"./{url}"
    return Markup(f"<a {link_attribute(href)}>{escape(text)}</a>")
