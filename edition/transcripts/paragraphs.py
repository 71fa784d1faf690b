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
from edition.transcripts.pieces import Piece, Pieces, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentParagraph:
    """A paragraph in the order of a document."""

    text: str
    """With line breaks where the document has them, bold marked."""
    number: int
    """From 1, as the document counts its paragraphs."""
    apart: str = ""
    """As in `Piece`."""


def bold(text: str) -> str:
    """Words marked as bold, the spaces around them outside of the mark.

    >>> bold("Anna Berg: ")
    '**Anna Berg:** '
    """
    words = text.strip()
    if not words or "\n" in words or "**" in words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{words}**{after}"


def read_paragraphs(paragraphs: Sequence[DocumentParagraph], source: Source, remarks: Sequence[Problem]) -> Pieces:
    """The pieces of a document's paragraphs."""
    lines: list[str] = []
    numbers: dict[int, int] = {}
    apart: list[Piece] = []
    for paragraph in paragraphs:
        text = "\n".join(" ".join(line.split(" ")).strip() for line in paragraph.text.strip().split("\n"))
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
    pieces = [replace(piece, line=numbers.get(piece.line, piece.line)) for piece in read.pieces]

    def counted(told: Sequence[Problem]) -> tuple[Problem, ...]:
        return tuple(replace(one, line=numbers.get(one.line, one.line)) for one in told)

    merged = sorted([*pieces, *apart], key=lambda piece: piece.line)  # a stable order: words before their notes
    return replace(
        read, pieces=tuple(merged), remarks=(*remarks, *counted(read.remarks)), problems=counted(read.problems)
    )
