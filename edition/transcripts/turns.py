"""Pieces gathered into turns, once it is known whose each label is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from edition.model import Apart, Aside, Paragraph, Turn
from edition.transcripts.names import is_wholly_round
from edition.transcripts.pieces import Piece
from edition.transcripts.vocabulary import DIRECTIONS

Who = Callable[[Piece], str | None]
"""The id of the speaker whose label a piece has, if it has one."""
_SQUARE = re.compile(
    r"(?<!!)\[[^\[\]\n]+\](?!\((?:https?:|mailto:|[/#]|[^()\s]{1,300}\.\w{2,5}[)#?]))|(?<=!)\[[^\[\]\n]+\](?!\()"
)
"""Square brackets that are no link or image of Markdown."""
_DIRECTION = re.compile(rf"[(（](?:{'|'.join(sorted(DIRECTIONS))})[)）]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """The pieces of one paragraph of the source: lines between blank lines."""

    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        return self.pieces[0].line

    @property
    def text(self) -> str:
        """As printed, but for what stands in the margin of its first line."""
        first, *more = self.pieces
        return "\n".join([first.printed, *(piece.margin + piece.printed for piece in more)])

    @property
    def whole(self) -> str:
        """As printed."""
        return (self.pieces[0].margin + self.text).strip()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the talk was found to be."""

    front: tuple[Block, ...]
    """What stands before the first label."""
    turns: tuple[Turn, ...]
    asides: tuple[Aside, ...]
    apart: tuple[Apart, ...]
    empty: tuple[Piece, ...]
    """Labels with no words after them."""
    resumed: tuple[Piece, ...]
    """Words that follow a heading and no label."""


def make_blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Pieces that run on with those they run on from; what stands apart is a block of its own."""
    held: list[list[Piece]] = []
    for piece in pieces:
        if piece.runs_on and held and not piece.apart and not held[-1][-1].apart:
            held[-1].append(piece)
        else:
            held.append([piece])
    return tuple(Block(tuple(one)) for one in held)


@dataclass(slots=True)
class _Paragraph:
    lines: list[str]
    line: int
    start: float | None
    directed: int = 0
    """How many characters at the beginning are the label's stage direction."""


@dataclass(slots=True)
class _Turn:
    piece: Piece
    speaker: str
    paragraphs: list[_Paragraph] = field(default_factory=list)


def gather(blocks: Sequence[Block], who: Who, *, merge: bool) -> Gathered:
    """The turns of a talk, ids by position.

    With `merge`, pieces that follow each other with one label are one turn.
    """
    front: list[Block] = []
    turns: list[_Turn] = []
    apart: list[Piece] = []
    resumed: list[Piece] = []
    headed = False
    for block in blocks:
        before: list[Piece] = []
        for piece in block.pieces:
            speaker = None if piece.apart else who(piece)
            if speaker is not None:
                _say(turns, piece, speaker, merge=merge)
            elif piece.apart and (turns or piece.apart != "heading"):
                apart.append(piece)
            elif turns:
                resumed += [piece] if headed else []
                _go_on(turns[-1], piece)
            else:
                before.append(piece)
            headed = piece.apart == "heading" or (headed and bool(piece.apart))
        if before:
            front.append(Block(tuple(before)))
    said = [turn for turn in turns if turn.paragraphs]
    made = [_numbered(turn, number) for number, turn in enumerate(said, start=1)]
    return Gathered(
        front=tuple(front),
        turns=tuple(made),
        asides=tuple(aside for turn, one in zip(made, said, strict=True) for aside in _asides(turn, one.paragraphs)),
        apart=tuple(
            Apart(id=f"x{number}", text=(one.margin + one.printed).strip(), line=one.line, what=one.apart)
            for number, one in enumerate(apart, start=1)
        ),
        empty=tuple(turn.piece for turn in turns if not turn.paragraphs),
        resumed=tuple(resumed),
    )


def _say(turns: list[_Turn], piece: Piece, speaker: str, *, merge: bool) -> None:
    text = f"{piece.direction} {piece.text}".strip() if piece.direction else piece.text
    if not (merge and turns and turns[-1].piece.label == piece.label and turns[-1].speaker == speaker):
        turns.append(_Turn(piece, speaker))
    if text:
        start = piece.start if turns[-1].paragraphs else None  # of the turn, then
        turns[-1].paragraphs.append(_Paragraph([text], piece.line, start, len(piece.direction)))


def _go_on(turn: _Turn, piece: Piece) -> None:
    last = turn.paragraphs[-1] if turn.paragraphs else None
    if last and piece.printed and len(last.lines) == 1 and last.directed == len(last.lines[0]):
        last.lines[0] += f" {piece.printed}"  # nothing was said yet but what directs the label
        last.start = piece.start if last.start is None else last.start
    elif piece.runs_on and last and piece.start is None:
        last.lines.append(piece.printed)
    elif piece.printed:
        turn.paragraphs.append(_Paragraph([piece.printed], piece.line, piece.start))


def _numbered(turn: _Turn, number: int) -> Turn:
    starts = [turn.piece.start, *(one.start for one in turn.paragraphs[:1])]
    return Turn(
        id=f"t{number}",
        speaker=turn.speaker,
        label=turn.piece.label,
        paragraphs=tuple(
            Paragraph(id=f"t{number}p{position}", text="\n".join(one.lines), line=one.line, start=one.start)
            for position, one in enumerate(turn.paragraphs, start=1)
        ),
        line=turn.piece.line,
        start=next((start for start in starts if start is not None), None),
    )


def _asides(turn: Turn, held: Sequence[_Paragraph]) -> list[Aside]:
    """What is in square brackets, in round ones a line of its own or a stage direction, and what directs the label."""
    asides: list[Aside] = []
    for paragraph, one in zip(turn.paragraphs, held, strict=True):
        spans = {match.span() for found in (_SQUARE, _DIRECTION) for match in found.finditer(paragraph.text)}
        if one.directed:
            spans.add((0, one.directed))
        at = 0
        for line in paragraph.text.split("\n"):
            if is_wholly_round(line):
                spans.add((at, at + len(line)))
            at += len(line) + 1
        asides += [
            Aside(turn=turn.id, paragraph=paragraph.id, start=start, end=end, text=paragraph.text[start:end])
            for start, end in sorted(spans)
        ]
    return asides
