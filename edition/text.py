"""Folding, slugs and sentences: what several modules ask of a piece of text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
"""Characters that no page can show, and the two that make words read in another order than they are written.

Python-Markdown uses two of the former for marks of its own.
"""
_NO_ENCODINGS = frozenset(["utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"])
"""Ways of writing text as bytes that no text editor saves a file in."""
_SYLLABIC = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_CHARACTERS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
UNSPACED = _SYLLABIC + _CHARACTERS
"""Scripts that put no space between words, as a class of a regular expression: Thai, Lao, Burmese, Khmer; kana, Han."""
LETTERS_A_WORD = 4
"""About how many letters a word has in Thai, Lao, Burmese and Khmer, where only a dictionary could tell words apart."""
_FOLDED = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}


def is_text_encoding(name: str) -> bool:
    """Whether Python knows an encoding of that name that a file may have been saved in."""
    try:
        known = codecs.lookup(name).name
        return known not in _NO_ENCODINGS and "a".encode(known) != b""
    except (LookupError, TypeError, ValueError):
        return False


def fold(text: str) -> str:
    """The text with one form of quotation mark, dash and space, and no space at either end."""
    return " ".join(_with_one_form(text).split())


def _with_one_form(text: str) -> str:
    """The text with one form of quotation mark and dash, one character for one.

    Character by character, as `str.translate` would have it, takes ten times as long.
    """
    if text.isascii():
        return text.replace("`", "'")
    for form, folded in _FOLDED.items():
        text = text.replace(form, folded)
    return text


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded, that knows where each of its characters came from."""

    text: str
    offsets: Sequence[int]
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
    translated = _with_one_form(text)
    if translated == " ".join(translated.split()):
        return FoldedText(translated, range(len(text) + 1))
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


_WORD = re.compile(r"\w+(?:'\w+)*")
_PUNCTUATION = {code: " " for code in range(128) if not re.match(r"[\w']", chr(code))}
"""Spaces for what is in ASCII and in no word."""
_LOOSE_APOSTROPHE = re.compile(r"'(?:(?!\w)|(?<!\w'))")
"""An apostrophe that does not stand between two letters."""
_EACH_UNSPACED = re.compile(f"[{UNSPACED}]")
_SYLLABIC_LETTER = re.compile(rf"(?=\w)[{_SYLLABIC}]")
_COUNTED = re.compile(rf"[{_CHARACTERS}]|(?:(?![{UNSPACED}])\S)+")


def normal_words(text: str) -> list[str]:
    """The words of a text for comparison: folded, without case and punctuation.

    Where no space stands between words each character is one, so that a changed character is no other text.
    """
    folded = fold(text).casefold()
    if folded.isascii():
        return _LOOSE_APOSTROPHE.sub(" ", folded.translate(_PUNCTUATION)).split()
    return _WORD.findall(_EACH_UNSPACED.sub(r" \g<0> ", folded))


def counted(count: int, noun: str) -> str:
    """A number and its noun, which is given in the singular, with the plural after ``|`` where it has more than an s.

    >>> counted(1, "turn"), counted(1200, "turn"), counted(0, "entry|entries")
    ('1 turn', '1,200 turns', '0 entries')
    """
    singular, _, plural = noun.partition("|")
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"


def count_words(text: str) -> int:
    """How many words a reader would say a text has.

    Words are counted by their spaces, and a Chinese or Japanese character as a word, as word processors count them;
    read at the same pace, that gives about the same minutes. In Thai, Lao, Burmese and Khmer it is an estimate.

    >>> count_words("It was in 1927."), count_words("那是1927年。")
    (4, 4)
    """
    if not _EACH_UNSPACED.search(text):
        return len(text.split())
    counted = sum(1 for match in _COUNTED.finditer(text) if re.search(r"\w", match.group()))
    letters = len(_SYLLABIC_LETTER.findall(text))
    return counted + -(-letters // LETTERS_A_WORD)


_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।]+[\"'”’»)\]]*(?=\s|$)|[。！？][”’」』）]*")


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
