"""OpenDocument text (.odt, ISO/IEC 26300) as paragraphs; deleted words, notes, comments, running heads apart.

The flat form (.fodt), one XML file, is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lxml import etree

from edition.problems import Problem
from edition.transcripts.package import NotReadable, Package, parse_xml
from edition.transcripts.paragraphs import HEADING_MARK, DocumentParagraph, Run, marked, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.rows import row_lines

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_BESIDE = {"note": "footnote", "annotation": "comment", "frame": "text box", "tracked-changes": "deleted words"}
_NO_WORDS = frozenset(["forms", "sequence-decls", "soft-page-break", "bookmark-start", "bookmark-end", "note-citation"])
_UNSAID = frozenset(["note-citation", "creator", "date", "change-info"])
_MOST_SPACES = 100
_FLAT = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?<office:document\b[^>]*opendocument\.text\"")


def _fits(source: Source) -> bool:
    if source.text is None:
        return b"application/vnd.oasis.opendocument.text" in source.data[:200]
    return bool(_FLAT.match(source.text[:10_000]))


def _read(source: Source) -> Pieces:
    try:
        content, styles = _parts(source)
        if content is None:
            raise NotReadable("it has no content")
        reader = _Reader([root for root in (content, styles) if root is not None])
        paragraphs = [*(reader.running(styles) if styles is not None else ()), *reader.read(content)]
    except NotReadable as error:
        hints = ("open it in a word processor and save it again as .odt, .docx or .txt",)
        return Pieces(
            pieces=(), problems=(Problem(path=source.path, message=f"this .odt can't be read: {error}", hints=hints),)
        )
    return read_paragraphs(paragraphs, source, ())


def _parts(source: Source) -> tuple[etree._Element | None, etree._Element | None]:
    """What is written and how it looks: two parts of a package, or both in one file (.fodt)."""
    if source.text is None:
        package = Package(source)
        return package.xml_of("content.xml"), package.xml_of("styles.xml")
    root = parse_xml(source.data, "its text")
    return root, root


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find(root: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in root.iter(etree.Element) if _local(one) == name), None)


class _Reader:
    def __init__(self, roots: list[etree._Element]):
        self._number = 0
        self._beside: list[tuple[str, str]] = []
        self._bold = {
            str(style.get(f"{_STYLE}name"))
            for root in roots
            for style in root.iter(f"{_STYLE}style")
            if style.get(f"{_STYLE}family") == "text" and any(one.get(_WEIGHT) in ("bold", "700") for one in style)
        }

    def read(self, content: etree._Element) -> Iterator[DocumentParagraph]:
        body = _find(content, "body")
        text = _find(body, "text") if body is not None else None
        if text is None:
            raise NotReadable("it has no text")
        if _deletes_in_place(content):
            raise NotReadable("proposed deletions stand among its words; accept or reject them first")
        yield from self._blocks(text)

    def running(self, styles: etree._Element) -> Iterator[DocumentParagraph]:
        """Running heads and feet of the page styles, each once."""
        seen: set[str] = set()
        for element in styles.iter(etree.Element):
            name = _local(element)
            if name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
                text = _all_text(element)
                if text not in seen:
                    what = "running head" if name.startswith("header") else "running foot"
                    yield DocumentParagraph(text=text, number=1, apart=what)
                seen.add(text)

    def _blocks(self, element: etree._Element) -> Iterator[DocumentParagraph]:
        for child in element:
            name = _local(child)
            if name in ("p", "h"):
                self._number += 1
                runs = self._inline(child, False)
                text = "".join(run.text for run in runs)
                text = f"{HEADING_MARK}{' '.join(text.split())}" if name == "h" and text.strip() else marked(runs)
                yield DocumentParagraph(text=text, number=self._number)
            elif name == "table":
                yield from row_lines(
                    [
                        [list(self._blocks(cell)) for cell in row if _local(cell) == "table-cell"]
                        for row in child.iter(etree.Element)
                        if _local(row) == "table-row" and _table_of(row) is child
                    ]
                )
            elif name in _BESIDE:
                self._beside.append((_BESIDE[name], _all_text(child)))
            elif name and name not in _NO_WORDS:
                yield from self._blocks(child)
            for what, text in self._beside:
                yield DocumentParagraph(text=text, number=max(1, self._number), apart=what)
            self._beside = []

    def _inline(self, element: etree._Element, is_bold: bool) -> list[Run]:
        def shown(text: str | None) -> Run:
            return Run(" ".join((text or "").replace("\n", " ").replace("\t", " ").split(" ")), is_bold)

        runs = [shown(element.text)]
        for child in element:
            name = _local(child)
            if name == "s":
                count = child.get(f"{_TEXT}c", "1")
                runs.append(Run(" " * min(_MOST_SPACES, int(count) if count.isdecimal() else 1), is_bold))
            elif name == "tab":
                runs.append(Run("\t", is_bold))
            elif name == "line-break":
                runs.append(Run("\n", is_bold))
            elif name in _BESIDE:
                self._beside.append((_BESIDE[name], _all_text(child)))
            elif name == "span":
                runs += self._inline(child, is_bold or child.get(f"{_TEXT}style-name") in self._bold)
            elif name and name not in _NO_WORDS:
                runs += self._inline(child, is_bold)
            runs.append(shown(child.tail))
        return runs


def _deletes_in_place(content: etree._Element) -> bool:
    """Whether deleted words are still where they were, as the flat form has them, and not in a list of changes."""
    deleted = {
        region.get(f"{_TEXT}id")
        for region in content.iter(f"{_TEXT}changed-region")
        if any(_local(one) == "deletion" for one in region)
    }
    return any(one.get(f"{_TEXT}change-id") in deleted for one in content.iter(f"{_TEXT}change-start"))


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((one for one in row.iterancestors() if _local(one) == "table"), None)


def _all_text(element: etree._Element) -> str:
    """The words of an element, its paragraphs parted by spaces."""
    return " ".join("".join(_pieces(element, ())).split())


def _pieces(element: etree._Element, without: Container[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _local(child)
        if name in ("p", "h", "tab", "s", "line-break"):
            yield " "
        if name and name not in _UNSAID and name not in without:
            yield from _pieces(child, without)
        if name in ("p", "h"):
            yield " "
        yield child.tail or ""


def _words(source: Source) -> str:
    """The words of every paragraph and heading, each without what is noted on it, which has paragraphs of its own."""
    try:
        content, _ = _parts(source)
    except NotReadable:
        return ""
    if content is None:
        return ""
    body = _find(content, "body")
    root = content if body is None else body
    return "\n".join("".join(_pieces(one, _BESIDE)) for one in root.iter(f"{_TEXT}p", f"{_TEXT}h"))


ODT = Form(name="OpenDocument (.odt)", fits=_fits, read=_read, words=_words)
