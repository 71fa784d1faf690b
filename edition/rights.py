"""What of a text may be published.

`permitted` takes the words away that `rights.publish` does not allow, so that no page, index or export can show what it
was never given: everything that writes begins with it. `publishing` then looks for the words in the finished site.

Under `excerpt` the words that notes and passages quote stay, each quotation cut to `excerpt_words`, and so do names as
printed, in the registers; a note on a whole turn quotes nothing. Under `none` nothing stays. What precedes and follows
the talk or stands apart in it, readers' comments among it, is others' text and stays under neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from edition.anchoring.quotations import find_quote
from edition.annotations import Passage
from edition.model import (
    MAX_TITLE,
    OMITTED,
    Edition,
    Interview,
    Mention,
    Paragraph,
    PlacedNote,
    Span,
    Stretches,
    TailItem,
    Turn,
)
from edition.site_words import WORD
from edition.text import count_words

WITHHOLDING = frozenset(["excerpt", "none"])
"""Settings of `rights.publish` under which not all words may be shown."""


def withholds(edition: Edition) -> bool:
    """Whether words of the edition may not be published."""
    return any(interview.record.rights.publish in WITHHOLDING for interview in edition.interviews)


def permitted(edition: Edition) -> Edition:
    """The edition without the words that may not be published; the edition itself where all may.

    Ids, offsets, counts and speakers stay, so that every address goes on working.
    """
    if not withholds(edition) or any(interview.withheld for interview in edition.interviews):
        return edition
    return Permission(edition).edition()


class Permission:
    """What may be shown of each interview."""

    def __init__(self, edition: Edition):
        self._edition = edition
        self._limits = {
            interview.id: interview.record.rights.excerpt_words if interview.record.rights.publish == "excerpt" else 0
            for interview in edition.interviews
            if interview.record.rights.publish in WITHHOLDING
        }
        """The most words of a quotation, by interview."""
        self._texts = {
            (interview.id, paragraph.id): paragraph.text
            for interview in edition.interviews
            for turn in interview.turns
            for paragraph in turn.paragraphs
        }
        self._quoted: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for note in edition.notes:
            for span in note.spans:
                if _is_quoted(note, span, self._texts.get((span.interview, span.paragraph), "")):
                    self._quote(span.interview, span.paragraph, span.start, span.end)
        for passage in _passages(edition):
            self._place(passage)
        self._hidden: dict[tuple[str, str], Stretches] = {
            key: _gaps(text, self._quoted[key]) for key, text in self._texts.items() if key[0] in self._limits
        }

    def _quote(self, interview: str, paragraph: str, start: int, end: int) -> str:
        """Permit a quotation as far as the limit goes; returns its permitted words."""
        limit = self._limits.get(interview, 0)
        if not limit or (interview, paragraph) not in self._texts:
            return ""
        words = _first_words(self._texts[interview, paragraph][start:end], limit)
        self._quoted[interview, paragraph].append((start, start + len(words)))
        return words

    def _place(self, passage: Passage) -> Passage:
        """Permit a passage's quotation; returns the passage with its permitted words alone."""
        interview = self._edition.interview(passage.interview or self._edition.interviews[0].id)
        if interview.id not in self._limits or not passage.quote:
            return passage
        for turn in interview.turns_between(passage.turns):
            for place in find_quote(turn.paragraphs, passage.quote):
                words = self._quote(interview.id, place.paragraph.id, place.start, place.end)
                cut = f" {OMITTED}" if words != place.quote else ""
                return passage.model_copy(update={"turns": turn.id, "quote": f"{words}{cut}" if words else None})
        return passage.model_copy(update={"quote": None})

    def shown_of(self, interview: str, paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
        """A paragraph of the talk in pieces, each with whether it may be shown."""
        last = 0
        for start, end in self._hidden.get((interview, paragraph.id), ()):
            yield paragraph.text[last:start], True
            yield paragraph.text[start:end], False
            last = end
        yield paragraph.text[last:], True

    def edition(self) -> Edition:
        """The edition with only what may be shown."""
        whole = self._edition
        return replace(
            whole,
            interviews=tuple(self._interview(one) if one.id in self._limits else one for one in whole.interviews),
            people={key: _without_places(one) for key, one in whole.people.items()},
            places={key: _without_places(one) for key, one in whole.places.items()},
            organisations={key: _without_places(one) for key, one in whole.organisations.items()},
            terms={key: _without_places(one) for key, one in whole.terms.items()},
            dates={key: _without_places(one) for key, one in whole.dates.items()},
            references={
                key: one.model_copy(update={"custom": _without_places(one.custom)})
                for key, one in whole.references.items()
            },
            notes=tuple(self._note(note) for note in whole.notes),
            themes={
                key: theme.model_copy(
                    update={
                        "cells": tuple(
                            cell.model_copy(update={"passages": tuple(map(self._place, cell.passages))})
                            for cell in theme.cells
                        )
                    }
                )
                for key, theme in whole.themes.items()
            },
            readings={
                key: reading.model_copy(update={"passages": tuple(map(self._place, reading.passages))})
                for key, reading in whole.readings.items()
            },
            mentions=tuple(map(self._mention, whole.mentions)),
            versions=(),  # earlier wordings may quote more than may be shown now
        )

    def _interview(self, interview: Interview) -> Interview:
        record = interview.record
        tail = record.tail.model_copy(update={"begins": OMITTED}) if record.tail else None
        return replace(
            interview,
            record=record.model_copy(update={"talk_begins": None, "not_labels": (), "tail": tail}),
            turns=tuple(self._turn(interview.id, turn) for turn in interview.turns),
            asides=tuple(one for one in interview.asides if self._is_shown(interview.id, one.paragraph, one)),
            emendations=tuple(
                one for one in interview.emendations if self._is_shown(interview.id, one.span.paragraph, one.span)
            ),
            foreign=tuple(
                one for one in interview.foreign if self._is_shown(interview.id, one.span.paragraph, one.span)
            ),
            tail=tuple(_emptied(item) for item in interview.tail),
            front_matter=tuple(_emptied(part) for part in interview.front_matter),
            apart=(),
            withheld=True,
        )

    def _turn(self, interview: str, turn: Turn) -> Turn:
        paragraphs = []
        for paragraph in turn.paragraphs:
            pieces = self.shown_of(interview, paragraph)
            text = "".join(piece if may else " " * len(piece) for piece, may in pieces)
            paragraphs.append(
                replace(
                    paragraph,
                    text=text,
                    withheld=self._hidden[interview, paragraph.id],
                    words_withheld=count_words(paragraph.text) - count_words(text),
                )
            )
        return replace(turn, paragraphs=tuple(paragraphs))

    def _is_shown(self, interview: str, paragraph: str, place: Any) -> bool:
        """Whether all words of an aside or a span may be shown."""
        hidden = self._hidden.get((interview, paragraph))
        return hidden is not None and not any(start < place.end and place.start < end for start, end in hidden)

    def _note(self, placed: PlacedNote) -> PlacedNote:
        spans = tuple(self._span(placed, span) for span in placed.spans)
        targets = tuple(
            target.model_copy(update={"quote": None, "prefix": None, "suffix": None}) for target in placed.note.targets
        )
        title = placed.note.title
        if not title and spans[0].withheld:
            is_short = spans[0].quote and len(spans[0].shown) <= MAX_TITLE
            title = spans[0].shown if is_short else f"Note on {_place_name(spans[0])}"
        return replace(placed, note=placed.note.model_copy(update={"targets": targets, "title": title}), spans=spans)

    def _span(self, note: PlacedNote, span: Span) -> Span:
        if span.interview not in self._limits:
            return span
        text = self._texts.get((span.interview, span.paragraph), "")
        limit = self._limits[span.interview] if _is_quoted(note, span, text) else 0
        words = _first_words(span.quote, limit)
        return replace(span, quote=words, withheld=words != span.quote)

    def _mention(self, mention: Mention) -> Mention:
        span = mention.span
        if span.interview not in self._limits or self._is_shown(span.interview, span.paragraph, span):
            return mention
        if mention.origin == "matched" and self._limits[span.interview]:
            return mention  # a name that stands in the register already
        return replace(mention, span=replace(span, quote="", withheld=True))


def _passages(edition: Edition) -> Iterator[Passage]:
    for theme in edition.themes.values():
        for cell in theme.cells:
            yield from cell.passages
    for reading in edition.readings.values():
        yield from reading.passages


def _is_quoted(note: PlacedNote, span: Span, text: str) -> bool:
    """Whether a note quotes these words of the talk, and is not about the whole turn."""
    if not text:
        return False
    is_whole = (span.start, span.end) == (0, len(text))
    return not (is_whole and any(target.turn == span.turn and not target.quote for target in note.note.targets))


def _first_words(text: str, limit: int) -> str:
    """The text as far as that many words go."""
    end = 0
    for number, match in enumerate(WORD.finditer(text)):
        if number == limit:
            return text[:end]
        end = match.end()
    return text if limit else ""


def _gaps(text: str, quoted: Iterable[tuple[int, int]]) -> Stretches:
    """What lies between quotations and holds a word; marks alone are no words."""
    gaps: list[tuple[int, int]] = []
    last = 0
    for start, end in [*sorted(quoted), (len(text), len(text))]:
        if WORD.search(text, last, max(last, start)):
            gaps.append((last, start))
        last = max(last, end)
    return tuple(gaps)


def _without_places(record: Any) -> Any:
    """A record without the quotations that said where it is mentioned."""
    return record.model_copy(update={"mentions": (), "except_": ()})


def _emptied(part: Any) -> Any:
    """What stands before or after the talk, without its words."""
    assert isinstance(part, Paragraph | TailItem)
    return replace(part, text="", withheld=((0, max(1, len(part.text))),))


def _place_name(span: Span) -> str:
    return f"turn {span.turn[1:]}" if span.turn.startswith("t") else "what follows the talk"
