"""Cases under `cases/transcript/`: a text, what is declared of it, and the turns that must be found."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import REAL_TRANSCRIPT, case_files, load_case

from edition.annotations import InterviewRecord
from edition.model import Transcript
from edition.transcripts import read_transcript
from edition.transcripts.names import looks_like_label

UNSAID = {
    "title": "A talk",
    "date": "1972",
    "venue": {"title": "The Harbour Review"},
    "rights": {"statement": "https://rightsstatements.org/vocab/CNE/1.0/", "holder": "nobody", "note": "Invented."},
}


def bytes_of(case: dict[str, Any]) -> bytes:
    return bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode(case.get("encoding", "utf-8"))


def record_of(case: dict[str, Any]) -> InterviewRecord | None:
    return InterviewRecord.model_validate({**UNSAID, **case["declared"]}) if "declared" in case else None


def cases() -> list[object]:
    return [
        pytest.param(
            path, id=path.stem,
            marks=[pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else [],
        )
        for path in case_files("cases/transcript")
        for case in [load_case(path)]
    ]  # fmt: skip


def outcome(transcript: Transcript, case: dict[str, Any]) -> dict[str, Any]:
    """What was found, in the words and with the keys in which the case expects it."""

    def turn(found: Any, keys: Any) -> dict[str, Any]:
        values = {
            "id": found.id, "speaker": found.speaker, "label": found.label, "line": str(found.line),
            "text": "\n\n".join(paragraph.text for paragraph in found.paragraphs),
            "paragraphs": [paragraph.text for paragraph in found.paragraphs],
            "start": json.dumps(found.start), "starts": [json.dumps(paragraph.start) for paragraph in found.paragraphs],
        }  # fmt: skip
        return {key: values[key] for key in keys}

    wanted = [*case["turns"], *[case["turns"][-1] if case["turns"] else {"id": ""}] * len(transcript.turns)]
    values = {
        "turns": [turn(found, keys) for found, keys in zip(transcript.turns, wanted, strict=False)],
        "speakers": [f"{s.id}: {s.name} ({', '.join(s.labels)})" for s in transcript.speakers],
        "asides": [{"turn": aside.turn, "text": aside.text} for aside in transcript.asides],
        "tail": [item.text for item in transcript.tail],
        "apart": [f"{item.id} {item.what}: {item.text}" for item in transcript.apart],
        "front_matter": "\n\n".join(part.text for part in transcript.front_matter),
        "problems": [str(problem) for problem in transcript.problems],
    }
    return {key: value for key, value in values.items() if key in EXPECTED_ALWAYS or key in case}


EXPECTED_ALWAYS = ("turns", "problems")
OPTIONAL = ("turns", "speakers", "asides", "tail", "front_matter", "apart")


@pytest.mark.parametrize("path", cases())
def test_a_transcript_is_split_into_these_turns(path: Path) -> None:
    case = load_case(path)
    expected = {key: case[key] for key in OPTIONAL if key in case}
    transcript = read_transcript(bytes_of(case), "talk.txt", record_of(case))
    assert outcome(transcript, case) == {**expected, "problems": case.get("problems", [])}


@pytest.mark.parametrize("path", case_files("cases/transcript"), ids=lambda path: path.stem)
def test_an_aside_repeats_the_words_it_points_at(path: Path) -> None:
    case = load_case(path)
    transcript = read_transcript(bytes_of(case), "talk.txt", record_of(case))
    texts = {paragraph.id: paragraph.text for turn in transcript.turns for paragraph in turn.paragraphs}
    for aside in transcript.asides:
        assert texts[aside.paragraph][aside.start : aside.end] == aside.text


@pytest.mark.parametrize(
    "text",
    ["SSM", "Anna Berg", "Ludwig van Beethoven", "Dr. Berg", "O’Neill", "Żeromska", "J.-P. Sartre", "van Beethoven"],
)
def test_a_name_looks_like_a_label(text: str) -> None:
    assert looks_like_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "One thing",  # a word in small letters that is no particle
        "He said",
        "of Beethoven",  # a word that begins no name comes first
        "12",  # no letter
        "A B C D E F",  # more than five words
        "Berg, Anna",  # a comma
        "",
    ],
)
def test_prose_does_not_look_like_a_label(text: str) -> None:
    assert not looks_like_label(text)


DECLARED = REAL_TRANSCRIPT.with_suffix(".yml")


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "inferred"])
def test_the_first_edition_s_interview_is_split_as_was_counted(declared: bool) -> None:
    data = REAL_TRANSCRIPT.read_bytes()
    record = (
        InterviewRecord.model_validate(yaml.load(DECLARED.read_bytes(), Loader=yaml.BaseLoader)) if declared else None
    )
    transcript = read_transcript(data, REAL_TRANSCRIPT.name, record)
    assert hashlib.sha256(data).hexdigest() == "52f6a49cbdc1bc6b8a6492bc59bab5d6342ace1a873a4ac774d455cf21be00d8"
    assert len(transcript.turns) == 57
    assert sum(len(turn.paragraphs) for turn in transcript.turns) == 68
    assert sum(turn.words for turn in transcript.turns) == 4578
    assert Counter(turn.speaker for turn in transcript.turns) == {
        "jung-chang": 25,
        "simon-sebag-montefiore": 21,
        "daniel-johnson": 8,
        "jon-halliday": 3,
    }
    assert [(aside.turn, aside.text) for aside in transcript.asides] == [
        ("t20", "[Sergey Kirov, a Soviet leader and Stalin ally]")
    ]
    assert len(transcript.tail) == 3
    if declared:
        assert transcript.problems == ()
