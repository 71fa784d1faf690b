"""Tables drawn with bars, as Markdown and Org have them: a row is what somebody said, where the first row says so.

| Time  | Speaker | Text         |
|-------|---------|--------------|
| 00:12 | Anna    | Then we left |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from edition.problems import Problem
from edition.transcripts.names import find_label, looks_like_label
from edition.transcripts.plain.lines import Line
from edition.transcripts.segments import SPEAKER_KEYS, START_KEYS, TEXT_KEYS, bare_key, parse_time

HEAD = "head of a table"
BESIDE = "beside the table"
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*\|?")
_LETTERS = re.compile(r"[^\W\d_]")
_BAR = re.compile(r"(?<!\\)\|")


def spread_tables(lines: list[Line], path: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines, each row of a table that names a speaker's and a text's column made one that begins with a label.

    What stands in its other columns, and below such a table, is nobody's words and stands apart; what stands above is
    the head of the file. Where labels come back outside of tables, the talk is there, and the lines stay as they are.
    Rows that name nobody are told.
    """
    rows: dict[int, list[str]] = {}
    heads: set[int] = set()
    for at in range(len(lines)):
        if names := _columns(lines, at):
            heads |= {at, at + 1}
            row = at + 2
            while row < len(lines) and not lines[row].gap and lines[row].text.startswith("|"):
                rows[row] = names
                row += 1
    if not rows or _labels_come_back(line.text for at, line in enumerate(lines) if at not in rows):
        return lines, ()
    spread = [replace(line, front=True) for line in lines[: min(heads)]]
    for at in range(min(heads), len(lines)):
        if at in rows:
            spread += _row(lines[at], rows[at])
        elif at in heads:
            spread.append(replace(lines[at], apart=HEAD))
        elif spread[-1].apart == BESIDE and not lines[at].gap:
            spread[-1].text += f"\n{lines[at].text}"
        else:
            spread.append(replace(lines[at], apart=lines[at].apart or BESIDE))
    return spread, tuple(_tell_nameless(spread, {lines[at].number for at in rows}, path))


def _labels_come_back(texts: Iterable[str]) -> bool:
    found = Counter(one[0] for text in texts if (one := find_label(re.sub(r"^[-*•>\s]+|[*_]", "", text))))
    return any(count > 1 and looks_like_label(label) for label, count in found.items())


def _tell_nameless(lines: Sequence[Line], rows: Container[int], path: str) -> Iterator[Problem]:
    nameless = [one for one in lines if one.number in rows and not one.apart and not one.text.startswith("**")]
    if nameless:
        more = f", {len(nameless)} times from here to line {nameless[-1].number}" if len(nameless) > 1 else ""
        message = f"a row of a table does not say who speaks{more}: given to the speaker before"
        yield Problem(path=path, line=nameless[0].number, message=message)


def _columns(lines: Sequence[Line], at: int) -> list[str]:
    """The names of the columns of a table of talk that begins at a line; empty where none does."""
    if at + 2 >= len(lines) or "|" not in lines[at].text or not _RULE.fullmatch(lines[at + 1].text):
        return []
    names = _cells(lines[at].text)
    keys = set(map(bare_key, names))
    return names if keys & SPEAKER_KEYS and keys & TEXT_KEYS and lines[at + 2].text.startswith("|") else []


def _row(line: Line, names: Sequence[str]) -> Iterator[Line]:
    """What a row says, after what stands beside it; figures alone, times among them, go into the margin."""
    said = who = margin = ""
    start: float | None = None
    for name, cell in zip_longest(names, _cells(line.text), fillvalue=""):
        key = bare_key(name)
        if key in SPEAKER_KEYS and not who:
            who = cell.strip("*_: ")
        elif key in TEXT_KEYS and not said:
            said = cell
        elif cell and not _LETTERS.search(cell):
            margin += f"{cell} "
            start = parse_time(cell.strip("[]()`")) if key in START_KEYS and start is None else start
        elif cell:
            yield replace(line, text=cell, apart=f"column '{name}'" if name else "beyond the columns")
    if said and who:
        said = f"**{who}:** {said}"
    if said or who:
        apart = "" if said else "row without words"
        yield replace(line, text=said or who, gap=True, margin=margin, start=start, apart=apart)


def _cells(text: str) -> list[str]:
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(text.strip())]
    return cells[bool(text.startswith("|")) : len(cells) - text.endswith("|")]
