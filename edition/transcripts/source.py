"""Bytes of a transcript to text that can be split."""

from __future__ import annotations

import re
import unicodedata

from edition.problems import Problem
from edition.text import CONTROL

MAX_BYTES = 20_000_000
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text in NFC with lines ending in a line feed, or None and why it can't be had."""
    if len(data) > MAX_BYTES:
        return None, [Problem(path=path, message=f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, path, error)]
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    if not text.strip():
        return None, [Problem(path=path, message="the file has no text", hints=("expected a transcript in UTF-8",))]
    problems = [
        Problem(
            path=path,
            line=text[: match.start()].count("\n") + 1,
            message=f"control character U+{ord(match.group()):04X}, which no page can show",
            hints=("save the text again without it, and say so in the interview's provenance",),
        )
        for match in CONTROL.finditer(text)
    ]
    return (None, problems) if problems else (text, [])


def _encoding_problem(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    hints = ["expected UTF-8; open the file in a text editor and save it with the encoding UTF-8"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hints.insert(0, "it begins like a file in UTF-16")
    elif 0x80 <= data[error.start] <= 0xFF:
        hints.insert(0, f"byte 0x{data[error.start]:02x} would be {_as_windows(data[error.start])} in Windows-1252")
    return Problem(
        path=path,
        line=len(_LINE_END.findall(data[: error.start].decode("latin-1"))) + 1,
        message="the file is not in UTF-8",
        hints=tuple(hints),
    )


def _as_windows(byte: int) -> str:
    try:
        return repr(bytes([byte]).decode("cp1252"))
    except UnicodeDecodeError:
        return "no character"
