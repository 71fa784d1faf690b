"""Interviews that name nobody and print a dash before what one of two says: before each question, or each answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from edition.problems import Problem
from edition.transcripts.plain.bold import without_bold
from edition.transcripts.plain.dialogue import DASH
from edition.transcripts.plain.lines import Line, end_of_paragraph, ends_sentence
from edition.transcripts.plain.marks import Mark

FEWEST = 3
"""Questions without which dashes are those of a list, or of a novel."""
_MOST = 0.75
"""How many must be as the form wants them; "Tell us about it." asks, too, and has no question mark."""


def find_one_sided(lines: Sequence[Line], path: str) -> tuple[dict[int, Mark], tuple[Problem, ...]]:
    """Marks by the index of their line, for who asks and who answers, and that they are a guess; empty where none ask.

    Where dashes answer, the paragraph above each asks; where they ask, what stands below each answers. In a novel
    neither is so throughout: what it tells between the dashes asks nothing.
    """
    begins = [at for at in range(len(lines)) if _begins(lines, at)]
    dashed = {at: match.end() for at in begins if (match := DASH.match(lines[at].text[:20]))}
    for answered in (True, False):
        pairs = _pairs(lines, begins, dashed, answered=answered)
        if not pairs:
            continue
        marks: dict[int, Mark] = {}
        for pair in pairs:
            for who, at in zip(("Speaker 1", "Speaker 2"), pair, strict=True):
                length = dashed.get(at, 0)
                sign = lines[at].text[:length].strip()
                marks[at] = Mark(style="dialogue", label=sign or who, length=length, means=who if sign else "")
        what = "answer, and the paragraph above each asks" if answered else "question, and what stands below answers"
        message = f"a dash opens each {what}; nobody is named: given to 'Speaker 1', who asks, and 'Speaker 2'"
        hints = ("check that nobody else speaks, and write their names under 'speakers:' in the interview's .yml",)
        return marks, (Problem(path=path, line=lines[min(marks)].number, message=message, hints=hints),)
    return {}, ()


def _pairs(
    lines: Sequence[Line], begins: Sequence[int], dashed: Collection[int], *, answered: bool
) -> list[tuple[int, int]]:
    """Where a question and its answer begin, of which one has a dash: the answer, or else the question; or nothing.

    Nearly all that have a dash must be so paired, nearly all questions must ask, and hardly any answer may.
    """
    pairs = [
        (asks, answers)
        for asks, answers in pairwise(begins)
        if (answers in dashed) is answered and (asks in dashed) is not answered
    ]
    asking = sum(_asks(lines, asks) for asks, _ in pairs)
    telling = sum(not _asks(lines, answers) for _, answers in pairs)
    enough = len(pairs) >= max(FEWEST, _MOST * len(dashed)) and min(asking, telling) >= _MOST * len(pairs)
    return pairs if enough else []


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph begins here; a line with a dash, and one below a whole sentence beside it, is one, too."""
    line = lines[at]
    if line.apart or line.front or not line.text:
        return False
    beside = at > 0 and (DASH.match(line.text[:20]) or DASH.match(lines[at - 1].text[:20]))
    return line.gap or at == 0 or bool(beside and ends_sentence(lines[at - 1].text))


def _asks(lines: Sequence[Line], at: int) -> bool:
    """Whether the paragraph that begins here ends with a question."""
    last = at
    for other in range(at + 1, end_of_paragraph(lines, at) + 1):
        if _begins(lines, other):
            break
        last = other
    words = without_bold("\n".join(line.text for line in lines[at : last + 1]))
    return words.rstrip("»”\"'*_ )").endswith(("?", "؟", "？"))
