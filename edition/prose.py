"""The safe subset of Markdown that editors write: what is in it, and where its links lead.

Parsed as CommonMark by markdown-it-py. Paragraphs, emphasis, lists, quotations and links are in the subset; raw HTML,
images, headings, code and rules are not. A link leads to a web address or into the edition: ``people:joseph-stalin``,
``notes:ten-million-kulaks``, ``turn:t26``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

_BLOCKS = frozenset(
    f"{name}_{side}" for name in ("paragraph", "bullet_list", "ordered_list", "list_item", "blockquote")
    for side in ("open", "close")
) | {"inline"}  # fmt: skip
_INLINES = frozenset(["text", "em_open", "em_close", "strong_open", "strong_close", "softbreak", "hardbreak"])
_LINKS = frozenset(["link_open", "link_close"])
_NAMES = {
    "html_block": "raw HTML", "html_inline": "raw HTML", "image": "an image", "heading_open": "a heading",
    "fence": "a block of code", "code_block": "a block of code (a line indented by four spaces)",
    "code_inline": "code in backticks", "link_open": "a link", "hr": "a rule",
}  # fmt: skip
_HREF = re.compile(r'<a href="([^"]*)"')
"""Where a link leads, in what is written of prose: raw HTML is not in the subset, so there is no other."""
KEPT = 1 << 16
"""Texts of which the tokens are kept: all of an archive's, because they are asked for in turn, again and again."""
_SHORT_TURN = re.compile(r"((?:\]\(|\]:)\s*<?turn:)([a-z0-9]+)(?=[\s)>]|$)")
"""A link to a turn that names no interview, as Markdown writes the addresses of links."""
INTERNAL = ("people", "places", "organisations", "terms", "dates", "references", "notes", "themes", "readings", "turn")
_INTERNAL_LINK = re.compile(rf"({'|'.join(INTERNAL)}):((?:[a-z0-9-]+/)?[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link into the edition."""

    kind: str
    """A top key of the annotations, or ``turn``."""
    id: str


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "typographer": True}).enable("smartquotes")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # `check_prose` tells what is wrong with it
    return parser


@lru_cache(maxsize=KEPT)
def parse_prose(text: str, *, inline: bool = False) -> list[Token]:
    """The tokens of a text, as markdown-it-py gives them; kept for the next asker, so not to be changed."""
    return _parser().parseInline(text) if inline else _parser().parse(text)


def to_xhtml(text: str, *, inline: bool = False, resolve: Callable[[InternalLink], str] | None = None) -> str:
    """A text in the subset as XHTML; links into the edition as `resolve` gives them, or as they were written."""
    written = _written(text, inline=inline)
    if not resolve:
        return written
    return _HREF.sub(lambda match: _resolved(match, resolve), written)


@lru_cache(maxsize=KEPT)
def _written(text: str, *, inline: bool) -> str:
    return str(_parser().renderer.render(parse_prose(text, inline=inline), _parser().options, {}))


def _resolved(match: re.Match[str], resolve: Callable[[InternalLink], str]) -> str:
    target = parse_link(unescape(match[1]))
    return f'<a href="{escapeHtml(resolve(target))}"' if target else match[0]


def literal(text: str) -> str:
    """Prose that reads as this text, whatever it holds."""
    return re.sub(r"([\\`*_{}\[\]<>&#|~!])", r"\\\1", text)


def parse_link(href: str) -> InternalLink | None:
    """Where a link leads in the edition; None for a web address. ``ValueError`` for anything else."""
    if match := _INTERNAL_LINK.fullmatch(href):
        return InternalLink(match[1], match[2])
    if re.match(r"https?://[^\s]+$", href):
        return None
    raise ValueError(
        f"link to '{href}'; expected a web address that begins with https://, or {', '.join(INTERNAL[:3])} … or turn, "
        "a colon and an id, such as people:joseph-stalin"
    )


def check_prose(text: str, *, inline: bool = False) -> Iterator[tuple[int, str]]:
    """What a text holds that is outside the subset: the line in it from zero, and a sentence."""
    allowed = _INLINES if inline else _INLINES | _LINKS
    opening_item = False
    for block in parse_prose(text, inline=inline):
        line = block.map[0] if block.map else 0
        if opening_item and block.type in ("bullet_list_open", "ordered_list_open"):
            yield line, "an item of a list that begins with a list is not read here"
        opening_item = block.type == "list_item_open"
        if block.type not in _BLOCKS:
            if not block.type.endswith("_close"):
                yield line, f"{_NAMES.get(block.type, block.type)} is not read here"
            continue
        for token in block.children or []:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.type not in allowed:
                if not token.type.endswith("_close"):
                    yield line, f"{_NAMES.get(token.type, token.type.removesuffix('_open'))} is not read here"
            elif token.type == "link_open":
                try:
                    parse_link(str(token.attrs["href"]))
                except ValueError as error:
                    yield line, str(error)


def with_interview(text: str, interview_id: str) -> str:
    """A text in which every link to a turn names an interview: this one, where it named none.

    >>> with_interview("[He](turn:t2) and [she](turn:orchard/t2)", "lighthouse")
    '[He](turn:lighthouse/t2) and [she](turn:orchard/t2)'
    """
    return _SHORT_TURN.sub(rf"\g<1>{interview_id}/\g<2>", text) if "turn:" in text else text


def find_web_links(text: str) -> Iterator[str]:
    """Every web address that a text links to."""
    for block in parse_prose(text):
        for token in block.children or []:
            if token.type == "link_open" and re.match(r"https?://", str(token.attrs["href"])):
                yield str(token.attrs["href"])


def find_links(text: str) -> Iterator[InternalLink]:
    """Every link of a text that leads into the edition."""
    for block in parse_prose(text):
        for token in block.children or []:
            if token.type == "link_open":
                try:
                    link = parse_link(str(token.attrs["href"]))
                except ValueError:
                    continue
                if link:
                    yield link
