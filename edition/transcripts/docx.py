"""Word's .docx (ISO/IEC 29500, WordprocessingML) as paragraphs.

Insertions that somebody proposed are read as accepted; deleted and hidden words, notes, comments, text boxes and
running heads stand apart. The libraries for .docx leave tracked insertions and content controls out without a word, so
that the document is walked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from edition.problems import Problem
from edition.transcripts.package import NotReadable, Package
from edition.transcripts.paragraphs import HEADING_MARK, DocumentParagraph, Run, marked, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.rows import row_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = frozenset({
    "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "instrText",
    "delInstrText", "proofErr", "bookmarkStart", "bookmarkEnd", "drawing", "object", "footnoteRef",
    "endnoteRef", "annotationRef", "fldChar",
})  # fmt: skip
_OFF = ("0", "false", "off", "none")


def _fits(source: Source) -> bool:
    return source.text is None and b"word/" in source.data and b"[Content_Types].xml" in source.data


def _read(source: Source) -> Pieces:
    try:
        paragraphs = list(_Document(Package(source)).paragraphs())
    except NotReadable as error:
        hints = ("open it in a word processor and save it again as .docx, or as .txt",)
        problem = Problem(path=source.path, message=f"this .docx can't be read: {error}", hints=hints)
        return Pieces(pieces=(), problems=(problem,))
    return read_paragraphs(paragraphs, source, ())


def _local(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag == _FALLBACK:
        return ""
    return tag.rpartition("}")[2]


def _value(element: etree._Element, name: str) -> str:
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next((one for one in element if _local(one) == name), None) if element is not None else None


def _is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = _child(properties, name)
    return None if found is None else _value(found, "val").lower() not in _OFF


class _Document:
    """The paragraphs of a document's main part, each followed by what is noted on it."""

    def __init__(self, package: Package):
        main = package.related("", "officeDocument") or ["word/document.xml"]
        root = package.xml_of(main[0])
        if root is None:
            raise NotReadable("it has no main part")
        self._package, self._main, self._root = package, main[0], root
        self._number = 0
        self._notes = {
            kind: {
                _value(note, "id"): note for part in package.related(main[0], f"{kind}s") for note in self._part(part)
            }
            for kind in ("footnote", "endnote", "comment")
        }
        self._bold_styles: set[str] = set()
        self._headings: set[str] = set()
        for part in package.related(main[0], "styles"):
            for style in self._part(part):
                key, name = _value(style, "styleId"), _child(style, "name")
                if _value(style, "type") == "character" and _is_on(_child(style, "rPr"), "b"):
                    self._bold_styles.add(key)
                called = _value(name, "val").lower() if name is not None else ""
                if called.startswith("heading") or called in ("title", "subtitle"):
                    self._headings.add(key)
        self._beside: list[tuple[str, str]] = []

    def _part(self, name: str) -> Sequence[etree._Element]:
        root = self._package.xml_of(name)
        return list(root) if root is not None else []

    def paragraphs(self) -> Iterator[DocumentParagraph]:
        """Everything in the document, running heads first."""
        for kind, what in (("header", "running head"), ("footer", "running foot")):
            seen: set[str] = set()
            for part in self._package.related(self._main, kind):
                root = self._package.xml_of(part)
                text = self._all_text(root) if root is not None else ""
                if text not in seen:
                    yield DocumentParagraph(text=text, number=1, apart=what)
                seen.add(text)
                yield from self._put_apart()
        yield from self._blocks(self._root)

    def _put_apart(self) -> Iterator[DocumentParagraph]:
        for what, text in self._beside:
            yield DocumentParagraph(text=text, number=max(1, self._number), apart=what)
        self._beside = []

    def _blocks(self, element: etree._Element) -> Iterator[DocumentParagraph]:
        for child in element:
            name = _local(child)
            if name == "p":
                self._number += 1
                yield DocumentParagraph(text=self._paragraph(child), number=self._number)
                yield from self._put_apart()
            elif name == "tbl":
                yield from self._table(child)
            elif name in ("del", "moveFrom"):
                self._beside.append(("deleted words", self._all_text(child)))
                yield from self._put_apart()
            elif name and name not in _NOT_TEXT:
                yield from self._blocks(child)

    def _table(self, table: etree._Element) -> Iterator[DocumentParagraph]:
        rows = [
            [list(self._blocks(cell)) for cell in row.iter(f"{_W}tc", f"{_STRICT}tc") if _row_of(cell) is row]
            for row in table.iter(f"{_W}tr", f"{_STRICT}tr")
            if _table_of(row) is table
        ]
        yield from row_lines(rows)

    def _paragraph(self, paragraph: etree._Element) -> str:
        runs: list[Run] = []
        self._inline(paragraph, runs)
        text = "".join(run.text for run in runs)
        style = _child(_child(paragraph, "pPr"), "pStyle")
        if style is not None and _value(style, "val") in self._headings and text.strip():
            return f"{HEADING_MARK}{' '.join(text.split())}"
        return marked(runs)

    def _inline(self, element: etree._Element, runs: list[Run]) -> None:
        for child in element:
            name = _local(child)
            if name == "r":
                self._run(child, runs)
            elif name in ("del", "moveFrom"):
                self._beside.append(("deleted words", self._all_text(child)))
            elif name == "commentReference":
                self._note("comment", child)
            elif name and name not in _NOT_TEXT:
                self._inline(child, runs)

    def _run(self, run: etree._Element, runs: list[Run]) -> None:
        properties = _child(run, "rPr")
        is_bold = _is_on(properties, "b")
        if is_bold is None:
            style = _child(properties, "rStyle")
            is_bold = style is not None and _value(style, "val") in self._bold_styles
        text = self._run_text(run)
        if _is_on(properties, "vanish"):
            self._beside.append(("hidden words", text))
        elif text:
            runs.append(Run(text, bool(is_bold)))

    def _run_text(self, run: etree._Element) -> str:
        parts: list[str] = []
        for child in run:
            name = _local(child)
            if name in ("t", "delText"):
                parts.append(child.text or "")
            elif name in ("tab", "ptab"):
                parts.append("\t")
            elif name == "cr" or (name == "br" and _value(child, "type") not in ("page", "column")):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("\u2011")
            elif name == "sym":
                parts.append(_symbol(_value(child, "char")))
            elif name in ("footnoteReference", "endnoteReference", "commentReference"):
                self._note(name.removesuffix("Reference"), child)
            elif name in ("drawing", "pict", "AlternateContent", "object"):
                self._text_boxes(child)
            elif name == "ruby":
                parts += [self._run_text(inner) for inner in child.iter(f"{_W}r", f"{_STRICT}r") if _is_base(inner)]
        return "".join(parts)

    def _text_boxes(self, element: etree._Element) -> None:
        """Words that stand in a drawing; a copy of them for old programs is passed over."""
        for child in element:
            if _local(child) == "txbxContent":
                self._beside.append(("text box", self._all_text(child)))
            elif _local(child):
                self._text_boxes(child)

    def _note(self, kind: str, reference: etree._Element) -> None:
        note = self._notes[kind].get(_value(reference, "id"))
        if note is not None:
            author = _value(note, "author")
            self._beside.append((f"{kind} by {author}" if author else kind, self._all_text(note)))

    def _all_text(self, element: etree._Element) -> str:
        """All words of an element, its paragraphs parted by spaces."""
        words: list[str] = []

        def gather(one: etree._Element) -> None:
            for child in one:
                name = _local(child)
                if name == "r":
                    words.append(self._run_text(child))
                elif name and name not in _NOT_TEXT:
                    gather(child)
                    if name in ("p", "tc"):
                        words.append(" ")

        gather(element)
        return " ".join("".join(words).split())


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next((one for one in cell.iterancestors() if _local(one) == "tr"), None)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((one for one in row.iterancestors() if _local(one) == "tbl"), None)


