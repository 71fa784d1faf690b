"""In which language an interview is: what a field of its file says, else its script, else its words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import chardet
from babel import Locale

from edition.languages import LANGUAGE_PATTERN, is_language
from edition.model import Transcript
from edition.new.fact import FIELD, Fact

_NOBODY_SAID = "nobody said otherwise"
_LANGUAGE_KEYS = frozenset(
    ["language", "languages", "sprache", "langue", "idioma", "lengua", "lingua", "språk", "język", "язык", "语言",
     "語言"]
)  # fmt: skip
_SCRIPTS = {
    "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "CJK": "Chinese", "GREEK": "Greek",
    "CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "HEBREW": "Hebrew",
}  # fmt: skip
"""The first word of a letter's Unicode name to the script, or the one language that is written in it."""
_PLAIN = {"Korean": "ko", "Japanese": "ja", "Chinese": "zh", "Greek": "el"}
UNDETERMINED = "und"
"""ISO 639-2: a language that is not known."""
_ENOUGH = 400
"""Characters of talk from which a language is guessed; in less, one name or loan word may tip the scales."""
_GUESSED_FROM = 20_000


def find_language(transcript: Transcript, lines: Sequence[tuple[int, str]]) -> Fact:
    """What a field says; where the words of the talk look like another language, that is told with it."""
    fields = [(one.value, f"from {one.where}", one.line) for one in transcript.stated if one.key == "language"]
    for number, line in lines:
        if (key := FIELD.match(line)) and key["key"].casefold() in _LANGUAGE_KEYS:
            fields.append((key["value"], f"printed after '{key['key']}'", number))
    heard = _heard_language(transcript)
    for value, reason, line_number in fields:
        tag = _language_tag(value)
        if tag and tag != UNDETERMINED:
            guessed = heard.value if heard.reason != _NOBODY_SAID else UNDETERMINED
            if guessed not in (UNDETERMINED, tag.partition("-")[0]):
                reason += f"; but the words of the talk look like '{guessed}'"
            return Fact(value=tag, reason=reason, line=line_number)
    return heard


def _language_tag(value: str) -> str:
    """The tag of a language by its tag or its name in English or in its own words; empty where there is none.

    >>> [_language_tag(value) for value in ("de", "pt_br", "English", "Deutsch", "auto", "Wednesday")]
    ['de', 'pt-BR', 'en', 'de', '', '']
    """
    parts = value.strip().replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
    if re.fullmatch(LANGUAGE_PATTERN, tag) and is_language(tag):
        return tag
    return _language_names().get(value.strip().casefold(), "")


@cache
def _language_names() -> dict[str, str]:
    """Tags of languages by their names in small letters, in English and in each of the languages themselves."""
    english = Locale("en").languages
    names = {name.casefold(): tag for tag, name in english.items() if len(tag) < 4}
    for tag in ("ar", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hu", "it", "ja", "ko", "nb", "nl", "pl", "pt",
                "ro", "ru", "sv", "tr", "uk", "zh"):  # fmt: skip
        names.setdefault((Locale(tag).get_language_name() or tag).casefold(), tag)
    return names


def _heard_language(transcript: Transcript) -> Fact:
    """The one that the script or the words of the talk show; `en` where there are too few of them to tell."""
    text = "\n".join(paragraph.text for turn in transcript.turns for paragraph in turn.paragraphs)[:100_000]
    script = _script(text)
    if script in _PLAIN:
        return Fact(value=_PLAIN[script], reason=f"the text is in {script} letters")
    guessed = _guess_language(text[:_GUESSED_FROM]) if len(text) >= _ENOUGH else None
    if guessed:
        return Fact(value=guessed, reason="guessed from the words of the talk")
    if script:
        reason = f"the text is in {script} letters, in which several languages are written"
        return Fact(value=UNDETERMINED, reason=reason)
    if guessed is None:
        return Fact(value="en", reason=_NOBODY_SAID)
    return Fact(value=UNDETERMINED, reason="the words of the talk did not show it")


def _script(text: str) -> str:
    """The script of most letters, or the one language written in it; empty where it is Latin or another one."""
    letters: Counter[str] = Counter()
    for character, times in Counter(text).items():
        if character.isalpha():
            letters[unicodedata.name(character, "").split(" ")[0]] += times
    counted: Counter[str] = Counter()
    for name, times in letters.items():
        counted[_SCRIPTS.get(name, "")] += times
    if counted["Japanese"] * 20 > letters.total():
        counted["Japanese"] += counted.pop("Chinese", 0)  # Japanese is written with both
    script, times = counted.most_common(1)[0] if counted else ("", 0)
    return script if times * 2 >= letters.total() else ""


def _guess_language(text: str) -> str:
    """What `chardet` takes a text for, where it takes each half of it for the same; empty where it does not."""
    middle = len(text) // 2
    found = {chardet.detect(part.encode())["language"] for part in (text, text[:middle], text[middle:])}
    return next(iter(found)) or "" if len(found) == 1 else ""
