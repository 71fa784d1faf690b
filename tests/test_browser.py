"""What readers do, in a real Chromium, on a wide screen and on a phone, under a sub-path."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from sites import Watched

pytestmark = pytest.mark.browser
TALK = "transcript/long-night-of-the-red-star/"


def is_wide(watched: Watched) -> bool:
    return bool(watched.page.evaluate("innerWidth >= 960"))


def test_searching_from_the_header_finds_the_turn_and_its_speaker(watched: Watched) -> None:
    page = watched.go("")
    page.get_by_role("searchbox", name="Search every turn, entry and note").fill("national anthem")
    page.keyboard.press("Enter")
    first = page.locator("ol.results li").first
    expect(first).to_contain_text("Jung Chang, turn 23")
    expect(first.locator("mark").first).to_have_text(re.compile("national|anthem"))
    assert page.url.endswith("explore/?q=national+anthem")
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(re.escape(TALK) + r"\?words=national\+anthem#t23$"))
    expect(page.locator("#t23")).to_be_in_viewport()


def test_results_filter_by_speaker_and_the_address_keeps_it(watched: Watched) -> None:
    page = watched.go("explore/?q=Trotsky")
    expect(page.locator("#explore-search").get_by_role("status")).to_contain_text("for “Trotsky”")
    expect(page.locator("ol.results li")).not_to_have_count(0)
    before = page.locator("ol.results li").count()
    page.locator("details[data-name=Speaker] summary").click()
    page.locator("details[data-name=Speaker]").get_by_role("checkbox", name=re.compile("Simon Sebag")).check()
    expect(page.locator("ol.results li")).to_have_count(1)
    assert before > 1
    expect(page.locator("ol.results li")).to_contain_text("Simon Sebag Montefiore, turn 12")
    page.reload()
    expect(page.locator("ol.results li")).to_have_count(1)
    expect(page.get_by_text("Speaker: Simon Sebag Montefiore")).to_be_visible()


def test_a_filter_alone_lists_all_turns_of_a_speaker(watched: Watched) -> None:
    page = watched.go("explore/?Speaker=Jon+Halliday")
    expect(page.locator("#explore-search").get_by_role("status")).to_have_text("3 results")
    for result in page.locator("ol.results li").all():
        expect(result).to_contain_text("Jon Halliday, turn")


def test_nothing_found_is_said(watched: Watched) -> None:
    page = watched.go("explore/?q=zzzyqx")
    expect(page.locator("#explore-search").get_by_role("status")).to_have_text("0 results for “zzzyqx”")


def test_a_turns_address_shows_that_turn(watched: Watched) -> None:
    page = watched.go(f"{TALK}#t33")
    expect(page.locator("#t33")).to_be_in_viewport()
    expect(page.locator("#t33 .turn-number")).to_have_text("33")


def test_names_lead_to_people_and_back(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t2p1 a.mention.people").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nikita Khrushchev")
    backlink = page.locator("ul.backlinks li").first
    expect(backlink).to_contain_text("Simon Sebag Montefiore, turn 2:")
    expect(backlink.locator("mark")).to_have_text("Khrushchev")
    backlink.get_by_role("link", name="turn 2").click()
    expect(page.locator("#t2")).to_be_in_viewport()


def test_notes_stand_beside_their_line_or_open_as_a_sheet(watched: Watched) -> None:
    page = watched.go(TALK)
    reference = page.locator("#ref-ten-million-kulaks")
    beside = page.locator("sup:has(#ref-ten-million-kulaks) + .sidenote")
    if is_wide(watched):
        expect(beside).to_be_visible()
        line, note = reference.bounding_box(), beside.bounding_box()
        assert line is not None
        assert note is not None
        assert note["x"] > line["x"]
        assert abs(note["y"] - line["y"]) < 200
        return
    expect(beside).to_be_hidden()
    reference.tap()
    sheet = page.get_by_role("dialog", name=re.compile("^Note \\d+: Quotation, Found, with a changed sense"))
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Churchill")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(reference).to_be_focused()
    reference.tap()
    page.go_back()
    expect(sheet).to_be_hidden()
    assert page.url.endswith(TALK)


def test_notes_beside_the_text_never_overlap(watched: Watched) -> None:
    page = watched.go(TALK)
    if not is_wide(watched):
        pytest.skip("on a phone notes open as a sheet")
    boxes = page.eval_on_selector_all(
        ".sidenote",
        "all => all.filter(n => n.offsetParent).map(n => n.getBoundingClientRect())"
        ".map(r => [r.top, r.bottom, r.right])",
    )
    assert len(boxes) > 10
    assert all(below[0] >= above[1] for above, below in pairwise(boxes))
    assert all(right <= 1400 for _, _, right in boxes)


def test_one_switch_hides_all_annotation_and_is_remembered(watched: Watched) -> None:
    page = watched.go(TALK)
    switch = page.get_by_role("button", name="Hide all annotation")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(page.locator(".note-ref.tier-1").first).to_be_hidden()
    page.reload()
    expect(page.locator(".note-ref.tier-1").first).to_be_hidden()
    page.get_by_role("button", name="Hide all annotation").click()
    expect(page.locator(".note-ref.tier-1").first).to_be_visible()


def test_without_annotation_the_text_stands_as_it_was_printed(watched: Watched) -> None:
    page = watched.go(f"{TALK}?notes=off#t56")
    printed = re.compile("thrown out of the Mausoleum in 1961.But something")
    expect(page.locator("#t56p1")).to_have_text(printed, use_inner_text=True)
    expect(page.locator("#note-ten-million-kulaks")).to_be_hidden()
    expect(page.locator("#t56p1 a.mention[href]")).to_have_count(0)
    page.get_by_role("button", name="Hide all annotation").click()
    expect(page.locator("#t56p1 .emended")).to_have_text("1961. But")
    expect(page.locator("#t56p1 a.mention[href]").first).to_be_visible()


def test_the_menu_opens_by_keyboard_and_closes_with_escape(watched: Watched) -> None:
    page = watched.go(TALK)
    menu = page.get_by_role("button", name="Menu")
    if is_wide(watched):  # there the menu is always open
        expect(menu).to_have_count(0)
        return
    page.keyboard.press("Tab")  # the link that skips to the text
    page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("link", name="Words and sources").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_a_link_with_notes_off_opens_without_annotation(watched: Watched) -> None:
    page = watched.go(f"{TALK}?notes=off#t12")
    expect(page.locator(".note-ref.tier-1").first).to_be_hidden()
    page.goto(watched.address + TALK)
    expect(page.locator(".note-ref.tier-1").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["", TALK, "people/", "people/joseph-stalin/", "notes/", "words/", "comparison/", "dates/", "explore/?q=Stalin",
     "sources/", "speakers/jung-chang/", "about/how-to-read/"],
)  # fmt: skip
def test_no_page_scrolls_sideways(watched: Watched, path: str) -> None:
    page = watched.go(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_engine_leaves_a_search_index_of_its_own(browser, site_address) -> None:
    context = browser.new_context()
    for name in ("search.json", "search/search_index.json"):
        assert context.request.get(site_address + name).status == 404
    assert context.request.get(site_address + "pagefind/pagefind.js").ok
    context.close()


def test_the_talk_is_whole_without_javascript(browser, site_address) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site_address + TALK)
    expect(page.locator("h3.turn")).to_have_count(57)
    page.locator("#ref-ten-million-kulaks").click()
    expect(page.locator("#note-ten-million-kulaks")).to_be_in_viewport()
    context.close()
