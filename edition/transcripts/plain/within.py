"""Labels that stand within a line, where a line break was lost: told, since nobody can know where a turn was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.problems import Problem
from edition.transcripts.names import is_capitals, reads_like_prose
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

SHORTEST = 3
"""Letters of a label that is looked for within lines."""
HINT = "if a turn begins with it, put it on a line of its own, and say so in the interview's provenance"
MOST_SHOWN = 10
"""Lines that are named one by one."""
_PLACES = (
    ("colon", r"(?:(?<=[a-zß-ÿ])|(?<=[.!?…)\]”\"–—-][ ]))", r":(?=\s)"),
    ("full stop", r"(?:(?<=[.!?…)\]])|(?<=[)\]] ))", r"\.(?=\s)"),
)
"""How the name of a style ends, what precedes a label of it within a line, and what follows."""


def tell_labels_within(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That a label that opens turns elsewhere stands within a line, joined to a word or after what has ended."""
    pattern = "|".join(
        before + f"(?:{known})" + after
        for style, before, after in _PLACES
        if (known := "|".join(map(re.escape, _labels(labels, style))))
    )
    if not pattern:
        return ()
    within = re.compile(pattern)
    found: list[tuple[Line, str]] = []
    for at, line in enumerate(lines):
        begin = labels[at].length if at in labels else 0
        match = None if line.apart or line.front else within.search(line.text, begin)
        if match and match.start() > begin:
            found.append((line, match.group().strip()))
    if not found:
        return ()
    first, label = found[0]
    hints: tuple[str, ...] = (HINT,)
    if len(found) > 1:
        shown = ", ".join(str(line.number) for line, _ in found[1 : MOST_SHOWN + 1])
        hints = (*hints, f"so it is on line {shown}{', …' if len(found) > MOST_SHOWN + 1 else ''}")
    message = f"'{label}' stands within this line: no turn begins there"
    return (Problem(path=path, line=first.number, message=message, hints=hints),)


def _labels(labels: Mapping[int, Mark], style: str) -> list[str]:
    """The labels of a style that are surely labels, the longest first."""
    times = Counter(mark.label for mark in labels.values() if mark.style.endswith(style))
    sure = [
        label
        for label, count in times.items()
        if len(label) >= SHORTEST and (count > 1 or is_capitals(label)) and not reads_like_prose(label)
    ]
    return sorted(sure, key=len, reverse=True)
