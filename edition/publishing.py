"""Whether a built site may be published: the right to each text decided, and no word in it that is withheld.

What may be shown is told by `rights`. Here the finished site is searched, file by file, for more of the text than that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from pydantic import BaseModel

from edition.model import Edition
from edition.problems import Problem
from edition.records import Collection, collect
from edition.rights import WITHHOLDING, Permission, permitted, withholds
from edition.site_words import words_of, words_of_text
from edition.text import counted
from edition.yaml_source import read_yaml

QUIET = 8
"""This many words in a row may be the same by chance, as in a phrase, a name or a title, and are not looked at."""
PROSE_UNDER_NONE = 12
"""This many may an editor quote in a note where no text is published: a clause that a note can't do without."""


def check_decided(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every interview whose right to be published is undecided, by the files of a project."""
    for path in sorted(files):
        if not path.startswith("transcript/") or not path.endswith(".yml") or path.endswith(".ids.yml"):
            continue
        document, _ = read_yaml(files[path], path)
        rights = document.value.get("rights") if document else None
        if document and isinstance(rights, dict) and rights.get("publish", "undecided") == "undecided":
            yield document.problem(
                ("rights", "publish"),
                "rights.publish is undecided, so the site may not be published",
                "find out who holds the rights, decide by what right you publish, and set publish to",
                "full (the whole text), excerpt (what notes and readings quote) or none (the annotation alone)",
                "a build without --publish shows the whole text, for this machine only",
            )


@dataclass(slots=True)
class _Run:
    """Words that stand in a row both in a file and in a text."""

    found: int
    """Where in the file, counted in words."""
    place: int
    """Where in the text."""
    length: int


@dataclass(slots=True)
class _Text:
    """All words of the interviews that are withheld in part, one after the other."""

    words: list[str] = field(default_factory=list)
    may: list[bool] = field(default_factory=list)
    """Whether a word may be shown."""
    places: list[tuple[str, str]] = field(default_factory=list)
    """Interview and turn of a word."""
    _grams: defaultdict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    GRAM = (QUIET + 2) // 2
    """So many words are looked up, at every so-manieth place: no run of more than `QUIET` words slips between."""

    def add(self, interview: str, turn: str, text: str, *, may: bool) -> None:
        words = words_of_text(text)
        self.words += words
        self.may += [may] * len(words)
        self.places += [(interview, turn)] * len(words)

    def index(self) -> None:
        for place in range(len(self.words) - self.GRAM + 1):
            self._grams[tuple(self.words[place : place + self.GRAM])].append(place)

    def runs(self, words: list[str]) -> list[_Run]:
        """Every run of more than `QUIET` words, as long as it goes."""
        runs: list[_Run] = []
        reached: dict[int, int] = {}
        for at in range(0, len(words) - self.GRAM + 1, self.GRAM):
            for place in self._grams.get(tuple(words[at : at + self.GRAM]), ()):
                if reached.get(place - at, -1) > at:
                    continue
                back, on = 0, self.GRAM
                while min(at, place) > back and words[at - back - 1] == self.words[place - back - 1]:
                    back += 1
                while (
                    max(at - len(words), place - len(self.words)) + on < 0 and words[at + on] == self.words[place + on]
                ):
                    on += 1
                reached[place - at] = at + on
                runs.append(_Run(at - back, place - back, back + on))
        return [run for run in runs if run.length > QUIET]

    def leaks(self, words: list[str]) -> Iterator[tuple[_Run, list[int]]]:
        """Runs of words with the places, in the text, of those in them that may not be shown.

        Words that may be shown at one place of the text may be shown wherever the same words stand.
        """
        runs = self.runs(words)
        excused = {run.found + step for run in runs for step in range(run.length) if self.may[run.place + step]}
        for run in runs:
            steps = [step for step in range(run.length) if run.found + step not in excused]
            if len(steps) > QUIET:
                yield run, [run.place + step for step in steps]


def check_rights(
    edition: Edition, site: Iterable[tuple[str, bytes]], written: Mapping[str, bytes], sources: Mapping[str, bytes]
) -> Iterator[Problem]:
    """Words of a text that may not be published and can be read all the same.

    `edition` with all its words; `site` the built files by path; `written` the hand-written pages and `sources` the
    project's files, both by path from its folder, for naming what an editor wrote. In the site no more than `QUIET`
    such words may stand in a row. What editors write may quote more: `excerpt_words`, or `PROSE_UNDER_NONE`.

    Pictures, sound and PDF are not looked into.
    """
    if not withholds(edition):
        return
    text = _read_text(edition)
    limits = {
        one.id: one.record.rights.excerpt_words if one.record.rights.publish == "excerpt" else PROSE_UNDER_NONE
        for one in edition.interviews
    }
    yield from _check_prose(edition, text, limits, sources)
    for path, data in sorted(written.items()):
        if path.endswith(".md"):
            yield from _check_page(path, data, text, limits)
    for path, data in site:
        found = list(text.leaks(words_of(path, data)))
        if found:
            hidden = sorted({place for _, places in found for place in places})
            hints = (
                _beginning(text, found[0][0]),
                "the site was not replaced; if a page or file of yours holds the words, take them out,",
                "else this is a fault of the program: please report it",
            )
            message = f"{len(hidden)} words of {_turns(text, hidden)} stand here that may not be published"
            yield Problem(path=f"site/{path}", message=message, hints=hints)


def _read_text(edition: Edition) -> _Text:
    permission = Permission(edition)
    text = _Text()
    for interview in edition.interviews:
        if interview.record.rights.publish not in WITHHOLDING:
            continue
        assert not interview.withheld, "the check needs the words that it looks for"
        for part in interview.front_matter:
            text.add(interview.id, part.id, part.text, may=False)
        for turn in interview.turns:
            for paragraph in turn.paragraphs:
                for piece, may in permission.shown_of(interview.id, paragraph):
                    text.add(interview.id, turn.id, piece, may=may)
        for item in interview.tail:
            text.add(interview.id, item.id, item.text, may=False)
        for one in interview.apart:
            text.add(interview.id, one.id, one.text, may=False)
    text.index()
    return text


def _check_prose(
    edition: Edition, text: _Text, limits: Mapping[str, int], sources: Mapping[str, bytes]
) -> Iterator[Problem]:
    """What editors quote in a record of theirs beyond the limit; their quotations may be shown from then on."""
    quoted: list[int] = []
    collection: Collection | None = None
    for kind, record_id, record in _records(permitted(edition)):
        for keys, prose in _prose(record):
            for run, hidden in text.leaks(words_of_text(_LINK_TARGET.sub("]", prose))):
                quoted += hidden  # what is too long is told here, not again for every page that it is on
                limit = limits[text.places[run.place][0]]
                if len(hidden) > limit:
                    collection = collection or collect(_annotations(sources))[0]
                    told = _told(text, run, hidden, limit)
                    yield _too_long(collection, sources, kind, record_id, keys, told)
    for place in quoted:
        text.may[place] = True


def _check_page(path: str, data: bytes, text: _Text, limits: Mapping[str, int]) -> Iterator[Problem]:
    """What a hand-written page quotes beyond the limit; its quotations may be shown from then on."""
    for run, hidden in text.leaks(words_of(path, data)):
        for place in hidden:
            text.may[place] = True
        limit = limits[text.places[run.place][0]]
        if len(hidden) <= limit:
            continue
        before = accumulate(len(words_of(path, line)) for line in data.splitlines())
        line = next((number for number, words in enumerate(before, start=1) if words > run.found), 0)
        message, hints = _told(text, run, hidden, limit)
        yield Problem(path=path, line=line, message=message, hints=hints)


_LINK_TARGET = re.compile(r"\]\([^)\s]*\)")


def _annotations(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in sources.items() if path.startswith("annotations/") and path.endswith("ml")}


def _records(edition: Edition) -> Iterator[tuple[str, str, BaseModel]]:
    """Everything that editors wrote, without the quotations that only say where a thing stands."""
    yield "edition", "edition", edition.settings
    for interview in edition.interviews:
        yield "transcript", interview.id, interview.record
        for section in interview.sections:
            yield "sections", section.id, section
        for placed in interview.emendations:
            yield "emendations", placed.emendation.id, placed.emendation
    for note in edition.notes:
        yield "notes", note.id, note.note
    for kind in ("people", "places", "organisations", "terms", "dates", "references", "themes", "readings"):
        for record_id, record in getattr(edition, kind).items():
            yield kind, record_id, record


def _prose(value: object, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a record, with the keys that lead to it as an editor writes them."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _prose(getattr(value, name), (*keys, info.alias or name))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _prose(one, (*keys, name))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _prose(one, (*keys, index))


def _told(text: _Text, run: _Run, hidden: list[int], limit: int) -> tuple[str, tuple[str, ...]]:
    message = f"quotes {counted(len(hidden), 'word')} of {_turns(text, hidden)} in a row"
    return message, (
        f"at most {limit} may be quoted under this rights.publish; quote fewer, or tell it in your own words",
        _beginning(text, run),
    )


def _too_long(
    collection: Collection,
    sources: Mapping[str, bytes],
    kind: str,
    record_id: str,
    keys: tuple[str | int, ...],
    told: tuple[str, tuple[str, ...]],
) -> Problem:
    message, hints = told
    located = collection.settings if kind == "edition" else collection.records.get(kind, {}).get(record_id)
    if located:
        return located.problem(f"{keys[0]} {message}", *hints, at=keys)
    path = f"transcript/{record_id}.yml"
    document = read_yaml(sources[path], path)[0] if path in sources else None
    if document:
        return document.problem(keys, f"{keys[0]} {message}", *hints)
    return Problem(path="annotations/", message=f"{kind} '{record_id}': {keys[0]} {message}", hints=hints)


def _turns(text: _Text, places: Iterable[int]) -> str:
    """``turns t4 to t6 of ferry``."""
    held = list(dict.fromkeys(text.places[place] for place in places))
    interview = held[0][0]
    turns = [turn for one, turn in held if one == interview]
    return f"{turns[0]} of {interview}" if len(turns) == 1 else f"{turns[0]} to {turns[-1]} of {interview}"


def _beginning(text: _Text, run: _Run) -> str:
    return f'they begin: "{" ".join(text.words[run.place : run.place + 5])} …"'
