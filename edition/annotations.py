"""What an editor writes in YAML, as typed records.

One definition gives the checks, the messages and the JSON Schema that text editors complete from. The rules of
annotation that a machine can check within one record stand here; those that need several records are in `checks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from edition.dates import parse_date
from edition.languages import COUNTRY_TAGS, LANGUAGE_PATTERN, is_language, primary
from edition.text import is_text_encoding

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TURN_PATTERN = r"^(t\d+[a-z]*|c\d+)$"
TURNS_PATTERN = r"^t\d+[a-z]*(-t\d+[a-z]*)?$"
WIKI_HOSTS = ("wikipedia.org", "wikiquote.org", "wikisource.org", "baike.baidu.com", "goodreads.com", "fandom.com")


TODO = "TODO"
"""Stands in what `suggest` and `new` propose where only the editor knows what to write."""


def _check_written(text: str) -> str:
    if text == TODO:
        raise ValueError("this is still to be written; write it, or take the record out")
    return text


def _check_edtf(text: str) -> str:
    _check_written(text)
    try:
        parse_date(text)
    except ValueError as error:
        raise ValueError(f"{error}; write 1907, 1907-06-26, 192X, 1932? or 1959/1961") from None
    return text


def _check_language(tag: str) -> str:
    if not is_language(tag):
        meant = COUNTRY_TAGS.get(primary(tag))
        country = f"'{primary(tag)}' is the code of a country; write {meant}"
        hint = country if meant else "write it as BCP 47 has it, such as es, zh-Hans or pt-BR"
        raise ValueError(f"there is no language '{tag}'; {hint}")
    return tag


def _check_web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise ValueError("expected a web address that begins with https:// or http://")
    return text


def _check_id(text: str) -> str:
    if text == "index":
        raise ValueError("an id can't be 'index', which is the name of the page that lists them all")
    return text


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80), AfterValidator(_check_id)]
TurnId = Annotated[str, Field(pattern=TURN_PATTERN)]
TurnRange = Annotated[str, Field(pattern=TURNS_PATTERN)]
"""One turn or a range of turns: ``t12`` or ``t12-t18``."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """Marks a field whose text is Markdown: `inline` for one line with emphasis, else paragraphs, lists and links."""

    inline: bool = False


Line = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_check_written)]
"""A short text of one line, without markup."""
Inline = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_check_written), Markdown(inline=True)]
"""A short text of one line, with emphasis."""
Prose = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(_check_written), Markdown()]
"""Text in the safe subset of Markdown."""
Edtf = Annotated[str, AfterValidator(_check_edtf)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN), AfterValidator(_check_language)]
"""A language by its tag in BCP 47: ``es``, ``zh-Hans``, ``pt-BR``."""
WebAddress = Annotated[str, Field(max_length=2_000), AfterValidator(_check_web_address)]


def is_wiki_address(address: str) -> bool:
    """Whether an address is that of a wiki or an aggregator, which EDITORIAL takes for a finding aid only."""
    host = urlsplit(address).hostname or ""
    return any(host == wiki or host.endswith(f".{wiki}") for wiki in WIKI_HOSTS)


class Record(BaseModel):
    """Base of all records: frozen, and refusing keys that nobody defined."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, alias_generator=None, str_strip_whitespace=True
    )


class Selector(Record):
    """A place in the text, after the W3C's TextQuoteSelector."""

    turn: TurnId
    quote: Line | None = None
    """The printed words; the whole turn where it is left out."""
    prefix: Line | None = None
    suffix: Line | None = None
    interview: Id | None = None
    """Only where the project has more than one and the file does not say `interview:`."""


class QuoteSelector(Selector):
    """A place in the text that is always a quotation."""

    quote: Line


class Seen(StrEnum):
    FULL = "full"
    EXCERPT = "excerpt"
    NOT_SEEN = "not-seen"


QUOTED_BY = "quoted-by:"


def _check_seen(text: str) -> str:
    if text not in list(Seen) and not re.fullmatch(QUOTED_BY + ID_PATTERN[1:-1], text):
        raise ValueError("expected full, excerpt, not-seen or quoted-by:<id of a reference>")
    return text


