"""Tables: a row is what somebody said, in columns parted by commas, semicolons, tabs or bars.

Columns are known by their names, in many spellings. A column that is none of speaker, words and times stands apart
where it has words, and is named where it has none.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.problems import Problem
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.segments import (
    END_KEYS,
    SPEAKER_KEYS,
    START_KEYS,
    TEXT_KEYS,
    Segment,
    bare_key,
    join_segments,
    join_words,
    parse_time,
    tell_nameless,
)

_WORDS_BESIDE_A_SPEAKER = frozenset(["value", "dialogue", "dialog", "line"])
"""Names of columns that may mean anything, and mean what is said where another column has speakers."""
_DELIMITERS = (",", ";", "\t", "|")
_DRAWN = re.compile(r"[^\n]*\|[^\n]*\n[|:+ -]*--[|:+ -]*(?:\n|$)")
"""The first two lines of a table of Markdown, which plain text holds among other things."""
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row; `others` by their names."""

    text: int
    speaker: int | None
    start: int | None
    end: int | None
    others: tuple[tuple[int, str], ...]


def _fits(source: Source) -> bool:
    return source.text is not None and _layout(source.text) is not None


def _layout(text: str) -> tuple[str, _Columns, int] | None:
    """The delimiter, the columns and how many there are; None where the first row does not name them."""
    head = text.removeprefix("\ufeff").lstrip("\n")
    if head[:4].lower() == "sep=":  # what a spreadsheet program writes for itself
        head = head.partition("\n")[2]
    opening = head[:10_000]
    if _DRAWN.match(opening):
        return None
    for delimiter in _DELIMITERS:
        if delimiter not in opening.partition("\n")[0]:
            continue
        try:
            names = next(csv.reader(io.StringIO(opening), delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        columns = _columns(names)
        if columns:
            return delimiter, columns, len(names)
    return None


def _columns(names: Sequence[str]) -> _Columns | None:
    keys = [bare_key(name) for name in names]

    def find(known: frozenset[str]) -> int | None:
        return next((index for index, key in enumerate(keys) if key in known), None)

    text, speaker, start, end = map(find, (TEXT_KEYS, SPEAKER_KEYS, START_KEYS, END_KEYS))
    if text is None and speaker is not None:
        text = find(_WORDS_BESIDE_A_SPEAKER)
    if text is None or (speaker is None and start is None) or any(len(name) > 60 for name in names):
        return None
    taken = {text, speaker, start, end}
    others = tuple((index, name.strip()) for index, name in enumerate(names) if index not in taken)
    return _Columns(text, speaker, start, end, others)


def find_unnamed(source: Source) -> Problem | None:
    """That a source which is no `TABLE` is one of which nothing says what its columns are; None where it is not.

    A file that is called a table is one where its rows are as wide; of others only what has times within its rows, as
    programs write them between tabs: read as plain text they would be somebody's words.
    """
    text = source.text or ""
    opening = text[:20_000].rpartition("\n")[0] or text
    called = source.path.lower().endswith((".csv", ".tsv", ".tab"))
    for delimiter in _DELIMITERS if called else ("\t",):
        if delimiter not in opening:
            continue
        try:
            rows = [row.cells for row in _rows(opening, delimiter)]
        except csv.Error:
            continue
        width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        alike = [cells for cells in rows if len(cells) == width]
        if width < 2 or count < 2 or count < 0.9 * len(rows):
            continue
        if delimiter != "\t" or any(_are_times(cells[column] for cells in alike) for column in range(1, width)):
            first = ", ".join(f"'{cell}'" for cell in map(_shortened, rows[0]) if cell)
            return Problem(
                path=source.path,
                line=1,
                message=f"this is a table of {width} columns, and its first row does not name them: {first}",
                hints=("write a first row that does: speaker, text, and where there are times, start and end",),
            )
    return None


def _are_times(cells: Iterable[str]) -> bool:
    return all(":" in cell and parse_time(cell.strip("[]()")) is not None for cell in cells)


def _shortened(cell: str) -> str:
    words = cell.split()
    return " ".join(words[:5]) + (" …" if len(words) > 5 else "")


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Rows with the line on which each begins; `csv.Error` where a cell is beyond measure or a quotation mark stray."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter, skipinitialspace=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _Row(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _read(source: Source) -> Pieces:
    assert source.text is not None
    layout = _layout(source.text)
    assert layout is not None
    delimiter, columns, width = layout
    remarks: list[Problem] = []
    rows: list[_Row] = []
    try:
        rows += _rows(source.text, delimiter)
    except csv.Error as error:
        line = rows[-1].line if rows else 1
        broken = Problem(path=source.path, line=line, message=f"the table can't be read from here on: {error}")
        return Pieces(pieces=(), problems=(broken,))
    form: list[str] = []
    if rows and rows[0].cells[0].lower().startswith("sep="):
        form += rows.pop(0).cells
    form += rows.pop(0).cells
    worded = {index for index, _ in columns.others if any(_LETTERS.search(_cell(row, index)) for row in rows)}
    unread = [name for index, name in columns.others if index not in worded]
    if unread:
        message = f"columns that are not read, for they have no words: {', '.join(unread)}"
        remarks.append(Problem(path=source.path, line=1, message=message))
    segments: list[Segment] = []
    untimed: list[tuple[int, str]] = []
    for row in rows:
        segments += _segments(row, columns, width, delimiter, worded, source.path, remarks, untimed)
        form += [_cell(row, index) for index in (columns.start, columns.end) if index is not None]
        form += [_cell(row, index) for index, _ in columns.others if index not in worded]
    remarks += _tell_untimed(untimed, source.path)
    remarks += tell_nameless(segments, source.path, "row")
    return join_segments(segments, source.path, "row", remarks, form=form)


def _tell_untimed(untimed: Sequence[tuple[int, str]], path: str) -> Iterator[Problem]:
    if untimed:
        (line, cell), *more = untimed
        count = "is another" if len(more) == 1 else f"are {len(more)} others"
        others = f", nor {count} from here to line {more[-1][0]}" if more else ""
        hints = ("expected seconds (62.5) or hours, minutes and seconds (0:01:02)",)
        yield Problem(path=path, line=line, message=f"'{cell}' is no time{others}", hints=hints)


def _segments(
    row: _Row,
    columns: _Columns,
    width: int,
    delimiter: str,
    worded: set[int],
    path: str,
    remarks: list[Problem],
    untimed: list[tuple[int, str]],
) -> Iterator[Segment]:
    """What a row says, after what stands beside it."""
    text = _cell(row, columns.text)
    over = row.cells[width:]
    if any(over):
        if columns.text == width - 1:
            text = (
                join_words(text + delimiter, f"{delimiter} ".join(over))
                if delimiter != "\t"
                else " ".join((text, *over))
            )
        said = (
            "its words seem to hold the sign that parts columns, and were joined again"
            if columns.text == width - 1
            else "what is beyond stands apart"
        )
        hints = ('put words with that sign between quotation marks: "Well, yes"',)
        message = f"this row has {len(row.cells)} columns and the first row {width}; {said}"
        remarks.append(Problem(path=path, line=row.line, message=message, hints=hints))
        if columns.text != width - 1:
            yield Segment(text=" ".join(filter(None, over)), line=row.line, apart="beyond the columns")
    for index, name in columns.others:
        if index in worded and _cell(row, index):
            yield Segment(text=_one_line(_cell(row, index)), line=row.line, apart=f"column '{name}'")
    start = _time(row, columns.start, untimed)
    speaker = _one_line(_cell(row, columns.speaker))
    label = speaker.removesuffix(":").removesuffix("：").rstrip()
    if text:
        yield Segment(
            text=_one_line(text), line=row.line, label=label, mark=speaker, start=start,
            end=_time(row, columns.end, untimed),
        )  # fmt: skip
    elif speaker:
        yield Segment(text=speaker, line=row.line, apart="row without words")


def _time(row: _Row, index: int | None, untimed: list[tuple[int, str]]) -> float | None:
    cell = _cell(row, index).strip("[]()")
    seconds = parse_time(cell) if cell else None
    if cell and seconds is None:
        untimed.append((row.line, cell))
    return seconds


def _cell(row: _Row, index: int | None) -> str:
    return row.cells[index] if index is not None and index < len(row.cells) else ""


def _one_line(text: str) -> str:
    joined = ""
    for line in text.split("\n"):
        joined = join_words(joined, line.strip())
    return joined


TABLE = Form(name="table (.csv, .tsv)", fits=_fits, read=_read, words=lambda source: source.text or "")
