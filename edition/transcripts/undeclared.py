"""Labels that nobody declared, in a transcript whose speakers are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from edition.problems import Problem, did_you_mean
from edition.transcripts.names import find_label, is_wholly_round, looks_like_label, may_be_label
from edition.transcripts.pieces import Piece
from edition.transcripts.turns import Block, Who


def undeclared_labels(
    blocks: Sequence[Block], who: Who, labels: Mapping[str, str], not_labels: Sequence[str], path: str
) -> Iterator[Problem]:
    """Words that may be a label and are not declared: what follows them would be given to the speaker before.

    At the opening of a paragraph any few words with a colon are asked about, on later lines what looks like a name.
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
                if near is None and not (may_be_label(words) and (looks_like_label(words) or not (position or index))):
                    continue
                opening = " ".join(line.split()[:3])
                yield Problem(
                    path=path,
                    line=piece.line + index,
                    message=f"'{opening} …' looks like the label '{near}', typed otherwise"
                    if near
                    else f"'{words}:' looks like a speaker's label and is not declared{did_you_mean(words, labels)}",
                    hints=(
                        f"declared are {', '.join(labels)}",
                        f"add it to a speaker's labels in {re.sub(r'[.][^./]+$', '', path)}.yml, or to not_labels",
                    ),
                )


def _undeclared(piece: Piece, line: str, meant: Mapping[str, str], labels: Mapping[str, str]) -> str | None:
    """What may be a label at the beginning of a line."""
    found = find_label(line)
    if found:
        return None if found[0] in labels else found[0]
    if piece.label and not piece.weak and piece.printed.startswith(line):
        return piece.label
    return _unspaced_label(line, meant)


def _bare(label: str) -> str:
    """A label without case, markup, brackets and what stands in them: "**BERG (laughing)**" is "berg"."""
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|[^\w\s]", "", label).strip().casefold()


def _unspaced_label(line: str, meant: Mapping[str, str]) -> str | None:
    """The words before a colon with no space after it, where they are a declared label."""
    before, colon, _ = line[:200].strip("*_ ").partition(":")
    return before if colon and _bare(before) in meant else None
