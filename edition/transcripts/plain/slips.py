"""Labels whose colon was mistyped: told, since nobody can know whether a turn was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.problems import Problem, list_lines
from edition.transcripts.names import is_capitals, reads_like_prose
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import Mark

HINT = "if a turn begins there, write its colon, and say so in the interview's provenance"
_ENDED = re.compile(r"[.!?…)\]”\"»:;–—-]$")
"""The end of a line after which a sentence may begin; elsewhere a name at the beginning of a line is a word of it."""
_SENTENCE = r"(?=\s+[\"“„«'‘(\[¿¡]?[^\W\d_a-zß-ÿ])"
_SIGN = r"\s?[;.]"


def tell_mistyped_colons(lines: Sequence[Line], labels: Mapping[int, Mark], path: str) -> tuple[Problem, ...]:
    """That a line begins with a label that has a colon elsewhere, and has a semicolon or a full stop, or nothing.

    Without any sign only labels in capitals are told: "ODUYA And then?".
    """
    times = Counter(mark.label for mark in labels.values() if mark.style.endswith("colon"))
    known = [label for label, count in times.items() if count > 1 and not reads_like_prose(label)]
    if not known:
        return ()
    capitals = [re.escape(label) for label in known if is_capitals(label)]
    bare = f"|(?:{'|'.join(capitals)})" if capitals else ""
    slip = re.compile(f"(?:(?:{'|'.join(map(re.escape, known))}){_SIGN}{bare}){_SENTENCE}")
    first = min(labels)
    found = [
        line
        for at, line in enumerate(lines)
        if at > first
        and at not in labels
        and not (line.apart or line.front)
        and (line.gap or _ENDED.search(lines[at - 1].text))
        and slip.match(line.text)
    ]
    if not found:
        return ()
    opening = " ".join(found[0].text.split()[:3])
    message = f"'{opening} …' begins as a label does, and has no colon: given to the speaker before"
    again = (list_lines([line.number for line in found]),) if len(found) > 1 else ()
    return (Problem(path=path, line=found[0].number, message=message, hints=(HINT, *again)),)
