"""The built site against the edition: nothing lost, nobody misquoted.

Labels, speakers and words are taken back out of the finished HTML, in order, additions left out and emendations undone,
and compared with the witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest

from edition.model import Interview
from edition.problems import Problem

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


@dataclass(frozen=True, slots=True)
class WitnessedPart:
    """A paragraph as it can be read on a page, with the label and the speaker above it."""

    id: str
    label: str
    speaker: str
    words: tuple[str, ...]


def witness_of(interview: Interview) -> list[WitnessedPart]:
    """What a page must show of an interview: its paragraphs in order, the tail and what stands apart included."""
    parts = [WitnessedPart(one.id, "", "", tuple(one.text.split())) for one in interview.front_matter]
    parts += [
        WitnessedPart(paragraph.id, turn.label, turn.speaker, tuple(paragraph.text.split()))
        for turn in interview.turns
        for paragraph in turn.paragraphs
    ]
    parts += [WitnessedPart(item.id, "", "", tuple(item.text.split())) for item in interview.tail]
    return parts + [WitnessedPart(one.id, "", "", tuple(one.text.split())) for one in interview.apart]


class _WitnessParser(HTMLParser):
    """Gathers the words of elements with `data-witness` under the last `data-label`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[WitnessedPart] = []
        self._label = self._speaker = ""
        self._open: list[str] = []
        self._witness: tuple[str, int] | None = None
        self._muted: int | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "data-label" in values:
            self._label, self._speaker = values["data-label"] or "", values.get("data-speaker") or ""
        if tag in _VOID:
            if self._witness and self._muted is None:
                self._text.append(" ")
            return
        self._open.append(tag)
        if "data-witness" in values and self._witness is None:
            self._witness, self._text = (values["data-witness"] or "", len(self._open)), []
        elif self._witness and self._muted is None:
            if "data-added" in values:
                self._muted = len(self._open)
            elif "data-printed" in values:
                self._text.append(values["data-printed"] or "")
                self._muted = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            depth, closed = len(self._open), self._open.pop()
            if self._muted == depth:
                self._muted = None
            if self._witness and self._witness[1] == depth:
                self._close_witness(self._witness[0])
            if closed == tag:
                return

    def _close_witness(self, paragraph_id: str) -> None:
        in_talk = paragraph_id.startswith("t")
        self.parts.append(
            WitnessedPart(
                paragraph_id,
                self._label if in_talk else "",
                self._speaker if in_talk else "",
                tuple("".join(self._text).split()),
            )
        )
        self._witness = None

    def handle_data(self, data: str) -> None:
        if self._witness and self._muted is None:
            self._text.append(data)


def read_witness(html: str) -> list[WitnessedPart]:
    """The witness as a finished page shows it."""
    parser = _WitnessParser()
    parser.feed(html)
    parser.close()
    return parser.parts


def check_witness(interview: Interview, html: str, path: str) -> Iterator[Problem]:
    """Every difference between what a page shows of an interview and its text as received."""
    expected, found = witness_of(interview), read_witness(html)
    for wanted, shown in zip_longest(expected, found):
        if wanted == shown:
            continue
        if wanted is None or shown is None or wanted.id != shown.id:
            yield _difference(path, f"expected paragraph {_name(wanted)}, found {_name(shown)}")
            return  # from here on everything is shifted
        if (wanted.label, wanted.speaker) != (shown.label, shown.speaker):
            given, right = f"{shown.speaker or 'nobody'} ({shown.label})", f"{wanted.speaker} ({wanted.label})"
            yield _difference(path, f"{wanted.id} is given to {given}, not to {right}")
        if wanted.words != shown.words:
            yield _difference(path, f"the words of {wanted.id} differ: {_first_difference(wanted.words, shown.words)}")


def _name(part: WitnessedPart | None) -> str:
    return part.id if part else "nothing"


def _first_difference(wanted: Sequence[str], shown: Sequence[str]) -> str:
    for index, (one, other) in enumerate(zip_longest(wanted, shown)):
        if one != other:
            before = " ".join(wanted[max(0, index - 3) : index])
            return f'after "{before}" the text has {one!r}, the page {other!r}'
    return "nothing"


def _difference(path: str, message: str) -> Problem:
    hints = ("the page would misquote the text, so the site was not replaced",
             "this is a fault of the program: please report it")  # fmt: skip
    return Problem(path=path, message=message, hints=hints)
