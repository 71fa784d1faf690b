"""Tables within a document: a row that holds a speaker and words, or paragraphs of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.transcripts.names import find_label, looks_like_label
from edition.transcripts.paragraphs import DocumentParagraph
from edition.transcripts.segments import SPEAKER_KEYS, START_KEYS, TEXT_KEYS, bare_key, parse_time

Cell = Sequence[DocumentParagraph]
LONGEST_LABEL = 5
"""Words in a cell that may name a speaker."""
FEWEST_NUMBERS = 3
"""Rows that are counted."""
LONGEST_VALUE = 8
"""Words in a cell of a table of values."""


def row_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[DocumentParagraph]:
    """The rows of a table as paragraphs; `Anna Berg | Then we left.` becomes `**Anna Berg:** Then we left.`

    A table is one of speakers where nearly every row has one or two short cells, in most a name, and then a last one
    with words. A table of short cells that names nobody stands apart, a row a line.
    """
    numbers = _numbers(rows)
    if numbers:
        first = next(one for one in numbers[0] if one.text.strip())
        yield replace(first, text=" ".join(map(_text, numbers)), apart="numbers of rows")
        rows = [row[1:] for row in rows]
    shaped = [[cell for cell in row if _text(cell)] for row in rows]
    shaped = [row for row in shaped if row]
    fitting = [row for row in shaped if len(row) == 1 or _label_and_time(row) is not None]
    told = [one for row in shaped if len(row) > 1 and (one := _label_and_time(row)) is not None]
    named = [label for label, time in told if time or looks_like_label(label.rstrip(":： "))]
    is_talk = len(told) > 1 and len(fitting) >= 0.8 * len(shaped) and len(named) >= 0.6 * len(told)
    if not is_talk and _is_of_values(shaped):
        for row in shaped:
            first = next(one for one in row[0] if one.text.strip())
            yield replace(first, text=" | ".join(map(_text, row)), apart="row of a table")
            yield from (one for cell in row for one in cell if one.apart)
        return
    for row in shaped:
        if is_talk and _is_head(row):
            yield replace(row[0][0], text=" ".join(map(_text, row)), apart="head of a table")
            continue
        found = _label_and_time(row) if is_talk and len(row) > 1 else None
        if found is None:
            for cell in row:
                yield from cell
            continue
        label, time = found
        first, *others = [one for one in row[-1] if one.text.strip() and not one.apart]
        mark = f"**{label.rstrip(':：')}:** " if label else ""
        yield replace(first, text=f"{f'[{time}] ' if time else ''}{mark}{first.text.strip()}")
        yield from others
        yield from (one for cell in row for one in cell if one.apart)


def _numbers(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of a first column that only counts the rows of a talk, its heading among them; or none.

    It is a talk, and no list of people, where the row above the numbers names columns or somebody says a sentence.
    """
    counting = [row for row in rows if row and _text(row[0])]
    headed = bool(counting) and not _text(counting[0][0]).rstrip(".").isdecimal()
    counted = [_text(row[0]).rstrip(".") for row in counting[headed:]]
    if len(counted) < FEWEST_NUMBERS or any(len(row) < 3 for row in counting):
        return []
    if not all(text.isdecimal() for text in counted):
        return []
    if any(int(two) != int(one) + 1 for one, two in pairwise(counted)):
        return []
    wordy = any(len(_text(row[-1]).split()) > LONGEST_VALUE for row in counting)
    return [row[0] for row in counting] if wordy or (headed and _is_head(counting[0][1:])) else []


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row only names the columns of a talk."""
    names = [bare_key(_text(cell)) for cell in row]
    return len(row) > 1 and all(name in SPEAKER_KEYS | TEXT_KEYS | START_KEYS for name in names)


def _is_of_values(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has columns of few words, and no words with a speaker's label."""
    cells = [cell for row in rows for cell in row]
    said = [one.text.strip() for cell in cells for one in cell if not one.apart and one.text.strip()]
    wide = sum(len(row) > 1 for row in rows)
    return (
        wide > 1
        and wide >= 0.8 * len(rows)
        and len(said) == len(cells)
        and all(len(text.split()) <= LONGEST_VALUE and not find_label(text.strip("*_ ")) for text in said)
    )


def _label_and_time(row: Sequence[Cell]) -> tuple[str, str] | None:
    """Who speaks in a row and when; None where its cells before the last are no such thing."""
    label = time = ""
    for cell in row[:-1]:
        text = _text(cell).strip("*[]() ")
        if parse_time(text) is not None and ":" in text and not time:
            time = text
        elif len(text.split()) <= LONGEST_LABEL and not label:
            label = text
        else:
            return None
    return (label, time) if any(one.text.strip() and not one.apart for one in row[-1]) else None


def _text(cell: Cell) -> str:
    return " ".join(" ".join(one.text for one in cell if not one.apart).replace("**", "").split())
