"""The text of an edition to candidates: names, dates, numbers, quotations and descriptions without annotation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from edition.anchoring.quotations import find_quote
from edition.annotations import Entry
from edition.dates import MONTHS, parse_date
from edition.languages import primary
from edition.model import Edition, Interview, Paragraph
from edition.suggest import cues
from edition.text import fold

Kind = Literal["people", "places", "organisations", "dates", "figures", "quotations", "descriptions"]
KINDS: tuple[Kind, ...] = ("people", "places", "organisations", "dates", "figures", "quotations", "descriptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a candidate's words stand."""

    interview: str
    turn: str
    paragraph: str
    start: int
    end: int
    text: str
    """Of the whole paragraph."""
    repeated: bool
    """Whether the same words stand in the turn a second time."""

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may want an entry or a note, with the reason why they were picked out."""

    kind: Kind
    words: str
    reason: str
    places: tuple[Place, ...]
    edtf: str = ""
    """Of a date that can be read: what it says in EDTF."""
    resembles: str = ""
    """An entry whose name is nearly the same."""


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    start: int
    end: int
    reason: str
    edtf: str = ""


def find_candidates(edition: Edition, *, in_full: bool = True) -> tuple[Candidate, ...]:
    """Everything that no mention or note covers, by kind and then in the order of the text.

    Without `in_full` nobody looks whether a name resembles another, or stands in its turn twice, which takes long.

    A stretch is covered where a mention or a quotation of a note touches it; a note on a whole paragraph covers none.
    """
    covered = _Covered(edition)
    names = _Names(edition)
    found: defaultdict[tuple[Kind, str], list[tuple[Place, _Found]]] = defaultdict(list)
    for interview in edition.interviews:
        for turn in interview.turns:
            for paragraph in turn.paragraphs:
                for one in _find_in(interview, paragraph, covered.of(interview, paragraph), names):
                    place = Place(
                        interview=interview.id, turn=turn.id, paragraph=paragraph.id,
                        start=one.start, end=one.end, text=paragraph.text,
                        repeated=in_full
                        and len(find_quote(turn.paragraphs, paragraph.text[one.start : one.end])) > 1,
                    )  # fmt: skip
                    found[one.kind, fold(place.quote).casefold()].append((place, one))
    _join_registers(found)
    candidates = [names.candidate(kind, places, in_full=in_full) for (kind, _), places in found.items()]
    return tuple(sorted(candidates, key=lambda one: KINDS.index(one.kind)))


def _join_registers(found: defaultdict[tuple[Kind, str], list[tuple[Place, _Found]]]) -> None:
    """Put each name into one register: a place where at least half of its mentions read so, else a person."""
    for kind, name in [key for key in found if key[0] == "places"]:
        places, others = found[kind, name], found.get(("people", name), [])
        if others:
            told, left = (kind, others) if len(places) >= len(others) else ("people", places)
            found[told, name] = sorted([*found[told, name], *left], key=lambda one: one[1].reason == _UNCLEAR)
            del found["people" if told == kind else kind, name]


class _Covered:
    """What is annotated: by mentions alone, and by mentions or notes."""

    def __init__(self, edition: Edition):
        texts = {(i.id, p.id): p.text for i in edition.interviews for turn in i.turns for p in turn.paragraphs}
        self._named: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self._noted: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for mention in edition.mentions:
            self._named[mention.span.interview, mention.span.paragraph].append((mention.span.start, mention.span.end))
        for note in edition.notes:
            for span in note.spans:
                key = (span.interview, span.paragraph)
                if span.end - span.start < len(texts.get(key, "")):
                    self._noted[key].append((span.start, span.end))

    def of(self, interview: Interview, paragraph: Paragraph) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        key = (interview.id, paragraph.id)
        return self._named[key], self._noted[key]


Stretches = Sequence[tuple[int, int]]


def _touches(start: int, end: int, stretches: Stretches) -> bool:
    return any(first < end and start < last for first, last in stretches)


def _find_in(
    interview: Interview, paragraph: Paragraph, covered: tuple[Stretches, Stretches], names: _Names
) -> Iterator[_Found]:
    named, noted = covered
    text = paragraph.text
    taken = list(named)
    language = primary(interview.record.language)
    in_english = [*_times(text), *_descriptions(text)] if language == "en" else []
    for one in (*_dates(text), *in_english):
        if not _touches(one.start, one.end, taken):
            taken.append((one.start, one.end))
            yield one
    for one in names.find(text, language):
        if not _touches(one.start, one.end, taken):
            yield one
    for one in (*_quotations(text), *_figures(text, language)):
        if not _touches(one.start, one.end, [*taken, *noted]):
            yield one


def _dates(text: str) -> Iterator[_Found]:
    for match in cues.DATE.finditer(text):
        edtf = _edtf(match)
        try:
            parse_date(edtf)
        except ValueError:
            reason = f"a date that no calendar has, so that the year alone is proposed: {match.group()}"
            yield _Found("dates", match.start(), match.end(), reason, edtf[:4])
        else:
            yield _Found("dates", match.start(), match.end(), "a date that no entry of the dates has", edtf)


def _times(text: str) -> Iterator[_Found]:
    for match in cues.VAGUE.finditer(text):
        yield _Found("dates", match.start(), match.end(), "a time that may be a definite one")


def _edtf(match: re.Match[str]) -> str:
    """What the words of a date say in EDTF, which may be a day that no calendar has."""
    held = match.groupdict()
    if held["decade"]:
        return f"{held['decade']}X"
    if held["century"]:
        return f"{int(held['century']) - 1:02}XX"
    if held["span"]:
        return f"{held['span']}/{held['span'][: 4 - len(held['until'])]}{held['until']}"
    if held["month"]:
        day = held["day"] or held["day2"]
        return f"{held['dated']}-{MONTHS.index(held['month']) + 1:02}" + (f"-{int(day):02}" if day else "")
    return held["year"]


def _descriptions(text: str) -> Iterator[_Found]:
    for match in cues.DESCRIPTION.finditer(text):
        reason = f"a description ('{match.group().split()[-1]}'): someone may be meant who is not named"
        yield _Found("descriptions", match.start(), match.end(), reason)


def _quotations(text: str) -> Iterator[_Found]:
    for match in cues.QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        if words.casefold() in cues.NO_NAME:
            continue
        start = text.index(words, match.start())
        capitals = [word for word in words.split() if word[0].isupper()]
        is_title = len(capitals) * 2 > len(words.split()) and words[-1] not in ".!?,"
        reason = "in quotation marks, and looks like a title" if is_title else "words put in someone's mouth"
        yield _Found("quotations", start, start + len(words), f"{reason}: no note speaks of them")


def _figures(text: str, language: str) -> Iterator[_Found]:
    for match in cues.NUMBER.finditer(text):
        if language == "en" or any(character.isdigit() for character in match.group()):
            yield _Found("figures", match.start(), match.end(), "a number that no note speaks of")


class _Names:
    """Capitalised words, and what the edition already calls its entries."""

    def __init__(self, edition: Edition):
        self._entries: dict[str, str] = {}
        for register in ("people", "places", "organisations", "terms"):
            for entry in edition.register(register).values():
                if isinstance(entry, Entry):
                    self._entries |= {fold(name).casefold(): entry.name for name in entry.names}
        self._stems = {stem for name in self._entries for stem in _stems(name)}
        paragraphs = [p.text for i in edition.interviews for turn in i.turns for p in turn.paragraphs]
        self._lowercase = {word for text in paragraphs for word in cues.WORD.findall(text) if word.islower()}
        self._amid = {
            _bare(word.group())
            for text in paragraphs
            for word in cues.WORD.finditer(text)
            if word.group()[0].isupper() and not _opens_sentence(text, word.start())
        }
        """Words that have a capital amid a sentence too."""

    def find(self, text: str, language: str) -> Iterator[_Found]:
        for start, end in _capitalised_runs(text):
            if text[start:end].endswith(("'s", "’s")):
                end -= 2
            start = self._without_opening(text, start, end, language)
            if start < end and self._is_told(text, start, end, language) and not self._is_known(text[start:end]):
                yield self._classified(text, start, end)

    def _without_opening(self, text: str, start: int, end: int, language: str) -> int:
        """Where the name begins, past words that open a sentence and may be no part of it; `end` if all do."""
        no_names = cues.GERMAN if language in cues.NOUNS_WITH_CAPITALS else cues.NO_NAME
        for word in cues.WORD.finditer(text, start, end):
            plain = word.group().replace("’", "'").casefold()
            opens = _opens_sentence(text, word.start()) and (
                plain in self._lowercase
                or _OPENING.search(plain)
                or (_bare(plain) not in self._amid and _before_particle(text, word.end(), end))
            )
            if not (opens or plain in no_names or word.group() in cues.PARTICLES):
                return word.start()
        return end

    def _is_told(self, text: str, start: int, end: int, language: str) -> bool:
        """Whether a capital tells a name here: not where every sentence, or every noun, begins with one.

        A word alone that opens a sentence is a name where it has a capital amid another sentence too.
        """
        words = text[start:end].split()
        before = text[:start].split()[-1:] or [""]
        if len(words) > 1:
            return True
        if language in cues.NOUNS_WITH_CAPITALS:
            return before[0].casefold() in cues.PLACE_CUES or before[0] in cues.GERMAN_TITLES
        return not _opens_sentence(text, start) or _bare(words[0]) in self._amid

    def _is_known(self, words: str) -> bool:
        folded = fold(words).casefold().removesuffix("'s")
        return folded in self._entries or any(
            folded.endswith(ending) and folded.removesuffix(ending) in self._stems for ending in _ENDINGS
        )

    def _classified(self, text: str, start: int, end: int) -> _Found:
        """A name under the register that its neighbours speak for, with what they are."""
        words = text[start:end].split()
        before = text[:start].split()[-1:] or [""]
        if words[-1] in cues.PLACE_WORDS and len(words) > 1:
            return _Found("places", start, end, f"a name with '{words[-1]}' in it: a place?")
        if words[-1] in cues.BODY_WORDS or words[0] in cues.BODY_WORDS:
            return _Found("organisations", start, end, f"a name with '{words[-1]}' in it: a body?")
        if words[0].rstrip(".") in cues.HONORIFICS:
            return _Found("people", start, end, f"a name after '{words[0]}': a person?")
        if before[0].casefold() in cues.PLACE_CUES or cues.MOVED.search(" ".join(text[:start].split()[-4:])):
            return _Found("places", start, end, f"a name after '{before[0]}': a place?")
        return _Found("people", start, end, _UNCLEAR)

    def candidate(self, kind: Kind, places: Sequence[tuple[Place, _Found]], *, in_full: bool) -> Candidate:
        place, found = places[0]
        words = " ".join(place.quote.split())
        names = self._entries if in_full and kind in KINDS[:3] else ()
        near = get_close_matches(fold(words).casefold(), names, n=1, cutoff=0.8)
        if names and not near and words.split()[0].rstrip(".") in cues.HONORIFICS:
            near = [name for name in names if name.split()[-1:] == fold(words).casefold().split()[-1:]][:1]
        return Candidate(
            kind=kind, words=words, reason=found.reason, edtf=found.edtf,
            places=tuple(place for place, _ in places),
            resembles=self._entries[near[0]] if near else "",
        )  # fmt: skip


def _capitalised_runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words side by side; small words stand between such words only."""
    run: list[re.Match[str]] = []
    for word in cues.WORD.finditer(text):
        if run and text[run[-1].end() : word.start()].strip(" "):
            yield from _trimmed(run)
            run = []
        if word.group()[0].isupper() or (run and word.group() in cues.PARTICLES):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _trimmed(run: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """A run without the small words at its end."""
    capitalised = [word for word in run if word.group()[0].isupper()]
    if capitalised:
        yield capitalised[0].start(), capitalised[-1].end()


_UNCLEAR = "a name that no entry has: a person, a place, a body or a term?"


def _bare(word: str) -> str:
    """A word without its capital and the ending of its genitive."""
    return word.replace("’", "'").casefold().removesuffix("'s")


def _before_particle(text: str, start: int, end: int) -> bool:
    """Whether a small word comes next: "Half of", which is no part of a name at the opening of a sentence."""
    following = cues.WORD.search(text, start, end)
    return following is not None and following.group() in cues.PARTICLES


_OPENING = re.compile(r"(?:ing|ly|n't|'ve|'d|'re)$")
"""Ends of words that hardly end a name."""


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:…“"‘([—–'


_ENDINGS = frozenset(
    ["n", "an", "ian", "ese", "s", "ish", "i", "ist", "ists", "ism", "ans", "ians", "nise", "nize", "'s"]
)


def _stems(name: str) -> Iterator[str]:
    """What other words are made from a name with: Russian of Russia, Chinese of China, Darwinists of Darwin."""
    yield name
    if len(name) > 4:
        yield from (name[:-1], name.removesuffix("ism"))
