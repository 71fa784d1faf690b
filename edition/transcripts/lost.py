"""The check that nothing is lost between a file and its turns, which trusts neither the reader nor the splitter.

First the source against the pieces its reader gave: character by character where the form is a text as it stands, by
counted words where it has a syntax of its own, which may cut a word in two. Then the pieces against the turns and what
stands beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from edition.model import Transcript
from edition.transcripts.pieces import Form, Pieces, Source

SHOWN = 60
"""Characters of what is lost that are told."""
_WORD = re.compile(r"[^\W_]+")


def find_lost(source: Source, form: Form, pieces: Pieces, transcript: Transcript) -> str:
    """The first words of a source that stand nowhere in its transcript; empty where every one is somewhere."""
    if form.words is None:
        in_reading = _lost_in_text(source.text or "", pieces)
    else:
        words = form.words(source)
        read = [*(piece.margin + piece.printed for piece in pieces.pieces), *pieces.form]
        in_reading = _missing([words], read) if _letters([words]) - _letters(read) else ""
    return in_reading or _lost_in_splitting(pieces, transcript)


def _lost_in_text(text: str, pieces: Pieces) -> str:
    """Follows a text from its beginning to its end along its pieces."""
    rest = "".join(text.split())
    at = 0
    for piece in pieces.pieces:
        squeezed = "".join((piece.margin + piece.printed).split())
        if not rest.startswith(squeezed, at):
            # numbers down a margin stand together in one piece, and not in the order of the text
            printed = [piece.margin + piece.printed for piece in pieces.pieces]
            return _missing([text], printed)
        at += len(squeezed)
    return rest[at : at + SHOWN]


def _lost_in_splitting(pieces: Pieces, transcript: Transcript) -> str:
    labels = {turn.label for turn in transcript.turns}
    held = [part.text for part in transcript.front_matter]
    held += [part.text for part in transcript.tail]
    held += [part.text for part in transcript.apart]
    held += [paragraph.text for turn in transcript.turns for paragraph in turn.paragraphs]
    needed = [piece.text if piece.label in labels else piece.printed for piece in pieces.pieces if piece.text]
    return _missing(needed, held)


def _missing(needed: Sequence[str], held: Sequence[str]) -> str:
    """The first words that stand more often in some texts than in others."""
    if not _words_missing(*_without_common_lines(needed, held)):
        return ""
    return _words_missing(needed, held)


def _without_common_lines(needed: Sequence[str], held: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of some texts and those of others, without those that both have: mostly nothing, and soon found."""
    here = Counter(line for text in needed for line in text.split("\n"))
    there = Counter(line for text in held for line in text.split("\n"))
    return list((here - there).elements()), list((there - here).elements())


def _words_missing(needed: Iterable[str], held: Iterable[str]) -> str:
    there = Counter(word for text in held for word in _words(text))
    lost: list[str] = []
    for text in needed:
        for word in _words(text):
            if there[word]:
                there[word] -= 1
            else:
                lost.append(word)
    return " ".join(lost)[:SHOWN]


def _letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter and figure stands in some texts, wherever words begin and end."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update("".join(_words(text)))
    return counted


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFC", text))
