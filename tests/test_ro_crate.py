"""The crate's metadata: what RO-Crate 1.2 asks of it, checked without a network.

The package `rocrate` carries the context of RO-Crate 1.3, which has the terms of 1.2; PyLD expands with it.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files as files_of
from typing import Any
from urllib.parse import urljoin

import pytest
from exports import MODES, SITE, in_mode, places_of
from pyld import jsonld

from edition.export import DATA_FILES, Publication, export_files
from edition.export.ro_crate import NAME, SPECIFICATION, media_type
from edition.model import Edition

CONTEXT = json.loads(files_of("rocrate").joinpath("data/ro-crate.jsonld").read_text(encoding="utf-8"))
BUILT = Publication(built="2026-11-23T00:00:00+00:00", site_url=SITE)


def read(edition: Edition, publication: Publication = BUILT) -> list[dict[str, Any]]:
    data = json.loads(export_files(edition, publication)[NAME])
    assert list(data) == ["@context", "@graph"]
    assert data["@context"] == f"{SPECIFICATION}/context"
    return data["@graph"]


def of_id(graph: list[dict[str, Any]], key: str) -> dict[str, Any]:
    (found,) = [one for one in graph if one["@id"] == key]
    return found


def referenced(graph: list[dict[str, Any]]) -> set[str]:
    values = [value for one in graph for value in one.values()]
    return {
        one["@id"]
        for value in values
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, dict)
    }


@pytest.mark.parametrize("mode", MODES)
def test_the_descriptor_and_the_root_have_what_they_must_have(whole: Edition, mode: str) -> None:
    graph = read(in_mode(whole, mode))
    descriptor = of_id(graph, NAME)
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert descriptor["about"] == {"@id": "./"}
    root = of_id(graph, "./")
    assert root["@type"] == "Dataset"
    assert all(root[key] for key in ("name", "description", "license", "datePublished", "hasPart", "author"))
    assert re.match(r"\d{4}-\d\d-\d\dT", root["datePublished"])


def test_the_graph_is_flat_and_nothing_in_it_is_named_twice_or_not_at_all(whole: Edition) -> None:
    graph = read(whole)
    ids = [one["@id"] for one in graph]
    assert len(ids) == len(set(ids))
    assert referenced(graph) - set(ids) == {SPECIFICATION} - set(ids)
    assert all(one["@type"] for one in graph)
    for one in graph:
        for value in one.values():
            for inner in value if isinstance(value, list) else [value]:
                assert not isinstance(inner, dict) or set(inner) == {"@id"}
    reached, new = {NAME}, {NAME}
    while new:
        new = referenced([one for one in graph if one["@id"] in new]) - reached
        reached |= new
    assert set(ids) <= reached


def test_it_lists_every_data_file_with_its_size_and_what_it_is(whole: Edition) -> None:
    made = export_files(whole, BUILT)
    graph = read(whole)
    described = {one["@id"]: one for one in graph if one["@type"] == "File"}
    assert set(described) == set(made) - {NAME}
    assert {one["@id"] for one in of_id(graph, "./")["hasPart"]} == set(described)
    for name, one in described.items():
        assert one["contentSize"] == str(len(made[name]))
        assert one["encodingFormat"] == media_type(name) != "application/octet-stream"
    standards = {one.conforms_to for one in DATA_FILES if one.conforms_to}
    assert {one["conformsTo"]["@id"] for one in described.values() if "conformsTo" in one} == standards


def test_every_term_of_it_is_one_of_the_context(whole: Edition) -> None:
    terms = CONTEXT["@context"]
    for one in read(whole):
        assert {key for key in one if not key.startswith("@")} <= set(terms), one
        assert one["@type"] in terms

    def load(address: str, options: dict[str, Any]) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": address, "document": CONTEXT}

    data = json.loads(export_files(whole, BUILT)[NAME])
    expanded = jsonld.expand(data, {"documentLoader": load, "base": f"{SITE}data/{NAME}"})
    assert len(expanded) == len(data["@graph"])
    assert all(one["@id"].startswith(("http://", "https://")) for one in expanded)


def test_speakers_are_tied_to_wikidata_where_the_edition_is(whole: Edition) -> None:
    graph = read(whole)
    for speaker in whole.speakers():
        person = of_id(graph, f"#speaker-{speaker.id}")
        number = whole.people[speaker.id].authority.get("wikidata") if speaker.id in whole.people else None
        assert person.get("sameAs") == (f"http://www.wikidata.org/entity/{number}" if number else None)


def test_its_addresses_lead_to_pages_of_the_site(whole: Edition) -> None:
    places = places_of(whole)
    for graph in (read(whole), read(whole, Publication())):
        addresses = [one[key] for one in graph for key in ("url", "subjectOf") if key in one and one["@id"] != "./"]
        assert addresses
        assert all(urljoin(f"{SITE}data/{NAME}", one).removeprefix(SITE) in places for one in addresses)


def test_a_build_without_a_moment_says_no_date(whole: Edition) -> None:
    assert "datePublished" not in of_id(read(whole, Publication()), "./")
