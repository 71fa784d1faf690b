"""whisper.cpp: that somebody else begins to speak, in its JSON and in the lines it prints; it never says who.

Its JSON has `speaker_turn_next` in the segment before; its lines end with a mark:
`[00:00:00.000 --> 00:00:03.800]   Where did you live? [SPEAKER_TURN]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.segments import SPEAKER_TURN, Segment, join_segments, parse_time

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}\.\d{3}"
_LINE = re.compile(rf"[ \t]*\[({_TIME}) --> ({_TIME})\](.*)")


def open_turns(segments: Sequence[Segment], ends: Sequence[bool]) -> list[Segment]:
    """Segments with the mark for a label where a turn begins; `ends` says of each whether its speaker's turn ends."""
    opens = [True, *ends[:-1]]
    return [
        replace(one, label=SPEAKER_TURN, opens=True) if begins else one
        for one, begins in zip(segments, opens, strict=True)
    ]


def _lines(source: Source) -> list[tuple[int, re.Match[str]]] | None:
    """The numbered lines of a text that is nothing else; None where it is another one, or marks no turn."""
    if SPEAKER_TURN not in (source.text or ""):
        return None
    lines = [(number, line) for number, line in enumerate((source.text or "").split("\n"), start=1) if line.strip()]
    found = [(number, match) for number, line in lines if (match := _LINE.fullmatch(line.removeprefix("\ufeff")))]
    return found if len(found) == len(lines) else None


def _read(source: Source) -> Pieces:
    segments = [
        Segment(text=words, line=number, start=parse_time(match[1]), end=parse_time(match[2]))
        for number, match in _lines(source) or ()
        if (words := match[3].strip())
    ]
    return join_segments(segments, source.path, "line") if segments else Pieces(pieces=())


def _words(source: Source) -> str:
    return "\n".join(match[3] for _, match in _lines(source) or ())


WHISPER_LINES = Form(
    name="lines of whisper.cpp", fits=lambda source: _lines(source) is not None, read=_read, words=_words
)
