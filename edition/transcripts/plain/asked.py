"""Interviews that name nobody: what is asked stands in headings or in bold paragraphs, and what is answered below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.problems import Problem
from edition.transcripts.plain.bold import without_bold
from edition.transcripts.plain.lines import Line, end_of_paragraph
from edition.transcripts.plain.marks import Mark

FEWEST = 3
"""Questions without which headings are those of an essay."""
_INTERVIEW = re.compile(
    r"\b(?:(?<!job )interview(?:ed)?|in conversation with|a (?:conversation|talk) with|gespräch mit|interviewt"
    r"|entretien avec|entrevista|conversación con|intervista|vraaggesprek|in gesprek met)\b",
    re.IGNORECASE,
)
"""What a text calls itself above its first question, if it is an interview and no essay, and no list of questions."""
_YOU_AND_I = tuple(
    (re.compile(rf"\b(?:{you})\b"), re.compile(rf"\b(?:{me})\b"))
    for you, me in (
        (r"[Yy]ou|[Yy]our(?:s|self)?", r"I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself"),
        (r"(?<=\s)(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)|[Dd](?:u|ich|ir|eine?[mnrs]?)", r"[Ii]ch|[Mm](?:ich|ir|eine?[mnrs]?)"),
        (r"[Vv](?:ous|otre|os)|[Tt](?:u|oi|on|a|es)", r"[Jj]e|[Jj](?=['’])|[Mm]oi|[Mm](?:on|a|es)"),
        (r"[Uu]sted(?:es)?|[Tt][eiuú]|[Tt]us?|[Ss]us?|[Ll]es?", r"[Yy]o|[Mm][eií]|[Mm]is"),
        (r"[Ll]ei|[Vv]oi|[Tt][iu]|[SsTt]u[aoe]|[SsTt]uoi", r"[Ii]o|[Mm]i[aoe]?|[Mm]iei"),
        (r"[Uu]|[Uu]w|[Jj](?:e|ij|ou|ouw)", r"[Ii]k|[Mm]ij|[Mm]ijn"),
    )
)
"""Words for whom one speaks to, and for who speaks, in English, German, French, Spanish, Italian and Dutch."""
_LEAD = re.compile(r"(?:(?P<level>#{1,6})\s+)?(?:\d{1,2}[.)]\s+)?")
_ASKS = re.compile(r"[?？؟]|[.!…:]$")
"""How one question among others may end that is none: "Tell us about yourself."."""


def find_asked(lines: Sequence[Line], path: str) -> tuple[dict[int, Mark], tuple[Problem, ...]]:
    """Marks by the index of their line, for who asks and who answers, and that they are a guess; empty in an essay.

    Most headings of one level, or most bold paragraphs, must have a question mark, and each have words below. Essays
    and lists of questions are made so, too: above the first question the text must say that it is an interview, half
    of the questions must speak to somebody, and in half of the answers somebody must speak of himself.
    """
    found = {at: one for at in range(len(lines)) if (one := _heading(lines, at))}
    kinds = Counter(kind for kind, _, _ in found.values())
    asking = Counter(kind for kind, _, words in found.values() if re.search("[?？؟]", words))
    asks, asked = max(asking.items(), key=lambda item: item[1], default=("", 0))
    if asked < FEWEST or asked * 2 <= kinds[asks]:
        return {}, ()
    pairs: dict[int, int] = {}
    for at, (kind, _, words) in found.items():
        below = _below(lines, at)
        if kind == asks and _ASKS.search(words) and below is not None and below not in found:
            pairs[at] = below
    if len(pairs) < FEWEST or not _is_interview(lines, pairs, [found[at][2] for at in pairs]):
        return {}, ()
    marks: dict[int, Mark] = {}
    for at, below in pairs.items():
        marks[at] = Mark(style="dialogue", label="Speaker 1", length=found[at][1])
        marks[below] = Mark(style="dialogue", label="Speaker 2", length=0)
    what = "bold paragraphs" if asks == "bold" else "headings"
    message = f"{what} ask, and nobody is named: given to 'Speaker 1', and what follows each to 'Speaker 2'"
    hints = ("check that nobody else asks or answers, and write their names under 'speakers:' in the interview's .yml",)
    return marks, (Problem(path=path, line=lines[min(marks)].number, message=message, hints=hints),)


def _is_interview(lines: Sequence[Line], pairs: Mapping[int, int], questions: Sequence[str]) -> bool:
    """Whether a text calls itself an interview, and one who is asked answers for himself in a language known here.

    `pairs` are the indices of lines with which questions begin, and those with which their answers do.
    """
    begins = min(pairs)
    if not any(_INTERVIEW.search(line.text) for line in lines[:begins]):
        return False
    ends = [*list(pairs)[1:], len(lines)]
    answers = [
        "\n".join(line.text for line in lines[below:end] if not line.apart)
        for below, end in zip(pairs.values(), ends, strict=True)
    ]
    return any(
        2 * sum(bool(you.search(words)) and not me.search(words) for words in questions) >= len(pairs)
        and 2 * sum(bool(me.search(words)) for words in answers) >= len(pairs)
        for you, me in _YOU_AND_I
    )


def _heading(lines: Sequence[Line], at: int) -> tuple[str, int, str] | None:
    """The kind of a paragraph that stands out, how long the signs before its words are, and its words."""
    if not lines[at].gap or lines[at].apart or lines[at].front:
        return None
    last = end_of_paragraph(lines, at)
    level, length = _lead(lines[at].text)
    if level:
        return level, length, lines[at].text
    text = "\n".join(line.text for line in lines[at : last + 1])[length:]
    bare = without_bold(text)
    return ("bold", length, bare) if bare != text else None


def _lead(text: str) -> tuple[str, int]:
    """The signs of a heading that a line begins with, and how long they are with a number after them."""
    match = _LEAD.match(text)
    return (match["level"] or "", match.end()) if match else ("", 0)


def _below(lines: Sequence[Line], at: int) -> int | None:
    """The index of the line with which the next paragraph begins, or what stands right below a heading."""
    heading = lines[at].text.startswith("#")
    following = (
        other for other in range(at + 1, len(lines)) if not lines[other].apart and (heading or lines[other].gap)
    )
    return next(following, None)
