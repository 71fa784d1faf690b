"""The chronology: every date that is spoken of, in order, with where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.annotations import Event
from edition.dates import parse_date, print_edtf
from edition.markdown import Markup
from edition.pages.timeline import draw_timeline
from edition.pages.writer import CitationView, Excerpt, Page, Writer

BASIS = {"documented": "documented", "as-stated": "as stated by the speaker"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    id: str
    label: str
    when: str
    edtf: str
    old_style: str
    basis: str
    lane: str
    summary: Markup
    text: Markup
    people: tuple[Markup, ...]
    places: tuple[Markup, ...]
    excerpts: tuple[Excerpt, ...]
    sources: tuple[CitationView, ...]
    further: tuple[Markup, ...]


def render(writer: Writer) -> Iterator[Page]:
    """The page of dates."""
    page = "dates/index.md"
    centuries: dict[str, list[EventView]] = {}
    for event_id, event in writer.edition.dates.items():
        centuries.setdefault(_heading(event), []).append(_view(writer, page, event_id, event))
    latest = max(parse_date(interview.record.date).last[0] for interview in writer.edition.interviews)
    yield writer.page(
        page, "dates.md.j2", "Dates", "Every date that is spoken of, in order, with where it is said.",
        groups=centuries,
        timeline=draw_timeline(
            writer.edition.dates, writer.edition.settings.lanes, lambda event_id: f"#{event_id}", latest
        ),
    )  # fmt: skip


def _heading(event: Event) -> str:
    """The stretch of time that an event is listed under."""
    year = parse_date(event.when).first[0]
    if year < 1800:
        return "Before 1800"
    return f"{year // 10 * 10}s" if year >= 1870 else f"{year // 100 + 1}th century"


def _view(writer: Writer, page: str, event_id: str, event: Event) -> EventView:
    lanes = {lane.id: lane.label for lane in writer.edition.settings.lanes}
    return EventView(
        id=event_id,
        label=event.label,
        when=print_edtf(event.when),
        edtf=event.when,
        old_style=f"{print_edtf(event.old_style)} old style (Julian calendar)" if event.old_style else "",
        basis=BASIS[event.basis],
        lane=lanes[event.lane],
        summary=writer.inline(event.summary),
        text=writer.prose(page, event.text),
        people=tuple(writer.entry_link(page, "people", one) for one in event.people),
        places=tuple(writer.entry_link(page, "places", one) for one in event.places),
        excerpts=tuple(writer.excerpt(page, one) for one in writer.refs.backlinks.get(("dates", event_id), ())),
        sources=tuple(writer.citations(page, [source for source in event.sources if source.was_seen])),
        further=tuple(writer.reference(page, one) for one in event.further),
    )
