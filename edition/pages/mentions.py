"""Where an entry is named, interview by interview: on its page, or on pages of their own where they are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.crossrefs import Backlink
from edition.dates import print_edtf
from edition.markdown import Markup
from edition.model import Interview, PlacedNote, Register
from edition.pages.interview_lists import MOST, ListedLine
from edition.pages.strip import draw_places
from edition.pages.writer import Excerpt, Page, Writer
from edition.parts import ROOM, pack
from edition.weights import NOTES_SHARED, SENTENCES_SHARED
from edition.wording import KIND_WORDS

ROOM_ON_OWN_PAGE = 75_000
"""Bytes for sentences and notes on the page of an entry; what needs more has pages of its own."""
SENTENCES_FIRST, NOTES_FIRST = 20, 10
"""As many are shown on the page of an entry that has such pages."""
MOST_PICTURES = 3
"""A picture of where in the talk is drawn for no more interviews than these: each has a piece for every turn."""
_SENTENCE, _NOTE, _HEADING = 330, 350, 260
"""Bytes of their markup. Links are reckoned the same on every page: whether all fits is asked on several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note in a list of notes: its kind and finding, and where it is."""

    link: Markup
    kind: str
    finding: str
    lead: Markup

    @property
    def weight(self) -> int:
        return _NOTE + len(self.lead.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewMentions:
    """Where one interview names an entry, and the notes there are on it."""

    interview: Interview
    link: Markup
    when: str
    strip: Markup
    """A picture of where in the talk; empty where only what follows the talk names it, or there are too many."""
    excerpts: tuple[Excerpt, ...] = ()
    notes: tuple[NoteLine, ...] = ()

    @property
    def said_sentences(self) -> str:
        """``2 sentences``."""
        noun = "place" if self.excerpts and self.excerpts[0].withheld else "sentence"
        return _count(len(self.excerpts), noun)

    @property
    def said_notes(self) -> str:
        """``1 note``."""
        return _count(len(self.notes), "note")

    @property
    def said(self) -> str:
        """``2 sentences, 1 note``."""
        return ", ".join(([self.said_sentences] if self.excerpts else []) + ([self.said_notes] if self.notes else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Everything that names an entry, or as much of it as its page has room for."""

    groups: tuple[InterviewMentions, ...]
    named: tuple[InterviewMentions, ...]
    """Those of them with sentences."""
    noted: tuple[InterviewMentions, ...]
    """Those of them with notes."""
    sentences: int
    notes: int
    interviews: int
    rest: Markup
    """A link to all of them where the page has no room; empty where it shows all."""
    listed: tuple[ListedLine, ...] = ()
    """How many there are in each interview, each line a link to them, where the page has no room."""


def view_mentions(
    writer: Writer,
    page: str,
    register: Register,
    entry_id: str,
    notes: Sequence[PlacedNote],
) -> Mentions:
    """What names an entry, as it is shown on a page: its own, or that of its register."""
    own_page = writer.sitemap.has_own_page(register, entry_id)
    groups = _groups(writer, page, register, entry_id, notes)
    sentences, noted = sum(len(one.excerpts) for one in groups), sum(len(one.notes) for one in groups)
    fits = _fits(writer, register, entry_id, notes)
    shown, rest = groups, Markup("")
    listed: tuple[ListedLine, ...] = ()
    if not fits:
        most = (SENTENCES_FIRST, NOTES_FIRST) if own_page else (SENTENCES_SHARED, NOTES_SHARED)
        shown = tuple(_first(groups, *most))
        address = writer.sitemap.mentions(register, entry_id, 1)
        rest = writer.link(page, address, f"All {_counted(sentences, noted)}")
        if own_page and len(groups) > 1:
            listed = tuple(_listed(writer, page, register, entry_id, groups))
    return Mentions(
        groups=shown, named=tuple(one for one in shown if one.excerpts), noted=tuple(one for one in shown if one.notes),
        sentences=sentences, notes=noted, interviews=len(groups), rest=rest, listed=listed,
    )  # fmt: skip


def render_mentions(writer: Writer, register: Register, entry_id: str, notes: Sequence[PlacedNote]) -> Iterator[Page]:
    """The pages of an entry's mentions; none where its own page, or its register's, has room for them."""
    first = writer.sitemap.mentions(register, entry_id, 1)
    if _fits(writer, register, entry_id, notes):
        return
    groups = _groups(writer, first.page, register, entry_id, notes)
    pages = _pages(groups)
    name = writer.edition.entry_name(register, entry_id)
    for number, held in enumerate(pages, start=1):
        page = writer.sitemap.mentions(register, entry_id, number).page
        addresses = [writer.sitemap.mentions(register, entry_id, other) for other in range(1, len(pages) + 1)]
        yield writer.page(
            page, "mentions.md.j2", f"Where {name} is named" + (f", page {number}" if number > 1 else ""),
            f"Where {name} is named, interview by interview.",
            entry=writer.entry_link(page, register, entry_id), groups=held, anchors=_anchors(pages, number - 1),
            said=_counted(sum(len(one.excerpts) for one in groups), sum(len(one.notes) for one in groups)),
            interviews=len({one.interview.id for one in groups}),
            pages=[
                (str(other), Markup("") if other == number else writer.link(page, address, str(other)))
                for other, address in enumerate(addresses, start=1)
            ] if len(pages) > 1 else [],
        )  # fmt: skip


