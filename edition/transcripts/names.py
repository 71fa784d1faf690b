"""What a speaker's label looks like, and what in it names the person: titles, initials, the words of a name."""

from __future__ import annotations

import re
from functools import lru_cache

from edition.transcripts.vocabulary import DIRECTIONS, EVERYBODY, PROSE, ROLES, SOUNDS, TEXT_WORDS, TITLES

MAX_LABEL = 60
"""Characters; what is longer is a sentence."""
_COLON_LABEL = re.compile(
    # no space follows a full-width colon, nor any colon after a Chinese or Japanese name
    r"(?P<label>[^\s:：][^:：\n]{0,59}?)[ \t]*(?:::?(?=\s|$)|(?<=[\u3040-\u30ff\u3400-\u9fff]):|：)[ \t]*(?P<text>.*)$"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){2,5}")
_PARTICLE = re.compile(
    r"al|bin|da|del?|della|de[nrs]|di|dos|du|e|el|ibn|l[ae]|na|of|ten|ter|the|und|van|von|y|zu|zum|zur|d['’]\w+|[a-z]-\w+"
)
_NOBILIARY = re.compile(r"al|bin|da|del?|della|de[nr]|di|dos|du|ibn|van|von|zu|zum|zur|d['’]\w+")
"""Particles that a label may begin with, where a name follows: "von Berg"."""
_LETTER_AND_NUMBER = re.compile(r"[A-Z]/\d{1,2}")
"""One of several who ask, as oral histories in Portuguese have it: "P/1"."""
_LOWER_ROLE = re.compile(r"(?P<role>[^\W\d_]{3,})(?:[ _-]?\d{1,3})?")
_JOINED = re.compile(r"\s*(?:[&/+]|\b(?:and|und|et|AND|UND|ET|и)\b)\s*")
_SAYING = re.compile(r".*(?:说|說|道|曰|想|写道|寫道|如下|例如|注意|注|言う|と言った)$")
_FRENCH_OFFICE = re.compile(r"(?:M\.?|Mme|Mlle) l[ea] [^\W\d_]+(?: [\w'’-]+){0,4}")
"""An office in place of a name, in small letters: "M. le président"."""
_UNSPACED = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})")
"""A full stop that ends a title, with no space before the name: "MR.BERG"."""
_WHOLLY_ROUND = re.compile(r"[(（][^()（）\n]+[)）]")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’‘ʼ·・-]|[‐‑–](?=[^\W\d_]))*|#?\d{1,3}|&|\([^()]*\)")


_BESIDE_NAME = re.compile(
    r"[(\[](?:@[\w.-]+|(?:she|he|they|sie|er|elle|il|ella|él)(?:\s?/\s?\w+){1,2}"
    r"|(?i:guest|external|unverified|host|co-host|me|you|gast|extern|invité|invitée|invitado|invitada))[)\]]"
)
"""What stands in brackets after a name and is of no name: a handle, pronouns, what a program for meetings adds."""
_DEVICE = re.compile(
    r"(?i:\b(?:i-?phone|i-?pad|macbook(?: (?:air|pro))?|android|galaxy|laptop|desktop|(?:smart)?phone|tablet|handy"
    r"|telefon|téléphone|teléfono|computer|ordinateur|ordenador|conference room|zoom room)\b)|\+?\d[\d ().-]{6,}"
)


def find_label(line: str) -> tuple[str, str] | None:
    """What stands before and after the colon of a line that might open a turn."""
    match = _COLON_LABEL.match(line)
    return (match["label"], match["text"]) if match else None


def is_wholly_round(line: str) -> bool:
    """Whether all of a line stands in round brackets: an aside, whatever names and colons are in it.

    >>> [is_wholly_round(line) for line in ("(Anna Berg [left]: Hear, hear!)", "(Anna): Hear, hear!")]
    [True, False]
    """
    return bool(_WHOLLY_ROUND.fullmatch(line))