class Citation(Record):
    """A source beside a statement: what it says and how much of it was seen."""

    id: Id
    locator: Line | None = None
    """Page, chapter or section; only what was seen."""
    says: Literal["supports", "differs", "context"] | None = None
    seen: Annotated[str, AfterValidator(_check_seen)] = Seen.NOT_SEEN.value
    words: Line | None = None
    """A short quotation of what it says, exactly as seen."""

    @property
    def was_seen(self) -> bool:
        return self.seen != Seen.NOT_SEEN

    @model_validator(mode="after")
    def _unseen_says_nothing(self) -> Citation:
        if not self.was_seen and self.says:
            raise ValueError(
                f"source '{self.id}' {self.says}, but it was not seen; "
                "say how it was seen (full, excerpt, quoted-by:<id>) or move it to 'further'"
            )
        if self.seen == QUOTED_BY + self.id:
            raise ValueError(f"source '{self.id}' is said to be quoted by itself")
        if not self.was_seen and (self.locator or self.words):
            raise ValueError(f"source '{self.id}' has a locator or words, but it was not seen; take them out")
        return self


Authority = Literal["wikidata", "viaf", "gnd", "lcnaf", "geonames", "isni"]
_AUTHORITY_FORMS = {
    "wikidata": r"Q[1-9]\d*", "viaf": r"\d+", "gnd": r"[\dX-]+", "lcnaf": r"n[a-z]?\d+", "geonames": r"\d+",
    "isni": r"\d{15}[\dX]",
}  # fmt: skip


def _check_authorities(found: dict[Authority, str]) -> dict[Authority, str]:
    for name, value in found.items():
        if not re.fullmatch(_AUTHORITY_FORMS[name], value):
            raise ValueError(f"'{value}' does not look like an identifier of {name}")
    return found


class Entry(Record):
    """What all entries of the registers have in common."""

    name: Line
    sort: Line | None = None
    """The name as filed: ``Berg, Anna``; the name itself where left out."""
    summary: Inline
    """Who or what, in one line."""
    text: Prose | None = None
    """A short article: what a student needs, and what the entry has to do with the dialogue."""
    variants: tuple[Line, ...] = ()
    """Other forms of the name, as printed; the name itself always counts."""
    match: Literal["all", "mentions"] = "all"
    """``mentions``: no automatic matches, only the places listed under `mentions`."""
    authority: Annotated[dict[Authority, str], AfterValidator(_check_authorities)] = Field(default_factory=dict)
    sources: tuple[Citation, ...] = ()
    further: tuple[Id, ...] = ()
    """References for reading on."""
    except_: tuple[QuoteSelector, ...] = Field(default=(), alias="except")
    """Places where a variant does not mean this entry."""
    mentions: tuple[QuoteSelector, ...] = ()
    """Places that mean this entry without naming it."""
    page: Literal["own", "shared"] = "own"
    """``shared`` for an entry named only in passing: an anchor on the register's index page."""

    @property
    def sort_name(self) -> str:
        return self.sort or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants, without repetition."""
        return tuple(dict.fromkeys((self.name, *self.variants)))


class Person(Entry):
    born: Edtf | None = None
    died: Edtf | None = None
    floruit: Edtf | None = None
    """When active, where birth and death are not known."""
    original: Line | None = None
    """The name in its own script."""


class Place(Entry):
    kind: Line | None = None
    now: Line | None = None
    """The name in use today, where it differs."""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)


class Organisation(Entry):
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    original: Line | None = None


class Term(Entry):
    original: Line | None = None


class Event(Record):
    """A dated thing: an event, or a date that is spoken of."""

    label: Line
    when: Edtf
    old_style: Edtf | None = None
    """As printed under the Julian calendar."""
    basis: Literal["documented", "as-stated"]
    """``as-stated``: only a speaker says so."""
    summary: Inline | None = None
    text: Prose | None = None
    lane: Id
    people: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    variants: tuple[Line, ...] = ()
    except_: tuple[QuoteSelector, ...] = Field(default=(), alias="except")
    mentions: tuple[QuoteSelector, ...] = ()
    sources: tuple[Citation, ...] = ()
    further: tuple[Id, ...] = ()

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Earlier first; of those that begin on one day the shorter first."""
        return parse_date(self.when).sort_key


class CslName(Record):
    """A name in CSL data."""

    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None
    particle: Line | None = Field(default=None, alias="non-dropping-particle")
    suffix: Line | None = None

    @model_validator(mode="after")
    def _has_a_name(self) -> CslName:
        if bool(self.literal) == bool(self.family):
            raise ValueError("expected family and given, or literal for a body")
        return self

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.particle, self.family, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """``Beethoven, Ludwig van``."""
        if self.literal:
            return self.literal
        family = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (family, self.given, self.suffix) if part)


