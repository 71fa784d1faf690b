"""Backslashes by which Markdown says that a sign is no markup: `\\[laughter\\]` is a stage direction in brackets."""

from __future__ import annotations

import re

from edition.problems import Problem

_ESCAPED = re.compile(r"\\([\[\]*_~#>])")


def without_escapes(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    r"""A text without the backslashes of Markdown, and the problem that tells of it, with the line of the first.

    >>> without_escapes(r"Yes. \[laughter\]", "talk.md")[0]
    'Yes. [laughter]'
    """
    first = _ESCAPED.search(text)
    if not first:
        return text, ()
    bare, count = _ESCAPED.subn(r"\1", text)
    times = f", {count} times from here" if count > 1 else ""
    message = f"a backslash before {first[1]} is taken as Markdown's and left out{times}"
    return bare, (Problem(path=path, line=text.count("\n", 0, first.start()) + 1, message=message),)
