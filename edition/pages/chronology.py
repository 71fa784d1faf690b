"""The chronology: every date that is spoken of, in order, with where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import Event
from edition.dates import parse_date, print_edtf
from edition.markdown import Markup
from edition.pages.interview_lists import part_name
from edition.pages.mentions import Mentions, render_mentions, view_mentions
from edition.pages.timeline import MOST_DRAWN, draw_density, draw_timeline
from edition.pages.writer import CitationView, Page, Writer

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
    mentions: Mentions
    sources: tuple[CitationView, ...]
    further: tuple[Markup, ...]


def render(writer: Writer) -> Iterator[Page]:
    """The page of dates, or the page that leads to its parts; and pages for what is named in very many places."""
    parts: dict[str, list[str]] = {}
    for event_id in writer.edition.dates:
        parts.setdefault(writer.sitemap.parts("dates")[event_id], []).append(event_id)
    together = set(parts) <= {""}
    page = writer.sitemap.register("dates").page
    yield writer.page(
        page, "dates.md.j2", "Dates", "Every date that is spoken of, in order, with where it is said.",
        groups=_groups(writer, page, parts.get("", [])) if together else {},
        timeline=_timeline(writer, page),
        events=len(writer.edition.dates),
        parts=[] if together else [(_part_link(writer, page, name), len(held)) for name, held in parts.items()],
    )  # fmt: skip
    for name, held in parts.items() if not together else ():
        page = writer.sitemap.part("dates", name).page
        yield writer.page(
            page, "dates_part.md.j2", f"Dates: {part_name(name)}", f"Dates that are spoken of: {part_name(name)}.",
            groups=_groups(writer, page, held),
            parts=[("" if one == name else _part_link(writer, page, one), part_name(one)) for one in parts],
            up=writer.link(page, writer.sitemap.register("dates"), "Dates"),
        )  # fmt: skip
    for event_id in writer.edition.dates:
        yield from render_mentions(writer, "dates", event_id, writer.refs.notes_on.get(("dates", event_id), ()))


def _groups(writer: Writer, page: str, event_ids: Sequence[str]) -> dict[str, list[EventView]]:
    groups: dict[str, list[EventView]] = {}
    for event_id in event_ids:
        event = writer.edition.dates[event_id]
        groups.setdefault(_heading(event), []).append(_view(writer, page, event_id, event))
    return groups


def _part_link(writer: Writer, page: str, name: str) -> Markup:
    return writer.link(page, writer.sitemap.part("dates", name), part_name(name))


def _timeline(writer: Writer, page: str) -> Markup:
    edition = writer.edition
    if len(edition.dates) > MOST_DRAWN:
        parts = writer.sitemap.parts("dates")
        return draw_density(
            edition.dates, edition.settings.lanes,
            lambda one: writer.sitemap.part("dates", parts[one]).linked_from(page),
        )  # fmt: skip
    latest = max(parse_date(interview.record.date).last[0] for interview in edition.interviews)
    return draw_timeline(
        edition.dates, edition.settings.lanes, lambda one: writer.sitemap.entry("dates", one).linked_from(page), latest
    )


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
        mentions=view_mentions(writer, page, "dates", event_id, writer.refs.notes_on.get(("dates", event_id), ())),
        sources=tuple(writer.citations(page, [source for source in event.sources if source.was_seen])),
        further=tuple(writer.reference(page, one) for one in event.further),
    )
