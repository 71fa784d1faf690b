"""The head of a file, before anybody speaks: what is said of the interview, and who is in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from edition.transcripts.names import (
    MAX_LABEL,
    bare_initials,
    find_label,
    heads_a_text,
    initials_of,
    is_initials,
    looks_like_label,
)
from edition.transcripts.plain.lines import Line
from edition.transcripts.vocabulary import FIELDS, PARTICIPANTS, ROLE_FIELDS

MAX_PROSE = 30
"""Lines without a field, after which the head is over."""
_FENCE = re.compile(r"-{3,}|\.\.\.")
_EQUALS = re.compile(r"(?:[-*•]\s*)?(?P<label>[^\s=:][^=:\n]{0,30}?)\s*=\s*(?P<name>[^=\n]{2,80})")
_INITIALS = re.compile(r"\s*[(\[](?P<label>[^\W\d_][\w. ]{0,7})[)\]]")
"""Initials in brackets, as they stand after a name."""
_AND = re.compile(r"\s*(?:;|\band\b|&|\bund\b|\by\b|\bet\b|/)\s*")
_IN_TITLE = re.compile(
    r"(?:\b(?i:interview(?:ed)? (?:with|of|by)|conversation with|conducted by|talks? to)|^(?i:by))"
    r"\s+(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*| v[oa]n(?: de[rn])?| de(?: la)?){1,4})"
    r"(?=\s*(?:$|[,;(.]| and ))"
)
_TITLE_GOES_ON = re.compile(r"(?i:interview(?:ed)? (?:with|of|by)|conversation with|conducted by)$")
"""The end of a line that has the name on the next one."""
_EMPHASISED = re.compile(
    r"(?P<sign>\*{1,2}|_{1,2})(?P<label>[^*_:：\n]{1,60})(?:[:：](?P=sign)|(?P=sign)[:：])(?=\s|$)\s*"
)
_BULLET = re.compile(r"[-*•–]\s+|\d{1,2}[.)]\s+")


class Cast(NamedTuple):
    """A label, and the full name that the head of a text gives for it."""

    label: str
    name: str
    implied: bool = False
    """Whether the label does not stand there, and is one that is usual for what somebody does in the talk."""


def read_head(lines: Sequence[Line]) -> tuple[Cast, ...]:
    """Mark the lines of the head as front matter; labels and the full names it gives for them are returned."""
    begins = _yaml_head(lines)
    found = [_label(line.text[:400]) for line in lines]
    times = Counter(one[0] for one in found if one)
    recurring = {label for label, count in times.items() if count > 1}
    last = begins - 1
    listing = False
    listed: list[int] = []
    for at in range(begins, len(lines)):
        line, label = lines[at], found[at]
        if line.apart:
            continue
        if at - last > MAX_PROSE:
            break
        listing = (listing and not line.gap) or line.text.strip("*_: ").casefold() in PARTICIPANTS
        entry = label and not line.margin and _is_entry(*label, recurring)
        field = label and not line.margin and _is_field(*label, bool(listed))
        if entry or field or listing or (not label and _equals(line.text)):
            last = at
            listed.append(at)
        elif label and looks_like_label(label[0]) and not heads_a_text(label[0].strip("*_ ")):
            break
    for line in lines[: last + 1]:
        line.front = True
    casts = [cast for at in (*range(begins), *listed) for cast in _casts(lines[at], found[at])]
    return tuple(dict.fromkeys(casts))


def names_in_title(lines: Sequence[Line]) -> tuple[Cast, ...]:
    """Full names that the lines before the first label give: "Interview with Anna Berg", "a talk of Carl Dorn (CD)"."""
    casts: list[Cast] = []
    for line, following in zip_longest(lines[:MAX_PROSE], lines[1:MAX_PROSE]):
        text = line.text[:400]
        found = _label(text)
        initialled = list(_initialled(text))
        if found and not line.front and looks_like_label(found[0]) and not initialled:
            break
        if following and _TITLE_GOES_ON.search(text):
            text = f"{text} {following.text[:MAX_LABEL]}"
        casts += initialled
        casts += [Cast(match["name"], match["name"]) for match in _IN_TITLE.finditer(text)]
    return tuple(casts)


def _initialled(text: str) -> Iterator[Cast]:
    """The names of two words or more that stand before their initials in brackets."""
    for match in _INITIALS.finditer(text):
        words = re.split(r"[,;:]", text[: match.start()])[-1].split()[-5:]
        names = (" ".join(words[-count:]) for count in range(2, len(words) + 1))
        name = next((name for name in names if _are_initials(match["label"], name)), None)
        if name:
            yield Cast(match["label"].strip(), name)


def _are_initials(label: str, name: str) -> bool:
    return looks_like_label(name) and bare_initials(label).upper() in initials_of(name)


def _yaml_head(lines: Sequence[Line]) -> int:
    """How many lines the YAML front matter has, with its fences."""
    if not lines or lines[0].text != "---" or lines[0].number > 3:
        return 0
    for at, line in enumerate(lines[1:200], start=1):
        if _FENCE.fullmatch(line.text):
            return at + 1
    return 0


def _label(text: str) -> tuple[str, str] | None:
    """A label and what follows it, with the colon inside or outside of emphasis or without any."""
    if match := _EMPHASISED.match(text):
        return match["label"], text[match.end() :]
    return find_label(text)


def _equals(text: str) -> tuple[str, str] | None:
    """A label and the name that a line says it stands for: "JC = Jung Chang"."""
    match = _EQUALS.fullmatch(text)
    name = match["name"].split(",")[0].strip("*_ .") if match else ""
    return (match["label"].strip("*_\"'“” "), name) if match and name and looks_like_label(name) else None


def _is_field(label: str, value: str, others: bool) -> bool:
    """Whether a line says something of the interview: "Date: May 1972", "Interviewer: Anna Berg"."""
    key = label.strip("*_ ").casefold()
    if key in FIELDS or key in PARTICIPANTS:
        return True
    if "/" in key and all(part.strip() in FIELDS for part in key.split("/")):
        return True
    if key not in ROLE_FIELDS:
        return False
    names = [name.split("(")[0].split(",")[0].strip("*_ ") for name in _AND.split(value.strip("*_ "))]
    return all(map(_is_name, names)) and (others or all(len(name.split()) > 1 for name in names))


def _is_entry(label: str, value: str, recurring: Collection[str]) -> bool:
    """Whether a line says what a label stands for: "JC: Jung Chang, interviewer"."""
    name = value.split(",")[0].split("(")[0].strip()
    if label not in recurring or not _is_name(name):
        return False
    return len(name.split()) > 1 and bare_initials(label.strip("*_ ")).upper() in initials_of(name)


def _is_name(text: str) -> bool:
    return bool(text) and looks_like_label(text) and (text[-1] not in ".!?" or text.split()[-1].istitle())


def _casts(line: Line, found: tuple[str, str] | None) -> Iterator[Cast]:
    """Labels and full names that a line of the head gives."""
    text = _BULLET.sub("", line.text, count=1)
    if not found and (equals := _equals(text)):
        yield Cast(*equals)
        return
    if found:
        label, value = found[0].strip("*_ "), found[1].strip("*_ ")
    else:
        label, value = "", text
    parts = _AND.split(value)
    names = [_INITIALS.sub("", part).split(",")[0].split("(")[0].strip() for part in parts]
    yield from _initialled(value)
    for part, name in zip(parts, names, strict=True):  # "Daniel Ode, cousin (DO)"
        initials = [match["label"] for match in _INITIALS.finditer(part)]
        if initials and _are_initials(initials[-1], name):
            yield Cast(initials[-1], name)
    names = [name for name in names if _is_name(name) and len(name.split()) > 1]
    key = label.casefold()
    if key in ROLE_FIELDS and len(names) == 1:
        for form in dict.fromkeys((label, label.upper(), label.title(), label.lower(), *ROLE_FIELDS[key])):
            yield Cast(form, names[0], implied=True)
    elif is_initials(label) and len(names) == 1:
        yield Cast(label, names[0])
    if key in ROLE_FIELDS or key in PARTICIPANTS or not label:
        for name in names:
            yield Cast(name, name)
