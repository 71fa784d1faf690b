"""Folding, slugs, words and sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text import UNSPACED, fold, fold_with_offsets, normal_words, sentence_around, slug

typographic = st.text(st.sampled_from("ab’‘“”\"'—–- \n\t\u00a0é毛"), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“He’s in” – ‘so’", "\"He's in\" - 'so'"),
        ("  one\n two\u00a0three\t", "one two three"),
        ("1941—45", "1941-45"),
        ("«così»", '"così"'),
        ("MAO", "MAO"),  # case is kept
        ("", ""),
    ],
)
def test_marks_dashes_and_spaces_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(typographic)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(typographic)
def test_folding_with_offsets_is_folding(text: str) -> None:
    assert fold_with_offsets(text).text == fold(text)


@given(typographic, st.data())
def test_offsets_lead_back_to_the_words(text: str, data: st.DataObject) -> None:
    folded = fold_with_offsets(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    piece = folded.text[start:end]
    if piece.strip():
        begin, finish = folded.origin(start, end)
        assert fold(text[begin:finish]) == piece.strip()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Simon Sebag Montefiore", "simon-sebag-montefiore"),
        ("Frank Dikötter", "frank-dikotter"),
        ("O'Neill, J.-P.", "oneill-j-p"),
        ("  --  ", ""),
        ("毛泽东", ""),
        ("ﬁve ½", "five-1-2"),
    ],
)
def test_a_slug_is_lower_case_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_words_for_comparison_have_neither_case_nor_punctuation() -> None:
    assert normal_words("“Mao’s library”, he said — 1,000 books!") == [
        "mao's",
        "library",
        "he",
        "said",
        "1",
        "000",
        "books",
    ]


_ANY = st.text(st.one_of(st.characters(), st.sampled_from("ab_1 '’`“‘—.\n\x1c毛งÄßé\u0301")), max_size=30)


@given(_ANY)
def test_words_for_comparison_are_those_that_a_pattern_finds(text: str) -> None:
    folded = fold(text).casefold()
    spaced = re.sub(f"[{UNSPACED}]", r" \g<0> ", folded)
    assert normal_words(text) == re.findall(r"\w+(?:'\w+)*", spaced)


@given(_ANY)
def test_folding_is_character_by_character(text: str) -> None:
    forms = dict.fromkeys("‘’‚‛′`´ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    assert fold(text) == " ".join(text.translate(str.maketrans(forms)).split())


TEXT = "He came. Did he stay? “Yes!” she said. In 1961.But then he left … 他来了。他走了。"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("came", "He came."),
        ("stay", "Did he stay?"),
        ("said", "she said."),
        ("1961", "In 1961.But then he left …"),
        ("来", "他来了。"),
        ("走", "他走了。"),
        ("came. Did", "He came. Did he stay?"),
    ],
)
def test_a_sentence_is_found_around_words(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    first, last = sentence_around(TEXT, start, start + len(words))
    assert TEXT[first:last] == sentence


@given(st.text(st.sampled_from("ab .!?”。 "), min_size=1, max_size=40), st.data())
def test_a_sentence_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start
    assert end <= last <= len(text)
