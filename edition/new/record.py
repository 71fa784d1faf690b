"""The record of an interview, `transcript/<id>.yml`, as it is proposed: YAML with each inference as a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.dates import UNKNOWN
from edition.new.fact import Fact
from edition.new.facts import INTERVIEWER, Facts
from edition.new.language import UNDETERMINED
from edition.problems import line_word
from edition.text import counted

_PLAIN = re.compile(r"[^\W\d_](?:[\w .’()/-]*[\w.)])?")
_READ_OTHERWISE = frozenset(["true", "false", "null", "yes", "no", "on", "off"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSpeaker:
    """A speaker as found, with how often and where first."""

    id: str
    name: str
    labels: tuple[str, ...]
    turns: int
    line: int
    reasons: tuple[str, ...] = ()
    """What was inferred about this speaker, each with its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRecord:
    """All that is written into an interview's record."""

    source: str
    """Name of the file as it was received."""
    facts: Facts
    speakers: tuple[ProposedSpeaker, ...]
    not_labels: tuple[str, ...] = ()
    talk_begins: str | None = None
    tail_begins: str | None = None
    tail: tuple[str, ...] = ()
    """The opening words of each thing that follows the talk."""
    encoding: str | None = None
    """How the file was saved, where it does not say so itself."""


def write_record(record: ProposedRecord) -> str:
    """The record as YAML; every value reads back as it was."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: ProposedRecord) -> Iterator[str]:
    facts = record.facts
    yield "# yaml-language-server: $schema=../schemas/interview.schema.json"
    yield f"# What is known of this interview, proposed from {record.source}. Read it through, and mend what is wrong;"
    yield "# after that, python build_site.py check  tells whether it still fits the text."
    yield f"title: {scalar(facts.title.value)} # {_told(facts.title, record.source)}"
    yield from _date(facts.date, record.source)
    yield "# venue: # where it was printed or recorded, if that is known; take both marks away"
    yield "#   title: The Harbour Review"
    yield "#   place: Port Anna"
    yield "# summary: A sentence or two on who talks about what."
    yield "# provenance: Where the text comes from, who wrote it down, and what it was compared with."
    yield f"language: {facts.language.value} # {_told(facts.language, record.source)}"
    if facts.language.value == UNDETERMINED:
        yield "# 'und' means that it is not known; write ru, uk, ar, fa or whatever it is (BCP 47)"
    yield "rights:"
    yield "  # by what right the text is here; rightsstatements.org has twelve statements to choose from"
    yield "  statement: http://rightsstatements.org/vocab/CNE/1.0/ # copyright not evaluated"
    yield "  holder: Not recorded"
    yield "  # note: What is known about its rights, in a sentence or two"
    yield "  # What a published site may hold. Until you decide, it is built for your own machine only."
    yield "  #   full     the whole text: write it if you may"
    yield "  #   excerpt  only words that notes and readings quote, each up to  excerpt_words: 40"
    yield "  #   none     notes and registers, and no words of the talk"
    yield "  #   undecided   build --publish stops here"
    yield "  publish: undecided"
    yield "speakers: # the order is that of their first turns; whose role says 'asks the questions' is the interviewer"
    for speaker in record.speakers:
        yield from _speaker(speaker, facts.interviewers.get(speaker.id), record.source)
    yield "brackets: the transcript # whose words stand in square brackets"
    if record.talk_begins is not None:
        yield "# What stands before these words is kept, and is not part of the talk."
        yield f"talk_begins: {scalar(record.talk_begins)}"
    if record.not_labels:
        yield "# Words with a colon that look like a speaker and were taken for ordinary words; if one is a speaker,"
        yield "# take it out here and add it to the labels above."
        yield "not_labels:"
        yield from (f"  - {scalar(words)}" for words in record.not_labels)
    if record.tail_begins is not None:
        yield "tail: # what follows the talk; kind is comment (of a reader) or chrome (of the page it stood on)"
        yield f"  begins: {scalar(record.tail_begins)}"
        yield "  items:"
        for opening in record.tail:
            yield f"    # {_comment(opening)}"
            yield "    - kind: chrome"
    if record.encoding is not None:
        yield f"encoding: {scalar(record.encoding)} # how the file was saved: a guess, by its bytes"


def _date(date: Fact, path: str) -> Iterator[str]:
    if date.value == UNKNOWN:
        forms = "Write 1979, 1979-05, 1979-05-12, or 197X for the decade"
        yield f"date: {UNKNOWN} # not known: {_told(date, path)}. {forms}"
    else:
        yield f"date: {date.value} # {_told(date, path)}"


def _speaker(speaker: ProposedSpeaker, asks: Fact | None, path: str) -> Iterator[str]:
    place = "on line" if line_word(path) == "line" else "in paragraph"
    yield f"  # {counted(speaker.turns, 'turn')}, first {place} {speaker.line}"
    yield from (f"  # {_comment(reason)}" for reason in speaker.reasons)
    yield f"  - id: {speaker.id}"
    yield f"    name: {scalar(speaker.name)}"
    yield f"    labels: [{', '.join(scalar(label) for label in speaker.labels)}]"
    yield f"    role: {asks.value} # {_told(asks, path)}" if asks else f"    # role: {INTERVIEWER}"


def _told(fact: Fact, path: str) -> str:
    return _comment(fact.said(path))


def _comment(text: str) -> str:
    """A text on one line, without what no YAML file may hold."""
    return "".join(character if character.isprintable() else " " for character in " ".join(text.split()))[:200]


def scalar(text: str) -> str:
    """A text as YAML, in quotation marks where it could be read as something else.

    >>> scalar("Anna Berg"), scalar("Q"), scalar("no: never"), scalar("No")
    ('Anna Berg', 'Q', '"no: never"', '"No"')
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def opening_of(text: str, words: int = 8) -> str:
    """The first words of a text, as its first line has them."""
    return " ".join(text.split("\n")[0].split()[:words])


def listed(names: Sequence[str]) -> str:
    """``a, b and c``."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
