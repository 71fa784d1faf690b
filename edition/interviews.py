"""The files of one interview (text, what is declared of it, id ledger) to an `Interview`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from edition.anchoring.ids import IdentifiedTranscript, check_retired, identify, last_successor
from edition.anchoring.ledger import Ledger, read_ledger
from edition.annotations import ID_PATTERN, InterviewRecord
from edition.beside import in_halves
from edition.model import Interview, Transcript
from edition.problems import Problem, did_you_mean
from edition.transcripts import read_transcript
from edition.validation import validate
from edition.yaml_source import YamlDocument, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInterview:
    """An interview as far as it could be read from its files alone."""

    interview: Interview
    document: YamlDocument
    identified: IdentifiedTranscript

    @property
    def ledger_path(self) -> str:
        return f"transcript/{self.interview.id}.ids.yml"

    @property
    def is_recorded(self) -> bool:
        """Whether the ledger holds every id that the text needs."""
        return not self.identified.new


def find_transcripts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Interview ids to the paths of their transcripts; a Markdown file is one where a record stands beside it."""
    transcripts: dict[str, str] = {}
    for path in sorted(files, key=lambda path: (not path.endswith(".txt"), path)):
        place = PurePosixPath(path)
        if place.parent == PurePosixPath("transcript") and place.suffix not in (".yml", ".yaml"):
            if place.suffix == ".md" and str(place.with_suffix(".yml")) not in files:
                continue
            transcripts.setdefault(place.stem, path)
    return transcripts


def read_interviews(files: Mapping[str, bytes]) -> tuple[list[ReadInterview], list[Problem]]:
    """Every interview under `transcript/` that could be read, and every problem with any of them."""
    transcripts = find_transcripts(files)
    read: list[ReadInterview] = []
    problems: list[Problem] = []
    for one, found in _read_all(files, transcripts):
        problems += found
        if one:
            read.append(one)
    problems += _check_files(files, transcripts)
    problems += _check_names(read)
    if not transcripts:
        problems.append(
            Problem(
                path="transcript/",
                message="there is no transcript",
                hints=("put the text there as transcript/<interview>.txt, and what is known of it as <interview>.yml",),
            )
        )
    return read, problems


def _check_files(files: Mapping[str, bytes], transcripts: Mapping[str, str]) -> Iterator[Problem]:
    """Files that nothing reads, which are never left aside in silence."""
    for path in sorted(files):
        place = PurePosixPath(path)
        stem = place.name.removesuffix(".ids.yml").removesuffix(".yml")
        if path.startswith("annotations/") and place.suffix not in (".yml", ".yaml", ".md"):
            yield Problem(path=path, message="nothing reads this file", hints=("files of annotations end in .yml",))
        elif not path.startswith("transcript/") or place.suffix == ".md":
            continue
        elif place.parent != PurePosixPath("transcript"):
            yield Problem(path=path, message="nothing reads this file", hints=("put it into transcript/ itself",))
        elif place.suffix == ".yml" and stem not in transcripts:
            yield Problem(path=path, message=f"there is no transcript/{stem}.txt that this file is about")
        elif place.suffix != ".yml" and transcripts.get(place.stem) != path:
            other = transcripts[place.stem]
            hints = ("keep one of them, or give one another name",)
            yield Problem(path=path, message=f"{other} is the transcript '{place.stem}' already", hints=hints)


def _check_names(read: Sequence[ReadInterview]) -> Iterator[Problem]:
    """One speaker, one name: an id that stands for two people in two interviews."""
    names: dict[str, tuple[str, str]] = {}
    for one in read:
        for index, speaker in enumerate(one.interview.speakers):
            name, path = names.setdefault(speaker.id, (speaker.name, one.document.path))
            if name != speaker.name and path != one.document.path:
                yield one.document.problem(
                    ("speakers", index), f"speaker '{speaker.id}' is called {speaker.name} here and {name} in {path}",
                    "give them one name, or two ids",
                )  # fmt: skip


Names = tuple[str, str, str]
Contents = tuple[bytes | None, ...]
Read = tuple[ReadInterview | None, list[Problem]]
KEPT = 4096
"""How many interviews are kept for the next time, for most do not change between."""
Key = tuple[Names, tuple[bytes | None, ...]]
"""The names and the digests of an interview's files, whose bytes need not be kept."""
_kept: dict[Key, Read] = {}


@dataclass(frozen=True, slots=True)
class _Source:
    """The files of one interview: its text, its record and its ledger."""

    interview_id: str
    names: Names
    contents: Contents
    key: Key


def forget_interviews() -> None:
    """Keep no interview for the next time."""
    _kept.clear()


