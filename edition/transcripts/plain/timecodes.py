"""Timecodes as transcripts print them, to seconds from the beginning of the recording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.transcripts.plain.lines import Line

TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,:;]\d{1,3})?(?![\d:])(?!\s?[AaPp]\.?[Mm]\b)"
_RANGE = rf"{TIME}(?:\s*(?:-->|->|-|–|—|to)\s*{TIME})?"
_BRACKETED = re.compile(rf"(?:[\[({{<]\s*{_RANGE}\s*[\])}}>]|#\d+:\d\d:\d\d-\d#)\s*(?:[-–—|]\s+|:\s*)?")
_BARE = re.compile(rf"{_RANGE}(?:\s*[-–—|]\s+|:?\s+|:?$)")
_TIME = re.compile(TIME)
_SECOND = r"\d{1,5}(?:\.\d{1,3}s?|s)"
_NAMED = re.compile(rf"\[{TIME}\]\s{{0,3}}(?P<label>[^\W\d_][^:：\[\]\n]{{0,38}}):(?=\s)")
"""A timecode in brackets and a name."""
LONGEST_OPENING = 80
_IN_SECONDS = re.compile(
    rf"[\[(]\s*(?P<in>{_SECOND})(?:\s*(?:-->|->|-|–|—|to)\s*{_SECOND})?\s*[\])]\s*(?:<br>\s*)?"
    rf"|(?P<from>\d{{1,5}}(?:\.\d{{1,3}})?)(?:\s?[-–—]\s?|\s+)\d{{1,5}}\.\d{{1,3}}\s+(?=\S)"
)
"""Times as programs print them, in seconds: `[0.03 - 22.88]`, `[4.5s]`, `0.00–27.12`."""


@dataclass(frozen=True, slots=True)
class Timecode:
    """A timecode at the beginning of a line."""

    printed: str
    """With its brackets and the space after it."""
    start: float
    bracketed: bool


def parse_time(text: str) -> float | None:
    """The first timecode in a text, in seconds; frames, whose rate nobody tells, are left out.

    >>> parse_time("1:02"), parse_time("[00:01:02.5]"), parse_time("01:00:02:24"), parse_time("9:15 PM")
    (62.0, 62.5, 3602.0, None)
    """
    match = _TIME.search(text)
    if not match:
        return None
    whole, _, rest = match.group().replace(",", ".").replace(";", ":").partition(".")
    parts = [int(part) for part in whole.split(":")][:3]
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds + (float(f"0.{rest}") if rest else 0.0)


def find_timecode(text: str) -> Timecode | None:
    """The timecode, or the stretch from one to another, that a line begins with."""
    match = _BRACKETED.match(text) or _BARE.match(text)
    if not match:
        seconds = _IN_SECONDS.match(text)
        if not seconds:
            return None
        first = seconds["in"] or seconds["from"]
        return Timecode(seconds.group(), float(first.rstrip("s")), bool(seconds["in"]))
    start = parse_time(match.group())
    return None if start is None else Timecode(match.group(), start, not match.group()[0].isdigit())


def split_at_timecodes(lines: list[Line]) -> list[Line]:
    """The lines, cut where a timecode and a name that open lines elsewhere stand within one: `on-[1:15:43] Ann: So`."""
    opening = Counter(
        match["label"] for line in lines if not line.apart and (match := _NAMED.match(line.text[:LONGEST_OPENING]))
    )
    if not opening:
        return lines
    cut: list[Line] = []
    for line in lines:
        places = [match.start() for match in _NAMED.finditer(line.text) if match.start() and opening[match["label"]]]
        if line.apart or not places:
            cut.append(line)
            continue
        for start, end in pairwise([0, *places, len(line.text)]):
            cut.append(replace(line, text=line.text[start:end].strip(), gap=line.gap and not start, new_page=False))
    return cut


def take_timecodes(lines: Sequence[Line]) -> None:
    """Put the timecodes that lines begin with into their margins, where the text has them in such a place often.

    A time of day at the beginning of a line is none: what stands there without brackets must never run backwards.
    """
    found = [(line, code) for line in lines if not line.apart and (code := find_timecode(line.text))]
    for bracketed in (True, False):
        codes = [(line, code) for line, code in found if code.bracketed == bracketed]
        if codes and _are_timecodes([code for _, code in codes]):
            for line, code in codes:
                line.margin += code.printed
                line.text = line.text[len(code.printed) :]
                line.start = code.start


def _are_timecodes(codes: Sequence[Timecode]) -> bool:
    full = all(len(re.findall(r"\d+", code.printed)) > 2 for code in codes)
    forward = sum(one.start <= two.start for one, two in pairwise(codes))
    if codes[0].bracketed:
        return full or (len(codes) > 1 and forward * 2 >= len(codes) - 1)
    return len(codes) >= (2 if full else 3) and forward >= 0.9 * (len(codes) - 1)
