"""What is not known of an interview is said by no page and no export, and none of them misses it."""

from __future__ import annotations

import io
import json
import zipfile

import jsonschema
import pytest
import yaml
from lxml import etree
from support import TESTS, good_project

from edition.assemble import assemble_edition
from edition.citing import CITATION_STYLES, cite
from edition.csl import interview_item
from edition.export import Publication, export_files
from edition.load import load_files
from edition.model import Edition
from edition.pages import render_pages

RECORD = "transcript/lighthouse.yml"


def lighthouse(**changes: object) -> Edition:
    """The lighthouse edition, keys of the interview's record put in or, where they are None, taken out."""
    files = good_project()
    record = yaml.safe_load(files[RECORD]) | changes
    record = {key: value for key, value in record.items() if value is not None}
    return assemble_edition({**files, RECORD: yaml.safe_dump(record).encode()})


@pytest.fixture(scope="module")
def exports() -> dict[str, bytes]:
    return export_files(lighthouse(venue=None), Publication(built=None, site_url="https://example.org/edition/"))


def test_a_page_without_a_venue_has_the_date_alone() -> None:
    pages = {page.path: page.text for page in render_pages(lighthouse(venue=None))}
    assert "\n1972. [Nora Vale]" in pages["transcript/lighthouse.md"]
    assert 'data-printed="1972"' in pages["transcript/lighthouse.md"]
    pages = {page.path: page.text for page in render_pages(lighthouse(venue=None, date="XXXX"))}
    assert "\nUndated. [Nora Vale]" in pages["transcript/lighthouse.md"]
    assert not [path for path, text in pages.items() if "None" in text or "not recorded" in text]


def test_an_excerpt_without_a_venue_names_date_and_address() -> None:
    rights = {**yaml.safe_load(good_project()[RECORD])["rights"], "publish": "excerpt"}
    edition = lighthouse(venue=None, rights=rights, address=["https://example.org/talk"])
    page = next(page.text for page in render_pages(edition) if page.path == "transcript/lighthouse.md")
    assert "left out. 1972: [" in page
    assert "printed in" not in page


def test_citations_without_a_venue_name_none() -> None:
    edition = lighthouse(venue=None)
    item = interview_item(edition, edition.interviews[0])
    assert "container-title" not in item
    for style in CITATION_STYLES:
        text = cite(item, style)
        assert "Keeper of Gull Rock" in text
        assert ".." not in text
        assert ", ." not in text


def test_exports_without_a_venue_fit_their_schemas(exports: dict[str, bytes]) -> None:
    tei = etree.RelaxNG(etree.parse(TESTS / "schemas" / "tei_all.rng"))
    document = etree.fromstring(exports["tei/lighthouse.xml"])
    assert tei.validate(document), tei.error_log
    data = json.loads(exports["edition.json"])
    jsonschema.validate(data, json.loads(exports["edition.schema.json"]))
    assert data["interviews"][0]["venue"] == {}
    cff = yaml.safe_load(exports["CITATION.cff"])
    cff.pop("date-released", None)
    jsonschema.validate(cff, json.loads((TESTS / "standards" / "cff-1.2.0.schema.json").read_text()))
    assert cff["references"][0]["type"] == "generic"
    crate = json.loads(exports["ro-crate-metadata.json"])["@graph"]
    assert not [one for one in crate if one["@type"] == "Periodical" or one.get("isPartOf") == {"@id": None}]
    assert exports["cite/lighthouse.bib"].startswith(b"@misc{lighthouse,")
    assert exports["cite/lighthouse.ris"].startswith(b"TY  - GEN\r\n")
    assert "\nDate: 1972\n" in exports["text/lighthouse.txt"].decode()


def test_rights_without_a_note_are_said_without_one() -> None:
    rights = {"statement": "http://rightsstatements.org/vocab/CNE/1.0/", "holder": "Not recorded"}
    edition = lighthouse(rights=rights)
    files = export_files(edition, Publication(built=None, site_url=""))
    data = json.loads(files["edition.json"])
    jsonschema.validate(data, json.loads(files["edition.schema.json"]))
    assert data["interviews"][0]["rights"]["note"] == ""
    tei = etree.RelaxNG(etree.parse(TESTS / "schemas" / "tei_all.rng"))
    assert tei.validate(etree.fromstring(files["tei/lighthouse.xml"])), tei.error_log
    texts = [data.decode() for name, data in files.items() if not name.endswith(".epub")]
    texts += [page.text for page in render_pages(edition)] + list(chapters(edition).values())
    assert not [text for text in texts if "None" in text]


def chapters(edition: Edition) -> dict[str, str]:
    files = export_files(edition, Publication(built=None, site_url=""))
    book = next(data for name, data in files.items() if name.endswith(".epub"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {
            name: " ".join("".join(etree.fromstring(archive.read(name)).itertext()).split())
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


@pytest.mark.parametrize("publish", ["full", "excerpt", "none"])
def test_what_stands_apart_in_the_file_is_in_tei_and_in_the_book_where_the_rights_allow(publish: str) -> None:
    files = load_files(TESTS / "editions" / "pilot")
    record = files["transcript/pilot.yml"].replace(b"publish: full", f"publish: {publish}".encode())
    edition = assemble_edition({**files, "transcript/pilot.yml": record})
    apart = edition.interviews[0].apart
    assert len(apart) == 2
    document = etree.fromstring(export_files(edition, Publication(built=None, site_url=""))["tei/pilot.xml"])
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    items = document.xpath("//t:back/t:div[@type='apart']//t:item", namespaces=tei)
    words = [(one.xpath("string(t:p)", namespaces=tei), one.xpath("string(t:note)", namespaces=tei)) for one in items]
    shown = [(one.text, f"{one.what}, line {one.line}") for one in apart]
    assert words == (shown if publish == "full" else [])
    book = " ".join(chapters(edition).values())
    assert [(text in book, where in book) for text, where in shown] == [(publish == "full",) * 2] * 2


@pytest.mark.parametrize(
    ("statement", "said"),
    [("http://rightsstatements.org/vocab/CNE/1.0/", False), ("http://rightsstatements.org/vocab/InC/1.0/", True)],
)
def test_a_book_calls_a_text_copyrighted_only_where_its_statement_does(statement: str, said: bool) -> None:
    rights = {"statement": statement, "holder": "Not recorded", "note": "Nobody looked.", "publish": "undecided"}
    held = chapters(lighthouse(venue=None, rights=rights))
    for name in ("EPUB/title.xhtml", "EPUB/package.opf"):
        assert ("Under copyright" in held[name]) is said
        assert "ot for publication: the right to publish this text has not been settled." in held[name]
    assert "1972." in held["EPUB/title.xhtml"]
