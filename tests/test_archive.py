"""Many interviews in one edition: what is shared is grouped by interview, and no page is too heavy."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown
from support import ROOT, TESTS

from build_site import main
from edition.build import heavy_pages
from edition.load import load_edition, load_ledger
from edition.model import Edition
from edition.pages import render_pages
from edition.parts import PAGE_LIMIT, letters, pack, split, years
from edition.published import find_addresses, read_published
from edition.sitemap import Sitemap

sys.path.insert(0, str(ROOT / "benchmarks"))
from archive import make_archive

SHELL = 18_000
"""Bytes of a page around its article: header, menu, footer. The first edition's have 16,000."""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a hundred invented interviews, as a project."""
    folder = tmp_path_factory.mktemp("archive") / "project"
    make_archive(folder, 100)
    return folder


@pytest.fixture(scope="module")
def mini() -> Edition:
    return load_edition(TESTS / "editions" / "mini")


@pytest.fixture(scope="session")
def edition(archive: Path) -> Edition:
    return load_edition(archive)


@pytest.fixture(scope="session")
def pages(edition: Edition) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(edition)}


def as_html(text: str) -> str:
    """The article that the engine makes of a page, with its table of contents."""
    engine = Markdown(
        extensions=["attr_list", "md_in_html", "sane_lists", "tables", "toc"],
        extension_configs={"toc": {"toc_depth": 2}},
    )
    return engine.convert(text.split("---\n", 2)[2]) + getattr(engine, "toc", "")


def test_no_page_of_a_hundred_interviews_is_too_heavy(pages: dict[str, str]) -> None:
    others = {path: text for path, text in pages.items() if not path.startswith("transcript/talk-")}
    heaviest = sorted(others, key=lambda path: -len(others[path].encode()))[:25]
    sizes = {path: SHELL + len(as_html(others[path]).encode()) for path in heaviest}
    assert {path: size for path, size in sizes.items() if size > PAGE_LIMIT} == {}


def test_no_page_of_the_first_edition_is_too_heavy(real_project: Path) -> None:
    assert heavy_pages(real_project, load_edition(real_project), Path("site")) == []


def test_no_page_of_a_very_long_talk_is_too_heavy(tmp_path: Path) -> None:
    said = (f"Anna Berg: The lamp burnt, lamp {n}.\n\nCarl Holm: All night.\n\n" for n in range(1500))
    text = "A long talk\n12 May 1999\n\n" + "".join(said)
    (tmp_path / "talk.txt").write_text(text)
    assert main(["new", str(tmp_path / "project"), "--from", str(tmp_path / "talk.txt")]) == 0
    pages = {page.path: page.text for page in render_pages(load_edition(tmp_path / "project"))}
    assert "3000 of 3,000 turns have no note: [1](../transcript/talk.md#t1)–3000." in pages["about/status.md"]
    heavy = [path for path, text in pages.items() if len(text.encode()) > PAGE_LIMIT - SHELL]
    assert heavy == ["transcript/talk.md"]


def test_a_heavy_page_is_named_and_a_transcript_never_is(mini_project: Path) -> None:
    edition = load_edition(mini_project)
    page, talk = (
        mini_project / "site" / "words" / "index.html",
        mini_project / "site" / "transcript" / "ferry" / "index.html",
    )
    before = page.read_bytes(), talk.read_bytes()
    try:
        for one in (page, talk):
            one.write_bytes(b" " * (PAGE_LIMIT + 1))
        assert heavy_pages(mini_project, edition, Path("site")) == [("words/index.html", PAGE_LIMIT + 1)]
    finally:
        page.write_bytes(before[0])
        talk.write_bytes(before[1])


# Parts


def test_a_record_stays_in_its_part_when_others_are_added() -> None:
    names = [f"{first}{second}{number}" for first in "abc" for second in "xyz" for number in range(10)]
    before = split(dict.fromkeys(names, 10), lambda name: letters(name, name), room=350)
    after = split(dict.fromkeys([*names, "dora", "ax-new"], 10), lambda name: letters(name, name), room=350)
    assert {name: after[name] for name in names} == before
    grown = split(
        dict.fromkeys([*names, *(f"ax-{n}" for n in range(20))], 10), lambda name: letters(name, name), room=350
    )
    assert {name for name in names if grown[name] != before[name]} == {name for name in names if name[0] == "a"}


def test_what_has_room_on_one_page_is_not_divided() -> None:
    assert split({"anna": 60, "bert": 40}, lambda name: letters(name, name), room=100) == {"anna": "", "bert": ""}


@pytest.mark.parametrize(
    ("name", "part"),
    [("Émile", "e"), ("O’Toole", "o"), ("«Письма»", "other-names"), ("毛泽东 [Mao]", "other-names"), ("1984", "0-9"),
     ("“Tear Down”", "t"), ("!!!", "other-names")],
)  # fmt: skip
def test_a_name_is_filed_under_its_first_letter(name: str, part: str) -> None:
    assert letters(name, "some-id")[0] == part


def test_years_before_our_era_stand_together() -> None:
    assert years(-44, 3) == ("before-our-era",)
    assert years(1900)[:2] == ("1900-1999", "1900s")


def test_a_block_that_is_too_long_for_any_page_stands_alone() -> None:
    assert pack([(10, "a"), (500, "b"), (10, "c"), (10, "d")], room=100) == [["a"], ["b"], ["c", "d"]]
    assert pack([], room=100) == []


# Mentions


