"""Dates in EDTF (Library of Congress, 2019): parsed by the `edtf` library, sorted and printed here.

Years before the common era are astronomical in EDTF: ``-0258`` is 259 BC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNKNOWN = "XXXX"
"""EDTF for a date of which nothing is known, as yet."""
Day = tuple[int, int, int]
_FIRST_DAY: Day = (-9999, 1, 1)
_LAST_DAY: Day = (9999, 12, 31)
_MARKED = re.compile(r"-?\d{4}(?:-\d\d){0,2}[?~%]")
_PLAIN = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """What an EDTF string says, in a form that can be sorted, drawn and printed."""

    edtf: str
    first: Day
    """Earliest day meant: (year, month, day)."""
    last: Day
    """Latest day meant."""
    uncertain: bool
    """Whether the string carries ``?``, ``~``, ``%``, ``X`` or a choice."""
    open_start: bool = False
    open_end: bool = False

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        return (self.first, self.last, self.edtf)

    def __str__(self) -> str:
        return print_edtf(self.edtf)


@cache
def parse_date(text: str) -> DateSpan:
    """The span of days an EDTF string means; ``ValueError`` where it is not EDTF.

    Open intervals are halved here, because the library can't bound them (edtf 5.0.2).

    >>> parse_date("1959/1961").last
    (1961, 12, 31)
    """
    start, slash, end = text.partition("/")
    if slash and (start in ("", "..") or end in ("", "..")):
        if start in ("", "..") and end in ("", ".."):
            raise ValueError("an interval needs at least one end")
        bound = parse_date(end if start in ("", "..") else start)
        return DateSpan(
            edtf=text,
            first=_FIRST_DAY if start in ("", "..") else bound.first,
            last=_LAST_DAY if end in ("", "..") else bound.last,
            uncertain=bound.uncertain,
            open_start=start in ("", ".."),
            open_end=end in ("", ".."),
        )
    if "/" in end:
        raise ValueError("not a date in EDTF")
    if slash:
        first, last = parse_date(start).first, parse_date(end).last
    else:
        bare = text[:-1] if _MARKED.fullmatch(text) else text  # a mark on the whole leaves its bounds as they are
        first, last = _plain_bounds(bare) or _library_bounds(text)
    if not _is_calendar_day(first) or not _is_calendar_day(last):
        raise ValueError("not a date in EDTF")
    if first > last:
        raise ValueError("the interval ends before it begins")
    return DateSpan(edtf=text, first=first, last=last, uncertain=bool(re.search(r"[?~%X\[{]", text)))


def _plain_bounds(text: str) -> tuple[Day, Day] | None:
    """First and last day of a year, a month, a day or a decade without any mark.

    The library takes milliseconds for each and a tenth of a second to load; nearly all dates are of these four forms.
    """
    if re.fullmatch(r"\d{3}X", text):
        return (int(text[:3]) * 10, 1, 1), (int(text[:3]) * 10 + 9, 12, 31)
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, last_month = int(match[1]), int(match[2] or 12)
    if not 1 <= last_month <= 12:
        raise ValueError("not a date in EDTF")
    last_day = int(match[3] or _month_length(year, last_month))
    return (year, int(match[2] or 1), int(match[3] or 1)), (year, last_month, last_day)


def _library_bounds(text: str) -> tuple[Day, Day]:
    from edtf import EDTFParseException, parse_edtf  # slow to load, and rarely needed

    try:
        parsed = parse_edtf(text)
        first, last = tuple(parsed.lower_strict()[:3]), tuple(parsed.upper_strict()[:3])
    except (EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError("not a date in EDTF") from error
    if "T" in text:
        raise ValueError("not a date in EDTF")
    return first, last


def _is_calendar_day(day: Day) -> bool:
    year, month, number = day
    return 1 <= month <= 12 and 1 <= number <= _month_length(year, month)


def _month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def print_edtf(text: str) -> str:
    """An EDTF string as a reader would write it.

    >>> print_edtf("1878-12-18"), print_edtf("1932?"), print_edtf("192X"), print_edtf("1959/1961"), print_edtf("XXXX")
    ('18 December 1878', '1932 (uncertain)', '1920s', '1959–1961', 'undated')
    """
    if text == UNKNOWN:
        return "undated"
    if text[:1] in "[{":
        joined = " or " if text[0] == "[" else " and "
        return joined.join(print_edtf(part.strip()) for part in text[1:-1].split(",")).replace("..", " to ")
    start, slash, end = text.partition("/")
    if slash:
        if start in ("", ".."):
            return f"until {print_edtf(end)}"
        if end in ("", ".."):
            return f"from {print_edtf(start)}"
        spaced = "–" if re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d{4}", end) else " – "
        return f"{print_edtf(start)}{spaced}{print_edtf(end)}"
    return _print_single(text)


def _print_single(text: str) -> str:
    marks = set(re.findall(r"[?~%]", text))
    bare = re.sub(r"[?~%]", "", text)
    match = re.fullmatch(r"(-?)(\d{1,4}X{0,4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?", bare)
    if not match:
        return text
    minus, year, month, day = match.groups()
    printed = _print_year(minus, year)
    if month and month != "XX" and 1 <= int(month) <= 12:
        printed = f"{MONTHS[int(month) - 1]} {printed}"
        if day and day != "XX":
            printed = f"{int(day)} {printed}"
    if "%" in marks or {"?", "~"} <= marks:
        return f"c. {printed} (uncertain)"
    if "~" in marks:
        return f"c. {printed}"
    return f"{printed} (uncertain)" if "?" in marks else printed


def _print_year(minus: str, year: str) -> str:
    if minus:
        if year.endswith("XX") and year[:2].isdigit():
            return f"{_ordinal(int(year[:2]) + 1)} century BC"
        return f"{int(year) + 1} BC" if year.isdigit() else f"-{year}"
    if year.endswith("XX") and year[:2].isdigit() and len(year) == 4:
        return f"{_ordinal(int(year[:2]) + 1)} century"
    if year == "0000":
        return "1 BC"
    if year.endswith("X") and year[:3].isdigit():
        return f"{year[:3]}0s"
    return str(int(year)) if year.isdigit() else year


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
