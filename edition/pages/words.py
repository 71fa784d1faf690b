"""Words and sources: the quotations in the talk, each beside its earliest source seen and the chain between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.annotations import Kind
from edition.markdown import Markup
from edition.model import PlacedNote
from edition.pages.note_view import chain_rows
from edition.pages.writer import Excerpt, Page, Writer
from edition.parts import pack
from edition.sitemap import Address
from edition.wording import SIGNS

WORDS = Address("words/index.md")


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
    """The quotations, where there are any, on as many pages as they need."""
    quotations = [placed for placed in writer.edition.notes if placed.note.kind == Kind.QUOTATION]
    pages = pack((_weigh(one), one) for one in quotations)
    for number, held in enumerate(pages, start=1):
        where = writer.sitemap.numbered(WORDS, number).page
        yield writer.page(
            where, "words.md.j2", "Words and sources" + (f", page {number}" if number > 1 else ""),
            "The quotations in the talk, each beside the earliest source seen.",
            quotations=[_view(writer, where, placed) for placed in held],
            pages=writer.page_links(where, WORDS, len(pages)),
        )  # fmt: skip


def _weigh(placed: PlacedNote) -> int:
    """About how many bytes of HTML a quotation takes, its words apart."""
    note = placed.note
    chain = len(note.chain.model_dump_json()) if note.chain else 0
    return 900 + 400 * len(placed.spans) + chain + len(note.lead or "") + len(note.looked_in or "")


def _view(writer: Writer, page: str, placed: PlacedNote) -> QuotationView:
    return QuotationView(
        id=placed.id,
        title=writer.note_title(placed),
        excerpts=tuple(writer.span_excerpt(page, span) for span in placed.spans),
        finding=placed.note.finding_words or "",
        sign=SIGNS[placed.note.finding or ""],
        lead=writer.inline(placed.note.lead),
        chain=tuple(chain_rows(writer, page, placed)),
        looked_in=placed.note.looked_in or "",
        note=writer.link(page, writer.sitemap.note_page(placed.id), "The full note"),
    )
