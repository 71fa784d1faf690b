"""Transcripts in their several forms: one small reader per form, each giving a `Transcript`.

The plain-text splitter is the first of them. A reader takes bytes and what is declared of them, and touches no disk.
"""

from __future__ import annotations

from edition.annotations import InterviewRecord
from edition.model import Transcript
from edition.transcripts import plain
from edition.transcripts.source import decode_text


def read_transcript(data: bytes, path: str, record: InterviewRecord | None = None) -> Transcript:
    """The turns found in a transcript's bytes.

    With a `record` its speakers and its tail are taken as declared; without one they are inferred, and each inference
    is told among the problems. What can't be read at all gives no turns and the reason.
    """
    text, problems = decode_text(data, path)
    if text is None:
        return Transcript(speakers=(), turns=(), asides=(), tail=(), problems=tuple(problems))
    return plain.split_declared(text, path, record) if record else plain.split_inferred(text, path)
