"""A located problem: where it is, what was found, what was expected, how to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

COUNTED_IN_PARAGRAPHS = (".docx", ".odt", ".html", ".htm", ".rtf")
"""Endings of files that have no lines a text editor could show, so that `line` counts paragraphs."""
MOST_SHOWN = 10
"""Lines that are named one by one."""


def line_word(path: str) -> str:
    """What `line` counts in a file: lines, or paragraphs."""
    return "paragraph" if path.lower().endswith(COUNTED_IN_PARAGRAPHS) else "line"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something wrong in what an editor wrote, told so that the editor can mend it."""

    path: str
    """File as the editor knows it, relative to the project's folder."""
    line: int = 0
    """Line from 1; 0 where the whole file is meant."""
    column: int = 0
    """Column from 1; 0 where the whole line is meant."""
    message: str
    """What was found, naming the record by its id."""
    hints: tuple[str, ...] = field(default=())
    """What was expected and how to mend it, one sentence a line."""

    def __str__(self) -> str:
        place = self.path + (f"{_mark(self.path)}{self.line}" if self.line else "")
        return "\n".join([f"{place}: {self.message}", *(f"    {hint}" for hint in self.hints)])


def _mark(path: str) -> str:
    """What stands between a file and a place in it: a colon, as text editors read it, where it has lines."""
    return f", {line_word(path)} " if path.lower().endswith(COUNTED_IN_PARAGRAPHS) else ":"


class ProblemsFound(Exception):
    """Raised where work cannot go on; carries every problem found until then."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__(format_problems(self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint in brackets that names the nearest known word, or nothing.

    >>> did_you_mean("brith", ["born", "birth", "died"])
    " (did you mean 'birth'?)"
    """
    near = nearest(word, known)
    return f" (did you mean '{near}'?)" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like another, empty where none is much like it."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def list_lines(lines: Sequence[int]) -> str:
    """Where else something is, as a hint says it: the numbers of the first lines, and whether there are more.

    >>> list_lines([3, 8])
    'so it is on line 3, 8'
    """
    shown = ", ".join(map(str, lines[:MOST_SHOWN]))
    return f"so it is on line {shown}{', …' if len(lines) > MOST_SHOWN else ''}"


def format_problems(problems: Sequence[Problem]) -> str:
    """All problems as plain text for a terminal, in the order of files and lines."""
    return "\n".join(str(problem) for problem in problems)


def format_problems_json(problems: Sequence[Problem]) -> str:
    """All problems as a JSON array of objects with path, line, column, message and hints."""
    rows = [
        {"path": p.path, "line": p.line, "column": p.column, "message": p.message, "hints": list(p.hints)}
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def format_problems_github(problems: Sequence[Problem]) -> str:
    """All problems as GitHub workflow commands, which show them beside the line in a pull request."""

    def escaped(text: str, *more: str) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        for character in more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    return "\n".join(
        f"::error file={escaped(p.path, ',', ':')},line={p.line or 1}::{escaped(' '.join([p.message, *p.hints]))}"
        for p in problems
    )
