"""The plain parts of a staged page as HTML, without the Markdown parser: the very HTML that it would make of them.

Nearly all of an archive's pages are turns, lists of places and pictures that our templates write in a few plain forms,
and Python-Markdown takes most of a build's time to read them. A stretch of such forms is an island: it is rendered
here, an empty box stands for it in what the engine gets, and the finished HTML is put in the place of the box. Whatever
is not exactly of a known form stays Markdown for the engine. The tests hold both ways against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from edition.engine.forms import Resolve, render_block

_LIST_GOES_ON = re.compile(r"\n*(?:(?:[-+*]|\d+\.) |    |\t| *\[[^\]]*\]:)")
_STRAY = re.compile(r"<[^<>]*(?:<|$)|&#(?!\d+;|x[0-9a-fA-F]+;)")
"""A tag or a reference that is not closed in its block: a parser may take what follows for a part of it."""
_UNPLAIN = ("data-island", "\x02", "\r", "```", "~~~")
_BOX = re.compile(r"<(/?)(?:div|details|ul|ol|li|section|aside|figure|table|blockquote|nav|form|svg|p|h[1-6])\b")
_ID = re.compile(r' (?:id|name)="([^"]+)"')
_LEAST = 200
"""Characters below which the engine may as well read a stretch itself."""


@dataclass(frozen=True, slots=True)
class Islands:
    """A page's Markdown with boxes in it, and what belongs in them."""

    markdown: str
    html: tuple[str, ...]

    def put_into(self, page: str) -> str:
        """The engine's HTML of the page with the islands in their places."""
        whole = _BOXED.sub(lambda match: self.html[int(match[1])], page)
        return whole if page.endswith("\n") else whole.rstrip("\n")

    def ids(self) -> Iterator[str]:
        """Everything in the islands that an anchor can name."""
        for one in self.html:
            yield from (unescape(match[1]) for match in _ID.finditer(one))


_BOXED = re.compile(r'<div data-island="(\d+)"></div>\n?')
"""A box as the engine hands it back: after raw HTML it leaves a line end more than after Markdown."""


def find_islands(markdown: str, resolve: Resolve) -> Islands:
    """Render the plain stretches of a page, and leave boxes in their places.

    >>> found = find_islands("- a list\\n\\n" + "Long. " * 50 + "\\n{: #t1p1 }\\n", lambda href: href)
    >>> found.markdown
    '- a list\\n\\n<div data-island="0"></div>\\n'
    >>> found.html[0][:24], found.put_into(found.markdown)[-12:]
    ('<p id="t1p1">Long. Long.', 'Long.</p>\\n')
    """
    if any(one in markdown for one in _UNPLAIN):
        return Islands(markdown, ())
    blocks = markdown.strip("\n").split("\n\n")
    kept: list[str] = []
    islands: list[str] = []
    plain: list[tuple[str, str]] = []
    depth = 0

    def close() -> None:
        if sum(len(written) for written, _ in plain) < _LEAST:
            kept.extend(written for written, _ in plain)
        else:
            kept.append(f'<div data-island="{len(islands)}"></div>')
            islands.append("\n".join(html for _, html in plain))
        plain.clear()

    for before, block, following in zip(["", *blocks], blocks, [*blocks[1:], ""], strict=False):
        html = render_block(block, resolve) if depth == 0 and not block.startswith("\n") else None
        if html and html.endswith("</ul>") and (_LIST_GOES_ON.match(following) or _LIST_GOES_ON.match(before)):
            html = None  # Python-Markdown may make one list of both
        if html and block[0] == "-" and before.endswith("</ul>"):
            html = None
        if html is None:
            if _STRAY.search(block):
                return Islands(markdown, ())
            close()
            kept.append(block)
            depth += sum(-1 if match[1] else 1 for match in _BOX.finditer(block))
        else:
            plain.append((block, html))
    close()
    return Islands("\n\n".join(kept) + "\n", tuple(islands)) if islands else Islands(markdown, ())
