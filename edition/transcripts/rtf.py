"""Rich Text (.rtf) as paragraphs, on the library `striprtf`.

The library gives the running text alone: that a file has notes or running heads is told, and their words are not read.
"""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from edition.problems import Problem
from edition.transcripts.paragraphs import DocumentParagraph, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source

_BESIDE = {"footnote": "notes", "header": "running heads", "footer": "running feet", "annotation": "comments"}


def _fits(source: Source) -> bool:
    return source.text is not None and source.text.startswith("{\\rtf")


def _plain(source: Source) -> str:
    """The running text; `ValueError` or `LookupError` where it can't be had."""
    plain: str = rtf_to_text(source.text or "", errors="strict")  # type: ignore[no-untyped-call]
    return plain


def _read(source: Source) -> Pieces:
    try:
        plain = _plain(source)
    except (ValueError, LookupError) as error:
        hints = ("open it in a word processor and save it as .docx or .txt",)
        message = f"this .rtf can't be read: {error}"
        return Pieces(pieces=(), problems=(Problem(path=source.path, message=message, hints=hints),))
    remarks: list[Problem] = []
    found = [what for word, what in _BESIDE.items() if re.search(rf"\\{word}[lrf]?(?![a-z])", source.text or "")]
    if found:
        hints = ("save the file as .docx to have them read as well",)
        message = f"the file may have {' and '.join(found)}, which are not read from .rtf"
        remarks.append(Problem(path=source.path, message=message, hints=hints))
    paragraphs = [DocumentParagraph(text=line, number=number) for number, line in enumerate(plain.split("\n"), start=1)]
    return read_paragraphs(paragraphs, source, remarks)


def _words(source: Source) -> str:
    try:
        return _plain(source)
    except (ValueError, LookupError):
        return ""


RICH_TEXT = Form(name="Rich Text (.rtf)", fits=_fits, read=_read, words=_words)
