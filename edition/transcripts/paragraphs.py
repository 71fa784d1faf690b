"""Documents of paragraphs (Word, OpenDocument, web pages) to pieces: their words are read as plain text is.

A paragraph of a document is a paragraph of plain text, bold is `**bold**` and a heading `## heading`; what a document
keeps beside its text (notes, running heads, deleted words) stands apart. Lines of such a form count paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.problems import Problem
from edition.transcripts import plain
from edition.transcripts.names import find_label
from edition.transcripts.pieces import Piece, Pieces, Source
from edition.transcripts.plain.headings import HEADING

HEADING_MARK = "## "
"""What stands before a paragraph whose style in the document is that of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentParagraph:
    """A paragraph in the order of a document."""

    text: str
    """With line breaks where the document has them, bold marked."""
    number: int
    """From 1, as the document counts its paragraphs."""
    apart: str = ""
    """As in `Piece`."""


@dataclass(slots=True)
class Run:
    """Words of a paragraph that look alike."""

    text: str
    bold: bool


def marked(runs: Sequence[Run]) -> str:
    """The words of a paragraph, what is bold between asterisks; the spaces and line breaks around it outside of them.

    A word of which a part is bold is marked as none: there the look is an accident, and would cut a name in two. Nor is
    a paragraph that is bold as a whole and opens with a name and a colon, as many print what is asked.

    >>> marked([Run("Anna ", True), Run("Berg: ", True), Run("Who?", False)])
    '**Anna Berg:** Who?'
    >>> marked([Run("Anna B", True), Run("erg: Who?", False)])
    'Anna Berg: Who?'
    """
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold == run.bold or not run.text.strip()) and "\n" not in (run.text, joined[-1].text):
            joined[-1].text += run.text
        elif run.text:
            joined.append(Run(run.text, run.bold))
    if len(joined) == 1 and (find_label(joined[0].text.strip()) or ("", ""))[1]:
        return joined[0].text
    edges = ["", *(run.text for run in joined), ""]
    return "".join(
        _bold(run.text) if run.bold and not _within_a_word(before, run.text, after) else run.text
        for run, before, after in zip(joined, edges, edges[2:], strict=False)
    )


def _within_a_word(before: str, text: str, after: str) -> bool:
    """Whether a stretch of a paragraph begins or ends between two letters."""
    return any((one + two).isalpha() and one and two for one, two in ((before[-1:], text[:1]), (text[-1:], after[:1])))


def _bold(text: str) -> str:
    words = text.strip()
    if not words or "\n" in words or "**" in words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{words}**{after}"


def _unmarked(piece: Piece) -> Piece:
    """A heading without the signs that stand for its style: a reader of the document sees none."""
    if piece.label or not piece.text.startswith(HEADING_MARK):
        return piece
    return replace(piece, text=piece.text.removeprefix(HEADING_MARK), apart=HEADING)


def read_paragraphs(paragraphs: Sequence[DocumentParagraph], source: Source, remarks: Sequence[Problem]) -> Pieces:
    """The pieces of a document's paragraphs."""
    lines: list[str] = []
    numbers: dict[int, int] = {}
    apart: list[Piece] = []
    for paragraph in paragraphs:
        text = "\n".join(line.strip() for line in paragraph.text.strip().split("\n"))
        text = re.sub(r"\n{2,}", "\n", text)
        if not text:
            continue
        if paragraph.apart:
            apart.append(Piece(text=" ".join(text.split()), line=paragraph.number, apart=paragraph.apart))
            continue
        for line in [*text.split("\n"), ""]:
            lines.append(line)
            numbers[len(lines)] = paragraph.number
    read = plain.read(Source(data=source.data, path=source.path, text="\n".join(lines), encoding=source.encoding))
    pieces = [_unmarked(replace(piece, line=numbers.get(piece.line, piece.line))) for piece in read.pieces]

    def counted(told: Sequence[Problem]) -> tuple[Problem, ...]:
        return tuple(replace(one, line=numbers.get(one.line, one.line)) for one in told)

    merged = sorted([*pieces, *apart], key=lambda piece: piece.line)  # a stable order: words before their notes
    return replace(
        read, pieces=tuple(merged), remarks=(*remarks, *counted(read.remarks)), problems=counted(read.problems)
    )
