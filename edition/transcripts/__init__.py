"""Transcripts in their several forms: one small reader per form, each giving a `Transcript`.

The plain-text splitter is the first of them. A reader takes bytes and what is declared of them, and touches no disk.
"""

from __future__ import annotations

from dataclasses import replace

from edition.annotations import InterviewRecord
from edition.model import Transcript
from edition.problems import Problem
from edition.transcripts import plain
from edition.transcripts.source import decode_text
from edition.transcripts.talk import to_transcript


def read_transcript(data: bytes, path: str, record: InterviewRecord | None = None) -> Transcript:
    """The turns found in a transcript's bytes.

    With a `record` its speakers and its tail are taken as declared; without one they are inferred, and each inference
    is told among the problems. What can't be read at all gives no turns and the reason.
    """
    text, problems = decode_text(data, path)
    if text is None:
        return Transcript(speakers=(), turns=(), asides=(), tail=(), problems=tuple(problems))
    transcript = to_transcript(plain.read_text(text, path), path, record)
    lost = find_lost(text, transcript)
    if lost and not transcript.problems:
        message = f'the words "{lost}" are in no turn, and neither before nor after the talk'
        return replace(transcript, problems=(Problem(path=path, message=message),))
    return transcript


def find_lost(text: str, transcript: Transcript) -> str:
    """The first words of a text that stand nowhere in its transcript; empty where every character is somewhere.

    This does not trust the reader that made the transcript: it follows the text from its beginning to its end.
    """
    rest = "".join(text.split())
    pieces = [part.text for part in transcript.front_matter]
    for turn in transcript.turns:
        pieces += [turn.label, "", *(paragraph.text for paragraph in turn.paragraphs)]
    pieces += [item.text for item in transcript.tail]
    for piece in pieces:
        squeezed = "".join(piece.split())
        if not piece:  # the colon after a label, in one of its forms
            rest = rest[1:] if rest[:1] in (":", "：") else rest
        elif not rest.startswith(squeezed):
            break
        else:
            rest = rest.removeprefix(squeezed)
    return rest[:60]
