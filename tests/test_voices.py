"""Search and reading in several languages, in a real Chromium: Spanish, Chinese and Arabic talk on English pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import ROOT, Watched, copy_small
from test_accessible import assert_nothing_found

import edition.model
from build_site import main
from edition.load import load_edition
from edition.search_text import searchable

VOICES = ROOT / "tests" / "editions" / "voices"

pytestmark = pytest.mark.browser
ARABIC, CHINESE = "transcript/al-mina/", "transcript/shiban-qiao/"


@pytest.fixture
def voices(browser: Browser, voices_address: str, size: tuple[int, int]) -> Iterator[Watched]:
    """A page of a clean browser on the edition of three voices; nothing may have gone wrong on it."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 500)
    context.set_default_timeout(10_000)
    one = Watched(context, voices_address)
    yield one
    context.close()
    assert one.wrong == []


def found(page: Page) -> list[str]:
    """Titles of all results, when the search has ended."""
    expect(page.locator("#explore-search .status")).to_have_text(re.compile(r"^\d+ results?\b"))
    return [one.inner_text() for one in page.locator("ol.results > li > a").all()]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("斯大林", "顾家磊, turn"),
        ("大林", "顾家磊, turn"),
        ("教书要紧", "顾家磊, turn 4"),
        ("画像 斯大林", "顾家磊, turn"),
        ("Curacao", "Íñigo Ibáñez, turn 4"),
        ("Curaçao", "Íñigo Ibáñez, turn 4"),
        ("Lodz", "Íñigo Ibáñez, turn 2"),
        ("Łódź", "Íñigo Ibáñez, turn 2"),
        ("Strasse", "Inés Muñoz, turn 5"),
        ("Straße", "Inés Muñoz, turn 5"),
        ("firtinayi", "Íñigo Ibáñez, turn 4"),
        ("Ｓｔａｌｉｎ", "Íñigo Ibáñez, turn 4"),
        ("محمد", "يوسف, turn 4"),
        ("مُحَمَّد", "يوسف, turn 4"),
        ("سـتالين", "يوسف, turn 2"),
        ('"un periódico viejo"', "Íñigo Ibáñez, turn 4"),
        ('"de Łódź nos"', "Íñigo Ibáñez, turn 2"),
    ],
)
@pytest.mark.parametrize("size", [(1400, 1000)], indirect=True)
def test_words_are_found_however_they_are_typed(voices: Watched, query: str, first: str) -> None:
    page = voices.go(f"explore/?q={quote(query)}")
    assert found(page)[0].startswith(first)


def test_munoz_finds_muñoz(voices: Watched) -> None:
    page = voices.go("explore/?q=Munoz")
    assert "Inés Muñoz" in found(page)
    assert any(title.startswith("Inés Muñoz, turn") for title in found(page))


def test_a_chinese_name_opens_at_its_turn_and_is_marked_there(voices: Watched) -> None:
    page = voices.go(f"explore/?q={quote('斯大林')}")
    found(page)
    result = page.locator("ol.results > li", has_text="turn 2")
    excerpt = result.locator(".result-excerpt")
    expect(excerpt).to_have_attribute("lang", "zh-Hans")
    expect(excerpt).to_contain_text(
        "一九五二年春天。那时候教室里挂着毛泽东和斯大林的画像，孩子们问我斯大林是哪个村的人。"
    )
    expect(excerpt.locator("mark").first).to_have_text("斯大林")
    expect(page.locator("details[data-name=Speaker]")).to_be_visible()  # nothing moves any more
    result.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"transcript/shiban-qiao/\?words=.*#t2$"))
    expect(page.locator(".reader-notice")).to_contain_text("“斯大林”: 3 places")


def test_a_result_names_its_interview(voices: Watched) -> None:
    voices.go("explore/?q=Munoz")
    expect(voices.page.locator("ol.results > li .result-kind").first).to_have_text("Turn · Nine fishermen and one boat")


def test_results_filter_by_interview_and_by_language_and_the_address_keeps_it(voices: Watched) -> None:
    page = voices.go("explore/?q=Stalin")
    found(page)
    for group, value, count in (("Interview", "Nine fishermen and one boat", 6), ("Language", "Arabic", 6)):
        page.goto(f"{voices.address}explore/")
        page.locator(f"details[data-name={group}] summary").click()
        box = page.locator(f"details[data-name={group}]").get_by_role("checkbox", name=re.compile(value))
        expect(box).to_be_visible()
        box.check()
        expect(page.locator("#explore-search .status")).to_have_text(f"{count} results")
        assert f"{group}={quote(value).replace('%20', '+')}" in page.url
        page.reload()
        expect(page.locator("#explore-search .status")).to_have_text(f"{count} results")
        expect(page.get_by_text(f"{group}: {value}")).to_be_visible()


