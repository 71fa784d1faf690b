"""A text as the lines that are not blank, which the parts of this reader mark one after the other."""

from __future__ import annotations

from dataclasses import dataclass

QUOTATION_GAP = "blank line of a quotation"
"""A ">" alone, with which Markdown parts the paragraphs of what it quotes."""


@dataclass(slots=True)
class Line:
    """A line with words."""

    number: int
    """From 1."""
    text: str
    """Without white space at its ends, and without what has been put into the margin."""
    gap: bool
    """Whether a blank line, or the end of a page, comes before it."""
    new_page: bool = False
    """Whether a form feed comes before it."""
    margin: str = ""
    """What was taken off its beginning: a timecode."""
    start: float | None = None
    """Seconds from the beginning of a recording, where a timecode was."""
    apart: str = ""
    """What it is, where nobody says it."""
    front: bool = False
    """Whether it stands in the head of the file, so that what looks like a label there is none."""

    @property
    def printed(self) -> str:
        return self.margin + self.text


def make_lines(text: str) -> list[Line]:
    """The lines of a text with words in them; a form feed or a lone ">" parts lines like a blank line."""
    lines: list[Line] = []
    gap, new_page = True, False
    for number, whole in enumerate(text.split("\n"), start=1):
        for position, part in enumerate(whole.split("\f")):
            new_page = new_page or position > 0
            words = part.strip()
            if words and not words.strip("> "):
                lines.append(Line(number, words, gap=True, new_page=new_page, apart=QUOTATION_GAP))
                gap, new_page = True, False
                continue
            if words:
                lines.append(Line(number, words, gap or new_page, new_page))
            gap, new_page = (not words, False) if words else (True, new_page)
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a line may be the last of a sentence, by the mark it ends with."""
    return text.rstrip("\"'”’»)]*_")[-1:] in (
        ".",
        "!",
        "?",
        "…",
        ":",
        "。",
        "！",
        "？",
        "؟",
        "-",
        "–",
        "—",
        ";",
        "",
    ) or (text[-1:] in '"”»)]')
