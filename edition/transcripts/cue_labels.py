"""What stands before a colon where a caption begins: a name, a name with a direction after it, or words like any.

Programs for meetings write before each caption what people call themselves: "Field, Tom (he/him)", "tom's phone".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from edition.transcripts.names import (
    is_beside_name,
    is_device,
    is_direction,
    is_wholly_round,
    looks_like_label,
    may_be_label,
    reads_like_prose,
)

_DIRECTED = re.compile(r"(?P<bare>\S.*?)\s*(?P<direction>\([^()]*\)|\[[^\[\]]*\])")
NEARLY_EVERY = 0.9
"""The share of captions with something before a colon from which on what stands there twice is a name."""
MOST = 0.5
"""The share from which on what a device is called is a label."""
FEWEST = 3
"""Captions."""


@dataclass(frozen=True, slots=True)
class CueLabel:
    """The mark of who speaks."""

    label: str
    direction: str = ""
    """What stands in brackets after the name and is no part of it: "(V.O.)"."""
    odd: bool = False
    """Whether it looks like no name, and is one by where it stands."""
    weak: bool = False
    """As in `Piece`."""


class CueLabels:
    """What names who speaks in a file of captions, by what its captions begin with."""

    def __init__(self, openings: Sequence[str]):
        """`openings` has what stands before the colon of each caption, and nothing where there is none."""
        self._counts = Counter(filter(None, openings))
        self._variants = Counter(_bare(label) for label in self._counts)
        self._has_names = any(looks_like_label(_bare(label)) for label in self._counts)
        self._share = sum(self._counts.values()) / len(openings) if len(openings) >= FEWEST else 0.0

    def opens(self, label: str) -> bool:
        """Whether a caption begins with a name, with a direction after it or without."""
        return bool(self._variants[_bare(label)])

    def read(self, label: str, *, first: bool) -> CueLabel | None:
        """What words before a colon are, `first` in their caption or on a later line; None where they are prose."""
        if looks_like_label(label):
            return CueLabel(label)
        directed = _DIRECTED.fullmatch(label)
        if directed and looks_like_label(directed["bare"]):
            always = self._counts[label] > 1 and self._variants[directed["bare"]] == 1
            if always or is_beside_name(directed["direction"]):
                return CueLabel(label, odd=True)
            return CueLabel(directed["bare"], directed["direction"])
        directs = is_wholly_round(label) and is_direction(label)
        if not first or not self._has_names or reads_like_prose(label) or directs:
            return None
        device = is_device(label) and may_be_label(label) and self._share >= MOST
        if device or self._share == 1 or (self._share >= NEARLY_EVERY and self._counts[label] > 1):
            return CueLabel(label, odd=True)
        return CueLabel(label, weak=True) if may_be_label(label) and not label[0].islower() else None


def _bare(label: str) -> str:
    """A name without the direction after it."""
    match = _DIRECTED.fullmatch(label)
    return match["bare"] if match else label
