"""What is too much for one page, in parts: by keys that a record keeps when others are added, or in order.

Sizes are bytes of HTML, estimated before a page is made: where a thing stands must be known before it is linked to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

from edition.text import slug

PAGE_LIMIT = 150_000
"""Bytes that a page other than a transcript may have."""
ROOM = 122_000
"""Bytes of them that are reckoned with for what a page lists; the rest is the theme's, and for what we misjudge."""
OTHER = "other-names"
"""The part for names that have no Latin letter; its hyphen keeps it apart from parts named by letters."""
DIGITS = "0-9"
"""The part for names that begin with a number."""
_DEEPEST = 12

_Block = TypeVar("_Block")
Keys = Callable[[str], Sequence[str]]
"""From a record's id to the names of the parts it may stand in, from the widest to the narrowest."""


def split(weights: Mapping[str, int], keys: Keys, room: int = ROOM) -> dict[str, str]:
    """The part that each record stands in; all in ``""`` where one page has room for them.

    A part that has no room for its records is divided by their next keys. So a record moves only when its own part
    overflows, never because of what stands elsewhere.

    >>> split({"anna": 60, "bert": 60, "bella": 60}, lambda name: (name[:1], name[:2]), room=100)
    {'anna': 'a', 'bella': 'be', 'bert': 'be'}
    """
    if sum(weights.values()) <= room:
        return dict.fromkeys(weights, "")
    held = {key: keys(key) for key in sorted(weights)}
    return dict(_divide(held, weights, 0, room))


def _divide(
    held: Mapping[str, Sequence[str]], weights: Mapping[str, int], level: int, room: int
) -> Iterator[tuple[str, str]]:
    groups: dict[str, dict[str, Sequence[str]]] = {}
    for record, keys in held.items():
        groups.setdefault(keys[min(level, len(keys) - 1)], {})[record] = keys
    for name, group in groups.items():
        deeper = any(len(keys) > level + 1 for keys in group.values())
        if deeper and sum(weights[record] for record in group) > room:
            yield from _divide(group, weights, level + 1, room)
        else:
            yield from ((record, name) for record in group)


def letters(name: str, record_id: str) -> tuple[str, ...]:
    """The beginnings of a name, from its first letter on; of the record's id where that is no Latin letter.

    >>> letters("Émile", "x")[:3], letters("斯大林 [Stalin]", "stalin")[:2], letters("1984", "x")[:2]
    (('e', 'em', 'emi'), ('other-names', 'other-names-s'), ('0-9', '0-9-1'))
    """
    first = next((character for character in name if character.isalnum()), "")
    plain = slug(name).replace("-", "")[:_DEEPEST]
    if first and slug(first).isalpha():
        return tuple(accumulate(plain))
    if first.isdigit() and plain:
        return (DIGITS, *(f"{DIGITS}-{start}" for start in accumulate(plain)))
    return (OTHER, *(f"{OTHER}-{start}" for start in accumulate(record_id.replace("-", "")[:_DEEPEST])))


def years(year: int, month: int = 0) -> tuple[str, ...]:
    """A hundred years, decade, year and month.

    >>> years(1937, 6)
    ('1900-1999', '1930s', '1937', '1937-06')
    """
    if year < 1:
        return ("before-our-era",)
    first = year // 100 * 100
    return (f"{first}-{first + 99}", f"{year // 10 * 10}s", f"{year}", *([f"{year}-{month:02}"] if month else []))


def pack(blocks: Iterable[tuple[int, _Block]], room: int = ROOM) -> list[list[_Block]]:
    """Blocks with their weights on as many pages as they need, in their order; none where there are no blocks."""
    pages: list[list[_Block]] = []
    left = 0
    for weight, block in blocks:
        if not pages or weight > left:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= weight
    return pages
