"""What a reader can do on an interview's page, by mouse, keyboard and touch, in a real Chromium on both engines."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sites import Watched

pytestmark = pytest.mark.browser
TALK = "transcript/long-night-of-the-red-star/"


def is_wide(watched: Watched) -> bool:
    return bool(watched.page.evaluate("innerWidth >= 960"))


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def notice(page: Page, key: str) -> Locator:
    return page.locator(f'.reader-notice[data-key="{key}"]')


def select_words(page: Page, selector: str, start: int, end: int) -> None:
    """Select characters of the first text node in an element, as a mouse would."""
    page.evaluate(
        """([selector, start, end]) => {
          const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (node.data.length < end || node.parentElement.closest("[data-added]")) node = walker.nextNode();
          getSelection().setBaseAndExtent(node, start, node, end);
        }""",
        [selector, start, end],
    )


# Cards -------------------------------------------------------------------------------------------------------------


def test_a_card_shows_who_is_meant_and_where_else(watched: Watched) -> None:
    page = watched.go(TALK)
    name = page.locator("#t2p1 a.mention.people").first
    if not is_wide(watched):
        name.tap()
        sheet = page.get_by_role("dialog", name="Nikita Khrushchev")
        expect(sheet).to_contain_text("1894")
        sheet.get_by_role("link", name="53", exact=True).tap()
        expect(page.locator("#t53")).to_be_in_viewport()
        expect(sheet).to_be_hidden()
        return
    name.hover()
    card = page.locator("#reader-card")
    expect(card).to_contain_text("Nikita Khrushchev")
    expect(card).to_contain_text("1894")
    expect(card.get_by_role("link", name="56", exact=True)).to_have_attribute("href", "#t56")


def test_a_card_can_be_pointed_at_and_goes_with_escape(watched: Watched) -> None:
    if not is_wide(watched):
        pytest.skip("nothing hovers on a phone")
    page = watched.go(TALK)
    card = page.locator("#reader-card")
    page.locator("#t2p1 a.mention.people").first.hover()
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#t3p1 .mention").first.hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_a_card_comes_with_the_focus_and_describes_the_link(watched: Watched) -> None:
    page = watched.go(f"{TALK}#t2")
    page.locator("#t2 .turn-number").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#reader-card")).to_contain_text("Nikita Khrushchev")
    expect(page.locator("#t2p1 a.mention").first).to_have_attribute("aria-describedby", "reader-card")
    page.keyboard.press("Escape")
    expect(page.locator("#reader-card")).to_be_hidden()
    expect(page.locator("#t2p1 a.mention").first).to_be_focused()


def test_no_card_where_annotation_is_hidden(watched: Watched) -> None:
    if not is_wide(watched):
        pytest.skip("nothing hovers on a phone")
    page = watched.go(f"{TALK}?notes=off")
    page.locator("#t2p1 .mention.people").first.hover()
    page.wait_for_timeout(600)
    expect(page.locator("#reader-card")).to_have_count(0)


# Pointing ----------------------------------------------------------------------------------------------------------


def test_a_turns_number_offers_its_link_and_its_words_with_their_source(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t33 .turn-number").click()
    assert page.url.endswith("#t33")
    menu = page.get_by_role("group", name="Turn 33", exact=True)
    expect(menu.get_by_role("button", name="Copy link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(notice(page, "copied")).to_contain_text("Link to turn 33 copied")
    assert clipboard(page) == f"{watched.address}{TALK}#t33"
    expect(menu).to_be_hidden()
    page.locator("#t33 .turn-number").click()
    menu.get_by_role("button", name="Copy quotation").click()
    expect(notice(page, "copied")).to_contain_text("with its source")
    copied = clipboard(page)
    assert copied.startswith(
        "“You estimate Mao killed 70 million?”\n"
        "(Simon Sebag Montefiore, in “Long Night of the Red Star”, Standpoint, June 2008; turn 33, in "
    )
    assert re.search(r"version \d+\.\d+\.\d+, http://\S+#t33\)$", copied)


def test_a_range_is_made_from_two_numbers(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t12 .turn-number").click()
    page.get_by_role("button", name="Begin a range here").click()
    expect(notice(page, "from")).to_contain_text("begins at turn 12")
    page.locator("#t14 .turn-number").click()
    page.get_by_role("button", name="Copy link to turns 12–14").click()
    expect(notice(page, "from")).to_have_count(0)
    assert clipboard(page) == f"{watched.address}{TALK}?turns=12-14#t12"


def test_a_range_marks_its_passage_and_tells_its_length(watched: Watched) -> None:
    page = watched.go(f"{TALK}?turns=12-14#t12")
    expect(notice(page, "range")).to_contain_text(re.compile(r"^Turns 12–14: \d{3} words, about 1 minute"))
    expect(page.locator("#t12")).to_be_in_viewport()
    expect(page.locator("p.in-range")).to_have_count(3)
    inside, outside = (
        page.locator(one).evaluate("element => getComputedStyle(element).color") for one in ("#t13p1", "#t15p1")
    )
    assert inside != outside
    page.get_by_role("button", name="Show the whole talk").click()
    expect(page.locator("p.in-range")).to_have_count(0)
    assert page.url.endswith(f"{TALK}#t12")


def test_a_range_that_is_not_there_is_told(watched: Watched) -> None:
    page = watched.go(f"{TALK}?turns=98-99")
    expect(notice(page, "range")).to_contain_text("no turns 98-99 here")


def test_selected_words_are_copied_with_speaker_and_address(watched: Watched) -> None:
    page = watched.go(TALK)
    select_words(page, "#t42p1", 0, 10)
    toolbar = page.get_by_role("group", name="The selected words")
    toolbar.get_by_role("button", name="Copy quotation").click()
    expect(notice(page, "copied")).to_be_visible()
    assert clipboard(page).startswith("“Self-pity.”\n(Jung Chang, in “Long Night of the Red Star”")
    toolbar.get_by_role("button", name="Copy link to these words").click()
    expect(notice(page, "copied")).to_contain_text("Link to the selected words")
    assert clipboard(page) == f"{watched.address}{TALK}#t42:~:text=Self%2Dpity."


def test_a_link_to_words_is_found_by_the_browser_across_notes_and_turns(watched: Watched) -> None:
    page = watched.go(TALK)
    page.evaluate(
        """() => {
          const last = document.querySelector("#t27p1").lastChild;
          getSelection().setBaseAndExtent(document.querySelector("#t26p1"), 0, last, last.length);
        }"""
    )
    page.get_by_role("button", name="Copy link to these words").click()
    expect(notice(page, "copied")).to_be_visible()
    link = clipboard(page)
    assert link.endswith("#t26:~:text=It%20was%20the%20same,kind%20of%20higher%20law%3F")
    page.goto("about:blank")
    page.goto(link.replace("#t26:", "#:"))  # nothing but the words leads there
    expect(page.locator("#t26p1")).to_be_in_viewport()


def test_a_paragraph_has_a_number_that_is_its_address(watched: Watched) -> None:
    page = watched.go(TALK)
    page.get_by_role("link", name="Turn 8, paragraph 2").click()
    assert page.url.endswith("#t8p2")
    expect(page.locator("#t8p2")).to_be_in_viewport()


# Choosing ----------------------------------------------------------------------------------------------------------


def test_one_speaker_can_be_read_alone(watched: Watched) -> None:
    page = watched.go(TALK)
    page.get_by_label("Turns of").select_option(label="Jon Halliday")
    expect(page.locator("#t17")).to_be_visible()
    expect(page.locator("#t16")).to_be_hidden()
    expect(page.locator("#t16p1")).to_be_hidden()
    expect(notice(page, "speaker")).to_contain_text("Jon Halliday: 3 of 57 turns")
    assert "speaker=jon-halliday" in page.url
    page.reload()
    expect(page.locator("#t16")).to_be_hidden()
    page.get_by_role("button", name="Show everyone").click()
    expect(page.locator("#t16")).to_be_visible()
    assert "speaker" not in page.url


def test_a_link_to_another_speakers_turn_shows_everyone(watched: Watched) -> None:
    page = watched.go(f"{TALK}?speaker=jon-halliday#t16")
    expect(page.locator("#t16")).to_be_in_viewport()
    assert "speaker" not in page.url


def test_keys_go_from_turn_to_turn_and_note_to_note_while_the_talk_has_the_focus(watched: Watched) -> None:
    page = watched.go(TALK)
    page.keyboard.press("j")
    expect(page.locator(".turn-number:focus")).to_have_count(0)
    page.locator("#t3p1").click(position={"x": 3, "y": 3})
    page.keyboard.press("j")
    expect(page.locator("#t4 .turn-number")).to_be_focused()
    expect(page.locator("#t4")).to_be_in_viewport()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page.locator("#t2 .turn-number")).to_be_focused()
    page.keyboard.press("n")
    first = page.locator(".note-ref a:focus")
    expect(first).to_have_count(1)
    before = first.inner_text()
    page.keyboard.press("n")
    assert int(page.locator(".note-ref a:focus").inner_text()) > int(before)
    page.keyboard.press("p")
    expect(page.locator(".note-ref a:focus")).to_have_text(before)
    assert page.url.split("#")[0].endswith(TALK)  # the theme's own n and p, to other pages, were not reached


def test_keys_are_listed_under_the_question_mark_and_can_be_switched_off(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t3 .turn-number").focus()
    page.keyboard.press("?")
    help_dialog = page.get_by_role("dialog", name="Keys for reading")
    expect(help_dialog).to_contain_text("Next turn")
    help_dialog.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    expect(help_dialog).to_be_hidden()
    page.locator("#t3 .turn-number").focus()
    page.keyboard.press("j")
    expect(page.locator("#t3 .turn-number")).to_be_focused()
    page.reload()
    page.locator("#t3 .turn-number").focus()
    page.keyboard.press("j")
    expect(page.locator("#t3 .turn-number")).to_be_focused()
    page.get_by_role("button", name="Keys", exact=True).click()
    help_dialog.get_by_label("Use these keys").check()
    help_dialog.get_by_role("button", name="Close").click()
    page.locator("#t3 .turn-number").focus()
    page.keyboard.press("j")
    expect(page.locator("#t4 .turn-number")).to_be_focused()


def test_the_address_carries_what_was_chosen(watched: Watched) -> None:
    page = watched.go(f"{TALK}#t5")
    page.get_by_role("button", name="Hide all annotation").click()
    assert page.url.endswith("?notes=off#t5")
    page.get_by_role("button", name="Hide all annotation").click()
    page.get_by_role("button", name="Show all notes").click()
    assert page.url.endswith("?notes=all#t5")


def test_the_lesser_notes_show_on_demand(watched: Watched) -> None:
    page = watched.go(TALK)
    lesser = page.locator('.note-ref a[data-tier="2"]').first
    expect(lesser).to_be_hidden()
    page.get_by_role("button", name="Show all notes").click()
    expect(lesser).to_have_text(re.compile(r"^\d+a$"))
    shown = page.locator('.sidenote[data-tier="2"]').first
    if is_wide(watched):
        expect(shown).to_be_visible()
        return
    expect(shown).to_be_hidden()
    number = lesser.inner_text()
    lesser.tap()
    expect(page.get_by_role("dialog", name=re.compile(f"^Note {number}: "))).to_be_visible()


# Searching and seeing ----------------------------------------------------------------------------------------------


def test_the_words_that_were_found_are_marked_on_arrival(watched: Watched) -> None:
    page = watched.go(f"{TALK}?words=anthem#t23")
    expect(notice(page, "words")).to_contain_text("“anthem”: 1 place")
    assert page.evaluate("[...CSS.highlights.get('found')].map(String)") == ["anthem"]
    page.get_by_role("button", name="Clear").click()
    assert page.evaluate("CSS.highlights.has('found')") is False
    assert "words" not in page.url


def test_the_strip_leads_to_turns_sections_and_notes(watched: Watched) -> None:
    page = watched.go(TALK)
    strip = page.locator("figure.strip")
    expect(strip.locator(".strip-turn")).to_have_count(57)
    expect(strip.locator(".strip-section")).to_have_count(14)
    expect(strip.locator(".strip-tier-1")).to_have_count(page.locator(".sidenote").count())
    expect(strip.locator("figcaption")).to_contain_text("Daniel Johnson 8 turns and")
    strip.locator('a[href="#t35"] rect').click()
    expect(page.locator("#t35")).to_be_in_viewport()


def test_a_persons_page_shows_their_place_in_the_talk(watched: Watched) -> None:
    page = watched.go("people/leon-trotsky/")
    expect(page.locator("figure.strip figcaption")).to_contain_text("1 of 57 turns")
    page.locator("figure.strip a rect").first.click()
    expect(page.locator("#t12")).to_be_in_viewport()


def test_the_timeline_leads_to_its_dates_and_scrolls_where_it_must(watched: Watched) -> None:
    page = watched.go("dates/")
    timeline = page.get_by_role("region", name=re.compile("^Timeline"))
    expect(timeline).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    event = timeline.locator('a[href="#mausoleum-1961"]')
    event.locator("circle, rect").first.click()
    assert page.url.endswith("#mausoleum-1961")
    expect(page.locator("#mausoleum-1961")).to_be_in_viewport()


def test_a_narrow_screen_has_a_timeline_that_fits_it(watched: Watched) -> None:
    page = watched.go("dates/")
    narrow = page.evaluate("innerWidth < 500")
    shown, hidden = ("narrow", "wide") if narrow else ("wide", "narrow")
    expect(page.locator(f"figure.timeline-{hidden}")).to_be_hidden()
    drawing = page.locator(f"figure.timeline-{shown} .timeline-scroll")
    expect(drawing).to_be_visible()
    if narrow:
        assert drawing.evaluate("one => one.scrollWidth <= one.clientWidth")
        counted = page.locator("figure.timeline-narrow a text").all_text_contents()
        assert sum(map(int, counted)) == page.locator("figure.timeline-wide a").count()


def test_labels_of_the_timeline_do_not_cover_each_other(watched: Watched) -> None:
    page = watched.go("dates/")
    boxes = page.eval_on_selector_all(
        ".timeline-drawing a text",
        "all => all.map(one => one.getBoundingClientRect()).map(r => [r.left, r.right, r.top, r.bottom])",
    )
    assert len(boxes) > 20
    for number, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert right <= other[0] + 1 or other[1] <= left + 1 or bottom <= other[2] + 4 or other[3] <= top + 4


def test_on_paper_the_notes_the_numbers_and_the_address_are_there(watched: Watched) -> None:
    page = watched.go(TALK)
    page.emulate_media(media="print")
    expect(page.locator("#t33 .turn-number")).to_be_visible()
    expect(page.locator("#note-ten-million-kulaks")).to_be_visible()
    for hidden in (".reader-bar", ".sidenote", "header.md-header"):
        expect(page.locator(hidden).first).to_be_hidden()


# Citing ------------------------------------------------------------------------------------------------------------


def test_the_talk_is_cited_in_each_style_and_the_edition_apart(watched: Watched) -> None:
    page = watched.go(TALK)
    page.get_by_role("button", name="Cite", exact=True).click()
    dialog = page.get_by_role("dialog", name="Cite")
    expect(dialog.get_by_role("heading", level=3)).to_have_text(
        ["Chicago, note", "Chicago, bibliography", "Chicago, author-date", "MLA", "APA"]
    )
    dialog.get_by_role("button", name="Copy").last.click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    edition = r"In Long Night of the Red Star: an annotated edition, version \d+\.\d+\.\d+"
    assert re.search(rf"/dialogue-june {edition}, {re.escape(watched.address + TALK)}\.$", clipboard(page))
    for kind in ("bib", "ris", "json"):
        address = dialog.get_by_role("link", name=f".{kind}").evaluate("one => one.href")
        assert page.request.get(address).ok, address
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_turn_is_cited_with_its_speaker_number_and_address(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t12 .turn-number").click()
    page.get_by_role("button", name="Cite …").click()
    dialog = page.get_by_role("dialog", name="Cite Simon Sebag Montefiore, turn 12")
    expect(dialog.locator("p").first).to_contain_text("Simon Sebag Montefiore, turn 12, in Long Night")
    expect(dialog.locator("p").first).to_contain_text(f"{watched.address}{TALK}#t12.")


def test_an_error_can_be_reported_where_the_edition_names_an_address(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t33 .turn-number").click()
    report = page.get_by_role("button", name="Report an error or reply")
    expect(report).to_have_count(0)
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.interview-head').dataset.contact = 'editors@example.org'")
    page.locator("#t33 .turn-number").click()
    expect(report).to_be_visible()
    script = "async contact => (await import('../../assets/reply.js')).replyAddress(contact, 'Turn 3?', 'a & b')"
    assert page.evaluate(script, "a@b.org") == "mailto:a@b.org?subject=Turn%203%3F&body=a%20%26%20b"
    assert page.evaluate(script, "https://github.com/a/b") == (
        "https://github.com/a/b/issues/new?title=Turn%203%3F&body=a%20%26%20b"
    )