def test_an_entry_named_in_several_interviews_shows_them_by_interview(edition: Edition, pages: dict[str, str]) -> None:
    counts = _interviews_naming(edition)
    person = next(key for key, held in counts.items() if 3 < len(held) < 8 and f"people/{key}.md" in pages)
    text = pages[f"people/{person}.md"]
    titles = {interview.id: interview.title for interview in edition.interviews}
    folded = re.findall(r'<details class="in-interview"( open)? markdown="1">\n<summary>(.+?) <span', text)
    assert {title for _, title in folded} >= {titles[one] for one in counts[person]}
    assert [is_open for is_open, _ in folded][:2] == [" open", ""]


def _interviews_naming(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for mention in edition.mentions:
        if mention.register == "people":
            found.setdefault(mention.id, {})[mention.span.interview] = None
    return {key: list(held) for key, held in found.items()}


def test_every_sentence_that_names_an_entry_stands_on_one_of_its_pages(edition: Edition, pages: dict[str, str]) -> None:
    paged = {path.split("/")[1] for path in pages if re.match(r"people/[^/]+/in/1\.md", path)}
    assert paged
    for person in sorted(paged)[:5]:
        text = "".join(pages[path] for path in sorted(pages) if path.startswith(f"people/{person}/in/"))
        named = {(m.span.interview, m.span.turn) for m in edition.mentions if (m.register, m.id) == ("people", person)}
        linked = set(re.findall(r"transcript/(talk-\d+)\.md#(t\d+)", text))
        assert named <= linked
        if own := pages.get(f"people/{person}.md"):
            assert f"({person}/in/1.md)" in own


# Notes


def test_every_note_has_a_page_and_a_place_in_the_list(edition: Edition, pages: dict[str, str]) -> None:
    sitemap = Sitemap(edition)
    addresses = find_addresses(pages)
    for placed in edition.notes:
        assert sitemap.note_page(placed.id).page in pages
        digest = sitemap.note_digest(placed.id)
        assert placed.id in addresses[digest.url.partition("#")[0]]
        assert sitemap.note(placed.id) in (digest, sitemap.note_page(placed.id))


def test_the_address_of_a_note_is_its_place_in_the_list_while_one_page_lists_all(mini: Edition) -> None:
    assert Sitemap(mini).note("the-price").url == "notes/#the-price"


def test_where_the_list_is_in_parts_the_address_of_a_note_is_its_own_page(edition: Edition) -> None:
    sitemap = Sitemap(edition)
    assert not sitemap.notes_together
    assert sitemap.note("talk-0007-n1").url == "notes/talk-0007-n1/"
    assert sitemap.note_digest("talk-0007-n1").url == "notes/of/talk-0007/#talk-0007-n1"


def test_a_note_called_history_does_not_hide_the_earlier_wordings(mini: Edition) -> None:
    first, *rest = mini.notes
    renamed = replace(first, note=first.note.model_copy(update={"id": "history"}))
    paths = [page.path for page in render_pages(replace(mini, notes=(renamed, *rest)))]
    assert "notes/history/note.md" in paths
    assert paths.count("notes/history.md") == 1


# What was published before


def test_what_was_published_before_an_edition_grew_leads_on(archive: Path, edition: Edition) -> None:
    published = {
        "notes/": ("talk-0001-n0",),
        "people/": ("people-1", "no-such-person"),
        "people/by-letter/zz/": ("people-1",),
        "people/people-1/in/9/": ("talk-0001",),
        "words/page/7/": (),
    }
    pages = {page.path: page.text for page in render_pages(edition, published=published)}
    assert '<li id="talk-0001-n0"><a data-link="../notes/talk-0001-n0/">' in pages["notes/index.md"]
    assert "no-such-person" not in pages["people/index.md"]
    for path in ("people/by-letter/zz/index.md", "people/people-1/in/9/index.md", "words/page/7/index.md"):
        assert "What stood here is now at" in pages[path]
    ledger = read_published(load_ledger(archive))[0]
    assert set(find_addresses({"people/index.md": pages["people/index.md"]})["people/"]) >= {"people-1"}
    assert ledger["notes/"] == () or set(ledger["notes/"]) <= {placed.id for placed in edition.notes}


def test_an_editor_who_moves_a_note_moves_its_page(mini: Edition) -> None:
    settings = mini.settings.model_copy(update={"moved": {"notes/#gone": "notes/#the-price"}})
    pages = {page.path: page.text for page in render_pages(replace(mini, settings=settings))}
    assert '<span id="gone" class="moved">' in pages["notes/index.md"]
    assert "notes/#the-price" in pages["notes/gone/index.md"]


# The catalogue


def test_the_catalogue_holds_every_interview_once(edition: Edition, pages: dict[str, str]) -> None:
    text = "".join(text for path, text in pages.items() if re.fullmatch(r"transcript/(index|by-date/.+)\.md", path))
    for interview in edition.interviews:
        assert len(re.findall(rf"^\| \[.+?\]\([./]*{interview.id}\.md\)", text, re.M)) == 1


def test_a_single_interview_has_no_catalogue(mini: Edition) -> None:
    text = next(page.text for page in render_pages(mini) if page.path == "transcript/index.md")
    assert "catalogue" not in text
    assert "Before this" not in next(page.text for page in render_pages(mini) if page.path == "transcript/ferry.md")


def test_a_transcript_leads_to_the_one_before_and_the_one_after(pages: dict[str, str]) -> None:
    foot = pages["transcript/talk-0002.md"][-600:]
    assert "](talk-0001.md)" in foot
    assert "](talk-0003.md)" in foot
    assert "](talk-0001.md)" not in pages["transcript/talk-0001.md"][-600:]