class CslDate(Record):
    """A date in CSL data; `literal` where the parts do not say it."""

    date_parts: tuple[tuple[int, ...], ...] | None = Field(default=None, alias="date-parts")
    literal: Line | None = None
    circa: bool | None = None

    @property
    def year(self) -> str:
        if self.literal:
            return self.literal
        return "–".join(str(parts[0]) for parts in self.date_parts or ())

    @model_validator(mode="after")
    def _has_a_date(self) -> CslDate:
        if not self.literal and not (self.date_parts and all(self.date_parts)):
            raise ValueError("expected date-parts: [[1950]] or literal")
        return self


CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "collection", "dataset", "document", "entry-encyclopedia", "interview", "legislation", "manuscript",
    "motion_picture", "pamphlet", "paper-conference", "performance", "personal_communication", "post", "post-weblog",
    "report", "review", "review-book", "speech", "song", "thesis", "treaty", "webpage",
]  # fmt: skip


class ReferenceCustom(Record):
    """What this edition adds to CSL data, under CSL's own `custom` key."""

    summary: Inline | None = None
    """What the work is, or is used for here, in one line."""
    text: Prose | None = None
    variants: tuple[Line, ...] = ()
    match: Literal["all", "mentions"] = "mentions"
    """``all``: the title and variants are looked for in the text."""
    except_: tuple[QuoteSelector, ...] = Field(default=(), alias="except")
    mentions: tuple[QuoteSelector, ...] = ()
    authors_speak_here: tuple[Id, ...] = Field(default=(), alias="authors-speak-here")
    archived: WebAddress | None = None
    page: Literal["own", "shared"] = "own"
    identified: Literal["yes", "probable", "no"] = "yes"
    """Whether a work that the talk alludes to could be identified."""


class Reference(Record):
    """A work, as CSL-JSON 1.0.2 data."""

    id: Id
    type: CslType
    title: Line
    title_short: Line | None = Field(default=None, alias="title-short")
    original_title: Line | None = Field(default=None, alias="original-title")
    author: tuple[CslName, ...] = ()
    editor: tuple[CslName, ...] = ()
    translator: tuple[CslName, ...] = ()
    interviewer: tuple[CslName, ...] = ()
    container_title: Line | None = Field(default=None, alias="container-title")
    collection_title: Line | None = Field(default=None, alias="collection-title")
    publisher: Line | None = None
    publisher_place: Line | None = Field(default=None, alias="publisher-place")
    issued: CslDate | None = None
    original_date: CslDate | None = Field(default=None, alias="original-date")
    accessed: CslDate | None = None
    volume: Line | None = None
    issue: Line | None = None
    page: Line | None = None
    edition: Line | None = None
    archive: Line | None = None
    archive_location: Line | None = None
    language: Line | None = None
    genre: Line | None = None
    note: Line | None = None
    isbn: Line | None = Field(default=None, alias="ISBN")
    issn: Line | None = Field(default=None, alias="ISSN")
    doi: Line | None = Field(default=None, alias="DOI")
    url: WebAddress | None = Field(default=None, alias="URL")
    custom: ReferenceCustom = ReferenceCustom()

    @property
    def is_wiki(self) -> bool:
        return is_wiki_address(self.url or "")

    @property
    def sort_name(self) -> str:
        """The first name as filed, with the year: ``Chang, Jung 2005``; the title of a work without names."""
        names = self.author or self.editor
        year = self.issued.year if self.issued else ""
        return f"{names[0].inverted if names else self.title} {year}"


class Kind(StrEnum):
    CLAIM = "claim"
    FIGURE = "figure"
    QUOTATION = "quotation"
    INTERPRETATION = "interpretation"
    TESTIMONY = "testimony"
    IDENTIFICATION = "identification"
    CONTEXT = "context"
    SILENCE = "silence"
    TEXTUAL = "textual"
    ADVISORY = "advisory"


