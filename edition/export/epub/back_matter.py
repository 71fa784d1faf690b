"""What follows the talks: themes, readings and the registers, a chapter each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from edition.annotations import Entry, Event, Organisation, Passage, Person, Reading, Reference, Theme
from edition.dates import print_edtf
from edition.export.epub.book import Book
from edition.export.epub.elements import Chapter, Element, H, joined, link
from edition.model import Register
from edition.sitemap import FOLDERS
from edition.wording import AUTHORITY_ADDRESSES, entry_facts, print_place

TITLES: dict[Register, str] = {
    "people": "People", "places": "Places", "organisations": "Organisations", "terms": "Terms", "dates": "Dates",
    "references": "Sources and works",
}  # fmt: skip


def back_matter(book: Book) -> Iterator[Chapter]:
    """Every chapter that has something in it."""
    edition = book.edition
    if edition.readings:
        body = [one for key, reading in edition.readings.items() for one in _reading(book, key, reading)]
        parts = [(book.anchor("readings", key), reading.title) for key, reading in edition.readings.items()]
        yield Chapter(
            name="readings.xhtml", title="Readings", body=[book.ours(H.h1("Readings")), *body], parts=parts, ours=True
        )
    if edition.themes:
        body = [one for key, theme in edition.themes.items() for one in _theme(book, key, theme)]
        parts = [(book.anchor("themes", key), theme.title) for key, theme in edition.themes.items()]
        yield Chapter(
            name="themes.xhtml", title="Themes", body=[book.ours(H.h1("Themes")), *body], parts=parts, ours=True
        )
    for register, title in TITLES.items():
        if edition.register(register):
            type = {"terms": "glossary", "references": "bibliography"}.get(register, "appendix")
            name = f"{FOLDERS[register]}.xhtml"
            register_body = chain([book.ours(H.h1(title))], _register(book, register))
            yield Chapter(name=name, title=title, body=register_body, type=type, ours=True)


def _register(book: Book, register: Register) -> Iterator[Element]:
    entries = book.edition.register(register)
    dated = {key: entry.sort_key for key, entry in entries.items() if isinstance(entry, Event)}
    for key in sorted(entries, key=lambda one: dated[one]) if dated else entries:
        entry = entries[key]
        heading = H.h2(book.edition.entry_name(register, key))
        yield H.section(heading, *_body(book, register, key, entry), {"id": book.anchor(register, key)})


def _body(book: Book, register: Register, key: str, entry: Entry | Event | Reference) -> Iterator[Element]:
    match entry:
        case Event():
            return _event(book, key, entry)
        case Reference():
            return _reference(book, key, entry)
        case _:
            return _entry(book, register, key, entry)


def _entry(book: Book, register: Register, key: str, entry: Entry) -> Iterator[Element]:
    yield from _facts(book, entry)
    yield from book.summary(register, key, entry.summary)
    yield from book.prose(entry.text)
    if others := [name for name in entry.variants if name != entry.name]:
        yield H.p(book.ours(H.em("Also printed or known as:")), f" {', '.join(others)}")
    if isinstance(entry, Person) and key in book.speakers:
        yield book.ours(H.p("Speaks here."))
    yield from book.named_in(register, key)
    yield from book.noted("Notes: ", book.notes_on.get((register, key), ()))
    yield from book.citations("Sources", entry.sources, "h3")
    yield from book.references("Further reading", entry.further, "h3")
    links = [
        link(f"{AUTHORITY_ADDRESSES[name][0]} {value}", AUTHORITY_ADDRESSES[name][1] + value)
        for name, value in sorted(entry.authority.items())
    ]
    if links:
        yield H.p(*joined(links, " · "))


def _facts(book: Book, entry: Entry | Reference) -> Iterator[Element]:
    original = getattr(entry, "original", None)
    facts: list[list[str | Element]] = [[original]] if original else []
    is_dated = isinstance(entry, Person | Organisation)  # and nothing else, so that the program has all the words
    for name, value in entry_facts(entry):
        facts.append([book.said(f"{name} {value}")] if is_dated else [book.said(f"{name} "), value])
    if facts:
        parts = [part for fact in facts for part in (" · ", *fact)]
        yield H.p(*parts[1:], {"class": "facts"})


def _event(book: Book, key: str, event: Event) -> Iterator[Element]:
    old_style = f" ({print_edtf(event.old_style)} in the old Russian calendar)" if event.old_style else ""
    basis = "" if event.basis == "documented" else "; as a speaker says"
    yield book.ours(H.p(f"{print_edtf(event.when)}{old_style}{basis}", {"class": "facts"}))
    yield from book.line(event.summary)
    yield from book.prose(event.text)
    named: list[tuple[Register, str]] = [
        *(("people", one) for one in event.people), *(("places", one) for one in event.places)
    ]  # fmt: skip
    if named:
        yield H.p(*joined((link(book.edition.entry_name(*one), book.entry(*one)) for one in named), " · "))
    yield from book.named_in("dates", key)
    yield from book.citations("Sources", event.sources, "h3")
    yield from book.references("Further reading", event.further, "h3")


def _reference(book: Book, key: str, reference: Reference) -> Iterator[Element]:
    yield book.reference(key, "p")
    yield from _facts(book, reference)
    yield from book.line(reference.custom.summary)
    yield from book.prose(reference.custom.text)
    yield from book.named_in("references", key)
    yield from book.noted("Cited or given for reading in: ", book.citing.get(key, ()))
    addresses = (("Address", reference.url), ("Archived copy", reference.custom.archived))
    if links := [book.ours(link(name, address)) for name, address in addresses if address]:
        yield H.p(*joined(links, " · "))


def _passage(book: Book, passage: Passage) -> Element:
    """Where a passage is, with its words where less than its turns is meant."""
    interview = book.edition.interview(passage.interview or book.edition.interviews[0].id)
    turns = interview.turns_between(passage.turns)
    name = print_place(book.edition, interview, turns[0].id)
    if len(turns) > 1:
        name = f"{name.replace('turn', 'turns')}–{turns[-1].number}"
    who = dict.fromkeys(interview.speaker(turn.speaker).name for turn in turns)
    quote = f": “{passage.quote}”" if passage.quote else ""
    return H.li(book.place_link(interview.id, turns[0].id, name), f" ({', '.join(who)}){quote}")


def _reading(book: Book, key: str, reading: Reading) -> Iterator[Element]:
    yield H.h2(reading.title, {"id": book.anchor("readings", key)})
    advisory = f" {reading.advisory}" if reading.advisory else ""
    length = "1 minute" if reading.minutes == 1 else f"{reading.minutes} minutes"
    yield H.p(book.said(f"About {length}."), advisory, {"class": "lead"})
    yield from book.prose(reading.introduction)
    yield book.ours(H.h3("Passages"))
    yield H.ul(*(_passage(book, passage) for passage in reading.passages))
    yield book.ours(H.h3("Questions"))
    questions = []
    for question in reading.questions:
        home = question.interview or book.edition.interviews[0].id
        links = [
            link(turns.replace("t", "").replace("-", "–"), book.place(home, turns.partition("-")[0]))
            for turns in question.turns
        ]
        places = [H.p(book.said("Turn "), *joined(links, ", "), {"class": "places"})] if links else []
        questions.append(H.li(*book.prose(question.ask), *places))
    yield H.ol(*questions)
    yield from book.references("Sources that see it otherwise", reading.opposing, "h3")
    yield from book.references("Further reading", reading.further, "h3")


def _theme(book: Book, key: str, theme: Theme) -> Iterator[Element]:
    yield H.h2(theme.title, {"id": book.anchor("themes", key)})
    yield from book.line(theme.summary, class_="lead")
    for cell in theme.cells:
        yield H.h3(*_named_together(book, cell.about))
        yield from book.prose(cell.synthesis) or [book.ours(H.p("Nothing is said here."))]
        if cell.passages:
            yield H.ul(*(_passage(book, passage) for passage in cell.passages))


def _named_together(book: Book, people: Iterable[str]) -> Iterator[str | Element]:
    """The names of people, with an "and" between them."""
    for index, one in enumerate(people):
        if index:
            yield book.said(" and ")
        yield book.edition.people[one].name
