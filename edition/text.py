"""Folding, slugs and sentences: what several modules ask of a piece of text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
"""Characters that no page can show, and the two that make words read in another order than they are written.

Python-Markdown uses two of the former for marks of its own.
"""
_NO_ENCODINGS = frozenset(["utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"])
"""Ways of writing text as bytes that no text editor saves a file in."""
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


def is_text_encoding(name: str) -> bool:
    """Whether Python knows an encoding of that name that a file may have been saved in."""
    try:
        known = codecs.lookup(name).name
        return known not in _NO_ENCODINGS and "a".encode(known) != b""
    except (LookupError, TypeError, ValueError):
        return False


def fold(text: str) -> str:
    """The text with one form of quotation mark, dash and space, and no space at either end."""
    return " ".join(text.translate(_FOLDED).split())


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded, that knows where each of its characters came from."""

    text: str
    offsets: tuple[int, ...]
    """For every folded character, and for the end, its position in the text as it stands."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the original of the folded characters from `start` to `end`."""
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def fold_with_offsets(text: str) -> FoldedText:
    """Fold as `fold` does, keeping the way back.

    >>> folded = fold_with_offsets("a  “b”")
    >>> folded.text, folded.origin(2, 5)
    ('a "b"', (3, 6))
    """
    translated = text.translate(_FOLDED)  # one character for one
    characters: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\S+|\s+", translated):
        if match.group().isspace():
            if match.start() > 0 and match.end() < len(translated):
                characters.append(" ")
                offsets.append(match.start())
        else:
            characters.append(match.group())
            offsets.extend(range(match.start(), match.end()))
    return FoldedText("".join(characters), (*offsets, len(text)))


def slug(name: str) -> str:
    """A name as an id: lower-case ASCII letters, digits and hyphens; empty where nothing of it is Latin.

    >>> slug("Ludwig van Beethoven"), slug("Zoë Müller")
    ('ludwig-van-beethoven', 'zoe-muller')
    """
    plain = unicodedata.normalize("NFKD", name).replace("\u2044", "-").encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def normal_words(text: str) -> list[str]:
    """The words of a text for comparison: folded, without case and punctuation."""
    return re.findall(r"\w+(?:'\w+)*", fold(text).casefold())


_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|[。！？]")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds the characters from `start` to `end`."""
    first, last = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.end() >= end:
            last = match.end()
            break
    while first < start and text[first].isspace():
        first += 1
    return first, last
