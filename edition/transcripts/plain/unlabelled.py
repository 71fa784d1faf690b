"""Interviews that name who speaks at the beginning only: the questions after that have no label, and no speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from edition.problems import Problem, list_lines
from edition.transcripts.plain.lines import Line, end_of_paragraph
from edition.transcripts.plain.marks import Mark

FEWEST = 3
"""Questions that a story does not ask of itself."""


def tell_unlabelled(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That paragraphs below the last label ask and answer in turn; in one problem, or none.

    A question of the story's own has no answer beside it so often, nor do such questions outnumber the labels.
    """
    if not labels or any(mark.style == "dialogue" for mark in labels.values()):
        return ()
    last = max(labels)
    below = [at for at in range(last + 1, len(lines)) if lines[at].gap and not lines[at].apart]
    questions = [one for one, other in pairwise(below) if _asks(lines, one) and not _asks(lines, other)]
    if len(questions) < max(FEWEST, len(labels)) or 3 * len(questions) < len(below):
        return ()
    message = "paragraphs below the last label ask and answer, and have none: all are given to the speaker before"
    hints = (
        "put the name of who speaks before each, and say so in the interview's provenance",
        list_lines([lines[at].number for at in questions[1:]]),
    )
    return (Problem(path=path, line=lines[questions[0]].number, message=message, hints=hints),)


def _asks(lines: Sequence[Line], at: int) -> bool:
    """Whether the paragraph that begins here ends with a question."""
    return lines[end_of_paragraph(lines, at)].text.rstrip("»”\"'*_ )").endswith(("?", "؟", "？"))
