"""Turns that Markdown shows as quotations: the ">" before each line is a look and no word."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from edition.problems import Problem, list_lines
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

MOST = 0.8
"""Of so many labels stand in quotations, where what stands outside of them is told."""


def take_quotes(
    lines: Sequence[Line], labels: Mapping[int, Mark], declared: Container[int], path: str
) -> tuple[Problem, ...]:
    """Take the ">" off lines without a label, where turns begin with it; paragraphs outside of quotations are told.

    `labels` and `declared` are the indices of lines that begin with a label, or that do if it is declared.
    """
    quoted = [at for at in labels if lines[at].text.startswith(">")]
    if len(quoted) < 2:
        return ()
    outside: list[Line] = []
    for at in range(min(labels), len(lines)):
        line = lines[at]
        if at in labels or at in declared or line.apart or line.front:
            continue
        if line.text.startswith(">"):
            line.text = line.text.lstrip("> ")
        elif line.gap:
            outside.append(line)
    if not outside or len(quoted) < MOST * len(labels):
        return ()
    opening = " ".join(outside[0].text.split()[:4])
    message = f"'{opening} …' stands outside of the quotations in which others speak: given to the speaker before"
    hints = (list_lines([line.number for line in outside[1:]]),) if outside[1:] else ()
    return (Problem(path=path, line=outside[0].number, message=message, hints=hints),)
