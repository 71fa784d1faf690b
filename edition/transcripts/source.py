"""Bytes of a transcript to a `Source`: what the file is, and its text in the encoding that it was saved in.

An encoding is taken as certain where the file carries it (a byte order mark, the declaration of an XML or HTML file),
where the bytes are UTF-8, or where the interview's record declares it. What is left is guessed by `chardet`, and the
guess is said: an edition is not built on it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import chardet

from edition.annotations import InterviewRecord
from edition.problems import Problem
from edition.text import CONTROL, is_text_encoding
from edition.transcripts.pieces import Source

MAX_BYTES = 20_000_000
_LINE_END = re.compile(r"\r\n|[\r\x0b\x85\u2028\u2029]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATED = re.compile(
    rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_CANDIDATES = (
    "cp1252", "cp1254", "cp1251", "cp1250", "cp1253", "cp1255", "cp1256", "koi8-r", "mac-roman",
    "gb18030", "big5hkscs", "cp932", "euc-jp", "cp949",
)  # fmt: skip
"""What transcripts have been saved in; more of them would only make short texts guesswork."""
_ASCII_AND_MARKS = frozenset([*range(0x80), 0x85, *range(0x91, 0x98), 0xA0])
"""ASCII with the quotation marks, dashes and dots of Windows-1252: English, and no accents of another encoding."""
_NAMES = {
    "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
    "utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "iso8859-1": "Latin-1", "iso8859-9": "Latin-5 (Turkish)",
    "cp1250": "Windows-1250 (Central European)", "cp1251": "Windows-1251 (Cyrillic)", "cp1252": "Windows-1252",
    "cp1253": "Windows-1253 (Greek)", "cp1254": "Windows-1254 (Turkish)", "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)", "koi8-r": "KOI8-R (Cyrillic)", "mac-roman": "Mac Roman",
    "gb18030": "GB18030 (Chinese)", "gbk": "GBK (Chinese)", "big5hkscs": "Big5 (Chinese)", "big5": "Big5 (Chinese)",
    "cp932": "Shift-JIS (Japanese)", "shift_jis": "Shift-JIS (Japanese)", "euc_jp": "EUC-JP (Japanese)",
    "euc_jis_2004": "EUC-JP (Japanese)", "cp949": "EUC-KR (Korean)", "euc_kr": "EUC-KR (Korean)",
}  # fmt: skip


def read_source(data: bytes, path: str, record: InterviewRecord | None = None) -> tuple[Source | None, list[Problem]]:
    """A file as a `Source`, or None and why it can't be had.

    Without a `record` a guessed encoding is taken and told; with one it must be UTF-8, be marked in the file, or be
    declared as `encoding:`.
    """
    if len(data) > MAX_BYTES:
        return None, [Problem(path=path, message=f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")]
    if data.startswith(b"PK\x03\x04"):
        return Source(data=data, path=path, encoding="none"), []
    refusal = _refuse(data, path)
    if refusal:
        return None, [refusal]
    found, problems = _decode(data, path, record)
    if found is None:
        return None, problems
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", found.text))
    text, pages = _without_page_breaks(text)
    if not text.strip():
        hints = ("expected a transcript",)
        return None, [Problem(path=path, message="the file has no text", hints=hints)]
    unshowable = [
        Problem(
            path=path,
            line=text[: match.start()].count("\n") + 1,
            message=f"control character U+{ord(match.group()):04X}, which no page can show",
            hints=("save the text again without it, and say so in the interview's provenance",),
        )
        for match in list(CONTROL.finditer(text))[:20]
    ]
    if unshowable:
        return None, [*problems, *unshowable]
    return Source(data=data, path=path, text=text, encoding=found.encoding, pages=pages), problems


def _without_page_breaks(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without form feeds, and the lines with which its pages begin.

    A form feed within a line ends it, so that its pages' words don't run together.
    """
    first, *others = [page for page in text.split("\f") if page.strip(" \t")] or [""]
    parts = [first]
    begins: list[int] = []
    line = 1 + first.count("\n")
    for page in others:
        before = parts[-1].rstrip(" \t")
        words = page.lstrip(" \t")
        within = bool(before) and not before.endswith("\n") and words[:1] not in ("", "\n")
        begins.append(line + within + len(words) - len(words.lstrip("\n")))
        parts += ["\n" if within else "", words]
        line += within + words.count("\n")
    return "".join(parts), tuple(begins)


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    encoding: str
    known: Literal["certain", "declared", "guessed"] = "certain"


