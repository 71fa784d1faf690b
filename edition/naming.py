"""Ids for names, in whatever script they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from anyascii import anyascii

from edition.text import slug

MOST = 60
"""Characters that an id made of another script has at most; a label may be a sentence, and a character a syllable."""
_LATIN_WORD = re.compile(r"[a-z]{2}")
_SYLLABLE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff]")
"""A character of Han or Hangul, which is a syllable."""


_SPOKEN = {"ا": "a", "آ": "a", "أ": "a", "إ": "i", "ى": "a", "א": "a"}
"""Alif, its forms and alef, of which AnyAscii makes an apostrophe or nothing: in names they mostly sound so."""


def name_id(name: str) -> str:
    """A name as an id: `slug` of what is Latin in it, else of its letters in Latin ones; empty where it has no letter.

    Letter by letter, as AnyAscii has them, so what a script leaves out is left out here: short vowels in Arabic and
    Hebrew. Characters of Han are read as in Chinese.

    >>> [name_id(name) for name in ("Zoë Müller", "Jarosław Yıldız", "顾家磊", "김구", "Анна Берг", "顾家磊 (Gu)")]
    ['zoe-muller', 'jaroslaw-yildiz', 'gu-jia-lei', 'gim-gu', 'anna-berg', 'gu']
    >>> name_id("أحمد"), name_id("Спикер A")
    ('ahmd', 'spiker-a')
    """
    plain = slug("".join(map(_spelled, unicodedata.normalize("NFC", name))))
    if _LATIN_WORD.search(plain) or is_latin(name):
        return plain
    composed = unicodedata.normalize("NFC", name)
    latin = "".join(_latin(character) for character in composed if unicodedata.category(character)[0] != "S")
    cut = slug(latin.replace("`", ""))
    return cut if len(cut) <= MOST else cut[: MOST + 1].rpartition("-")[0] or cut[:MOST]


def _spelled(letter: str) -> str:
    """A Latin letter that is no other one with an accent (ł, ø, ß, ı) in letters of ASCII; any other as it is."""
    bare = letter.isascii() or unicodedata.normalize("NFKD", letter)[0].isascii()
    return anyascii(letter) if not bare and letter.isalpha() and is_latin(letter) else letter


def is_latin(name: str) -> bool:
    """Whether a name has no letter of another script than the Latin one."""
    return all(
        unicodedata.name(letter, "").startswith(("LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL", "FULLWIDTH LATIN"))
        for letter in name
        if letter.isalpha() and not letter.isascii()
    )


def _latin(character: str) -> str:
    latin = _SPOKEN.get(character) or anyascii(character)
    return f" {latin} " if _SYLLABLE.match(character) else latin


def numbered(base: str, taken: Container[str]) -> str:
    """An id that is not taken: this one, or this one with the first number from 2 that makes it so.

    >>> numbered("li-ming", ["li-ming", "li-ming-2"])
    'li-ming-3'
    """
    free, number = base, 1
    while free in taken:
        number += 1
        free = f"{base}-{number}"
    return free
