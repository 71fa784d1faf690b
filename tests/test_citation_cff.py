"""CITATION.cff against the schema of its format."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from exports import MODES, SITE, in_mode
from support import TESTS

from edition.export import Publication, export_files
from edition.model import Edition

SCHEMA = json.loads((TESTS / "standards" / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
BUILT = "2026-11-23T00:00:00+00:00"


def read(edition: Edition, publication: Publication) -> dict[str, Any]:
    return yaml.safe_load(export_files(edition, publication)["CITATION.cff"])


def complaints(data: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    return [one.message for one in jsonschema.Draft7Validator(SCHEMA, format_checker=checker).iter_errors(data)]


@pytest.mark.parametrize("publication", [Publication(), Publication(built=BUILT, site_url=SITE)])
@pytest.mark.parametrize("mode", MODES)
def test_it_fits_the_schema(whole: Edition, mode: str, publication: Publication) -> None:
    assert complaints(read(in_mode(whole, mode), publication)) == []


def test_a_broken_one_does_not(whole: Edition) -> None:
    data = read(whole, Publication())
    assert complaints({**data, "version": 1.5j, "type": "book"})
    assert complaints({key: value for key, value in data.items() if key != "authors"})


def test_it_has_a_date_and_an_address_only_where_they_are_known(whole: Edition) -> None:
    data = read(whole, Publication())
    assert not {"date-released", "url"} & set(data)
    data = read(whole, Publication(built=BUILT, site_url=SITE))
    assert (data["date-released"], data["url"]) == ("2026-11-23", SITE)


def test_it_names_the_edition_and_the_dialogue(whole: Edition) -> None:
    data = read(whole, Publication())
    assert (data["title"], data["version"]) == (whole.settings.title, whole.settings.version)
    assert data["authors"] == [{"name": editor.name} for editor in whole.settings.editors]
    for reference, interview in zip(data["references"], whole.interviews, strict=True):
        assert reference["title"] == interview.title
        assert len(reference["authors"]) == len(interview.speakers)
        assert str(reference["year"]) == interview.record.date[:4]
