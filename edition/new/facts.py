"""What a transcript's file says of itself: title, date and language, each with where it was found.

Only what is plainly printed is taken. What could be read in two ways is left open and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from babel import Locale, UnknownLocaleError

from edition.dates import MONTHS, UNKNOWN, parse_date
from edition.model import Transcript
from edition.new.fact import FIELD, Fact
from edition.new.language import find_language
from edition.transcripts.names import is_wholly_round, name_words

_HEADING = "a heading before the talk"
MAX_TITLE = 120
"""Characters of a line that can be a title."""
TITLES = frozenset(["heading", "head of the file", "before the talk", "running head"])
"""What stands apart before a talk and may say what it is called; a remark or a number does not."""


@cache
def _months(language: str) -> dict[str, int]:
    """The months by their names in English and in a language, small letters, as CLDR has them."""
    names = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
    try:
        held = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return names
    for form in ("format", "stand-alone"):
        names |= {name.casefold(): number for number, name in held[form]["wide"].items() if not name[0].isdigit()}
    return names


def _month(language: str, name: str) -> int:
    """The number of a month by its name in letters of any size; I and ı are one letter to the pattern that found it."""
    return next(
        number for known, number in _months(language).items() if re.fullmatch(re.escape(known), name, re.IGNORECASE)
    )


@cache
def _written_date(language: str) -> re.Pattern[str]:
    """A date in words or in the form of ISO 8601."""
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    return re.compile(
        rf"(?P<iso>(?:1[5-9]|20)\d\d-\d\d(?:-\d\d)?)(?!\d)"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.º])?\s+(?:of\s+|de\s+)?(?P<month>{months}),?\s+(?:de\s+)?(?P<year>\d{{4}})"
        rf"|\b(?P<month2>{months})\s+(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?(?P<year2>\d{{4}})"
        r"|(?P<han_year>\d{4})年(?P<han_month>\d{1,2})月(?:(?P<han_day>\d{1,2})日)?",
        re.IGNORECASE,
    )


_UNCLEAR_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b")
_TITLE_KEYS = frozenset(["title", "titel", "titre", "título", "titolo", "标题", "題名"])
_DATE_KEYS = frozenset(
    ["date", "recorded", "recorded on", "date of interview", "interview date", "date recorded", "datum", "fecha",
     "data", "日期"]
)  # fmt: skip
INTERVIEWER = "Asks the questions"
"""The role of an interviewer, as the how-to writes it; citations know by it who asks."""
_INTERVIEWER_KEYS = frozenset(
    ["interviewer", "interviewers", "interviewed by", "interview by", "interview conducted by", "conducted by",
     "interviewerin", "das gespräch führte", "intervieweur", "propos recueillis par", "entrevistador", "entrevistadora",
     "entrevistado por", "intervistatore", "intervistatrice", "采访者", "聞き手", "söyleşen"]
)  # fmt: skip
_ASKING = frozenset(
    ["q", "int", "interviewer", "interviewerin", "question", "frage", "pregunta", "domanda", "entrevistador",
     "entrevistadora", "intervieweur", "问", "問", "采访者", "聞き手"]
)  # fmt: skip
"""Labels of who asks, in small letters."""
_OTHER_KEYS = frozenset(
    ["interviewer", "interviewee", "interviewers", "narrator", "speaker", "speakers", "participants", "present",
     "place", "location", "file", "recording", "transcript", "transcriber", "transcribed by", "length", "duration",
     "记者", "地点"]
)  # fmt: skip
"""Words before a colon that say that the line is no title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is taken over into an interview's record."""

    title: Fact
    date: Fact
    language: Fact
    interviewers: Mapping[str, Fact]
    """The ids of the speakers who ask the questions, each with what says so."""


def find_facts(transcript: Transcript, source: PurePath, title: str | None, language: str | None) -> Facts:
    """Title, date and language of a transcript; `title` and `language` are what was asked for, where it was."""
    lines = list(_lines_outside_the_talk(transcript))
    spoken = Fact(value=language, reason="as you said") if language else find_language(transcript, lines)
    return Facts(
        title=Fact(value=title, reason="as you said") if title else _choose_title(transcript, lines, source),
        date=_stated_date(transcript, spoken.value) or _find_date(lines, spoken.value),
        language=spoken,
        interviewers=dict(_find_interviewers(transcript, lines)),
    )


def _choose_title(transcript: Transcript, lines: Sequence[tuple[int, str]], source: PurePath) -> Fact:
    """What a field of the form says; a heading that is part of it says it without the name of a site."""
    printed = _find_title(transcript, lines, source)
    stated = next((one for one in transcript.stated if one.key == "title"), None)
    if stated is None or (printed.reason == _HEADING and printed.value in stated.value):
        return printed
    return Fact(value=stated.value, reason=f"from {stated.where}", line=stated.line)


def _stated_date(transcript: Transcript, language: str) -> Fact | None:
    """The date that fields of the form give; none where they have none that can be read."""
    stated = [one for one in transcript.stated if one.key == "date"]
    found = {edtf: one for one in reversed(stated) for edtf in _dates_of_field(one.value, language)}
    if len(found) > 1:
        first = min(found.values(), key=lambda one: one.line)
        return Fact(value=UNKNOWN, reason=f"{first.where}: several dates ({', '.join(sorted(found))})", line=first.line)
    return next((Fact(value=edtf, reason=f"from {one.where}", line=one.line) for edtf, one in found.items()), None)


