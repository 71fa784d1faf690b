"""What every reader of a form gives: the source in order, cut into pieces, each with who is marked as saying it.

A reader knows its form and nothing of who the speakers are; `talk` makes turns of the pieces, with speakers that are
declared or inferred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edition.model import Stated
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
    """All that stands before `text`, the label in it, as printed: put back where the label is no speaker's."""
    margin: str = ""
    """What stands before all else and is no word of anybody, as printed: a timecode, which `start` holds in seconds."""
    direction: str = ""
    """A stage direction that is part of the label, in its brackets: "(laughing)"; kept before the words."""
    times: int = 1
    """How often the label stands in the turn that opens here: captions and rows give it again with each."""
    means: str = ""
    """Whom the label stands for here, where the source says so: "MS. BERG" for a Q after "BY MS. BERG:"."""
    start: float | None = None
    """Seconds from the beginning of a recording."""
    runs_on: bool = False
    """Whether it goes on in the paragraph of the piece before, on the next line."""
    weak: bool = False
    """Whether `label` is one only if it is declared: this source does not mark its speakers in that way."""
    sure: bool = False
    """Whether the form of the mark leaves no doubt, so that a label that occurs once is one."""
    apart: str = ""
    """What it is where nobody says it ("page number", "heading", "remark of the file"); empty for talk."""

    @property
    def printed(self) -> str:
        """The piece as the source has it, but for what stands in the margin."""
        return self.mark + self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A source as its reader gives it."""

    pieces: tuple[Piece, ...]
    sure: bool = False
    """Whether the form itself says who speaks (a voice tag, a column), so that a label that occurs once is one.

    Pieces that follow each other with one label are then one turn.
    """
    casts: tuple[tuple[str, str], ...] = ()
    """Labels and full names, where the source has a list of who speaks."""
    form: tuple[str, ...] = ()
    """Words that the form writes and nobody says or wrote as text: a label that stands again, the name of a column."""
    stated: tuple[Stated, ...] = ()
    """What fields of the form say of the talk."""
    remarks: tuple[Problem, ...] = ()
    """How something was taken that could be taken so: told where nothing is declared, and no fault of an edition."""
    problems: tuple[Problem, ...] = ()
    """Why it can't be read, or not all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as received, and its text where it is one."""

    data: bytes
    path: str
    text: str | None = None
    """In NFC with lines ending in a line feed; None where the bytes are no text (a .docx)."""
    encoding: str = "utf-8"
    pages: tuple[int, ...] = ()
    """The lines, from 1, before which a form feed stood: with each begins a page."""


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
