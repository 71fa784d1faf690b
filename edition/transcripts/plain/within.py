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


def tell_labels_within(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That a label and a colon that open turns elsewhere stand within a line, after a sentence or joined to a word."""
    times = Counter(mark.label for mark in labels.values() if mark.style.endswith("colon"))
    known = [
        re.escape(label)
        for label, count in times.items()
        if len(label) >= SHORTEST and (count > 1 or is_capitals(label)) and not reads_like_prose(label)
    ]
    if not known:
        return ()
    longest = "|".join(sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?:(?<=[a-zß-ÿ])|(?<=[.!?…)\]”\"–—-][ ]))(?:{longest}):(?=\s)")
    found: list[tuple[Line, str]] = []
    for at, line in enumerate(lines):
        begin = labels[at].length if at in labels else 0
        match = None if line.apart or line.front else pattern.search(line.text, begin)
        if match and match.start() > begin:
            found.append((line, match.group()))
    if not found:
        return ()
    first, label = found[0]
    hints: tuple[str, ...] = (HINT,)
    if len(found) > 1:
        shown = ", ".join(str(line.number) for line, _ in found[1 : MOST_SHOWN + 1])
        hints = (*hints, f"so it is on line {shown}{', …' if len(found) > MOST_SHOWN + 1 else ''}")
    message = f"'{label}' stands within this line: no turn begins there"
    return (Problem(path=path, line=first.number, message=message, hints=hints),)
