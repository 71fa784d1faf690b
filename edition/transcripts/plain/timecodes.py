"""Timecodes as transcripts print them, to seconds from the beginning of the recording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.problems import Problem, list_lines
from edition.transcripts.plain.lines import Line

TIME = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,:;]\d{1,3})?(?![\d:])(?!\s?[AaPp]\.?[Mm]\b)"
_RANGE = rf"{TIME}(?:\s*(?:-->|->|-|–|—|to)\s*{TIME})?"
_BRACKETED = re.compile(rf"(?:[\[({{<]\s*{_RANGE}\s*[\])}}>]|#\d+:\d\d:\d\d-\d#)\s*(?:[-–—|]\s+|:\s*)?")
_BARE = re.compile(rf"{_RANGE}(?:\s*[-–—|]\s+|:?\s+|:?$)")
_HEADING = re.compile(rf"#{{1,6}}\s+\*{{0,2}}{TIME}\*{{0,2}}$")
"""A time as a heading of Markdown, above what is said from then on: `### 00:01:10`."""
_DRESSED = re.compile(
    rf"(?P<sign>\*{{1,3}}|_{{1,2}}|`|)(?:\[\s*{_RANGE}\s*\](?P<link>\((?:https?:|/|#)[^()\s]*\)|)|\(\s*{_RANGE}\s*\)|{_RANGE})"
    r"(?P<closed>(?P=sign)|)(?:\s*[-–—|:]\s+|\s+|$)"
)
"""A time that is a link or emphasised: `[0:12](https://…)`, `**0:12**`; or `**[0:12] Anna:**`, whose sign goes on."""
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
_ELAPSED = re.compile(r"(\d{2,3}) ([01]\d|2[0-3]) ([0-5]\d) ([0-5]\d)(?:[ \t]{2,}|\t)(?=\S)")
"""Days, hours, minutes and seconds with spaces between them, as the voice of a space flight is printed."""
_FOUR = re.compile(r"\D*(\d{1,3}):(\d\d):(\d\d):(\d\d)\b")
FEWEST_ELAPSED = 0.1
"""Of all lines, those that begin with figures and spaces between them, where these are times."""
MOST_FRAMES = 30
"""What the last of four figures does not reach where it counts the frames of a second."""


@dataclass(frozen=True, slots=True)
class Timecode:
    """A timecode at the beginning of a line."""

    printed: str
    """With its brackets and the space after it."""
    start: float
    bracketed: bool
    reopened: str = ""
    """The sign of emphasis before it that closes only after what follows."""


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
    return round(seconds + float(f"0.{rest or 0}"), 3)


def find_timecode(text: str) -> Timecode | None:
    """The timecode, or the stretch from one to another, that a line begins with."""
    if match := _ELAPSED.match(text):
        return Timecode(match.group(), _elapsed(match), bracketed=False)
    if (dressed := _DRESSED.match(text)) and (dressed["sign"] or dressed["link"]):
        reopened = "" if dressed["closed"] else dressed["sign"]
        start = parse_time(dressed.group())
        if start is not None and reopened in text[dressed.end() :]:
            bracketed = bool(dressed["link"]) or dressed.group()[len(dressed["sign"])] in "[("
            return Timecode(dressed.group(), start, bracketed, reopened)
    match = _BRACKETED.match(text) or _BARE.match(text) or _HEADING.match(text)
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


def take_timecodes(lines: Sequence[Line], path: str) -> tuple[Problem, ...]:
    """Put the timecodes that lines begin with into their margins, where the text has them in such a place often.

    A time of day at the beginning of a line is none: what stands there without brackets must never run backwards.
    What was concluded of their figures is returned.
    """
    found = [(line, code) for line in lines if not line.apart and (code := find_timecode(line.text))]
    elapsed = [line for line, _ in found if _ELAPSED.match(line.text)]
    if len(elapsed) < FEWEST_ELAPSED * len(lines):  # a table within a talk
        found = [(line, code) for line, code in found if not _ELAPSED.match(line.text)]
    days = _have_days([code for _, code in found])
    taken: list[Line] = []
    for bracketed in (True, False):
        codes = [(line, code) for line, code in found if code.bracketed == bracketed]
        if codes and _are_timecodes([code for _, code in codes]):
            for line, code in codes:
                line.margin += code.printed
                line.text = code.reopened + line.text[len(code.printed) :]
                four = _FOUR.match(code.printed) if days else None
                line.start = _elapsed(four) if four else code.start
                taken.append(line)
    if not days or not taken:
        return ()
    message = "times of four figures taken as days, hours, minutes and seconds"
    return (Problem(path=path, line=min(line.number for line in taken), message=message),)


def tell_unnamed(lines: Sequence[Line], labels: Collection[int], path: str) -> tuple[Problem, ...]:
    """That lines open with a time and name nobody, where nearly every line that has a time has a label.

    `labels` are the indices of lines that begin with a speaker's label.
    """
    first = min(labels, default=len(lines))
    talk = [(at, line) for at, line in enumerate(lines) if at >= first and not (line.apart or line.front)]
    timed = [at for at, line in talk if line.margin and line.text]
    unnamed = [lines[at] for at in timed if at not in labels]
    if not unnamed or len(unnamed) > 0.2 * len(timed):
        return ()
    opening = " ".join(unnamed[0].text.split()[:3])
    message = f"'{opening} …' follows a time and no label: given to the speaker before"
    hints = (list_lines([line.number for line in unnamed]),) if len(unnamed) > 1 else ()
    return (Problem(path=path, line=unnamed[0].number, message=message, hints=hints),)


def _elapsed(figures: re.Match[str]) -> float:
    days, hours, minutes, seconds = map(int, figures.groups())
    return float(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _have_days(codes: Sequence[Timecode]) -> bool:
    """Whether times of four figures begin with days: the second is below 24, the last reaches 30 and never 60."""
    four = [match for code in codes if (match := _FOUR.match(code.printed))]
    last = [int(match[4]) for match in four]
    return all(int(match[2]) < 24 for match in four) and MOST_FRAMES <= max(last, default=0) < 60


def _are_timecodes(codes: Sequence[Timecode]) -> bool:
    full = all(len(re.findall(r"\d+", code.printed)) > 2 for code in codes)
    forward = sum(one.start <= two.start for one, two in pairwise(codes))
    if codes[0].bracketed:
        return full or (len(codes) > 1 and forward * 2 >= len(codes) - 1)
    return len(codes) >= (2 if full else 3) and forward >= 0.9 * (len(codes) - 1)