def _decode(data: bytes, path: str, record: InterviewRecord | None) -> tuple[_Decoded | None, list[Problem]]:
    declared = record.encoding if record else None
    certain = _decode_certain(data)
    if declared and not (certain and data.isascii()):
        if certain and codecs.lookup(certain.encoding) != codecs.lookup(declared):
            said = f"the file is in {_name(certain.encoding)}, and {_record_path(path)} declares encoding: {declared}"
            return None, [Problem(path=path, message=said, hints=("take that line out, or name what the file is in",))]
        try:
            return _Decoded(data.decode(declared).removeprefix("\ufeff"), declared, "declared"), []
        except UnicodeDecodeError as error:
            said = f"byte 0x{data[error.start]:02x} is no character in the declared encoding {_name(declared)}"
            mend = f"mend the line encoding: in {_record_path(path)}, or save the file as UTF-8"
            return None, [Problem(path=path, line=_line_at(data, error.start), message=said, hints=(mend,))]
    found = certain or _guess(data)
    if found is None:
        mend = "expected UTF-8; open the file in a text editor and save it with the encoding UTF-8"
        return None, [Problem(path=path, message="the encoding of this file can't be told", hints=(mend,))]
    line = _first_line_outside_ascii(data)
    if record and found.known == "guessed":
        hints = (
            f"if it is, write in {_record_path(path)}   encoding: {found.encoding}",
            "or open it in a text editor and save it with the encoding UTF-8",
        )
        said = f"the file is not in UTF-8; it looks like {_name(found.encoding)}"
        return None, [Problem(path=path, line=line, message=said, hints=hints)]
    if record or found.encoding == "utf-8":
        return found, []
    return found, [Problem(path=path, line=line, message=f"read as {_name(found.encoding)}")]


