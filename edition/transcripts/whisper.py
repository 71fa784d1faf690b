"""whisper.cpp: that somebody else begins to speak, in its JSON and in the lines it prints; it never says who.

Its JSON has `speaker_turn_next` in the segment before; its lines end with a mark:
`[00:00:00.000 --> 00:00:03.800]   Where did you live? [SPEAKER_TURN]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from edition.problems import Problem
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.segments import Segment, join_segments, parse_time

TURN = "[SPEAKER_TURN]"
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}\.\d{3}"
_LINE = re.compile(rf"[ \t]*\[({_TIME}) --> ({_TIME})\](.*)")


def open_turns(segments: Sequence[Segment], ends: Sequence[bool]) -> list[Segment]:
    """Segments with the mark for a label where a turn begins; `ends` says of each whether its speaker's turn ends."""
    opens = [True, *ends[:-1]]
    return [
        replace(one, label=TURN, opens=True) if begins else one for one, begins in zip(segments, opens, strict=True)
    ]


def tell_turns(times: int, path: str, line: int) -> Problem:
    """That turns are told apart and speakers are not."""
    count = "once" if times == 1 else f"{times} times"
    message = f"the file says {count} that another speaker begins and not who; the mark itself is taken as the label"
    hints = ("write names in their place to have the turns told apart",)
    return Problem(path=path, line=line, message=message, hints=hints)


def _lines(source: Source) -> list[tuple[int, re.Match[str]]] | None:
    """The numbered lines of a text that is nothing else; None where it is another one, or marks no turn."""
    if TURN not in (source.text or ""):
        return None
    lines = [(number, line) for number, line in enumerate((source.text or "").split("\n"), start=1) if line.strip()]
    found = [(number, match) for number, line in lines if (match := _LINE.fullmatch(line.removeprefix("\ufeff")))]
    return found if len(found) == len(lines) else None


def _read(source: Source) -> Pieces:
    segments: list[Segment] = []
    ends: list[bool] = []
    mark = ""
    for number, match in _lines(source) or ():
        parts = match[3].split(TURN)
        for at, part in enumerate(parts):
            text = part.strip()
            if text:
                start, end = parse_time(match[1]), parse_time(match[2])
                segments.append(Segment(text=text, line=number, mark=mark, start=start, end=end))
                ends.append(False)
                mark = ""
            if at + 1 < len(parts):
                mark = f"{mark} {TURN}".strip()
                ends[-1:] = [True] if ends else []
    times = sum(ends[:-1])
    if not segments:
        return Pieces(pieces=())
    opened = open_turns(segments, ends)
    if mark:
        opened.append(Segment(text=mark, line=opened[-1].line, apart="remark of the file"))
    return join_segments(opened, source.path, "line", [tell_turns(times, source.path, opened[0].line)] if times else [])


def _words(source: Source) -> str:
    return "\n".join(match[3] for _, match in _lines(source) or ())


WHISPER_LINES = Form(
    name="lines of whisper.cpp", fits=lambda source: _lines(source) is not None, read=_read, words=_words
)
