"""Tables within a document: a row that holds a speaker and words, or paragraphs of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from edition.transcripts.names import find_label, looks_like_label
from edition.transcripts.paragraphs import DocumentParagraph
from edition.transcripts.segments import SPEAKER_KEYS, START_KEYS, TEXT_KEYS, bare_key, parse_time

Cell = Sequence[DocumentParagraph]
LONGEST_LABEL = 5
"""Words in a cell that may name a speaker."""
LONGEST_VALUE = 8
"""Words in a cell of a table of values."""


def row_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[DocumentParagraph]:
    """The rows of a table as paragraphs; `Anna Berg | Then we left.` becomes `**Anna Berg:** Then we left.`

    A table is one of speakers where nearly every row has one or two short cells, in most a name, and then a last one
    with words. A table of short cells that names nobody stands apart, a row a line.
    """
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
        names = [bare_key(_text(cell)) for cell in row]
        if is_talk and len(row) > 1 and all(name in SPEAKER_KEYS | TEXT_KEYS | START_KEYS for name in names):
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