def _groups(
    writer: Writer, page: str, register: Register, entry_id: str, notes: Sequence[PlacedNote]
) -> tuple[InterviewMentions, ...]:
    """The mentions by interview, in the order of the interviews.

    The page of a register lists them without naming the interview over them, so there each sentence names its own.
    """
    within = page != writer.sitemap.listed(register, entry_id).page
    sentences: dict[str, list[Backlink]] = {}
    for backlink in writer.refs.backlinks.get((register, entry_id), ()):
        sentences.setdefault(backlink.interview.id, []).append(backlink)
    about: dict[str, list[PlacedNote]] = {}
    for note in notes:
        about.setdefault(note.spans[0].interview, []).append(note)
    order = [writer.edition.interview(one) for one in sorted({*sentences, *about}, key=writer.order.__getitem__)]
    return tuple(
        InterviewMentions(
            interview=interview,
            link=writer.link(page, writer.sitemap.interview(interview.id), interview.title),
            when=print_edtf(interview.record.date),
            strip=_picture(writer, page, interview, sentences.get(interview.id, ()), len(order)),
            excerpts=tuple(writer.excerpt(page, one, within=within) for one in sentences.get(interview.id, ())),
            notes=tuple(note_line(writer, page, one) for one in about.get(interview.id, ())),
        )
        for interview in order
    )


def note_line(writer: Writer, page: str, placed: PlacedNote) -> NoteLine:
    """A note as a list shows it."""
    return NoteLine(
        link=writer.link(page, writer.sitemap.note_page(placed.id), placed.title),
        kind=KIND_WORDS[placed.note.kind],
        finding=placed.note.finding_words or "",
        lead=writer.inline(placed.note.lead),
    )


def _picture(writer: Writer, page: str, interview: Interview, backlinks: Sequence[Backlink], of: int) -> Markup:
    named = {backlink.turn.id for backlink in backlinks if backlink.turn}
    if not named or of > MOST_PICTURES:
        return Markup("")
    return draw_places(interview, named, lambda turn_id: writer.sitemap.turn(interview.id, turn_id).linked_from(page))


def _fits(writer: Writer, register: Register, entry_id: str, notes: Sequence[PlacedNote]) -> bool:
    """Whether an entry's own page, or that of its register, has room for all that names it."""
    sentences = writer.refs.backlinks.get((register, entry_id), ())
    if not writer.sitemap.has_own_page(register, entry_id):
        return len(sentences) <= SENTENCES_SHARED and len(notes) <= NOTES_SHARED
    interviews = {one.interview.id for one in sentences} | {note.spans[0].interview for note in notes}
    weight = _HEADING * len(interviews) + sum(map(_weigh_excerpt, sentences))
    return weight + sum(note_line(writer, "", one).weight for one in notes) <= ROOM_ON_OWN_PAGE


def _weigh(group: InterviewMentions) -> int:
    return _HEADING + sum(map(_weigh_excerpt, group.excerpts)) + sum(note.weight for note in group.notes)


def _weigh_excerpt(excerpt: Excerpt | Backlink) -> int:
    words = f"{excerpt.before}{excerpt.words}{excerpt.after}"
    return _SENTENCE + len(words.encode())


def _first(groups: Sequence[InterviewMentions], sentences: int, notes: int) -> Iterator[InterviewMentions]:
    """The first sentences and notes."""
    for group in groups:
        shown = replace(group, excerpts=group.excerpts[:sentences], notes=group.notes[:notes])
        sentences -= len(shown.excerpts)
        notes -= len(shown.notes)
        if shown.excerpts or shown.notes:
            yield shown


def _pages(groups: Sequence[InterviewMentions]) -> list[list[InterviewMentions]]:
    """The groups on pages; one that is too long for a page goes on on the next."""
    blocks = []
    for group in groups:
        pieces: list[list[Excerpt]] = pack((_weigh_excerpt(one), one) for one in group.excerpts) or [[]]
        for number, piece in enumerate(pieces):
            block = replace(group, excerpts=tuple(piece), notes=group.notes if number == len(pieces) - 1 else ())
            blocks.append((_weigh(block), block))
    return pack(blocks, ROOM)


def _anchors(pages: Sequence[Sequence[InterviewMentions]], number: int) -> set[str]:
    """The interviews that begin on a page: only there they have their anchor."""
    before = {one.interview.id for page in pages[:number] for one in page}
    return {one.interview.id for one in pages[number]} - before


def _listed(
    writer: Writer, page: str, register: Register, entry_id: str, groups: Sequence[InterviewMentions]
) -> Iterator[ListedLine]:
    """A line for each interview, or for each page where the interviews are too many."""
    many = len(groups) > MOST
    for number, held in enumerate(_pages(groups), start=1):
        address = writer.sitemap.mentions(register, entry_id, number)
        if many:
            first, last = held[0].interview.title, held[-1].interview.title
            counts = _counted(sum(len(one.excerpts) for one in held), sum(len(one.notes) for one in held))
            said = f"{first} to {last}; {len(held)} interviews, {counts}"
            yield ListedLine(link=writer.link(page, address, f"Page {number}"), said=said)
            continue
        for one in held:
            link = writer.link(page, replace(address, anchor=one.interview.id), one.interview.title)
            yield ListedLine(link=link, said=f"{one.when}, {one.said}")


def _counted(sentences: int, notes: int) -> str:
    return " and ".join(_count(*one) for one in ((sentences, "sentence"), (notes, "note")) if one[0])


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
