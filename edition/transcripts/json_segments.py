"""JSON of segments, as speech recognition gives them: Whisper and WhisperX, Deepgram, AssemblyAI, Amazon Transcribe,
Rev AI, IBM Watson, Azure, podcast transcripts, what `split --json` prints, and any list of objects with words and a
speaker.

JSON Lines too. Where several lists hold the same words the one that says who speaks is read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import Any, Literal

from edition.model import Stated
from edition.problems import Problem
from edition.transcripts.pieces import Form, Piece, Pieces, Source
from edition.transcripts.segments import (
    END_KEYS,
    SPEAKER_KEYS,
    START_KEYS,
    TEXT_KEYS,
    Segment,
    bare_key,
    join_segments,
    join_words,
    parse_time,
    tell_nameless,
    tell_turns,
)
from edition.transcripts.slack import find_messages, names_of_users, notice_of, tell_users_without_names
from edition.transcripts.whisper import open_turns

Json = Any
_SLOWEST = 0.1
"""Words a second below which nobody speaks, so that whole numbers are milliseconds."""


_DURATION = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")


_SENDER_KEYS = ("userprofile", "sendername", "sender", "username", "displayname", "from", "user", "role", "sid", "spk")
"""What logs of chats call a speaker, the fullest first: read where no key of segments says it."""


_STATED_KEYS: dict[str, Literal["title", "date", "language"]] = {
    "title": "title", "titel": "title", "titre": "title", "título": "title", "titolo": "title", "标题": "title",
    "date": "date", "recordingdate": "date", "interviewdate": "date", "daterecorded": "date", "recordedon": "date",
    "datum": "date", "fecha": "date", "日期": "date",
    "language": "language", "languagecode": "language", "lang": "language", "sprache": "language",
}  # fmt: skip
"""Fields that tell of the talk, as `bare_key` gives them; when a file was made is no date of it."""


class _Repeated(ValueError):
    """A key that stands twice in one object, of which Python would drop one in silence."""


def _once(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _Repeated(f"the key '{next(key for key in keys if keys.count(key) > 1)}' stands twice in one object")
    return result


def _load(text: str) -> Json:
    """The value of JSON or JSON Lines; `ValueError` or `RecursionError` where it is neither."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:5]):
            raise
        try:
            return [json.loads(line, object_pairs_hook=_once) for line in lines]
        except json.JSONDecodeError:
            raise error from None


def _fits(source: Source) -> bool:
    text = (source.text or "").strip()
    if not re.match(r'\{\s*["}]|\[\s*[\[{\]]', text):
        return False
    if source.path.lower().endswith((".json", ".jsonl", ".ndjson")) or text.startswith("{"):
        return True
    try:
        return isinstance(_load(text), list)
    except (ValueError, RecursionError):
        return False


def _read(source: Source) -> Pieces:
    text = (source.text or "").strip("\ufeff")
    try:
        whole = _load(text)
    except json.JSONDecodeError as error:
        return _unread(source.path, f"this is not JSON that can be read: {error.msg}", error.lineno)
    except (ValueError, RecursionError) as error:
        return _unread(source.path, str(error) if isinstance(error, _Repeated) else "this JSON can't be read", 0)
    if isinstance(whole, dict) and isinstance(whole.get("turns"), list) and isinstance(whole.get("speakers"), list):
        return _own(whole, text, source.path)
    lines = _Lines(text)
    for find in (_amazon, _rev, _deepgram, _watson, _google, _azure, _slack, _listed):
        segments = find(whole, lines)
        if segments:
            break
    else:
        return _unread(source.path, "no list of objects with words in this JSON", 0)
    remarks: list[Problem] = []
    segments = _in_seconds(segments, source.path, remarks)
    beside = list(_beside(whole, segments))
    unread = _unread_keys(whole, segments)
    if unread:
        message = f"words within the list that are not read: {', '.join(unread)}"
        remarks.append(Problem(path=source.path, line=1, message=message))
    if find is not _amazon:  # whose single words may be nobody's
        remarks += tell_nameless(segments, source.path, "segment")
    if find is _slack:
        labels: dict[str, int] = {}
        for one in segments:
            labels.setdefault(one.label, one.line)
        remarks += tell_users_without_names(labels, find_messages(whole), source.path)
    ends = _turn_ends(whole)
    if any(ends[:-1]) and len(ends) == len(segments) and not any(one.label for one in segments):
        segments = open_turns(segments, ends)
        remarks.append(tell_turns(sum(ends[:-1]), source.path, segments[0].line))
    found = join_segments([*beside, *segments], source.path, "segment", remarks)
    casts = tuple(_names_beside(whole, {one.label for one in segments}))
    return replace(found, casts=casts, stated=tuple(_stated(whole)))


