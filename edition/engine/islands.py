"""The plain parts of a staged page as HTML, without the Markdown parser: the very HTML that it would make of them.

Nearly all of an archive's pages are turns, lists of places and pictures that our templates write in a few plain forms,
and Python-Markdown takes most of a build's time to read them. A stretch of such forms is an island: it is rendered
here, an empty box stands for it in what the engine gets, and the finished HTML is put in the place of the box. Whatever
is not exactly of a known form stays Markdown for the engine. The tests hold both ways against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

Resolve = Callable[[str], str | None]
"""From a link as written in Markdown to the address on the site; None where the engine must look at it."""

_INLINE_TAG = r"</?(?:span|em|strong|b|sup|mark|small)(?: [^<>\[\]\\`]*)?>|<br>"
_LINK = re.compile(r"\[((?:[^\[\]\\`<>*_{}]|<[^<>\[\]\\`]*>)*)\]\(([^()\s<>\"'\[\]\\`*_{}&]+)\)(\{: [^{}\n]*\})?")
_PIECE = re.compile(
    rf"(?P<text>[^\\`*_\[\]<>&{{}}!\x02\x03\t\n\r]+)|(?P<entity>&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)"
    rf"|(?P<tag>{_INLINE_TAG})|(?P<link>{_LINK.pattern})|(?P<mark>!(?!\[))"
)
_ATTRIBUTE = re.compile(r'([#.][\w-]+(?: |$))|([a-z][a-z-]*)="([^"{}<>\\`*_\[\]]*)"(?: |$)')
_HEADING = re.compile(r"(#{3,6}) (\S.*?) \{: ([^{}\n]*)\}")
_TURN = re.compile(r"#t\d+[a-z]* ")
_OPENING = re.compile(r"(?![ \t#>=|:~+*{!?-]|\d+[.)]|[=~-]{3})|\[|<(?:span|em|strong|b|sup|mark|small)\b")
_LIST = re.compile(r'<ul class="([\w -]+)" markdown="1">\n((?:<li markdown="1">[^\n]*</li>\n)+)</ul>')
_ITEM = re.compile(r'<li markdown="1">([^\n]*)</li>\n')
_PICTURE = re.compile(r'<figure class="strip"[^\n]*</figure>')
_LIST_GOES_ON = re.compile(r"\n*(?:(?:[-+*]|\d+\.) |    |\t| *\[[^\]]*\]:)")
_STRAY = re.compile(r"<[^<>]*(?:<|$)|&#(?!\d+;|x[0-9a-fA-F]+;)")
"""A tag or a reference that is not closed in its block: a parser may take what follows for a part of it."""
_UNPLAIN = ("data-island", "\x02", "\r", "```", "~~~")
_BOX = re.compile(r"<(/?)(?:div|details|ul|ol|li|section|aside|figure|table|blockquote|nav|form|svg|p|h[1-6])\b")
_ID = re.compile(r' (?:id|name)="([^"]+)"')
_BAD_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
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

    for block, following in pairwise([*blocks, ""]):
        html = _render_block(block, resolve) if depth == 0 and not block.startswith("\n") else None
        if _LIST_GOES_ON.match(following) and block.endswith("</ul>"):
            html = None  # Python-Markdown makes one list of both
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


def _render_block(block: str, resolve: Resolve) -> str | None:
    """A paragraph, a heading of a turn, a list of places or a picture as HTML; None where it is none of these."""
    if _PICTURE.fullmatch(block):
        return f"{block}\n"
    if match := _LIST.fullmatch(block):
        items = [_render_inline(item, resolve) for item in _ITEM.findall(match[2])]
        return None if None in items else _list(match[1], [item for item in items if item is not None])
    line, _, below = block.partition("\n")
    if match := _HEADING.fullmatch(block):
        return _element(f"h{len(match[1])}", match[3], match[2], resolve) if _TURN.match(match[3]) else None
    if not _OPENING.match(line):
        return None
    if not below:
        return _element("p", "", line, resolve)
    attrs = re.fullmatch(r"\{: ([^{}\n]*)\}", below)
    return _element("p", attrs[1], line, resolve) if attrs else None


def _list(classes: str, items: list[str]) -> str:
    return f'<ul class="{classes}">\n' + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"


def _element(tag: str, attrs: str, inside: str, resolve: Resolve) -> str | None:
    if inside != inside.strip():
        return None
    html, attributes = _render_inline(inside, resolve), _attributes(attrs, {})
    return None if html is None or attributes is None else f"<{tag}{attributes}>{html}</{tag}>"


def _attributes(written: str, values: dict[str, str]) -> str | None:
    """An attribute list as HTML, in the order of the names; None where it holds anything unusual."""
    at, written = 0, written.strip()
    while at < len(written):
        match = _ATTRIBUTE.match(written, at)
        if not match:
            return None
        if name := match[2]:
            values[name] = match[3]
        elif match[1][0] == "#":
            values["id"] = match[1][1:].rstrip()
        else:
            values["class"] = (
                f"{values['class']} {match[1][1:].rstrip()}" if "class" in values else match[1][1:].rstrip()
            )
        at = match.end()
    if any(_BAD_AMPERSAND.search(value) for value in values.values()):
        return None
    return "".join(f' {name}="{value}"' for name, value in sorted(values.items()))


def _render_inline(text: str, resolve: Resolve) -> str | None:
    """A run of words, character references, inline tags and links as HTML; None where there is anything else."""
    out: list[str] = []
    at = 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if not match:
            return None
        if match.lastgroup == "link":
            found = _LINK.match(match["link"])
            link = _render_link(found[1], found[2], found[3] or "", resolve) if found else None
            if link is None:
                return None
            out.append(link)
        elif match.lastgroup == "tag" and "markdown" in match["tag"]:
            return None
        else:
            out.append(match.group())
        at = match.end()
    return "".join(out)


def _render_link(text: str, href: str, attrs: str, resolve: Resolve) -> str | None:
    inside, address = _render_inline(text, resolve), resolve(href)
    if inside is None or address is None:
        return None
    attributes = _attributes(attrs[3:-1], {"href": address})
    return None if attributes is None else f"<a{attributes}>{inside}</a>"
