"""Quotations to the places where they stand, after the W3C's TextQuoteSelector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from edition.model import Paragraph
from edition.text import fold, fold_with_offsets


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a paragraph and positions in its text."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.paragraph.text[self.start : self.end]


def find_quote(
    paragraphs: Sequence[Paragraph], quote: str, prefix: str | None = None, suffix: str | None = None
) -> tuple[Place, ...]:
    """Every place where these words stand, quotation marks, dashes and spaces folded.

    A prefix or suffix keeps only the places that follow or precede those words.
    """
    wanted = fold(quote)
    if not wanted:
        return ()
    return tuple(
        place
        for paragraph in paragraphs
        for place in _find_in_paragraph(paragraph, wanted, fold(prefix or ""), fold(suffix or ""))
    )


def _find_in_paragraph(paragraph: Paragraph, wanted: str, prefix: str, suffix: str) -> list[Place]:
    folded = fold_with_offsets(paragraph.text)
    places = []
    for match in re.finditer(f"(?={re.escape(wanted)})", folded.text):
        start, end = match.start(), match.start() + len(wanted)
        if not folded.text[:start].rstrip().endswith(prefix) or not folded.text[end:].lstrip().startswith(suffix):
            continue
        places.append(Place(paragraph, *folded.origin(start, end)))
    return places


def nearest_wording(paragraphs: Sequence[Paragraph], quote: str) -> tuple[Paragraph, str] | None:
    """The words that come nearest to a quotation that was not found, or None where nothing comes near."""
    wanted = fold(quote).casefold()
    best: tuple[float, Paragraph, str] | None = None
    for paragraph in paragraphs:
        for window in _word_windows(paragraph.text, len(quote.split())):
            matcher = SequenceMatcher(None, fold(window).casefold(), wanted, autojunk=False)
            floor = max(best[0] if best else 0.0, 0.55)
            if matcher.real_quick_ratio() > floor and matcher.quick_ratio() > floor:
                ratio = matcher.ratio()
                if ratio > floor:
                    best = (ratio, paragraph, window)
    return (best[1], best[2]) if best else None


def _word_windows(text: str, length: int) -> list[str]:
    """Every run of `length` words of a text, as they stand in it."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    length = min(length, len(words))
    return [text[words[i][0] : words[i + length - 1][1]] for i in range(len(words) - length + 1)] if length else []
