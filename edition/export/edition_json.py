"""The whole edition as one JSON file, and the JSON Schema of that file.

The keys are a contract: outside programs read them. They may be added to and not changed. Offsets are Unicode code
points in the NFC text of a paragraph, from zero, end excluded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from edition.annotations import Entry, Event, Reference
from edition.export.json_text import Lines, json_pieces
from edition.model import Edition, Interview, Mention, Paragraph, PlacedNote, Span


class Data(BaseModel):
    """Base of the exported objects."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionData(Data):
    title: str
    version: str
    editors: tuple[str, ...]
    subtitle: str | None = None
    publisher: str | None = None
    built: str | None = Field(default=None, description="ISO 8601, only where SOURCE_DATE_EPOCH was set")


class RightsData(Data):
    statement: str = Field(description="A RightsStatements.org address")
    holder: str
    note: str
    publish: Literal["undecided", "full", "excerpt", "none"]


class SpeakerData(Data):
    id: str
    name: str
    labels: tuple[str, ...]
    role: str | None = None


class SectionData(Data):
    id: str
    title: str
    from_: str = Field(serialization_alias="from", description="Id of the turn where the section begins")


_TEXT_WITHHELD = (
    "True where words of the text may not be published: text is then empty, offsets still relate to the words as "
    "printed, and what may be quoted stands in the targets of the notes; left out elsewhere"
)


class ParagraphData(Data):
    id: str
    text: str = Field(description="The witness in NFC: label removed, brackets kept, never emended")
    withheld: bool = Field(default=False, description=_TEXT_WITHHELD)
    start: float | None = Field(
        default=None, description="Seconds from the beginning of a recording; left out where there is no timecode"
    )


class TurnData(Data):
    id: str
    speaker: str
    label: str
    section: str | None
    paragraphs: tuple[ParagraphData, ...]
    start: float | None = Field(default=None, description="Seconds from the beginning of a recording")


class AsideData(Data):
    turn: str
    paragraph: str
    start: int
    end: int
    text: str


class TailData(Data):
    id: str
    kind: Literal["comment", "chrome"]
    text: str
    withheld: bool = Field(default=False, description=_TEXT_WITHHELD)
    author: str | None
    date: str | None


class ApartData(Data):
    id: str = Field(description="By position in the file, and not permanent")
    what: str = Field(description="What it is, in a word or two")
    text: str
    line: int = Field(description="Line of the file as received, or its paragraph where it has no lines")


class EmendationData(Data):
    id: str
    turn: str
    paragraph: str
    start: int
    end: int
    quote: str
    reading: str
    reason: str
    by: str


class ForeignData(Data):
    turn: str = Field(description="Id of a turn, or of an item of the tail")
    paragraph: str
    start: int
    end: int
    quote: str
    language: str = Field(description="BCP 47")


class InterviewData(Data):
    id: str
    title: str
    date: str = Field(description="EDTF")
    language: str = Field(description="BCP 47")
    venue: dict[str, str]
    rights: RightsData
    sha256: str = Field(description="Of the transcript's bytes as received")
    speakers: tuple[SpeakerData, ...]
    sections: tuple[SectionData, ...]
    turns: tuple[TurnData, ...]
    asides: tuple[AsideData, ...] = Field(description="Words in brackets; without those that may not be published")
    tail: tuple[TailData, ...]
    front_matter: tuple[ParagraphData, ...] = Field(description="What stands before the talk")
    emendations: tuple[EmendationData, ...] = Field(description="Without those of words that may not be published")
    apart: tuple[ApartData, ...] = Field(
        default=(),
        description="What the file has in the midst of the talk and nobody says: page numbers, remarks; left out where "
        "there is nothing, or where it may not be published",
    )
    foreign: tuple[ForeignData, ...] = Field(description="Words in another language than the interview's")
    retired: dict[str, str] = Field(description="Ids that no longer stand in the text, and what they lead to")


class TargetData(Data):
    interview: str
    turn: str = Field(description="Id of a turn, or of an item of the tail")
    paragraph: str
    start: int
    end: int
    quote: str
    withheld: bool = Field(
        default=False,
        description="True where words of the quotation may not be published: quote then holds the first of them, or "
        "none, and start and end are still those of all its words; left out elsewhere",
    )


class SourceData(Data):
    id: str
    locator: str | None
    says: Literal["supports", "differs", "context"] | None
    seen: str
    words: str | None = None


