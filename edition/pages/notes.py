"""The notes: a page for each, and the list of all of them, in parts where one page has no room for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from edition.history import wordings
from edition.markdown import Markup, escape, link
from edition.model import Interview, PlacedNote
from edition.pages.cited import ELSEWHERE, cite_note
from edition.pages.history import WordingView, view_wordings
from edition.pages.interview_lists import InterviewLine, list_interviews
from edition.pages.note_view import view_note
from edition.pages.writer import Excerpt, Page, Writer
from edition.sitemap import NOTES, Address
from edition.wording import KIND_WORDS, SIGNS


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """What the list says of a note."""

    id: str
    number: str
    title: Markup
    kind: str
    finding: str
    sign: str
    excerpt: Excerpt
    more: int
    """On how many other words it is as well."""
    lead: Markup | str
    """Its lead, or the beginning of its text."""
    tier: int
    full: Address
    in_text: Address


def render(writer: Writer) -> Iterator[Page]:
    """The list of notes in the order of the text, and the page of each."""
    by_interview = _by_interview(writer)
    if writer.sitemap.notes_together:
        groups = [
            (one.title, [_digest(writer, NOTES.page, note, one) for note in notes])
            for one, notes in by_interview
            if notes or len(by_interview) == 1
        ]
        yield writer.page(NOTES.page, "notes.md.j2", "Notes", "Every note, with what it concludes.", groups=groups)
    else:
        yield _render_index(writer, by_interview)
        for interview, notes in by_interview:
            yield from _render_part(writer, interview, notes)
    earlier = dict(wordings(writer.edition))
    withheld = any(interview.withheld for interview in writer.edition.interviews)
    for interview, notes in by_interview:
        for placed in notes:
            held = earlier.get(placed.id, [])
            yield _render_note(writer, interview, placed, view_wordings(held) if len(held) > 1 and not withheld else ())


def _by_interview(writer: Writer) -> list[tuple[Interview, list[PlacedNote]]]:
    """The notes that stand under each interview: a note on two of them stands under the first."""
    notes: dict[str, list[PlacedNote]] = {}
    for note in writer.edition.notes:
        notes.setdefault(note.spans[0].interview, []).append(note)
    return [(interview, notes.get(interview.id, [])) for interview in writer.edition.interviews]


def _render_index(writer: Writer, by_interview: Sequence[tuple[Interview, list[PlacedNote]]]) -> Page:
    lines = [
        InterviewLine(
            interview=interview,
            link=writer.link(NOTES.page, writer.sitemap.notes_of(interview.id), interview.title),
            counts=(("note", len(notes)),),
        )
        for interview, notes in by_interview
        if notes
    ]
    return writer.page(
        NOTES.page, "notes_index.md.j2", "Notes", "The notes, interview by interview.",
        notes=len(writer.edition.notes), interviews=len(lines), list=list_interviews(writer, NOTES.page, lines),
    )  # fmt: skip


def _render_part(writer: Writer, interview: Interview, notes: list[PlacedNote]) -> Iterator[Page]:
    first = writer.sitemap.notes_of(interview.id)
    pages: dict[str, list[PlacedNote]] = {}
    for note in notes:
        pages.setdefault(writer.sitemap.note_digest(note.id).page, []).append(note)
    for number, (page, held) in enumerate(pages.items(), start=1):
        title = f"Notes: {interview.title}" + (f", page {number}" if number > 1 else "")
        yield writer.page(
            page, "notes_of.md.j2", title, f"The notes on {interview.title}.",
            interview=writer.link(page, writer.sitemap.interview(interview.id), interview.title),
            notes=[_digest(writer, page, note, interview) for note in held],
            pages=writer.page_links(page, first, len(pages)),
        )  # fmt: skip


def _digest(writer: Writer, page: str, placed: PlacedNote, interview: Interview) -> DigestView:
    note = placed.note
    return DigestView(
        id=note.id,
        number=writer.note_number(interview.id, note.id),
        title=writer.note_title(placed),
        kind=KIND_WORDS[note.kind],
        finding=note.finding_words or "",
        sign=SIGNS.get(note.finding or "", ""),
        excerpt=writer.span_excerpt(page, placed.spans[0]),
        more=len(placed.spans) - 1,
        lead=writer.inline(note.lead) if note.lead else writer.beginning(note.text),
        tier=note.tier,
        full=writer.sitemap.note_page(note.id),
        in_text=writer.sitemap.turn(interview.id, f"ref-{note.id}"),
    )


def _report(writer: Writer, placed: PlacedNote) -> Markup:
    """A link that opens a letter or an issue about the note; empty where the edition names no address for that."""
    contact = writer.edition.settings.contact
    if not contact:
        return Markup("")
    address = (writer.site_url or ELSEWHERE) + writer.sitemap.note(placed.id).url
    title, text = quote(f"Note: {placed.title}"), quote(f"{address}\n\n")
    on_github = contact.startswith("https://")
    opened = (
        f"{contact}/issues/new?title={title}&body={text}"
        if on_github
        else f"mailto:{contact}?subject={title}&body={text}"
    )
    return link(escape("Report an error in this note"), opened)


def _render_note(writer: Writer, interview: Interview, placed: PlacedNote, earlier: tuple[WordingView, ...]) -> Page:
    page = writer.sitemap.note_page(placed.id).page
    view = replace(view_note(writer, page, placed, placed.id, interview.id), citations=cite_note(writer, placed))
    return writer.page(
        page, "note.md.j2", placed.title, writer.description(placed.note.lead or placed.note.text, placed.title),
        note=view, earlier=earlier, citations=view.citations, report=_report(writer, placed),
        interview=writer.link(page, writer.sitemap.interview(interview.id), interview.title),
        listed=writer.sitemap.note_digest(placed.id),
    )  # fmt: skip
