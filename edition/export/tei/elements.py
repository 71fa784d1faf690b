"""TEI elements: made, indented where space means nothing, and written out.

An archive has a million of them, and lxml takes most of the time to make its own; these hold what they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

TEI = "http://www.tei-c.org/ns/1.0"
_CONTAINERS = frozenset(
    [
        "TEI", "teiHeader", "fileDesc", "titleStmt", "respStmt", "editionStmt", "publicationStmt", "address",
        "availability", "seriesStmt", "sourceDesc", "biblStruct", "analytic", "monogr", "imprint", "series",
        "encodingDesc", "projectDesc", "editorialDecl", "correction", "normalization", "segmentation", "stdVals",
        "interpretation", "classDecl", "taxonomy", "category", "profileDesc", "particDesc", "langUsage",
        "revisionDesc", "standOff", "timeline", "listPerson", "person", "listPlace", "place", "location", "listOrg",
        "org", "listEvent", "event", "listBibl", "listAnnotation", "annotation", "text", "front", "body", "back",
        "div", "argument", "sp", "u", "table", "row", "list", "item"
    ]
)  # fmt: skip
"""What holds only elements, so that new lines between them are no text."""


_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTES = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_NO_XML = bytes(code for code in range(32) if code not in b"\t\n\r")
"""Control characters, which no XML document may hold."""
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())


class Element:
    """An element of TEI with its attributes, and the text and the elements that it holds in their order."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], children: list[Element | str]):
        self.tag = tag
        self.attributes = attributes
        self.children = children

    def __iter__(self) -> Iterator[Element]:
        """The elements that it holds."""
        return (child for child in self.children if isinstance(child, Element))

    def append(self, child: Element | str) -> None:
        self.children.append(child)


Child: TypeAlias = Element | str | None


def element(tag: str, /, *children: Child, id: str | None = None, **attributes: str | None) -> Element:
    """A TEI element; children and attributes that are None or empty are left out.

    In names of attributes a trailing underscore falls away, ``xml_`` stands for ``xml:`` and ``_`` for a hyphen.
    """
    named = {"xml:id": id} if id else {}
    for name, value in attributes.items():
        if value:
            named[_attribute_name(name)] = value
    return Element(tag, named, [child for child in children if child is not None and child != ""])


@cache
def _attribute_name(name: str) -> str:
    if name.startswith("xml_"):
        return f"xml:{name[4:]}"
    return name.rstrip("_").replace("_", "-")


def filled(tag: str, children: list[Element], /, head: str | None = None, **attributes: str | None) -> Element | None:
    """A list with its heading; None where it would be empty, which TEI does not allow."""
    heading = element("head", head) if head else None
    return element(tag, heading, *children, **attributes) if children else None


def write_document(root: Element, instruction: str) -> bytes:
    """A document in UTF-8 with an `xml-model` instruction before its root.

    Raises `ValueError` on a character that no XML document may hold; what is read from files has none.
    """
    root.attributes = {"xmlns": TEI, **root.attributes}
    written = ["<?xml version='1.0' encoding='UTF-8'?>\n", f"<?xml-model {instruction}?>"]
    _write(root, "\n", written)
    written.append("\n")
    data = "".join(written).encode()
    if len(data.translate(None, _NO_XML)) != len(data) or any(one in data for one in _NO_CHARACTERS):
        raise ValueError("a character that no XML document may hold")
    return data


def _write(one: Element, line: str, written: list[str]) -> None:
    """An element; `line` begins a line as deep as it stands, and is empty where space has a meaning."""
    written.append(f"<{one.tag}")
    for name, value in one.attributes.items():
        written.append(f' {name}="{_escaped(value, _IN_ATTRIBUTES)}"')
    if not one.children:
        written.append("/>")
        return
    written.append(">")
    inner = list(one) if line and one.tag in _CONTAINERS else []
    if inner:
        for child in inner:
            written.append(f"{line} ")
            _write(child, f"{line} ", written)
        written.append(line)
    else:
        for held in one.children:
            if isinstance(held, str):
                written.append(_escaped(held, _IN_TEXT))
            else:
                _write(held, "", written)
    written.append(f"</{one.tag}>")


def _escaped(text: str, forms: dict[str, str]) -> str:
    for mark, form in forms.items():  # the ampersand first
        if mark in text:
            text = text.replace(mark, form)
    return text
