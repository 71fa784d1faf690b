"""A slim picture of a whole interview: who speaks when, where its sections and notes are, each piece a link.

Drawn in SVG with lengths in per cent of the page's width, so that it fits every screen. It is hidden from screen
readers and from the keyboard, which have the headings; a sentence beside it says what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from edition.markdown import Markup, attribute
from edition.model import Interview, PlacedNote, Turn
from edition.sitemap import UNFINISHED_LINK
from edition.text import counted

ROW = 13
"""Height of a row in pixels."""
GAP = 0.2
"""Between two pieces, in per cent."""
NARROWEST = 0.5
"""Least width of a turn in per cent, so that one word can still be seen."""
LinkTo = Callable[[str], str]
"""From an anchor of the interview's page to the address to write on this one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a turn lies in the picture, in per cent of its width."""

    turn: Turn
    start: float
    width: float


def lay_out(interview: Interview) -> tuple[Stretch, ...]:
    """The turns side by side, as wide as they have words."""
    places = _side_by_side(tuple(max(turn.words, 1) for turn in interview.turns))
    return tuple(Stretch(turn, start, width) for turn, (start, width) in zip(interview.turns, places, strict=True))


@lru_cache(maxsize=4096)
def _side_by_side(weights: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
    """Beginning and width of each piece: an interview is drawn again on the page of every entry that it names."""
    total = sum(weights)
    widths = [max(100 * weight / total, NARROWEST) for weight in weights]
    scale = 100 / sum(widths)
    places, at = [], 0.0
    for width in widths:
        places.append((at, width * scale))
        at += width * scale
    return tuple(places)


def draw_talk(interview: Interview, notes: Sequence[PlacedNote], numbers: Sequence[str], link_to: LinkTo) -> Markup:
    """The picture of an interview for its own page: a row a speaker, then its sections, then its notes."""
    stretches = lay_out(interview)
    rows = [
        _row(speaker.name, _turns(interview, [s for s in stretches if s.turn.speaker == speaker.id], link_to))
        for speaker in interview.speakers
    ]
    if interview.sections:
        rows.append(_row("Sections", _sections(interview, stretches, link_to)))
    if notes:
        rows.append(_row("Notes", _notes(interview, stretches, notes, numbers, link_to)))
    return _figure(rows, "The talk from left to right, each turn as wide as it has words.", _in_words(interview))


def draw_places(interview: Interview, named: Collection[str], link_to: LinkTo) -> Markup:
    """The picture of where something is named: the turns of an interview, those that name it in colour."""
    stretches = lay_out(interview)
    pieces = [_rect(s, "strip-quiet") for s in stretches if s.turn.id not in named]
    found = [s for s in stretches if s.turn.id in named]
    pieces += _turns(interview, found, link_to)
    count = f"{len(found)} of {counted(len(stretches), 'turn')}"
    return _figure([_row("", pieces)], f"Where in the talk, from its beginning to its end: {count}.", "")


def _figure(rows: Sequence[str], caption: str, spoken: str) -> Markup:
    """One block of HTML without an empty line, which Markdown hands on as it is."""
    unseen = f'<span class="visually-hidden"> {attribute(spoken)}</span>' if spoken else ""
    return Markup(
        f'<figure class="strip" data-added><div class="strip-rows" aria-hidden="true">{"".join(rows)}</div>'
        f"<figcaption>{attribute(caption)}{unseen}</figcaption></figure>"
    )


def _row(name: str, pieces: Iterable[str]) -> str:
    label = f'<span class="strip-name">{attribute(name)}</span>' if name else ""
    return f'{label}<svg class="strip-row" width="100%" height="{ROW}">{"".join(pieces)}</svg>'


def _rect(stretch: Stretch, classes: str, title: str = "") -> str:
    inside = f"<title>{attribute(title)}</title>" if title else ""
    width = max(stretch.width - GAP, 0.2)
    return f'<rect class="{classes}" x="{stretch.start:.1f}%" width="{width:.1f}%" height="{ROW}">{inside}</rect>'


def _linked(href: str, shape: str) -> str:
    return f'<a {link_attribute(href)} tabindex="-1">{shape}</a>'


def link_attribute(href: str) -> str:
    """An address of the site as an attribute of a link in raw HTML.

    One engine rewrites `href` there and the other does not, so it gets that name only when the page is finished.
    """
    safe = href.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    return f'{UNFINISHED_LINK}="{safe}"'


def _turns(interview: Interview, stretches: Sequence[Stretch], link_to: LinkTo) -> list[str]:
    pieces = []
    for stretch in stretches:
        turn = stretch.turn
        title = f"Turn {turn.number}, {interview.speaker(turn.speaker).name}, {counted(turn.words, 'word')}"
        pieces.append(_linked(link_to(turn.id), _rect(stretch, "strip-turn", title)))
    return pieces


def _sections(interview: Interview, stretches: Sequence[Stretch], link_to: LinkTo) -> Iterator[str]:
    starts = {stretch.turn.id: stretch.start for stretch in stretches}
    edges = [*(starts[section.from_] for section in interview.sections), 100.0]
    for section, (start, end) in zip(interview.sections, pairwise(edges), strict=True):
        piece = Stretch(stretches[0].turn, start, end - start)
        yield _linked(link_to(f"section-{section.id}"), _rect(piece, "strip-section", section.title))


def _notes(
    interview: Interview,
    stretches: Sequence[Stretch],
    notes: Sequence[PlacedNote],
    numbers: Sequence[str],
    link_to: LinkTo,
) -> Iterator[str]:
    """A tick a note, where its words begin."""
    by_turn = {stretch.turn.id: stretch for stretch in stretches}
    for placed, number in zip(notes, numbers, strict=True):
        span = next(span for span in placed.spans if span.interview == interview.id)
        if span.turn not in by_turn:
            continue  # on the tail, which the picture leaves out
        stretch = by_turn[span.turn]
        at = stretch.start + stretch.width * _share_before(stretch.turn, span.paragraph, span.start)
        shape = f'<rect class="strip-note strip-tier-{placed.note.tier}" x="{at:.1f}%" width="3" height="{ROW}"><title>'
        yield _linked(link_to(f"ref-{placed.id}"), f"{shape}{attribute(f'Note {number}')}</title></rect>")


def _share_before(turn: Turn, paragraph: str, start: int) -> float:
    """How much of a turn stands before a place in it."""
    lengths = [len(one.text) for one in turn.paragraphs]
    index = [one.id for one in turn.paragraphs].index(paragraph)
    return (sum(lengths[:index]) + start) / (sum(lengths) or 1)


def _in_words(interview: Interview) -> str:
    """The picture for those who do not see it."""
    total = sum(turn.words for turn in interview.turns) or 1
    parts = []
    for speaker in interview.speakers:
        turns = [turn for turn in interview.turns if turn.speaker == speaker.id]
        share = round(100 * sum(turn.words for turn in turns) / total)
        parts.append(f"{speaker.name} {counted(len(turns), 'turn')} and {share} per cent of the words")
    return "; ".join(parts) + "."
