"""A value that is taken over from a transcript's file, with where it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.problems import line_word

FIELD = re.compile(r"[#*_\s-]*(?P<key>[^\W\d_][\w ]{0,30}?)[*_]*\s*[:：]\s*[*_]*(?P<value>.+?)[*_\s]*$")
"""A line that says something of the interview: `Date: May 1972`, `**Interviewer:** Anna Berg`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value, and from what it was taken."""

    value: str
    reason: str
    line: int = 0
    """Of the transcript's file, from 1; 0 where it is not from a line of it."""

    def said(self, path: str) -> str:
        """From what the value was taken, and where that stands in the file at `path`."""
        return self.reason + (f", {line_word(path)} {self.line}" if self.line else "")
