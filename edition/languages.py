"""Languages by their tags (BCP 47): which way they are written, what they are called, and whether two are one.

Scripts are those that CLDR's rule of likely subtags gives for a tag that names none, as Babel has them.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
COUNTRY_TAGS = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk", "tw": "zh-Hant"}
"""Codes of countries that are written for those of their languages, and are no language's."""
PAGE_WORDS = "en"
"""The language of the words that the program itself puts on a page."""
THEME_LANGUAGES = frozenset(
    [
        "af", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa",
        "fi", "fr", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kn", "ko", "ku-IQ", "lb",
        "lt", "lv", "mk", "mn", "ms", "my", "nb", "nl", "nn", "pl", "pt", "pt-BR", "ro", "ru", "sa", "sh", "si",
        "sk", "sl", "sq", "sr", "sv", "ta", "te", "th", "tl", "tr", "uk", "ur", "uz", "vi", "zh", "zh-Hant",
        "zh-TW",
    ]
)  # fmt: skip
"""What Material for MkDocs and Zensical have words in: `theme: language:` of mkdocs.yml."""
_RIGHT_TO_LEFT = frozenset(
    ["Adlm", "Armi", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Sogd", "Syrc", "Thaa", "Yezi"]
)
"""Scripts in use that are written from right to left (Unicode Standard, chapters 9 and 19)."""


def is_language(tag: str) -> bool:
    """Whether CLDR knows the language of a tag."""
    return primary(tag) in get_global("likely_subtags") or primary(tag) in Locale("en").languages


def primary(tag: str) -> str:
    """The language without script and region: ``zh`` of ``zh-Hans-CN``."""
    return tag.split("-")[0]


def differs(tag: str, other: str) -> bool:
    """Whether two tags name two languages, or two scripts of one."""
    return (primary(tag), script_of(tag)) != (primary(other), script_of(other))


@lru_cache(maxsize=256)
def script_of(tag: str) -> str:
    """The script that a language is written in, by its four letters in ISO 15924: ``Arab`` of ``ur-PK``.

    Empty where the tag does not say it and CLDR does not know the language.
    """
    parts = tag.split("-")
    named = [part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if named:
        return named[0]
    likely = get_global("likely_subtags")
    regions = [part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()]
    for key in (*(f"{parts[0]}_{region}" for region in regions), parts[0]):
        if found := likely.get(key):
            return str(found).split("_")[1]
    return ""


def theme_language(tag: str) -> str | None:
    """The theme's language for an edition in that one; None where the theme has no words in it.

    >>> theme_language("de-AT"), theme_language("zh-Hans"), theme_language("zh-HK"), theme_language("no")
    ('de', 'zh', 'zh-Hant', 'nb')
    """
    if tag in THEME_LANGUAGES:
        return tag
    nearest = {"no": "nb"}.get(primary(tag), primary(tag))
    if (nearest, script_of(tag)) == ("zh", "Hant"):
        nearest = "zh-Hant"
    return nearest if nearest in THEME_LANGUAGES and script_of(nearest) == script_of(tag) else None


def direction(tag: str) -> str:
    """``rtl`` for a language that is written from right to left, else ``ltr``.

    >>> direction("ar"), direction("yi"), direction("az-Arab"), direction("pa"), direction("pa-PK")
    ('rtl', 'rtl', 'rtl', 'ltr', 'rtl')
    """
    return "rtl" if script_of(tag) in _RIGHT_TO_LEFT else "ltr"


def language_name(tag: str) -> str:
    """What a language is called in English; its tag where CLDR has no name for it.

    >>> language_name("zh-Hans"), language_name("ar")
    ('Chinese (Simplified)', 'Arabic')
    """
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return str(Locale("en").languages.get(primary(tag), tag))
