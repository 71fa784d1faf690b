"""A page that does not show the witness as received is found out, whatever was done to it."""

# ruff: noqa: E501 - one way of breaking a page a line

from __future__ import annotations

import pytest
from support import good_project

from edition.assemble import assemble_edition
from edition.model import Interview
from edition.verify import WitnessedPart, check_witness, read_witness, witness_of

PAGE = "site/transcript/lighthouse/index.html"


def interview() -> Interview:
    files = good_project()
    files["transcript/lighthouse.txt"] += b"\nJune 3rd, 1972\nI knew the gulls too.\n\nPost your comment\n"
    files["transcript/lighthouse.yml"] += b"tail:\n  begins: June 3rd\n  items: [{kind: comment}, {kind: chrome}]\n"
    return assemble_edition(files).interviews[0]


GOOD = """\
<html><head><title>Gull Rock</title></head><body><nav>Menu <a href="/">Home</a></nav>
<h1>The Keeper of Gull Rock</h1>
<h2 data-added="">Arrival</h2>
<h3 id="t1" data-label="Nora Vale" data-speaker="nora-vale">Nora Vale 1<a class="headerlink" href="#t1">¶</a></h3>
<p id="t1p1" data-witness="t1p1">When did you first come to <a href="../gull-rock/">Gull Rock</a>?</p>
<h3 id="t2" data-label="Tom Ashby" data-speaker="tom-ashby">Tom Ashby 2</h3>
<p data-witness="t2p1"><span id="t9" data-added=""></span>In 1950. <span class="noted">The lamp was lit every evening</span><sup data-added=""><a href="#n">1</a></sup><span data-added="">A
<b>note</b><br>beside</span>, and every evening I climbed the <span data-printed="stairs">steps</span>. My uncle, Old Reed, kept it before me.</p>
<h3 data-label="NV" data-speaker="nora-vale">Nora Vale 3</h3>
<p data-witness="t3p1">Was it lonely out there?</p>
<h3 data-label="TA" data-speaker="tom-ashby">Tom Ashby 4</h3>
<p data-witness="t4p1">The gulls were company. I wrote it all down – the wind, the ships, the lamp.</p>
<p data-witness="t4p2">Some say that 300 ships passed in a year. <span class="aside">[He laughs.]</span></p>
<details><summary data-added="">Below the talk</summary>
<p data-witness="c1">June 3rd, 1972<br>I knew the gulls too.</p>
<p data-witness="c2">Post your comment</p></details>
<p>Notes: the gulls were many.</p></body></html>
"""


def told(html: str) -> list[str]:
    return [problem.message for problem in check_witness(interview(), html, PAGE)]


def test_a_good_page_shows_the_witness() -> None:
    assert told(GOOD) == []
    assert read_witness(GOOD) == witness_of(interview())