def _dates_of_field(value: str, language: str) -> Sequence[str]:
    """The dates of a field, which may be written in EDTF as a whole."""
    try:
        parse_date(value)
    except ValueError:
        return list(_dates_in(value, language))
    return [value]


def _lines_outside_the_talk(transcript: Transcript) -> Iterator[tuple[int, str]]:
    """Every line of what stands before the talk, by its number."""
    first = transcript.turns[0].line if transcript.turns else 0
    for part in transcript.front_matter:
        for offset, line in enumerate(part.text.split("\n")):
            yield part.line + offset, line.strip()
    for apart in transcript.apart:
        if apart.line <= first:
            for offset, line in enumerate(apart.text.split("\n")):
                yield apart.line + offset, line.strip()


def _find_title(transcript: Transcript, lines: Sequence[tuple[int, str]], source: PurePath) -> Fact:
    for number, line in lines:
        key = FIELD.match(line)
        if key and key["key"].casefold() in _TITLE_KEYS:
            return Fact(value=_bare(key["value"]), reason="printed as the title", line=number)
    heads = {part.line for part in transcript.front_matter if part.id in transcript.front_headings}
    for number, line in lines:
        if (number in heads or re.match(r"#{1,3} \S", line)) and 0 < len(_bare(line)) <= MAX_TITLE:
            return Fact(value=_bare(line), reason=_HEADING, line=number)
    others = {one.line for one in transcript.apart if one.what not in TITLES}
    for number, line in lines:
        if number in others:
            continue
        if _reads_as_title(line):
            return Fact(value=_bare(line), reason="the first line of the file", line=number)
        break
    words = re.sub(r"[_\s-]+", " ", source.stem).strip() or source.stem
    return Fact(value=words[:1].upper() + words[1:], reason="from the file's name")


def _find_interviewers(transcript: Transcript, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Fact]]:
    """Who is named as asking before the talk, or has a label that says so."""
    for speaker in transcript.speakers:
        label = next((label for label in speaker.labels if label.casefold().strip(".") in _ASKING), None)
        named = (
            Fact(value=INTERVIEWER, reason=f"named after '{found['key']}'", line=number)
            for number, line in lines
            if (found := FIELD.match(line))
            and found["key"].casefold() in _INTERVIEWER_KEYS
            and name_words(speaker.name) in map(name_words, _names_in(found["value"]))
        )
        if fact := next(named, None):
            yield speaker.id, fact
        elif label:
            yield speaker.id, Fact(value=INTERVIEWER, reason=f"has the label '{label}'")


def _names_in(value: str) -> list[str]:
    """The names in a field that may have several, without offices and what stands in brackets."""
    parts = re.split(r";|&|\band\b|\bund\b|\bet\b|\by\b|/", value)
    return [re.sub(r"[(\[].*", "", part).split(",")[0].strip() for part in parts]


def _reads_as_title(line: str) -> bool:
    """Whether a first line may be a title: no sentence, no field, and no stage direction in brackets."""
    ends_sentence = line[-1:] in ".!?。" or line.endswith(":")
    return (
        4 <= len(line) <= MAX_TITLE
        and not ends_sentence
        and not _written_date("en").fullmatch(line)
        and not re.fullmatch(r"[\W\d_]*", line)
        and not ((key := FIELD.match(line)) and key["key"].casefold() in _DATE_KEYS | _OTHER_KEYS)
        and not line.upper().startswith("WEBVTT")
        and not is_wholly_round(line)
    )


def _bare(line: str) -> str:
    """A line without the marks of Markdown and the quotation marks around it."""
    text = line.strip().lstrip("#-–—").strip().strip("*_").strip()
    return " ".join((text[1:-1] if re.fullmatch(r"([\"']).+\1", text) else text).split())


def _find_date(lines: Sequence[tuple[int, str]], language: str) -> Fact:
    keyed = [
        (number, key["value"])
        for number, line in lines
        if (key := FIELD.match(line)) and key["key"].casefold() in _DATE_KEYS
    ]
    for chosen, reason in ((keyed, "printed as the date"), (lines, "printed before the talk")):
        found = {edtf: number for number, line in reversed(chosen) for edtf in _dates_in(line, language)}
        if len(found) == 1:
            edtf, number = next(iter(found.items()))
            return Fact(value=edtf, reason=reason, line=number)
        if found:
            listed = ", ".join(sorted(found))
            return Fact(
                value=UNKNOWN, reason=f"several dates stand before the talk ({listed})", line=min(found.values())
            )
    for number, line in lines:
        if unclear := _UNCLEAR_DATE.search(line):
            return Fact(value=UNKNOWN, reason=f"'{unclear.group()}' may be read in two ways", line=number)
        if written := _written_date(language).search(line):  # and is none, or it would have been found above
            return Fact(value=UNKNOWN, reason=f"no calendar has '{written.group()}'", line=number)
    return Fact(value=UNKNOWN, reason="none was found")


def _dates_in(line: str, language: str) -> Iterator[str]:
    """Every date in a line that can be read in one way only, in EDTF."""
    for match in _written_date(language).finditer(line):
        held = match.groupdict()
        year = held["year"] or held["year2"] or held["han_year"]
        if held["iso"]:
            edtf = held["iso"]
        else:
            name, day = held["month"] or held["month2"], held["day"] or held["day2"] or held["han_day"]
            month = int(held["han_month"]) if held["han_month"] else _month(language, name)
            edtf = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
        try:
            parse_date(edtf)
        except ValueError:
            continue
        yield edtf
