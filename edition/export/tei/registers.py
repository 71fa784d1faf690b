"""The registers as TEI: people, places, organisations, events, terms and works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from edition.annotations import Entry, Event, Organisation, Person, Place, Term
from edition.dates import print_edtf
from edition.export.tei.annotation_lists import sources
from edition.export.tei.datable import date_attributes
from edition.export.tei.elements import Element, element, filled
from edition.export.tei.pointers import Pointers, entry_id
from edition.export.tei.prose import inline, note
from edition.export.tei.reach import Reach
from edition.export.tei.works import work
from edition.model import Edition, Interview


def registers(pointers: Pointers, edition: Edition, interview: Interview, reach: Reach) -> Iterator[Element]:
    """A list for each register that has an entry in this document, in the registers' order."""
    speakers = frozenset(speaker.id for speaker in interview.speakers)
    lanes = {lane.id: lane.label for lane in edition.settings.lanes}
    lists = (
        filled("listPerson", [_person(pointers, *one) for one in reach.of("people", edition.people)], type="register"),
        filled("listPlace", [_place(pointers, *one) for one in reach.of("places", edition.places)], type="register"),
        filled(
            "listOrg",
            [_organisation(pointers, *one) for one in reach.of("organisations", edition.organisations)],
            type="register",
        ),
        filled(
            "listEvent", [_event(pointers, lanes, *one) for one in reach.of("dates", edition.dates)], type="register"
        ),
        filled("list", [_term(pointers, *one) for one in reach.of("terms", edition.terms)], head="Terms", type="index"),
        filled(
            "listBibl",
            [work(pointers, one, speakers) for _, one in reach.of("references", edition.references)],
            type="register",
        ),
    )
    yield from (made for made in lists if made is not None)


def _person(pointers: Pointers, key: str, person: Person) -> Element:
    return element(
        "person",
        *_names("persName", person, person.original),
        _dated("birth", person.born),
        _dated("death", person.died),
        _dated("floruit", person.floruit),
        *_told(pointers, person),
        id=entry_id("people", key),
    )


def _place(pointers: Pointers, key: str, place: Place) -> Element:
    has_location = place.latitude is not None and place.longitude is not None
    return element(
        "place",
        *_names("placeName", place),
        element("placeName", place.now, type="now") if place.now else None,
        element("desc", place.kind, type="kind") if place.kind else None,
        element("location", element("geo", f"{place.latitude} {place.longitude}")) if has_location else None,
        *_told(pointers, place),
        id=entry_id("places", key),
    )


def _organisation(pointers: Pointers, key: str, organisation: Organisation) -> Element:
    """An organisation; its beginning and end are events, for which `org` has no elements of their own."""
    return element(
        "org",
        *_names("orgName", organisation, organisation.original),
        *_idnos(organisation),
        _moment("founded", organisation.founded),
        _moment("dissolved", organisation.dissolved),
        *_told(pointers, organisation, idnos=False),
        id=entry_id("organisations", key),
    )


def _term(pointers: Pointers, key: str, term: Term) -> Element:
    return element("item", *_names("term", term, term.original), *_told(pointers, term), id=entry_id("terms", key))


def _event(pointers: Pointers, lanes: Mapping[str, str], key: str, event: Event) -> Element:
    """An event or a date; its date stands in words in a note, with that of the old calendar where it has one."""
    basis = "documented" if event.basis == "documented" else "as stated by a speaker only"
    dates = [element("date", print_edtf(event.when), **date_attributes(event.when))]
    if event.old_style:
        words = print_edtf(event.old_style)
        dates += [element("date", words, type="old-style", when_custom=event.old_style, datingMethod="#old-style")]
    people = [element("person", element("persName", ref=pointers.entry("people", one))) for one in event.people]
    places = [element("place", element("placeName", ref=pointers.entry("places", one))) for one in event.places]
    return element(
        "event",
        element("eventName", event.label, type="main"),
        *(element("eventName", variant, type="variant") for variant in event.variants),
        element("note", *dates, type="date"),
        element("note", basis, type="basis"),
        element("note", lanes.get(event.lane, event.lane), type="lane", n=event.lane),
        inline(pointers, "note", event.summary, type="summary") if event.summary else None,
        note(pointers, "text", event.text),
        *sources(pointers, event.sources, event.further),
        filled("listPerson", people),
        filled("listPlace", places),
        id=entry_id("dates", key),
        **date_attributes(event.when),
    )


def _names(tag: str, entry: Entry, original: str | None = None) -> Iterator[Element]:
    yield element(tag, entry.name, type="main")
    if entry.sort:
        yield element(tag, entry.sort, type="sort")
    if original:
        yield element(tag, original, type="original")
    yield from (element(tag, variant, type="variant") for variant in entry.variants)


def _dated(tag: str, edtf: str | None) -> Element | None:
    return element(tag, print_edtf(edtf), **date_attributes(edtf, moment=tag != "floruit")) if edtf else None


def _moment(kind: str, edtf: str | None) -> Element | None:
    if not edtf:
        return None
    words = element("label", f"{kind} ", element("date", print_edtf(edtf)))
    return element("event", words, type=kind, **date_attributes(edtf, moment=True))


def _idnos(entry: Entry) -> Iterator[Element]:
    for name, value in sorted(entry.authority.items()):
        yield element("idno", value, type=name)


def _told(pointers: Pointers, entry: Entry, *, idnos: bool = True) -> Iterator[Element]:
    """What is said of an entry, and by which sources."""
    if idnos:
        yield from _idnos(entry)
    yield inline(pointers, "note", entry.summary, type="summary")
    if (text := note(pointers, "text", entry.text)) is not None:
        yield text
    yield from sources(pointers, entry.sources, entry.further)
