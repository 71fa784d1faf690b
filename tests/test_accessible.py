"""What axe-core finds wrong for readers with a screen reader, a keyboard or weak sight: nothing, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest

# The wheel bundles axe-core (MPL-2.0), so that the tests ask no registry but PyPI and no 600 kB lie in this repository.
# Of the two such packages this is the one kept up: 0.1.8 of July 2026 has axe 4.12; axe-core-python stopped at axe 4.4.
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sites import PHONE, WIDE

pytestmark = pytest.mark.browser
TALK = "transcript/long-night-of-the-red-star/"
PATHS = [
    "", TALK, "people/joseph-stalin/", "notes/", "notes/inherent-in-bolshevism/", "sources/",
    "sources/by-letter/m/", "words/", "comparison/", "dates/", "readings/counting-the-dead/",
    "explore/?q=Stalin",
]  # fmt: skip
CASES = [
    *(("material", size, path) for size in (WIDE, PHONE) for path in PATHS),
    *(("zensical", WIDE, path) for path in ("", TALK, "explore/?q=Stalin")),
]
COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: in dark only these, for all the others see the same page."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def find_violations(page: Page, only: list[str] | None = None, within: str | None = None) -> list[str]:
    """Each violation on a page as it stands: the rule, what it asks, the element, and what is wrong with it.

    `only` are the ids of the rules to try, `within` is the selector of the part of the page to look at.
    """
    tried = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    response: dict[str, Any] = Axe().run(page, within, {"runOnly": tried, "resultTypes": ["violations"]}).response
    return [
        f"{page.url}\n    {found['id']} ({found['impact']}): {found['help']}\n    {' '.join(map(str, node['target']))}"
        f"\n    {node['html'][:200]}\n    " + re.sub(r"\s*\n\s*", "\n    ", node["failureSummary"])
        for found in response["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture
def page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """An empty page of a clean browser in which nothing moves by itself."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=width < 500, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    one = context.new_page()
    yield one
    context.close()


def assert_nothing_found(page: Page, within: str | None = None) -> None:
    """In light and in dark, without loading the page twice: the theme has all colours hang on two attributes."""
    found: list[str] = []
    for scheme, rules in (("default", None), ("slate", COLOUR)):
        page.evaluate(
            "scheme => Object.assign(document.body.dataset, {mdColorSwitching: '', mdColorScheme: scheme})", scheme
        )
        found += [f"{scheme}: {one}" for one in find_violations(page, rules, within)]
    assert not found, "\n\n".join(["", *found])


on_material = pytest.mark.parametrize("site_address", ["material"], indirect=True)


@pytest.mark.parametrize(("site_address", "size", "path"), CASES, indirect=["site_address", "size"])
def test_axe_finds_nothing(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    if "?q=" in path:
        expect(page.locator("ol.results li")).not_to_have_count(0)
    assert_nothing_found(page)


@on_material
@pytest.mark.parametrize("opener", ["#ref-ten-million-kulaks", "#t2p1 a.mention.people >> nth=0"], ids=["note", "name"])
@pytest.mark.parametrize("size", [PHONE], ids=["phone"], indirect=True)
def test_axe_finds_nothing_in_a_sheet(page: Page, site_address: str, opener: str) -> None:
    page.goto(site_address + TALK)
    page.locator(opener).tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_nothing_found(page, "dialog[open]")  # what is behind it is out of reach


@on_material
@pytest.mark.parametrize("size", [WIDE], ids=["wide"], indirect=True)
def test_axe_finds_nothing_in_a_card(page: Page, site_address: str) -> None:
    page.goto(site_address + TALK)
    page.locator("#t2p1 a.mention.people").first.focus()
    expect(page.locator("#reader-card")).to_be_visible()
    assert_nothing_found(page, "#reader-card")


@on_material
@pytest.mark.parametrize("size", [WIDE], ids=["wide"], indirect=True)
def test_axe_finds_nothing_in_the_list_of_keys(page: Page, site_address: str) -> None:
    page.goto(site_address + TALK)
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_nothing_found(page, "dialog[open]")


@on_material
@pytest.mark.parametrize("size", [PHONE], ids=["phone"], indirect=True)
def test_axe_finds_nothing_where_the_menu_is_open(page: Page, site_address: str) -> None:
    page.goto(site_address)
    page.get_by_role("button", name="Menu").tap()
    expect(page.get_by_role("link", name="Words and sources").first).to_be_visible()
    assert_nothing_found(page)


@on_material
@pytest.mark.parametrize("size", [WIDE], ids=["wide"], indirect=True)
def test_axe_finds_nothing_in_the_lines_for_a_syllabus(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}readings/counting-the-dead/")
    page.get_by_text("A line for a syllabus").click()
    expect(page.get_by_role("button", name="Copy as HTML")).to_be_visible()
    assert_nothing_found(page, "details.paste")


@pytest.mark.parametrize("size", [WIDE], ids=["wide"], indirect=True)
@pytest.mark.parametrize(("prefers", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_page_is_light_or_dark_as_the_reader_has_it(
    page: Page, site_address: str, prefers: Literal["light", "dark"], scheme: str
) -> None:
    page.emulate_media(color_scheme=prefers)
    page.goto(site_address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


@on_material
@pytest.mark.parametrize("size", [WIDE], ids=["wide"], indirect=True)
def test_axe_would_name_a_picture_without_words_and_pale_letters(page: Page, site_address: str) -> None:
    page.goto(site_address)
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', "
        '\'<img src="data:,"><p style="color: #888; background: #999">Pale</p>\')'
    )
    with pytest.raises(AssertionError, match=r"(?s)color-contrast.*<p style.*image-alt.*<img src"):
        assert_nothing_found(page)
