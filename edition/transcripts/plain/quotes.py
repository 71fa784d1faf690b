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

    Where turns begin with ">>", as captions have it where another speaks, such a line without a label is told instead.
    `labels` and `declared` are the indices of lines that begin with a label, or that do if it is declared.
    """
    quoted = [at for at in labels if lines[at].text.startswith(">")]
    if len(quoted) < 2:
        return ()
    changes = sum(lines[at].text.startswith(">>") for at in quoted) * 2 > len(quoted)
    outside: list[Line] = []
    unnamed: list[Line] = []
    for at in range(min(labels), len(lines)):
        line = lines[at]
        if at in labels or at in declared or line.apart or line.front:
            continue
        if line.text.startswith(">>") and changes:
            unnamed.append(line)
        elif line.text.startswith(">"):
            line.text = line.text[1:].lstrip()
        elif line.gap:
            outside.append(line)
    told = _tell(unnamed, "begins as turns do and names nobody", path)
    if len(quoted) >= MOST * len(labels):
        told += _tell(outside, "stands outside of the quotations in which others speak", path)
    return told


def _tell(lines: Sequence[Line], what: str, path: str) -> tuple[Problem, ...]:
    if not lines:
        return ()
    opening = " ".join(lines[0].text.split()[:4])
    hints = (list_lines([line.number for line in lines[1:]]),) if lines[1:] else ()
    message = f"'{opening} …' {what}: given to the speaker before"
    return (Problem(path=path, line=lines[0].number, message=message, hints=hints),)
