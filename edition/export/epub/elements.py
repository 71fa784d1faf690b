"""XHTML as elements: what every chapter of the EPUB is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.builder import ElementMaker
from markdown_it import MarkdownIt

from edition.languages import PAGE_WORDS, differs, direction

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
TYPE = f"{{{OPS}}}type"
Element = etree._Element
H = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})
"""Makes an element of its children: `H.p("text", H.em("word"), {"class": "note"})`."""
_LINES = frozenset(
    f"{{{XHTML}}}{name}"
    for name in (
        "head", "title", "link", "body", "section", "aside", "nav", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li",
        "table", "thead", "tbody", "tr", "blockquote", "dl", "dt", "dd",
    )
)  # fmt: skip
"""Elements after which a line may end without a space coming between words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A file of the book."""

    name: str
    """Its file's name."""
    title: str
    body: Iterable[Element]
    """Taken once, when the chapter is written: a long talk need not stand in memory before."""
    parts: Sequence[tuple[str, str | Element]] = ()
    """Anchors and titles that the table of contents lists under it."""
    type: str = "chapter"
    """What it is, in the EPUB Structural Semantics Vocabulary."""
    ours: bool = False
    """Whether the title is the program's words and not an editor's."""


def in_language(element: Element, tag: str) -> Element:
    """The element, said to be in that language; as it is where there is no tag."""
    if tag:
        element.set("lang", tag)
        element.set(f"{{{XML}}}lang", tag)
        element.set("dir", direction(tag))
    return element


def words_language(language: str) -> str:
    """The language of the program's own words in a book in that language; nothing where it is the same."""
    return PAGE_WORDS if differs(language, PAGE_WORDS) else ""


def to_page(chapter: Chapter, language: str) -> bytes:
    """A chapter of a book in that language as a whole XHTML file."""
    section = H.section(*chapter.body, {TYPE: chapter.type})
    title = in_language(H.title(chapter.title), words_language(language) if chapter.ours else "")
    head = H.head(title, H.link(rel="stylesheet", type="text/css", href="style.css"))
    return serialize(H.html(head, H.body(section), {"lang": language, f"{{{XML}}}lang": language}))


def serialize(page: Element) -> bytes:
    """An XHTML page as bytes, with a line for each block, so that differences can be read."""
    for element in page.iter():
        if element.tag in _LINES and not element.tail:
            element.tail = "\n"
    etree.cleanup_namespaces(page, keep_ns_prefixes=["epub"])
    return etree.tostring(page, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def link(text: str | Element, href: str, **more: str) -> Element:
    """A link; underscores in the names of `more` become hyphens."""
    return H.a(text, {"href": web_address(href), **{name.replace("_", "-"): value for name, value in more.items()}})


_NOT_IN_ADDRESS = re.compile(r"[\[\]{}|\\^`]")


def web_address(href: str) -> str:
    """An address with what RFC 3987 does not allow in one written in its percent form, as browsers send it."""
    return _NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", href)


def joined(parts: Iterable[str | Element], separator: str) -> list[str | Element]:
    """The parts with a separator between them."""
    out: list[str | Element] = []
    for part in parts:
        out += [separator, part] if out else [part]
    return out


def parse(xhtml: str) -> list[Element]:
    """Elements from blocks of XHTML."""
    return list(etree.fromstring(f'<div xmlns="{XHTML}" xmlns:epub="{OPS}">{xhtml}</div>'))


def parse_line(xhtml: str, tag: str, **attributes: str) -> Element:
    """An element of that name from a line of XHTML."""
    element = etree.fromstring(f'<{tag} xmlns="{XHTML}" xmlns:epub="{OPS}">{xhtml}</{tag}>')
    for name, value in attributes.items():
        element.set(name.rstrip("_"), value)
    return element


def from_markup(markup: str, tag: str, **attributes: str) -> Element:
    """An element of that name from a line of `markdown.Markup`, which is Markdown with emphasis written as HTML."""
    return parse_line(_markdown().renderInline(markup), tag, **attributes)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark")


def append(parent: Element, part: str | Element) -> None:
    """Put an element or text behind all that an element holds."""
    if isinstance(part, str):
        add_text(parent, part)
    else:
        parent.append(part)


def add_text(parent: Element, text: str) -> None:
    """Put text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
