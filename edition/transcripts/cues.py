"""Captions: WebVTT (the W3C's), SubRip (.srt) and SubViewer (.sbv).

Who speaks is said by a voice tag, or by the words themselves: `Anna Berg: text`, `[Anna] text`, `>> ANNA: text`, two
lines with dashes. `>>` and a dash alone say that somebody else begins and not who. The libraries for captions give no
lines and leave remarks out, so that nothing could be told and something would be lost; the three forms are small.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from edition.problems import Problem
from edition.transcripts.cue_labels import CueLabel, CueLabels
from edition.transcripts.names import is_direction, looks_like_label, reads_like_prose
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.segments import Segment, join_segments, join_words, parse_time

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_LOOSE = _TIME.replace(r"\d{2}", r"\d{1,2}")
"""As some programs write it, without noughts before a figure: `0:1:2.5`; no doubt where an arrow stands by it."""
_TIMING = re.compile(rf"\s*({_LOOSE})\s*-->\s*({_LOOSE})((?:\s+(?:[XxYy][12]:\d+|[\w-]+:\S+))*)\s*")
_PAIR = re.compile(rf"\s*(\d{{1,2}}:\d{{2}}:\d{{2}}\.\d{{1,3}}),({_TIME})()\s*")
"""The times of SubViewer: `0:00:01.000,0:00:03.000`."""
_TAG = re.compile(
    r"<(?P<name>/?(?:v|c|i|b|u|s|ruby|rt|lang|font))(?=[\s.>/])(?P<rest>[^<>]*)>"
    rf"|<{_TIME}>|\{{\\an?\d\}}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"[\w.:/-]*\d[\w.:/-]*")
"""The name of a cue that only counts it."""
_CHANGE = re.compile(r"(?P<change>>{2,3}|(?:&gt;){2,3}|[-–—](?![-–—\d]))\s*")
_CHANGE_WITHIN = re.compile(r"(?<=[^\s\d])[ \t]+(?=>{2,3}[ \t]+\S)")
"""Within a line; after a figure it says that one number is much larger than another."""
_NAMED = re.compile(r"(?P<label>[^\s:：][^:：\n]{0,59}?)[ \t]*(?::(?=\s|$)|：)[ \t]*")
_BRACKETED = re.compile(r"\[(?P<label>[^\[\]:：\n]{1,60})\][ \t]*[:：][ \t]*")
_NUMBERED_SPEAKER = re.compile(r"\[(?P<label>speaker[_ ]?\d{1,3})\][ \t]*", re.IGNORECASE)
"""As programs for captions write them; another word in brackets may be a sound."""
_IN_BRACKETS = re.compile(r"[\[(](?P<label>[^\[\]():：\n]{1,60})[\])](?:[ \t]+|$)")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_ROLLING = 0.3
"""The share of cues that show the cue before's last line above a new one, from which on captions are said to roll."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: its lines, and when they are shown, in seconds."""

    line: int
    """Of its first words."""
    start: float | None
    end: float | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A line of a cue, or the part of it that one voice tag covers."""

    text: str
    voice: str = ""
    opens: bool = False
    """Whether the tag stands right before it, and not on a line above."""


def _is_webvtt(source: Source) -> bool:
    return bool(source.text and re.match(r"WEBVTT(?=\s|$)", source.text.lstrip("\ufeff")))


def _is_subrip(source: Source) -> bool:
    """Whether the first paragraph, or the one after it, is a number and a line of times."""
    opening = [line for line in (source.text or "")[:4000].split("\n") if line.strip()][:6]
    return any(_TIMING.fullmatch(line) for line in opening)


def _is_subviewer(source: Source) -> bool:
    return bool(_PAIR.fullmatch((source.text or "")[:4000].removeprefix("\ufeff").lstrip().partition("\n")[0]))


def _timing(line: str) -> re.Match[str] | None:
    return _TIMING.fullmatch(line) or _PAIR.fullmatch(line)


def _read_captions(source: Source) -> Pieces:
    assert source.text is not None
    return join_cues(*_cut(source.text, source.path), source.path)


def join_cues(cues: Sequence[Cue], apart: Sequence[Segment], remarks: list[Problem], path: str) -> Pieces:
    """The pieces of captions, and of what stands beside them; `remarks` are added to."""
    cues, form = _unroll(cues, path, remarks)
    voiced = [list(_voices(cue.lines)) for cue in cues]
    has_voices = any(part.voice for parts in voiced for part in parts)
    if has_voices:
        segments = list(_by_voice(cues, voiced, form))
        silent = [cue for cue, parts in zip(cues, voiced, strict=True) if parts and not any(one.text for one in parts)]
        if silent:
            count = "a cue names a speaker, with" if len(silent) == 1 else f"{len(silent)} cues name a speaker, with"
            remarks.append(Problem(path=path, line=silent[0].line, message=f"{count} no words; left out"))
        missing = [one for one in segments if not one.label]
        if missing:
            count = "a cue has no voice tag" if len(missing) == 1 else f"{len(missing)} cues have no voice tag"
            message = f"{count}; taken as the words of whoever spoke before"
            remarks.append(Problem(path=path, line=missing[0].line, message=message))
    else:
        segments = _by_words(cues, voiced, path, remarks)
    ordered = sorted([*segments, *apart], key=lambda one: one.line)
    return join_segments(ordered, path, "cue", remarks, form=form)


def _cut(text: str, path: str) -> tuple[list[Cue], list[Segment], list[Problem]]:
    """The cues, what stands beside them, and what is wrong with their times."""
    cues: list[Cue] = []
    apart: list[Segment] = []
    remarks: list[Problem] = []
    for first, lines in _blocks(text):
        at = next((index for index, line in enumerate(lines[:2]) if "-->" in line or _timing(line)), None)
        if at is not None:
            timing = _timing(lines[at])
            if not timing:
                hints = ("expected 00:01:02.000 --> 00:01:05.000",)
                message = f"these are no times: '{lines[at].strip()}'; the words are taken without"
                remarks.append(Problem(path=path, line=first + at, message=message, hints=hints))
                if not re.fullmatch(r"[\d\s:.,>-]+", lines[at]):
                    apart.append(Segment(text=lines[at].strip(), line=first + at, apart="times that can't be read"))
            if at and not _NUMBERED.fullmatch(lines[0].strip()):
                apart.append(Segment(text=lines[0].strip(), line=first, apart="name of a cue"))
            start, end = (parse_time(timing[1]), parse_time(timing[2])) if timing else (None, None)
            cues.append(Cue(first + at + 1, start, end, tuple(lines[at + 1 :])))
            continue
        kind = re.match(r"WEBVTT|NOTE|STYLE|REGION", lines[0]) if _is_block_of_the_form(first, lines[0]) else None
        if kind or not cues:
            what = {"NOTE": "remark of the file", "STYLE": "style", "REGION": "region", "WEBVTT": "head of the file"}
            words = lines[0].removeprefix(kind.group() if kind else "").strip()
            rest = "\n".join(line for line in [words, *(line.strip() for line in lines[1:])] if line)
            if rest:
                name = what[kind.group()] if kind else "words without a time"
                apart.append(Segment(text=rest, line=first, apart=name))
        else:  # somebody left a blank line within a cue
            cues[-1] = replace(cues[-1], lines=(*cues[-1].lines, *lines))
    return cues, apart, remarks


def _is_block_of_the_form(first: int, line: str) -> bool:
    return (first == 1 and line.startswith("WEBVTT")) or bool(re.match(r"(NOTE|STYLE|REGION)(?=\s|$)", line))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank lines, with the number of the first; times begin a block even without a blank line."""
    held: list[str] = []
    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if not line.strip():
            if held:
                yield number - len(held), held
                held = []
            continue
        if _timing(line) and len(held) > 1:
            numbered = bool(re.fullmatch(r"\s*\d+\s*", held[-1]))
            before, held = (held[:-1], held[-1:]) if numbered else (held, [])
            yield number - len(before) - len(held), before
        held.append(line)


