"""Transcripts in their several forms: one small reader per form, each giving pieces, of which turns are made.

A file's form is told by its content; its name's ending only helps. A reader takes bytes and what is declared of them,
and touches no disk.
"""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import normalize

from edition.annotations import InterviewRecord
from edition.model import Transcript
from edition.problems import Problem
from edition.text import CONTROL
from edition.transcripts import plain
from edition.transcripts.cues import SUBRIP, SUBVIEWER, WEBVTT
from edition.transcripts.docx import DOCX
from edition.transcripts.foreign import find_foreign
from edition.transcripts.json_segments import JSON
from edition.transcripts.lost import find_lost
from edition.transcripts.odt import ODT
from edition.transcripts.otranscribe import OTRANSCRIBE
from edition.transcripts.pieces import Form, Piece, Pieces, Source
from edition.transcripts.rtf import RICH_TEXT
from edition.transcripts.source import read_source
from edition.transcripts.tables import TABLE, find_unnamed
from edition.transcripts.talk import to_transcript
from edition.transcripts.tei import TEI
from edition.transcripts.web import WEB_PAGE
from edition.transcripts.whisper import WHISPER_LINES
from edition.transcripts.youtube import YOUTUBE

FORMS: tuple[Form, ...] = (
    DOCX,
    ODT,
    RICH_TEXT,
    WEBVTT,
    OTRANSCRIBE,
    YOUTUBE,
    JSON,
    TEI,
    WEB_PAGE,
    SUBRIP,
    SUBVIEWER,
    WHISPER_LINES,
    TABLE,
    plain.FORM,
)
"""In the order in which they are tried: what says of itself what it is, before what only looks like it."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKED_UP = re.compile(
    r"\s*<(?:\?xml\b|!DOCTYPE\b|(?!(?:a|b|br|em|i|mark|s|span|strong|sub|sup|u)\b)[A-Za-z][\w.:-]*(?:\s[^<>]*=[^<>]*)?>)"
)
"""Elements, but for those that Markdown takes within its lines."""


def read_transcript(data: bytes, path: str, record: InterviewRecord | None = None) -> Transcript:
    """The turns found in a transcript's bytes.

    With a `record` its speakers and its tail are taken as declared; without one they are inferred, and each inference
    is told among the problems. What can't be read at all gives no turns and the reason.
    """
    source, problems = read_source(data, path, record)
    if source is None:
        return _nothing(problems)
    foreign = find_foreign(source)
    if foreign:
        return _nothing([*problems, foreign])
    form = find_form(source)
    if form is None:
        return _nothing([*problems, _unknown(source)])
    unnamed = find_unnamed(source) if form is plain.FORM else None
    if unnamed:
        return _nothing([*problems, unnamed])
    pieces = _checked(form.read(source), path)
    if not pieces.pieces:
        empty = Problem(path=path, message=f"this {form.name} has no words")
        return _nothing([*problems, *(pieces.problems or (empty,))])
    transcript = to_transcript(pieces, path, record)
    told = [*problems, *transcript.problems]
    if record is None:
        told += pieces.remarks
    lost = find_lost(source, form, pieces, transcript)
    if lost and (record is None or not told):
        told.append(Problem(path=path, message=f'the words "{lost}" are in no turn, and stand nowhere else either'))
    return replace(transcript, stated=pieces.stated, problems=tuple(told))


def find_form(source: Source) -> Form | None:
    """The form that a source is in, if it is in any that is read."""
    form = next((form for form in FORMS if form.fits(source)), None)
    return None if form is plain.FORM and _is_marked_up(source.text or "") else form


def _is_marked_up(text: str) -> bool:
    """Whether a text begins with an element; the names in a log of a chat, `<anna>`, are none and are never closed."""
    match = _MARKED_UP.match(text[:2000])
    return match is not None and (match.group().lstrip()[1] in "?!" or "</" in text or "/>" in text)


def _nothing(problems: list[Problem]) -> Transcript:
    return Transcript(speakers=(), turns=(), asides=(), tail=(), problems=tuple(problems))


def _unknown(source: Source) -> Problem:
    what = "an archive, and no document of Word or OpenDocument" if source.text is None else "marked up in a way"
    more = "" if source.text is None else " that is neither TEI nor HTML"
    hints = (
        f"read are: {', '.join(form.name for form in FORMS)}",
        "save it as one of them; plain text and .docx come from nearly every program",
    )
    return Problem(path=source.path, message=f"this file is {what}{more}", hints=hints)


def _checked(pieces: Pieces, path: str) -> Pieces:
    """The pieces in NFC; none where one holds a character that was written as an escape and that no page can show."""
    problems = [
        Problem(
            path=path,
            line=piece.line,
            message=f"character U+{ord(match.group()):04X}, which no page can show, is written here as an escape",
            hints=("take it out of the file, and say so in the interview's provenance",),
        )
        for piece in pieces.pieces
        for text in (piece.text, piece.mark, piece.label)
        if (match := CONTROL.search(text) or _LONE_SURROGATE.search(text))
    ]
    if problems:
        return Pieces(pieces=(), problems=tuple(problems[:20]))
    return replace(
        pieces,
        pieces=tuple(map(_normalised, pieces.pieces)),
        casts=tuple((normalize("NFC", label), normalize("NFC", name)) for label, name in pieces.casts),
    )


def _normalised(piece: Piece) -> Piece:
    text, mark, label = (normalize("NFC", one) for one in (piece.text, piece.mark, piece.label))
    if (text, mark, label) == (piece.text, piece.mark, piece.label):
        return piece
    return replace(piece, text=text, mark=mark, label=label)
