"""The TEI header: what the file is, by whom, by what right, from what source, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotations import EditionSettings
from edition.dates import print_edtf
from edition.export.data_file import Publication
from edition.export.tei.datable import date_attributes
from edition.export.tei.elements import Element, element
from edition.export.tei.encoding import encoding
from edition.export.tei.pointers import MATCHER, Pointers, entry_id, speaker_id, web_address
from edition.export.tei.prose import note, prose
from edition.export.tei.words import BRACKETS
from edition.model import Edition, Interview

_PUBLISH = {
    "undecided": "Whether its words may be published is undecided.",
    "full": "Its words are given in full.",
    "excerpt": "Only what notes and readings quote of its words is given here, each quotation to a set length.",
    "none": "None of its words are given here.",
}
"""What `rights.publish` means for this file."""


def header(pointers: Pointers, edition: Edition, interview: Interview, publication: Publication) -> Element:
    """The header of one interview's document."""
    settings = edition.settings
    return element(
        "teiHeader",
        element(
            "fileDesc",
            _title(settings, interview),
            element("editionStmt", element("edition", f"Version {settings.version}", n=settings.version)),
            _publication(pointers, settings, interview, publication),
            element("seriesStmt", element("title", settings.title, level="s"), *_series_editors(settings)),
            element("sourceDesc", _source(pointers, interview)),
        ),
        encoding(pointers, settings, interview),
        _profile(edition, interview),
        element("revisionDesc", _change(settings, publication)),
    )


def _title(settings: EditionSettings, interview: Interview) -> Element:
    subtitle = f"an annotated edition in TEI, version {settings.version}"
    return element(
        "titleStmt",
        element("title", interview.title, type="main"),
        element("title", subtitle, type="sub"),
        *(
            element("respStmt", element("resp", one.role or "editor"), element("name", one.name), id=f"editor-{number}")
            for number, one in enumerate(settings.editors, start=1)
        ),
        element(
            "respStmt",
            element("resp", "names matched in the text, without an editor’s judgement"),
            element("name", "the program that built this edition"),
            id=MATCHER.removeprefix("#"),
        ),
    )


def _series_editors(settings: EditionSettings) -> Iterator[Element]:
    if settings.subtitle:
        yield element("title", settings.subtitle, type="sub", level="s")
    yield from (element("editor", one.name) for one in settings.editors)


def _publication(
    pointers: Pointers, settings: EditionSettings, interview: Interview, publication: Publication
) -> Element:
    """Publisher or editors, the date of the build where one is set, addresses and rights."""
    agency = (
        [element("publisher", settings.publisher)]
        if settings.publisher
        else [element("authority", one.name) for one in settings.editors]
    )
    built = publication.built
    address = f"{publication.site_url}data/tei/{interview.id}.xml" if publication.site_url else None
    return element(
        "publicationStmt",
        *agency,
        element("address", element("addrLine", settings.contact)) if settings.contact else None,
        element("date", built, when=built) if built else None,
        element("idno", address, type="URI") if address else None,
        element("ptr", target=pointers.site(), type="page"),
        _availability(pointers, interview),
    )


def _availability(pointers: Pointers, interview: Interview) -> Element:
    rights = interview.record.rights
    return element(
        "availability",
        element("licence", "Rights statement for the words of the talk", target=web_address(rights.statement)),
        element("p", "Rights holder: ", element("name", rights.holder)),
        *prose(pointers, rights.note),
        element("p", _PUBLISH[rights.publish]),
        element("p", "The statement is about the words of the talk alone, and not about the notes and registers."),
        status="restricted" if interview.withheld else "unknown" if rights.publish == "undecided" else None,
    )


def _source(pointers: Pointers, interview: Interview) -> Element:
    """The magazine, and the witness by the SHA-256 of its bytes."""
    record = interview.record
    speakers = [
        element(
            "respStmt",
            element("resp", one.role or "speaker"),
            element("name", one.name, ref=f"#{speaker_id(one.id)}"),
        )
        for one in interview.speakers
    ]
    brackets = element(
        "respStmt", element("resp", "words in square brackets"), element("name", record.brackets), id=BRACKETS[1:]
    )
    venue = record.venue
    place = element("pubPlace", venue.place) if venue and venue.place else None
    printed = element("date", print_edtf(record.date), **date_attributes(record.date))
    return element(
        "biblStruct",
        element(
            "analytic",
            element("title", interview.title, level="a"),
            *speakers,
            brackets,
            *(element("ptr", target=web_address(address)) for address in record.address),
        ),
        element(
            "monogr",
            element("title", venue.title, level="j") if venue else None,
            element("imprint", place, printed),
            element("biblScope", venue.section, unit="section") if venue and venue.section else None,
        ),
        note(pointers, "summary", record.summary),
        note(pointers, "date", record.date_note),
        note(pointers, "provenance", record.provenance),
        element("note", f"SHA-256 of the text as received: {interview.sha256}", type="sha-256", n=interview.sha256),
    )


def _profile(edition: Edition, interview: Interview) -> Element:
    around, spoken = edition.settings.language, interview.record.language
    languages = {spoken: "The talk", around: "The notes"} if spoken != around else {spoken: "The talk and the notes"}
    for foreign in interview.foreign:
        languages.setdefault(foreign.language, "Words within the talk")
    people = [
        element(
            "person",
            element("persName", speaker.name),
            *(element("persName", label, type="label") for label in speaker.labels),
            element("note", speaker.role, type="role") if speaker.role else None,
            corresp=f"#{entry_id('people', speaker.id)}" if speaker.id in edition.people else None,
            id=speaker_id(speaker.id),
        )
        for speaker in interview.speakers
    ]
    return element(
        "profileDesc",
        element("particDesc", element("listPerson", *people, type="speakers")),
        element("langUsage", *(element("language", words, ident=code) for code, words in languages.items())),
    )


def _change(settings: EditionSettings, publication: Publication) -> Element:
    return element("change", f"Exported from version {settings.version} of the edition.", when=publication.built)