def _unroll(cues: Sequence[Cue], path: str, remarks: list[Problem]) -> tuple[list[Cue], list[str]]:
    """Captions that roll up show each line twice, the second time above a new one: given once."""
    shown = [tuple(_bare(line) for line in cue.lines if line.strip()) for cue in cues]
    ends = (lines[-1] if lines else "" for lines in shown)
    last = list(accumulate(ends, lambda before, end: end or before, initial=""))[:-1]
    rolls = [len(lines) > 1 and lines[0] == before for lines, before in zip(shown, last, strict=True)]
    if sum(rolls) < 3 or sum(rolls) < _ROLLING * len(cues) or any("<v" in line for cue in cues for line in cue.lines):
        return list(cues), []
    result: list[Cue] = []
    again: list[str] = []
    for cue, lines, before in zip(cues, shown, last, strict=True):
        if lines and lines[0] == before:
            again.append(before)
            kept = [line for line in cue.lines if line.strip()][1:]
            result.append(replace(cue, lines=tuple(kept)))
        else:
            result.append(cue)
    message = f"the captions roll: {len(again)} lines that only repeat the line before are given once"
    remarks.append(Problem(path=path, line=cues[0].line, message=message))
    return [cue for cue in result if any(line.strip() for line in cue.lines)], again


