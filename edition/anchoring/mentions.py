"""Names to the places that name them.

One regular expression, factored as a trie, looks for all names at once: a flat alternation of thousands of names was a
hundred times slower. The longest name wins, and a name is found whole: "Stalin" is not in "Stalinism".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from edition.model import Register
from edition.text import fold, fold_with_offsets

EntryKey = tuple[Register, str]
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han."""


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
        ]


@lru_cache(maxsize=1)
def name_finder(names: tuple[tuple[str, EntryKey], ...]) -> NameFinder:
    """The finder of these names, the same one for the same names."""
    return NameFinder(names)


def _bounded_pattern(names: Iterable[str]) -> str:
    """The pattern of all names, whole words where the script has spaces between words."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for name in names:
        (unspaced if re.search(f"[{_UNSPACED}]", name) else spaced).append(name)
    parts = []
    if spaced:
        parts.append(rf"(?<![^\W{_UNSPACED}])(?:{trie_pattern(spaced)})(?![^\W{_UNSPACED}])")
    if unspaced:
        parts.append(f"(?:{trie_pattern(unspaced)})")
    return "|".join(parts)


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
