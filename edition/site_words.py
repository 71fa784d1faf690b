"""Any text file of a site to its words, as far as they can be compared: without case, marks, markup and packing."""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from edition.text import UNSPACED, normal_words

WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+(?:['’ʼ-](?:(?![{UNSPACED}])[^\W_])+)*")
"""A word, where words are counted that may be published; each character where no space stands between words."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_NOT_TEXT = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|wasm|pagefind|mp3|m4a|ogg|mp4|webm|pdf)$", re.I
)
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_FRAGMENT = "pagefind_dcd"
"""With this Pagefind begins what it packs."""
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|q|s|small|span|strong|u|wbr)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")
_MARKDOWN_LINK = re.compile(r"\]\([^)\s]*\)")


def words_of_text(text: str) -> list[str]:
    """The words of a plain text."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).replace("_", " ")
    return normal_words(plain)


def words_of(path: str, data: bytes) -> list[str]:
    """The words of a file: what can be read of it, and then what stands in its tags."""
    return [word for text in _texts(path, data) for word in words_of_text(text)]


def _texts(path: str, data: bytes) -> Iterator[str]:
    suffix = PurePosixPath(path).suffix.lower()
    if _NOT_TEXT.search(path):
        return
    if data.startswith(_GZIP):
        try:
            yield from _texts(path.removesuffix(".gz"), gzip.decompress(data))
        except (OSError, EOFError, zlib.error):
            return
        return
    if data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from _texts(name, packed.read(name))
        return
    text = data.decode("utf-8-sig", "replace").removeprefix(_FRAGMENT)
    if suffix == ".json" or text.startswith(("{", "[")):
        try:
            values, keys = _strings(json.loads(text))
        except (ValueError, RecursionError):
            yield text
            return
        yield unescape("\n".join(values))
        yield "\n".join(keys)
    elif suffix in (".css", ".js", ".map"):
        yield text
    else:
        if suffix == ".md":
            text = _MARKDOWN_LINK.sub("]", text)
        yield unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", text)))
        yield unescape("\n".join(_TAG.findall(text)))


def _strings(value: object) -> tuple[list[str], list[str]]:
    """Every text in a JSON value, and apart from them the keys, which must not seem to go on with a text."""
    values: list[str] = []
    keys: list[str] = []
    open_values = [value]
    while open_values:
        match open_values.pop():
            case str() as text:
                values.append(text)
            case dict() as held:
                keys += held
                open_values += reversed(held.values())
            case list() as held:
                open_values += reversed(held)
    return values, keys