FINDINGS: dict[Kind, dict[str, str]] = {
    Kind.CLAIM: {
        "borne-out": "Borne out",
        "partly": "Borne out in part",
        "scholars-differ": "Scholars differ",
        "not-borne-out": "Not borne out",
        "not-established": "Looked for, not established",
    },
    Kind.QUOTATION: {
        "found": "Found in these words",
        "substance": "Found in other words",
        "altered": "Found, with a changed sense",
        "other-speaker": "Found, but said by another",
        "not-found": "No source found",
        "left-open": "The speaker leaves this open",
    },
    Kind.FIGURE: {
        "within": "Within the estimates cited",
        "upper": "At the upper end",
        "lower": "At the lower end",
        "outside": "Outside the estimates cited",
        "not-comparable": "Counts something else",
    },
}
"""Findings by the kind of note that carries them, and their words on the page (EDITORIAL)."""

FINDING_WORDS = {key: words for findings in FINDINGS.values() for key, words in findings.items()}
DRAFT_HAND = "machine-assisted draft"


class Estimate(Record):
    """One row of the table in a note on a figure."""

    who: Line
    year: Line
    counts: Line
    """What is counted, with the verb kept: killed, perished, died."""
    period: Line | None = None
    method: Line | None = None
    number: Line
    source: Id | None = None
    seen: Annotated[str, AfterValidator(_check_seen)] = Seen.NOT_SEEN.value


class Chain(Record):
    """How words came down to us: who heard, who wrote, when, in what language, whose translation."""

    heard: Line
    written: Line
    language: Line
    translation: Line | None = None
    source: Id | None = None
    """The earliest source seen."""
    words: Line | None = None
    """The words there, exactly as seen."""


