"""A transcript in any form to the files of an interview: the text as received, its record, its ledger.

What the record declares gives the very same turns as were inferred without it; that is tried here, and told where it
does not hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from edition.anchoring.ledger import write_ledger
from edition.annotations import InterviewRecord
from edition.interviews import read_interviews
from edition.model import Transcript, Turn
from edition.naming import name_id, numbered
from edition.new.bearers import Bearers, settle_ids
from edition.new.facts import Facts, find_facts
from edition.new.record import ProposedRecord, ProposedSpeaker, opening_of, write_record
from edition.problems import Problem, ProblemsFound, line_word
from edition.transcripts import find_form, read_transcript
from edition.transcripts.pieces import Piece, Source
from edition.transcripts.source import read_source
from edition.transcripts.talk import REACH
from edition.validation import validate
from edition.yaml_source import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptFile:
    """A transcript as it was given, and the record beside it where there is one."""

    path: PurePath
    """As the person who gave it knows it."""
    data: bytes
    record: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An interview ready to be written into an edition's folder."""

    id: str
    title: str
    language: str
    source: str
    files: dict[str, bytes]
    """By path from the edition's folder."""
    speakers: tuple[tuple[str, int], ...]
    """Names and how many turns each has, in the order of their first turns."""
    cast: Mapping[str, str]
    """Ids of the speakers and their names."""
    told: tuple[Problem, ...]
    """Everything that was inferred or is not sure, with its line in the file as given."""


def propose_interview(
    file: TranscriptFile,
    interview_id: str,
    *,
    title: str | None = None,
    language: str | None = None,
    bearers: Bearers = MappingProxyType({}),
) -> Proposal:
    """The interview that a file holds; raises `ProblemsFound` where it can't be read, with every reason.

    `bearers` are the people who have an id in the edition already.
    """
    name = f"transcript/{interview_id}{file.path.suffix}"
    record_name = f"transcript/{interview_id}.yml"
    if file.record is not None:
        record, told = _declared(file, record_name)
        text = file.record
    else:
        inferred = settle_ids(read_transcript(file.data, str(file.path)), bearers, str(file.path))
        if not inferred.turns:
            raise ProblemsFound(inferred.problems or [Problem(path=str(file.path), message="no turn was found")])
        facts = find_facts(inferred, file.path, title, language)
        written = _fitting_record(file, name, inferred, facts)
        record, text = _read_record(written, record_name), written.encode()
        told = (*inferred.problems, *_told_facts(file, facts, inferred))
    files = {name: file.data, record_name: text}
    ledger, turns = _ledger(files, interview_id, file)
    counts = Counter(turn.speaker for turn in turns)
    names = {speaker.id: speaker.name for speaker in record.speakers}
    return Proposal(
        id=interview_id,
        title=record.title,
        language=record.language,
        source=file.path.name,
        files=files | {f"transcript/{interview_id}.ids.yml": ledger},
        speakers=tuple((names[speaker], times) for speaker, times in counts.items()),
        cast=names,
        told=told,
    )


def _declared(file: TranscriptFile, record_name: str) -> tuple[InterviewRecord, tuple[Problem, ...]]:
    """The record that stands beside the file, which is taken over as it is."""
    assert file.record is not None
    beside = str(file.path.with_suffix(".yml"))
    document, problems = read_yaml(file.record, beside)
    record, found = validate(InterviewRecord, document) if document else (None, [])
    if record is None or problems or found:
        raise ProblemsFound([*problems, *found])
    return record, (Problem(path=beside, message=f"taken over as {record_name}"),)


def _read_record(text: str, path: str) -> InterviewRecord:
    document, problems = read_yaml(text.encode(), path)
    record, found = validate(InterviewRecord, document) if document else (None, [])
    if record is None or problems or found:
        raise ProblemsFound([*problems, *found])
    return record


def _ledger(files: dict[str, bytes], interview_id: str, file: TranscriptFile) -> tuple[bytes, tuple[Turn, ...]]:
    """The permanent ids, as `ids --write` would record them; raises `ProblemsFound` where the record does not fit."""
    read, problems = read_interviews(files)
    if problems or not read:
        raise ProblemsFound(problems)
    return write_ledger(read[0].identified.ledger).encode(), read[0].interview.turns


