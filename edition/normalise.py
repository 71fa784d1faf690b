"""The search index in one order: Pagefind writes its filters in another one each time, with other file names.

Each filter is a file named by the SHA-1 of its content, which is CBOR (RFC 8949) behind a signature, gzipped. The
`.pf_meta` file lists the filters, and `pagefind-entry.json` names the `.pf_meta` file.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping

_SIGNATURE = b"pagefind_dcd"
_FILTERS = 3
"""Where a `.pf_meta` file has its list of filters: after version, pages and chunks."""


def sorted_index(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a Pagefind index with filters and their values sorted, and renamed to fit; the rest as it was.

    So are those of its other parts, in the folders 2, 3, ...
    An index that is not of the known form comes back unchanged: searching it works all the same.
    """
    parts: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        first = path.partition("/")[0]
        part = f"{first}/" if first.isdigit() else ""
        parts.setdefault(part, {})[path.removeprefix(part)] = data
    return {f"{part}{name}": data for part, held in parts.items() for name, data in _sorted_part(held).items()}


def _sorted_part(files: Mapping[str, bytes]) -> dict[str, bytes]:
    try:
        return _sorted_index(files)
    except (ValueError, IndexError, OSError):
        return dict(files)


def _sorted_index(files: Mapping[str, bytes]) -> dict[str, bytes]:
    done: dict[str, bytes] = {}
    names: dict[bytes, bytes] = {}
    for path, data in files.items():
        if path.startswith("filter/") and path.endswith(".pf_filter"):
            content = _sorted_filter(_unpack(data))
            old = path.removeprefix("filter/").removesuffix(".pf_filter")
            new = _renamed(old, content)
            names[old.encode()] = new.encode()
            done[f"filter/{new}.pf_filter"] = _pack(content)
    hashes: dict[bytes, bytes] = {}
    for path, data in files.items():
        if path.startswith("pagefind.") and path.endswith(".pf_meta"):
            content = _sorted_meta(_unpack(data), names)
            old = path.removeprefix("pagefind.").removesuffix(".pf_meta")
            new = _renamed(old, content)
            hashes[old.encode()] = new.encode()
            done[f"pagefind.{new}.pf_meta"] = _pack(content)
        elif not path.startswith("filter/"):
            done[path] = data
    entry = done.get("pagefind-entry.json", b"")
    for was, now in hashes.items():
        entry = entry.replace(b'"' + was + b'"', b'"' + now + b'"')
    return done | ({"pagefind-entry.json": entry} if entry else {})


def _unpack(data: bytes) -> bytes:
    content = gzip.decompress(data)
    if not content.startswith(_SIGNATURE):
        raise ValueError("not a file of Pagefind's index")
    return content.removeprefix(_SIGNATURE)


def _pack(content: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + content, mtime=0)


def _renamed(name: str, content: bytes) -> str:
    """A name with its digits taken from the content, as many as there were: `en_6017d57`."""
    language, _, digits = name.rpartition("_")
    return f"{language}_{hashlib.sha1(content, usedforsecurity=False).hexdigest()[: len(digits)]}"


def _sorted_filter(content: bytes) -> bytes:
    """`[name, [[value, [page, ...]], ...]]` with the values in order."""
    name, values = _items(content)
    return _array([name, _array(sorted(_items(values), key=_label))])


def _sorted_meta(content: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """`[version, pages, chunks, [[filter, file], ...], ...]` with the filters in order and their new files."""
    parts = _items(content)
    filters = []
    for one in sorted(_items(parts[_FILTERS]), key=_label):
        label, file = _items(one)
        old = _text(file)
        filters.append(_array([label, file[: len(file) - len(old)] + names.get(old, old)]))
    return _array([*parts[:_FILTERS], _array(filters), *parts[_FILTERS + 1 :]])


def _label(pair: bytes) -> bytes:
    return _text(_items(pair)[0])


def _text(item: bytes) -> bytes:
    kind, length, start = _head(item, 0)
    if kind != 3:
        raise ValueError("expected a text")
    return item[start : start + length]


def _items(array: bytes) -> list[bytes]:
    """The items of an array, each in its own bytes."""
    kind, count, at = _head(array, 0)
    if kind != 4:
        raise ValueError("expected an array")
    items = []
    for _ in range(count):
        end = _end(array, at)
        items.append(array[at:end])
        at = end
    return items


def _array(items: list[bytes]) -> bytes:
    count = len(items)
    if count < 24:
        head = bytes([0x80 | count])
    elif count < 1 << 8:
        head = b"\x98" + count.to_bytes(1, "big")
    elif count < 1 << 16:
        head = b"\x99" + count.to_bytes(2, "big")
    else:
        head = b"\x9a" + count.to_bytes(4, "big")
    return head + b"".join(items)


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type and argument of the item at a place, and where its content begins."""
    kind, value = data[at] >> 5, data[at] & 31
    if value < 24:
        return kind, value, at + 1
    if value > 27:
        raise ValueError("an item of unknown length")
    size = 1 << (value - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _end(data: bytes, at: int) -> int:
    kind, value, at = _head(data, at)
    if kind in (2, 3):
        return at + value
    for _ in range({4: value, 5: 2 * value, 6: 1}.get(kind, 0)):
        at = _end(data, at)
    return at