def _unread(path: str, message: str, line: int) -> Pieces:
    hints = ('expected a list of objects such as {"speaker": "Anna Berg", "text": "...", "start": 12.5}',)
    return Pieces(pieces=(), problems=(Problem(path=path, line=line, message=message, hints=hints),))


class _Lines:
    """Finds the line of a text that stands in the JSON, going forward."""

    def __init__(self, source: str):
        self._source = source
        self._place = self._counted = 0
        self._line = 1

    REACH = 200_000
    """Characters within which the next one stands; a search to the end for each would take for ever."""

    def of(self, value: str) -> int:
        for ascii_only in (False, True):
            written = json.dumps(value, ensure_ascii=ascii_only)
            place = self._source.find(written, self._place, self._place + self.REACH + len(written))
            if place >= 0:
                self._line += self._source.count("\n", self._counted, place)
                self._place, self._counted = place + len(written), place
                break
        return self._line


Finder = Callable[[Json, _Lines], list[Segment]]


def _amazon(whole: Json, lines: _Lines) -> list[Segment]:
    """Amazon Transcribe: items with the label of who says each, or labels by time."""
    results = _get(whole, "results")
    items = _get(results, "items")
    if not isinstance(items, list) or not isinstance(_get(results, "transcripts"), list):
        return []
    speakers = {
        str(_get(item, "start_time")): _get(item, "speaker_label") or _get(part, "speaker_label")
        for part in _list(_get(_get(results, "speaker_labels"), "segments"))
        for item in _list(_get(part, "items"))
    }
    segments: list[Segment] = []
    for item in items:
        words = _get(_first(_get(item, "alternatives")), "content")
        if not isinstance(words, str):
            continue
        start, end = _seconds(_get(item, "start_time")), _seconds(_get(item, "end_time"))
        label = _label(_get(item, "speaker_label") or speakers.get(str(_get(item, "start_time"))))
        last = segments[-1] if segments else None
        if _get(item, "type") == "punctuation" and last:
            segments[-1] = replace(last, text=last.text + words)
        else:
            segments.append(Segment(text=words, line=lines.of(words), label=label, mark=label, start=start, end=end))
    return segments


def _rev(whole: Json, lines: _Lines) -> list[Segment]:
    """Rev AI: monologues of elements, the spaces among them; what is no word ("inaudible") in square brackets."""
    names = {_get(one, "id"): _get(one, "name") for one in _list(_get(whole, "speakers"))}
    segments: list[Segment] = []
    for monologue in _list(_get(whole, "monologues")):
        elements = [one for one in _list(_get(monologue, "elements")) if isinstance(one, dict)]
        text = "".join(map(_element_of, elements))
        speaker = _get(monologue, "speaker")
        label = _label(names.get(speaker) or speaker if not isinstance(speaker, dict) else speaker)
        starts = [start for one in elements if (start := _time_of(one, START_KEYS)) is not None]
        ends = [end for one in elements if (end := _time_of(one, END_KEYS)) is not None]
        segments.append(
            Segment(
                text=" ".join(text.split()), line=lines.of(str(_get(_first(elements), "value"))), label=label,
                mark=label, start=_first(starts), end=_last(ends),
            )
        )  # fmt: skip
    return [one for one in segments if one.text]


def _element_of(element: Mapping[str, Json]) -> str:
    value = element.get("value")
    if not isinstance(value, str):
        return ""
    is_said = element.get("type") in ("text", "punct", None) or not value.strip() or not value.strip()[0].isalnum()
    return value if is_said else f" [{value.strip()}] "


