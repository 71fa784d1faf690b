"""Plain text with a speaker's label and a colon before each turn.

Paragraphs are parted by blank lines; one without a label continues the turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.transcripts.names import find_label, looks_like_label, parts_of_label
from edition.transcripts.pieces import Form, Piece, Pieces, Source


def read(source: Source) -> Pieces:
    """The pieces of a plain text."""
    return read_text(source.text or "", source.path)


def read_text(text: str, path: str) -> Pieces:
    """The pieces of a text whose paragraphs are parted by blank lines; bold words stand between pairs of asterisks."""
    return Pieces(pieces=tuple(_pieces(text)))


FORM = Form(name="plain text", fits=lambda source: source.text is not None, read=read)


def _pieces(text: str) -> Iterator[Piece]:
    held: list[str] = []
    first = Piece(text="", line=1)
    blank = True
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        words = line.strip()
        found = find_label(words)
        if (found or not words) and (held or first.label):
            yield _with_words(first, held)
            held, first = [], Piece(text="", line=number)
        if found:
            label, said = found
            mark = words[: len(words) - len(said)]
            weak = not looks_like_label(label) and len(parts_of_label(label)) < 2
            first = Piece(text="", label=label, mark=mark, line=number, runs_on=not blank, weak=weak)
            held = [said]
        elif words:
            if not held and not first.label:
                first = Piece(text="", line=number, runs_on=not blank)
            held.append(words)
        blank = not words


def _with_words(piece: Piece, lines: list[str]) -> Piece:
    text = "\n".join(lines)
    mark, text = (piece.mark + "\n", text[1:]) if text.startswith("\n") else (piece.mark, text)
    return Piece(text=text, line=piece.line, label=piece.label, mark=mark, runs_on=piece.runs_on, weak=piece.weak)
