"""The frozen records that are derived: what the text and the annotations are once they have been put together.

What an editor writes is in `annotations`; an `Edition` joins both. Positions are Unicode code points in the NFC text of
a paragraph, from zero, end excluded, and a span keeps the words it points at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal

from edition.annotations import (
    EditionSettings,
    Emendation,
    Entry,
    Event,
    InterviewRecord,
    Note,
    Organisation,
    Person,
    Place,
    Reading,
    RecordedVersion,
    Reference,
    Section,
    Term,
    Theme,
)
from edition.problems import Problem, line_word
from edition.text import count_words, slug

Register = Literal["people", "places", "organisations", "terms", "dates", "references"]
REGISTERS: tuple[Register, ...] = ("people", "places", "organisations", "terms", "dates", "references")
OMITTED = "[…]"
"""Stands where words of the text may not be published; ours, never the witness's."""
MAX_TITLE = 120
"""Characters of a quotation that can stand as the title of a note."""
MOST_SEARCHED_TURNS = 5_000
"""Turns of an edition up to which search finds turns: with twice as many, words that nearly all have took 0.6 s."""
LETTERS_A_PART = 20_000_000
"""Letters of talk that one part of the search index holds: Pagefind needs about 0.9 GB of memory for them."""
FIRST_PART = 1.3
"""How much heavier the first part is: it is made while the rest of a build needs the least memory."""
LETTERS_A_RECORD = 650
"""An entry or a note, however short, needs the memory of so many letters."""
Stretches = tuple[tuple[int, int], ...]
"""Beginnings and ends, as of a `Span`."""


