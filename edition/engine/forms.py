"""Plain forms of Markdown as HTML: the very HTML that Python-Markdown would make of them.

Our templates write nearly everything in a few plain forms: paragraphs, headings of turns, lists, links with attributes.
Whatever is not exactly of a known form is None here, and is for the parser to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

Resolve = Callable[[str], str | None]
"""From a link as written in Markdown to the address on the site; None where the engine must look at it."""

_INLINE_TAG = r"</?(?:span|em|strong|b|sup|mark|small)(?: (?![^<>]*markdown)[^<>\[\]\\`]*)?>|<br>"
_WORDS = r"(?:[^\\`*_\[\]<>&{}!\x02\x03\t\n\r]|&#[0-9]+;)"
_LINK = r"\[((?:[^\[\]\\`<>*_{}]|<[^<>\[\]\\`]*>)*)\]\(([^()\s<>\"'\[\]\\`*_{}&]+)\)(?:\{: ([^{}\n]*)\})?"
_AS_IT_IS = re.compile(
    r"(?:[^\\`*_\[\]<>&{}!\x02\x03\t\n\r]++|&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);"
    rf"|{_INLINE_TAG}|!(?!\[))++"
)
"""Words, character references and tags: in HTML they stand as in Markdown."""
_REWRITTEN = re.compile(
    rf"{_LINK}|(?<!`)`([\w./:=-](?:[\w./:= -]*[\w./:=-])?)`(?!`)"
    rf"|\*(?![\s*])({_WORDS}+)(?<!\s)\*(?!\*)|\*\*(?![\s*])({_WORDS}+)(?<!\s)\*\*(?!\*)"
)
"""A link with its attributes, code, and words that are emphatic or strong."""
_ATTRIBUTE = re.compile(r'([#.][\w-]+(?: |$))|([a-z][a-z-]*)="([^"{}<>\\`*_\[\]]*)"(?: |$)')
_HEADING = re.compile(r"(#{3,6}) (\S.*?) \{: ([^{}\n]*)\}")
_TURN = re.compile(r"#t\d+[a-z]* ")
_OPENING = re.compile(r"(?![ \t#>=|:~+{!?-]|\*(?: |\*\*)|\d+[.)]|[=~-]{3})|\[|<(?:span|em|strong|b|sup|mark|small)\b")
_LIST = re.compile(r'<ul class="([\w -]+)" markdown="1">\n((?:<li markdown="1">[^\n]*</li>\n)+)</ul>')
_POINTS = re.compile(r"-   [^\n]*(?:\n-   [^\n]*|\n    [^ \n][^\n]*)*")
_ITEM = re.compile(r'<li markdown="1">([^\n]*)</li>\n')
_PICTURE = re.compile(r'<figure class="strip"[^\n]*</figure>')
_BELOW = re.compile(r"\{: ([^{}\n]*)\}")
_BEFORE_POINT = re.compile(r"\n(?=-)")
_BAD_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def render_block(block: str, resolve: Resolve) -> str | None:
    """A paragraph, a heading of a turn, a list of places or a picture as HTML; None where it is none of these."""
    if block[:1] == "<" and _PICTURE.fullmatch(block):
        return f"{block}\n"
    if match := block[:1] == "<" and _LIST.fullmatch(block):
        items = [render_inline(item, resolve) for item in _ITEM.findall(match[2])]
        return None if None in items else _list(match[1], [item for item in items if item is not None])
    if block[:1] == "-" and _POINTS.fullmatch(block):
        return _render_points(_BEFORE_POINT.split(block), resolve)
    line, _, below = block.partition("\n")
    if match := block[:1] == "#" and _HEADING.fullmatch(block):
        return _element(f"h{len(match[1])}", match[3], match[2], resolve) if _TURN.match(match[3]) else None
    if not _OPENING.match(line):
        return None
    if not below:
        return _element("p", "", line, resolve)
    attrs = _BELOW.fullmatch(below)
    return _element("p", attrs[1], line, resolve) if attrs else None


def _render_points(points: list[str], resolve: Resolve) -> str | None:
    items = []
    for point in points:
        lines = point[4:].split("\n    ")
        if not all(_OPENING.match(line) for line in lines):
            return None
        inside = [_render_line(line, resolve) for line in lines]
        if None in inside:
            return None
        items.append("<li>" + "\n    ".join(one for one in inside if one is not None) + "</li>\n")
    return f"<ul>\n{''.join(items)}</ul>"


def _list(classes: str, items: list[str]) -> str:
    return f'<ul class="{classes}">\n' + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"


def _render_line(line: str, resolve: Resolve) -> str | None:
    """A line that neither begins nor ends with a space, which would mean something."""
    return render_inline(line, resolve) if line == line.strip() else None


def _element(tag: str, attrs: str, inside: str, resolve: Resolve) -> str | None:
    html, attributes = _render_line(inside, resolve), render_attributes(attrs)
    return None if html is None or attributes is None else f"<{tag}{attributes}>{html}</{tag}>"


def render_attributes(written: str, href: str = "") -> str | None:
    """An attribute list as HTML, in the order of the names; None where it holds anything unusual."""
    around = _around_address(written.strip())
    if around is None or (href and "&" in href and _BAD_AMPERSAND.search(href)):
        return None
    before, own, after = around
    address = own or (f' href="{href}"' if href else "")
    return f"{before}{address}{after}"


@lru_cache(maxsize=16384)
def _around_address(written: str) -> tuple[str, str, str] | None:
    """Attributes as HTML: those whose names come before that of an address, that of one, those after it."""
    values = _read_attributes(written)
    if values is None:
        return None
    parts = ["", "", ""]
    for name, value in values:
        parts[(name >= "href") + (name > "href")] += f' {name}="{value}"'
    return parts[0], parts[1], parts[2]


def _read_attributes(written: str) -> list[tuple[str, str]] | None:
    """Names and values, sorted; None where one can't be told."""
    values: dict[str, str] = {}
    at = 0
    while at < len(written):
        match = _ATTRIBUTE.match(written, at)
        if not match:
            return None
        if name := match[2]:
            values[name] = match[3]
        elif match[1][0] == "#":
            values["id"] = match[1][1:].rstrip()
        else:
            held = match[1][1:].rstrip()
            values["class"] = f"{values['class']} {held}" if "class" in values else held
        at = match.end()
    if any(_BAD_AMPERSAND.search(value) for value in values.values()):
        return None
    return sorted(values.items())


def render_inline(text: str, resolve: Resolve) -> str | None:
    """A run of words, character references, inline tags and links as HTML; None where there is anything else."""
    plain = _AS_IT_IS.match(text)
    at = plain.end() if plain else 0
    if at == len(text):
        return text
    out = [text[:at]]
    while at < len(text):
        if match := _AS_IT_IS.match(text, at):
            out.append(match.group())
        elif match := _REWRITTEN.match(text, at):
            link, href, attrs, code, emphatic, strong = match.groups()
            if href:
                html = _render_link(link, href, attrs or "", resolve)
                if html is None:
                    return None
                out.append(html)
            elif code:
                out.append(f"<code>{code}</code>")
            else:
                out.append(f"<em>{emphatic}</em>" if emphatic else f"<strong>{strong}</strong>")
        else:
            return None
        at = match.end()
    return "".join(out)


def _render_link(text: str, href: str, attrs: str, resolve: Resolve) -> str | None:
    inside, address = render_inline(text, resolve), resolve(href)
    if inside is None or address is None:
        return None
    attributes = render_attributes(attrs, address)
    return None if attributes is None else f"<a{attributes}>{inside}</a>"
