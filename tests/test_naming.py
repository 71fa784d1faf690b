"""Ids for names in any script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotations import ID_PATTERN
from edition.naming import MOST, is_latin, name_id
from edition.text import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("斯大林", "si-da-lin"), ("Сталин", "stalin"), ("СТАЛИН", "stalin"), ("ستالين", "stalyn"),
        ("Στάλιν", "stalin"), ("スターリン", "sutarin"), ("สตาลิน", "stalin"), ("סטאלין", "stalyn"),
        ("毛澤東 2", "mao-ze-dong-2"), ("김일성", "gim-il-seong"),
        ("Спикер A", "spiker-a"), ("المتحدث ٢", "almthdth-2"), ("？", ""), ("😀", ""),
    ],
)  # fmt: skip
def test_a_name_in_another_script_has_an_id_that_can_be_read(name: str, expected: str) -> None:
    assert name_id(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zoë Müller", "zoe-muller"), ("斯大林 (Stalin)", "stalin"), ("1984", "1984"), ("İnönü", "inonu"),
    ],
)  # fmt: skip
def test_a_latin_name_has_the_id_that_it_always_had(name: str, expected: str) -> None:
    assert name_id(name) == slug(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Łódź", "lodz"), ("Ærø 1", "aero-1"), ("Ł", "l"), ("Strauß", "strauss"), ("Yıldız", "yildiz"), ("Þór", "thor")],
)
def test_a_latin_letter_without_an_accent_is_spelled_and_not_left_out(name: str, expected: str) -> None:
    assert name_id(name) == expected


@given(st.text(max_size=90))
def test_an_id_is_one_whatever_it_is_made_of(name: str) -> None:
    made = name_id(name)
    assert made == "" or re.fullmatch(ID_PATTERN, made)
    assert not name.isascii() or made == slug(name)
    assert is_latin(name) or made == slug(name) or len(made) <= MOST
