"""Quotations to their places, and names to their mentions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import paragraphs

from edition.anchoring.mentions import NameFinder, trie_pattern
from edition.anchoring.quotations import find_quote, nearest_wording
from edition.text import fold


def quotes(text: str, quote: str, prefix: str | None = None, suffix: str | None = None) -> list[str]:
    return [place.quote for place in find_quote(paragraphs(text), quote, prefix, suffix)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It’s Mao’s house", "It's Mao's"),
        ("“But Mao gave us the bomb”", '"But Mao gave'),
        ("in detail — these things", "detail - these"),
        ("half\nthe   people", "half the people"),
        ("half the\u00a0people", "the people"),
        ("so-called", "so‑called"),  # a hyphen that does not break
    ],
)
def test_a_quotation_is_found_however_its_marks_are_typed(text: str, quote: str) -> None:
    (found,) = quotes(text, quote)
    assert found in text
    assert fold(found) == fold(quote)


def test_a_quotation_differs_by_case() -> None:
    assert quotes("Mao said", "mao said") == []


def test_a_quotation_is_not_found_across_paragraphs() -> None:
    assert find_quote(paragraphs("one two", "three four"), "two three") == ()


def test_every_place_is_found_in_the_order_of_the_text() -> None:
    places = find_quote(paragraphs("red sea, red star", "red night"), "red")
    assert [(place.paragraph.id, place.start) for place in places] == [("p1", 0), ("p1", 9), ("p2", 0)]


def test_places_that_overlap_are_all_found() -> None:
    places = find_quote(paragraphs("kill kill kill"), "kill kill")
    assert [(place.start, place.end) for place in places] == [(0, 9), (5, 14)]


def test_a_prefix_keeps_the_place_after_those_words() -> None:
    (place,) = find_quote(paragraphs("first the lamp, then the lamp"), "the lamp", prefix="then")
    assert place.start == 21


def test_a_suffix_keeps_the_place_before_those_words() -> None:
    (place,) = find_quote(paragraphs("the lamp was lit; the lamp’s out"), "the lamp", suffix="'s out")
    assert place.start == 18


def test_an_empty_quotation_is_nowhere() -> None:
    assert quotes("some words", "  ") == []


def test_the_nearest_wording_is_given_as_it_stands() -> None:
    found = nearest_wording(
        paragraphs("Nothing here.", "He wrote in the Spring\nof 1908, they say."), "in the spring of 1908"
    )
    assert found
    assert (found[0].id, found[1]) == ("p2", "in the Spring\nof 1908,")


def test_words_to_which_nothing_comes_near_have_no_nearest_wording() -> None:
    assert nearest_wording(paragraphs("Nothing here."), "forty tons of coal") is None


typographic = st.text(st.sampled_from("ab’‘“”\"'—–- \n\u00a0é毛"), min_size=1, max_size=30)


@given(typographic, st.data())
def test_a_quotation_cut_from_a_text_is_found_where_it_was_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = text[start:end]
    if not cut.strip():
        return
    inner = (start + len(cut) - len(cut.lstrip()), start + len(cut.rstrip()))
    assert inner in [(place.start, place.end) for place in find_quote(paragraphs(text), fold(cut))]


@given(typographic, typographic)
def test_offsets_give_back_the_quotation(text: str, quote: str) -> None:
    for place in find_quote(paragraphs(text), quote):
        assert fold(text[place.start : place.end]) == fold(quote)
        assert place.quote == text[place.start : place.end]


# Names

FINDER = NameFinder(
    [
        ("Stalin", ("people", "stalin")),
        ("Young Stalin", ("references", "young-stalin")),
        ("Mao", ("people", "mao")),
        ("毛泽东", ("people", "mao")),
        ("毛", ("people", "mao")),
        ("Lin", ("people", "lin")),
        ("Lin Biao", ("people", "lin")),
        ("St. Petersburg", ("places", "petersburg")),
        ("Reed", ("people", "old-reed")),
        ("Reed", ("people", "young-reed")),
        ("So-and-so", ("people", "nobody")),
        ("O'Neill", ("people", "oneill")),
    ]
)


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(text[place.start : place.end], "+".join(key for _, key in place.entries)) for place in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stalin and Mao", [("Stalin", "stalin"), ("Mao", "mao")]),
        ("Young Stalin sold well", [("Young Stalin", "young-stalin")]),
        ("young Stalin read", [("Stalin", "stalin")]),
        ("Lin Biao, not Lin Piao", [("Lin Biao", "lin"), ("Lin", "lin")]),
        ("Stalin's and Mao’s", [("Stalin", "stalin"), ("Mao", "mao")]),
        ("Stalinism, Maoist, Linz", []),
        (
            "anti-Stalin, Mao-era, Stalin–Mao",
            [("Stalin", "stalin"), ("Mao", "mao"), ("Stalin", "stalin"), ("Mao", "mao")],
        ),
        ("“Stalin”(Mao)", [("Stalin", "stalin"), ("Mao", "mao")]),
        ("St. Petersburg.", [("St. Petersburg", "petersburg")]),
        ("StX Petersburg", []),
        ("Young\nStalin", [("Young\nStalin", "young-stalin")]),
        ("O’Neill", [("O’Neill", "oneill")]),
        ("So–and–so", [("So–and–so", "nobody")]),
        ("毛泽东说毛好", [("毛泽东", "mao"), ("毛", "mao")]),
        ("见Stalin说", [("Stalin", "stalin")]),
        ("Mao毛", [("Mao", "mao"), ("毛", "mao")]),
        ("Maoé, Mao1, Mao_", []),
        ("MAO, mao", []),
        ("Reed came", [("Reed", "old-reed+young-reed")]),
        ("", []),
    ],
)
def test_names_are_found_whole_and_the_longest_wins(text: str, found: list[tuple[str, str]]) -> None:
    assert mentioned(text) == found


def test_without_names_nothing_is_found() -> None:
    assert NameFinder([]).find("Stalin") == []


def test_one_entry_with_a_name_twice_is_not_ambiguous() -> None:
    finder = NameFinder([("O’Neill", ("people", "oneill")), ("O'Neill", ("people", "oneill"))])
    assert [place.entries for place in finder.find("O'Neill")] == [(("people", "oneill"),)]


names = st.text(st.sampled_from("ab. '-毛"), min_size=1, max_size=5).map(fold).filter(bool)


@given(st.lists(names, min_size=1, max_size=12), st.text(st.sampled_from("ab. '-毛"), max_size=6))
def test_a_trie_matches_exactly_its_words(words: list[str], other: str) -> None:
    pattern = re.compile(trie_pattern(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)


@given(st.lists(names, min_size=1, max_size=12), st.text(st.sampled_from("ab. '-毛"), max_size=20))
def test_a_trie_takes_the_longest_word_as_a_naive_search_does(words: list[str], text: str) -> None:
    pattern = re.compile(trie_pattern(words))
    for start in range(len(text)):
        match = pattern.match(text, start)
        longest = max((word for word in words if text.startswith(word, start)), key=len, default=None)
        assert (match and match.group()) == longest


def naive(words: list[str], text: str) -> list[str]:
    """Names from left to right, the longest first, with no letter before or after."""
    found, at = [], 0
    while at < len(text):
        fits = [
            word for word in words
            if text.startswith(word, at)
            and not (at and text[at - 1].isalnum())
            and not text[at + len(word) : at + len(word) + 1].isalnum()
        ]  # fmt: skip
        if fits:
            found.append(max(fits, key=len))
        at += len(max(fits, key=len)) if fits else 1
    return found


@given(
    st.lists(st.text(st.sampled_from("ab-"), min_size=1, max_size=4), min_size=1, max_size=8),
    st.text(st.sampled_from("ab- "), max_size=20).map(fold),
)
def test_names_are_found_as_a_naive_search_finds_them(words: list[str], text: str) -> None:
    finder = NameFinder((word, ("people", "x")) for word in words)
    assert [text[place.start : place.end] for place in finder.find(text)] == naive(words, text)
