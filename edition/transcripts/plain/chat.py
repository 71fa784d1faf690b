"""Logs of chats: a time of day, a name and a message, on one line or the message below."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.problems import Problem
from edition.transcripts.names import looks_like_label
from edition.transcripts.plain.lines import Line
from edition.transcripts.plain.marks import WINDOW, Mark

MESSAGE_TIME = "time of a message"
NOTICE = "notice of the chat"
LONGEST_NAME = 4
"""Words above a message that may be a name and no sentence that ends with a time."""
OFTEN = 12
"""Of so many lines one at least stands above a message, where names and times do."""
_HALF = r"(?:上午|下午|午前|午後|오전|오후)"
_CLOCK = rf"(?:{_HALF}\s?)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_DATE = (
    r"(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}|[A-Z][a-z]{2}\s\d{1,2}(?:,\s\d{4})?"
    r"|[A-Z][a-z]{2,9}(?=\s(?:at|um)\s))"
)
_DATE_AND_CLOCK = rf"{_DATE}(?:T|,?\s+(?:(?:à|at|um|om|kl\.?)\s+)?){_CLOCK}"
_DAY_CLOCK = rf"(?:[A-Z][a-z]{{2}}\s)?{_CLOCK}"
_EDITED = r"(?:\s*\|\s*[^\]\n]{1,40})?"
_NAME = r"(?P<label>[^\s:<>\[][^:<>\n]{0,58}?)"
_SHORT_NAME = r"(?P<label>[^\s:<>\[(]{1,30}(?: [^\s:<>(]{1,30}){0,3})"
"""Where only a colon parts the name from the words, which may be a sentence."""
_MESSAGES = (
    rf"(?P<stamp>\u200e?\[{_DATE_AND_CLOCK}{_EDITED}\])\s+(?:{_NAME}\s?:(?=\s|$)\s*)?",  # WhatsApp on iOS, Skype
    rf"(?P<stamp>\u200e?{_DATE_AND_CLOCK})\s+[-–]\s+(?:{_NAME}\s?:(?=\s|$)\s*)?",  # WhatsApp on Android
    rf"(?P<stamp>{_DATE_AND_CLOCK}),\s+(?:{_NAME}\s?:(?=\s|$)\s*)?",  # KakaoTalk, WhatsApp in Korean
    rf"(?P<stamp>\[?(?:{_DATE_AND_CLOCK}|{_DAY_CLOCK})\]?)\s+(?:<[@+~&% ]?(?P<label>[^<>\n]{{1,40}})>:?\s*)?",  # IRC
    rf"(?P<stamp>{_DATE_AND_CLOCK}|{_CLOCK})\s+(?:From\s+(?P<label>[^:\n]{{1,58}}?)"
    r"(?:\s+to\s+[^:\n]{1,58}?(?:\s*\((?:Direct Message|Privately)\))?)?\s?:\s*)?",  # Zoom
    rf"(?P<stamp>{_DATE_AND_CLOCK})\t(?:[@+~&%]?(?P<label>\w[^\t\n]{{0,40}})\t\s*)?",  # WeeChat
    rf"(?P<stamp>{_DATE_AND_CLOCK})\s+"
    rf"(?:{_SHORT_NAME}:(?=\s|$)\s*)?",  # Slack and Gitter, saved as text
    rf"(?P<stamp>[\[(]\d{{1,2}}:\d\d(?::\d\d)?\s?[AaPp]\.?[Mm]\.?[\])])\s+"
    rf"(?:{_SHORT_NAME}:(?=\s|$)\s*)?",  # Colloquy, Adium
)
"""Programs that write a message on the line of its time; a time without a name is a notice of the chat itself."""
_PATTERNS = tuple(map(re.compile, _MESSAGES))
_COLON_ALONE = _PATTERNS[-2:]
"""Those of them that lines of a diary may look like: there must be names, or somebody who writes twice."""
_ABOVE = re.compile(
    rf"(?P<stamp>\[(?:{_DATE_AND_CLOCK}|{_CLOCK}{_EDITED})\])\s+(?P<label>[^\s:\[][^:\[\n]{{0,58}}?)(?<![.!?,;…])$"
)
"""Time and name above a message: `[9:15 PM] Anna Berg`."""
_CLOCKED = re.compile(
    rf"(?:#{{1,6}}\s+)?(?P<sign>\*{{1,2}}|)(?P<label>[^\s:\[][^:\[\n]{{0,58}}?)(?P=sign)[,\s]*\s(?:[—–•·|-]\s+)?"
    rf"[*_]{{0,2}}(?P<stamp>\[?(?:{_DATE_AND_CLOCK}|{_CLOCK})\]?)[*_]{{0,2}}$"
)
"""Name and time above a message: `Anna Berg, [31.12.2020 21:15]`, `**Anna Berg** _9:15 PM_`."""
_ABOVE_NAME = re.compile(rf"(?P<stamp>{_DATE_AND_CLOCK})(?:\s\(Read by [^()\n]{{1,80}}\))?")
"""The time above the name, as messages of a telephone are saved."""
_SET_BY_PROGRAM = re.compile(r"\s\((?:pinned|edited)\)$")
_CLOCK_ALONE = re.compile(rf"\[?(?:{_DATE_AND_CLOCK}|{_CLOCK})\]?")
_LED_BY_CLOCK = re.compile(rf"\[{_CLOCK}\]\s+(?=\S)")
_DAY_TIME = re.compile(rf"[AaPp]\.?\s?[Mm]\.?\]?$|{_HALF}|\d[./-]\s?\d|[a-z]\s(?:at|um)\s")
_ADDED = re.compile(r"\{(?:Attachments|Embed|Reactions|Stickers|Forwarded Message)\}")
"""What heads the lines that an export of Discord adds below a message."""
_EXPORTED = re.compile(r"Exported [\d.,\s]+ message\(s\)")
_BY_PROGRAM = "\u200e"
"""A mark of direction that WhatsApp sets before what it writes itself: notices, and names of files left out."""
_FENCE = re.compile(r"`{3,}\w*|~{3,}|\{{3}|\}{3}")
"""What begins and ends a log within Markdown, or within a page of Trac."""
_LOG = re.compile(r"(?:-{3}|\*{3,4})\s+(?:Log|BEGIN|ENDING|Day changed|Joins|Parts|Quits)\b.*", re.IGNORECASE)


def find_messages(lines: Sequence[Line]) -> Mapping[int, Mark]:
    """The marks of messages by the index of their line; what the chat itself says is marked as apart.

    A text is a log where two lines at least, and a third of those that might, are messages.
    """
    marks = _on_one_line(lines) or _below(lines, _ABOVE)
    if marks:
        return _with_starts(marks, {at: mark.stamp for at, mark in marks.items()})
    marks = _below_time_and_name(lines)
    if marks:
        return _with_starts(marks, {at: lines[at - 1].text.partition(" (")[0] for at in marks})
    marks = _below(lines, _CLOCKED)
    if marks:
        return _with_starts(marks, {at: mark.stamp for at, mark in marks.items()})
    marks = _below_two_lines(lines)
    return _with_starts(marks, {at: lines[at + 1].text for at in marks})


def tell_below(lines: Sequence[Line], messages: Container[int], path: str) -> tuple[Problem, ...]:
    """That paragraphs stand below the last message of a log in which no other has any: whose they are, who knows.

    `messages` are the indices of lines that begin one.
    """
    first = next((at for at in range(len(lines)) if at in messages), len(lines))
    parted = [
        at
        for at, line in enumerate(lines[first:], start=first)
        if line.gap and at not in messages and not line.apart and re.search(r"\w", line.text)
    ]
    if not parted or any(at in messages for at in range(parted[0], len(lines))):
        return ()
    opening = " ".join(lines[parted[0]].text.split()[:4])
    message = f"'{opening} …' stands below the last message: given to who sent it"
    return (Problem(path=path, line=lines[parted[0]].number, message=message),)


def _on_one_line(lines: Sequence[Line]) -> dict[int, Mark]:
    for pattern in _PATTERNS:
        stamped = {at: match for at, line in enumerate(lines) if (match := pattern.match(line.text[:WINDOW]))}
        named = {at: match for at, match in stamped.items() if match["label"]}
        if len(named) < 2 or len(named) * 3 < len(stamped):
            continue
        labels = {match["label"] for match in named.values()}
        if pattern in _COLON_ALONE and len(labels) == len(named) and not all(map(looks_like_label, labels)):
            continue
        said = {at: match for at, match in named.items() if not lines[at].text.startswith(_BY_PROGRAM, match.end())}
        fences = _find_fences(lines, said)
        for at, line in enumerate(lines):
            if at not in said and (at in stamped or at in fences or _LOG.fullmatch(line.text[:WINDOW])):
                line.apart = NOTICE
        return {at: _mark(match, match.end()) for at, match in said.items()}
    return {}


def _find_fences(lines: Sequence[Line], said: Container[int]) -> set[int]:
    """The indices of fences around messages; a fence within a message is of what it says."""
    fences = [at for at, line in enumerate(lines) if _FENCE.fullmatch(line.text)]
    pairs = zip(fences[::2], fences[1::2], strict=False)
    return {at for pair in pairs if any(inner in said for inner in range(*pair)) for at in pair}


def _below(lines: Sequence[Line], pattern: re.Pattern[str]) -> dict[int, Mark]:
    """Marks on lines of their own, above what is said; a clock time between brackets may open more of it."""
    named = {
        at: match
        for at, line in enumerate(lines[:-1])
        if (match := pattern.match(line.text[:WINDOW]))
        and _DAY_TIME.search(match["stamp"])
        and len(match["label"].split()) <= LONGEST_NAME
    }
    if len(named) < 2 or len(named) * OFTEN < len(lines):
        return {}
    for at, line in enumerate(lines):
        if at not in named and (match := _LED_BY_CLOCK.match(line.text[:WINDOW])):
            line.margin, line.text, line.gap = match.group(), line.text[match.end() :], True
    _mark_added(lines, named)
    return {at: _mark(match, len(lines[at].text)) for at, match in named.items()}


def _mark_added(lines: Sequence[Line], messages: Container[int]) -> None:
    """Mark as apart what an export of Discord adds below messages and at its end, each part up to a blank line."""
    added = False
    for at, line in enumerate(lines):
        added = bool(_ADDED.fullmatch(line.text)) or (added and not line.gap and at not in messages)
        if added or _EXPORTED.fullmatch(line.text):
            line.apart = NOTICE


def _below_time_and_name(lines: Sequence[Line]) -> dict[int, Mark]:
    """The time alone, and on the next line the name."""
    named = [
        at
        for at, (before, line) in enumerate(pairwise(lines), start=1)
        if before.gap
        and not line.gap
        and (time := _ABOVE_NAME.fullmatch(before.text[:WINDOW]))
        and _DAY_TIME.search(time["stamp"])
        and len(line.text) < 60
        and len(line.text.split()) <= LONGEST_NAME
    ]
    if len(named) < 2 or len(named) * OFTEN < len(lines):
        return {}
    for at in named:
        lines[at - 1].apart = MESSAGE_TIME
    return {at: Mark(style="chat", label=lines[at].text, length=len(lines[at].text)) for at in named}


def _below_two_lines(lines: Sequence[Line]) -> dict[int, Mark]:
    """A name, and on the next line the time alone."""
    named = [
        at
        for at, (line, after) in enumerate(pairwise(lines))
        if len(line.text) < 60
        and len(line.text.split()) <= LONGEST_NAME
        and _CLOCK_ALONE.fullmatch(after.text[:WINDOW])
        and _DAY_TIME.search(after.text)
        and not _CLOCK_ALONE.fullmatch(line.text)
    ]
    if len(named) < 2 or len(named) * OFTEN < len(lines):
        return {}
    for at in named:
        lines[at + 1].apart = MESSAGE_TIME
    return {at: Mark(style="chat", label=lines[at].text, length=len(lines[at].text)) for at in named}


def _mark(match: re.Match[str], length: int) -> Mark:
    label = _SET_BY_PROGRAM.sub("", match["label"].strip("\u200e,—– "))
    return Mark(style="chat", label=label, length=length, stamp=match["stamp"])


def _with_starts(marks: Mapping[int, Mark], stamps: Mapping[int, str]) -> dict[int, Mark]:
    """The marks with their times where those are of one day and never run backwards; else a time alone tells nothing.

    `stamps` are the times as printed, by the same indices. They are counted from midnight, so that they are shown as
    they are printed.
    """
    days, starts = set[str](), list[float | None]()
    for at in marks:
        stamp = stamps[at].partition("|")[0]
        *_, clock = re.finditer(_CLOCK, stamp) if stamp else (None,)
        days.add(stamp[: clock.start()].strip("\u200e[") if clock else "")
        starts.append(_seconds(clock.group()) if clock else None)
    if len(days) > 1 or any(one is None for one in starts) or not _ascends([one or 0 for one in starts]):
        return dict(marks)
    return {at: replace(mark, start=start) for (at, mark), start in zip(marks.items(), starts, strict=True)}


def _ascends(values: Sequence[float]) -> bool:
    return all(one <= two for one, two in pairwise(values))


def _seconds(clock: str) -> float | None:
    """Seconds from midnight to a time of day."""
    hours, minutes, seconds = (*map(int, re.findall(r"\d+", clock)), 0)[:3]
    if re.search(rf"[AaPp]\.?\s?[Mm]|{_HALF}", clock):
        hours = hours % 12 + (12 if re.search(r"[Pp]\.?\s?[Mm]|下午|午後|오후", clock) else 0)
    return float(hours * 3600 + minutes * 60 + seconds) if hours < 24 else None
