"""oTranscribe (.otr): a JSON object that holds a page of HTML, read as that page is; lines count its paragraphs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache

from edition.transcripts.pieces import Form, Piece, Pieces, Source
from edition.transcripts.web import WEB_PAGE

_OPENS = re.compile(r'\{\s*"(?:text|media|media-source|media-time)"\s*:')
_MEDIA = "media"
_STAMP = re.compile(r'(<span class="timestamp"[^<>]*>)\s*([\d:.]+)\s*(?=</span>)')


@lru_cache(maxsize=1)  # for whoever asks whether it is such a file reads it next
def _parts(text: str) -> tuple[str, str] | None:
    """The page and the name of the recording; None where it is no such file."""
    text = text.strip().removeprefix("\ufeff")
    if not _OPENS.match(text) or f'"{_MEDIA}' not in text:
        return None
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    page, media = whole.get("text"), whole.get(_MEDIA)
    if not isinstance(page, str) or not re.match(r"\s*<\w", page):
        return None
    return page, media if isinstance(media, str) else ""


def _read(source: Source) -> Pieces:
    parts = _parts(source.text or "")
    assert parts is not None
    page, media = parts
    page = _STAMP.sub(r"\1[\2]", page)  # so that a time is one wherever it stands, and however few there are
    found = WEB_PAGE.read(replace(source, text=page))
    beside = (Piece(text=media, line=1, apart="recording"),) if media.strip() else ()
    return replace(found, pieces=(*beside, *found.pieces))


def _words(source: Source) -> str:
    page, media = _parts(source.text or "") or ("", "")
    assert WEB_PAGE.words is not None
    return f"{WEB_PAGE.words(replace(source, text=page))} {media}"


OTRANSCRIBE = Form(
    name="oTranscribe (.otr)", fits=lambda source: _parts(source.text or "") is not None, read=_read, words=_words
)
