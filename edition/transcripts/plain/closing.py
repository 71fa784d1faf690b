"""What stands below the end of a talk, and lines that say who made it: nobody in the talk says them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.transcripts.plain.headings import HEADING, LONGEST_HEADING
from edition.transcripts.plain.lines import Line, end_of_paragraph
from edition.transcripts.plain.marks import Mark

BELOW_END = "below the end"
CREDIT = "credit"
_ENDED = re.compile(
    r"(?:the )?end of (?:the )?(?:full )?(?:interview|transcript(?:ion)?|recording|audio|conversation)"
    r"|(?:end|stop) (?:interview|transcript|recording|audio)"
    r"|(?:interview|recording|transcript|audio) (?:ends|ended|concluded)"
    r"|ende (?:des (?:interviews?|gesprächs?|transkripts?)|der (?:aufnahme|aufzeichnung))"
    r"|fin (?:de l['’](?:entretien|interview|enregistrement)|de la (?:entrevista|grabación))"
    r"|fine (?:dell['’]intervista|della registrazione)|fim da (?:entrevista|gravação)"
    r"|конец (?:интервью|записи|беседы)|koniec (?:wywiadu|nagrania|rozmowy)|(?:söyleşi|görüşme|kayıt) sonu",
    re.IGNORECASE,
)
_END = re.compile(r"(?:the )?end|ende|fin|fine|fim|конец|koniec|son|完|終|终|끝", re.IGNORECASE)
"""Words that are an end only in brackets or between signs, or in capitals: somebody may say them, too."""
_DRESS = "[]()*_-–—=#~. "
_CREDIT = re.compile(
    r"(?:propos recueillis|entretien (?:réalisé|conduit|mené)|(?:das )?(?:gespräch|interview) führten?\b"
    r"|die fragen stellten?\b|(?:this )?(?:interview|conversation|text) (?:was )?(?:conducted|edited|condensed)"
    r"|interview(?:ed)? by\b|transcri(?:bed|ption) (?:and edited )?by\b|intervista (?:a cura )?di\b|a cura di\b"
    r"|entrevista (?:realizada por|de)\b|беседовала?\b|интервью (?:взяла?|вела?)\b|rozmawiała?\b|söyleşi:)",
    re.IGNORECASE,
)


def mark_closing(lines: Sequence[Line], labels: Mapping[int, Mark]) -> None:
    """Mark as apart what stands below a line that ends the talk, and credits below the last turn.

    `labels` are the marks of who speaks by the lines that they open.
    """
    if not labels:
        return
    last = _last_turn(labels)
    below = range(last + 1, len(lines))
    end = next((at for at in below if not lines[at].front and lines[at].text and _ends(lines[at])), len(lines))
    for at in range(end, len(lines)):
        lines[at].apart = lines[at].apart or (HEADING if at == end else BELOW_END)
    for at in below:
        if lines[at].apart or not lines[at].gap or not _CREDIT.match(lines[at].text.lstrip(_DRESS)):
            continue
        paragraph = lines[at : end_of_paragraph(lines, at) + 1]
        if sum(len(one.text) for one in paragraph) <= LONGEST_HEADING:
            for one in paragraph:
                one.apart = CREDIT


def _last_turn(labels: Mapping[int, Mark]) -> int:
    """The line with the last label that comes back, or the last of all where none does."""
    times = Counter(mark.label for mark in labels.values())
    return max((at for at, mark in labels.items() if times[mark.label] > 1), default=max(labels))


def _ends(line: Line) -> bool:
    """Whether a line says no more than that the talk has ended."""
    bare = line.text.strip(_DRESS)
    if _ENDED.fullmatch(bare):
        return True
    return bool(_END.fullmatch(bare)) and ((bare.isupper() and len(bare) > 2) or line.text[0] in "[(*_-–—=#~")
