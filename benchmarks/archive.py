"""A synthetic archive: any number of invented interviews with their annotations, as a folder that can be built.

    python benchmarks/archive.py 100 DIR

Words and names are invented by a generator with a fixed seed, so that the same number gives the same archive. Each
interview has about 100 turns of about 60 words, two or three speakers, six sections and five notes; the registers
have 20 entries and five more for each interview (5,020 at 1,000): a few are named everywhere, most in few places.
Ids and addresses are recorded, as those of a published archive are.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from edition.build import record_ids  # noqa: E402  (found beside this folder, installed or not)

SEED = 1907
TURNS = 100
WORDS_IN_A_TURN = 60
NOTES = 5
SECTIONS = 6
ENTRIES = (20, 5)
"""Entries of the registers: so many in all, and so many more for each interview."""
KINDS = {"people": 50, "places": 20, "organisations": 10, "dates": 10, "terms": 5, "references": 5}
"""How many of a hundred entries are of which register."""
OWN_PAGE = 0.3
"""The part of the entries that have a page of their own; the others share that of their register."""
VOCABULARY = 8_000
EVERYWHERE = 40
"""Entries that any interview may name."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a register, and the words that name it in the talk."""

    register: str
    id: str
    name: str


class Inventor:
    """Invents words and names; each name once."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self._taken: set[str] = set()
        self.words = [self.invent(self.random.choice((1, 1, 2, 2, 2, 3))) for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def invent(self, syllables: int) -> str:
        """A word that was not there yet."""
        while True:
            word = "".join(
                self.random.choice("bcdfghklmnprstvw") + self.random.choice(("a", "e", "i", "o", "u", "ar", "en", "ou"))
                for _ in range(syllables)
            )
            word += self.random.choice(("", "", "n", "s", "t", "k"))
            if word not in self._taken:
                self._taken.add(word)
                return word
            syllables += self.random.random() < 0.2

    def name(self) -> str:
        """A name in two parts, of which neither is a word of the talk."""
        return f"{self.invent(2).title()} {self.invent(3).title()}"

    def sentence(self, length: int) -> list[str]:
        """Words with a capital and a full stop, frequent ones more often."""
        words = self.random.choices(self.words, cum_weights=self._weights, k=length)
        if length > 8 and self.random.random() < 0.5:
            words[length // 2] += ","
        if self.random.random() < 0.1:
            words[1] = f"“{words[1]}”"
        return [words[0].title(), *words[1:-1], words[-1] + self.random.choice(".....?")]


def make_archive(folder: Path, interviews: int) -> None:
    """Write an archive of so many interviews into a folder that is not there yet."""
    inventor = Inventor(SEED + interviews)
    entries = list(_invent_entries(inventor, ENTRIES[0] + ENTRIES[1] * interviews))
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(ROOT / "edition" / "theme", folder / "edition" / "theme")
    shutil.copy(ROOT / "edition" / "hook.py", folder / "edition" / "hook.py")
    _write(folder / "mkdocs.yml", _settings())
    _write(folder / "docs" / "index.md", "# The archive\n\n[All interviews](transcript/index.md)\n")
    _write(folder / "docs" / "about" / "index.md", "# About\n\n## Rights {#rights}\n\nInvented; anyone may use it.\n")
    _write(folder / "docs" / "about" / "how-to-read.md", "# How to read it\n\nAs it comes.\n")
    _write_registers(folder / "annotations", inventor, entries)
    asking = [inventor.name() for _ in range(1 + interviews // 20)]
    for number in range(1, interviews + 1):
        _write_interview(folder, inventor, f"talk-{number:04}", asking, entries)
    _write_yaml(folder / "annotations" / "edition.yml", _edition(entries, interviews))
    if problems := record_ids(folder, write=True, report=lambda _: None):
        sys.exit("\n".join(map(str, problems[:20])))


def _settings() -> str:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, after = settings.partition("nav:\n  - Home")
    menu = {
        "Home": "index.md", "Interviews": "transcript/index.md", "Notes": "notes/index.md", "Dates": "dates/index.md",
        "People": "people/index.md", "Places": "places/index.md", "Organisations": "organisations/index.md",
        "Terms": "terms/index.md", "Sources": "sources/index.md", "Speakers": "speakers/index.md",
        "Explore": "explore/index.md", "Data": "data/index.md", "About": "about/index.md",
    }  # fmt: skip
    lines = "".join(f"  - {title}: {page}\n" for title, page in menu.items())
    return f"{before}nav:\n{lines}not_in_nav: |{after.partition('not_in_nav: |')[2]}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_yaml(path: Path, values: dict[str, object]) -> None:
    """Write values as YAML as an editor would: block style two levels deep, the rest on one line (JSON is YAML)."""
    lines = []
    for key, held in values.items():
        if isinstance(held, list):
            lines += [f"{key}:", *(_record("  - ", one) for one in held)]
        elif isinstance(held, dict):
            lines.append(f"{key}:")
            for name, one in held.items():
                lines.append(
                    f"  {name}:\n{_record('    ', one)}" if isinstance(one, dict) else f"  {name}: {_json(one)}"
                )
        else:
            lines.append(f"{key}: {_json(held)}")
    _write(path, "\n".join(lines) + "\n")


def _record(indent: str, record: dict[str, object]) -> str:
    lines = [f"{key}: {_json(value)}" for key, value in record.items()]
    return indent + ("\n" + " " * len(indent)).join(lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _invent_entries(inventor: Inventor, count: int) -> Iterator[Named]:
    for register, share in KINDS.items():
        for number in range(max(1, round(count * share / 100))):
            if register == "dates":
                yield Named("dates", f"event-{number}", f"in the {inventor.invent(2)} of {1850 + number % 140}")
            elif register in ("people", "organisations"):
                yield Named(register, f"{register}-{number}", inventor.name())
            else:
                yield Named(register, f"{register}-{number}", inventor.invent(3).title())


def _write_registers(folder: Path, inventor: Inventor, entries: Sequence[Named]) -> None:
    """The registers, 500 entries a file."""
    for register in KINDS:
        held = [one for one in entries if one.register == register]
        for first in range(0, len(held), 500):
            records: dict[str, object] | list[object]
            if register == "references":
                records = [_reference(inventor, one) for one in held[first : first + 500]]
            else:
                records = {one.id: _entry(inventor, one) for one in held[first : first + 500]}
            _write_yaml(folder / "registers" / f"{register}-{first}.yml", {register: records})


def _entry(inventor: Inventor, named: Named) -> dict[str, object]:
    said = " ".join(inventor.sentence(10))
    if named.register == "dates":
        year = named.name[-4:]
        return {
            "label": named.name, "when": year, "basis": "documented", "lane": "world", "summary": said,
            "variants": [named.name],
        }  # fmt: skip
    record: dict[str, object] = {"name": named.name, "summary": said}
    if named.register == "people":
        born = inventor.random.randint(1820, 1960)
        record |= {"born": str(born), "died": str(born + 60), "variants": [named.name.split()[1]]}
    own = inventor.random.random() < OWN_PAGE
    return record | ({"text": " ".join(inventor.sentence(40))} if own else {"page": "shared"})


def _reference(inventor: Inventor, named: Named) -> dict[str, object]:
    given, family = inventor.name().split()
    custom = {"variants": [named.name], "page": "own" if inventor.random.random() < OWN_PAGE else "shared"}
    return {
        "id": named.id, "type": "book", "title": named.name, "author": [{"family": family, "given": given}],
        "issued": {"date-parts": [[1990]]}, "publisher": inventor.name(), "custom": custom,
    }  # fmt: skip


def _write_interview(
    folder: Path, inventor: Inventor, interview_id: str, asking: Sequence[str], entries: Sequence[Named]
) -> None:
    chance = inventor.random
    speakers = [chance.choice(asking), *(inventor.name() for _ in range(chance.choice((1, 1, 2))))]
    step = max(1, len(entries) // EVERYWHERE)
    likely = [*chance.sample(entries[::step], min(10, len(entries[::step]))), *chance.sample(entries, 15)]
    turns: list[tuple[str, list[str]]] = []
    for number in range(TURNS):
        speaker = speakers[0] if number % 2 == 0 else chance.choice(speakers[1:])
        words = max(8, round(chance.gauss(0.4 if number % 2 == 0 else 1.6, 0.3) * WORDS_IN_A_TURN))
        turns.append((speaker, _talk(inventor, words, likely)))
    text = "\n\n".join(f"{speaker}: " + "\n\n".join(paragraphs) for speaker, paragraphs in turns)
    _write(folder / "transcript" / f"{interview_id}.txt", text + "\n")
    day = f"{chance.randint(1960, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    record: dict[str, object] = {
        "title": f"{speakers[1]} remembers {inventor.invent(2)} {interview_id[-4:]}",
        "date": day,
        "venue": {"title": "The invented archive", "place": inventor.invent(2).title()},
        "summary": " ".join(inventor.sentence(20)),
        "language": "en",
        "rights": {
            "statement": "https://rightsstatements.org/vocab/NoC-US/1.0/", "holder": "Nobody",
            "note": "Invented; anyone may use it.", "publish": "full",
        },
        "talk_begins": text[:40],
        "speakers": [
            {"id": name.lower().replace(" ", "-"), "name": name, "labels": [name],
             "role": "Interviewer" if name == speakers[0] else "Narrator"}
            for name in speakers
        ],
    }  # fmt: skip
    _write_yaml(folder / "transcript" / f"{interview_id}.yml", record)
    sections = [
        {"id": f"{interview_id}-s{index}", "title": " ".join(inventor.sentence(4)).rstrip(".?"), "from": f"t{turn}"}
        for index, turn in enumerate(range(1, TURNS, TURNS // SECTIONS + 1))
    ]
    notes = [_note(inventor, f"{interview_id}-n{index}", turns, entries) for index in range(NOTES)]
    _write_yaml(
        folder / "annotations" / "interviews" / f"{interview_id}.yml",
        {"interview": interview_id, "sections": sections, "notes": notes},
    )


def _talk(inventor: Inventor, words: int, likely: Sequence[Named]) -> list[str]:
    """A turn's paragraphs: about so many words, and in every third sentence a name."""
    paragraphs: list[list[str]] = [[]]
    while words > 0:
        sentence = inventor.sentence(inventor.random.randint(6, 18))
        if inventor.random.random() < 0.3:
            sentence.insert(len(sentence) // 2, inventor.random.choice(likely).name)
        if paragraphs[-1] and inventor.random.random() < 0.07:
            paragraphs.append([])
        paragraphs[-1] += sentence
        words -= len(sentence)
    return [" ".join(one) for one in paragraphs]


def _note(
    inventor: Inventor, note_id: str, turns: Sequence[tuple[str, list[str]]], entries: Sequence[Named]
) -> dict[str, object]:
    """A note on words that stand once in their turn."""
    chance = inventor.random
    while True:
        number = chance.randrange(len(turns))
        whole = " ".join(turns[number][1])
        words = turns[number][1][0].split()
        start = chance.randrange(max(1, len(words) - 6))
        quote = " ".join(words[start : start + 6])
        if whole.count(quote) == 1:
            break
    people = [one for one in entries if one.register == "people"]
    source = chance.choice([one for one in entries if one.register == "references"]).id
    linked = chance.choice(people)
    text = (
        f"{' '.join(inventor.sentence(25))} See [{linked.name}](people:{linked.id}). {' '.join(inventor.sentence(25))}"
    )
    record: dict[str, object] = {
        "id": note_id, "title": " ".join(inventor.sentence(4)).rstrip(".?"),
        "targets": [{"turn": f"t{number + 1}", "quote": quote}], "kind": "claim", "finding": "borne-out", "text": text,
        "sources": [{"id": source, "says": "supports", "seen": "full", "locator": f"p. {number}"}],
        "certainty": "high", "by": "a generator", "checked": "2026-10", "tier": chance.choice((1, 1, 2)),
    }  # fmt: skip
    return record if chance.random() < 0.8 else record | {"kind": "context", "finding": None}


def _edition(entries: Sequence[Named], interviews: int) -> dict[str, object]:
    settings: dict[str, object] = {
        "title": "An Invented Archive", "version": "1.0.0", "editors": [{"name": "A generator"}], "language": "en",
        "lanes": [{"id": "world", "label": "The world"}],
    }  # fmt: skip
    reference = next(one.id for one in entries if one.register == "references")
    person = next(one.id for one in entries if one.register == "people")
    passages = [{"interview": f"talk-{n:04}", "turns": "t2"} for n in range(1, min(interviews, 5) + 1)]
    theme = {"title": "Beginnings", "cells": [{"about": [person], "passages": passages}]}
    reading = {
        "title": "A first reading", "minutes": 20, "introduction": "An invented reading.", "passages": passages[:1],
        "questions": [{"ask": "Who speaks?", "about_the_text": True}], "opposing": [reference],
    }  # fmt: skip
    return {"edition": settings, "themes": {"beginnings": theme}, "readings": {"first": reading}}


def main() -> None:
    """Make the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("interviews", type=int, help="how many")
    parser.add_argument("folder", type=Path, help="where; must not be there yet")
    options = parser.parse_args()
    make_archive(options.folder, options.interviews)


if __name__ == "__main__":
    main()
