"""Labels within a line, or in brackets on one of their own: told, since nobody can know where a turn was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.problems import Problem, list_lines
from edition.transcripts.names import find_label, is_capitals, is_wholly_round, reads_like_prose
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

HINT = "if a turn begins with it, put it on a line of its own, and say so in the interview's provenance"
_PLACES = (
    ("colon", r"(?:(?<=[a-zß-ÿ])|(?<=[.!?…)\]”\"–—-][ ]))", r":(?=\s)"),
    ("full stop", r"(?:(?<=[.!?…)\]])|(?<=[)\]] ))", r"\.(?=\s)"),
)
"""How the name of a style ends, what precedes a label of it within a line, and what follows."""


def tell_labels_within(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That a label that opens turns elsewhere stands within a line, joined to a word or after what has ended."""
    known = {style: _labels(labels, style) for style, _, _ in _PLACES}
    within = re.compile(
        "|".join(
            before + f"(?:{'|'.join(map(re.escape, known[style]))})" + after
            for style, before, after in _PLACES
            if known[style]
        )
    )
    words = {label for of_style in known.values() for label in of_style}
    found: list[tuple[Line, str]] = []
    for at, line in enumerate(lines):
        begin = labels[at].length if at in labels else 0
        if line.apart or line.front or not any(line.text.find(label, begin + 1) > 0 for label in words):
            continue  # which most lines are, and a pattern takes longer to say so
        match = within.search(line.text, begin)
        if match and match.start() > begin:
            found.append((line, match.group().strip()))
    if not found:
        return ()
    first, label = found[0]
    others = [line for line, _ in found[1:]]
    hints = (HINT, list_lines([line.number for line in others])) if others else (HINT,)
    message = f"'{label}' stands within this line: no turn begins there"
    return (Problem(path=path, line=first.number, message=message, hints=hints),)


def tell_labels_in_brackets(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That what somebody says who speaks elsewhere stands in brackets on a line of its own; many such in one."""
    names = {mark.label for mark in labels.values()}
    found = [
        line
        for at, line in enumerate(lines)
        if at not in labels
        and not (line.apart or line.front)
        and is_wholly_round(line.text)
        and (label := find_label(line.text[1:-1].strip()))
        and label[0] in names
    ]
    if not found:
        return ()
    times = f", {len(found)} times from here to line {found[-1].number}" if len(found) > 1 else ""
    opening = " ".join(found[0].text.split()[:3])
    message = f"'{opening} …' stands in brackets and names who speaks elsewhere{times}: left with the speaker before"
    return (Problem(path=path, line=found[0].number, message=message),)


def _labels(labels: Mapping[int, Mark], style: str) -> list[str]:
    """The labels of a style that are surely labels, the longest first."""
    times = Counter(mark.label for mark in labels.values() if mark.style.endswith(style))
    sure = [
        label for label, count in times.items() if (count > 1 or is_capitals(label)) and not reads_like_prose(label)
    ]
    return sorted(sure, key=len, reverse=True)