def _is_base(run: etree._Element) -> bool:
    """Whether a run is what ruby stands over, and not the small letters above."""
    return any(_local(one) == "rubyBase" for one in run.iterancestors())


def _symbol(code: str) -> str:
    """A character of a symbol font; those have no letters, and are shown as what they are: a sign."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return "\u25a1" if 0xE000 <= point <= 0xF8FF or point < 0x20 or point > 0x10FFFF else chr(point)


def _words(source: Source) -> str:
    """Every text node of the main part, with those of its notes and comments; what is deleted for itself."""
    try:
        package = Package(source)
        main = (package.related("", "officeDocument") or ["word/document.xml"])[0]
        texts: list[str] = []
        for kind in ("", "footnotes", "endnotes", "comments"):
            for name in package.related(main, kind) if kind else [main]:
                root = package.xml_of(name)
                for paragraph in root.iter(f"{_W}p", f"{_STRICT}p") if root is not None else ():
                    stretches: dict[etree._Element | None, list[str]] = {}
                    for node in paragraph.iter():
                        old = any(_local(one) == "" for one in node.iterancestors())
                        if _nearest(node, "p") is paragraph and not old:
                            stretches.setdefault(_taken_out(node), []).append(_word(node))
                    texts += map("".join, stretches.values())
        return "\n".join(texts)
    except NotReadable:
        return ""


def _word(node: etree._Element) -> str:
    name = _local(node)
    return (node.text or "") if name in ("t", "delText") else " " if name in ("tab", "br", "cr") else ""


def _taken_out(node: etree._Element) -> etree._Element | None:
    """The deletion, or the hidden run, that a node stands in."""
    run = _nearest(node, "r")
    hidden = run is not None and _is_on(_child(run, "rPr"), "vanish")
    return next((one for one in node.iterancestors() if _local(one) in ("del", "moveFrom")), run if hidden else None)


def _nearest(node: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in node.iterancestors() if _local(one) == name), None)


DOCX = Form(name="Word (.docx)", fits=_fits, read=_read, words=_words)
