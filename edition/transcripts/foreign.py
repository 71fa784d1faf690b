"""Forms that are known and not read: named, with the way to one that is.

Read as plain text they would give a talk that nobody held, with keys of the file for speakers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.problems import Problem
from edition.transcripts.pieces import Source

_ELAN = ("in ELAN, File, Export As, Tab-delimited Text", "name its columns in a first row: speaker, start, end, text")
_SUBTITLES = ("a program for subtitles (Subtitle Edit, Aegisub, ffmpeg) saves it as WebVTT or SubRip (.srt)",)


@dataclass(frozen=True, slots=True)
class _Foreign:
    name: str
    opens: re.Pattern[str]
    """What a file of this form begins with."""
    hints: tuple[str, ...]


_XML = r"\s*(?>(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*)"
_FOREIGN = (
    _Foreign(
        "CHAT (CLAN, TalkBank)",
        re.compile(r"\s*(?:@UTF8\s+)?(?:@(?:PID|Font|Window|Color words):[^\n]*\n\s*)*@Begin\s"),
        ("in ELAN, File, Import, CHAT File", *_ELAN),
    ),
    _Foreign(
        "a TextGrid of Praat",
        re.compile(r'\s*(?:File type = )?"ooTextFile(?: short)?"'),
        ("in ELAN, File, Import, Praat TextGrid File", *_ELAN),
    ),
    _Foreign("an annotation file of ELAN (.eaf)", re.compile(rf"{_XML}<ANNOTATION_DOCUMENT\b", re.DOTALL), _ELAN),
    _Foreign(
        "a transcription of EXMARaLDA",
        re.compile(rf"{_XML}<basic-transcription\b", re.DOTALL),
        ("in the Partitur-Editor, File, Export, TEI",),
    ),
    _Foreign(
        "a transcription of Transcriber (.trs)",
        re.compile(rf"{_XML}<Trans\s", re.DOTALL),
        ("ELAN and EXMARaLDA import it; from there export tab-delimited text or TEI",),
    ),
    _Foreign("timed text (TTML)", re.compile(rf"{_XML}<(?:\w+:)?tt[\s>]", re.DOTALL), _SUBTITLES),
    _Foreign("SAMI captions", re.compile(r"\s*<SAMI>", re.IGNORECASE), _SUBTITLES),
    _Foreign("subtitles of SubStation Alpha", re.compile(r"\s*(?:;[^\n]*\n\s*)*\[Script Info\]"), _SUBTITLES),
)


def find_foreign(source: Source) -> Problem | None:
    """What a file is that is not read, and how to save it; None where it is none of these."""
    opening = (source.text or "")[:4000].removeprefix("\ufeff")
    found = next((one for one in _FOREIGN if one.opens.match(opening)), None)
    if found is None:
        return None
    message = f"this is {found.name}, which is not read"
    return Problem(path=source.path, line=1, message=message, hints=found.hints)
