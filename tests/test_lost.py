"""The check that nothing is lost, whose quick look must see what the thorough one sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition.transcripts.lost import _missing, _words_missing

_TEXTS = st.lists(st.text(st.sampled_from("ab \n-e\u0301\u00a0毛_"), max_size=12), max_size=5)


@given(_TEXTS, _TEXTS)
def test_what_is_missing_is_told_word_by_word(needed: list[str], held: list[str]) -> None:
    assert _missing(needed, held) == _words_missing(needed, held)


@given(_TEXTS)
def test_nothing_is_missing_from_the_same_texts_in_another_order(needed: list[str]) -> None:
    assert _missing(needed, sorted(needed)) == ""