def test_a_difference_is_told_with_the_page_and_what_follows_from_it() -> None:
    (problem,) = check_witness(interview(), GOOD.replace("out there", "there"), PAGE)
    assert str(problem).startswith(
        f"{PAGE}: the words of t3p1 differ: after \"Was it lonely\" the text has 'out', the page 'there?'\n"
        "    the page would misquote the text, so the site was not replaced"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("the wind, the", "the", "the words of t4p1 differ: after \"down – the\" the text has 'wind,', the page 'ships,'", id="a word dropped"),
        pytest.param("lonely", "lovely", "the words of t3p1 differ: after \"Was it\" the text has 'lonely', the page 'lovely'", id="a word changed"),
        pytest.param(" Rock</a>?", "</a>", "the words of t1p1 differ: after \"come to Gull\" the text has 'Rock?', the page None", id="a last word dropped"),
        pytest.param("down –", "down -", "the words of t4p1 differ: after \"it all down\" the text has '–', the page '-'", id="a mark changed"),
        pytest.param("every evening</span>", "everyevening</span>", "the words of t2p1 differ: after \"lamp was lit\" the text has 'every', the page 'everyevening,'", id="two words run together"),
        pytest.param("lonely", "lonely <b>far</b>", "the words of t3p1 differ: after \"Was it lonely\" the text has 'out', the page 'far'", id="a word added"),
        pytest.param(' data-printed="stairs"', "", "the words of t2p1 differ: after \"I climbed the\" the text has 'stairs.', the page 'steps.'", id="an emendation not undone"),
        pytest.param('<sup data-added="">', "<sup>", "the words of t2p1 differ: after \"was lit every\" the text has 'evening,', the page 'evening1,'", id="words outside data-added"),
        pytest.param('data-label="NV"', 'data-label="TA"', "t3p1 is given to nora-vale (TA), not to nora-vale (NV)", id="a label changed"),
        pytest.param('data-label="NV" data-speaker="nora-vale"', 'data-label="NV" data-speaker="tom-ashby"', "t3p1 is given to tom-ashby (NV), not to nora-vale (NV)", id="a speaker swapped"),
        pytest.param('<h3 data-label="NV" data-speaker="nora-vale">Nora Vale 3</h3>\n', "", "t3p1 is given to tom-ashby (Tom Ashby), not to nora-vale (NV)", id="a speaker left out"),
        pytest.param('<p data-witness="c2">Post your comment</p>', "", "expected paragraph c2, found nothing", id="the tail missing"),
        pytest.param('<p data-witness="t4p1">The gulls were company. I wrote it all down – the wind, the ships, the lamp.</p>\n', "", "expected paragraph t4p1, found t4p2", id="a paragraph missing"),
        pytest.param('<p data-witness="t3p1">', "<p>", "expected paragraph t3p1, found t4p1", id="a paragraph not marked"),
        pytest.param("</details>", '<p data-witness="c3">More</p></details>', "expected paragraph nothing, found c3", id="a paragraph too many"),
    ],
)  # fmt: skip
def test_a_broken_page_is_found_out(old: str, new: str, message: str) -> None:
    assert GOOD.count(old) == 1
    assert told(GOOD.replace(old, new)) == [message]


def test_two_paragraphs_exchanged_are_found() -> None:
    first, second = GOOD.index('<p data-witness="t4p1">'), GOOD.index('<p data-witness="t4p2">')
    end = GOOD.index("<details>")
    assert told(GOOD[:first] + GOOD[second:end] + GOOD[first:second] + GOOD[end:]) == [
        "expected paragraph t4p1, found t4p2"
    ]


def test_the_words_of_two_paragraphs_exchanged_are_found() -> None:
    html = GOOD.replace("Was it lonely out there?", "Post your comment", 1)
    assert len(told(html)) == 1


def test_every_difference_before_a_missing_paragraph_is_told() -> None:
    html = (
        GOOD.replace("lonely", "lovely").replace("When did", "When will").replace('data-label="TA"', 'data-label="AT"')
    )
    assert [message.split()[:4] for message in told(html)] == [
        ["the", "words", "of", "t1p1"], ["the", "words", "of", "t3p1"],
        ["t4p1", "is", "given", "to"], ["t4p2", "is", "given", "to"],
    ]  # fmt: skip


def test_an_empty_page_shows_nothing() -> None:
    assert told("") == ["expected paragraph t1p1, found nothing"]


def test_line_breaks_part_words_and_character_references_are_read() -> None:
    assert read_witness('<p data-witness="t1p1">one<br>two&amp;&#8211;<em>th</em>ree<img src="x">four</p>') == [
        WitnessedPart("t1p1", "", "", ("one", "two&–three", "four"))
    ]


def test_additions_within_additions_are_left_out_to_their_end() -> None:
    html = '<p data-witness="t1p1">one <span data-added=""><span>a</span> b<br> c</span> two</p>'
    assert read_witness(html)[0].words == ("one", "two")
