"""What `split --json` prints: the turns of any transcript, as outside programs read them."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from edition.annotations import InterviewRecord
from edition.model import Transcript
from edition.problems import Problem
from edition.transcripts import read_transcript
from edition.validation import validate
from edition.yaml_source import read_yaml


def split_data(name: PurePath, data: bytes, declared: bytes | None) -> dict[str, Any]:
    """The turns found in a transcript's bytes; `declared` is the YAML file beside it, where there is one."""
    record, problems = _read_record(declared, str(name.with_suffix(".yml"))) if declared is not None else (None, [])
    return to_split_json(read_transcript(data, str(name), record), problems)


def to_split_json(transcript: Transcript, problems: list[Problem]) -> dict[str, Any]:
    """A transcript in the shape of the contract; ids by position, lines from 1."""
    return {
        "speakers": [{"id": one.id, "name": one.name, "labels": list(one.labels)} for one in transcript.speakers],
        "turns": [
            {
                "id": turn.id,
                "speaker": turn.speaker,
                "label": turn.label,
                "paragraphs": [paragraph.text for paragraph in turn.paragraphs],
                "start": turn.start,
                "line": turn.line,
            }
            for turn in transcript.turns
        ],
        "front_matter": {"text": "\n\n".join(one.text for one in transcript.front_matter)}
        if transcript.front_matter
        else {},
        "asides": [{"turn": aside.turn, "text": aside.text} for aside in transcript.asides],
        "tail": [{"text": item.text} for item in transcript.tail],
        "problems": [
            {"line": problem.line, "message": "; ".join([problem.message, *problem.hints])}
            for problem in [*problems, *transcript.problems]
        ],
    }


def _read_record(declared: bytes, path: str) -> tuple[InterviewRecord | None, list[Problem]]:
    document, problems = read_yaml(declared, path)
    if document is None:
        return None, problems
    record, found = validate(InterviewRecord, document)
    return record, problems + found
