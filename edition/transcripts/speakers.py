"""Who speaks, where nobody has declared it: the labels of a source counted, and joined where one person bears several.

Nothing is joined that two people could bear, and each inference is a problem that says on which line it began.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edition.model import Speaker
from edition.naming import name_id
from edition.problems import Problem
from edition.transcripts.names import (
    bare_initials,
    heads_a_text,
    initials_of,
    is_capitals,
    is_device,
    is_initials,
    is_role,
    is_uncased,
    looks_like_label,
    may_be_label,
    name_words,
    parts_of_label,
    reads_like_prose,
    speaks_for_all,
    titles_agree,
    titles_of,
    without_additions,
)
from edition.transcripts.pieces import Piece, Pieces

_PAIRS = (
    {"q", "a"},
    {"问", "答"},
    {"問", "答"},
    {"p", "r"},
    {"q", "r"},
    {"f", "a"},
    {"d", "r"},
    {"в", "о"},
    {"ε", "α"},
)
_PAIRED_ROLES = (
    {"interviewer", "interviewee"},
    {"question", "answer"},
    {"frage", "antwort"},
    {"pregunta", "respuesta"},
)


@dataclass(frozen=True, slots=True)
class InferredCast:
    """The speakers of a source, whose each label is, and what was inferred."""

    speakers: tuple[Speaker, ...]
    problems: tuple[Problem, ...]
    _owners: Mapping[tuple[str, str], str]

    def owner(self, piece: Piece) -> str | None:
        """The id of the speaker whose label a piece has, if it has one."""
        return None if piece.weak or piece.apart else self._owners.get((piece.label, piece.means))


@dataclass(slots=True)
class _Label:
    """A label, and how it stands in the source."""

    text: str
    means: str
    line: int
    times: int = 0
    sure: bool = False
    opening: bool = True
    """Whether it opens a paragraph wherever it stands."""
    mid_sentence: bool = False

    @property
    def name(self) -> str:
        """The name it is compared by."""
        return self.means or without_additions(self.text)


@dataclass(slots=True)
class _Person:
    """Labels that are one person's."""

    names: list[str]
    labels: list[_Label] = field(default_factory=list)
    listed: bool = False
    """Whether a list in the source has the name."""

    @property
    def times(self) -> int:
        return sum(label.times for label in self.labels)

    @property
    def name(self) -> str:
        """The fullest form printed; of two that are as full, the one that is not all capitals or small letters."""

        def fullness(name: str) -> tuple[int, bool, bool, int]:
            return len(name_words(name)), len(name) > 1 and not is_capitals(name), not name.islower(), len(name)

        return max(self.names, key=fullness)


def infer_speakers(pieces: Pieces, path: str) -> InferredCast:
    """The speakers that the labels of a source show, in the order in which they first speak."""
    return _Inference(pieces, path).cast()


