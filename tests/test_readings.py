"""A reading's page: its passages in full and without notes, a line for a syllabus, and how it comes out on paper."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from lxml import html
from markdown_it import MarkdownIt
from playwright.sync_api import expect
from sites import Watched
from support import ROOT
from test_reader import TALK, clipboard, notice, select_words
from test_rights import WITHHOLDING, mini

from edition.annotations import Passage
from edition.load import load_edition
from edition.model import OMITTED, Edition
from edition.pages import render_pages
from edition.pages.readings import paste_lines
from edition.rights import permitted

READING = "readings/words-in-a-dictators-mouth/"


@pytest.fixture(scope="module")
def real() -> Edition:
    return load_edition(ROOT)


def page_of(edition: Edition, reading: str, site_url: str = "") -> str:
    pages = {page.path: page.text for page in render_pages(edition, site_url=site_url)}
    return pages[f"readings/{reading}.md"]


def words_of_passages(page: str) -> list[str]:
    """Each paragraph of the passages, without marks."""
    lines = re.findall(r"^(.*)\n\{: \.passage-words \}$", page, re.M)
    return [unescape(re.sub(r"<[^>]*>", "", line)) for line in lines]


# Passages -----------------------------------------------------------------------------------------------------------


def test_every_turn_of_every_passage_is_there_as_printed_with_its_speaker(real: Edition) -> None:
    for reading_id, reading in real.readings.items():
        page, (interview,) = page_of(real, reading_id), real.interviews
        turns = [turn for passage in reading.passages for turn in interview.turns_between(passage.turns)]
        printed = [" ".join(paragraph.text.split()) for turn in turns for paragraph in turn.paragraphs]
        assert words_of_passages(page) == printed
        speakers = re.findall(r'<span class="speaker">(.*?)</span> \[(\w+)\]\((\S+?)\)', page)
        assert speakers == [
            (interview.speaker(turn.speaker).name, turn.number, f"../{TALK.rstrip('/')}.md#{turn.id}") for turn in turns
        ]


def test_passages_have_no_notes_and_lead_to_where_they_have(real: Edition) -> None:
    page = page_of(real, "words-in-a-dictators-mouth")
    assert "note-ref" not in page
    assert 'class="mention' not in page
    assert f"../{TALK.rstrip('/')}.md?turns=25-26#t25" in page
    assert f"../{TALK.rstrip('/')}.md?turns=7#t7" in page


def test_words_that_are_meant_are_marked_in_their_turn() -> None:
    page = page_of(mini("full"), "sayings")
    assert '<span class="meant">we built the &#42;Swallow&#42;</span>' in page
    assert "nobody was hurt" in page


@pytest.mark.parametrize("mode", WITHHOLDING)
def test_a_reading_shows_what_may_be_published_of_its_passages(mode: str) -> None:
    edition = mini(mode)
    interview = permitted(edition).interviews[0]
    page = page_of(edition, "sayings")
    shown = [paragraph.shown for id in ("t3", "t4", "t2") for paragraph in interview.turn(id).paragraphs]
    assert words_of_passages(page) == shown
    assert "nobody was hurt" not in page
    assert f"{OMITTED} stands for what is not reproduced here" in unescape(page)


def test_the_same_turns_twice_have_an_address_each() -> None:
    edition = mini("full")
    reading = edition.readings["sayings"]
    twice = reading.model_copy(
        update={"passages": (Passage(turns="t3-t4"), Passage(turns="t3-t4", quote="the winter"))}
    )
    edition.readings["sayings"] = twice  # type: ignore[index]
    page = page_of(edition, "sayings")
    assert re.findall(r"\{: #(passage-\S+)\}", page) == ["passage-t3-t4", "passage-t3-t4-again"]


# A line for a syllabus ----------------------------------------------------------------------------------------------

HARD = "Who *said* it? [1] <b>\"a\" & 'b'</b> `x` _y_ | z"
ADDRESS = "https://example.org/mao/readings/x/"


def test_a_line_says_the_same_in_each_form_whatever_the_title_holds() -> None:
    lines = {one.form: one.text for one in paste_lines(HARD, "A *talk*, turns 7 and 25–26", 60, ADDRESS)}
    plain = f"Reading: {HARD} (A *talk*, turns 7 and 25–26, about 60 minutes)"
    assert lines["Plain text"] == f"{plain}, {ADDRESS}"
    for markup in (lines["HTML"], MarkdownIt("commonmark").render(lines["Markdown"])):
        (element,) = html.parse(io.StringIO(markup)).getroot().iterfind(".//p")
        assert element.text_content().strip() == plain
        assert [one.get("href") for one in element.iter("a")] == [ADDRESS]


def test_the_line_has_the_sites_address_where_one_is_set() -> None:
    page = unescape(page_of(mini("full"), "sayings", "https://example.org/ferry/"))
    assert "turns 3–4 and 2, about 20 minutes), https://example.org/ferry/readings/sayings/" in page
    assert "Write the whole address" not in page
    assert "Write the whole address of this page in the place of readings/sayings/" in unescape(
        page_of(mini("full"), "sayings")
    )


# In a browser -------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_line_for_a_syllabus_is_copied_with_the_whole_address(watched: Watched) -> None:
    page = watched.go(READING)
    page.get_by_text("A line for a syllabus").click()
    for form in ("Markdown", "HTML", "Plain text"):
        page.get_by_role("button", name=f"Copy as {form}").click()
        expect(notice(page, "copied")).to_contain_text(f"Line in {form} copied")
        copied = clipboard(page)
        assert f"{watched.address}{READING}" in copied
        assert "turns 7, 10, 20, 25–26" in copied
    assert copied.startswith("Reading: Words in a dictator’s mouth (Long Night of the Red Star, turns 7")


@pytest.mark.browser
def test_a_passage_leads_to_its_notes(watched: Watched) -> None:
    page = watched.go(READING)
    expect(page.locator(".passage .note-ref")).to_have_count(0)
    page.get_by_role("link", name="The same with notes: turns 25–26").click()
    assert page.url == f"{watched.address}{TALK}?turns=25-26#t25"
    expect(page.locator("#t25")).to_be_in_viewport()
    expect(page.locator("p.in-range .note-ref").first).to_be_visible()


@pytest.mark.browser
def test_a_reading_on_paper_has_numbers_the_address_and_its_questions_on_a_new_page(watched: Watched) -> None:
    page = watched.go(READING)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".passage .turn-number").first).to_be_visible()
    expect(page.locator(".passage .speaker").first).to_be_visible()
    expect(page.locator(".print-address")).to_have_text(f"{watched.address}{READING}")
    for hidden in ("details.paste", ".passage-notes", "header.md-header"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator("#questions").evaluate("one => getComputedStyle(one).breakBefore") == "page"


@pytest.mark.browser
def test_a_turn_and_selected_words_are_copied_as_html(watched: Watched) -> None:
    page = watched.go(TALK)
    page.locator("#t33 .turn-number").click()
    page.get_by_role("button", name="Copy as HTML quotation").click()
    expect(notice(page, "copied")).to_contain_text("Turn 33 as an HTML quotation copied")
    figure = html.fromstring(clipboard(page))
    (quotation,) = figure.iter("blockquote")
    assert quotation.get("cite") == f"{watched.address}{TALK}#t33"
    assert quotation.text_content().strip() == "You estimate Mao killed 70 million?"
    caption = figure.findtext("figcaption")
    assert caption.startswith("Simon Sebag Montefiore, in ")
    assert figure.find("figcaption/a").get("href") == quotation.get("cite")
    select_words(page, "#t42p1", 0, 10)
    page.get_by_role("group", name="The selected words").get_by_role("button", name="Copy as HTML quotation").click()
    expect(notice(page, "copied")).to_contain_text("HTML quotation copied")
    assert "<p>Self-pity.</p>" in clipboard(page)


@pytest.mark.browser
def test_words_are_escaped_in_an_html_quotation(watched: Watched) -> None:
    page = watched.go(TALK)
    copied = page.evaluate(
        """async () => {
          const { quotationAsHtml } = await import(document.querySelector('script[src*="pointing.js"]').src);
          const turn = { id: "t1", number: "1" };
          return quotationAsHtml([{ name: "A & B", words: `<img src=x onerror="a()"> & 'c'` }], [turn]);
        }"""
    )
    figure = html.fromstring(copied)
    assert not list(figure.iter("img"))
    assert figure.findtext("blockquote/p") == "<img src=x onerror=\"a()\"> & 'c'"
