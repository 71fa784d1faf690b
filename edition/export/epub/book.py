"""Where everything stands in the EPUB, and what all its chapters say in the same way: prose, sources, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edition.annotations import Citation, InterviewRecord
from edition.bibliography import print_reference
from edition.crossrefs import find_citing, find_notes_on
from edition.dates import print_edtf
from edition.export.epub.elements import (
    XHTML,
    Element,
    H,
    append,
    from_markup,
    in_language,
    link,
    parse,
    parse_line,
    web_address,
    words_language,
)
from edition.languages import differs
from edition.model import Edition, Interview, PlacedNote, Register, Span
from edition.prose import literal, parse_link, to_xhtml
from edition.sitemap import FOLDERS
from edition.wording import SAYS, note_numbers, print_place, print_printed, print_seen, print_speaker


class Book:
    """An edition as the chapters of a book see it. Every id is unique in its file, and begins with a letter."""

    def __init__(self, edition: Edition):
        self.edition = edition
        self.notes_on = find_notes_on(edition)
        self.citing = find_citing(edition)
        self.speakers = frozenset(speaker.id for speaker in edition.speakers())
        self._places: dict[tuple[Register, str], dict[tuple[str, str], None]] = {}
        for mention in edition.mentions:
            places = self._places.setdefault((mention.register, mention.id), {})
            places.setdefault((mention.span.interview, mention.span.turn))
        self._homes = {placed.id: placed.spans[0].interview for placed in edition.notes}
        self._numbers = note_numbers(edition)
        self._ours = words_language(edition.settings.language)

    # Addresses ------------------------------------------------------------------------------------------------------

    def talk(self, interview_id: str) -> str:
        return f"talk-{interview_id}.xhtml"

    def place(self, interview_id: str, place_id: str) -> str:
        """A turn, a paragraph or an item of the tail."""
        return f"{self.talk(interview_id)}#{place_id}"

    def note(self, note_id: str) -> str:
        """A note, in the first interview that it is about."""
        return f"{self.talk(self._homes[note_id])}#note-{note_id}"

    def entry(self, kind: str, entry_id: str) -> str:
        """An entry of a register, a theme or a reading."""
        return f"{FOLDERS.get(kind, kind)}.xhtml#{self.anchor(kind, entry_id)}"  # type: ignore[call-overload]

    def anchor(self, kind: str, entry_id: str) -> str:
        return f"{FOLDERS.get(kind, kind)}-{entry_id}"  # type: ignore[call-overload]

    def resolve(self, href: str) -> str:
        """A link of an editor's prose as a link in the book; a web address stays."""
        target = parse_link(href)
        if target is None:
            return href
        if target.kind == "turn":
            interview_id, _, place_id = target.id.rpartition("/")
            return self.place(interview_id or self.edition.interviews[0].id, place_id)
        return self.note(target.id) if target.kind == "notes" else self.entry(target.kind, target.id)

    # Languages ------------------------------------------------------------------------------------------------------

    def ours(self, element: Element) -> Element:
        """An element with the program's words and no editor's: it says their language where the book has another."""
        return in_language(element, self._ours)

    def said(self, words: str) -> str | Element:
        """The program's words among those of editors; an element only where it must say their language."""
        return self.ours(H.span(words)) if self._ours else words

    # Words ----------------------------------------------------------------------------------------------------------

    def number(self, interview_id: str, note_id: str) -> str:
        """A note's number, as on the site."""
        return self._numbers[interview_id, note_id]

    def prose(self, text: str | None) -> list[Element]:
        """An editor's prose as paragraphs, lists and quotations."""
        blocks = parse(to_xhtml(text)) if text else []
        for block in blocks:
            for one in block.iter(f"{{{XHTML}}}a"):
                one.set("href", web_address(self.resolve(one.get("href", ""))))
        return blocks

    def line(self, text: str | None, **attributes: str) -> list[Element]:
        """A line of an editor's prose as a paragraph, or nothing."""
        return [parse_line(to_xhtml(text, inline=True), "p", **attributes)] if text else []

    def summary(self, register: Register, entry_id: str, text: str | None) -> list[Element]:
        """What an entry is, in a line, or nothing; where no editor says it of a speaker, in the program's words."""
        said = self.edition.unwritten.get(entry_id) if register == "people" else None
        if said is None or not self._ours:
            return self.line(text)
        title = parse_line(to_xhtml(literal(said.title), inline=True), "span")
        return [H.p(self.said(said.BEFORE), title, *([self.said(said.after)] if said.after else []))]

    def reference(self, reference_id: str, tag: str = "li") -> Element:
        """A work as a bibliography gives it, linked to its entry."""
        return from_markup(
            print_reference(self.edition.references[reference_id], self.entry("references", reference_id)), tag
        )

    def references(self, heading: str, ids: Iterable[str], level: str = "h4") -> list[Element]:
        """A headed list of works, or nothing."""
        items = [self.reference(one) for one in ids]
        return [self.ours(H(level, heading)), H.ul(*items)] if items else []

    def citations(self, heading: str, sources: Sequence[Citation], level: str = "h4") -> list[Element]:
        """A headed list of the sources that were seen, each with what it says and how it was seen; or nothing."""
        items = [self._citation(one) for one in sources if one.was_seen]
        return [self.ours(H(level, heading)), H.ul(*items)] if items else []

    def _citation(self, source: Citation) -> Element:
        item = self.reference(source.id)
        words = f" “{source.words}”" if source.words else ""
        said = "; ".join(part for part in (SAYS[source.says], self.seen(source.seen)) if part)
        item.append(H.span(f"{f' {source.locator}.' if source.locator else ''}{words} ", self.ours(H.em(said))))
        return item

    def seen(self, seen: str) -> str:
        """How much of a source was seen, in words."""
        return print_seen(self.edition, seen)

    def printed(self, record: InterviewRecord, *, section: bool = True) -> list[str | Element]:
        """Where and when a talk was printed; the date in the program's words."""
        printed, date = print_printed(record, section=section), print_edtf(record.date)
        venue = printed[: len(printed) - len(date)]
        return [venue, self.said(printed[len(venue) :])]

    def place_link(self, interview_id: str, place_id: str, words: str = "") -> Element:
        """A link to a turn or an item of the tail, in its own `words` or as `print_place` calls it."""
        interview = self.edition.interview(interview_id)
        name = words or print_place(self.edition, interview, place_id)
        if not self._ours:
            return link(name, self.place(interview_id, place_id))
        title = f"{interview.title}, " if len(self.edition.interviews) > 1 else ""
        made = link(title, self.place(interview_id, place_id))
        append(made, self.said(name.removeprefix(title)))
        return made

    def spoken_language(self, interview: Interview) -> str:
        """The language of a talk's words where the book around them has another; else nothing."""
        spoken = interview.record.language
        return spoken if differs(spoken, self.edition.settings.language) else ""

    def quotation(self, span: Span) -> Element:
        """The words of a span as they may be read, with the one who says them."""
        interview = self.edition.interview(span.interview)
        said = f"{print_speaker(interview, span.turn)}, "
        words = in_language(H.p(span.shown), self.spoken_language(interview))
        return H.blockquote(words, H.p(said, self.place_link(span.interview, span.turn)))

    def named_in(self, register: Register, entry_id: str) -> list[Element]:
        """The turns that name an entry, as a line of links; or nothing."""
        links = [self.place_link(*place) for place in self._places.get((register, entry_id), ())]
        return [_listed(self.said("In the talk: "), links)] if links else []

    def noted(self, label: str, notes: Iterable[PlacedNote]) -> list[Element]:
        """A line of links to notes, or nothing."""
        links = [link(placed.title, self.note(placed.id)) for placed in notes]
        return [_listed(self.said(label), links)] if links else []


def _listed(label: str | Element, links: Sequence[Element]) -> Element:
    paragraph = H.p(label, {"class": "places"})
    for index, one in enumerate(links):
        if index:
            paragraph[-1].tail = ", "
        paragraph.append(one)
    return paragraph