def _deepgram(whole: Json, lines: _Lines) -> list[Segment]:
    """Deepgram: utterances, or else the paragraphs of each channel, or its words with who says each."""
    results = _get(whole, "results")
    if not isinstance(_get(results, "channels"), list):
        return []
    utterances = _list(_get(results, "utterances"))
    if utterances:
        return _from_objects(utterances, lines)
    segments: list[Segment] = []
    for channel in _list(_get(results, "channels")):
        best = _first(_get(channel, "alternatives"))
        for paragraph in _list(_get(_get(best, "paragraphs"), "paragraphs")):
            label = _label(_get(paragraph, "speaker"))
            segments += [
                replace(one, label=label, mark=label)
                for one in _from_objects(_list(_get(paragraph, "sentences")), lines)
            ]
        said = _list(_get(best, "words"))
        if not segments and _repeat(said, _get(best, "transcript")):
            segments += _from_words(said, lines)
        elif not segments and isinstance(_get(best, "transcript"), str):
            segments += _from_objects([best], lines)
    return segments


def _watson(whole: Json, lines: _Lines) -> list[Segment]:
    """IBM Watson: words with their times, and who speaks by the time at which a word begins."""
    speakers = {str(_get(one, "from")): _label(_get(one, "speaker")) for one in _list(_get(whole, "speaker_labels"))}
    best = [_first(_get(one, "alternatives")) for one in _list(_get(whole, "results"))]
    words = [
        {"word": word[0], "start": word[1], "end": word[2], "speaker": speakers.get(str(word[1]))}
        for one in best
        for word in _list(_get(one, "timestamps"))
        if isinstance(word, list) and len(word) == 3 and isinstance(word[1], int | float)
    ]
    transcripts = " ".join(text for one in best if isinstance(text := _get(one, "transcript"), str))
    return _from_words(words, lines) if speakers and transcripts and _repeat(words, transcripts) else []


def _google(whole: Json, lines: _Lines) -> list[Segment]:
    """Google Cloud: results, the likeliest wording of each; who speaks is said of each word.

    Where it tells speakers apart a last result without a wording of its own has the words of all.
    """
    results = _list(_get(whole, "results"))
    best = [_first(_get(one, "alternatives")) for one in results]
    transcripts = " ".join(text for one in best if isinstance(text := _get(one, "transcript"), str))
    for tagged in (_list(_get(_last(best), "words")), [word for one in best for word in _list(_get(one, "words"))]):
        if _repeat(tagged, transcripts):
            return _from_words(tagged, lines)
    return _from_objects([one for one in best if isinstance(one, dict)], lines)


def _azure(whole: Json, lines: _Lines) -> list[Segment]:
    """Azure: the likeliest wording of each phrase, put in the order of time, as channels stand one after the other."""
    phrases = _list(_get(whole, "recognizedPhrases"))
    channels = len({str(_get(one, "channel")) for one in phrases})
    segments: list[Segment] = []
    for one in phrases:
        best = _first(_get(one, "nBest"))
        text = next((text for key in ("display", "lexical") if isinstance(text := _get(best, key), str)), "")
        label = _label(_get(one, "speaker")) or (_label(_get(one, "channel")) if channels > 1 else "")
        start, length = _duration(_get(one, "offset")), _duration(_get(one, "duration"))
        end = None if start is None or length is None else round(start + length, 3)
        if text.strip():
            text = " ".join(text.split())
            segments.append(Segment(text=text, line=lines.of(text), label=label, mark=label, start=start, end=end))
    return sorted(segments, key=lambda one: one.start or 0)


def _slack(whole: Json, lines: _Lines) -> list[Segment]:
    """Slack: messages with the names of their writers; notices and what programs write stand apart."""
    messages = find_messages(whole)
    names = names_of_users(messages)
    segments: list[Segment] = []
    for message in messages:
        text = _text_of(message)
        user = message.get("user")
        label = names.get(str(user)) or _label(user) or _speaker_of(message)
        notice = notice_of(message)
        if text.strip() and notice:
            said = f"{label}: {text}" if notice == "notice (bot_message)" and label else text
            segments.append(Segment(text=" ".join(said.split()), line=lines.of(text), apart=notice))
        elif text.strip():
            segments.append(Segment(text=" ".join(text.split()), line=lines.of(text), label=label, mark=label))
    return segments


