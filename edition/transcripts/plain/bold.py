"""Paragraphs that are bold as a whole: the signs of Markdown around them are a look and no words."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from edition.problems import Problem, list_lines
from edition.transcripts.plain.lines import Line

_BOLD = re.compile(r"(?P<sign>\*{2,3}|__)(?P<words>(?=[^\s*_])(?:(?!\*\*|__).)+)(?P=sign)", re.DOTALL)
_OPENED = re.compile(r"(?P<sign>\*{1,3}|_{1,2})[^*_]+")


def without_bold(text: str, mark: str = "") -> str:
    """The words of a paragraph without the signs that make it bold as a whole, which may have begun before its mark.

    >>> without_bold("**And then?**"), without_bold("Then?**", "**Anna: "), without_bold("**So** we left")
    ('And then?', 'Then?', '**So** we left')
    """
    if match := _BOLD.fullmatch(text):
        return match["words"].rstrip()
    opened = _OPENED.fullmatch(mark)
    if opened and text.endswith(opened["sign"]) and opened["sign"][0] not in (bare := text[: -len(opened["sign"])]):
        return bare.rstrip()
    return text


def tell_bold(lines: Sequence[Line], labels: Container[int], path: str) -> tuple[Problem, ...]:
    """That paragraphs after the first label are bold as a whole and name nobody: a question or a heading, who knows.

    `labels` are the indices of lines that begin with a speaker's label.
    """
    first = next((at for at in range(len(lines)) if at in labels), len(lines))
    bold = [
        line
        for at, line in enumerate(lines[first:], start=first)
        if line.gap and not line.apart and at not in labels and without_bold(line.text) != line.text
    ]
    if not bold:
        return ()
    opening = " ".join(without_bold(bold[0].text).split()[:4])
    message = f"'{opening} …' is bold as a whole and follows no label: given to the speaker before"
    hints = (list_lines([line.number for line in bold]),) if len(bold) > 1 else ()
    return (Problem(path=path, line=bold[0].number, message=message, hints=hints),)
