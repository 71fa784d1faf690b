"""What every reader of a form gives: the source in order, cut into pieces, each with who is marked as saying it.

A reader knows its form and nothing of who the speakers are; `talk` makes turns of the pieces, with speakers that are
declared or inferred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edition.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph of a source, or something in it that nobody says."""

    text: str
    """The words, without label and timecode."""
    line: int
    """From 1, as a text editor counts lines; in a document without lines the paragraph."""
    label: str = ""
    """What may be the speaker's mark, as printed, without colon and markup; empty where the one before goes on."""
    mark: str = ""
    """Everything that stands before `text` and holds the label, as printed: put back where the label is no speaker's."""
    start: float | None = None
    """Seconds from the beginning of a recording."""
    apart: str = ""
    """What it is where nobody says it ("page number", "heading", "remark of the file"); empty for talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A source as its reader gives it."""

    pieces: tuple[Piece, ...]
    sure: bool = False
    """Whether the form itself says who speaks (a voice tag, a column), so that a label that occurs once is one."""
    casts: tuple[tuple[str, str], ...] = ()
    """Labels and full names, where the source has a list of who speaks."""
    form: tuple[str, ...] = ()
    """Words that the form writes and nobody says or wrote as text: a label that stands again, the name of a column."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as received, and its text where it is one."""

    data: bytes
    path: str
    text: str | None = None
    """In NFC with lines ending in a line feed; None where the bytes are no text (a .docx)."""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that transcripts come in."""

    name: str
    """As a person would call it: "WebVTT", "plain text"."""
    fits: Callable[[Source], bool]
    """Whether a source is of this form, by its content; the file's ending may only help."""
    read: Callable[[Source], Pieces]
    words: Callable[[Source], str] | None = None
    """Every word that the source holds, found in another way than `read` finds them; `None` for its text as it is."""
