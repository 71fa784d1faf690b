"""Notes and mentions as Web Annotations: what the standard asks, and the way back to the words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import pytest
from exports import MODES, SITE, in_mode, places_of
from pyld import jsonld
from support import TESTS

from edition.anchoring.quotations import find_quote
from edition.annotations import FINDING_WORDS
from edition.export import Publication, export_files
from edition.export.web_annotation import to_web_annotations
from edition.model import Edition, Paragraph

FILES = ("annotations.jsonld", "mentions.jsonld")
OA = "http://www.w3.org/ns/oa#"
TERMS = json.loads((TESTS / "standards" / "anno-terms.json").read_text(encoding="utf-8"))


def read(edition: Edition, name: str, site_url: str = "") -> dict[str, Any]:
    return json.loads(export_files(edition, Publication(site_url=site_url))[name])


def load_context(address: str, options: dict[str, Any]) -> dict[str, Any]:
    """A loader for PyLD that asks nobody."""
    assert address == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": address, "document": TERMS}


def expand(data: dict[str, Any], name: str) -> Any:
    return jsonld.expand(data, {"documentLoader": load_context, "base": f"{SITE}data/{name}"})


def every(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every(one)


def annotations(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["first"]["items"] if data["total"] else []


def targets(data: dict[str, Any]) -> list[dict[str, Any]]:
    found = [one["target"] for one in annotations(data)]
    return [target for one in found for target in (one if isinstance(one, list) else [one])]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FILES)
def test_every_key_has_a_meaning_and_every_address_is_one(whole: Edition, name: str, mode: str) -> None:
    data = read(in_mode(whole, mode), name)
    own = data["@context"][1]
    for one in every({key: value for key, value in data.items() if key != "@context"}):
        assert all(key in TERMS["@context"] or key.partition(":")[0] in own for key in one), one
    (collection,) = expand(data, name)
    assert collection["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    for one in every(collection):
        address = one.get("@id", SITE)
        assert address.startswith(("http://", "https://")), address
        assert not any(part in "".join(one) for part in ("Review", "rating", "Rating", "assessing"))


@pytest.mark.parametrize("name", FILES)
def test_an_annotation_has_what_the_data_model_asks(whole: Edition, name: str) -> None:
    (collection,) = expand(read(whole, name), name)
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    count = len(whole.notes) if name == FILES[0] else len(whole.mentions)
    assert len(items) == collection["http://www.w3.org/ns/activitystreams#totalItems"][0]["@value"] == count
    assert len({one["@id"] for one in items}) == len(items)
    allowed = {f"{OA}{one}" for one in ("commenting", "describing", "identifying", "linking")}
    for one in items:
        assert one["@type"] == [f"{OA}Annotation"]
        assert {motive["@id"] for motive in one[f"{OA}motivatedBy"]} <= allowed
        assert one[f"{OA}hasBody"]
        for target in one[f"{OA}hasTarget"]:
            assert target["@type"] == [f"{OA}SpecificResource"]
            assert len(target[f"{OA}hasSource"]) == 1
            (fragment,) = target[f"{OA}hasSelector"]
            assert fragment["@type"] == [f"{OA}FragmentSelector"]
            kinds = [selector["@type"][0] for selector in fragment[f"{OA}refinedBy"]]
            assert kinds == [f"{OA}TextQuoteSelector", f"{OA}TextPositionSelector"]


@pytest.mark.parametrize("name", FILES)
def test_relative_addresses_mean_the_same_as_absolute_ones(whole: Edition, name: str) -> None:
    def without_prose(data: dict[str, Any]) -> Any:
        for one in every(data):
            one.pop("value", None) if one.get("format") == "text/html" else None
        return expand(data, name)

    assert without_prose(read(whole, name)) == without_prose(read(whole, name, SITE))


@pytest.mark.parametrize("name", FILES)
def test_every_selector_leads_back_to_its_words(whole: Edition, name: str) -> None:
    parts = {}
    for one in whole.interviews:
        parts |= {(one.id, part.id): part for turn in one.turns for part in turn.paragraphs}
        parts |= {(one.id, item.id): Paragraph(id=item.id, text=item.text, line=1) for item in one.tail}
    found = targets(read(whole, name))
    spans = [span for note in whole.notes for span in note.spans] if name == FILES[0] else None
    assert len(found) == len(spans if spans is not None else whole.mentions)
    for target in found:
        interview = target["source"].rstrip("/").rpartition("/")[2]
        part = parts[interview, target["selector"]["value"]]
        quote, position = target["selector"]["refinedBy"]
        assert part.text[position["start"] : position["end"]] == quote["exact"]
        (place,) = find_quote([part], quote["exact"], quote.get("prefix"), quote.get("suffix"))
        assert (place.start, place.end) == (position["start"], position["end"])


@pytest.mark.parametrize("name", FILES)
def test_no_address_in_it_dangles(whole: Edition, name: str) -> None:
    data = read(whole, name)
    places = places_of(whole)
    own = {urljoin(f"{SITE}data/", one["id"]) for one in every(data) if "id" in one and "body" in one}
    for one in every(data):
        for key in ("id", "source", "partOf", "last"):
            if isinstance(address := one.get(key), str):
                there = urljoin(f"{SITE}data/{name}", address)
                known = there.removeprefix(SITE) in places or there in own or there.endswith("#page")
                assert known or not there.startswith(SITE), address
        if one.get("type") == "SpecificResource":
            anchor = one["selector"]["value"]
            page = urljoin(f"{SITE}data/{name}", one["source"]).removeprefix(SITE)
            assert f"{page}#{anchor}" in places


def test_a_finding_stands_in_words_only(whole: Edition) -> None:
    data = read(whole, FILES[0])
    values = [value for one in every(data) for value in one.values() if isinstance(value, str)]
    assert not set(values) & {*FINDING_WORDS, *FINDING_WORDS.values()}
    said = [placed.note.finding_words for placed in whole.notes if placed.note.finding]
    assert sum("What the editors conclude" in value for value in values) == len(said) > 0


@pytest.mark.parametrize("mode", ["excerpt", "none"])
def test_a_quotation_that_is_withheld_keeps_its_position(whole: Edition, mode: str) -> None:
    shown, cut = (targets(read(in_mode(whole, one), FILES[0])) for one in ("full", mode))
    assert [one["selector"]["refinedBy"][-1] for one in shown] == [one["selector"]["refinedBy"][-1] for one in cut]
    assert any(len(one["selector"]["refinedBy"]) == 1 for one in cut)
    quotes = [one["selector"]["refinedBy"][0] for one in cut if len(one["selector"]["refinedBy"]) == 2]
    assert bool(quotes) == (mode == "excerpt")
    assert not any("prefix" in one or "suffix" in one for one in quotes if len(one["exact"]) < 10)


def test_an_edition_without_notes_has_an_empty_collection(whole: Edition) -> None:
    data = json.loads(b"".join(to_web_annotations(replace(whole, notes=()), Publication())))
    assert data["total"] == 0
    assert "first" not in data
