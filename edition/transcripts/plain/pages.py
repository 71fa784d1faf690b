"""What a printed page adds to a talk: numbers of lines down the margin, numbers of pages, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from edition.transcripts.names import find_label, looks_like_label
from edition.transcripts.plain.lines import Line, ends_sentence

PAGE_NUMBER = "page number"
LINE_NUMBERS = "line numbers"
RUNNING_HEAD = "running head"
MAX_HEAD = 100
"""Characters of a running head."""
SHORTEST_COLUMN = 10
"""Numbers that stand below each other, from one, and are those of lines."""
_NUMBERED = re.compile(r"(\d{1,2})(?:[ \t]+(.*))?$")
_PAGE = re.compile(
    r"[\[(<–—-]{0,3}\s*(?:(?:page|pg\.?|p\.|seite|página|pág\.?|pagina|pag\.?|sayfa|стр\.?)\s*(?:\d{1,4}|[ivxlc]{1,6})"
    r"|第\s*\d{1,4}\s*[页頁])(?:\s*(?:of|/|von|de|di|sur|из)\s*\d{1,4})?\s*[\])>–—-]{0,3}",
    re.IGNORECASE,
)
_DASHED_NUMBER = re.compile(r"[–—-]\s*\d{1,4}\s*[–—-]|\d{1,4}\s*/\s*\d{1,4}")
_LETTERED = re.compile(r"[A-Z][.:]?\s")


def take_number_columns(lines: list[Line]) -> list[Line]:
    """The lines, where the numbers down a margin stand all together before each page's words, as a PDF may give them.

    They stand apart in one line, and the number before them is the page's.
    """
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        column = 0
        while at + column < len(lines) and lines[at + column].text == str(column + 1):
            column += 1
        if column < SHORTEST_COLUMN:
            kept.append(lines[at])
            at += 1
            continue
        first = lines[at]
        if kept and kept[-1].text.isdecimal() and not kept[-1].apart:
            kept[-1].apart = PAGE_NUMBER
        numbers = " ".join(line.text for line in lines[at : at + column])
        kept.append(Line(first.number, numbers, first.gap, first.new_page, apart=LINE_NUMBERS))
        at += column
    return kept


def take_line_numbers(lines: list[Line]) -> list[Line]:
    """The lines without the numbers down their left margin, if they are numbered as court transcripts are.

    The numbers of a page stand apart, in one line before it. A line that is only its number is a blank one.
    """
    runs = _numbered_runs(lines)
    count = sum(len(run) for run in runs)
    if count < 10 or count < 0.6 * len(lines):
        return lines
    double_spaced = sum(lines[at].gap for run in runs for at in run) > 0.6 * count
    numbers = {run[0]: " ".join(lines[at].text.split(None, 1)[0] for at in run) for run in runs}
    numbered = {at for run in runs for at in run}
    kept: list[Line] = []
    gap = True
    for at, line in enumerate(lines):
        if at in numbers:
            kept.append(Line(line.number, numbers[at], False, line.new_page, apart=LINE_NUMBERS))
        if at in numbered:
            line.text = line.text.split(None, 1)[1] if " " in line.text or "\t" in line.text else ""
            line.gap = line.gap and not double_spaced and at not in numbers
        if line.text:
            line.gap, gap = line.gap or gap, False
            kept.append(line)
        else:
            gap = True
    return kept


def _numbered_runs(lines: Sequence[Line]) -> list[list[int]]:
    """Indices of lines whose numbers go up by one, a list for each page."""
    runs: list[list[int]] = []
    run: list[int] = []
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line.text[:400])
        number = int(match[1]) if match else 0
        if run and number == len(run) + 1:
            run.append(at)
        elif number == 1:
            runs.append(run := [at])
    return [run for run in runs if len(run) >= 5]


def mark_pages(lines: Sequence[Line]) -> None:
    """Mark as apart the numbers of pages, and the heads and feet that stand beside them on page after page."""
    plain: list[Line] = []
    for line in lines:
        if line.apart or len(line.text) > MAX_HEAD:
            continue
        if _PAGE.fullmatch(line.text) or _DASHED_NUMBER.fullmatch(line.text):
            line.apart = PAGE_NUMBER
        elif line.text.isdecimal() and len(line.text) < 5:
            plain.append(line)
    for one, two in pairwise(plain):
        if int(two.text) == int(one.text) + 1 and two.number - one.number > 3:
            one.apart = two.apart = PAGE_NUMBER
    _mark_heads(lines)
    _mend_gaps(lines)


def _mark_heads(lines: Sequence[Line]) -> None:
    """Short lines that stand only where a page begins or ends, or whose number goes up with the pages."""
    edges = {at for at, line in enumerate(lines) if line.apart in (PAGE_NUMBER, LINE_NUMBERS) or line.new_page}
    near = {at + step for at in edges for step in (-2, -1, 0, 1, 2)} | {0, 1, len(lines) - 2, len(lines) - 1}
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if not line.apart and len(line.text) <= MAX_HEAD and not _may_be_speech(line.text):
            places.setdefault(re.sub(r"\d+", "#", line.text), []).append(at)
    for shape, found in places.items():
        beside = sum(at in near for at in found) >= 0.9 * len(found) and len(edges) > 1
        enough = len(found) >= (3 if ends_sentence(lines[found[0]].text) else 2)
        if (beside and enough) or (len(found) > 2 and ("#" in shape and _counts_up([lines[at] for at in found]))):
            for at in found:
                lines[at].apart = RUNNING_HEAD


def _may_be_speech(text: str) -> bool:
    found = find_label(text)
    return bool(found and looks_like_label(found[0])) or bool(_LETTERED.match(text))


def _counts_up(lines: Sequence[Line]) -> bool:
    """Whether the one number that differs from line to line goes up by one, with room for a page between them."""
    numbers = [re.findall(r"\d+", line.text) for line in lines]
    if any(":" in line.text for line in lines):
        return False
    columns = [Counter(int(b) - int(a) for a, b in pairwise(c)) for c in zip(*numbers, strict=False)]
    apart = all(two.number - one.number > 5 for one, two in pairwise(lines))
    return apart and any(set(steps) == {1} for steps in columns)


def _mend_gaps(lines: Sequence[Line]) -> None:
    """A sentence that goes on over the end of a page is one paragraph."""
    before: Line | None = None
    crossed = gap = False
    for line in lines:
        crossed = crossed or line.new_page
        if line.apart:
            crossed, gap = True, gap or line.gap
            continue
        if crossed and before:
            goes_on = not ends_sentence(before.text) and line.text[0].islower()
            line.gap = not goes_on and (line.gap or gap)
        before, crossed, gap = line, False, False
