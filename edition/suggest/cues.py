"""What gives a name, a date, a number or a description away in running English text.

Nothing here decides: a cue makes a candidate with a reason, and the editor decides. Text in other languages still
gives names, years, figures and quotations, which need no English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.dates import MONTHS


def _words(text: str) -> list[str]:
    return text.split()


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_]))*")
PARTICLES = frozenset(_words("of the de del della der den di du la le van von zu al bin ibn"))
"""Small words that stand inside names."""

NO_NAME = frozenset(
    _words(
        """a about after again all also although always an and another any anyway are as asked at because before but by
    can certainly did do does even every everyone everything exactly finally first for from given had has have he
    her here his how however i i'd i'll i'm i've if in indeed is it it's its just last later let let's like many may
    maybe more most much my never no nobody none nor not nothing now obviously of often oh ok okay on once one only
    or other our over perhaps please really right said say see she should since so some somebody someone something
    sometimes still such sure that that's the their then there there's these they they're this those though through
    throughout thus to today too under until up very was we we're we've well were what what's when where whether
    which while who whose why will with without would yes yet you you're you've your monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december"""
    )
)
"""Words that open a sentence, or are always written with a capital, and name nobody."""

HONORIFICS = frozenset(
    _words(
        "Mr Mrs Ms Miss Dr Professor Prof President Chairman Minister General Marshal Captain Colonel Sir Lady Lord "
        "King Queen Emperor Comrade Father Sister Brother Saint Judge Senator"
    )
)
PLACE_CUES = frozenset(
    _words("in at near from towards outside inside across around into aus bei bis nach en desde hasta à depuis vers")
)
"""Words before the name of a place, in languages that write other nouns small or by their articles."""
MOVED = re.compile(
    r"\b(?:go|goes|going|gone|went|come|comes|coming|came|move[ds]?|moving|return(?:s|ed|ing)?|sail(?:s|ed|ing)?|"
    r"travel(?:s|led|ed|ling|ing)?|fl(?:y|ew|own)|fled|drove|walk(?:s|ed|ing)?|rode|back|sent|brought|taken|took)"
    r"(?:\ \w+)?\ to$"
)
"""What stands before the name of a place to which somebody goes."""
NOUNS_WITH_CAPITALS = frozenset(_words("de lb nds gsw"))
"""Languages in which every noun has a capital, so that a capital alone tells nothing."""
GERMAN = frozenset(
    _words(
        """ab aber alle allein alles als also am an auch auf aus bei beim bis da dabei dafür damals damit danach dann
    daran darauf darum das dass davon dazu dein dem den denn der des deshalb die dies diese dieser dieses doch dort
    du durch eigentlich ein eine einem einen einer eines einmal er erst es etwas euch euer für ganz gar genau gegen
    gestern gut hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwann ist ja
    jede jeder jedes jedoch jetzt kein keine man manche manchmal mein meine meinem meinen meiner mich mir mit nach
    natürlich nein nicht nichts nie niemand noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit
    selbst sich sie so sogar später trotzdem über um und uns unser unsere unter viel viele vielleicht vom von vor
    wann war waren warum was weil welche welcher wem wen wenig wenn wer werden wie wieder wir wird wirklich wo woher
    wohin zu zuerst zuletzt zum zur zwar zwischen herr herrn frau"""
    )
)
"""German words that open a sentence, or are written with a capital where they address somebody, and name nobody."""
GERMAN_TITLES = frozenset(
    _words(
        "Herr Herrn Frau Fräulein Dr Prof Professor Pfarrer Pastor Direktor Präsident General Graf Gräfin Tante Onkel"
    )
)
PLACE_WORDS = frozenset(
    _words(
        "Street Road Lane Avenue Square Bridge Hill Mountain Mountains River Lake Sea Ocean Bay Harbour Harbor Island "
        "Islands Valley Forest Park Station Castle Coast Quay Pier Point Rock Head"
    )
)
"""Last words of places."""
BODY_WORDS = frozenset(
    _words(
        "Party Committee Council University College School Church Museum Ministry Army Bank Union Guild Company "
        "Society Association Institute Academy Congress Parliament Court Commission Club Office Department Agency"
    )
)

_MONTHS = _any(MONTHS)
DATE = re.compile(
    rf"""(?<![A-Za-z\d])(?:
      (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?)?
      (?P<month>{_MONTHS}),?\ (?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\ )?
      (?P<dated>1\d{{3}}|20\d\d)
    | (?:(?:early|mid|middle|late)[ -](?:the\ )?)?(?P<decade>(?:1\d|20)\d)0['’]?s
    | (?P<century>1\d|2[01]|[5-9])th\ century
    | (?P<span>1\d{{3}}|20\d\d)\ ?[–-]\ ?(?P<until>1\d{{3}}|20\d\d|\d\d)
    | (?P<year>1\d{{3}}|20\d\d)
    )(?![A-Za-z\d])""",
    re.VERBOSE,
)
VAGUE = re.compile(
    r"""\b(?:
      (?:after|before|during|by|since)\ the\ (?:(?:first|second|post|great|civil)[ -])?
        (?:war|famine|revolution|wartime|postwar\ period|post-war\ period)
    | in\ (?:his|her|their|my)\ (?:early|later|last|old|final)\ (?:life|years|age|days)
    | in\ (?:his|her|their|my)\ (?:youth|childhood|old\ age)
    | at\ the\ (?:height|beginning|end|time)\ of\ (?:the\ )?\w+(?:\ [A-Z]\w+)?
    | (?:when|aged)\ (?:he|she|I|they)?\ ?(?:was|were)?\ ?(?:only\ |just\ )?(?:\d{1,2}|as\ young\ as\ \d{1,2})
    | (?:his|her|their|the)\ \d{1,2}-year\ \w+
    | (?:a|one|two|three|\d+)\ (?:hundred\ )?years\ (?:ago|later|earlier)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_ORDERS = _words("hundred hundreds thousand thousands million millions billion billions dozen dozens")
NUMBER = re.compile(
    rf"""(?:\b(?:at\ least|more\ than|less\ than|fewer\ than|over|under|about|around|some|nearly|almost)\ )?
    (?:(?:\b\d[\d,.]*\d|\b\d)(?:\ (?:{_any(_ORDERS)})\b|\ ?(?:per\ ?cent\b|%))?
      |\b(?:a|{_any(_UNITS)})\ (?:{_any(_ORDERS)})\b
      |\b(?:tens|hundreds|thousands|millions|billions|dozens)(?:\ of\ (?:thousands|millions))?\b
      |\bhalf\ (?:of\ )?(?:the\ )?(?-i:[A-Z])\w+)""",
    re.VERBOSE | re.IGNORECASE,
)
QUOTED = re.compile(r"“([^“”]{2,300})”|«\s?([^«»]{2,300}?)\s?»|„([^„“”]{2,300})[“”]|(?<!\w)\"([^\"]{2,300})\"(?!\w)")

_KIN = _words(
    "father mother parents wife wives husband son sons daughter daughters widow widower brother brothers sister "
    "sisters grandmother grandfather uncle aunt cousin family nephew niece"
)
_OFFICES = _words(
    "emperor empress king queen tsar tsars president minister ministers ambassador ambassadors secretary chairman "
    "general marshal mayor governor bishop priest pope pontiff shah khan leader philosopher poet author historian "
    "scientist doctor lawyer judge teacher captain master guard interpreter"
)
_BEFORE = _any(["both his", "both her", *_words("the this that these those his her their my our a an various")])
_NOT_INSIDE = _any(
    _words(
        "the this that these those his her their my our a an of to and or in was is as for from with by on at whom who"
    )
)
DESCRIPTION = re.compile(
    rf"\b(?:{_BEFORE})(?: (?!(?:{_NOT_INSIDE})\b)[^\W\d_][\w’'-]*){{0,4}}? (?:{_any([*_KIN, *_OFFICES])})\b",
    re.IGNORECASE,
)
"""A relation or an office with a word before it: someone is meant who is not named."""
