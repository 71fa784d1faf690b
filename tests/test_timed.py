"""An interview of captions as an edition: times and what stands apart, on its page and in its exports."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support import TESTS

from edition.assemble import assemble_edition
from edition.export.edition_json import to_edition_json
from edition.load import load_files
from edition.model import Edition
from edition.pages import render_pages
from edition.rights import permitted


@pytest.fixture(scope="module")
def pilot() -> Edition:
    """A talk of three turns in WebVTT."""
    return assemble_edition(load_files(TESTS / "editions" / "pilot"))


def test_cues_of_one_speaker_are_one_turn_with_a_paragraph_after_a_pause(pilot: Edition) -> None:
    (interview,) = pilot.interviews
    assert [turn.start for turn in interview.turns] == [4.0, 8.0, 3723.0]
    assert [[one.text for one in turn.paragraphs] for turn in interview.turns] == [
        ["When did you first take a ship past the rock?"],
        ["In the spring of 1931. There was ice & no light.", "Nobody spoke."],
        ["And the crew?"],
    ]


def test_the_page_shows_times_as_our_addition_and_lists_what_stands_apart(pilot: Edition) -> None:
    page = next(page for page in render_pages(pilot) if page.path == "transcript/pilot.md")
    assert '<time class="timecode" data-added="" datetime="PT3723S">1:02:03</time>' in page.text
    assert '<time class="timecode" data-added="" datetime="PT21S">0:21</time>' in page.text
    assert "Also in the file (2)" in page.text
    assert "remark of the file, line 3</span> Captioned by hand; the wind is loud." in page.text
    assert "`transcript/pilot.vtt`" in page.text


def test_edition_json_has_times_and_what_stands_apart(pilot: Edition) -> None:
    (interview,) = json.loads(to_edition_json(pilot))["interviews"]
    assert [turn["start"] for turn in interview["turns"]] == [4.0, 8.0, 3723.0]
    assert interview["turns"][1]["paragraphs"][1]["start"] == 21.0
    assert [(one["id"], one["what"], one["line"]) for one in interview["apart"]] == [
        ("x1", "head of the file", 1),
        ("x2", "remark of the file", 3),
    ]


def test_what_stands_apart_is_not_shown_where_the_text_may_not_be(pilot: Edition) -> None:
    (interview,) = pilot.interviews
    rights = interview.record.rights.model_copy(update={"publish": "none"})
    hidden = replace(interview, record=interview.record.model_copy(update={"rights": rights}))
    assert permitted(replace(pilot, interviews=(hidden,))).interviews[0].apart == ()