def clock(seconds: float) -> str:
    """A time in a recording, in whole seconds, as it is read aloud: ``12:33``, ``1:02:03``.

    >>> clock(753.9), clock(3723), clock(5)
    ('12:33', '1:02:03', '0:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    id: str
    name: str
    labels: tuple[str, ...]
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    id: str
    text: str
    """The witness in NFC: label removed, brackets kept, never emended."""
    line: int
    """Line of the transcript's file, from 1."""
    start: float | None = None
    """Seconds from the beginning of a recording, where the paragraph has a timecode of its own."""
    withheld: Stretches = ()
    """Where words may not be published: `text` is blank there, so that offsets still hold (see `rights`)."""
    words_withheld: int = 0

    @property
    def words(self) -> int:
        """How many words were printed."""
        return count_words(self.text) + self.words_withheld

    @property
    def shown(self) -> str:
        """The text as it may be read: a mark of ours where words are withheld."""
        if not self.withheld:
            return self.text
        shown, last = "", 0
        for start, end in self.withheld:
            shown += f"{self.text[last:start]} {OMITTED} "
            last = end
        return " ".join((shown + self.text[last:]).split())


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One speaker's stretch of talk, the citable unit."""

    id: str
    speaker: str
    label: str
    """The speaker's mark as printed."""
    paragraphs: tuple[Paragraph, ...]
    line: int
    start: float | None = None
    """Seconds from the beginning of a recording, where the transcript has timecodes."""

    @property
    def number(self) -> str:
        """The visible number: ``12`` or ``41a``."""
        return self.id.removeprefix("t")

    @cached_property
    def words(self) -> int:
        return sum(paragraph.words for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words in brackets, which are not the speaker's."""

    turn: str
    paragraph: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TailItem:
    """Something that follows the talk: a reader's comment, or the page's own words."""

    id: str
    text: str
    line: int
    kind: Literal["comment", "chrome"] = "chrome"
    author: str | None = None
    date: str | None = None
    note: str | None = None
    withheld: Stretches = ()
    """All of the text, where it may not be published and is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Something in the file that is no part of the talk and stands amid it: a page number, a running head."""

    id: str
    """``x1``, ``x2``, ... in the order of the file."""
    text: str
    line: int
    what: str
    """What it is, in a word or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a file says of the talk in a field of its form."""

    key: Literal["title", "date", "language"]
    value: str
    """As written."""
    where: str
    """The field, as an editor would find it: "titleStmt of the TEI header"."""
    line: int = 0
    """0 where the form counts no lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A text split into turns, with ids by position until the ledger has given the permanent ones."""

    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    asides: tuple[Aside, ...]
    tail: tuple[TailItem, ...]
    front_matter: tuple[Paragraph, ...] = ()
    """What stands before the talk, with ids f1, f2, ..."""
    front_headings: frozenset[str] = frozenset()
    """The ids of what of that is a heading."""
    apart: tuple[Apart, ...] = ()
    undeclared: Mapping[str, str] = field(default_factory=dict)
    """What looks like a label and is not declared, with the label that it is, typed otherwise, or an empty word.

    Until that is settled, nobody knows what the turns are.
    """
    stated: tuple[Stated, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Some words of one paragraph."""

    interview: str
    turn: str
    paragraph: str
    start: int
    end: int
    quote: str
    withheld: bool = False
    """Whether words are missing from `quote`, or all of them, that may not be published; the offsets are of all."""

    @property
    def shown(self) -> str:
        """The words as they may be read: a mark of ours where some are withheld."""
        return f"{self.quote} {OMITTED}".lstrip() if self.withheld else self.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in the text that names or means an entry."""

    span: Span
    register: Register
    id: str
    origin: Literal["matched", "editor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNote:
    """A note with the words it is about."""

    note: Note
    spans: tuple[Span, ...]

    @property
    def id(self) -> str:
        return self.note.id

    @property
    def title(self) -> str:
        quote = self.spans[0].quote
        short = quote if len(quote) <= MAX_TITLE else f"Turn {self.spans[0].turn.removeprefix('t')}"
        return self.note.title or short


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEmendation:
    emendation: Emendation
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedForeign:
    """Words in another language than the interview's."""

    language: str
    span: Span


@dataclass(frozen=True, kw_only=True)
class Interview:
    """One interview: its text, what is known of it, and the editor's divisions."""

    id: str
    record: InterviewRecord
    sha256: str
    """Of the witness's bytes."""
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    asides: tuple[Aside, ...]
    tail: tuple[TailItem, ...]
    front_matter: tuple[Paragraph, ...] = ()
    """What stands before the talk, and is no turn."""
    sections: tuple[Section, ...] = ()
    emendations: tuple[PlacedEmendation, ...] = ()
    foreign: tuple[PlacedForeign, ...] = ()
    """Words in other languages, in the order of the text; no two overlap."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Ids that no longer stand in the text, and what they lead to."""
    lost: frozenset[str] = frozenset()
    """Turns of the ledger of which nobody has said where they went: told once, and not again where they are named."""
    withheld: bool = False
    """Whether words are missing that may not be published (see `rights`)."""
    apart: tuple[Apart, ...] = ()
    """What the witness has in its midst and nobody says."""
    path: str = ""
    """The witness's file, from the project's folder."""

    def place(self, line: int) -> str:
        """Where something stands in the witness, in words: ``transcript/ferry.txt, line 12``."""
        return f"{self.path}, {line_word(self.path)} {line}"

    @property
    def title(self) -> str:
        return self.record.title

    def turn(self, turn_id: str) -> Turn:
        """The turn of that id; `KeyError` where there is none."""
        return self._turns[turn_id]

    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker of that id; `KeyError` where there is none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    def section_of(self, turn_id: str) -> Section | None:
        """The section a turn stands in."""
        return self._sections[turn_id]

    def turns_between(self, bounds: str) -> tuple[Turn, ...]:
        """The turns of a range such as ``t12-t18``; `KeyError` where a bound is no turn."""
        first, _, last = bounds.partition("-")
        return self.turns[self._places[first] : self._places[last or first] + 1]

    @cached_property
    def words(self) -> int:
        """How many words were printed in all turns."""
        return sum(turn.words for turn in self.turns)

    @cached_property
    def _turns(self) -> Mapping[str, Turn]:
        return {turn.id: turn for turn in self.turns}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {turn.id: place for place, turn in enumerate(self.turns)}

    @cached_property
    def _sections(self) -> Mapping[str, Section | None]:
        starts = {section.from_: section for section in self.sections}
        found: Section | None = None
        return {turn.id: (found := starts.get(turn.id, found)) for turn in self.turns}


@dataclass(frozen=True, slots=True)
class SpokenIn:
    """What the program says, in its own language, of a speaker about whom nobody wrote: where they speak."""

    title: str
    """Of the first interview in which they do."""
    others: int
    """In how many more they do."""

    BEFORE: ClassVar[str] = "Speaker in "

    @property
    def after(self) -> str:
        """What follows the title."""
        return f" and {self.others} other {'interview' if self.others == 1 else 'interviews'}" if self.others else ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """All interviews with all their annotations: what pages, search and exports are made from."""

    settings: EditionSettings
    interviews: tuple[Interview, ...]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    organisations: Mapping[str, Organisation]
    terms: Mapping[str, Term]
    dates: Mapping[str, Event]
    references: Mapping[str, Reference]
    notes: tuple[PlacedNote, ...]
    """In the order of the text."""
    themes: Mapping[str, Theme]
    readings: Mapping[str, Reading]
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    versions: tuple[RecordedVersion, ...] = ()
    """What was recorded of earlier versions, the earliest first."""
    unwritten: Mapping[str, SpokenIn] = field(default_factory=dict)
    """Speakers of whom no editor says who they are: their ids, and the title of the interview that is said instead."""

    @property
    def slug(self) -> str:
        """What the edition's files are called: its title, or its first interview where that has no Latin letter."""
        return slug(self.settings.title) or self.interviews[0].id

    @property
    def is_archive(self) -> bool:
        """Whether there is so much talk that an interview is what is searched, and not a turn."""
        return sum(len(interview.turns) for interview in self.interviews) > MOST_SEARCHED_TURNS

    @cached_property
    def search_parts(self) -> Mapping[str, int]:
        """By interview the part of the search index that it is in, from 1; entries and notes are in the first.

        An archive's parts are made one after the other, and are about as heavy each, but for the first. Where turns
        are searched, all are in one.
        """
        if not self.is_archive:
            return dict.fromkeys((one.id for one in self.interviews), 1)
        letters = {
            one.id: sum(len(paragraph.text) for turn in one.turns for paragraph in turn.paragraphs)
            for one in self.interviews
        }
        held = LETTERS_A_RECORD * (len(self.notes) + sum(len(self.register(register)) for register in REGISTERS))
        whole = held + sum(letters.values())
        count = -(-whole // LETTERS_A_PART) or 1
        share = whole / (count - 1 + FIRST_PART)
        parts: dict[str, int] = {}
        part = 1
        for interview_id, more in letters.items():
            if part < count and held and held + more > share * (FIRST_PART if part == 1 else 1):
                part, held = part + 1, 0
            parts[interview_id] = part
            held += more
        return parts

    def interview(self, interview_id: str) -> Interview:
        """The interview of that id; `KeyError` where there is none."""
        return self._interviews[interview_id]

    def register(self, register: Register) -> Mapping[str, Entry | Event | Reference]:
        """The entries of one register by id."""
        registers: dict[Register, Mapping[str, Entry | Event | Reference]] = {
            "people": self.people,
            "places": self.places,
            "organisations": self.organisations,
            "terms": self.terms,
            "dates": self.dates,
            "references": self.references,
        }
        return registers[register]

    def entry_name(self, register: Register, entry_id: str) -> str:
        """How an entry is called on the page."""
        entry = self.register(register)[entry_id]
        if isinstance(entry, Event):
            return entry.label
        return entry.title if isinstance(entry, Reference) else entry.name

    def notes_on(self, interview_id: str) -> tuple[PlacedNote, ...]:
        """The notes about any words of an interview, in the order of the text."""
        return self._notes.get(interview_id, ())

    def interviews_of(self, note_id: str) -> tuple[str, ...]:
        """Ids of the interviews that a note is about, that of its first words first; `KeyError` without such a note."""
        return self._homes[note_id]

    def mentions_in(self, interview_id: str) -> tuple[Mention, ...]:
        """The mentions in an interview, in the order of the text."""
        return self._mentions.get(interview_id, ())

    @cached_property
    def _interviews(self) -> Mapping[str, Interview]:
        return {interview.id: interview for interview in self.interviews}

    @cached_property
    def _notes(self) -> Mapping[str, tuple[PlacedNote, ...]]:
        found: defaultdict[str, list[PlacedNote]] = defaultdict(list)
        for note in self.notes:
            for interview_id in {span.interview: None for span in note.spans}:
                found[interview_id].append(note)
        return {interview_id: tuple(notes) for interview_id, notes in found.items()}

    @cached_property
    def _homes(self) -> Mapping[str, tuple[str, ...]]:
        return {note.id: tuple(span.interview for span in note.spans) for note in self.notes}

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.span.interview].append(mention)
        return {interview_id: tuple(mentions) for interview_id, mentions in found.items()}

    def speakers(self) -> Iterator[Speaker]:
        """Every speaker once, in the order of the interviews."""
        return iter(self._speakers.values())

    @cached_property
    def _speakers(self) -> Mapping[str, Speaker]:
        found: dict[str, Speaker] = {}
        for interview in self.interviews:
            for speaker in interview.speakers:
                found.setdefault(speaker.id, speaker)
        return found
