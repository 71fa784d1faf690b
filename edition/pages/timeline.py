"""The timeline: what is spoken of, in lanes, drawn in SVG at build time; the list below it says the same in words.

An event of a day or a year is a point, a stretch of time a bar. What is uncertain is dashed, what only a speaker says
is hollow. Events long before the rest stand in a column of their own, so that they do not press the others together.
Labels are laid out in rows so that none covers another; their width is estimated, generously. A narrow screen, which
would show a part of that, has a picture of its own: how many events begin in each stretch of years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.annotations import Event, Lane
from edition.dates import DateSpan, parse_date, print_edtf
from edition.markdown import Markup, attribute
from edition.pages.strip import link_attribute

ROW = 18
LANE_GAP = 14
LETTER = 6.1
"""Estimated width of a letter of a label."""
LONGEST_LABEL = 34
COLUMN = 60
"""Height of the highest column, where many events are counted and not drawn one by one."""
COUNTED = 14
"""Columns, up to which each has its number above it."""
MOST_DRAWN = 150
"""As many events are drawn one by one."""
MODERN = 1860
"""The first year of the axis at the earliest; what is older stands to its left without a scale."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a drawing has what, in units of its own, to which the page scales it."""

    name: str
    """For the style sheet: which screens show it."""
    width: int
    early: int
    """The left of what is older than the axis."""
    left: int
    right: int
    """Of the axis."""
    columns: int
    """The most of them that can be told apart."""