def _fitting_record(file: TranscriptFile, name: str, inferred: Transcript, facts: Facts) -> str:
    """A record under which the text reads as it was inferred; raises `ProblemsFound` where none was found."""
    speakers = _speakers(inferred)
    source, _ = read_source(file.data, str(file.path))
    problems: Sequence[Problem] = ()
    for openings in _openings(inferred, source):
        encoding, not_labels = None, tuple[str, ...]()
        while True:  # what is taken for a label may hide another one behind it
            proposed = ProposedRecord(
                source=file.path.name, facts=facts, speakers=speakers, not_labels=not_labels,
                talk_begins=openings.talk, tail_begins=openings.tail, encoding=encoding,
                tail=tuple(opening_of(item.text) for item in inferred.tail),
            )  # fmt: skip
            written = write_record(proposed)
            declared = read_transcript(file.data, name, _read_record(written, name))
            if not declared.problems and _same(inferred, declared):
                return written
            problems = declared.problems
            more = tuple(one for one, near in declared.undeclared.items() if not near and one not in not_labels)
            if not declared.turns and source and encoding is None:
                encoding = source.encoding  # a guess is not built on until it is written down
            elif more:
                not_labels += more
            else:
                break
    raise ProblemsFound(
        [Problem(path=str(file.path), line=_first_difference(inferred, declared), message=_UNFIT, hints=_UNFIT_HINTS),
         *problems]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Openings:
    """Words that the talk and its tail begin with, where they must be told."""

    talk: str | None
    tail: str | None


def _openings(inferred: Transcript, source: Source | None) -> Iterator[_Openings]:
    """What `talk_begins` and `tail: begins` may have to be, the shortest first; each is found once or it won't do.

    The talk begins with its first words, or with the label before them as the source has it.
    """
    starts: list[str | None] = [None]
    if inferred.front_matter:
        starts = list(dict.fromkeys(_opening_words(inferred.turns[0], source)))
    for words in (8, 16, 60):
        tail = opening_of(inferred.tail[0].text, words) if inferred.tail else None
        for start in starts:
            yield _Openings(opening_of(start, words) if start is not None else None, tail)
        if inferred.front_matter:
            yield _Openings(None, tail)


def _opening_words(first: Turn, source: Source | None) -> Iterator[str]:
    """The beginning of the talk in each way in which it may be found."""
    text = first.paragraphs[0].text
    yield text
    form = find_form(source) if source else None
    pieces = form.read(source).pieces if source and form else ()
    beginning: Sequence[Piece] = ()
    for at, piece in enumerate(pieces):
        if (piece.line, piece.label) == (first.line, first.label):
            beginning = pieces[at : at + REACH]
            yield piece.printed.replace("*", "")  # a word processor does not show the marks of bold type
            yield piece.printed
            yield piece.margin + piece.printed
    yield f"{first.label} {text}"  # a label on a line of its own goes on in the paragraph below
    yield first.label
    if beginning:  # words that come again are told apart by what follows them
        yield " ".join(piece.printed for piece in beginning)


_UNFIT = "the turns that were found could not be written down so that they are found again"
_UNFIT_HINTS = (
    "look at what is found in it:   python build_site.py split FILE",
    "give it one form of label throughout, or write its record by hand; docs/about/your-own-interview.md shows one",
)


def _speakers(inferred: Transcript) -> tuple[ProposedSpeaker, ...]:
    """The speakers in the order of their first turns, each with what was inferred about them."""
    first: dict[str, Turn] = {}
    times = Counter(turn.speaker for turn in inferred.turns)
    for turn in inferred.turns:
        first.setdefault(turn.speaker, turn)
    by_id = {speaker.id: speaker for speaker in inferred.speakers}
    return tuple(
        ProposedSpeaker(
            id=one, name=by_id[one].name, labels=by_id[one].labels, turns=times[one], line=turn.line,
            reasons=_reasons(inferred.problems, by_id[one].labels),
        )
        for one, turn in first.items()
    )  # fmt: skip


def _reasons(problems: Iterable[Problem], labels: Sequence[str]) -> tuple[str, ...]:
    """What was inferred about one of these labels; that somebody speaks at all is told by the record itself."""
    return tuple(
        f"{line_word(problem.path)} {problem.line}: {problem.message}"
        for problem in problems
        if any(problem.message.startswith(f"'{label}") for label in labels)
    )


def _told_facts(file: TranscriptFile, facts: Facts, inferred: Transcript) -> list[Problem]:
    names = {speaker.id: speaker.name for speaker in inferred.speakers}
    rows = [("title", facts.title), ("date", facts.date), ("language", facts.language)]
    rows += [(names[speaker], fact) for speaker, fact in facts.interviewers.items()]
    return [
        Problem(path=str(file.path), line=fact.line, message=f"{key}: {fact.value} ({fact.reason})")
        for key, fact in rows
    ]


def _said(transcript: Transcript) -> list[tuple[object, ...]]:
    return [
        (turn.speaker, turn.label, turn.start, tuple((part.text, part.start) for part in turn.paragraphs))
        for turn in transcript.turns
    ]


def _same(inferred: Transcript, declared: Transcript) -> bool:
    """Whether two readings of one text have the same turns, and the same things beside them."""
    return (
        _said(inferred) == _said(declared)
        and [item.text for item in inferred.tail] == [item.text for item in declared.tail]
        and [part.text for part in inferred.front_matter] == [part.text for part in declared.front_matter]
        and [one.text for one in inferred.apart] == [one.text for one in declared.apart]
    )


def _first_difference(inferred: Transcript, declared: Transcript) -> int:
    """The line of the first turn that is not the same in both."""
    for turn, (one, other) in zip(inferred.turns, zip(_said(inferred), _said(declared), strict=False), strict=False):
        if one != other:
            return turn.line
    return 0


def free_id(stem: str, taken: Iterable[str]) -> str:
    """An interview's id from its file's name; numbered where another has it, `interview` where that has no letter.

    >>> free_id("Lighthouse (final)", []), free_id("访谈", ["fang-tan"]), free_id("…", [])
    ('lighthouse-final', 'fang-tan-2', 'interview')
    """
    base = name_id(stem)[:60].strip("-")
    return numbered(base if base and base != "index" else "interview", set(taken))
