"""What says below a talk that it is over: "[END OF INTERVIEW]", "(Ende)", "- END -". Nobody says it.

It stands on a line of its own, or in brackets after the last words; what follows it, if it is not long, was not said
in the talk either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from edition.transcripts.pieces import Piece

END = "end of the talk"
LONGEST = 100
"""Characters of a mark."""
FEW = 200
"""Words that may follow the mark; where more do, the talk goes on."""
_WHAT = (
    r"(?:interview|recording|audio|transcript(?:ion)?|tape|conversation|talk|session|file|video|discussion|meeting"
    r"|podcast|episode|call)"
)
_BARE = r"(?:the\s+)?end|ende|fin|fine|fim|slut|koniec|конец|кінець|son|完|终|終|结束|結束"
_OF = (
    rf"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?:{_WHAT}\s+)?{_WHAT}"
    rf"|(?:end|stop)\s+(?:interview|recording|audio|transcript)|{_WHAT}\s+(?:ends|ended|concludes|concluded|is\s+over)"
    r"|ende\s+(?:des|der|vom)\s+(?:interviews?|gespr(?:ä|ae)chs?|aufnahme|aufzeichnung|transkripts?|transkription"
    r"|tonbands?|bandes|mitschnitts?|videos?|audios?)"
    r"|(?:das\s+)?(?:interview|gespräch|transkript)\s+(?:endet|ende)|(?:die\s+)?(?:aufnahme|aufzeichnung)\s+(?:endet|ende)"
    r"|fin\s+(?:de\s+l[a'’]\s*|du\s+|del\s+|de\s+)(?:entrevista|grabación|conversación|audio|vídeo|video|transcripción"
    r"|entretien|interview|enregistrement|transcription|conversation)"
    r"|fim\s+d[aeo]\s+(?:entrevista|gravação|conversa|áudio|transcrição)"
    r"|fine\s+(?:dell['’]\s*|della\s+)(?:intervista|registrazione|conversazione)"
    r"|koniec\s+(?:wywiadu|nagrania|rozmowy)|(?:söyleşi|görüşme|kayıt)\s+sonu"
    r"|конец\s+(?:интервью|записи|беседы|разговора)|(?:访谈|採訪|采访|訪談|录音|錄音)(?:结束|結束|完)"
)
_TIME = r"(?:[\s,;–—-]*(?:at\s+)?\d{1,2}(?::\d{2}){1,2})?"
_WITHIN = rf"\s*(?:{_OF}|{_BARE}){_TIME}\s*[.!]?\s*"
_WRAPPED = re.compile(
    rf"[*_]*(?:\[{_WITHIN}\]|\({_WITHIN}\)|（{_WITHIN}）|\{{{_WITHIN}\}}|<{_WITHIN}>"
    rf"|[-–—=~]+{_WITHIN}[-–—=~]+|#+{_WITHIN}#*)[*_]*\.?|[*_]+{_WITHIN}[*_]+",
    re.IGNORECASE,
)
"""Between signs that part it from what is said."""
_ALONE = re.compile(rf"(?:{_OF}){_TIME}\.?", re.IGNORECASE)
"""Without such signs, where a line says whose end it is; "Ende" alone may be somebody's word."""
_SHOUTED = re.compile(r"(?:THE )?END|ENDE|FIN|FIM|КОНЕЦ")
_AFTER_WORDS = re.compile(rf"(?<=\S)[ \t]+(?P<mark>\[{_WITHIN}\]|\({_WITHIN}\))[*_]*$", re.IGNORECASE)


def is_end(line: str) -> bool:
    """Whether a line is nothing but a mark that the talk is over.

    >>> [is_end(line) for line in ("[END OF INTERVIEW]", "(Ende)", "- END -", "Ende des Interviews", "The end")]
    [True, True, True, True, False]
    """
    bare = line.strip()
    return len(bare) <= LONGEST and bool(_WRAPPED.fullmatch(bare) or _ALONE.fullmatch(bare) or _SHOUTED.fullmatch(bare))


def part_end(pieces: Sequence[Piece], who: Callable[[Piece], str | None]) -> tuple[Piece, ...]:
    """The pieces of a talk, the mark below it apart.

    It is looked for after the last label, as `who` knows them, and nowhere where much follows it.
    """
    last = max((at for at, piece in enumerate(pieces) if not piece.apart and who(piece)), default=len(pieces))
    rest = 0
    for at in range(len(pieces) - 1, last - 1, -1):
        piece = pieces[at]
        if rest > FEW:
            break
        if piece.apart and is_end(piece.text) and not piece.mark:
            return (*pieces[:at], replace(piece, apart=END), *pieces[at + 1 :])
        parts = None if piece.apart else tuple(_parted(piece, rest))
        if parts:
            return (*pieces[:at], *parts, *pieces[at + 1 :])
        rest += 0 if piece.apart else len(piece.text.split())
    return tuple(pieces)


def _parted(piece: Piece, rest: int) -> Iterator[Piece]:
    """A piece cut at the mark in it, with what stands before and after; nothing where it has none.

    A label with nothing but the mark after it keeps it: somebody may have said so.
    """
    lines = piece.text.split("\n")
    for at in range(len(lines) - 1, -1, -1):
        if rest > FEW:
            return
        line = lines[at]
        begins = _begins(line)
        if begins is not None:
            before = [*lines[:at], *([line[:begins].rstrip()] if begins else [])]
            mark, after = line[begins:].strip(), lines[at + 1 :]
            if not any(before) and (piece.label or piece.margin):
                return
            if any(before):
                yield replace(piece, text="\n".join(before))
            yield Piece(text=mark, line=piece.line + at, start=None if any(before) else piece.start, apart=END)
            if after:
                yield Piece(text="\n".join(after), line=piece.line + at + 1)
            return
        rest += len(line.split())


def _begins(line: str) -> int | None:
    """Where in a line a mark begins that ends it; None where there is none."""
    if is_end(line):
        return 0
    skipped = max(0, len(line) - LONGEST)
    found = _AFTER_WORDS.search(line, skipped)
    return found.start("mark") if found else None
