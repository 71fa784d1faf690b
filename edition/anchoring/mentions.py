"""Names to the places that name them.

One regular expression, factored as a trie, looks for all names at once: a flat alternation of thousands of names was a
hundred times slower. The longest name wins, and a name is found whole: "Stalin" is not in "Stalinism".

What "whole" means depends on the script. Where no space stands between words (Chinese, Japanese, Thai) a name is found
anywhere. In Korean a particle may follow it: 김구 is in 김구는, not in 김구라. What other languages write together with
a name, as Arabic does "and" and "for", is a variant that the editor gives, and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from edition.model import Register
from edition.text import UNSPACED, fold, fold_with_offsets

EntryKey = tuple[Register, str]
_HANGUL = "\uac00-\ud7a3"
_PARTICLES = (
    "은|는|이|가|을|를|의|에|에게|에게서|에서|께|께서|께서는|한테|와|과|하고|도|만|로|으로|부터|까지|처럼|보다|마저|조차|"
    "라고|이라고|란|이란|이나|나|이랑|랑|야|이야|여|이여|씨|씨는|씨가|씨의|님|님은|님이|들|들은|들이|들의"
)
"""What Korean writes together with a name: case and other particles, address, the plural."""
_BEFORE = rf"(?<![^\W{UNSPACED}])"
_BEFORE_LAST = rf"(?<![^\W{UNSPACED}](?s:.))"
"""As `_BEFORE`, when one character has been read since."""
_AFTER = rf"(?![^\W{UNSPACED}])"
_POINTS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
"""Vowel marks of Hebrew and Arabic, which do not make another word."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where a name stands in a text, and every entry that bears it."""

    start: int
    end: int
    entries: tuple[EntryKey, ...]


class NameFinder:
    """Finds all names of a register in a text."""

    def __init__(self, names: Iterable[tuple[str, EntryKey]]):
        bearers: dict[str, list[EntryKey]] = {}
        for name, entry in names:
            held = bearers.setdefault(fold(name), [])
            if entry not in held:
                held.append(entry)
        self._bearers: Mapping[str, tuple[EntryKey, ...]] = {name: tuple(sorted(e)) for name, e in bearers.items()}
        self._pattern = re.compile(_bounded_pattern(self._bearers)) if bearers else None

    @lru_cache(maxsize=32768)  # noqa: B019  (there is one finder as long as the names are the same)
    def find(self, text: str) -> list[NamedPlace]:
        """The places of all names, in order and without overlap; kept for the next asker, so not to be changed.

        A possessive is left out of the place: in "Stalin's" it is "Stalin".
        """
        if self._pattern is None:
            return []
        folded = fold_with_offsets(text)
        return [
            NamedPlace(*folded.origin(match.start(), match.end()), self._bearers[match.group()])
            for match in self._pattern.finditer(folded.text)
            if not _goes_on(folded.text, match.end())
        ]


@lru_cache(maxsize=1)
def name_finder(names: tuple[tuple[str, EntryKey], ...]) -> NameFinder:
    """The finder of these names, the same one for the same names."""
    return NameFinder(names)


def forget_names() -> None:
    """Keep neither names nor places for the next time."""
    name_finder.cache_clear()
    NameFinder.find.cache_clear()


def _goes_on(text: str, end: int) -> bool:
    """Whether the word goes on with a combining mark, as with a vowel in Hindi or Thai: it is another word."""
    if points := _POINTS.match(text, end):
        return bool(re.match(r"\w", text[points.end() : points.end() + 1]))
    return unicodedata.category(text[end : end + 1] or " ").startswith("M")


def _bounded_pattern(names: Iterable[str]) -> str:
    """The pattern of all names, whole words where the script has spaces between words."""
    spaced: list[str] = []
    hangul: list[str] = []
    unspaced: list[str] = []
    for name in names:
        ends_in_hangul = re.search(f"[{_HANGUL}]$", name)
        (unspaced if re.search(f"[{UNSPACED}]", name) else hangul if ends_in_hangul else spaced).append(name)
    parts = []
    if spaced:
        parts.append(f"{_whole_from_start(spaced)}{_AFTER}")
    if hangul:
        parts.append(rf"{_BEFORE}(?:{trie_pattern(hangul)})(?=(?:{_PARTICLES})?{_AFTER})")
    if unspaced:
        parts.append(f"(?:{trie_pattern(unspaced)})")
    return "|".join(parts)


def _whole_from_start(names: Sequence[str]) -> str:
    """The pattern of names where no letter stands before them.

    That is looked at behind the first letter of a name and not before it, so that the search may leap from one such
    letter to the next: the same places in a quarter of the time.
    """
    if not all(names):
        return rf"{_BEFORE}(?:{trie_pattern(names)})"
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        groups.setdefault(name[0], []).append(name)
    return f"(?:{'|'.join(re.escape(first) + _BEFORE_LAST + _factor(held, 1) for first, held in groups.items())})"


def trie_pattern(words: Sequence[str]) -> str:
    """A regular expression that matches exactly these words, the longest first.

    >>> trie_pattern(["Lin", "Lin Biao", "Lin Piao", "Mao"])
    '(?:Lin(?:\\\\ (?:Biao|Piao))?|Mao)'
    """
    return _factor(sorted(set(words)), 0)


def _factor(words: Sequence[str], offset: int) -> str:
    """The pattern of the ends of words that agree up to `offset`; words sorted and different."""
    shared = offset
    first, last = words[0], words[-1]
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    head = re.escape(first[offset:shared])
    if len(words) == 1:
        return head
    ends_here = len(first) == shared
    groups: dict[str, list[str]] = {}
    for word in words[ends_here:]:
        groups.setdefault(word[shared], []).append(word)
    branches = "|".join(_factor(group, shared) for group in groups.values())
    return f"{head}(?:{branches}){'?' if ends_here else ''}"