def _bare(line: str) -> str:
    return " ".join(_plain(line).split())


def _plain(text: str) -> str:
    """Words without tags, with characters for entities."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), _TAG.sub("", text))


def _voices(lines: Sequence[str]) -> Iterator[_Voiced]:
    """The lines of a cue cut at its voice tags; one holds over lines to its end, or to the end of the cue.

    A tag with no words after it is given without words.
    """
    voice, opened = "", False
    for line in lines:
        last = 0
        for tag in _TAG.finditer(line):
            name = (tag["name"] or "").lower()
            if name not in ("v", "/v"):
                continue
            if line[last : tag.start()].strip():
                yield _Voiced(line[last : tag.start()], voice, opened)
            elif opened and voice:
                yield _Voiced("", voice, opened)
            annotation = tag["rest"].partition(" ")[2] if tag["rest"][:1] == "." else tag["rest"]
            voice, last = (" ".join(_plain(annotation).split()) if name == "v" else ""), tag.end()
            opened = name == "v"
        if line[last:].strip():
            yield _Voiced(line[last:], voice, opened)
            opened = False
    if opened and voice:
        yield _Voiced("", voice, opened)


def _by_voice(cues: Sequence[Cue], voiced: Sequence[Sequence[_Voiced]], form: list[str]) -> Iterator[Segment]:
    """A segment for each voice of a cue; the names that stand once more, or over no words, go to `form`.

    Words without a voice may open with a name, as where a program knew some of the speakers and somebody the others.
    """
    voices = {part.voice for parts in voiced for part in parts}
    for cue, parts in zip(cues, voiced, strict=True):
        gathered: list[tuple[str, str]] = []
        for part in parts:
            words = _bare(part.text)
            if words and (not gathered or gathered[-1][0] != part.voice):
                gathered.append((part.voice, words))
                continue
            if words:
                gathered[-1] = (part.voice, join_words(gathered[-1][1], words))
            if part.opens:
                form.append(part.voice)
        for voice, words in gathered:
            named = None if voice else _named(words)
            if named and looks_like_label(named["label"]):
                yield Segment(
                    text=words[named.end() :], line=cue.line, label=named["label"], mark=named.group().strip(),
                    start=cue.start, end=cue.end, doubtful=named["label"] not in voices,
                    opens=reads_like_prose(named["label"]),
                )  # fmt: skip
            else:
                yield Segment(text=words, line=cue.line, label=voice, mark=voice, start=cue.start, end=cue.end)


def _by_words(
    cues: Sequence[Cue], voiced: Sequence[Sequence[_Voiced]], path: str, remarks: list[Problem]
) -> list[Segment]:
    """Segments by what their words say of who speaks."""
    openings = [_named(_without_change(_bare(parts[0].text))) for parts in voiced if parts]
    labels = CueLabels([found["label"] if found else "" for found in openings])
    bracketed = _bracketed_names(voiced)
    segments: list[Segment] = []
    changes: list[int] = []
    lone: list[int] = []
    """Captions in which one dash stands, not before the first line."""
    for cue, parts in zip(cues, voiced, strict=True):
        lines = [text for part in parts if (text := _bare(part.text)).strip("-–— ")]
        texts = [text for line in lines for text in _CHANGE_WITHIN.split(line)]
        dashes = [at for at, text in enumerate(texts) if re.match(r"[-–—](?![-–—\d])", text)]
        dashed = len(dashes) > 1
        if len(dashes) == 1 and dashes[0] and _ENDS.search(texts[dashes[0] - 1]):
            lone.append(cue.line)
        opened = False
        for text in texts:
            change = _CHANGE.match(text)
            if change and change["change"][0] in "-–—" and not dashed:
                change = None
            rest = text[change.end() :] if change else text
            named = _named(rest)
            found: CueLabel | None = None
            if named is None and (match := _IN_BRACKETS.match(rest)) and match["label"] in bracketed:
                named, found = match, CueLabel(match["label"])
            elif named and not (opened and not change and not labels.opens(named["label"])):
                found = labels.read(named["label"], first=not opened)
            if named and found:
                mark, rest = text[: len(text) - len(rest) + named.end()], rest[named.end() :]
                if found.direction:
                    mark, rest = mark.replace(found.direction, "", 1), f"{found.direction} {rest}".rstrip()
            elif change:
                mark = change["change"]
                found = CueLabel(mark, odd=True)
                changes.append(cue.line)
            else:
                mark = ""
            if found or not opened:
                label = found.label if found else ""
                segments.append(
                    Segment(
                        text=rest, line=cue.line, label=label, mark=mark.strip(), start=cue.start, end=cue.end,
                        opens=bool(change) or reads_like_prose(label), weak=bool(found and found.weak),
                        doubtful=bool(found and not found.odd),
                    )
                )  # fmt: skip
            else:
                segments[-1] = replace(segments[-1], text=join_words(segments[-1].text, rest))
            opened = True
    if lone:
        count = "a line within a caption begins" if len(lone) == 1 else f"lines within {len(lone)} captions begin"
        message = f"{count} with a dash after the end of a sentence, as if somebody else spoke; not taken as another's"
        hints = ("put a dash before the line above too, or a name and a colon before each",)
        remarks.append(Problem(path=path, line=lone[0], message=message, hints=hints))
    if not changes:
        return segments
    times = "once" if len(changes) == 1 else f"{len(changes)} times"
    hints = ("write names in their place to have the turns told apart",)
    message = f"the file says {times} that another speaker begins and not who; the mark itself is taken as the label"
    if not segments[0].label and all(_CHANGE.fullmatch(one.label) for one in segments if one.label):
        mark = next(one.label for one in segments if one.label)
        segments[0] = replace(segments[0], label=mark)
        message += ", of the words before the first of them too"
    remarks.append(Problem(path=path, line=changes[0], message=message, hints=hints))
    return [replace(one, doubtful=False) for one in segments]


def _bracketed_names(voiced: Sequence[Sequence[_Voiced]]) -> frozenset[str]:
    """Names that stand in brackets before words: `[Anna] Where?`; none unless there are two, of which one comes back.

    What also stands alone, or is a sound, is no name.
    """
    before: Counter[str] = Counter()
    alone: set[str] = set()
    for parts in voiced:
        texts = [text for part in parts if (text := _bare(part.text))]
        for at, text in enumerate(texts):
            match = _IN_BRACKETS.match(text)
            if match and looks_like_label(match["label"]) and not is_direction(match["label"]):
                if match.end() < len(text) or at + 1 < len(texts):
                    before[match["label"]] += 1
                else:
                    alone.add(match["label"])
    names = [label for label in before if label not in alone]
    return frozenset(names if len(names) > 1 and any(before[name] > 1 for name in names) else ())


def _named(text: str) -> re.Match[str] | None:
    """The name that words open with: `Anna Berg:`, `[SPEAKER_00]:`, `[Speaker 1]`."""
    return _BRACKETED.match(text) or _NUMBERED_SPEAKER.match(text) or _NAMED.match(text)


def _without_change(text: str) -> str:
    change = _CHANGE.match(text)
    return text[change.end() :] if change else text


def _words(source: Source) -> str:
    """Everything but times, tags, and the names that only count the cues."""
    kept: list[str] = []
    lines = (source.text or "").split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if (
            re.fullmatch(r"[\d\s:.,]+-->[\d\s:.,]+(?:\s\S+:\S+)*\s*", line)
            or _PAIR.fullmatch(line)
            or ("-->" in after and re.fullmatch(r"\s*[\w.:/-]*\d[\w.:/-]*\s*", line))
        ):
            continue
        line = re.sub(r"</?v(?:\.[^\s>]*)?(?:\s+([^>]*))?>", r" \1 ", line, flags=re.IGNORECASE)
        kept.append(_plain(line))
    text = "\n".join(kept).strip("\ufeff\n")
    return re.sub(r"(?m)^(WEBVTT|NOTE|STYLE|REGION)(?=\s|$)", "", text)


WEBVTT = Form(name="WebVTT", fits=_is_webvtt, read=_read_captions, words=_words)
SUBRIP = Form(name="SubRip (.srt)", fits=_is_subrip, read=_read_captions, words=_words)
SUBVIEWER = Form(name="SubViewer (.sbv)", fits=_is_subviewer, read=_read_captions, words=_words)
