"""An editor's prose as TEI: paragraphs, emphasis, lists, quotations and links, the safe subset and no more."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from edition.export.tei.elements import Element, element
from edition.export.tei.pointers import Pointers, web_address
from edition.prose import parse_link, parse_prose

_BLOCKS = {"paragraph": "p", "bullet_list": "list", "ordered_list": "list", "list_item": "item", "blockquote": "quote"}
_RENDS = {"bullet_list": "bulleted", "ordered_list": "numbered"}
_INLINES = {"em": ("emph", "italic"), "strong": ("emph", "bold")}


def prose(pointers: Pointers, text: str | None) -> list[Element]:
    """Blocks of prose; none for no text."""
    root = element("note")
    if text:
        _append_blocks(pointers, root, parse_prose(text))
    return list(root)


def inline(pointers: Pointers, tag: str, text: str, /, **attributes: str | None) -> Element:
    """An element with one line of prose in it."""
    made = element(tag, **attributes)
    for block in parse_prose(text, inline=True):
        _append_inline(pointers, made, block.children or [])
    return made


def note(pointers: Pointers, kind: str, text: str | None) -> Element | None:
    """A note of an editor with that text; None for no text."""
    return element("note", *prose(pointers, text), type=kind) if text else None


def _append_blocks(pointers: Pointers, root: Element, tokens: Sequence[Token]) -> None:
    open_elements = [root]
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "inline":
            _append_inline(pointers, open_elements[-1], token.children or [])
        elif token.nesting > 0:
            made = element(_BLOCKS[name], rend=_RENDS.get(name))
            open_elements[-1].append(made)
            open_elements.append(made)
        elif token.nesting < 0:
            open_elements.pop()


def _append_inline(pointers: Pointers, parent: Element, children: Sequence[Token]) -> None:
    open_elements = [parent]
    for token in children:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "text":
            open_elements[-1].append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            open_elements[-1].append(" ")
        elif token.nesting > 0:
            made = _link(pointers, token) if name == "link" else element(_INLINES[name][0], rend=_INLINES[name][1])
            open_elements[-1].append(made)
            open_elements.append(made)
        elif token.nesting < 0:
            open_elements.pop()


def _link(pointers: Pointers, token: Token) -> Element:
    href = str(token.attrs["href"])
    target = parse_link(href)
    return element("ref", target=pointers.link(target) if target else web_address(href))
