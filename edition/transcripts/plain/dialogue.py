"""Talk printed as a novel prints it: a dash before what each of two says, and no name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edition.problems import Problem, list_lines
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

DASH = re.compile(r"([–—―]|-{1,2}(?=\s))\s*(?=\S)")
"""A dash before what somebody says."""
_UNNAMED = re.compile(r"(?:[–—―]|[—―─]{2,3})\s*(?:[^\W\d_]|[「『]|$)")
"""A dash in the place of a name; two or three, or one above the words, as Japanese print has it."""


def find_dialogue(lines: Sequence[Line], path: str) -> tuple[dict[int, Mark], tuple[Problem, ...]]:
    """Marks by the index of their line, for two speakers in turn, and that they are a guess; empty where it is prose.

    Most paragraphs must open with a dash, and with hyphens, which lists have too, somebody must ask something.
    """
    said = [at for at, line in enumerate(lines) if not line.apart and not line.front]
    dashed = {at: match for at in said if (match := DASH.match(lines[at].text[:20]))}
    openings = [at for at in said if lines[at].gap]
    opened = sum(at in dashed for at in openings)
    asked = any("?" in lines[at].text for at in dashed)
    hyphens = any(match[1].startswith("-") for match in dashed.values())
    if len(dashed) < 3 or opened < 0.6 * len(openings) or (hyphens and not asked):
        return {}, ()
    marks = {
        at: Mark(style="dialogue", label=match[1], length=match.end(), means=f"Speaker {turn % 2 + 1}")
        for turn, (at, match) in enumerate(dashed.items())
    }
    first = min(dashed)
    message = "a dash opens each turn, and nobody is named: given to 'Speaker 1' and 'Speaker 2' in turn"
    hints = ("say who speaks: put a name and a colon before each turn, or check that the two always alternate",)
    return marks, (Problem(path=path, line=lines[first].number, message=message, hints=hints),)


def tell_unnamed_dashes(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That paragraphs open with a dash, as somebody's words do, in a talk whose other turns have names; in one."""
    if not labels or any(mark.style == "dialogue" for mark in labels.values()):
        return ()
    first = min(labels)
    found = [
        line.number
        for at, line in enumerate(lines)
        if at > first and at not in labels and line.gap and not line.apart and _UNNAMED.match(line.text)
    ]
    if not found:
        return ()
    message = "a dash opens this paragraph, and nobody is named: given to the speaker before"
    hints = ("if somebody else says it, put the name before it, and say so in the interview's provenance",)
    again = (list_lines(found[1:]),) if found[1:] else ()
    return (Problem(path=path, line=found[0], message=message, hints=(*hints, *again)),)
