"""TEI elements: made with lxml's builder, indented where space means nothing, and written out."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
Element: TypeAlias = etree._Element
Child: TypeAlias = Element | str | None

_MAKER = ElementMaker(namespace=TEI, nsmap={None: TEI})
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


def element(tag: str, /, *children: Child, id: str | None = None, **attributes: str | None) -> Element:
    """A TEI element; children and attributes that are None or empty are left out.

    In names of attributes a trailing underscore falls away, ``xml_`` stands for ``xml:`` and ``_`` for a hyphen.
    """
    made: Element = _MAKER(tag, *(child for child in children if child is not None and child != ""))
    if id:
        made.set(f"{{{XML}}}id", id)
    for name, value in attributes.items():
        if value:
            made.set(_attribute_name(name), value)
    return made


def _attribute_name(name: str) -> str:
    if name.startswith("xml_"):
        return f"{{{XML}}}{name[4:]}"
    return name.rstrip("_").replace("_", "-")


def filled(tag: str, children: list[Element], /, head: str | None = None, **attributes: str | None) -> Element | None:
    """A list with its heading; None where it would be empty, which TEI does not allow."""
    heading = element("head", head) if head else None
    return element(tag, heading, *children, **attributes) if children else None


def write_document(root: Element, instruction: str) -> bytes:
    """A document in UTF-8 with an `xml-model` instruction before its root."""
    _indent(root, 0)
    tree = etree.ElementTree(root)
    root.addprevious(etree.ProcessingInstruction("xml-model", instruction))
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"


def _indent(parent: Element, depth: int) -> None:
    """New lines between the children of containers; nothing that holds words is touched."""
    if etree.QName(parent).localname not in _CONTAINERS or not len(parent):
        return
    parent.text = "\n" + " " * (depth + 1)
    for child in parent:
        _indent(child, depth + 1)
        child.tail = "\n" + " " * (depth + 1)
    parent[-1].tail = "\n" + " " * depth