class Note(Record):
    """An editor's statement about a passage."""

    id: Id
    title: Line | None = None
    """A short heading that does not assert; the first target's words where left out."""
    targets: tuple[Selector, ...] = Field(min_length=1)
    kind: Kind
    finding: Line | None = None
    lead: Inline | None = None
    """One or two sentences that stand alone in the margin; the first paragraph of `text` where left out."""
    text: Prose
    """What is said, the hedge first, and the evidence in print when the talk was held."""
    since: Prose | None = None
    """What has appeared since."""
    estimates: tuple[Estimate, ...] = ()
    chain: Chain | None = None
    looked_in: Line | None = None
    """Where and when a source was looked for, where none was found."""
    sources: tuple[Citation, ...] = ()
    further: tuple[Id, ...] = ()
    own_book: Literal["agrees", "differs", "silent", "not-checked"] | None = None
    """What the speaker's own book says; None where the speaker has none on this."""
    reply: Prose | None = None
    """A reply or correction received, dated."""
    by: Line
    status: Literal["draft", "reviewed"] = "draft"
    reviewed_by: Line | None = None
    reviewed_on: Edtf | None = None
    certainty: Literal["high", "medium", "low"] | None = None
    """The editor's confidence in the finding, not the likelihood of the statement."""
    tier: Annotated[int, Field(ge=1, le=2)] = 1
    checked: Edtf
    interview: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _finding_fits_the_kind(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        kind, finding = data.get("kind"), data.get("finding")
        if kind not in list(Kind) or not isinstance(finding, str | None):
            return data  # the field's own check speaks
        allowed = FINDINGS.get(Kind(kind), {})
        if finding and not allowed:
            raise ValueError(f"kind '{kind}' carries no finding; take out finding: {finding}")
        if allowed and finding not in allowed:
            found = f"finding '{finding}' is not one of kind '{kind}'" if finding else f"kind '{kind}' needs a finding"
            raise ValueError(f"{found}; expected {', '.join(allowed)}")
        return data

    @model_validator(mode="after")
    def _finding_has_its_evidence(self) -> Note:
        complaint = "; ".join(_missing_evidence(self))
        if complaint:
            raise ValueError(complaint)
        return self

    @property
    def finding_words(self) -> str | None:
        return FINDING_WORDS[self.finding] if self.finding else None


def _missing_evidence(note: Note) -> list[str]:
    """What EDITORIAL asks of a note's finding and status, and this note lacks."""
    seen = {source.id: source.says for source in note.sources if source.was_seen and source.says}
    says = list(seen.values())
    missing = []
    if note.finding and not note.certainty:
        missing.append("a finding needs certainty: high, medium or low")
    if note.finding == "borne-out" and "supports" not in says:
        missing.append("finding 'borne-out' needs a source that supports it and was seen")
    if note.finding == "partly" and not says:
        missing.append("finding 'partly' needs a source that was seen, and what it says")
    if note.finding == "scholars-differ" and len(says) < 2:
        missing.append("finding 'scholars-differ' needs two or more sources that were seen, and what they say")
    if note.finding == "not-borne-out" and "differs" not in says:
        missing.append("finding 'not-borne-out' needs a source that differs and was seen")
    if note.finding in ("not-established", "not-found") and not note.looked_in:
        missing.append(f"finding '{note.finding}' needs looked_in: where and when it was looked for")
    if note.finding in ("found", "substance", "altered", "other-speaker") and not note.chain:
        missing.append(f"finding '{note.finding}' needs a chain: heard, written, language, translation")
    if note.kind == Kind.FIGURE and len(note.estimates) < 1:
        missing.append("kind 'figure' needs estimates: who, year, counts, number")
    if note.status == "reviewed" and not (note.reviewed_by and note.reviewed_on):
        missing.append("status 'reviewed' needs reviewed_by and reviewed_on")
    if note.status == "reviewed" and note.by == DRAFT_HAND and note.reviewed_by == DRAFT_HAND:
        missing.append("a review needs a named person")
    return missing


class Section(Record):
    """An editor's division of the talk; its heading describes and does not assert."""

    id: Id
    title: Line
    from_: TurnId = Field(alias="from")
    summary: Inline | None = None
    interview: Id | None = None


class Passage(Record):
    """A turn or a run of turns, with a quotation where less is meant."""

    turns: TurnRange
    quote: Line | None = None
    interview: Id | None = None


class ThemeCell(Record):
    """What is said on a theme about one subject, or about several together."""

    about: tuple[Id, ...] = Field(min_length=1)
    synthesis: Prose | None = None
    """Attributed (\"Berg says ...\"), without figures; left out where nothing is said."""
    passages: tuple[Passage, ...] = ()


class Theme(Record):
    title: Line
    summary: Inline | None = None
    cells: tuple[ThemeCell, ...] = Field(min_length=1)


class Question(Record):
    ask: Prose
    turns: tuple[TurnRange, ...] = ()
    interview: Id | None = None
    about_the_text: bool = False
    """Whether it asks about the text as a text; every reading has one."""


class Reading(Record):
    """A teacher's path through passages."""

    title: Line
    minutes: Annotated[int, Field(ge=1, le=600)]
    introduction: Prose
    advisory: Line | None = None
    passages: tuple[Passage, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
    opposing: tuple[Id, ...] = Field(min_length=1)
    """References that see it otherwise; every reading has one."""
    further: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _asks_about_the_text(self) -> Reading:
        if not any(question.about_the_text for question in self.questions):
            raise ValueError("no question has about_the_text: true; every reading asks one about the text as a text")
        return self


class Emendation(Record):
    """A recorded correction; the witness itself is never edited."""

    id: Id
    turn: TurnId
    quote: Line
    """As printed."""
    reading: Line
    """As emended."""
    reason: Line
    by: Line
    prefix: Line | None = None
    suffix: Line | None = None
    interview: Id | None = None


class Lane(Record):
    """A lane of the timeline."""

    id: Id
    label: Line


class Editor(Record):
    name: Line
    role: Line | None = None


def _check_contact(text: str) -> str:
    if not re.fullmatch(r"[^\s@/:?&]+@[^\s@/:?&]+\.[^\s@/:?&]+|https://github\.com/[\w.-]+/[\w.-]+", text):
        raise ValueError("expected an e-mail address or a repository such as https://github.com/owner/name")
    return text


class ForeignWords(Selector):
    """Words of the talk in another language than the interview's."""

    language: Language

    @property
    def id(self) -> str:
        """What the record is called in a message: it needs no name of its own."""
        return self.language


class EditionSettings(Record):
    """What the edition says of itself."""

    title: Line = ""
    """Left out, the edition of one interview is called as that is."""
    subtitle: Line | None = None
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    editors: tuple[Editor, ...] = Field(min_length=1)
    publisher: Line | None = None
    language: Language = "en"
    lanes: tuple[Lane, ...] = ()
    selection: Prose | None = None
    """What is annotated and what is left, and by what rule; shown on the page of the edition's status."""
    comparison: tuple[Id, ...] = ()
    """People compared side by side, in the order of the columns."""
    contact: Annotated[Line, AfterValidator(_check_contact)] | None = None
    """Where readers report errors and send replies: an e-mail address, or a repository on GitHub."""
    moved: dict[Line, Line] = Field(default_factory=dict)
    """Addresses that were published and are no longer there, and where they lead: ``{notes/#old: notes/#new}``."""


class RecordedNote(Record):
    """A note as a version had it: all that a reader was told, as it was written."""

    id: Id
    title: str
    kind: Kind
    finding: str | None = None
    status: str
    lead: str | None = None
    text: str
    since: str | None = None


class RecordedVersion(Record):
    """A version of the edition: the notes that were new or worded otherwise in it, and those that were gone."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    recorded: Edtf
    notes: tuple[RecordedNote, ...] = ()
    gone: tuple[Id, ...] = ()

    @property
    def order(self) -> tuple[int, ...]:
        """Earlier versions first."""
        return tuple(map(int, self.version.split(".")))


class AnnotationFile(Record):
    """Everything a YAML file under `annotations/` may hold; every key is optional and may stand in any file."""

    interview: Id | None = None
    """The interview that this file's notes, sections and places mean."""
    edition: EditionSettings | None = None
    people: dict[Id, Person] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)
    organisations: dict[Id, Organisation] = Field(default_factory=dict)
    terms: dict[Id, Term] = Field(default_factory=dict)
    dates: dict[Id, Event] = Field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    notes: tuple[Note, ...] = ()
    sections: tuple[Section, ...] = ()
    themes: dict[Id, Theme] = Field(default_factory=dict)
    readings: dict[Id, Reading] = Field(default_factory=dict)
    emendations: tuple[Emendation, ...] = ()
    languages: tuple[ForeignWords, ...] = ()
    """Words in another language than the interview's."""
    versions: tuple[RecordedVersion, ...] = ()
    """What earlier versions said; written by `history --write`."""


class Rights(Record):
    """By what right the text is here, after RightsStatements.org."""

    statement: WebAddress
    holder: Line
    note: Prose | None = None
    publish: Literal["undecided", "full", "excerpt", "none"] = "undecided"
    excerpt_words: Annotated[int, Field(ge=1, le=400)] = 40
    """The most words of one quotation under `publish: excerpt`."""

    @property
    def in_copyright(self) -> bool:
        """Whether the statement says so; others say that it was not looked into, or that it is not."""
        return "/vocab/InC" in self.statement


def _check_label(text: str) -> str:
    if text.endswith((":", "：")):
        raise ValueError("write the label without its colon")
    return text


Label = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_check_label)]


