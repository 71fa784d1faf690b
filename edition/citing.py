"""Citations in the styles that readers ask for, by a processor of the Citation Style Language.

citeproc-py 0.11.1 with the styles of the CSL project. Against pandoc 3's own processor it lacks three things that these
styles need, which are mended here: `initialize="false"`, punctuation inside American quotation marks, and the capital
of a label (APA's "Interviewer"). It also repeats a title that stands in for a missing author; so a note is never given
to it without the one who wrote it.

A citation has `<i>` and `</i>` around what is italic, and no other markup: its text is not escaped.
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from edition.citation_processor import look_up_once
from edition.csl import Item, csl_date

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationStyle:
    """A way to cite, and the style that prints it."""

    name: str
    file: str
    form: str
    """``note`` or ``list``: as in a footnote, or as in a list of works."""
    part: str = "webpage"
    """The CSL type under which this style gives a part of the edition with its version."""
    initials: bool = False
    """Whether it gives given names as initials."""


CITATION_STYLES = (
    CitationStyle(name="Chicago, note", file="chicago-notes-bibliography", form="note"),
    CitationStyle(name="Chicago, bibliography", file="chicago-notes-bibliography", form="list"),
    CitationStyle(name="Chicago, author-date", file="chicago-author-date", form="list"),
    CitationStyle(name="MLA", file="modern-language-association", form="list"),
    CitationStyle(name="APA", file="apa", form="list", part="entry-encyclopedia", initials=True),
)


class _Italic(str):
    def __new__(cls, text: str) -> _Italic:
        return super().__new__(cls, f"<i>{text}</i>")


class _Upright(str):
    pass


_FORMATTER = types.SimpleNamespace(
    preformat=lambda text: str(text).replace("<", "‹").replace(">", "›"),
    Italic=_Italic, Oblique=_Italic, Bold=_Upright, Light=_Upright, Underline=_Upright,
    Superscript=_Upright, Subscript=_Upright, SmallCaps=_Upright,
)  # fmt: skip


def cite(item: Item, style: CitationStyle) -> str:
    """An item as a style prints it."""
    printed_nowhere = item["type"] == "interview" and "container-title" not in item
    source = CiteProcJSON([_processable(_alone(item) if printed_nowhere else item)])
    bibliography = CitationStylesBibliography(_load(style.file, style.initials), source, _FORMATTER)
    citation = Citation([CitationItem(item["id"])])
    bibliography.register(citation)
    if style.form == "note":
        text = str(bibliography.cite(citation, _refuse))
    else:
        text = "".join(map(str, bibliography.bibliography()))
    return _mended(text.replace(f", {_NOBODY}", "").replace(f". {_NOBODY}", ""))


_NOBODY = "\ue004"


def _alone(item: Item) -> Item:
    """An interview of which no venue is known, as a document that stands alone.

    The styles leave an interview that was printed nowhere out of a list of works, and print nothing at all: with a mark
    for a publisher, which is taken out afterwards, they give what is known.
    """
    genre = {} if item.get("interviewer") else {"genre": "Interview"}
    return {**item, **genre, "type": "document", "publisher": _NOBODY}


def _refuse(item: CitationItem) -> None:
    raise AssertionError(f"{item.key} was not given to the processor")


def _processable(item: Item) -> dict[str, Any]:
    """A copy that the processor may change, with the parts of dates as it expects them."""
    return {key: [dict(one) for one in value] if key in ("author", "interviewer") else value
            for key, value in item.items() if key != "custom"}  # fmt: skip


@cache
def _load(file: str, initials: bool) -> CitationStylesStyle:
    text = (STYLES / f"{file}.csl").read_bytes()
    if not initials:  # where a name says `initialize="false"`, the processor would make initials of every given name
        text = text.replace(b' initialize-with=". "', b"", 1)
    style = CitationStylesStyle(BytesIO(text), validate=False)
    look_up_once(style)
    return style


def _mended(text: str) -> str:
    text = re.sub(r"(</i>)?”([.,])", r"\2\1”", text)
    text = re.sub(r"([?!.])[.,]”", r"\1”", text)
    return text.replace(", interviewer)", ", Interviewer)").replace(", interviewers)", ", Interviewers)")


# A part of the edition ----------------------------------------------------------------------------------------------

_AUTHOR, _TITLE, _GENRE, _ADDRESS = "\ue000", "\ue001", "\ue002", "\ue003"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPart:
    """A note or an entry, which is the editors' work and not the speakers'."""

    author: str
    title: str
    genre: str
    """What it is: ``note to turn 51, draft``."""
    edition: str
    """The edition's title."""
    version: str
    address: str
    issued: str = ""
    """EDTF; empty where no date is known."""


def cite_part(part: EditionPart) -> list[tuple[str, str]]:
    """A part of the edition in each style: the style's name, the citation.

    The processor takes some fiftieth of a second for one, and an edition has hundreds: it prints each shape once, and
    the words are put in afterwards. Titles stay as the editor wrote them.
    """
    cited = []
    for style in CITATION_STYLES:
        text = _pattern(style, part.edition, part.version, part.issued)
        for mark, words in ((_AUTHOR, part.author), (_TITLE, part.title), (_GENRE, part.genre)):
            text = _filled(text, mark, words)
        cited.append((style.name, _mended(text).replace(_ADDRESS, part.address)))
    return cited


@cache
def _pattern(style: CitationStyle, edition: str, version: str, issued: str) -> str:
    item: Item = {
        "id": "part", "type": style.part, "title": _TITLE, "author": [{"literal": _AUTHOR}], "genre": _GENRE,
        "container-title": edition, "version": version, "URL": _ADDRESS,
    }  # fmt: skip
    if issued:
        item["issued"] = csl_date(issued)
    return cite(item, style).replace(f"Retrieved {_ADDRESS}", _ADDRESS)  # APA's word where a date of access follows


def _filled(text: str, mark: str, words: str) -> str:
    """With words for a mark: a capital where a sentence or a bracket begins, no second full stop."""
    before, found, after = text.partition(mark)
    if not found:
        return text
    if not before or before.endswith((". ", ".” ", "[")):
        words = words[:1].upper() + words[1:]
    if words.endswith(".") and after.startswith("."):
        after = after[1:]
    return before + words + after