def is_beside_name(group: str) -> bool:
    """Whether what stands in brackets after a name is neither of the name nor a direction.

    >>> [is_beside_name(group) for group in ("(she/her)", "(Guest)", "(laughing)", "(AB)")]
    [True, True, False, False]
    """
    return bool(_BESIDE_NAME.fullmatch(group))


def without_additions(label: str) -> str:
    """A label without what stands in brackets after the name and is not of it.

    >>> without_additions("Anna Berg (she/her) (Guest)"), without_additions("Anna Berg (left)")
    ('Anna Berg', 'Anna Berg (left)')
    """
    bare = label
    while bare.endswith((")", "]")) and (match := re.search(r"\s*([(\[][^()\[\]]*[)\]])$", bare)):
        if not is_beside_name(match[1]) or not match.start():
            break
        bare = bare[: match.start()]
    return bare


def is_device(label: str) -> bool:
    """Whether a label is what somebody's device is called, or a number that one can ring.

    >>> [is_device(label) for label in ("Anna's iPhone", "+44 1632 960 123", "Anna Berg", "Speaker 2")]
    [True, True, False, False]
    """
    return bool(_DEVICE.search(label))


def looks_like_label(text: str) -> bool:
    """Whether words before a colon look like a speaker and not like prose.

    >>> [looks_like_label(text) for text in ("SSM", "Ludwig van Beethoven", "Speaker 2", "毛", "MAN #2", "One thing")]
    [True, True, True, True, True, False]
    >>> looks_like_label("Anna Berg–Holm"), looks_like_label("Anna – Holm")  # hyphens are printed as short dashes
    (True, False)
    >>> [looks_like_label(text) for text in ("von Berg", "speaker 2", "host1", "of Berg", "van den")]
    [True, True, True, False, False]
    """
    words = text.split()
    if (role := _LOWER_ROLE.fullmatch(text)) and text.islower() and is_role(role["role"]):
        return True
    if _FRENCH_OFFICE.fullmatch(text) or _LETTER_AND_NUMBER.fullmatch(text):
        return True
    if len(words) > 1 and _NOBILIARY.fullmatch(words[0]) and _opens_name(words[-1][0]):
        words = words[1:]
        text = " ".join(words)
    if not 1 <= len(words) <= 5 or len(text) > MAX_LABEL or not text[0].isalpha():
        return False
    if len(words) > 1 and words[-1].isalpha() and words[-1].islower() and _PARTICLE.fullmatch(words[-1]):
        return False  # a name follows a particle: "Fragen zu:" heads a list
    return all(_WORD.fullmatch(word) for word in words) and all(
        _opens_name(word[0]) or (index and (word.lstrip("#").isdigit() or word == "&" or _PARTICLE.fullmatch(word)))
        for index, word in enumerate(words)
    )


def may_be_label(text: str) -> bool:
    """Whether words before a colon are few enough, and no sentence, so that they might name a speaker."""
    return len(text.split()) <= 4 and not re.search(r"[,;!?\"“”]|\.\s", text)


def _opens_name(letter: str) -> bool:
    """Whether a word of a name may begin so: a capital, or a letter of a script that has none."""
    return letter.isalpha() and not letter.islower()


def is_uncased(text: str) -> bool:
    """Whether a text's letters know no capitals, so that a name can't be told from a word by its looks."""
    return any(letter.isalpha() for letter in text) and text.upper() == text.lower()


def is_capitals(text: str) -> bool:
    """Whether all the letters are capitals, and there are two at least."""
    return text.isupper() and sum(letter.isalpha() for letter in text) > 1


def is_initials(label: str) -> bool:
    """Whether a label may be the initials of a name: two to five capitals, with or without full stops."""
    return label.isupper() and bool(_INITIALS.fullmatch(label))


def reads_like_prose(label: str) -> bool:
    """Whether a label is a word that opens sentences or heads a field, and names nobody."""
    return label.casefold() in PROSE or bool(_SAYING.fullmatch(label))


