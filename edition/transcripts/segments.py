"""Timed segments (cues, rows, utterances) to pieces: one speaker's run of them is a turn, cut into paragraphs.

Captions are cut for the screen and not for reading: a sentence may run over three of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.problems import Problem
from edition.transcripts.pieces import Piece, Pieces

PAUSE = 2.0
"""Seconds of silence after which a paragraph begins."""
LONG = 120
"""Words after which a paragraph ends with its sentence."""
NOBODY = "Speaker 1"
"""The label of whoever speaks where a file never says who."""
SPEAKER_TURN = "[SPEAKER_TURN]"
"""What whisper.cpp writes where somebody else begins to speak, and cannot say who."""
_SENTENCE_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_JOINED = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
"""Chinese and Japanese, where lines are joined without a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Some words of one speaker, as a file of segments has them; or something in it that nobody says."""

    text: str
    line: int
    label: str = ""
    """Empty where nothing says who speaks: the speaker before goes on."""
    mark: str = ""
    """As in `Piece`."""
    means: str = ""
    """As in `Piece`."""
    start: float | None = None
    end: float | None = None
    apart: str = ""
    opens: bool = False
    """Whether a turn begins here even where the same speaker spoke before: a printed speech, and no mere caption."""
    doubtful: bool = False
    """Whether only the words say who speaks, in a form that has a sign of its own for it."""
    weak: bool = False
    """As in `Piece`."""


def join_words(one: str, other: str) -> str:
    """Two stretches of one sentence, with a space between them where the script has spaces.

    >>> join_words("Then we", "left."), join_words("我们走", "了。")
    ('Then we left.', '我们走了。')
    """
    if not one or not other:
        return one or other
    joined = _JOINED.match(one[-1]) and _JOINED.match(other[0])
    return one + ("" if joined else " ") + other


def join_segments(
    segments: Sequence[Segment],
    path: str,
    what: str,
    remarks: Sequence[Problem] = (),
    *,
    form: Sequence[str] = (),
) -> Pieces:
    """The pieces of segments; where none has a label, all is said by `NOBODY`, and that is told.

    `what` is one segment in the words of its form: "cue", "row".
    """
    told = list(remarks)
    said = [one for one in segments if not one.apart]
    unnamed = bool(said) and not any(one.label for one in said)
    if unnamed and any(SPEAKER_TURN in one.text for one in said):
        segments, remark = _cut_at_turns(segments, path)
        return join_segments(segments, path, what, [*remarks, remark], form=form)
    if unnamed:
        hints = ("edit the file so that the words of each begin with a name and a colon, or go on with one speaker",)
        message = f"no {what} says who speaks; everything is given to '{NOBODY}'"
        told.append(Problem(path=path, line=said[0].line, message=message, hints=hints))
    pieces, again = _join(segments, NOBODY if unnamed else "")
    return Pieces(pieces=pieces, form=(*form, *again), remarks=tuple(told))


def _cut_at_turns(segments: Sequence[Segment], path: str) -> tuple[list[Segment], Problem]:
    """Segments that begin where the program heard somebody else; the mark itself is the label, as nobody is named."""
    cut: list[Segment] = []
    opens, mark = True, ""
    for one in segments:
        if one.apart:
            cut.append(one)
            continue
        parts = one.text.split(SPEAKER_TURN)
        for index, part in enumerate(parts):
            if index:
                opens, mark = True, f"{mark} {SPEAKER_TURN}".strip()
            if part.strip():
                label = SPEAKER_TURN if opens else ""
                cut.append(replace(one, text=part.strip(), label=label, mark=mark, opens=opens))
                opens, mark = False, ""
    if mark:
        cut.append(Segment(text=mark, line=segments[-1].line, apart="remark of the file"))
    times = sum(bool(one.label and one.mark) for one in cut)
    return cut, tell_turns(times, path, next(one.line for one in segments if not one.apart))


def tell_turns(times: int, path: str, line: int) -> Problem:
    """That a file tells turns apart and speakers not."""
    count = "once" if times == 1 else f"{times} times"
    message = f"the file says {count} that another speaker begins and not who; the mark itself is taken as the label"
    hints = ("write names in their place to have the turns told apart",)
    return Problem(path=path, line=line, message=message, hints=hints)


def tell_nameless(segments: Sequence[Segment], path: str, what: str) -> tuple[Problem, ...]:
    """That some segments leave the speaker out where others name one: whoever spoke before goes on."""
    said = [one for one in segments if not one.apart]
    nameless = [one for one in said if not one.label]
    if not nameless or len(nameless) == len(said):
        return ()
    count = f"a {what} names" if len(nameless) == 1 else f"{len(nameless)} {what}s name"
    message = f"{count} no speaker; taken as the words of whoever spoke before"
    return (Problem(path=path, line=nameless[0].line, message=message),)


def _join(segments: Sequence[Segment], named: str) -> tuple[tuple[Piece, ...], list[str]]:
    """Paragraphs, and the labels that stand again within a turn.

    What stands apart goes before the paragraph in whose midst it stands, and else between the paragraphs.
    """
    pieces: list[Piece] = []
    again: list[str] = []
    held: list[Segment] = []
    beside: list[Piece] = []
    openings: list[int] = []
    """Where the first piece of each turn stands."""
    times = [1] if named else []
    """How often the label of each turn stands in it."""
    words = 0
    opens = bool(named)
    """Whether the next paragraph opens a turn."""

    def close() -> None:
        nonlocal opens, words
        if held:
            text = ""
            for one in held:
                text = join_words(text, one.text)
            label, mark = (named, f"{held[0].mark} ".lstrip()) if opens else ("", "")
            if opens:
                openings.append(len(pieces))
            pieces.append(
                Piece(
                    text=text,
                    line=held[0].line,
                    label=label,
                    mark=mark,
                    means=held[0].means if opens else "",
                    start=held[0].start,
                    weak=opens and held[0].weak,
                    sure=bool(label) and not held[0].doubtful,
                )
            )
            opens, words = False, 0
            held.clear()
        pieces.extend(beside)
        beside.clear()

    for one in segments:
        if one.apart:
            beside.append(Piece(text=one.text, line=one.line, mark=one.mark, start=one.start, apart=one.apart))
            continue
        headed = any(piece.apart == "heading" for piece in beside)
        if one.label and (one.opens or headed or one.label != named):
            close()
            named, opens = one.label, True
            times.append(1)
        else:
            again.append(one.mark)
            if held and _is_new_paragraph(held[-1], one, words):
                close()
            if one.label:
                times[-1] += 1
        pieces.extend(beside)
        beside.clear()
        held.append(one)
        words += len(one.text.split())
    close()
    for place, count in zip(openings, times, strict=True):
        pieces[place] = replace(pieces[place], times=count)
    return tuple(pieces), again


def _is_new_paragraph(last: Segment, one: Segment, words: int) -> bool:
    """Whether a segment opens a paragraph: after a pause, or where the paragraph is long and its sentence at an end.

    Without times a segment was somebody's paragraph, and stays one; among others that have times a single word, as
    speech recognition gives it, runs on.
    """
    if last.start is None or one.start is None:
        return last.start is one.start or " " in one.text
    if last.end is not None and one.start is not None and one.start - last.end >= PAUSE:
        return True
    return words >= LONG and bool(_SENTENCE_ENDS.search(last.text))


SPEAKER_KEYS = frozenset({
    "speaker", "speakername", "speakerlabel", "speakerid", "who", "name", "participant", "participantname",
    "person", "voice", "author", "sprecher", "locuteur", "hablante", "konusmaci", "interlocutor", "speakertag",
    "speakerdisplayname",
})  # fmt: skip
TEXT_KEYS = frozenset({
    "text", "words", "transcript", "transcription", "utterance", "content", "body", "sentence", "speech",
    "caption", "paragraph", "message", "texte", "texto", "metin", "payload", "wording", "spoken", "utt", "line",
})  # fmt: skip
START_KEYS = frozenset({
    "start", "starttime", "startseconds", "startsec", "starts", "begin", "begintime", "timestamp", "time",
    "timecode", "ts", "from", "offset", "in", "startms", "starttimems", "beginms", "offsetms", "offsetmilliseconds",
    "startmilliseconds", "starttimestamp", "starttimestampmillis", "startmillis", "starttimemillis", "startoffset",
})  # fmt: skip
END_KEYS = frozenset({
    "end", "endtime", "endseconds", "endsec", "ends", "stop", "stoptime", "to", "out", "endms", "endtimems",
    "endts", "endtimestamp", "endmilliseconds",
    "endtimestampmillis", "endmillis", "endtimemillis", "endoffset",
})  # fmt: skip
"""What programs and people call these, as `bare_key` gives it."""


def bare_key(key: str) -> str:
    """The name of a column or key without case, spaces, signs and what stands in brackets after it.

    >>> bare_key("Start Time (seconds)"), bare_key("speaker_label")
    ('starttime', 'speakerlabel')
    """
    return re.sub(r"[\W_]+", "", re.sub(r"[(\[].*", "", key.casefold()))


_CLOCK = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,7})(?:[.,;](\d{1,9}))?\s*s?")


def parse_time(text: str) -> float | None:
    """Seconds from `1:02:03.5`, `02:03`, `62.5` or `62.5s`; None where it is no time.

    >>> parse_time("1:02:03,5"), parse_time("2:03"), parse_time("62.5"), parse_time("noon")
    (3723.5, 123.0, 62.5, None)
    """
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return round(whole + float(f"0.{fraction or 0}"), 3)