class _Inference:
    def __init__(self, pieces: Pieces, path: str):
        self._pieces = pieces
        self._path = path
        self._problems: list[Problem] = []
        self._people: list[_Person] = []
        self._disputed: frozenset[str] = frozenset()
        self._listed: dict[str, list[str]] = {}
        for label, name in pieces.casts:
            names = self._listed.setdefault(label, [])
            if name not in names:
                names.append(name)

    def cast(self) -> InferredCast:
        labels = [label for label in _count(self._pieces) if self._may_speak(label)]
        self._disputed = _disputed_words(labels)
        self._full_names(labels)
        for label in sorted(labels, key=lambda one: (len(parts_of_label(one.text)), not titles_of(one.name))):
            if not any(label in person.labels for person in self._people):
                self._place(label)
        self._join_witness()
        self._people.sort(key=lambda person: min((label.line for label in person.labels), default=0))
        speakers: list[Speaker] = []
        owners: dict[tuple[str, str], str] = {}
        for person in self._people:
            if not person.labels or not self._is_taken(person):
                continue
            speaker = self._speaker(person, {speaker.id for speaker in speakers})
            speakers.append(speaker)
            owners |= {(label.text, label.means): speaker.id for label in person.labels}
        self._tell_prose(small=any(_is_nick(label) for label, _ in owners))
        return InferredCast(tuple(speakers), tuple(self._problems), owners)

    def _tell_prose(self, *, small: bool) -> None:
        """Words before a colon that are few enough for a label, and look like none.

        `small` says that some speak here whose names are in small letters.
        """
        told: set[str] = set()
        for piece in self._pieces.pieces:
            colon = piece.weak and piece.mark.rstrip().endswith((":", "："))
            nick = small and colon and _is_nick(piece.label)
            fits = colon and may_be_label(piece.label) and (nick or not piece.label[0].islower())
            if fits and piece.label not in told:
                told.add(piece.label)
                named = looks_like_label(piece.label) and not reads_like_prose(piece.label)
                how = "stands once" if named else "is rare and in small letters" if nick else "reads like prose"
                self._tell(piece.line, f"'{piece.label}:' {how}; not taken as a speaker's label")

    def _tell(self, line: int, message: str) -> None:
        self._problems.append(Problem(path=self._path, line=line, message=message))

    def _may_speak(self, label: _Label) -> bool:
        if label.sure or label.text in self._listed or label.times == 1 or not reads_like_prose(label.text):
            return True
        self._tell(label.line, f"'{label.text}:' reads like prose or a heading; not taken as a speaker's label")
        return False

    def _full_names(self, labels: Sequence[_Label]) -> None:
        """People of whom a full name is printed, as a label or in a list."""
        for names in self._listed.values():
            if len(names) == 1 and not any(names[0] in person.names for person in self._people):
                self._people.append(_Person(names=[names[0]], listed=True))
        for label in sorted(labels, key=lambda one: -len(name_words(one.name))):
            short = is_initials(label.name) or len(name_words(label.name)) < 2
            if short or label.text in self._listed or len(parts_of_label(label.name)) > 1:
                continue
            same = [
                person
                for person in self._people
                if any(name_words(n) == name_words(label.name) and titles_agree(n, label.name) for n in person.names)
            ]
            same = same or self._longer(label)
            if same:
                if label.name not in same[0].names:
                    self._tell(label.line, f"'{label.name}' taken as {same[0].name}")
                    same[0].names.append(label.name)
                same[0].labels.append(label)
            else:
                self._people.append(_Person(names=[label.name], labels=[label]))

    def _place(self, label: _Label) -> None:
        """Give a label that is no full name to the one person it fits, or to a speaker of its own."""
        several = len(parts_of_label(label.text)) > 1 or speaks_for_all(label.text)
        if several:
            self._place_together(label)
            return
        listed = self._listed.get(label.text, [])
        if len(listed) == 1:
            if label.text != listed[0]:
                self._tell(label.line, f"'{label.text}' taken as {listed[0]}, as listed")
            next(person for person in self._people if listed[0] in person.names).labels.append(label)
            return
        bearers = list(listed)
        how = "taken as"
        if not listed and is_initials(label.text) and not label.means:
            bearers = [
                p.name for p in self._people if any(bare_initials(label.text) in initials_of(n) for n in p.names)
            ]
            how = "taken as the initials of"
        if not bearers:
            bearers = [person.name for person in self._people if self._fits(label.name, person)]
            how = "taken as"
        if len(bearers) == 1:
            person = next(person for person in self._people if person.name == bearers[0])
            if label.text != person.name:
                self._tell(label.line, f"'{label.text}' {how} {person.name}")
            person.labels.append(label)
            if label.name not in person.names and not is_initials(label.name):
                person.names.append(label.name)
            return
        if bearers:
            names = " and ".join(bearers)
            self._tell(label.line, f"'{label.text}' could be {names}; taken as a speaker of its own")
        self._people.append(_Person(names=[label.name], labels=[label]))

    def _place_together(self, label: _Label) -> None:
        self._tell(label.line, f"'{label.text}' taken as several people together, a speaker of its own")
        parts = sorted(map(str.casefold, parts_of_label(label.text)))
        for person in self._people:
            if len(parts) > 1 and sorted(map(str.casefold, parts_of_label(person.name))) == parts:
                person.labels.append(label)
                return
        self._people.append(_Person(names=[label.name], labels=[label]))

    def _longer(self, label: _Label) -> list[_Person]:
        """The one person whose name ends with all the words of a label that has two or more."""
        words = name_words(label.name)
        longer = [
            person
            for person in self._people
            if any(name_words(one)[-len(words) :] == words and titles_agree(one, label.name) for one in person.names)
        ]
        return longer if len(longer) == 1 and not any(map(is_role, words)) else []

    def _join_witness(self) -> None:
        """Who answers in a court is the witness, who has that label where counsel asks nothing."""
        letters = {label.text: person for person in self._people for label in person.labels if len(label.text) == 1}
        witness = next((p for p in self._people if p.name.casefold() in ("the witness", "witness")), None)
        answers = letters.get("A")
        if witness and answers and "Q" in letters and answers is not witness:
            self._tell(witness.labels[0].line, f"'{witness.labels[0].text}' taken as who answers with 'A'")
            answers.names += witness.names
            answers.labels += witness.labels
            self._people.remove(witness)

    def _fits(self, name: str, person: _Person) -> bool:
        """Whether a name of one word, with a title or without, may be one of a person's: the first or the last."""
        words = name_words(name)
        if len(words) != 1 or len(words[0]) < 2 or is_role(words[0]):
            return False
        forms = [one for one in person.names if words[0] in (name_words(one)[0], name_words(one)[-1])]
        if not forms or any(word.isdigit() for one in forms for word in name_words(one)):
            return False
        if words[0] in self._disputed and titles_of(name) and not any(titles_of(one) for one in forms):
            return False
        return all(titles_agree(one, name) for one in person.names)

    def _is_taken(self, person: _Person) -> bool:
        """Whether a label stands for a speaker and not for prose; told where it stands once."""
        label = person.labels[0]
        if self._pieces.sure or (person.times > 1 and not self._lists_nobody(label)):
            return True
        if person.times > 1:
            self._tell(label.line, f"'{label.text}:' names nobody who speaks elsewhere; not taken as a speaker's label")
            return False
        if person.listed or label.sure or self._is_credible(label, person):
            self._tell(label.line, f"'{label.text}:' stands once; taken as a speaker")
            return True
        self._tell(label.line, f"'{label.text}:' stands once; not taken as a speaker's label")
        return False

    def _lists_nobody(self, label: _Label) -> bool:
        """Whether a label is several initials with commas between them, none of which speaks elsewhere."""
        parts = parts_of_label(label.text)
        listed = len(parts) > 1 and "," in label.text and all(map(is_initials, parts))
        return listed and not any(
            one.text in parts and one.times > 1 for person in self._people for one in person.labels
        )

    def _is_credible(self, label: _Label, person: _Person) -> bool:
        others = [one for other in self._people if other is not person for one in other.labels]
        if (
            reads_like_prose(label.text)
            or heads_a_text(label.text)
            or label.text[0].islower()
            or label.mid_sentence
            or (not label.opening and others and all(one.opening for one in others))
        ):
            return False
        texts = {one.text.casefold().strip(".") for one in others} | {label.text.casefold().strip(".")}
        if any(pair <= texts and label.text.casefold().strip(".") in pair for pair in (*_PAIRS, *_PAIRED_ROLES)):
            return True
        if len(label.text) == 1 and label.text.isupper() and others and all(len(one.text) == 1 for one in others):
            return True
        if label.text[1:2] == "/" and any(one.text[:2] == label.text[:2] for one in others):
            return True  # "P/2" among several of whom "P/1" is one
        parts = parts_of_label(label.text)
        if len(parts) > 1 and all(map(is_initials, parts)):
            return any(one.text in parts and one.times > 1 for one in others)
        if is_initials(label.text) and sum(is_initials(one.text) and one.times > 1 for one in others) > 1:
            return True
        named = [one for one in others if len(one.text) > 1]
        shouted = bool(named) and all(is_capitals(one.text) for one in named) and is_capitals(label.text)
        if speaks_for_all(label.text) or (shouted and len(label.text) > 2 and any(o.times > 1 for o in named)):
            return bool(others)
        words = label.text.split()
        if any(word.isdigit() for word in words) and not is_role(words[0]):
            return False
        return len(words) > 1 and not is_uncased(label.text)

    def _speaker(self, person: _Person, taken: set[str]) -> Speaker:
        speaker_id = name_id(re.sub("[‐‑–]", "-", person.name)) or f"speaker-{len(taken) + 1}"
        while speaker_id in taken:
            speaker_id += "-2"
        shared = {label.text for other in self._people if other is not person for label in other.labels}
        labels = tuple(
            dict.fromkeys(
                label.means if label.means and label.text in shared else label.text for label in person.labels
            )
        )
        line = min(label.line for label in person.labels)
        self._tell(line, f"speaker inferred: {person.name} ({', '.join(labels)})")
        if is_device(person.name):
            self._tell(line, f"'{person.name}' is the name of a device: say whose words they are")
        return Speaker(id=speaker_id, name=person.name, labels=labels)