def heads_a_text(label: str) -> bool:
    """Whether a label of several words ends with what a heading or a field ends with: "Trial Transcript", "Posted By".

    >>> [heads_a_text(label) for label in ("Transcript Notes", "Anna Berg", "Notes")]
    [True, False, False]
    """
    words = label.casefold().split()
    return len(words) > 1 and words[-1] in TEXT_WORDS


@lru_cache(maxsize=4096)
def name_words(label: str) -> tuple[str, ...]:
    """The words of a name without titles and case, by which two forms of it are compared; one at least.

    >>> name_words("Prof. Dr. Anna von Berg"), name_words("(laughs)")
    (('anna', 'von', 'berg'), ('(laughs)',))
    """
    bare = _UNSPACED.sub(". ", re.sub(r"\([^()]*\)", " ", label))
    words = [word.strip(".,").casefold() for word in bare.replace("’", "'").split()]
    kept = tuple(word for word in words if word not in TITLES)
    return kept or tuple(words) or (label.casefold(),)


def titles_of(label: str) -> frozenset[str]:
    """The titles in a label, without full stops and case."""
    return frozenset(word.strip(".,").casefold() for word in _UNSPACED.sub(". ", label).split()) & TITLES


def initials_of(name: str) -> frozenset[str]:
    """The initials a name may be written with: of all its capitals, and of the parts of hyphened names too."""
    words = [word for word in re.sub(r"\([^()]*\)", " ", name).split() if _opens_name(word[0])]
    bare = [word for word in words if word.strip(".,").casefold() not in TITLES] or words
    forms = [words, bare, [part for word in bare for part in word.split("-") if part]]
    return frozenset("".join(word[0] for word in form).upper() for form in forms)


def bare_initials(label: str) -> str:
    """Initials without full stops and spaces."""
    return re.sub(r"[. -]", "", label)


def titles_agree(one: str, other: str) -> bool:
    """Whether the titles of two names allow that they are one person's: "Mr. Berg" is not "Mrs. Berg".

    >>> [titles_agree("Berg", "Dr. Berg"), titles_agree("MR. BERG", "Mr. Carl Berg"), titles_agree("Mr. B", "Ms. B")]
    [True, True, False]
    """
    first, second = titles_of(one), titles_of(other)
    return first <= second or second <= first


def parts_of_label(label: str) -> list[str]:
    """The names in a label that several share: "Berg and Holm"; a list of one where it names one.

    >>> parts_of_label("Berg & Holm"), parts_of_label("Anna Berg")
    (['Berg', 'Holm'], ['Anna Berg'])
    >>> parts_of_label("AB, CH, DK"), parts_of_label("Berg, Anna"), parts_of_label("A. AB, CD")
    (['AB', 'CH', 'DK'], ['Berg, Anna'], ['A. AB, CD'])
    """
    if not _JOINED.search(label):
        initials = [part.strip() for part in label.split(",")]
        several = len(initials) > 1 and all(is_initials(part) and " " not in part for part in initials)
        return initials if several else [label]
    parts = [part for part in re.split(rf",|{_JOINED.pattern}", label) if part]
    return parts if len(parts) > 1 and all(looks_like_label(part) for part in parts) else [label]


def speaks_for_all(label: str) -> bool:
    """Whether a label is a word for everybody: ALL, BOTH, TODOS."""
    return label.casefold() in EVERYBODY


def is_direction(words: str) -> bool:
    """Whether words in brackets are a stage direction or a sound, and name nobody: "laughs", "Music playing".

    >>> [is_direction(words) for words in ("laughs", "Music playing", "[inaudible 00:12]", "Anna Berg")]
    [True, True, True, False]
    """
    bare = words.strip("[]()*_. ").casefold()
    return bare in DIRECTIONS or any(word in SOUNDS for word in re.findall(r"[^\W\d_]+", bare))


def is_role(word: str) -> bool:
    """Whether a word of a label is what somebody does in the talk, and no name."""
    return word.casefold() in ROLES
