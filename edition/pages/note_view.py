"""A note with everything a page shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from edition.annotations import DRAFT_HAND, Estimate
from edition.dates import print_edtf
from edition.markdown import Markup
from edition.model import PlacedNote
from edition.pages.cited import Cited
from edition.pages.writer import CitationView, Excerpt, Writer
from edition.sitemap import Address
from edition.wording import KIND_WORDS, OWN_BOOK, SIGNS, print_byline


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateView:
    estimate: Estimate
    reference: Markup
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note, ready for the templates that show it beside the text, at its foot and on the notes page."""

    id: str
    anchor: str
    """Its id on this page."""
    number: str
    title: Markup
    kind: str
    finding: str
    sign: str
    lead: Markup
    beside: Markup
    """What stands in the margin: the lead, or the beginning of the text."""
    text: Markup
    since: Markup
    since_heading: str
    reply: Markup
    excerpts: tuple[Excerpt, ...]
    estimates: tuple[EstimateView, ...]
    chain: tuple[tuple[str, Markup | str], ...]
    looked_in: str
    sources: tuple[CitationView, ...]
    further: tuple[Markup, ...]
    own_book: str
    byline: str
    changed: str
    """The recorded version in which it last changed; empty where it has changed since, or none was recorded."""
    drafted: bool
    """Whether it is a machine-assisted draft that no named person has reviewed."""
    tier: int
    full: Address
    """The note's own page."""
    in_text: Address
    citations: tuple[Cited, ...] = ()
    """How to cite it; on its own page alone."""


def view_note(writer: Writer, page: str, placed: PlacedNote, anchor: str, interview_id: str) -> NoteView:
    """Everything that a page shows of a note, numbered as in that interview."""
    note = placed.note
    return NoteView(
        id=note.id,
        anchor=anchor,
        number=writer.note_number(interview_id, note.id),
        title=writer.note_title(placed),
        kind=KIND_WORDS[note.kind],
        finding=note.finding_words or "",
        sign=SIGNS.get(note.finding or "", ""),
        lead=writer.inline(note.lead),
        beside=writer.inline(note.lead) if note.lead else writer.beginning(note.text),
        text=writer.prose(page, note.text),
        since=writer.prose(page, note.since),
        since_heading=f"Since {print_edtf(writer.edition.interview(placed.spans[0].interview).record.date)}",
        reply=writer.prose(page, note.reply),
        excerpts=tuple(writer.span_excerpt(page, span) for span in placed.spans),
        estimates=tuple(
            EstimateView(
                estimate=estimate,
                reference=writer.reference(page, estimate.source) if estimate.source else Markup(""),
                seen=writer.seen(estimate.seen),
            )
            for estimate in note.estimates
        ),
        chain=tuple(chain_rows(writer, page, placed)),
        looked_in=note.looked_in or "",
        sources=tuple(writer.citations(page, [source for source in note.sources if source.was_seen])),
        further=tuple(
            writer.reference(page, one)
            for one in [*note.further, *(s.id for s in note.sources if not s.was_seen and s.id not in note.further)]
        ),
        own_book=OWN_BOOK[note.own_book] if note.own_book else "",
        byline=print_byline(placed),
        changed=writer.last_changed.get(note.id, ""),
        drafted=note.by == DRAFT_HAND and note.status != "reviewed",
        tier=note.tier,
        full=writer.sitemap.note_page(note.id),
        in_text=writer.sitemap.turn(interview_id, f"ref-{note.id}"),
    )


def chain_rows(writer: Writer, page: str, placed: PlacedNote) -> list[tuple[str, Markup | str]]:
    """How the words came down, as rows of a name and what is known."""
    chain = placed.note.chain
    if chain is None:
        return []
    rows: list[tuple[str, Markup | str]] = [
        ("Heard by", chain.heard),
        ("Written down", chain.written),
        ("Language", chain.language),
    ]
    if chain.translation:
        rows.append(("Translation", chain.translation))
    if chain.source:
        rows.append(("Earliest source seen", writer.reference(page, chain.source)))
    if chain.words:
        rows.append(("Its words", f"“{chain.words}”"))
    return rows
