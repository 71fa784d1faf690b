"""What at the beginning of a line may say who speaks: every style in which labels are printed.

Each function knows one style and looks at one line; whether a text uses that style is for `styles` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.transcripts.names import (
    MAX_LABEL,
    bare_initials,
    find_label,
    initials_of,
    is_beside_name,
    is_direction,
    is_initials,
    is_wholly_round,
    looks_like_label,
    parts_of_label,
)
from edition.transcripts.plain.timecodes import TIME, parse_time
from edition.transcripts.vocabulary import TITLES

WINDOW = 300
"""Characters of a line in which a mark is looked for."""
_EMPHASIS = re.compile(
    r"(?:[-*•]\s+|>\s+)?(?P<sign>\*{1,3}|_{1,2})(?P<label>[^\s*_:：](?:[^*_:：\n]|(?<=\w)_(?=\w)){0,59}?)\s*(?P<colon>[:：]?)\s*"
    r"(?P=sign)"
    r"(?P<more>[^:：\n]{0,40}?)(?P<after>(?<!\d)[:：]{1,2}(?!\d)|)(?=\s|$)"
)
_WHOLLY = re.compile(r"(?P<sign>\*{1,3}|_{1,2})(?P<label>[^\s*_:：][^*_:：\n]{0,59}?)[:：]\s+(?=[^\s*_])")
"""A name at the beginning of a line that is emphasised as a whole: `**Anna: Where did you live then?**`."""
_SIGN = r"(?:</?(?:u|b|i|em|strong)>|\*{1,3}|_{1,2})"
_EMPHASISED_TIME = re.compile(
    r"(?:[-*•]\s+|>\s+)?(?P<sign>\*{1,3}|_{1,2})(?P<label>[^\s*_:：\[(|][^*_:：\[(|\n]{0,59}?)"
    rf"(?P<first>[*_`\s|·•,–—-]*)[\[(]?\s*{TIME}\s*[\])]?[*_`]*\s*(?P<colon>[:：]?)[*_`]*(?=\s|$)"
)
"""An emphasised name and a time beside it or in its emphasis: `**Anna [0:12]:**`, `**Anna** *(0:12)*:`."""
_LINKED = re.compile(
    r"(?:[-*•]\s+|>\s+)?(?P<sign>\*{1,3}|_{1,2}|)\[(?P<inner>\*{1,3}|_{1,2}|)(?P<label>[^\[\]*_:：\n]{1,60})(?P<colon>[:：]?)"
    r"(?P=inner)\]\((?:https?:|mailto:|[./#])[^()\s]*\)(?P<after>(?P=sign)[:：]|[:：](?P=sign)|(?P=sign))(?=\s|$)"
)
"""A name that is a link, with a colon: `[Anna](https://…): `, `**[Anna](#anna):**`."""
_AFTER_EMPHASIS = re.compile(r"\s+(?:(?P<colon>[:：]{1,2})|[–—-]{1,2})\s+(?=\S)")
"""What may part a name in emphasis from the words, after a space."""
_TAGGED = re.compile(
    rf"(?:[-*•]\s+)?(?={_SIGN}{{0,2}}<){_SIGN}{{1,3}}(?P<label>[^\s*_<>:：][^*_<>:：\n]{{0,59}}?)"
    rf"(?P<close>(?:\s?(?:{_SIGN}|[:：])){{1,5}})(?=\s|$)"
)
"""Emphasis as HTML, alone or within that of Markdown: `<u>Anna:</u>`, `**<u>Anna</u>:**`."""
_HEADING = re.compile(r"#{1,6}\s+(?P<label>[^\n]{1,60}?)\s*(?P<colon>[:：]?)\s*#*$")
_BESIDE_TIME = re.compile(
    rf"[\[(]?{TIME}[\])]?\s*(?:[-–—|:·]\s*)?(?P<after>[^\d\s].*)|(?P<before>.*?[^\s,–—|:·-])\s*(?:[-–—|:,·]\s*)?[\[(]?{TIME}[\])]?"
)
"""A name and a time in one heading."""
_IN_BRACKETS = re.compile(r"(?:\[(?P<square>[^\[\]:\n]{1,60})\]|\((?P<round>[^():\n]{1,60})\))\s?:(?=\s|$)")
_HANDLE = re.compile(r"(?P<label>@\w[\w.-]{0,38}):(?=\s|$)[ \t]*")
_BRACKETED = re.compile(r"(?:\[(?P<square>[^\[\]:\n]{1,60})\]|\((?P<round>[^():\n]{1,60})\))(?=\s|$)")
NICK = "nick"
_NICK = re.compile(r"(?:[-*•]\s+)?(?P<label>[a-z][\w\\-]{1,30}):\s+(?=\S)")
"""A name in small letters and a colon, as minutes made on IRC have it, and other minutes in lists."""
_ANGLE = re.compile(r"<(?!!--)(?P<label>[^\s<>][^<>\n]{0,40})>:?\s+(?=\S)")
_TIMED = re.compile(
    rf"(?P<label>[^\s:：\[({{<][^:：\n]{{0,59}}?)\s*(?:[-–—|•,]\s*)?"
    rf"(?P<extra>[\[({{<]\s*{TIME}(?:\s*(?:-->|-|–|—|to)\s*{TIME})?\s*[\])}}>]|{TIME}(?:\s*(?:-->|-|–|—|to)\s*{TIME})?)"
    r"\s*(?P<colon>[:：]?)(?=\s|$)"
)
_COLON_AND_TIME = re.compile(
    r"(?P<label>[^\s:：\[({<][^:：\n]{0,59}?)(?:\s*[:：]\s*|\s+)(?P<time>\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?)\s*[:：]?$"
)
"""A name and the whole time, alone on their line: `Anna: 00:01:02`; a time of two figures might be an answer."""
_FULL_STOP_DASH = re.compile(r"(?P<label>[^\s:：.][^:：\n]{0,59}?)\.\s?[–—-]{1,2}\s*(?=\S)")
_DASH = re.compile(r"(?P<label>[^\s:：—–][^:：—–\n]{0,59}?)\s+[–—]\s+(?=\S)")
_LETTER = re.compile(
    r"(?P<label>[^\W\d_])(?P<plain>[.)]\s*(?=\S)|\t\s*(?=\S)|\s{2,}(?=\S)|\s(?=\([Bb][Yy] )|)\s?(?=\S)"
)
_TITLE = (
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Senator|Chairman|Chairwoman|Vice Chairman|Chair|Vice Chair|Judge|Justice"
    r"|Secretary|Representative|President|Governor|General|Gen|Sen|Rep"
)
_TITLED = re.compile(
    rf"(?P<label>(?:(?:{_TITLE})\.?\s(?:[A-Z][\w'’-]+\s?){{1,3}}(?:of (?:[A-Z][\w'’-]+\s?){{1,2}})?"
    rf"|The [A-Z][A-Z]?[\w]+|(?:{_TITLE.upper()})\.?\s(?:(?:Ma?c)?[A-Z][A-Z'’-]+\s?){{1,3}}|THE [A-Z]{{4,}}))"
    r"\.(?:\s+(?=\S)|$)"
)
_FRENCH_TITLED = re.compile(
    r"(?P<label>(?:M\.?|Mme|Mlle) (?:l[ea] [^\W\d_]+(?: (?:de |d['’]|du )?[^\W\d_][\w'’-]+){0,3}"
    r"|(?:de |d['’]|du |le )?[^\W\d_a-zà-ÿ][\w'’-]+(?: (?:de |d['’]|du )?[^\W\d_a-zà-ÿ][\w'’-]+){0,2}))"
    r"(?P<more> \([^()]{1,60}\)|, (?:(?:première?|ancienne?|co-?|vice-|sous-)[- ]?)?"
    r"(?:président|rapporteur|ministre|secrétaire|direct|député|sénat|chef|procureur|préfet|professeur|membre|maire"
    r"|conseill|avocat|responsable|délégué|commissaire|général|inspect|chargé|haute? |représentant|coordinat)"
    r"(?:(?! (?:est|a|ont|sont|était|avait) )[^.:!?;\n]){0,120})?"
    r"\.(?:\s+(?=\S)|$)"
)
"""A French title and name, an office after it or not: `Mme Berg, directrice du port. `; verbs end what may be one."""
_NAME_AND_STOP = re.compile(
    r"(?P<label>[^\W\d_][^\W\d_'’-]+(?: [^\W\d_][\w'’-]*){0,2}(?:\s?(?:\([^()]{1,80}\)|\[[^\[\]]{1,80}\]))?)\."
    r"(?:\s+(?=\S)|$)"
)
"""A name and a full stop, as plays are printed; sentences of few words look the same."""
_WIDE = re.compile(r"(?P<label>[^\s:：][^:：\t\u3000\n]{0,59}?)(?:[\t\u3000]\s*|\s{2,})(?=\S)")
"""A name and a tab, an ideographic space as Japanese texts have it, or several spaces."""
_GROUPS = re.compile(r"\s*(?P<group>\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\]|\*\([^()\n]{1,80}\)\*)\s*$")
_BRACKETS_AND_COLON = re.compile(
    r"(?P<label>[^\s:：\[(][^:：\[(\n]{0,59}?\s*(?:(?:\[[^\[\]\n]{1,60}\]|\([^()\n]{1,60}\))\s*){1,3})"
    r"(?::(?=\s|$)|：)[ \t]*"
)
_WITH_OFFICE = re.compile(
    r"(?P<label>[^\W\d_][^,:：()\n]{2,40}),\s(?P<office>[^\W\d_a-zà-ÿ][^:：\n]{2,120}):(?=\s|$)\s*"
)
"""A name, an office and a colon: `Dr. Anna Berg, Minister of the Harbour:`; sure where it is alone on its line."""
_ABOVE_WITH_OFFICE = re.compile(
    r"(?P<label>[^\W\d_][^,:：()–—\n]{2,40}?)(?: --? |, )(?P<office>[^\W\d_a-zà-ÿ][^:：.!?\n]{1,80})$"
)
"""A name and an office on a line of their own, above the words: `Anna Berg -- Harbour Bank -- Analyst`."""
_OVER_OFFICE = re.compile(r"(?P<label>[^\n]+)\n(?P<office>[^\n]+)$")
"""The same on two lines that `offices` has made one."""
_QUESTION_NUMBER = re.compile(r"Q\d{1,4}[.:]?\s+(?=[^\W\d_])")
"""The number of a question before the name of who asks it, as committees print it: `Q12  Chair:`."""
_LED = re.compile(r"(?P<lead>[–—―-]+\s*|[-*•]\s+|>{1,3}\s+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A possible label at the beginning of a line."""

    style: str
    label: str
    length: int
    """Characters of the line that are the mark, with the space after it."""
    directions: tuple[str, ...] = ()
    """Stage directions in the label, in their brackets."""
    start: float | None = None
    stamp: str = ""
    """The time of day at which a message was sent, as printed."""
    means: str = ""
    """Whom the label stands for here."""
    initials: str = ""
    """Initials that stand in brackets after the label."""
    office: bool = False
    """Whether an office stands after the name, on the line that is all label."""
    named: bool = True
    """Whether the label looks like a name and not like prose."""