def _read_all(files: Mapping[str, bytes], transcripts: Mapping[str, str]) -> Iterator[Read]:
    """Every interview of its text, its record and its ledger, in order; the same one for the same files."""
    sources = [_source(files, interview_id, path) for interview_id, path in transcripts.items()]
    unread = [source for source in sources if source.key not in _kept]
    found: dict[Key, Read] = {}
    for half in in_halves(_read_each, unread):
        found |= half
    for source in sources:
        if source.key in found:
            if len(_kept) >= KEPT:
                del _kept[next(iter(_kept))]
            _kept[source.key] = found[source.key]
        yield found.get(source.key) or _kept[source.key]


def _source(files: Mapping[str, bytes], interview_id: str, path: str) -> _Source:
    names = (path, str(PurePosixPath(path).with_suffix(".yml")), f"transcript/{interview_id}.ids.yml")
    contents = tuple(files.get(name) for name in names)
    digests = tuple(None if one is None else hashlib.sha256(one).digest() for one in contents)
    return _Source(interview_id, names, contents, (names, digests))


def _read_each(sources: Sequence[_Source]) -> dict[Key, Read]:
    return {source.key: _read_anew(source.interview_id, source.names, source.contents) for source in sources}


def _read_anew(interview_id: str, names: Names, contents: Contents) -> Read:
    path, record_path, ledger_path = names
    text, declared, recorded = contents
    assert text is not None
    if not re.fullmatch(ID_PATTERN, interview_id):
        message = f"'{interview_id}' can't be the id of an interview"
        return None, [
            Problem(path=path, message=message, hints=("name the file in lower-case letters, digits and hyphens",))
        ]
    if declared is None:
        hints = (f"write {record_path} with title, date, venue, rights and speakers",)
        return None, [Problem(path=path, message="nothing is declared of this transcript", hints=hints)]
    document, problems = read_yaml(declared, record_path)
    if document is None:
        return None, problems
    record, found = validate(InterviewRecord, document)
    problems += found
    ledger, found = read_ledger(recorded, ledger_path)
    problems += found
    if record is None or ledger is None:
        return None, problems
    transcript = read_transcript(text, path, record)
    problems += transcript.problems
    problems += _check_speakers(document, record)
    problems += _check_labels(document, record, transcript, path)
    if not transcript.turns or transcript.undeclared:
        return None, problems  # what turns there are, and what is in them, hangs on whose these words are
    identified = identify(transcript, ledger, record.retired, path)
    problems += identified.problems
    standing = {key for turn in identified.transcript.turns for key in (turn.id, *(p.id for p in turn.paragraphs))}
    problems += [
        document.problem(("retired",), message)
        for message in check_retired(record.retired, ledger, standing, identified.transcript.turns)
    ]
    interview = Interview(
        id=interview_id,
        record=record,
        sha256=hashlib.sha256(text).hexdigest(),
        speakers=identified.transcript.speakers,
        turns=identified.transcript.turns,
        asides=identified.transcript.asides,
        tail=identified.transcript.tail,
        front_matter=identified.transcript.front_matter,
        retired=_all_retired(record.retired, ledger),
        apart=identified.transcript.apart,
        path=path,
        lost=frozenset(ledger) - standing - set(record.retired),
    )
    return ReadInterview(interview=interview, document=document, identified=identified), problems


def _check_speakers(document: YamlDocument, record: InterviewRecord) -> list[Problem]:
    """Two speakers with one id, or one label."""
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for index, speaker in enumerate(record.speakers):
        if speaker.id in ids:
            problems.append(document.problem(("speakers", index), f"speaker '{speaker.id}' stands here a second time"))
        ids.add(speaker.id)
        for label in speaker.labels:
            if owners.setdefault(label, speaker.id) != speaker.id:
                problems.append(
                    document.problem(
                        ("speakers", index, "labels"),
                        f"speaker '{speaker.id}': label '{label}' is also that of '{owners[label]}'",
                        "a label must belong to one speaker",
                    )
                )
    return problems


def _check_labels(
    document: YamlDocument, record: InterviewRecord, transcript: Transcript, path: str
) -> Iterator[Problem]:
    """Labels that stand nowhere in the text, which has one that is nearly the same and that nobody declared."""
    used = {turn.label for turn in transcript.turns}
    for index, speaker in enumerate(record.speakers):
        for label in speaker.labels:
            meant = did_you_mean(label, transcript.undeclared)
            if meant and label not in used:
                message = f"label '{label}' is nowhere in {path}{meant}"
                yield document.problem(("speakers", index, "labels"), message)


def _all_retired(retired: Mapping[str, str], ledger: Ledger) -> dict[str, str]:
    """Retired ids with their last successors, the paragraphs of a retired turn included."""
    result: dict[str, str] = {}
    for old in retired:
        result[old] = successor = last_successor(old, retired)
        for paragraph in ledger.get(old, {}):
            result.setdefault(paragraph, retired.get(paragraph, successor))
    return result
