"""YouTube's captions as JSON ("json3"): events with the words of a caption in parts; read as captions are."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from edition.transcripts.cues import Cue, join_cues
from edition.transcripts.pieces import Form, Pieces, Source

_OPENS = re.compile(r'\{\s*"(?:wireMagic|pens|wsWinStyles|wpWinPositions|events)"\s*:')


@lru_cache(maxsize=1)  # for whoever asks whether it is such a file reads it next
def _events(text: str) -> tuple[dict[str, Any], ...]:
    """The events that have words; none where it is no such file."""
    text = text.strip().removeprefix("\ufeff")
    if not _OPENS.match(text) or '"segs"' not in text:
        return ()
    try:
        events = json.loads(text).get("events")
    except (ValueError, RecursionError):
        return ()
    if not isinstance(events, list):
        return ()
    return tuple(one for one in events if isinstance(one, dict) and _words_of(one).strip())


def _words_of(event: dict[str, Any]) -> str:
    parts = event.get("segs")
    said = (one.get("utf8") for one in parts if isinstance(one, dict)) if isinstance(parts, list) else ()
    return "".join(words for words in said if isinstance(words, str))


def _cues(events: tuple[dict[str, Any], ...]) -> Iterator[Cue]:
    """Captions, which have no tags here, so that what looks like one is words.

    They stand on one line of the file as a rule, and their number is given for the line.
    """
    for number, event in enumerate(events, start=1):
        start, length = (event.get(key) for key in ("tStartMs", "dDurationMs"))
        begins = start / 1000 if isinstance(start, int | float) and start >= 0 else None
        ends = begins + length / 1000 if begins is not None and isinstance(length, int | float) else None
        yield Cue(number, begins, ends, tuple(html.escape(_words_of(event), quote=False).split("\n")))


def _read(source: Source) -> Pieces:
    return join_cues(list(_cues(_events(source.text or ""))), (), [], source.path)


def _words(source: Source) -> str:
    return "\n".join(map(_words_of, _events(source.text or "")))


YOUTUBE = Form(
    name="YouTube's captions (json3)", fits=lambda source: bool(_events(source.text or "")), read=_read, words=_words
)