_WIDE = _Frame("wide", 1000, 8, 150, 985, 160)
_NARROW = _Frame("narrow", 340, 4, 40, 334, COUNTED)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An event where it is drawn."""

    id: str
    event: Event
    span: DateSpan
    left: float
    right: float
    label: str

    @property
    def end(self) -> float:
        """Where the label ends."""
        return max(self.right, self.left + 9) + 6 + len(self.label) * LETTER


def draw_timeline(
    events: Mapping[str, Event], lanes: Sequence[Lane], link_to: Callable[[str], str], today: int
) -> Markup:
    """The events as a drawing in a region that can be scrolled, and one for narrow screens; empty without events.

    `link_to` gives the address of an event by its id; `today` is the year in which open ends are cut.
    """
    dated = {key: (event, parse_date(event.when)) for key, event in events.items()}
    modern = [span for _, span in dated.values() if span.first[0] >= MODERN]
    if not modern:
        return Markup("")
    scale = _Scale(min(span.first[0] for span in modern), max(_last_year(span, today) for span in modern), _WIDE)
    parts: list[str] = []
    top = 26.0
    for lane in lanes:
        of_lane = {key: held for key, held in dated.items() if held[0].lane == lane.id}
        if of_lane:
            drawn, height = _draw_lane(of_lane, scale, link_to, top + 14, today)
            parts.append(
                f'<text class="timeline-lane" x="{_WIDE.early}" y="{top + 6:.0f}">{attribute(lane.label)}</text>'
            )
            parts += drawn
            top += height + LANE_GAP + 14
            parts.append(_draw_rule(_WIDE, top))
    axis = "".join(_draw_axis(scale, top))
    caption = (
        "● documented · ○ as stated by a speaker only · dashed: the date is uncertain · a bar: a stretch of time. What "
        "is older stands at the left without a scale."
    )
    wide = _figure(_WIDE, f"{axis}{''.join(parts)}", top, caption)
    return Markup(wide + _draw_density(dated, lanes, link_to, _NARROW))


def _figure(frame: _Frame, drawn: str, height: float, caption: str) -> Markup:
    drawing = (
        f'<svg class="timeline-drawing" viewBox="0 0 {frame.width} {height:.0f}" width="{frame.width}" '
        f'height="{height:.0f}">{drawn}</svg>'
    )
    return Markup(
        f'<figure class="timeline timeline-{frame.name}" data-added><div class="timeline-scroll" tabindex="0" '
        f'role="region" aria-label="Timeline; the list below says the same in words"><div aria-hidden="true">{drawing}'
        f"</div></div><figcaption>{caption}</figcaption></figure>"
    )


def draw_density(events: Mapping[str, Event], lanes: Sequence[Lane], link_to: Callable[[str], str]) -> Markup:
    """As `draw_timeline`, for more events than can be told apart: how many begin in each stretch of years, by lane.

    Each column is a link to where the first of its events is listed, by `link_to`.
    """
    dated = {key: (event, parse_date(event.when)) for key, event in events.items()}
    if not any(span.first[0] >= MODERN for _, span in dated.values()):
        return Markup("")
    return Markup("".join(_draw_density(dated, lanes, link_to, frame) for frame in (_WIDE, _NARROW)))


def _draw_density(
    dated: Mapping[str, tuple[Event, DateSpan]], lanes: Sequence[Lane], link_to: Callable[[str], str], frame: _Frame
) -> Markup:
    modern = [span.first[0] for _, span in dated.values() if span.first[0] >= MODERN]
    scale = _Scale(min(modern), max(modern), frame)
    steps = (1, 5, 10, 50, 100, 500)
    step = next((years for years in steps if (scale.last - scale.first) / years <= frame.columns), steps[-1])
    counted = {lane.id: _columns(dated, lane.id, step) for lane in lanes}
    most = max((len(held) for columns in counted.values() for held in columns.values()), default=1)
    parts: list[str] = []
    top = 26.0
    for lane in lanes:
        if not counted[lane.id]:
            continue
        parts.append(f'<text class="timeline-lane" x="{frame.early}" y="{top + 6:.0f}">{attribute(lane.label)}</text>')
        bottom = top + 14 + COLUMN + (14 if frame.columns == COUNTED else 0)
        for start, held in counted[lane.id].items():
            parts.append(_draw_column(scale, start, step, held, bottom, COLUMN * len(held) / most, link_to))
        top = bottom + LANE_GAP
        parts.append(_draw_rule(frame, top))
    said = {1: "each year", 10: "each decade", 100: "each century"}.get(step, f"every {step} years")
    highest = "" if frame.columns == COUNTED else f"; the highest column stands for {most}"
    older = f" What is older than {MODERN} stands at the left." if any(None in one for one in counted.values()) else ""
    caption = f"How many dates begin in {said}{highest}.{older}"
    return _figure(frame, "".join(_draw_axis(scale, top)) + "".join(parts), top, caption)


def _draw_rule(frame: _Frame, below: float) -> str:
    return f'<line class="timeline-rule" x1="0" x2="{frame.width}" y1="{below - 8:.0f}" y2="{below - 8:.0f}"/>'


def _columns(dated: Mapping[str, tuple[Event, DateSpan]], lane: str, step: int) -> dict[int | None, list[str]]:
    """The ids of a lane's events by the year in which their column begins; None for all that are older."""
    columns: dict[int | None, list[str]] = {}
    for key, (event, span) in dated.items():
        if event.lane == lane:
            year = span.first[0]
            columns.setdefault(year // step * step if year >= MODERN else None, []).append(key)
    return columns


def _draw_column(
    scale: _Scale, start: int | None, step: int, held: Sequence[str], bottom: float, height: float,
    link_to: Callable[[str], str],
) -> str:  # fmt: skip
    height = max(height, 2)
    if start is None:
        left, width, years = float(scale.frame.early), 12.0, f"before {MODERN}"
    else:
        left = scale.at(start)
        width = max(scale.at(start + step) - left - 1, 1)
        years = f"{start}" if step == 1 else f"{start}–{start + step - 1}"
    title = f"{years}: {len(held)} {'date' if len(held) == 1 else 'dates'}"
    middle = left + width / 2
    number = (
        f'<text x="{middle:.1f}" y="{bottom - height - 3:.1f}" text-anchor="middle">{len(held)}</text>'
        if scale.frame.columns == COUNTED
        else ""
    )
    return (
        f'<a {link_attribute(link_to(held[0]))} tabindex="-1"><title>{title}</title><rect class="timeline-documented" '
        f'x="{left:.1f}" y="{bottom - height:.1f}" width="{width:.1f}" height="{height:.1f}"/>{number}</a>'
    )


class _Scale:
    """Years to places on the axis."""

    def __init__(self, first: int, last: int, frame: _Frame):
        self.first = first // 10 * 10
        self.last = last + 1
        self.frame = frame

    def at(self, year: float) -> float:
        length = self.frame.right - self.frame.left
        return self.frame.left + length * (year - self.first) / (self.last - self.first)


def _last_year(span: DateSpan, today: int) -> int:
    return today if span.open_end else span.last[0]


def _draw_axis(scale: _Scale, bottom: float) -> Iterator[str]:
    step = 10 if scale.last - scale.first <= 160 else 50
    for year in range(scale.first, scale.last + 1, step):
        x = scale.at(year)
        yield f'<line class="timeline-year" x1="{x:.1f}" x2="{x:.1f}" y1="18" y2="{bottom:.0f}"/>'
        if year % (2 * step) == 0 or step > 10:
            yield f'<text class="timeline-number" x="{x:.1f}" y="12" text-anchor="middle">{year}</text>'


def _draw_lane(
    events: Mapping[str, tuple[Event, DateSpan]],
    scale: _Scale,
    link_to: Callable[[str], str],
    top: float,
    today: int,
) -> tuple[list[str], float]:
    """The pieces of a lane, in rows without overlap, and the lane's height."""
    rows: list[float] = []
    drawn = []
    for key, (event, span) in events.items():
        piece = _place(key, event, span, scale, today)
        left = piece.left
        if piece.end > _WIDE.width:  # the label stands before the mark
            left = piece.left - 6 - len(piece.label) * LETTER
        row = next((number for number, end in enumerate(rows) if end < left - 4), len(rows))
        end = piece.right + 10 if piece.end > _WIDE.width else piece.end
        rows[row : row + 1] = [end]
        drawn.append(_draw(piece, link_to(key), top + row * ROW))
    return drawn, len(rows) * ROW


def _place(key: str, event: Event, span: DateSpan, scale: _Scale, today: int) -> _Piece:
    label = event.label if len(event.label) <= LONGEST_LABEL else event.label[: LONGEST_LABEL - 1].rstrip() + "…"
    if span.first[0] < MODERN:
        return _Piece(key, event, span, _WIDE.early, _WIDE.early, f"{print_edtf(event.when)}: {label}")
    left = scale.at(_as_years(span.first))
    right = scale.at(_last_year(span, today) + 1 if span.open_end else _as_years(span.last, at_end=True))
    return _Piece(key, event, span, left, right, label)


def _as_years(day: tuple[int, int, int], *, at_end: bool = False) -> float:
    year, month, number = day
    return year + (month - 1) / 12 + (number - (0 if at_end else 1)) / 372


def _draw(piece: _Piece, href: str, y: float) -> str:
    classes = f"timeline-{piece.event.basis}" + (" timeline-uncertain" if piece.span.uncertain else "")
    middle = y + ROW / 2
    if piece.right - piece.left > 9:
        shape = (
            f'<rect class="{classes}" x="{piece.left:.1f}" y="{middle - 3.5:.1f}" rx="3" '
            f'width="{piece.right - piece.left:.1f}" height="7"/>'
        )
        after = piece.right
    else:
        shape = f'<circle class="{classes}" cx="{piece.left + 4.5:.1f}" cy="{middle:.1f}" r="4"/>'
        after = piece.left + 9
    before = piece.end > _WIDE.width
    x = piece.left - 5 if before else after + 5
    title = attribute(f"{print_edtf(piece.event.when)}: {piece.event.label}")
    return (
        f'<a {link_attribute(href)} tabindex="-1"><title>{title}</title>{shape}'
        f'<text x="{x:.1f}" y="{middle + 4:.1f}"{" text-anchor=" + chr(34) + "end" + chr(34) if before else ""}>'
        f"{attribute(piece.label)}</text></a>"
    )
