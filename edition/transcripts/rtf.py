"""Rich Text (.rtf) as paragraphs, on the library `striprtf`.

The library gives the running text alone. Notes, comments, running heads and deleted words are taken out before it reads
the file, with a mark in their place, and stand apart; the cells of tables are marked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from striprtf.striprtf import rtf_to_text

from edition.problems import Problem
from edition.transcripts.paragraphs import DocumentParagraph, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.rows import row_lines

_BESIDE = {
    "footnote": "footnote", "annotation": "comment", "deleted": "deleted words",
    "header": "running head", "headerl": "running head", "headerr": "running head", "headerf": "running head",
    "footer": "running foot", "footerl": "running foot", "footerr": "running foot", "footerf": "running foot",
}  # fmt: skip
_TOKEN = re.compile(r"\\(?P<word>[a-z]+)-?\d*|\\[^a-z]|(?P<brace>[{}])")
_TAKEN, _END, _ROW_BEGINS, _CELL_ENDS, _ROW_ENDS = map(chr, range(0xE100, 0xE105))
"""Private characters as marks: of what is taken out, between two such things, and of the parts of a table."""
_TABLE = {"trowd": _ROW_BEGINS, "cell": _CELL_ENDS, "row": _ROW_ENDS}
_MARKS = re.compile(f"{_TAKEN}(\\d+){_TAKEN}|[{_TAKEN}{_ROW_BEGINS}{_CELL_ENDS}{_ROW_ENDS}]")
_HEAD = re.compile(r"\{\\rtf1?(?:\\(?:ansi|mac|pc|pca|ansicpg\d+|deff\d+|uc\d+)\s?)*")


@dataclass(frozen=True, slots=True)
class _Group:
    """Something beside the running text: what it is, and the file's code of it."""

    what: str
    start: int
    end: int
    code: str


def _fits(source: Source) -> bool:
    return source.text is not None and source.text.startswith("{\\rtf")


def _plain(code: str) -> str:
    """The running text; `ValueError` or `LookupError` where it can't be had."""
    plain: str = rtf_to_text(code, errors="strict")  # type: ignore[no-untyped-call]
    return plain


def _read(source: Source) -> Pieces:
    code = source.text or ""
    try:
        groups = list(_groups(code))
        running = _plain(_marked(code, groups))
        beside = _texts(code, groups)
    except (ValueError, LookupError) as error:
        hints = ("open it in a word processor and save it as .docx or .txt",)
        message = f"this .rtf can't be read: {error}"
        return Pieces(pieces=(), problems=(Problem(path=source.path, message=message, hints=hints),))
    return read_paragraphs(list(_paragraphs(running, beside)), source, ())


def _groups(code: str) -> Iterator[_Group]:
    """What stands beside the running text, the outermost where one is within another."""
    opened: list[int] = []
    what, depth, start, begins = "", 0, 0, 0
    for token in _TOKEN.finditer(code):
        if token["brace"] == "{":
            opened.append(token.start())
        elif token["brace"]:
            if what and len(opened) == depth:
                yield _Group(what, start, token.end(), code[begins : token.start()])
                what = ""
            if opened:
                opened.pop()
        elif token["word"] in _BESIDE and not what and len(opened) > 1 and not token.group().endswith("0"):
            what, depth, start, begins = _BESIDE[token["word"]], len(opened), opened[-1], token.end()


def _marked(code: str, groups: list[_Group]) -> str:
    """The code with the number of each group in its place, between marks, and marks for rows and cells.

    The library leaves out what stands in groups that only some programs know, and a mark with it: there LibreOffice
    writes running heads once more.
    """
    parts: list[str] = []
    at = 0
    for number, group in enumerate(groups):
        parts += [code[at : group.start], "{", _character(_TAKEN), str(number), _character(_TAKEN), "}"]
        at = group.end
    parts.append(code[at:])
    return re.sub(r"\\(trowd|cell|row)(?![a-z])", lambda match: match[0] + _character(_TABLE[match[1]]), "".join(parts))


def _character(mark: str) -> str:
    return f"{{\\uc0\\u{ord(mark)} }}"


def _texts(code: str, groups: list[_Group]) -> list[tuple[str, str]]:
    """What each group is, and its words: read all at once, with the fonts of the file."""
    head = _HEAD.match(code)
    fonts = re.search(r"\{\\fonttbl", code)
    table = code[fonts.start() : _closing(code, fonts.start())] if fonts else ""
    inner = _character(_END).join(f"{{{group.code}}}" for group in groups)
    texts = _plain(f"{head.group() if head else '{'}{table}{inner}}}").split(_END) if groups else []
    return [(group.what, " ".join(text.split())) for group, text in zip(groups, texts, strict=True)]


def _closing(code: str, start: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(code, start):
        depth += {"{": 1, "}": -1}.get(token["brace"] or "", 0)
        if depth == 0 and token["brace"]:
            return token.end()
    return len(code)


def _paragraphs(running: str, beside: list[tuple[str, str]]) -> Iterator[DocumentParagraph]:
    heads: set[tuple[str, str]] = set()
    number = 0
    rows: list[list[list[DocumentParagraph]]] = []

    def lines(text: str) -> list[DocumentParagraph]:
        nonlocal number
        found: list[DocumentParagraph] = []
        for line in text.split("\n"):
            if not line.strip():
                continue
            number += 1
            found.append(DocumentParagraph(text=_MARKS.sub("", line), number=number))
            for mark in _MARKS.finditer(line):
                what, words = beside[int(mark[1])] if mark[1] else ("", "")
                if what and not (what.startswith("running") and (what, words) in heads):
                    found.append(DocumentParagraph(text=words, number=number, apart=what))
                heads.add((what, words))
        return found

    *told, last = running.split(_ROW_ENDS)
    for stretch in told:
        before, _, row = stretch.partition(_CELL_ENDS)
        outside, _, first = before.rpartition(_ROW_BEGINS)
        if outside.strip():
            yield from row_lines(rows)
            rows = []
            yield from lines(outside)
        rows.append([lines(cell.replace("|", "")) for cell in (first, *row.split(_CELL_ENDS))])
    yield from row_lines(rows)
    yield from lines(last)


def _words(source: Source) -> str:
    try:
        return _plain(source.text or "")
    except (ValueError, LookupError):
        return ""


RICH_TEXT = Form(name="Rich Text (.rtf)", fits=_fits, read=_read, words=_words)
