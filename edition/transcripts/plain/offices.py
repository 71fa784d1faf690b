"""A name and below it an office, on two lines above the words: how calls of companies are often printed.

Anna Berg
Chief Executive Officer

Thank you. We sailed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from edition.transcripts.names import heads_a_text, looks_like_label, reads_like_prose
from edition.transcripts.plain.lines import Line, end_of_paragraph, ends_sentence

_OFFICE = re.compile(r"[^\W\d_a-zà-ÿ][^:：!?\n]{1,80}(?<![.,;])")


def join_offices(lines: Sequence[Line]) -> list[Line]:
    """The lines, a name and its office made one line with a line end in it, where a text has that form throughout.

    It has where one such pair comes back and there is another for somebody else; then each is one. What is said must
    follow below, and end as sentences do.
    """
    pairs = {at: (lines[at].text, lines[at + 1].text) for at in range(len(lines) - 2) if _is_pair(lines, at)}
    times = Counter(pairs.values())
    if max(times.values(), default=0) < 2 or len({name for name, _ in times}) < 2:
        return list(lines)
    joined: list[Line] = []
    for at, line in enumerate(lines):
        if at in pairs:
            joined.append(replace(line, text="\n".join(pairs[at])))
        elif at - 1 not in pairs:
            joined.append(line)
    return joined


def _is_pair(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph of two short lines is a name and what may be an office, with words below."""
    name, office, below = lines[at : at + 3]
    return (
        name.gap
        and not office.gap
        and below.gap
        and not any(one.apart or one.front or one.margin for one in (name, office))
        and " " in name.text
        and looks_like_label(name.text)
        and not reads_like_prose(name.text)
        and not heads_a_text(name.text)
        and bool(_OFFICE.fullmatch(office.text))
        and ends_sentence(lines[end_of_paragraph(lines, at + 2)].text)
    )
