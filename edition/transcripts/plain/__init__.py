"""Plain text: paragraphs parted by blank lines, with a mark of who speaks before each turn.

The text is cut into lines; each module then marks what it knows of (the furniture of pages, the head, timecodes,
headings, the styles of labels), and what is left is put together to pieces. No word is dropped and none is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from edition.problems import Problem
from edition.transcripts.pieces import Form, Piece, Pieces, Source
from edition.transcripts.plain.asked import find_asked
from edition.transcripts.plain.bold import tell_bold, without_bold
from edition.transcripts.plain.chat import MESSAGE_TIME, find_messages, tell_below
from edition.transcripts.plain.court import mark_examiners, name_examiners
from edition.transcripts.plain.credits import mark_credits
from edition.transcripts.plain.dialogue import find_dialogue, tell_unnamed_dashes
from edition.transcripts.plain.end_notes import END_NOTES, extend_definitions, mark_definitions, mark_end_notes
from edition.transcripts.plain.escapes import without_escapes
from edition.transcripts.plain.head import Cast, names_in_title, read_head
from edition.transcripts.plain.headed import find_headed
from edition.transcripts.plain.headings import mark_headings
from edition.transcripts.plain.inline import tell_inline
from edition.transcripts.plain.lines import Line, make_lines
from edition.transcripts.plain.marks import Mark
from edition.transcripts.plain.minutes import mark_minuted, tell_scribes
from edition.transcripts.plain.offices import join_offices
from edition.transcripts.plain.one_sided import find_one_sided
from edition.transcripts.plain.pages import mark_pages, take_line_numbers, take_number_columns
from edition.transcripts.plain.quotes import take_quotes
from edition.transcripts.plain.site_marks import mark_site_marks
from edition.transcripts.plain.slips import tell_mistyped_colons
from edition.transcripts.plain.styles import Styles
from edition.transcripts.plain.timecodes import find_timecode, split_at_timecodes, take_timecodes, tell_unnamed
from edition.transcripts.plain.unlabelled import tell_unlabelled
from edition.transcripts.plain.within import tell_labels_in_brackets, tell_labels_within
from edition.transcripts.plain.written_tables import spread_tables


def read(source: Source) -> Pieces:
    """The pieces of a plain text."""
    text, told = without_escapes(source.text or "", source.path)
    pieces = read_text(text, source.path, source.pages)
    return replace(pieces, remarks=(*told, *tell_inline(pieces.pieces, text, source.path), *pieces.remarks))


def read_text(text: str, path: str, pages: Collection[int] = ()) -> Pieces:
    """The pieces of a text whose paragraphs are parted by blank lines; bold words stand between pairs of asterisks.

    `pages` are the lines with which pages begin.
    """
    lines, nameless = spread_tables(make_lines(text, pages), path, _labels_of)
    lines = take_line_numbers(take_number_columns(lines))
    mark_pages(lines)
    mark_site_marks(lines)
    mark_definitions(lines)
    casts = (*read_head(lines), *names_in_title(lines))
    lines = join_offices(lines)
    messages = find_headed(lines) or find_messages(lines)
    remarks: tuple[Problem, ...] = ()
    if not messages:
        lines = split_at_timecodes(lines)
        remarks = take_timecodes(lines, path)
    examiners = mark_examiners(lines)
    styles = Styles(lines)
    labels, declared = styles.choose()
    if messages:
        labels, declared = dict(messages), {}
        remarks = (*tell_scribes(lines, messages, path), *tell_below(lines, messages, path))
    elif not styles.names_speakers:
        dialogue, guessed = find_dialogue(lines, path)
        if not dialogue:
            dialogue, guessed = find_asked(lines, path)
        if not dialogue:
            dialogue, guessed = find_one_sided(lines, path)
        remarks += guessed
        if dialogue:
            labels, declared = dialogue, {**declared, **labels}
    labels = name_examiners(labels, lines, examiners)
    mark_headings(lines, labels)
    mark_minuted(lines, labels)
    extend_definitions(lines, labels)
    if not messages:
        mark_end_notes(lines, labels)
        mark_credits(lines, labels)
    remarks += nameless
    remarks += take_quotes(lines, labels, declared, path)
    for tell in _TELLERS:
        remarks += tell(lines, labels, path)
    casts += tuple(Cast(mark.initials, mark.label) for mark in labels.values() if mark.initials)
    in_full = tuple(
        (label, mark.label)
        for mark in labels.values()
        if (letter := styles.letter_of(mark))
        for label in (letter, mark.label)
    )
    asked = any(mark.label == "Q" for mark in labels.values())
    kept = ((cast.label, cast.name) for cast in casts if asked or not cast.implied or len(cast.label) > 1)
    return Pieces(
        pieces=tuple(_pieces(lines, labels, declared, styles)),
        casts=(*kept, *dict.fromkeys(in_full)),
        remarks=remarks,
    )


_TELLERS = (
    tell_unnamed, tell_unnamed_dashes, tell_labels_within, tell_mistyped_colons, tell_labels_in_brackets, tell_bold,
    tell_unlabelled,
)  # fmt: skip
"""What is told of lines in which somebody may speak and nobody does."""

FORM = Form(name="plain text", fits=lambda source: source.text is not None, read=read)


def _labels_of(text: str) -> list[str]:
    """The label of each turn of a text."""
    return [piece.label for piece in read_text(text, "").pieces if piece.label and not (piece.weak or piece.apart)]


def _pieces(
    lines: Sequence[Line], labels: Mapping[int, Mark], declared: Mapping[int, Mark], styles: Styles
) -> Iterator[Piece]:
    held: list[Line] = []
    opened: tuple[Mark, bool] | None = None
    margin: list[Line] = []
    """Lines that are timecodes alone, which belong to what follows."""

    def flush() -> Iterator[Piece]:
        nonlocal held, opened
        if held:
            yield _piece(held, opened, styles)
        held, opened = [], None

    for at, line in enumerate(lines):
        if line.apart == END_NOTES and at and lines[at - 1].apart == END_NOTES and not line.gap:
            continue  # part of the paragraph of notes that the line before is of
        if line.apart:
            yield from flush()
            text = _paragraph_of_notes(lines, at) if line.apart == END_NOTES else line.printed
            yield Piece(text=text, line=line.number, apart=line.apart)
            continue
        if not line.text:
            yield from flush()
            margin.append(line)
            continue
        mark = labels.get(at) or declared.get(at)
        if mark or line.gap or line.start is not None or margin or line.front != bool(held and held[-1].front):
            yield from flush()
        if mark and mark.stamp:
            yield Piece(text=mark.stamp, line=line.number, apart=MESSAGE_TIME)
        if mark:
            opened = (mark, at not in labels)
        if margin:
            line = _with_margin(margin, line)
            margin = []
        held.append(line)
    yield from flush()
    for line in margin:
        yield Piece(text=line.margin.strip(), line=line.number, apart="timecode")


def _paragraph_of_notes(lines: Sequence[Line], at: int) -> str:
    """The lines of notes from this one on, up to a blank line: a paragraph, as it would be were they not apart."""
    more = takewhile(lambda line: line.apart == END_NOTES and not line.gap, islice(lines, at + 1, None))
    return "\n".join([lines[at].printed, *(line.printed for line in more)])


def _with_margin(margin: Sequence[Line], line: Line) -> Line:
    """A line with the timecodes that stand on lines of their own before it."""
    return Line(
        number=line.number,
        text=line.text,
        gap=line.gap or margin[0].gap,
        margin="\n".join([*(one.margin.strip() for one in margin), line.margin]),
        start=margin[-1].start if line.start is None else line.start,
        front=line.front,
    )


def _piece(lines: Sequence[Line], opened: tuple[Mark, bool] | None, styles: Styles) -> Piece:
    first, *more = lines
    if opened is None:
        text = without_bold("\n".join([first.text, *(line.text for line in more)]))
        return Piece(text=text, line=first.number, margin=first.margin, start=first.start, runs_on=not first.gap)
    mark, weak = opened
    rest = first.text[mark.length :]
    printed = first.text[: mark.length]
    printed = printed.replace(mark.stamp, "", 1).lstrip() if mark.stamp else printed
    code = find_timecode(rest) if first.start is None and mark.start is None and not weak else None
    start = first.start if mark.start is None else mark.start
    if code and code.bracketed and not code.reopened:
        printed, rest, start = printed + code.printed, rest[len(code.printed) :], code.start
    words = [rest, *(line.text for line in more)] if rest else [line.text for line in more]
    return Piece(
        text="\n".join(words) if weak else without_bold("\n".join(words), printed),
        line=first.number,
        label=mark.label,
        mark=printed + ("\n" if more and not rest else ""),
        margin=first.margin,
        direction=" ".join(mark.directions),
        means=mark.means,
        start=start,
        runs_on=not first.gap,
        weak=weak,
        sure=mark.style == "dialogue" or styles.is_sure(mark),
    )
