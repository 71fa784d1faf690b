"""People, places, organisations, terms and sources: a page for each worth one, and an index for each register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import Entry, Reference
from edition.bibliography import print_reference, print_short
from edition.dates import print_edtf
from edition.markdown import Markup, attributes, escape, link
from edition.model import PlacedNote, Register
from edition.pages.cited import Cited, cite_entry
from edition.pages.interview_lists import part_name
from edition.pages.mentions import Mentions, render_mentions, view_mentions
from edition.pages.writer import CitationView, Page, Writer
from edition.parts import OTHER, ROOM, letters
from edition.wording import AUTHORITY_ADDRESSES, entry_facts

TITLES: dict[Register, str] = {
    "people": "People", "places": "Places", "organisations": "Organisations", "terms": "Terms",
    "references": "Sources and works",
}  # fmt: skip
_BRIEF = 120
"""Bytes of an entry on the index of a register in parts."""
WITHOUT_LETTERS = 60
"""As many entries stand on a page without letters between them."""
INTRODUCTIONS: dict[Register, str] = {
    "people": "Everyone who is named or plainly meant, with each place in the talk.",
    "places": "Places that are named or plainly meant, with each place in the talk.",
    "organisations": "Bodies that are named or plainly meant, with each place in the talk.",
    "terms": "Words that a reader may want explained, with each place in the talk.",
    "references": "Works named in the talk, works cited in the notes, and works for reading on.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part of a register that is too long for one page."""

    link: Markup
    entries: int
    first: str
    last: str
    brief: tuple[Markup, ...]
    """Links to its entries; none where the whole register has too many for that."""


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
    mentions: Mentions
    turns: int
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
    """The index of each register, its parts, and a page for each entry that is worth one."""
    for register, title in TITLES.items():
        yield from _render_index(writer, register, title)
        for entry_id in writer.edition.register(register):
            if writer.sitemap.has_own_page(register, entry_id):
                yield _render_entry(writer, register, entry_id)
            yield from render_mentions(writer, register, entry_id, _notes_on(writer, register, entry_id))


def _render_index(writer: Writer, register: Register, title: str) -> Iterator[Page]:
    """One page, or one that leads to the parts."""
    parts: dict[str, list[str]] = {}
    for entry_id in writer.edition.register(register):
        parts.setdefault(writer.sitemap.parts(register)[entry_id], []).append(entry_id)
    page = writer.sitemap.register(register).page
    kind = {"is_references": register == "references", "is_people": register == "people"}
    together = set(parts) <= {""}
    brief = len(writer.edition.register(register)) * _BRIEF <= ROOM
    index = [
        PartView(
            link=writer.link(page, writer.sitemap.part(register, name), part_name(name)),
            entries=len(held),
            first=_sort_name(writer, register, held[0]),
            last=_sort_name(writer, register, held[-1]),
            brief=tuple(_brief(writer, page, register, one) for one in held) if brief else (),
        )
        for name, held in sorted(parts.items(), key=lambda item: _letter_order(item[0]))
    ]
    yield writer.page(
        page, "register.md.j2", title, INTRODUCTIONS[register], introduction=INTRODUCTIONS[register],
        groups=_by_letter(writer, page, register, parts.get("", [])) if together else [], **kind,
        parts=[] if together else index, entries=len(writer.edition.register(register)),
    )  # fmt: skip
    for name, held in parts.items() if not together else ():
        page = writer.sitemap.part(register, name).page
        yield writer.page(
            page, "register_part.md.j2", f"{title}: {part_name(name)}", INTRODUCTIONS[register],
            groups=_by_letter(writer, page, register, held, name), **kind,
            parts=[
                ("" if other == name else writer.link(page, writer.sitemap.part(register, other), part_name(other)),
                 part_name(other))
                for other in sorted(parts, key=_letter_order)
            ],
            up=writer.link(page, writer.sitemap.register(register), title),
        )  # fmt: skip


def _by_letter(
    writer: Writer, page: str, register: Register, entry_ids: Sequence[str], part: str = ""
) -> list[tuple[str, list[EntryView]]]:
    """The entries under their letters, in a part under the next; under none where they are few."""
    letters_of = {one: _letter_after(part, letters(_sort_name(writer, register, one), one)) for one in entry_ids}
    if len(entry_ids) <= WITHOUT_LETTERS:
        letters_of = dict.fromkeys(entry_ids, "")
    groups: dict[str, list[EntryView]] = {letter: [] for letter in sorted(set(letters_of.values()), key=_letter_order)}
    for one, letter in letters_of.items():
        groups[letter].append(_view(writer, page, register, one))
    return [(part_name(letter) if letter else "", held) for letter, held in groups.items()]


def _letter_after(part: str, beginnings: Sequence[str]) -> str:
    level = beginnings.index(part) + 1 if part in beginnings else 0
    return beginnings[min(level, len(beginnings) - 1)]


def _letter_order(name: str) -> tuple[bool, str]:
    """Other scripts after the Latin letters."""
    return name.startswith(OTHER), name


def _sort_name(writer: Writer, register: Register, entry_id: str) -> str:
    entry = writer.edition.register(register)[entry_id]
    assert isinstance(entry, Entry | Reference)
    return entry.sort_name


def _brief(writer: Writer, page: str, register: Register, entry_id: str) -> Markup:
    """An entry on the index of a register in parts: a link with the anchor that it would have there."""
    entry = writer.edition.register(register)[entry_id]
    name = print_short(entry) if isinstance(entry, Reference) else writer.edition.entry_name(register, entry_id)
    address = writer.sitemap.entry(register, entry_id)
    return link(escape(name), address.seen_from(page), attributes(id=entry_id))


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
    own = entry.custom if isinstance(entry, Reference) else entry
    assert isinstance(entry, Entry | Reference)
    return EntryView(
        id=entry_id,
        name=entry.title if isinstance(entry, Reference) else entry.name,
        original=getattr(entry, "original", None) or "",
        link=writer.entry_link(page, register, entry_id),
        facts=tuple(entry_facts(entry)),
        summary=writer.summary(register, entry_id),
        text=writer.prose(page, own.text),
        variants=tuple(name for name in own.variants if not isinstance(entry, Entry) or name != entry.name),
        mentions=view_mentions(writer, page, register, entry_id, _notes_on(writer, register, entry_id)),
        turns=len({(b.interview.id, b.place) for b in backlinks}),
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
        citation=_citation(writer, page, entry, entry_id) if isinstance(entry, Reference) else Markup(""),
    )


def _citation(writer: Writer, page: str, reference: Reference, entry_id: str) -> Markup:
    """A work as a bibliography gives it; its title leads to its page, where that is another."""
    address = writer.sitemap.entry("references", entry_id)
    return print_reference(reference, "" if address.page == page else address.seen_from(page))


def _notes_on(writer: Writer, register: Register, entry_id: str) -> list[PlacedNote]:
    """The notes about an entry, and those that cite a work."""
    notes = {note.id: note for note in writer.refs.notes_on.get((register, entry_id), ())}
    if register == "references":
        notes |= {note.id: note for note in writer.refs.citing.get(entry_id, ())}
    return list(notes.values())


def _speaker_link(writer: Writer, page: str, register: Register, entry_id: str) -> Markup:
    if register == "people" and entry_id in writer.speaker_ids:
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
