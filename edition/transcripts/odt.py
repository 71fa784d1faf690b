"""OpenDocument text (.odt, ISO/IEC 26300) as paragraphs; deleted words, notes, comments, running heads apart."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.problems import Problem
from edition.transcripts.package import NotReadable, Package
from edition.transcripts.paragraphs import DocumentParagraph, bold, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.rows import row_lines

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_BESIDE = {"note": "footnote", "annotation": "comment", "frame": "text box", "tracked-changes": "deleted words"}
_NO_WORDS = frozenset(["forms", "sequence-decls", "soft-page-break", "bookmark-start", "bookmark-end", "note-citation"])
_MOST_SPACES = 100


def _fits(source: Source) -> bool:
    return source.text is None and b"application/vnd.oasis.opendocument.text" in source.data[:200]


def _read(source: Source) -> Pieces:
    try:
        package = Package(source)
        content, styles = package.xml_of("content.xml"), package.xml_of("styles.xml")
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
        body = _find(content, "text")
        if body is None:
            raise NotReadable("it has no text")
        yield from self._blocks(body)

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
                text = self._inline(child, False)
                heading = name == "h" and text.strip()
                text = f"## {' '.join(text.replace('**', '').split())}" if heading else text
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

    def _inline(self, element: etree._Element, is_bold: bool) -> str:
        def shown(text: str | None) -> str:
            words = " ".join((text or "").replace("\n", " ").replace("\t", " ").split(" "))
            return bold(words) if is_bold else words

        parts = [shown(element.text)]
        for child in element:
            name = _local(child)
            if name == "s":
                count = child.get(f"{_TEXT}c", "1")
                parts.append(" " * min(_MOST_SPACES, int(count) if count.isdecimal() else 1))
            elif name == "tab":
                parts.append("\t")
            elif name == "line-break":
                parts.append("\n")
            elif name in _BESIDE:
                self._beside.append((_BESIDE[name], _all_text(child)))
            elif name == "span":
                parts.append(self._inline(child, is_bold or child.get(f"{_TEXT}style-name") in self._bold))
            elif name and name not in _NO_WORDS:
                parts.append(self._inline(child, is_bold))
            parts.append(shown(child.tail))
        return "".join(parts)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((one for one in row.iterancestors() if _local(one) == "table"), None)


def _all_text(element: etree._Element) -> str:
    return " ".join(" ".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if _local(child) and _local(child) not in ("note-citation", "creator", "date", "change-info"):
            yield from _pieces(child)
        if child.tail:
            yield child.tail


def _words(source: Source) -> str:
    """The words of every paragraph and heading."""
    try:
        content = Package(source).xml_of("content.xml")
    except NotReadable:
        return ""
    return "\n".join(_all_text(one) for one in content.iter(f"{_TEXT}p", f"{_TEXT}h")) if content is not None else ""


ODT = Form(name="OpenDocument (.odt)", fits=_fits, read=_read, words=_words)