def _is_nick(label: str) -> bool:
    """Whether a label is one word in small letters, and no role."""
    return bool(re.fullmatch(r"[a-z][\w-]+", label)) and not looks_like_label(label)


def _count(pieces: Pieces) -> list[_Label]:
    found: dict[tuple[str, str], _Label] = {}
    listed = {label for label, _ in pieces.casts}
    before = ""
    for piece in pieces.pieces:
        if piece.label and not piece.weak and not piece.apart:
            known = pieces.sure or piece.sure or piece.label in listed
            if known or looks_like_label(piece.label) or len(parts_of_label(piece.label)) > 1:
                key = (piece.label, piece.means)
                one = found.setdefault(key, _Label(piece.label, piece.means, piece.line))
                one.times += piece.times
                one.sure = one.sure or piece.sure or pieces.sure
                one.opening = one.opening and not piece.runs_on
                one.mid_sentence = piece.runs_on and bool(re.search(r"[^.!?…:)\]\"”’»—–-]$", before))
        before = "" if piece.apart else piece.text or before
    return list(found.values())


def _disputed_words(labels: Sequence[_Label]) -> frozenset[str]:
    """Names of one word that two people bear, as their titles show: "MR. BERG" and "MRS. BERG"."""
    titled: dict[str, list[str]] = {}
    for label in labels:
        words = name_words(label.name)
        if len(words) == 1 and titles_of(label.name):
            titled.setdefault(words[0], []).append(label.name)
    return frozenset(
        word for word, names in titled.items() if not all(titles_agree(a, b) for a in names for b in names)
    )
