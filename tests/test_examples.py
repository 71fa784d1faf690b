"""The examples in the pages for editors: each is what the program reads."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter
from support import ROOT

from edition.annotations import AnnotationFile, InterviewRecord, Kind, Rights, Selector, SpeakerRecord
from edition.validation import validate
from edition.yaml_source import read_yaml

PAGES = sorted((ROOT / "docs" / "about").glob("*.md"))
EXAMPLES = [
    pytest.param(match[1], id=f"{page.name}:{page.read_text()[: match.start()].count(chr(10)) + 2}")
    for page in PAGES
    for match in re.finditer(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M)
]
PARTS = {"speakers": tuple[SpeakerRecord, ...], "rights": Rights}
"""Keys of an interview's record that are shown alone."""
FILLED = {"statement": "http://rightsstatements.org/vocab/CNE/1.0/", "holder": "-", "note": "-"}


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_what_the_program_reads(text: str) -> None:
    document, problems = read_yaml(text.encode(), "example.yml")
    assert problems == []
    assert document is not None
    value = document.value
    if "turn" in value:
        Selector.model_validate(value)
    elif "speakers" in value and "title" in value:
        InterviewRecord.model_validate(value)
    elif set(value) <= set(PARTS):
        for key, held in value.items():
            part = {**FILLED, **held} if isinstance(held, dict) else held
            TypeAdapter(PARTS[key]).validate_python(part)
    elif set(value) <= set(InterviewRecord.model_fields):
        assert set(value) & {"language", "retired", "encoding", "lang"}
    elif list(value) == ["edition"] and "title" not in value["edition"]:  # type: ignore[operator]
        assert value["edition"]
    else:
        assert validate(AnnotationFile, document)[1] == []


def test_every_kind_of_annotation_has_its_example() -> None:
    text = (ROOT / "docs" / "about" / "annotating.md").read_text(encoding="utf-8")
    for key in ("people", "places", "organisations", "terms", "dates", "references", "notes", "sections", "themes",
                "readings", "emendations"):  # fmt: skip
        assert re.search(rf"^{key}:$", text, re.M), key
    for kind in Kind:
        assert f"    kind: {kind.value}\n" in text, kind