def find_marks(line: str, *, timed: bool) -> Iterator[Mark]:
    """The marks a line may begin with, those first that leave the least doubt.

    `timed` says that a timecode stood before the line.
    """
    text = line[:WINDOW]
    whole = len(line) <= MAX_LABEL * 2
    if (
        (match := _EMPHASISED_TIME.match(text))
        and (match["colon"] or match.end() == len(line))
        and text[: match.end()].count(match["sign"]) > 1
    ):
        yield _mark("timed", match["label"], match.end(), text, start=parse_time(match.group()[match.end("label") :]))
    if (match := _LINKED.match(text)) and (match["colon"] or match["after"].strip("*_")):
        yield _mark("emphasis", match["label"].strip(), match.end(), text)
    if match := _EMPHASIS.match(text):
        colon = match["colon"] or match["after"]
        label, more = match["label"], match["more"].strip()
        ended = re.fullmatch(rf"\s*[\[(]?{TIME}[\])]?", text[match.end() :])
        if not colon and not more and ended and whole:
            yield _mark("timed", label, len(line), text, start=parse_time(ended.group()))
        elif (colon and not (more and not _is_extra(more))) or not more:
            parted = None if colon else _AFTER_EMPHASIS.match(text, match.end())
            colon = colon or (parted["colon"] if parted else "")
            style = "emphasis and colon" if colon else "timed emphasis" if timed else "emphasis"
            yield _mark(style, f"{label} {more}".strip(), (parted or match).end(), text)
        elif (
            time := re.match(rf"\s*[\[(]?{TIME}[\])]?(?=\s|$)", text[match.end("sign") + len(label) + 1 :])
        ) and whole:
            yield _mark("timed", f"{label}", len(line), text, start=parse_time(time.group()))
        else:
            end = text.index(match["sign"], match.end("label")) + len(match["sign"])
            yield _mark("timed emphasis" if timed else "emphasis", label, end, text)
    if (match := _WHOLLY.match(text)) and line.endswith(match["sign"]):
        yield _mark("emphasis and colon", match["label"], match.end(), text)
    if match := _TAGGED.match(text):
        style = "emphasis and colon" if re.search("[:：]", match["close"]) else "emphasis"
        yield _mark(style, match["label"], match.end(), text)
    if whole and (match := _HEADING.fullmatch(text)):
        label = match["label"].strip("*_ ")
        if beside := _BESIDE_TIME.fullmatch(label):
            yield _mark("heading", beside["after"] or beside["before"], len(line), text, start=parse_time(label))
        yield _mark("heading", label, len(line), text)
    if match := _HANDLE.match(text):
        yield Mark(style="handle", label=match["label"], length=match.end())
    if match := _NICK.match(text):
        yield Mark(style=NICK, label=match["label"], length=match.end())
    if (match := _BRACKETED.match(text)) and not is_direction(match["square"] or match["round"]):
        yield _mark("brackets", (match["square"] or match["round"]).strip(), match.end(), text)
    if match := _ANGLE.match(text):
        yield _mark("angle brackets", match["label"], match.end(), text)
    if (match := _TIMED.match(text)) and (match["colon"] or match["extra"][0] in "[({<" or match.end() == len(line)):
        alone = match.end() == len(line)
        style = "timed" if match["colon"] or alone else "timed without colon"
        yield _mark(style, match["label"].strip("*_ "), match.end(), text, start=parse_time(match["extra"]))
    last = text.rstrip()[-1:]
    if (last.isdecimal() or last in ":：") and (match := _COLON_AND_TIME.match(text)):
        yield _mark("timed", match["label"].strip("*_ "), match.end(), text, start=parse_time(match["time"]))
    if match := _IN_BRACKETS.match(text):
        label = (match["square"] or match["round"]).strip()
        yield _mark("timed colon" if timed else "colon", label, match.end(), text)
    if found := _colon(text):
        label, length = found
        lead = _LED.match(label)
        if lead:
            yield _mark("dash and colon", label[lead.end() :].strip("*_ "), length, text)
        mark = _mark("timed colon" if timed else "colon", label, length, text)
        number = _QUESTION_NUMBER.match(text)
        if number and not text.startswith(label):
            mark = replace(mark, directions=(number.group().strip(), *mark.directions))
        yield mark
    if (match := _WITH_OFFICE.match(text)) and " " in match["label"] and looks_like_label(match["label"]):
        style = "colon" if match.end() == len(line) else "office and colon"
        yield Mark(style=style, label=match["label"], length=match.end(), directions=(match["office"],))
    if match := _FULL_STOP_DASH.match(text):
        label = match["label"] + "." * ("." in match["label"] and is_initials(match["label"]))
        yield _mark("full stop and dash", label, match.end(), text)
    if match := _DASH.match(text):
        yield _mark("dash", match["label"], match.end(), text)
    if (match := _LETTER.match(text)) and match["label"].isupper() and match.end() > 1:
        yield _mark("letter" if match["plain"] else "letter and one space", match["label"], match.end(), text)
    if match := _TITLED.match(text):
        yield _mark("title and full stop", match["label"].strip(), match.end(), text)
    if match := _FRENCH_TITLED.match(text):
        mark = _mark("title and full stop", match["label"], match.end(), text)
        office = (match["more"] or "").removeprefix(", ")
        yield replace(mark, directions=(office,)) if office[:1].isalpha() else mark
    if (match := _NAME_AND_STOP.match(text)) and match["label"].casefold() not in TITLES:
        yield _mark("name and full stop", match["label"], match.end(), text)
    if (match := _WIDE.match(text)) and len(match["label"]) > 1:
        yield _mark("timed wide space" if timed else "wide space", match["label"], match.end(), text)
    if (match := _OVER_OFFICE.match(text)) or (
        whole
        and (match := _ABOVE_WITH_OFFICE.match(text))
        and " " in match["label"]
        and looks_like_label(match["label"])
    ):
        style = "timed line" if timed else "own line"
        yield Mark(style=style, label=match["label"], length=len(line), directions=(match["office"],), office=True)
    elif whole and text[-1] not in ".!?…,;。！？":
        yield _mark("timed line" if timed else "own line", text.strip("*_ "), len(line), text)