class NoteData(Data):
    id: str
    title: str
    targets: tuple[TargetData, ...]
    kind: str
    finding: str | None
    finding_words: str | None
    lead: str | None
    text: str
    since: str | None
    estimates: tuple[dict[str, str], ...]
    chain: dict[str, str] | None
    looked_in: str | None
    sources: tuple[SourceData, ...]
    further: tuple[str, ...]
    own_book: str | None
    reply: str | None
    by: str
    status: Literal["draft", "reviewed"]
    reviewed_by: str | None
    reviewed_on: str | None
    certainty: Literal["high", "medium", "low"] | None
    tier: int
    checked: str


class MentionData(TargetData):
    register_: Literal["people", "places", "organisations", "terms", "dates", "references"] = Field(
        serialization_alias="register"
    )
    id: str
    origin: Literal["matched", "editor"]


class EntryData(Data):
    """An entry of a register: its keys are those of the annotations, ids added."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    name: str
    authority: dict[str, str] = {}


class PersonData(EntryData):
    born: str | None = Field(description="EDTF")
    died: str | None = Field(description="EDTF")


class DateData(Data):
    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    label: str
    when: str = Field(description="EDTF")
    basis: Literal["documented", "as-stated"]
    lane: str


class ReferenceData(Data):
    """CSL-JSON 1.0.2."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    type: str
    title: str


class ThemeData(Data):
    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    title: str
    cells: tuple[dict[str, Any], ...]


class ReadingData(Data):
    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    title: str
    minutes: int


class EditionFile(Data):
    """data/edition.json"""

    edition: EditionData
    interviews: tuple[InterviewData, ...]
    people: tuple[PersonData, ...]
    places: tuple[EntryData, ...]
    organisations: tuple[EntryData, ...]
    terms: tuple[EntryData, ...]
    dates: tuple[DateData, ...]
    references: tuple[ReferenceData, ...]
    notes: tuple[NoteData, ...]
    themes: tuple[ThemeData, ...]
    readings: tuple[ReadingData, ...]
    mentions: tuple[MentionData, ...]


def to_edition_json(edition: Edition, built: str | None = None) -> bytes:
    """The edition as JSON in UTF-8, keys in a fixed order."""
    return b"".join(edition_json_pieces(edition, built))


def edition_json_pieces(edition: Edition, built: str | None = None) -> Iterator[bytes]:
    """The same piece by piece. Turns, asides and mentions have a line each, all else a line to each value."""
    settings = edition.settings
    about = EditionData(
        title=settings.title, version=settings.version, editors=tuple(editor.name for editor in settings.editors),
        subtitle=settings.subtitle, publisher=settings.publisher, built=built,
    )  # fmt: skip
    return json_pieces(
        {
            "edition": about.model_dump(mode="json", exclude={"built"} if built is None else None),
            "interviews": map(_interview_lines, edition.interviews),
            "people": _dumped(
                PersonData(id=key, born=person.born, died=person.died, **_rest(person, "born", "died"))
                for key, person in edition.people.items()
            ),
            "places": _dumped(EntryData(id=key, **_rest(entry)) for key, entry in edition.places.items()),
            "organisations": _dumped(EntryData(id=key, **_rest(entry)) for key, entry in edition.organisations.items()),
            "terms": _dumped(EntryData(id=key, **_rest(entry)) for key, entry in edition.terms.items()),
            "dates": _dumped(DateData(id=key, **_rest(event)) for key, event in edition.dates.items()),
            "references": _dumped(ReferenceData(**_rest(reference)) for reference in edition.references.values()),
            "notes": (_sparing(note, note["targets"]) for note in _dumped(map(_note, edition.notes))),
            "themes": _dumped(ThemeData(id=key, **_rest(theme)) for key, theme in edition.themes.items()),
            "readings": _dumped(ReadingData(id=key, **_rest(reading)) for key, reading in edition.readings.items()),
            "mentions": Lines(_sparing(mention, [mention]) for mention in _dumped(map(_mention, edition.mentions))),
        }
    )


def _dumped(records: Iterable[Data]) -> Iterator[dict[str, Any]]:
    return (one.model_dump(mode="json", by_alias=True) for one in records)


def _interview_lines(interview: Interview) -> dict[str, Any]:
    """An interview as it is written."""
    data = _interview(interview).model_dump(mode="json", by_alias=True)
    paragraphs = [paragraph for turn in data["turns"] for paragraph in turn["paragraphs"]]
    _sparing(data, [*paragraphs, *data["tail"], *data["front_matter"]])
    if not data["apart"]:
        del data["apart"]
    return data | {"turns": Lines(data["turns"]), "asides": Lines(data["asides"])}


