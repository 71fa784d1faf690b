"""A text as the lines that are not blank, which the parts of this reader mark one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

QUOTATION_GAP = "blank line of a quotation"
"""A ">" alone, with which Markdown parts the paragraphs of what it quotes."""
FEW_GAPS = 0.1
NEARLY_ALL = 0.8
FEWEST_PARAGRAPHS = 5
GOING_ON = 0.5


@dataclass(slots=True)
class Line:
    """A line with words."""

    number: int
    """From 1."""
    text: str
    """Without white space at its ends, and without what has been put into the margin."""
    gap: bool
    """Whether a blank line comes before it."""
    new_page: bool = False
    """Whether a page begins with it."""
    margin: str = ""
    """What was taken off its beginning: a timecode."""
    start: float | None = None
    """Seconds from the beginning of a recording, where a timecode was."""
    apart: str = ""
    """What it is, where nobody says it."""
    indented: bool = False
    """Whether it begins with a tab or four spaces, with which Markdown goes on with what stands above."""
    front: bool = False
    """Whether it stands in the head of the file, so that what looks like a label there is none."""

    @property
    def printed(self) -> str:
        return self.margin + self.text


def make_lines(text: str, pages: Collection[int] = ()) -> list[Line]:
    """The lines of a text with words in them; a lone ">" parts lines like a blank line.

    `pages` are the numbers of the lines with which pages begin.
    """
    lines: list[Line] = []
    indents: list[int] = []
    gap, new_page = True, False
    begins = frozenset(pages)
    for number, whole in enumerate(text.split("\n"), start=1):
        words = whole.strip()
        new_page = new_page or number in begins
        if words and not words.strip("> "):
            lines.append(Line(number, words, gap=True, new_page=new_page, apart=QUOTATION_GAP))
            indents.append(-1)
            gap, new_page = True, False
            continue
        if words:
            lines.append(Line(number, words, gap, new_page, indented=whole.startswith(("\t", "    "))))
            indents.append(len(whole.expandtabs()) - len(whole.expandtabs().lstrip()))
        gap, new_page = not words, new_page and not words
    _part_at_indents(lines, indents)
    return lines


def _part_at_indents(lines: Sequence[Line], indents: Sequence[int]) -> None:
    """Where paragraphs are parted by no blank lines, but each begins further in than it goes on, they are parted there.

    Nearly all lines must begin at one of two places, and at the inner one a sentence must begin where one has ended:
    else it is where lines go on that begin further out. So it is, too, where most lines further out begin sentences.
    """
    if sum(line.gap for line in lines) > FEW_GAPS * len(lines):
        return
    usual = Counter(indents).most_common(2)
    if len(usual) < 2 or sum(count for _, count in usual) < NEARLY_ALL * len(lines):
        return
    inner = max(indent for indent, _ in usual)
    inside = [at for at in range(1, len(lines)) if indents[at] == inner]
    begun = sum(ends_sentence(lines[at - 1].text) and not lines[at].text[0].islower() for at in inside)
    if len(inside) < FEWEST_PARAGRAPHS or begun < NEARLY_ALL * len(inside):
        return
    outside = [at for at in range(1, len(lines)) if 0 <= indents[at] < inner]
    going_on = sum(lines[at].text[0].islower() or not ends_sentence(lines[at - 1].text) for at in outside)
    if going_on < GOING_ON * len(outside):
        return
    for at in inside:
        lines[at].gap = True


def end_of_paragraph(lines: Sequence[Line], at: int) -> int:
    """The index of the last line before the next blank one, from that line on."""
    while at + 1 < len(lines) and not lines[at + 1].gap:
        at += 1
    return at


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
