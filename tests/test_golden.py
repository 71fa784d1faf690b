"""The pages and exports of the mini edition, which uses each feature once, against the files they were read as.

After a meant change run `UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py` and read the difference like code.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import jsonschema
import pytest
from support import TESTS

from edition.export import Publication, export_files, root_files
from edition.load import load_edition
from edition.model import Edition
from edition.pages import render_pages
from edition.schemas import schema_files
from edition.search import render_stubs

GOLDEN = TESTS / "golden" / "mini"


@pytest.fixture(scope="module")
def mini() -> Edition:
    return load_edition(TESTS / "editions" / "mini")


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, with those in an EPUB in its place, so that a difference can be read."""
    held = {name: data for name, data in files.items() if not name.endswith(".epub")}
    for name in files.keys() - held.keys():
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            held |= {f"{name}/{inner}": archive.read(inner) for inner in archive.namelist()}
    return held


def compare(folder: Path, files: dict[str, bytes]) -> None:
    """The files are those of a golden folder, byte for byte."""
    files = unpacked(files)
    if os.environ.get("UPDATE_GOLDEN"):
        for old in [path for path in folder.rglob("*") if path.is_file()]:
            old.unlink()
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    golden = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(files) == sorted(golden)
    for name, data in files.items():
        assert data.decode() == golden[name].read_bytes().decode(), name


def test_pages_are_as_they_were_read(mini: Edition) -> None:
    compare(GOLDEN / "pages", {page.path: page.text.encode() for page in render_pages(mini)})


def test_exports_are_as_they_were_read(mini: Edition) -> None:
    compare(GOLDEN / "data", export_files(mini, Publication(built="2026-11-23T00:00:00+00:00")))


def test_files_of_the_sites_root_are_as_they_were_read(mini: Edition) -> None:
    compare(GOLDEN / "root", root_files(mini))


def test_search_records_are_as_they_were_read(mini: Edition) -> None:
    compare(GOLDEN / "search", render_stubs(mini))


def test_pages_come_in_the_same_order_and_only_once(mini: Edition) -> None:
    paths = [page.path for page in render_pages(mini)]
    assert paths == [page.path for page in render_pages(mini)]
    assert len(paths) == len(set(paths))


def test_edition_json_fits_its_schema(mini: Edition) -> None:
    files = export_files(mini)
    schema = json.loads(files["edition.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(files["edition.json"])
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)
    assert "built" not in data["edition"]


def test_every_offset_of_edition_json_points_at_its_words() -> None:
    data = json.loads(export_files(load_edition(TESTS.parent))["edition.json"])
    text = {
        (interview["id"], paragraph["id"]): paragraph["text"]
        for interview in data["interviews"]
        for turn in interview["turns"]
        for paragraph in turn["paragraphs"]
    }
    text |= {(i["id"], item["id"]): item["text"] for i in data["interviews"] for item in i["tail"]}
    places = [*data["mentions"], *(target for note in data["notes"] for target in note["targets"])]
    assert len(places) > 300
    for place in places:
        words = text[place["interview"], place["paragraph"]]
        assert words[place["start"] : place["end"]] == place["quote"]
    ids = {key: {one["id"] for one in data[key]} for key in ("people", "places", "organisations", "terms", "dates")}
    ids["references"] = {one["id"] for one in data["references"]}
    assert all(mention["id"] in ids[mention["register"]] for mention in data["mentions"])


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_committed_schemas_are_the_ones_the_records_give(name: str) -> None:
    assert (TESTS.parent / "schemas" / name).read_bytes() == schema_files()[name], "run: python build_site.py schemas"