def _sparing(data: dict[str, Any], withholdable: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The data, in parts of which nothing is said of what is not withheld and has no time."""
    for one in withholdable:
        if not one["withheld"]:
            del one["withheld"]
        if "start" in one and one["start"] is None:
            del one["start"]
    return data


def edition_schema() -> bytes:
    """The JSON Schema (2020-12) of the file that `to_edition_json` gives."""
    schema = EditionFile.model_json_schema(mode="serialization", by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _rest(record: Entry | Event | Reference | BaseModel, *without: str) -> dict[str, Any]:
    """What an editor wrote in a record, without the places that are told among the mentions."""
    dropped = {"mentions", "except_", "match", "page", *without} - (
        {"page"} if isinstance(record, Reference) else set()
    )
    data = record.model_dump(mode="json", by_alias=True, exclude=dropped, exclude_none=True)
    if isinstance(record, Reference):
        data["custom"] = {k: v for k, v in data["custom"].items() if k not in ("mentions", "except", "match", "page")}
    return data


def _span(span: Span) -> dict[str, Any]:
    return {
        "interview": span.interview, "turn": span.turn, "paragraph": span.paragraph, "start": span.start,
        "end": span.end, "quote": span.quote, "withheld": span.withheld,
    }  # fmt: skip


def _paragraph(paragraph: Paragraph) -> ParagraphData:
    withheld = bool(paragraph.withheld)
    text = "" if withheld else paragraph.text
    return ParagraphData(id=paragraph.id, text=text, withheld=withheld, start=paragraph.start)


def _interview(interview: Interview) -> InterviewData:
    record = interview.record
    return InterviewData(
        id=interview.id,
        title=interview.title,
        date=record.date,
        language=record.language,
        venue=record.venue.model_dump(exclude_none=True) if record.venue else {},
        rights=RightsData(
            **{**record.rights.model_dump(exclude={"excerpt_words"}), "note": record.rights.note or ""},
        ),
        sha256=interview.sha256,
        speakers=tuple(
            SpeakerData(id=one.id, name=one.name, labels=one.labels, role=one.role) for one in interview.speakers
        ),
        sections=tuple(SectionData(id=one.id, title=one.title, from_=one.from_) for one in interview.sections),
        turns=tuple(
            TurnData(
                id=turn.id,
                speaker=turn.speaker,
                label=turn.label,
                section=section.id if (section := interview.section_of(turn.id)) else None,
                paragraphs=tuple(_paragraph(one) for one in turn.paragraphs),
                start=turn.start,
            )
            for turn in interview.turns
        ),
        asides=tuple(
            AsideData(turn=one.turn, paragraph=one.paragraph, start=one.start, end=one.end, text=one.text)
            for one in interview.asides
        ),
        tail=tuple(
            TailData(
                id=one.id, kind=one.kind, text=one.text, withheld=bool(one.withheld), author=one.author, date=one.date
            )
            for one in interview.tail
        ),
        front_matter=tuple(_paragraph(one) for one in interview.front_matter),
        emendations=tuple(
            EmendationData(
                id=one.emendation.id, turn=one.span.turn, paragraph=one.span.paragraph, start=one.span.start,
                end=one.span.end, quote=one.span.quote, reading=one.emendation.reading, reason=one.emendation.reason,
                by=one.emendation.by,
            )
            for one in interview.emendations
        ),
        apart=tuple(ApartData(id=one.id, what=one.what, text=one.text, line=one.line) for one in interview.apart),
        foreign=tuple(
            ForeignData(
                turn=one.span.turn, paragraph=one.span.paragraph, start=one.span.start, end=one.span.end,
                quote=one.span.quote, language=one.language,
            )
            for one in interview.foreign
        ),
        retired=dict(sorted(interview.retired.items())),
    )  # fmt: skip


def _mention(mention: Mention) -> MentionData:
    return MentionData(**_span(mention.span), register_=mention.register, id=mention.id, origin=mention.origin)


def _note(placed: PlacedNote) -> NoteData:
    note = placed.note
    shared = note.model_dump(
        mode="json", exclude={"targets", "title", "sources", "estimates", "chain", "interview", "kind"}
    )
    return NoteData(
        **shared,
        title=placed.title,
        kind=note.kind.value,
        finding_words=note.finding_words,
        targets=tuple(TargetData(**_span(span)) for span in placed.spans),
        estimates=tuple(one.model_dump(exclude_none=True) for one in note.estimates),
        chain=note.chain.model_dump(exclude_none=True) if note.chain else None,
        sources=tuple(
            SourceData(id=one.id, locator=one.locator, says=one.says, seen=one.seen, words=one.words)
            for one in note.sources
        ),
    )
