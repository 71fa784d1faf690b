"""People, places, organisations, terms and sources: a page for each worth one, and an index for each register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import Entry, Reference
from edition.bibliography import print_reference
from edition.crossrefs import Backlink
from edition.dates import print_edtf
from edition.markdown import Markup, link
from edition.model import Register
from edition.pages.cited import Cited, cite_entry
from edition.pages.strip import draw_places
from edition.pages.writer import CitationView, Excerpt, Page, Writer
from edition.sitemap import FOLDERS
from edition.wording import AUTHORITY_ADDRESSES, KIND_WORDS, entry_facts

TITLES: dict[Register, str] = {
    "people": "People", "places": "Places", "organisations": "Organisations", "terms": "Terms",
    "references": "Sources and works",
}  # fmt: skip
INTRODUCTIONS: dict[Register, str] = {
    "people": "Everyone who is named or plainly meant, with each place in the talk.",
    "places": "Places that are named or plainly meant, with each place in the talk.",
    "organisations": "Bodies that are named or plainly meant, with each place in the talk.",
    "terms": "Words that a reader may want explained, with each place in the talk.",
    "references": "Works named in the talk, works cited in the notes, and works for reading on.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note in a list of notes: its kind and finding, and where it is."""

    link: Markup
    kind: str
    finding: str
    lead: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewExcerpts:
    """Where one interview names an entry."""

    title: str
    strip: Markup
    """A picture of where in the talk; empty where only what follows the talk names it."""
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry of a register, ready for its page or for its place on the register's page."""

    id: str
    name: str
    original: str
    link: Markup
    facts: tuple[tuple[str, str], ...]
    summary: Markup
    text: Markup
    variants: tuple[str, ...]
    excerpts: tuple[InterviewExcerpts, ...]
    turns: int
    notes: tuple[NoteLine, ...]
    events: tuple[tuple[str, Markup], ...]
    together: tuple[Markup, ...]
    sources: tuple[CitationView, ...]
    further: tuple[Markup, ...]
    authorities: tuple[Markup, ...]
    speaker: Markup
    own_page: bool
    citations: tuple[Cited, ...]
    """How to cite the page of a person."""
    citation: Markup
    """Of a work: how it is cited."""


def render(writer: Writer) -> Iterator[Page]:
    """The index of each register, and a page for each entry that is worth one."""
    for register, title in TITLES.items():
        yield _render_index(writer, register, title)
        for entry_id in writer.edition.register(register):
            if writer.sitemap.has_own_page(register, entry_id):
                yield _render_entry(writer, register, entry_id)


def _render_index(writer: Writer, register: Register, title: str) -> Page:
    page = f"{FOLDERS[register]}/index.md"
    views = [_view(writer, page, register, entry_id) for entry_id in writer.edition.register(register)]
    return writer.page(
        page, "register.md.j2", title, INTRODUCTIONS[register], introduction=INTRODUCTIONS[register], entries=views,
        is_references=register == "references", is_people=register == "people",
    )  # fmt: skip


def _render_entry(writer: Writer, register: Register, entry_id: str) -> Page:
    page = writer.sitemap.entry(register, entry_id).page
    view = _view(writer, page, register, entry_id)
    description = writer.description(
        getattr(writer.edition.register(register)[entry_id], "summary", None),
        f"{view.name} in {writer.edition.settings.title}.",
    )
    return writer.page(
        page, "entry.md.j2", view.name, description, entry=view, register_title=TITLES[register],
    )  # fmt: skip


def _view(writer: Writer, page: str, register: Register, entry_id: str) -> EntryView:
    entry = writer.edition.register(register)[entry_id]
    key = (register, entry_id)
    backlinks = writer.refs.backlinks.get(key, ())
    notes = {note.id: note for note in writer.refs.notes_on.get(key, ())}
    if isinstance(entry, Reference):
        notes |= {note.id: note for note in writer.refs.citing.get(entry_id, ())}
    own = entry.custom if isinstance(entry, Reference) else entry
    assert isinstance(entry, Entry | Reference)
    return EntryView(
        id=entry_id,
        name=entry.title if isinstance(entry, Reference) else entry.name,
        original=getattr(entry, "original", None) or "",
        link=writer.entry_link(page, register, entry_id),
        facts=tuple(entry_facts(entry)),
        summary=writer.inline(own.summary),
        text=writer.prose(page, own.text),
        variants=tuple(name for name in own.variants if not isinstance(entry, Entry) or name != entry.name),
        excerpts=tuple(
            _in_interview(writer, page, interview_id, [one for one in backlinks if one.interview.id == interview_id])
            for interview_id in dict.fromkeys(one.interview.id for one in backlinks)
        ),
        turns=len({(b.interview.id, b.place) for b in backlinks}),
        notes=tuple(
            NoteLine(
                link=writer.link(page, writer.sitemap.note(note.id), note.title),
                kind=KIND_WORDS[note.note.kind],
                finding=note.note.finding_words or "",
                lead=writer.inline(note.note.lead),
            )
            for note in notes.values()
        ),
        events=tuple(
            (print_edtf(writer.edition.dates[one].when), writer.entry_link(page, "dates", one))
            for one in writer.refs.events_of.get(key, ())
        ),
        together=tuple(
            writer.entry_link(page, *other)
            for other, _ in writer.refs.together.get(key, ())[:12]
            if other[0] not in ("dates", "references")
        ),
        sources=tuple(writer.citations(page, [s for s in getattr(entry, "sources", ()) if s.was_seen])),
        further=tuple(writer.reference(page, one) for one in getattr(entry, "further", ())),
        authorities=tuple(_authorities(entry)),
        speaker=_speaker_link(writer, page, register, entry_id),
        own_page=writer.sitemap.has_own_page(register, entry_id),
        citations=cite_entry(writer, register, entry_id) if register == "people" else (),
        citation=print_reference(entry, writer.sitemap.entry(register, entry_id).seen_from(page))
        if isinstance(entry, Reference)
        else Markup(""),
    )


def _in_interview(writer: Writer, page: str, interview_id: str, backlinks: Sequence[Backlink]) -> InterviewExcerpts:
    interview = writer.edition.interview(interview_id)
    named = {backlink.turn.id for backlink in backlinks if backlink.turn}

    def link_to(turn_id: str) -> str:
        return writer.sitemap.turn(interview_id, turn_id).linked_from(page)

    return InterviewExcerpts(
        title=interview.title,
        strip=draw_places(interview, named, link_to) if named else Markup(""),
        excerpts=tuple(writer.excerpt(page, backlink) for backlink in backlinks),
    )


def _speaker_link(writer: Writer, page: str, register: Register, entry_id: str) -> Markup:
    if register == "people" and any(speaker.id == entry_id for speaker in writer.edition.speakers()):
        return writer.link(page, writer.sitemap.speaker(entry_id), "All turns of this speaker")
    return Markup("")


def _authorities(entry: Entry | Reference) -> Iterator[Markup]:
    """Links to the same thing in authority files, and to a work's own address."""
    if isinstance(entry, Reference):
        for name, address in (("Address", entry.url), ("Archived copy", entry.custom.archived)):
            if address:
                yield link(Markup(name), address)
        return
    for authority, value in sorted(entry.authority.items()):
        name, base = AUTHORITY_ADDRESSES[authority]
        yield link(Markup(f"{name} {value}"), base + value)
