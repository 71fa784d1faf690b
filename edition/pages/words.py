"""Words and sources: the quotations in the talk, each beside its earliest source seen and the chain between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.annotations import Kind
from edition.markdown import Markup
from edition.pages.note_view import chain_rows
from edition.pages.writer import Excerpt, Page, Writer
from edition.wording import SIGNS


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    id: str
    title: Markup
    excerpts: tuple[Excerpt, ...]
    finding: str
    sign: str
    lead: Markup
    chain: tuple[tuple[str, Markup | str], ...]
    looked_in: str
    note: Markup


def render(writer: Writer) -> Iterator[Page]:
    """The page of quotations, where there are any."""
    page = "words/index.md"
    quotations = [
        QuotationView(
            id=placed.id,
            title=writer.note_title(placed),
            excerpts=tuple(writer.span_excerpt(page, span) for span in placed.spans),
            finding=placed.note.finding_words or "",
            sign=SIGNS[placed.note.finding or ""],
            lead=writer.inline(placed.note.lead),
            chain=tuple(chain_rows(writer, page, placed)),
            looked_in=placed.note.looked_in or "",
            note=writer.link(page, writer.sitemap.note(placed.id), "The full note"),
        )
        for placed in writer.edition.notes
        if placed.note.kind == Kind.QUOTATION
    ]
    if quotations:
        description = "The quotations in the talk, each beside the earliest source seen."
        yield writer.page(page, "words.md.j2", "Words and sources", description, quotations=quotations)
