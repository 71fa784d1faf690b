"""Words as the search index holds them, so that they are found however they are typed, and shown as they were printed.

Pagefind looks for words between spaces, and takes no notice of case and of combining marks: "Munoz" finds "Muñoz". Two
things are added here, and taken back by `docs/assets/search-text.js` before a reader sees the words:

- Where a script puts no space between words, spaces are put between its characters; a query is looked for as a phrase
  of them. So 斯大林 is found in the midst of a sentence, and a name that is in no dictionary too. The segmenter of the
  extended Pagefind, 13 times as large, missed names in the trials and served one language an index.
- A letter that Unicode does not decompose is written as its plain form and a variation selector, which Pagefind takes
  for a combining mark: ł as l and VS1, ß as ss and VS1, a full-width letter as the common one and VS2.
"""

from __future__ import annotations

import re

from edition.text import UNSPACED

LETTER, WIDE, STRETCHED, OTHER = "\ufe00", "\ufe01", "\ufe02", "\ufe04"
"""Variation selectors, each for what is to be put back: a letter, its full width, a tatweel, an eth."""
SPACE = "\u2063"
"""Invisible separator, which Pagefind takes for punctuation: before a space that was printed."""
_PLAIN = {
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "Ł": "L", "Đ": "D", "Ø": "O", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ħ": "H", "Ŧ": "T", "Ŋ": "N",
}  # fmt: skip
_WRITTEN = {
    **{letter: plain + LETTER for letter, plain in _PLAIN.items()},
    "ð": "d" + OTHER,
    "Ð": "D" + OTHER,
    "ـ": STRETCHED,
    **{chr(0xFEE0 + code): chr(code) + WIDE for code in range(0x21, 0x7F) if chr(code).isalnum()},
}
_TABLE = str.maketrans(_WRITTEN)
_ANY_WRITTEN = re.compile(f"[{''.join(_WRITTEN)}]")
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
"""What stands above, below or after a letter of Thai, Lao, Burmese or Khmer and goes with it."""
_ANY_UNSPACED = re.compile(f"[{UNSPACED}]")
_STOPS = "\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Marks of Chinese and Japanese, after which no space stands either."""
_PRINTED_SPACE = re.compile(rf"(?<=[{UNSPACED}{_STOPS}])\s+(?=\S)|(?<=\S)\s+(?=[{UNSPACED}])")
_BEFORE_LETTER = re.compile(rf"(?<=\S)([{UNSPACED}][{_MARKS}]*)")
_BEFORE_WORD = re.compile(rf"(?<=[{UNSPACED}{_STOPS}])(?=(?![{UNSPACED}])\w)")


def searchable(text: str) -> str:
    r"""A text as Pagefind is to index it.

    >>> searchable("Łódź 斯大林") == "L\N{VARIATION SELECTOR-1}ódź\N{INVISIBLE SEPARATOR} 斯 大 林"
    True
    """
    if _ANY_WRITTEN.search(text):
        text = text.translate(_TABLE)
    if _ANY_UNSPACED.search(text):
        text = _PRINTED_SPACE.sub(f"{SPACE} ", text)
        text = _BEFORE_WORD.sub(" ", _BEFORE_LETTER.sub(r" \1", text))
    return text
