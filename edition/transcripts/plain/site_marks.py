"""Lines that only a maker of web sites reads: marks of Jekyll and Hugo and comments of HTML within Markdown; of Org."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.transcripts.plain.lines import Line

SITE_MARK = "mark of the site"
LONGEST = 20
"""Lines that one such mark may run over."""
_PAIRS = (("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("<!--", "-->"))
_BLOCK = re.compile(r"#\+(?:begin|end)_\w+(?:\s.*)?", re.IGNORECASE)
"""What begins or ends a block in Org: `#+begin_quote`."""
_MORE = re.compile(
    r"(?:\s*(?:\{%(?:(?!%\}).)*%\}|\{\{<(?:(?!>\}\}).)*>\}\}|\{\{%(?:(?!%\}\}).)*%\}\}|<!--(?:(?!-->).)*-->))*\s*"
)
"""Nothing, or more such marks."""


def mark_site_marks(lines: Sequence[Line]) -> None:
    """Mark as apart each line that is all of it such a mark, or a part of one that runs over several lines.

    A mark with words before or after it, or one that is never closed, stays where it is.
    """
    at = 0
    while at < len(lines):
        end = _end_of_mark(lines, at)
        for line in lines[at : end + 1]:
            line.apart = SITE_MARK
        at = max(at, end) + 1


def _end_of_mark(lines: Sequence[Line], at: int) -> int:
    """The index of the line with which a mark ends that begins at this one; below it, where none does."""
    if _BLOCK.fullmatch(lines[at].text):
        return at
    closing = next((close for begin, close in _PAIRS if lines[at].text.startswith(begin)), "")
    if not closing or lines[at].apart:
        return at - 1
    for end in range(at, min(at + LONGEST, len(lines))):
        _, closed, after = lines[end].text.partition(closing)
        if closed:
            return end if _MORE.fullmatch(after) else at - 1
    return at - 1
