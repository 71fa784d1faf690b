"""A whole generated page as HTML, without the Markdown parser, where all of it is written in plain forms.

Beside the forms of `forms` these are headings, quotations, boxes with Markdown in them and finished HTML. The HTML is
what Python-Markdown with the extensions of `mkdocs.yml` makes of the page; the tests hold both against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from markdown.extensions.toc import slugify, unique
from markdown.serializers import _escape_attrib_html  # type: ignore[attr-defined]
from markdown.util import AMP_SUBSTITUTE

from edition.engine.forms import Resolve, render_attributes, render_block, render_inline

_BOXES = "div|details|section|aside|nav|blockquote"
_OPENED = re.compile(rf'<({_BOXES})((?: [a-z][a-z-]*(?:="[^"<>]*")?)*) markdown="1">')
_CLOSED = re.compile(rf"</({_BOXES})>")
_SUMMARY = re.compile(r"<summary>([^\n]*)</summary>")
_IN_TAG = re.compile(r' ([a-z][a-z-]*)(?:="([^"<>]*)")?')
_RAW = re.compile(rf"<({_BOXES}|figure|table|form|p)((?: [^<>]*)?)>")
_STRIP = re.compile(
    r'<figure class="strip" data-added><div class="strip-rows" aria-hidden="true">((?:(?!</?div)[^\n])*)</div>'
    r"<figcaption>([^<>\n]*)</figcaption></figure>"
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
_LOOSE = re.compile(r"<(?![a-zA-Z/])|&#(?!\d+;|x[0-9a-fA-F]+;)|\x02|\x03|<!--|<[?!]")
_ANY_HEADING = re.compile(r"(#{1,6}) (\S[^\n]*?)(?: \{: ?([^{}\n]*)\})?")
_QUOTED = re.compile(r"> (\S[^\n]*)")
_QUOTE_BEGINS, _QUOTE_ENDS = "<blockquote>\n", "\n</blockquote>"
_BLANK = re.compile(r"\n{2,}")
_EMPHATIC = re.compile(r"[*`]")
_GOES_ON = re.compile(r"(?:[-+*]|\d+\.) |    |\t| *\[[^\]]*\]:")
_ID = re.compile(r' id="([^"]+)"')
_MARKUP = re.compile(r"<[^>]*>")
_UNNAMED = "\x02id\x03"
"""Stands for the id of a heading that has none of its own until all others are known."""


@dataclass(slots=True)
class _Box:
    """An element that is being read, and the blocks in it."""

    tag: str
    opening: str
    blocks: list[str] = field(default_factory=list)


def render_whole(markdown: str, resolve: Resolve) -> str | None:
    """A page's Markdown, without its front matter, as HTML; None where any of it is in no plain form.

    >>> render_whole('# Ghent\\n\\nSee [x](y.md).\\n{: .lead }\\n', lambda href: href)
    '<h1 id="ghent">Ghent</h1>\\n<p class="lead">See <a href="y.md">x</a>.</p>'
    >>> render_whole('# Ghent\\n\\n| a |\\n| - |\\n', lambda href: href) is None
    True
    """
    if not markdown.strip() or "\x02" in markdown or "\r" in markdown or "\t" in markdown:
        return None
    boxes = [_Box("", "")]
    before = ""
    for block in _blocks(markdown):
        if match := block[:1] == "<" and _OPENED.fullmatch(block):
            attributes = _box_attributes(match[2])
            if attributes is None:
                return None
            boxes.append(_Box(match[1], f"<{match[1]}{attributes}>"))
        elif match := block[:1] == "<" and _CLOSED.fullmatch(block):
            if len(boxes) == 1 or boxes[-1].tag != match[1]:
                return None
            box = boxes.pop()
            if not box.blocks:
                return None
            inside = "".join(f"{one}\n" for one in box.blocks)
            boxes[-1].blocks.append(f"{box.opening}\n{inside}</{box.tag}>")
        else:
            html = _render(block, before, within=len(boxes) > 1, resolve=resolve)
            if html is None:
                return None
            if block[:1] == ">" and _QUOTED.fullmatch(block) and _QUOTED.fullmatch(before):
                html = boxes[-1].blocks.pop().removesuffix(_QUOTE_ENDS) + html.removeprefix(_QUOTE_BEGINS[:-1])
            boxes[-1].blocks.append(html)
        before = block
    if len(boxes) > 1:
        return None
    return _with_ids("\n".join(boxes[0].blocks).rstrip("\n"))


def _blocks(markdown: str) -> Iterator[str]:
    """What stands between blank lines, with the tags of boxes apart."""
    for held in _BLANK.split(markdown.strip("\n")):
        lines: list[str] = []
        for line in held.split("\n"):
            if line[:1] != "<":  # most are
                lines.append(line)
            elif _CLOSED.fullmatch(line) and not (lines and _RAW.match(lines[0])):
                if lines:
                    yield "\n".join(lines)
                lines = []
                yield line
            elif not lines and _OPENED.fullmatch(line):
                yield line
            else:
                lines.append(line)
        if lines:
            yield "\n".join(lines)


def _render(block: str, before: str, *, within: bool, resolve: Resolve) -> str | None:
    if match := block[:1] == "<" and _SUMMARY.fullmatch(block):
        inside = render_inline(match[1], resolve) if within and before.startswith("<details") else None
        return f"<summary>{inside}</summary>" if inside and not _EMPHATIC.search(match[1]) else None
    if _RAW.match(block) and "markdown=" not in block:
        if not _is_one_element(block):
            return None
        return _in_box(block) if within else f"{block}\n"
    if block.startswith("#"):
        return _render_heading(block, resolve)
    if match := block[:1] == ">" and _QUOTED.fullmatch(block):
        inside = render_block(match[1], resolve)
        return f"{_QUOTE_BEGINS}{inside}{_QUOTE_ENDS}" if inside and inside.startswith("<p>") else None
    html = render_block(block, resolve)
    if html and html.endswith("</ul>") and _GOES_ON.match(before):
        return None  # Python-Markdown makes one list of both
    if html and block[0] == "-" and before.startswith('<ul class="'):
        return None
    return html


def _in_box(block: str) -> str | None:
    """The picture of a talk as it is written anew within a box; None for other HTML there."""
    match = _STRIP.fullmatch(block)
    return match and (
        f'<figure class="strip" data-added="data-added">\n<div aria-hidden="true" class="strip-rows">{match[1]}</div>\n'
        f"<figcaption>{match[2]}</figcaption>\n</figure>"
    )


def _is_one_element(block: str) -> bool:
    """Whether finished HTML is one element, all tags closed, which a parser hands on as it is."""
    if _LOOSE.search(block):
        return False
    open_tags: list[str] = []
    for match in _TAG.finditer(block):
        if match[2] in ("input", "br", "img", "rect", "path", "circle", "line") or match[0].endswith("/>"):
            continue
        if not match[1]:
            if not open_tags and match.start():
                return False
            open_tags.append(match[2])
        elif not open_tags or open_tags.pop() != match[2]:
            return False
    return not open_tags and block.endswith(">") and block.count("<") == len(_TAG.findall(block))


def _render_heading(block: str, resolve: Resolve) -> str | None:
    match = _ANY_HEADING.fullmatch(block)
    if not match or match[2].endswith("#") or "\n" in block:
        return None
    written = (match[3] or "").strip()
    inside, attributes = render_inline(match[2].rstrip(), resolve), render_attributes(written)
    if attributes is not None and ' id="' not in attributes:
        attributes = render_attributes(f"{written} #{_NAMELESS}")
    if inside is None or attributes is None:
        return None
    attributes = attributes.replace(_NAMELESS, _UNNAMED)
    tag = f"h{len(match[1])}"
    return f"<{tag}{attributes}>{inside}</{tag}>"


_NAMELESS = "nameless-heading"


def _with_ids(html: str) -> str | None:
    """The page with an id for each heading that had none, made of its words as Python-Markdown's `toc` makes them."""
    if _UNNAMED not in html:
        return html
    used = {unescape(match[1]) for match in _ID.finditer(html)} - {_UNNAMED}
    parts = html.split(_UNNAMED)
    out = [parts[0]]
    for part in parts[1:]:
        words = unescape(_MARKUP.sub("", part[part.index(">") + 1 : part.index("</h")]))
        name = unique(slugify(words, "-"), used)
        if not re.fullmatch(r"[\w-]+", name):
            return None
        out.append(name + part)
    return "".join(out)


def _box_attributes(written: str) -> str | None:
    """Attributes of a box as a serializer writes them: sorted, a bare name as its own value."""
    values: dict[str, str] = {}
    for match in _IN_TAG.finditer(written):
        if match[1] in values or match[1] == "markdown":
            return None
        values[match[1]] = match[1] if match[2] is None else unescape(match[2])
    if any(AMP_SUBSTITUTE in value or "\x02" in value for value in values.values()):
        return None
    return "".join(f' {name}="{_escape_attrib_html(value)}"' for name, value in sorted(values.items()))