def _duration(value: Json) -> float | None:
    """Seconds of a stretch of time as ISO 8601 writes it: "PT1M2.6S"."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round(hours * 3600 + minutes * 60 + seconds, 3)


def _listed(whole: Json, lines: _Lines) -> list[Segment]:
    """The list of objects with words that says most of who speaks, and of those the one that stands highest.

    Of two side by side it is the one with most words, with the spaces between them: single words have none.
    """
    found: list[tuple[int, int, int, int, list[Json]]] = []

    def search(value: Json, depth: int) -> None:
        if isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            worded = [one for one in objects if _text_of(one)]
            if worded and len(worded) * 2 >= len(objects):
                named = any(_speaker_of(one) for one in worded)
                words = any(isinstance(one.get("word"), str) for one in objects)
                found.append((-int(named), int(words), depth, -sum(map(len, map(_text_of, worded))), objects))
                return
        if depth < 6:
            children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            for child in children:
                if isinstance(child, dict | list):
                    search(child, depth + 1)

    search(whole, 0)
    if found:
        return _from_objects(min(found, key=lambda one: one[:4])[4], lines)
    text = _text_of(whole) if isinstance(whole, dict) else ""
    return _from_objects([whole], lines) if text else []


def _from_objects(objects: Sequence[Json], lines: _Lines) -> list[Segment]:
    segments: list[Segment] = []
    for one in objects:
        text = _text_of(one) if isinstance(one, dict) else ""
        label = _speaker_of(one) if isinstance(one, dict) else ""
        if text.strip():
            start, end = _time_of(one, START_KEYS), _time_of(one, END_KEYS)
            words = [word for word in _list(one.get("words")) if isinstance(word, dict)]
            if start is None and words:
                start, end = _time_of(words[0], START_KEYS), _time_of(words[-1], END_KEYS)
            segments.append(
                Segment(text=" ".join(text.split()), line=lines.of(text), label=label, mark=label, start=start, end=end)
            )
    return segments


def _repeat(objects: Sequence[Json], text: Json) -> bool:
    """Whether single words with who says each are all the words of a text, in its order."""

    def bare(words: str) -> str:
        return re.sub(r"[\W_]+", "", words.casefold())

    said = [one for one in objects if isinstance(one, dict) and _word_of(one)]
    if not said or not all(_speaker_of(one) for one in said):
        return False
    whole = bare(text) if isinstance(text, str) else ""
    return not whole or bare("".join(map(_word_of, said))) == whole


def _from_words(objects: Sequence[Json], lines: _Lines) -> list[Segment]:
    segments: list[Segment] = []
    for one in objects:
        word = _word_of(one)
        if word:
            label = _speaker_of(one)
            start, end = _time_of(one, START_KEYS), _time_of(one, END_KEYS)
            segments.append(Segment(text=word, line=lines.of(word), label=label, mark=label, start=start, end=end))
    return segments if any(one.start is not None for one in segments) else _runs(segments)


def _runs(words: Sequence[Segment]) -> list[Segment]:
    """The words of one speaker after the other in one piece each, where no times say how they stand together."""
    runs = (list(run) for _, run in groupby(words, key=lambda one: one.label))
    return [replace(run[0], text=reduce(join_words, (one.text for one in run))) for run in runs]


def _word_of(one: Json) -> str:
    words = [value for key in ("punctuated_word", "word") if isinstance(value := _get(one, key), str)]
    return " ".join(words[0].split()) if words else ""


def _text_of(one: Mapping[str, Json]) -> str:
    for key, value in one.items():
        if bare_key(key) in TEXT_KEYS:
            text = _joined(value)
            if text.strip():
                return text
    return ""


def _joined(value: Json) -> str:
    """Words in one piece, or in a list of pieces: `["By the ", {"type": "bold", "text": "harbour"}]`."""
    if not isinstance(value, list):
        return value if isinstance(value, str) else ""
    parts = [_get(one, "text") if _get(one, "type") else one for one in value]
    return "".join(parts) if all(isinstance(part, str) for part in parts) else ""


def _speaker_of(one: Mapping[str, Json]) -> str:
    found = ""
    for key, value in one.items():
        label = _label(value) if bare_key(key) in SPEAKER_KEYS else ""
        if label and ("name" in bare_key(key) or not found or _is_numbered(found) > _is_numbered(label)):
            found = label
    if not found:  # a log of a chat
        sent = {bare_key(key): value for key, value in one.items()}
        labels = (
            _label(sent[key]) for key in _SENDER_KEYS if key in sent and (key != "from" or _seconds(sent[key]) is None)
        )
        found = next(filter(None, labels), "")
    return found


def _is_numbered(label: str) -> bool:
    """Whether a label only counts its speaker, so that a name beside it says more."""
    return bool(re.fullmatch(r"Speaker \w{1,4}", label))


def _label(value: Json) -> str:
    """A speaker's mark: a name as it stands, a number or a letter as "Speaker 0"."""
    if isinstance(value, dict):
        keys = ("real_name", "name", "display_name", "displayName", "speaker_label", "speakerLabel", "label", "id")
        named = next((value[key] for key in keys if value.get(key)), None)
        return "" if isinstance(named, dict) else _label(named)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = " ".join(str(value).split()).removesuffix(":").strip()
    return f"Speaker {text}" if re.fullmatch(r"\d{1,4}|[A-Z]", text) else text


