"""Labels that nobody declared, in a transcript whose speakers are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.problems import Problem, did_you_mean, list_lines
from edition.transcripts.names import find_label, is_wholly_round, looks_like_label, may_be_label
from edition.transcripts.pieces import Piece
from edition.transcripts.turns import Block, Who

_WITH_OFFICE = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){1,4}?[^\W\d_a-zß-ÿ][\w'’-]*, [^\W\d_a-zß-ÿ][^.:!?]*")
"""A name of two words or more and an office: "Dr. Anna Berg, Minister of the Harbour"."""
_LETTER = re.compile(r"([A-Z])[.)]\s+(?=\S)")
"""One letter, where those who speak are letters: "Q. When?"."""


@dataclass(frozen=True, slots=True)
class Undeclared:
    """Words that may be a label and are not declared: what follows them would be given to the speaker before."""

    words: str
    colon: bool
    line: int
    opening: str
    """The first words of the line."""
    near: str | None
    """The declared label that they are, typed otherwise."""


def find_undeclared(
    blocks: Sequence[Block], who: Who, labels: Mapping[str, str], not_labels: Sequence[str]
) -> Iterator[Undeclared]:
    """What may be a label, and is none of `labels` or `not_labels`.

    What the source marks as it marks its speakers is always asked about; at the opening of a paragraph also any few
    words with a colon, and on later lines what looks like a name.
    """
    meant = {_bare(label): label for label in labels}
    for block in blocks:
        for position, piece in enumerate(block.pieces):
            if piece.apart:
                continue
            for index, line in enumerate(piece.printed.split("\n")):
                if is_wholly_round(line):
                    continue
                words = _undeclared(piece, line, meant, labels) if index or who(piece) is None else None
                if words is None or words in not_labels:
                    continue
                near = meant.get(_bare(words))
                opens = not (position or index)
                marked = bool(piece.label) and not (piece.weak or index)
                named = looks_like_label(words) or bool(_WITH_OFFICE.fullmatch(words))
                if near or named or marked or (opens and may_be_label(words)):
                    colon = line[line.find(words) + len(words) :].lstrip("*_ ").startswith((":", "："))
                    yield Undeclared(words, colon, piece.line + index, " ".join(line.split()[:3]), near)


def tell_undeclared(found: Sequence[Undeclared], labels: Mapping[str, str], path: str) -> Iterator[Problem]:
    """Each label that is not declared, where it stands first, with the lines where it stands again."""
    record = f"{re.sub(r'[.][^./]+$', '', path)}.yml"
    lines: dict[str, list[int]] = {}
    for one in found:
        lines.setdefault(one.words, []).append(one.line)
    for one in found:
        others = [line for line in lines[one.words] if line != one.line]
        if one.near is None and one.line != lines[one.words][0]:
            continue
        label = one.words + ":" * one.colon
        what = (
            f"'{one.opening} …' looks like the label '{one.near}', typed otherwise"
            if one.near
            else f"'{label}' looks like a speaker's label and is not declared{did_you_mean(one.words, labels)}"
        )
        again = () if one.near or not others else (list_lines(others),)
        hints = (f"declared are {', '.join(labels)}", f"add it to a speaker's labels in {record}, or to not_labels")
        yield Problem(path=path, line=one.line, message=what, hints=(*again, *hints))


def _undeclared(piece: Piece, line: str, meant: Mapping[str, str], labels: Mapping[str, str]) -> str | None:
    """What may be a label at the beginning of a line."""
    found = find_label(line)
    if found:
        return None if found[0] in labels else found[0]
    if piece.label and not piece.weak and piece.printed.startswith(line):
        return piece.label
    if piece.printed.startswith(line) and (letter := _LETTER.match(line)) and sum(len(one) == 1 for one in labels) > 1:
        return None if letter[1] in labels else letter[1]
    return _unspaced_label(line, meant)


def _bare(label: str) -> str:
    """A label without case, markup, brackets and what stands in them: "**BERG (laughing)**" is "berg"."""
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|[^\w\s]", "", label).strip().casefold()


def _unspaced_label(line: str, meant: Mapping[str, str]) -> str | None:
    """The words before a colon with no space after it, where they are a declared label."""
    before, colon, _ = line[:200].strip("*_ ").partition(":")
    return before if colon and _bare(before) in meant else None
