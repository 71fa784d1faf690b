"""The words around a span, as far as they may be published."""

from __future__ import annotations

from collections.abc import Mapping

from edition.model import Edition, Paragraph, Span, TailItem

Parts = Mapping[tuple[str, str], Paragraph | TailItem]
"""Paragraphs of the talk and items of the tail, by interview and id."""
CONTEXT = 32
"""Characters of the text before and after a quotation that tell it from the same words elsewhere."""


def parts_of(edition: Edition) -> Parts:
    """Every stretch of text that a span can stand in."""
    parts: dict[tuple[str, str], Paragraph | TailItem] = {}
    for interview in edition.interviews:
        parts |= {(interview.id, part.id): part for turn in interview.turns for part in turn.paragraphs}
        parts |= {(interview.id, item.id): item for item in interview.tail}
    return parts


def context_of(span: Span, parts: Parts) -> tuple[str, str]:
    """The words before and after a span in its paragraph; nothing where any words of that are withheld."""
    part = parts[span.interview, span.paragraph]
    if part.withheld:
        return "", ""
    return part.text[max(0, span.start - CONTEXT) : span.start], part.text[span.end : span.end + CONTEXT]