def _colon(text: str) -> tuple[str, int] | None:
    """A label and a colon, past the number of a question and any brackets that hold colons themselves."""
    found = find_label(text)
    if found and not is_wholly_round(text):
        bare = _QUESTION_NUMBER.sub("", found[0])
        return bare if looks_like_label(bare) else found[0], len(text) - len(found[1])
    match = _BRACKETS_AND_COLON.match(text)
    return (match["label"].strip(), match.end()) if match else None


def _is_extra(text: str) -> bool:
    """Whether all that follows a name is in brackets."""
    while match := _GROUPS.search(text):
        text = text[: match.start()]
    return not text.strip()


def _mark(style: str, label: str, length: int, text: str, start: float | None = None) -> Mark:
    directions: list[str] = []
    initials = ""
    bare = label
    inner = re.fullmatch(r"\[([^\[\]]+)\]", label)
    if inner and looks_like_label(inner[1]) and not is_direction(inner[1]):
        bare = inner[1].strip()
    while (match := _GROUPS.search(bare)) and match.start() > 0:
        group = match["group"].strip("*")
        inside = group[1:-1].strip()
        bare = bare[: match.start()].rstrip("*_ ")
        if parse_time(inside) is not None and re.fullmatch(r"[\d:.,;\s>–—-]+", inside):
            start = parse_time(inside)
        elif inside.isupper() and bare_initials(inside) in initials_of(bare):
            initials = inside
        elif not is_beside_name(group):
            directions.insert(0, group)
    rest = text[length:]
    return Mark(
        style=style,
        label=bare,
        length=length + len(rest) - len(rest.lstrip()),
        directions=tuple(directions),
        start=start,
        initials=initials,
        named=looks_like_label(bare) or len(parts_of_label(bare)) > 1,
    )
