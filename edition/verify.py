"""The built site against the edition: nothing lost, nobody misquoted.

Labels, speakers and words are taken back out of the finished HTML, in order, additions left out and emendations undone,
and compared with the witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lxml import etree, html
from lxml.html import HtmlElement

from edition.model import Interview
from edition.problems import Problem

_VOID = frozenset(["br", "hr", "img", "input", "wbr"])
"""Elements without words that part those on their two sides."""


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


def read_witness(page: str) -> list[WitnessedPart]:
    """The witness as a finished page shows it: what has `data-witness`, under the last `data-label`."""
    if not page.strip():
        return []
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    parts: list[WitnessedPart] = []
    label = speaker = ""
    for element in tree.iter(etree.Element):
        if "data-label" in element.attrib:
            label, speaker = element.get("data-label", ""), element.get("data-speaker", "")
        if "data-witness" in element.attrib and not _is_within(element):
            part_id = element.get("data-witness", "")
            said = (label, speaker) if part_id.startswith("t") else ("", "")
            words = _text(element) if _ALTERED(element) else _STRING(element)
            parts.append(WitnessedPart(part_id, *said, tuple(words.split())))
    return parts


def _is_within(element: HtmlElement) -> bool:
    """Whether a part of the witness stands within another. Asked of each, because XPath takes seconds for thousands."""
    return any("data-witness" in one.attrib for one in element.iterancestors())


_ALTERED = etree.XPath(
    "boolean(descendant::*[@data-added or @data-printed"
    " or self::br or self::hr or self::img or self::input or self::wbr])"
)
"""Whether there is anything in an element that is not to be read as it stands."""
_STRING = etree.XPath("string()", smart_strings=False)


def _text(element: HtmlElement) -> str:
    """The words in an element, additions left out and emendations undone."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _VOID:
            pieces.append(" ")
        elif "data-added" in child.attrib:
            pass
        elif "data-printed" in child.attrib:
            pieces.append(child.get("data-printed", ""))
        elif isinstance(child.tag, str):  # a comment has none
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def check_witness(interview: Interview, page: str, path: str) -> Iterator[Problem]:
    """Every difference between what a page shows of an interview and its text as received."""
    expected, found = witness_of(interview), read_witness(page)
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
