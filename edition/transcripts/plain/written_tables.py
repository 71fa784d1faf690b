"""Tables drawn with bars, as Markdown and Org have them: a row is what somebody said, where the first row says so.

| Time  | Speaker | Text         |
|-------|---------|--------------|
| 00:12 | Anna    | Then we left |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from edition.problems import Problem
from edition.transcripts.names import find_label
from edition.transcripts.plain.lines import Line
from edition.transcripts.segments import SPEAKER_KEYS, START_KEYS, TEXT_KEYS, bare_key, parse_time

HEAD = "head of a table"
BESIDE = "beside the table"
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*\|?")
_LETTERS = re.compile(r"[^\W\d_]")
_DRESS = re.compile(r"^[-*•>\s]+|[*_]")
"""Signs of a list, a quotation or emphasis around a name."""
_BAR = re.compile(r"(?<!\\)\|")


def spread_tables(
    lines: list[Line], path: str, labels_of: Callable[[str], Sequence[str]]
) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines, each row of a table that names a speaker's and a text's column made one that begins with a label.

    What stands in its other columns, and below such a table, is nobody's words and stands apart, up to a line that
    begins with the name and colon of one who speaks in a table; what stands above, up to such a line, is the head of
    the file. Rows that name nobody are told. Where one of the `labels_of` the text without its tables comes back, or
    there are as many as rows, the talk is there, and the lines stay as they are.
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
    beside = labels_of(_text_beside(lines, heads | rows.keys())) if rows else ()
    if not rows or len(beside) > len(set(beside)) or len(beside) >= len(rows):
        return lines, ()
    speakers = {_who(lines[at].text, names).casefold() for at, names in rows.items()}
    resumed = {at for at, line in enumerate(lines) if at not in rows and _begins_with(line, speakers)}
    begins = min(heads | resumed)
    spread = [replace(line, front=True) for line in lines[:begins]]
    goes_on = False
    for at in range(begins, len(lines)):
        goes_on = at not in rows and at not in heads and (goes_on or at in resumed)
        if at in rows:
            spread += _row(lines[at], rows[at])
        elif at in heads:
            spread.append(replace(lines[at], apart=HEAD))
        elif goes_on:
            spread.append(lines[at])
        elif spread[-1].apart == BESIDE and not lines[at].gap:
            spread[-1].text += f"\n{lines[at].text}"
        else:
            spread.append(replace(lines[at], apart=lines[at].apart or BESIDE))
    return spread, tuple(_tell_nameless(spread, {lines[at].number for at in rows}, path))


def _text_beside(lines: Sequence[Line], tables: Container[int]) -> str:
    """The text with a blank line in place of each line of a table."""
    beside = (("\n" * line.gap + line.text if at not in tables else "") for at, line in enumerate(lines))
    return "\n".join(beside)


def _begins_with(line: Line, speakers: Container[str]) -> bool:
    """Whether a line begins with the name of a speaker and a colon."""
    label = find_label(_DRESS.sub("", line.text))
    return label is not None and label[0].casefold() in speakers


def _who(text: str, names: Sequence[str]) -> str:
    """Who speaks in a row."""
    cells = zip(names, _cells(text), strict=False)
    return next((cell.strip("*_: ") for name, cell in cells if bare_key(name) in SPEAKER_KEYS), "")


def _tell_nameless(lines: Sequence[Line], rows: Container[int], path: str) -> Iterator[Problem]:
    nameless = [one for one in lines if one.number in rows and not one.apart and not one.text.startswith("**")]
    if nameless:
        more = f", {len(nameless)} times from here to line {nameless[-1].number}" if len(nameless) > 1 else ""
        message = f"a row of a table does not say who speaks{more}: given to the speaker before"
        yield Problem(path=path, line=nameless[0].number, message=message)


def _columns(lines: Sequence[Line], at: int) -> list[str]:
    """The names of the columns of a table of talk that begins at a line; empty where none does."""
    if at + 2 >= len(lines) or not all(line.text.startswith("|") for line in lines[at : at + 3]):
        return []
    if any(line.gap for line in lines[at + 1 : at + 3]) or not _RULE.fullmatch(lines[at + 1].text):
        return []
    names = _cells(lines[at].text)
    keys = set(map(bare_key, names))
    return names if keys & SPEAKER_KEYS and keys & TEXT_KEYS else []


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
