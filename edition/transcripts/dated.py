"""What opens with a date: readers' comments and the like, which follow a talk."""

from __future__ import annotations

import re

from edition.dates import MONTHS

_DATE_LINE = re.compile(
    rf"(?:(?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)}),?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\.?",
)


def opens_with_date(text: str) -> bool:
    """Whether a paragraph's first line is a date, or its first is a name and its second a date.

    >>> [opens_with_date(text) for text in ("12 May 1972\\nI was there.", "A reader\\n12 May 1972", "In May 1972")]
    [True, True, False]
    """
    first, *more = text.split("\n", 2)
    if _DATE_LINE.fullmatch(first):
        return True
    name = re.fullmatch(r"[^\W\d_][\w.'’ -]{0,60}", first)
    return bool(more and name and _DATE_LINE.fullmatch(more[0]))