def _decode_certain(data: bytes) -> _Decoded | None:
    """The text where the file itself says how to read it, or is UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding, strip=True)
    unmarked = _wide(data)
    if unmarked:
        return None
    found = _try(data, "utf-8")
    if found:
        return found
    stated = _STATED.search(data[:4096])
    if stated:
        # browsers read what calls itself Latin-1 as Windows-1252, and so were these pages made
        name = (stated[1] or stated[2]).decode("ascii").lower()
        return _try(data, {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}.get(name, name))
    return None


def _try(data: bytes, encoding: str, *, strip: bool = False) -> _Decoded | None:
    try:
        text = data.decode(encoding) if is_text_encoding(encoding) else None
    except UnicodeError:
        return None
    if text is None:
        return None
    return _Decoded(text.removeprefix("\ufeff") if strip else text, encoding)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: what is NUL in Latin text stands at every second byte, or at three of four."""
    sample = data[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    quarters = [sample[place::4].count(0) / max(1, len(sample[place::4])) for place in range(4)]
    if len(data) % 4 == 0 and min(quarters[1:]) > 0.4 and quarters[0] < 0.1:
        return "utf-32-le"
    if len(data) % 4 == 0 and min(quarters[:3]) > 0.4 and quarters[3] < 0.1:
        return "utf-32-be"
    even, odd = (quarters[0] + quarters[2]) / 2, (quarters[1] + quarters[3]) / 2
    if len(data) % 2 == 0 and odd > 0.02 and odd > 8 * even:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > 0.02 and even > 8 * odd:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> _Decoded | None:
    """The likeliest reading of bytes that don't say how they are to be read."""
    wide = _wide(data)
    if wide:
        found = _try(data, wide)
    elif set(data) <= _ASCII_AND_MARKS:
        found = _try(data, "cp1252")
    else:
        ranked = {
            one["encoding"]: one["confidence"]
            for one in chardet.detect_all(
                data, include_encodings=_CANDIDATES, no_match_encoding="cp1252", compat_names=False
            )
            if one["encoding"]
        }
        best = max(ranked, key=lambda name: ranked[name], default="cp1252")
        if best == "cp1250" and ranked.get("cp1252", 0) > 0.6 * ranked[best]:
            best = "cp1252"  # a short text in Spanish or German; a Polish or Czech one is told apart clearly
        found = _try(data, best) or _try(data, "cp1252")
    return _Decoded(found.text, found.encoding, "guessed") if found else None


_REFUSED: tuple[tuple[str, str, str], ...] = (
    ("application/pdf", "a PDF", "save or export its text as .docx or .txt; a scan must be read by OCR first"),
    ("image/", "an image", "have its words read by OCR, and save them as .txt"),
    ("audio/", "a sound recording", "have it transcribed first, as .vtt, .srt, .json, .docx or .txt"),
    ("video/", "a film", "have it transcribed first, as .vtt, .srt, .json, .docx or .txt"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd")


_LIKE_TEXT = (b"%PDF-", b"GIF8", b"8BPS", b"qoif", b"BM", b"ID3", b"MThd", b"OggS", b"fLaC", b"RIFF", b"FORM")
"""What a document, an image, a recording or a film may begin with that a text may begin with too."""
_NEVER_IN_TEXT = bytes(code for code in range(32) if code not in b"\t\n\r\f")


def _may_be_no_text(sample: bytes) -> bool:
    """Whether `chardet` is to be asked, which takes 20 MB of memory to say of a plain text what can be seen."""
    if sample.startswith(_LIKE_TEXT) or len(sample.translate(None, _NEVER_IN_TEXT)) != len(sample):
        return True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return True
    return False


def _refuse(data: bytes, path: str) -> Problem | None:
    """Why a file that is no text can't be read, and what to save it as."""
    what = cure = ""
    if data.startswith(_OLE):
        what, cure = (
            "a file of an old Word (.doc) or another Office program",
            "open it in Word and save it as .docx or .txt",
        )
    elif data.startswith(_COMPRESSED):
        what, cure = "a compressed archive", "take the transcript out of it first"
    elif b"\x00" in data[:100_000] and data.startswith((b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe")):
        what, cure = "a program", "give the transcript's own file"
    elif data.startswith(b"ID3") or data[4:8] == b"ftyp":
        what, cure = "a sound recording or a film", _REFUSED[2][2]
    elif not data.startswith(tuple(mark for mark, _ in _MARKS)):
        kind = chardet.detect(data[:4096]).get("mime_type") or "" if _may_be_no_text(data[:4096]) else ""
        for family, name, mending in _REFUSED:
            if kind.startswith(family):
                what, cure = name, mending
        if not what and data[:4000].count(0) > 20 and not _wide(data):
            what, cure = "a file of a program's own", "save or export it as .docx or .txt"
    return Problem(path=path, message=f"this is {what}, and no text", hints=(cure,)) if what else None


def _name(encoding: str) -> str:
    return _NAMES.get(encoding) or _NAMES.get(codecs.lookup(encoding).name, encoding)


def _record_path(path: str) -> str:
    return re.sub(r"\.[^./]+$", "", path) + ".yml"


def _line_at(data: bytes, place: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:place])) + 1


def _first_line_outside_ascii(data: bytes) -> int:
    match = re.search(rb"[\x80-\xff]", data)
    return _line_at(data, match.start()) if match else 0