def _time_of(one: Mapping[str, Json], keys: frozenset[str]) -> float | None:
    for key, value in one.items():
        bare = bare_key(key)
        if bare in keys:
            seconds = _seconds(value)
            if seconds is not None:
                return round(seconds / 1000, 3) if bare.endswith(("ms", "millis", "milliseconds")) else seconds
    both = next(
        (one[key] for key in ("timestamps", "timestamp", "time", "dur") if isinstance(one.get(key), dict | list)), None
    )
    if isinstance(both, dict):  # whisper.cpp
        return _time_of({key: value for key, value in both.items() if key in ("from", "to")}, keys)
    if isinstance(both, list) and len(both) == 2:  # Transformers
        return _seconds(both[0 if keys is START_KEYS else 1])
    return None


def _seconds(value: Json) -> float | None:
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, dict):  # Google's libraries, where a part that is nought may be left out
        return _of_parts(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        return None
    return round(float(value), 3)


def _of_parts(value: Mapping[str, Json]) -> float | None:
    """Seconds of a time in two parts: `{"seconds": "12", "nanos": 900000000}`."""
    whole, billionths = (value.get(key, 0) for key in ("seconds", "nanos"))
    whole = int(whole) if isinstance(whole, str) and whole.isdecimal() else whole
    if set(value) - {"seconds", "nanos"} or not isinstance(whole, int) or not isinstance(billionths, int):
        return None
    return round(whole + billionths / 1e9, 3)


def _in_seconds(segments: list[Segment], path: str, remarks: list[Problem]) -> list[Segment]:
    """Times in seconds: where nobody could speak so slowly they are milliseconds, and that is told."""
    last = max((one.end or one.start or 0 for one in segments), default=0)
    words = sum(len(one.text) for one in segments) / 5
    whole = all(time is None or time.is_integer() for one in segments for time in (one.start, one.end))
    if not whole or last < 1000 or words / last >= _SLOWEST:
        return segments
    message = "times taken as milliseconds"
    remarks.append(Problem(path=path, line=segments[0].line, message=message))

    def thousandth(time: float | None) -> float | None:
        return None if time is None else round(time / 1000, 3)

    return [replace(one, start=thousandth(one.start), end=thousandth(one.end)) for one in segments]


def _beside(whole: Json, segments: Sequence[Segment]) -> Iterator[Segment]:
    """What the object says in words beside its list: a title, a language; not the whole text once more."""
    if not isinstance(whole, dict):
        return
    said = {word for one in segments for word in one.text.split()}
    for key, value in whole.items():
        if isinstance(value, str) and value.strip() and not set(value.split()) <= said:
            yield Segment(text=" ".join(value.split()), line=1, apart=key)


def _stated(whole: Json) -> Iterator[Stated]:
    """What the outermost object, or one of those that tell of the whole, has in fields; never what a segment says."""
    held = [("", whole), *((f"{key}: ", _get(whole, key)) for key in ("metadata", "meta", "result", "results"))]
    for within, one in held:
        for name, value in one.items() if isinstance(one, dict) else ():
            key = _STATED_KEYS.get(bare_key(name))
            if key and isinstance(value, str) and value.strip():
                yield Stated(key=key, value=" ".join(value.split()), where=f"{within}{name} of the JSON")


def _unread_keys(whole: Json, segments: Sequence[Segment]) -> list[str]:
    """Keys below the outermost object that hold several words which no segment has: a translation, a note."""
    names = [name for _, name in _names_beside(whole, {one.label for one in segments})]
    held = [*names, *(f"{one.text} {one.label}" for one in segments)]
    said = {word for text in held for word in re.findall(r"\w+", text)}
    keys: dict[str, None] = {}
    left = list(whole.values()) if isinstance(whole, dict) else [whole]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, str) and len(inner.split()) > 1 and not set(re.findall(r"\w+", inner)) <= said:
                    keys[key] = None
        if isinstance(value, dict | list):
            left += value.values() if isinstance(value, dict) else value
    return sorted(keys)


