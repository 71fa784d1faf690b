"""Lines within a talk that head a part of it, or say what the tape does; nobody says them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from edition.transcripts.plain.lines import Line

HEADING = "heading"
REMARK = "remark of the file"
RULE = "rule"
LONGEST_HEADING = 160
_REMARK = re.compile(
    r"(?:#{1,6}\s+|\*{1,2}|_)?(?:"
    r"(?:automatically |machine )?(?:transcribed|transcript|transcription) by:? https?://\S+"
    r"|(?:transcription|recording) ended after (?:\d{1,2}:)?\d{1,2}:\d\d"
    r"|(?:[^\W\d_][^.!?:\n]{0,58} )?(?:started|stopped) (?:the )?transcription"
    r"|This (?:editable )?transcript was (?:computer|automatically|machine)[- ]generated\b[^\n]{0,90}"
    r")\.?(?:\*{1,2}|_)?",
    re.IGNORECASE,
)
"""What a program writes of its own work, in Teams, Meet and Otter: "Anna Berg stopped transcription"."""
_MARKDOWN = re.compile(r"#{1,6}\s+\S|\*{2,6}\s+(?!.*\*\*)\S|={2,6}\s+\S")
"""A heading of Markdown, of Org or of AsciiDoc."""
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|_{3,}|\*{2,}|(?:\*\s+){2,}\*|[•·]{3,}")
_PART = re.compile(
    r"[\[(]?\s*(?:begin(?:ning)? of|start of|end of|continuation of|continued:?"
    r"|inicio de(?: la)?|fin de(?: la)?|ende)?\s*"
    r"(?:part|tape|side|session|chapter|track|disc|disk|cd|cassette|reel|interview|file|audio|recording|section|video"
    r"|teil|kapitel|kassette|seite|parte|cara|cinta|sesión|capítulo|bande|face|partie|chapitre|часть|кассета"
    r"|act|scene|akt|aufzug|szene|acto|escena|acte|scène|действие|явление|сцена)"
    r"\s*#?\s*(?:\d{1,3}|[IVXLC]{1,6}|[A-D]|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*[,;/:–—-]?\s*(?:side|track|part|tape|cara|face|seite)\s*(?:\d{1,3}|[A-D]|one|two))?\s*[\])]?\.?"
    r"(?:\s*[:.–—-]\s+(?P<title>[^.!?]{1,60}))?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?:\[[^\[\]]+\]\s*){2,}")
_MACHINE = re.compile(
    r"[\[(*]*\s*(?:start|begin(?:s|ning)?|end(?:s)?|resum(?:e|es|ption)|pause|stop|break|change)\s+(?:of|in|the)?\s*(?:the\s+)?"
    r"(?:audio|tape|recording|interview|transcript(?:ion)?|side|file|video|session|conversation|record)"
    r"(?:\s+(?:recording|file|part|side|tape))?[\s\w,]{0,20}[\])*]*\.?"
    r"|[\[(*]*\s*(?:audio|tape|recording|interview|transcript|video|conversation)\s+"
    r"(?:starts?|begins?|ends?|resumes?|stops?|paused?|stopped|resumed|concluded|concludes)(?:\s+here)?\s*[\])*]*\.?",
    re.IGNORECASE,
)


def mark_headings(lines: Sequence[Line], labels: Container[int]) -> None:
    """Mark as apart what heads a part: Markdown, underlined, "Part II", "[END OF TAPE 1]", capitals alone on a line.

    `labels` are the indices of lines that begin with a speaker's label.
    """
    for at, line in enumerate(lines):
        if line.apart or line.front or line.margin or at in labels or len(line.text) > LONGEST_HEADING:
            continue
        if _REMARK.fullmatch(line.text):
            line.apart = REMARK
            continue
        alone = line.gap and (at + 1 == len(lines) or lines[at + 1].gap or bool(lines[at + 1].apart))
        part = _PART.fullmatch(line.text) or _are_parts(line.text)
        if _UNDERLINE.fullmatch(line.text):
            line.apart = RULE
            above = lines[at - 1] if at else None
            if (
                above
                and not line.gap
                and above.gap
                and not above.apart
                and at - 1 not in labels
                and _is_title(above.text)
            ):
                above.apart = HEADING
        elif part or _MARKDOWN.match(line.text) or _MACHINE.fullmatch(line.text) or is_capital_title(line.text):
            stands_out = line.text[0] in "#[(" or bool(_MACHINE.fullmatch(line.text))
            line.apart = HEADING if alone or stands_out else ""


def opens_part(text: str) -> bool:
    """Whether a line is all of it the number of a part: "Scene 2", "Akt III."."""
    return bool(_PART.fullmatch(text))


def _are_parts(text: str) -> bool:
    """Whether a line is several remarks in brackets, each of which ends or opens a part."""
    return bool(_BRACKETS.fullmatch(text)) and all(map(_PART.fullmatch, re.findall(r"\[[^\[\]]+\]", text)))


def is_capital_title(text: str) -> bool:
    """Whether a line is in capitals and no sentence, label or exclamation."""
    letters = sum(letter.isalpha() for letter in text)
    return text.isupper() and letters > 4 and len(text) <= 80 and text[0] not in "[(" and text[-1] not in ".!?:…,;"


def _is_title(text: str) -> bool:
    return 0 < len(text) <= 80 and text[-1] not in ".!?:…,;"
