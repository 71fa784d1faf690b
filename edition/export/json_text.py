"""JSON as the exports write it: a line to each value, but for long lists, which have a line to each record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

_written = json.JSONEncoder(ensure_ascii=False).encode
_Held = TypeVar("_Held")
PIECE = 1 << 16
"""About how many characters are written at a time."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Records of which there may be very many: each is written in one line, as it is taken."""

    records: Iterable[object]


def json_bytes(data: Mapping[str, object]) -> bytes:
    """JSON in UTF-8, keys in the order given, with a line end at its end."""
    return b"".join(json_pieces(data))


def json_pieces(data: Mapping[str, object]) -> Iterator[bytes]:
    """The same piece by piece, so that a large file never stands whole in memory; a list may be an iterator."""
    held: list[str] = []
    size = 0
    for text in _texts(data, "\n"):
        held.append(text)
        size += len(text)
        if size > PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join([*held, "\n"]).encode()


def _texts(value: object, line: str) -> Iterator[str]:
    """A value in JSON; `line` ends a line and begins the next one as deep as the value stands."""
    deeper = f"{line} "
    opening = ""
    if isinstance(value, str):
        yield _written(value)
    elif isinstance(value, Mapping):
        for opening, (key, held) in _opened("{", value.items()):
            yield f"{opening}{deeper}{_written(key)}: "
            yield from _texts(held, deeper)
        yield f"{line}}}" if opening else "{}"
    elif isinstance(value, Lines):
        for opening, held in _opened("[", value.records):
            yield f"{opening}{deeper}{_written(held)}"
        yield f"{line}]" if opening else "[]"
    elif isinstance(value, Iterable):
        for opening, held in _opened("[", value):
            yield f"{opening}{deeper}"
            yield from _texts(held, deeper)
        yield f"{line}]" if opening else "[]"
    else:
        yield _written(value)


def _opened(bracket: str, values: Iterable[_Held]) -> Iterator[tuple[str, _Held]]:
    """Each value with what stands before it."""
    for value in values:
        yield bracket, value
        bracket = ","