class SpeakerRecord(Record):
    id: Id
    name: Line
    labels: tuple[Label, ...] = Field(min_length=1)
    """The marks that stand before this speaker's turns, as printed."""
    role: Line | None = None


class TailRecord(Record):
    """One thing that follows the talk."""

    kind: Literal["comment", "chrome"]
    author: Line | None = None
    date: Edtf | None = None
    note: Prose | None = None
    """What is inferred about it, and from what."""


class Tail(Record):
    begins: Line
    """The opening words of the first block after the talk."""
    items: tuple[TailRecord, ...] = Field(min_length=1)


class Venue(Record):
    title: Line
    place: Line | None = None
    section: Line | None = None


def _check_encoding(text: str) -> str:
    if not is_text_encoding(text):
        raise ValueError("this is no encoding; write cp1252, cp1254, utf-16, big5 or the like")
    return text


class InterviewRecord(Record):
    """`transcript/<interview>.yml`: all that is known of a transcript and is not its text."""

    title: Line
    date: Edtf
    date_note: Prose | None = None
    """From what the date is inferred, where it is not printed."""
    venue: Venue | None = None
    """Where it was printed or recorded, where that is known."""
    summary: Prose | None = None
    address: tuple[WebAddress, ...] = ()
    language: Language = "en"
    provenance: Prose | None = None
    rights: Rights
    speakers: tuple[SpeakerRecord, ...] = Field(min_length=1)
    talk_begins: Line | None = None
    """The opening words of the talk's first block, where something stands before it."""
    not_labels: tuple[Line, ...] = ()
    """Words before a colon that look like a speaker's label and are none."""
    brackets: Line = "the magazine"
    """Whose words stand in square brackets."""
    tail: Tail | None = None
    encoding: Annotated[str, Field(max_length=40), AfterValidator(_check_encoding)] | None = None
    """How the transcript's file was saved, where it is not UTF-8: ``cp1252``."""
    retired: dict[str, str] = Field(default_factory=dict)
    """What became of ids that no longer stand in the text: ``{t12: t11}``."""
