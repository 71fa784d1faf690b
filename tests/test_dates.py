"""Dates in EDTF: the days they mean, how they are printed, and what is no date."""

from __future__ import annotations

import pytest

from edition import dates
from edition.dates import Day, parse_date, print_edtf

FIRST, LAST = (-9999, 1, 1), (9999, 12, 31)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "printed"),
    [
        ("1907", (1907, 1, 1), (1907, 12, 31), "1907"),
        ("1907-06", (1907, 6, 1), (1907, 6, 30), "June 1907"),
        ("1907-06-26", (1907, 6, 26), (1907, 6, 26), "26 June 1907"),
        ("1904-02", (1904, 2, 1), (1904, 2, 29), "February 1904"),
        ("1900-02", (1900, 2, 1), (1900, 2, 28), "February 1900"),
        ("192X", (1920, 1, 1), (1929, 12, 31), "1920s"),
        ("19XX", (1900, 1, 1), (1999, 12, 31), "20th century"),
        ("20XX", (2000, 1, 1), (2099, 12, 31), "21st century"),
        ("11XX", (1100, 1, 1), (1199, 12, 31), "12th century"),
        ("1932?", (1932, 1, 1), (1932, 12, 31), "1932 (uncertain)"),
        ("1932~", (1932, 1, 1), (1932, 12, 31), "c. 1932"),
        ("1932%", (1932, 1, 1), (1932, 12, 31), "c. 1932 (uncertain)"),
        ("1932-05?", (1932, 5, 1), (1932, 5, 31), "May 1932 (uncertain)"),
        ("1932-XX", (1932, 1, 1), (1932, 12, 31), "1932"),
        ("1932-05-XX", (1932, 5, 1), (1932, 5, 31), "May 1932"),
        ("1959/1961", (1959, 1, 1), (1961, 12, 31), "1959–1961"),
        ("1959-03/1961", (1959, 3, 1), (1961, 12, 31), "March 1959 – 1961"),
        ("1932?/1933~", (1932, 1, 1), (1933, 12, 31), "1932 (uncertain) – c. 1933"),
        ("1920/..", (1920, 1, 1), LAST, "from 1920"),
        ("../1920", FIRST, (1920, 12, 31), "until 1920"),
        ("1920/", (1920, 1, 1), LAST, "from 1920"),
        ("/1920", FIRST, (1920, 12, 31), "until 1920"),
        ("1920-05?/..", (1920, 5, 1), LAST, "from May 1920 (uncertain)"),
        ("[1920,1922]", (1920, 1, 1), (1922, 12, 31), "1920 or 1922"),
        ("{1920,1922}", (1920, 1, 1), (1922, 12, 31), "1920 and 1922"),
        ("-0258", (-258, 1, 1), (-258, 12, 31), "259 BC"),
        ("0000", (0, 1, 1), (0, 12, 31), "1 BC"),
        ("0033", (33, 1, 1), (33, 12, 31), "33"),
    ],
)
def test_an_edtf_string_means_these_days(edtf: str, first: Day, last: Day, printed: str) -> None:
    date = parse_date(edtf)
    assert (date.first, date.last, str(date)) == (first, last, printed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1907/6",  # a month without its zero
        "12 May 1920",  # as a reader writes it
        "1920-13",  # no such month
        "1920-02-30",  # no such day
        "1900-02-29",  # no leap year
        "1920-5-1",  # month and day without zeros
        "20",  # a year has four figures
        "c. 1920",
        "1920s",  # 192X
        "1920-1925",  # an interval is written with a slash
        "1961/1959",  # it ends before it begins
        "../..",  # no end at all
        "/",
        "..",
        "1920/12 May",  # one end is no date
        "../May",
        "1920-01-01T12:00:00",  # a time of day
        "no",
        "1_000",
        "1920//1921",
        "1920/1921/1922",
    ],
)
def test_what_is_not_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date(text)


@pytest.mark.parametrize("edtf", ["1932?", "1932~", "1932%", "192X", "[1920,1922]", "1920?/..", "1932-05-XX"])
def test_what_is_not_certain_says_so(edtf: str) -> None:
    assert parse_date(edtf).uncertain


def test_an_open_interval_says_which_end_is_open() -> None:
    assert (parse_date("1920/..").open_start, parse_date("1920/..").open_end) == (False, True)
    assert (parse_date("../1920").open_start, parse_date("../1920").open_end) == (True, False)
    assert (parse_date("1920/1921").open_start, parse_date("1920/1921").open_end) == (False, False)


def test_dates_sort_by_their_first_day_then_the_shorter_first() -> None:
    written = ["../1920", "1959", "-0258", "1907-06-26", "1907", "1907-06", "190X", "1959/1961"]
    assert sorted(written, key=lambda edtf: parse_date(edtf).sort_key) == [
        "../1920", "-0258", "190X", "1907", "1907-06", "1907-06-26", "1959", "1959/1961",
    ]  # fmt: skip


def test_a_form_without_words_is_printed_as_written() -> None:
    assert print_edtf("Y-17E7") == "Y-17E7"


@pytest.mark.parametrize(
    "text", ["1907", "-0258", "1907-06", "2000-02", "1907-06-26", "1932?", "1932-11~", "1688%", "192X"]
)
def test_the_short_way_gives_what_the_library_gives(text: str) -> None:
    assert (parse_date(text).first, parse_date(text).last) == dates._library_bounds(text)