def _turn_ends(whole: Json) -> list[bool]:
    """Of each segment of whisper.cpp with words, whether another speaker begins after it."""
    segments = [one for one in _list(_get(whole, "transcription")) if isinstance(one, dict) and _text_of(one).strip()]
    return [one.get("speaker_turn_next") is True for one in segments]


def _names_beside(whole: Json, labels: Set[str]) -> Iterator[tuple[str, str]]:
    """Names for labels where the object has a list of them: `"speakers": {"spk_0": "Anna Berg"}`."""
    names = _get(whole, "speakers")
    if isinstance(names, dict):
        for key, name in names.items():
            if _label(key) in labels and isinstance(name, str) and name.strip():
                yield _label(key), " ".join(name.split())


def _own(whole: dict[str, Json], text: str, path: str) -> Pieces:
    """What `split --json` prints, read back: names for labels, front matter and tail as they were."""
    lines = _Lines(text)
    names = {_get(one, "id"): _get(one, "name") for one in whole["speakers"]}
    casts = tuple(
        (str(label), str(_get(one, "name")))
        for one in whole["speakers"]
        for label in _list(_get(one, "labels"))
        if _get(one, "name")
    )
    pieces: list[Piece] = []
    front = _get(whole.get("front_matter"), "text")
    if isinstance(front, str) and front.strip():
        pieces += [Piece(text=one, line=lines.of(front), apart="before the talk") for one in front.split("\n\n")]
    for turn in whole["turns"]:
        label = _label(_get(turn, "label") or names.get(_get(turn, "speaker")))
        start = _seconds(_get(turn, "start"))
        for index, paragraph in enumerate(one for one in _list(_get(turn, "paragraphs")) if isinstance(one, str)):
            mark = "" if index else label
            pieces.append(
                Piece(text=paragraph, line=lines.of(paragraph), label=mark, mark=mark, start=None if index else start)
            )
    for item in _list(whole.get("tail")):
        if isinstance(tail := _get(item, "text"), str):
            pieces.append(Piece(text=tail, line=lines.of(tail), apart="after the talk"))
    return Pieces(pieces=tuple(pieces), sure=True, casts=casts)


def _get(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _first(value: Json) -> Json:
    return value[0] if isinstance(value, list) and value else None


def _last(value: Json) -> Json:
    return value[-1] if isinstance(value, list) and value else None


def _words(source: Source) -> str:
    """The whole text, which Amazon gives beside the items; elsewhere it stands apart where it has other words."""
    try:
        whole = _load((source.text or "").strip("\ufeff"))
    except (ValueError, RecursionError):
        return ""
    text = _get(_first(_get(_get(whole, "results"), "transcripts")), "transcript")
    return text if isinstance(text, str) else ""


JSON = Form(name="JSON of segments", fits=_fits, read=_read, words=_words)