def test_the_program_of_the_page_undoes_what_the_index_holds(voices: Watched) -> None:
    texts = [
        "Łódź, Đà Nẵng, Tromsø, Straße, STRAẞE, œuvre, Ærø, kırmızı İstanbul, þing, Þór, ðe, Ðe, Ħal, ŋ, ŧ.",
        "他说Mao 住在 上海，“毛 泽东”。Ｍａｏ１２３、東京都 です。",
        "สตาลิน เกิดที่ Gori ครับ",
        "سـتالين مُحَمَّد",
        "Plain words, “quoted”, it's 3.5.",
    ]
    page = voices.go("explore/")
    for text in texts:
        shown = page.evaluate("async text => (await import('../assets/search-text.js')).shown(text)", searchable(text))
        assert shown == text
    asked = page.evaluate("async () => (await import('../assets/search-text.js')).asked('Mao 斯大林 \"de Łódź\"')")
    assert asked == ["Mao", '"斯 大 林"', '"de L\ufe00ódź"']


def test_words_from_right_to_left_run_so_and_what_is_added_does_not(voices: Watched) -> None:
    page = voices.go(ARABIC)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    direction = "node => getComputedStyle(node).direction"
    assert page.locator("#t2p1").evaluate(direction) == "rtl"
    assert page.locator("#t2").evaluate(direction) == "rtl"
    assert page.locator("#t4p1 .foreign").evaluate(direction) == "ltr"
    assert page.locator("#t2p1 .note-ref").first.evaluate(direction) == "ltr"
    assert page.locator("h1").evaluate(direction) == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    box, name = page.locator("#t2p1").bounding_box(), page.locator("#t2 .speaker").bounding_box()
    assert box
    assert name
    assert abs(box["x"] + box["width"] - name["x"] - name["width"]) < 10  # the name stands where the line begins
    if page.viewport_size["width"] > 1000:  # type: ignore[index]
        beside = page.locator("#t2p1 .sidenote").bounding_box()
        assert beside
        assert beside["x"] > box["x"] + box["width"]
        assert page.locator("#t2p1 .sidenote").evaluate(direction) == "ltr"


@pytest.mark.parametrize("path", [ARABIC, CHINESE, "comparison/", "explore/?q=" + quote("ستالين")])
def test_axe_finds_nothing_in_other_languages(voices: Watched, path: str) -> None:
    page = voices.go(path)
    if "?q=" in path:
        found(page)
        expect(page.locator("details[data-name=Speaker]")).to_be_visible()
    assert_nothing_found(page)


def test_a_large_archive_finds_interviews_and_their_turns(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, voices_address: str
) -> None:
    monkeypatch.setattr(edition.model, "MOST_SEARCHED_TURNS", 10)
    monkeypatch.setattr(edition.model, "LETTERS_A_PART", 500)
    monkeypatch.setattr(edition.model, "LETTERS_A_RECORD", 10)
    project = copy_small(tmp_path, "voices", "[The talks](transcript/index.md)")
    assert main(["--project", str(project), "build"]) == 0
    entry = json.loads((project / "site" / "pagefind" / "2" / "pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == 1
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(path=_file(project / "site", route.request.url, voices_address)))
    page.goto(f"{voices_address}explore/?q={quote('斯大林')}")
    assert found(page)[0] == "The school at the stone bridge"
    places = page.locator("ol.results > li").first.locator("ol.places > li")
    expect(places).to_have_count(2)
    expect(places.first).to_have_text(re.compile("^顾家磊, turn 2教室里挂着毛泽东和"))
    expect(places.first.locator("mark").first).to_have_text("斯大林")
    assert str(places.first.get_by_role("link").get_attribute("href")).endswith("#t2")
    page.goto(f"{voices_address}explore/?q={quote('石板桥')}&Speaker={quote('林晓')}")
    assert "The school at the stone bridge" in found(page)
    expect(page.locator("ol.places > li")).to_have_text([re.compile("林晓, turn 1")])
    page.goto(f"{voices_address}explore/?Language=Spanish")
    assert found(page) == ["Nine fishermen and one boat"]
    context.close()


@pytest.mark.parametrize("letters", [1, 150, 300, 500, 900, 10**6])
def test_the_parts_of_an_index_are_numbered_without_a_gap(letters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition.model, "MOST_SEARCHED_TURNS", 10)
    monkeypatch.setattr(edition.model, "LETTERS_A_PART", letters)
    monkeypatch.setattr(edition.model, "LETTERS_A_RECORD", 10)
    parts = list(load_edition(VOICES).search_parts.values())
    assert parts == sorted(parts)
    assert set(parts) | {1} == set(range(1, max(parts) + 1))  # the first has the entries, and need not have a talk
    assert (max(parts) == 1) == (letters == 10**6)


def test_where_turns_are_searched_the_index_is_one_however_much_the_registers_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edition.model, "LETTERS_A_PART", 1)
    assert set(load_edition(VOICES).search_parts.values()) == {1}


def _file(site: Path, url: str, address: str) -> Path:
    path = site / url.removeprefix(address).partition("?")[0].partition("#")[0]
    return path / "index.html" if path.is_dir() else path
