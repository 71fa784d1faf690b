"""Signs of Markdown among the words of a Markdown file: kept as they stand, or left out around names, and told.

The text is a witness and not ours to typeset: `*really*` is shown with its asterisks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.problems import Problem
from edition.transcripts.pieces import Piece

_ENDINGS = (".md", ".markdown", ".mdown", ".qmd", ".rmd")
_SIGNS = re.compile(
    r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:[ ]\"[^\"\n]{0,200}\")?\)"
    r"|<https?://[^<>\s]{1,300}>"
    r"|(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{0,300}[^\s*]\1(?![\w*])"
    r"|(?<![\w])(_{1,3})(?=[^\s_])[^\n]{0,300}?[^\s_]\2(?!\w)"
    r"|~~(?=\S)[^~\n]{1,300}~~|`[^`\n]{1,300}`|&(?:[a-zA-Z]{2,12}|#\d{1,6});"
)
"""Links and images, addresses, emphasis, deletion, code, and names of characters."""
_SHOWN = 3
_LONGEST = 40
_FIRST_IN = re.compile(r"[*_]")


def tell_inline(pieces: Sequence[Piece], text: str, path: str) -> tuple[Problem, ...]:
    """What became of the signs of Markdown in the talk of a Markdown file; nothing of other files."""
    if not path.lower().endswith(_ENDINGS):
        return ()
    first = next((at for at, piece in enumerate(pieces) if piece.label and not (piece.weak or piece.apart)), None)
    if first is None:
        return ()
    return (*_tell_kept(pieces[first:], path), *_tell_left_out(pieces[first:], text, path))


def find_signs(text: str) -> list[str]:
    """The stretches of a text that Markdown would not show as they are written.

    >>> find_signs("I *really* saw [it](https://a.example), 2*3*4 and the_old_name.")
    ['*really*', '[it](https://a.example)']
    """
    return [match.group() for match in _SIGNS.finditer(text)]


def _tell_kept(pieces: Sequence[Piece], path: str) -> Iterator[Problem]:
    found = [
        (piece.line + offset, signs)
        for piece in pieces
        if not piece.apart
        for offset, line in enumerate(piece.text.split("\n"))
        for signs in find_signs(line)
    ]
    if found:
        shown = [f'"{_cut(signs)}"' for _, signs in found[:_SHOWN]]
        more = f" and {len(found) - _SHOWN} more, the last on line {found[-1][0]}" if len(found) > _SHOWN else ""
        message = f"signs of Markdown among the words are kept, and shown as they stand: {', '.join(shown)}{more}"
        hints = ("where they are only a look, take them out of the file and say so in the interview's provenance",)
        yield Problem(path=path, line=found[0][0], message=message, hints=hints)


def _tell_left_out(pieces: Sequence[Piece], text: str, path: str) -> Iterator[Problem]:
    """That emphasis around names is no part of them, nor that around a whole paragraph of its words."""
    named = next((piece.line for piece in pieces if not piece.weak and piece.label and _FIRST_IN.search(piece.mark)), 0)
    lines = text.split("\n")
    whole = 0
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        source = "\n".join(lines[piece.line - 1 : after.line - 1 if after else None]).rstrip()
        if not (piece.apart or piece.weak) and source.count("*") > piece.printed.count("*") and source.endswith("*"):
            whole = whole or piece.line
    around = [what for what, line in (("names", named), ("whole paragraphs", whole)) if line]
    if around:
        message = f"signs of emphasis around {' and '.join(around)} are taken as Markdown's and left out"
        yield Problem(path=path, line=min(line for line in (named, whole) if line), message=message)


def _cut(signs: str) -> str:
    return signs if len(signs) <= _LONGEST else f"{signs[: _LONGEST - 1]}…"
