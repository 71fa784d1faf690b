"""What `new` and `add` say on the console: what was made, who speaks, what is not sure, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from edition.model import Edition
from edition.new.language import UNDETERMINED
from edition.new.proposal import Proposal
from edition.problems import line_word
from edition.text import counted

MOST = 12
"""Inferences of one file that are shown; the record has those that concern a speaker, `split` shows all."""


def tell_new(folder: Path, proposals: Sequence[Proposal], edition: Edition) -> str:
    """The report of a new edition."""
    interviews = counted(len(proposals), "interview")
    turns = counted(sum(len(interview.turns) for interview in edition.interviews), "turn")
    lines = [f"Made {folder}: {edition.settings.title}, {interviews}, {turns}.", *_interviews(proposals)]
    lines += ["", "What might be annotated stands in annotations/*.yml, as comments. Nothing was decided for you.", ""]
    lines += ["Next, with what the edition needs in an environment of its own (on Windows .venv\\Scripts\\python):"]
    lines += [f"  cd {folder}", "  python3 -m venv .venv", "  .venv/bin/pip install -e ."]
    lines += ["  .venv/bin/python build_site.py serve     to look at it while you edit"]
    first = f"transcript/{proposals[0].id}.yml" if len(proposals) == 1 else "transcript/*.yml"
    lines += [f"  .venv/bin/python build_site.py check     after you have mended {first}"]
    lines += ["", "docs/about/your-own-interview.md goes on from here, up to GitHub Pages."]
    return "\n".join(lines)


SPEAKS_OF_ONE = "one interview"


def tell_added(
    proposals: Sequence[Proposal], written: Mapping[str, bytes], edition: Edition, pages: Mapping[str, str]
) -> str:
    """The report of interviews that were added; `pages` are those that may have said how many there are."""
    lines = [f"Added {len(proposals)}; the edition now has {counted(len(edition.interviews), 'interview')}."]
    lines += [*_interviews(proposals), "", "Written:", *(f"  {name}" for name in sorted(written))]
    if edition.interviews and any(name.startswith("annotations/") for name in written):
        lines += ["", f"The edition is called {edition.settings.title}, as its one interview was until now:"]
        lines += ["  write another title in annotations/edition.yml, if you want one"]
    places = [
        f"{name}:{number}"
        for name, text in pages.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if SPEAKS_OF_ONE in line
    ]
    if places:
        lines += ["", f"These still say '{SPEAKS_OF_ONE}'; {{{{ interviews }}}} in its place counts them by itself:"]
        lines += [f"  {place}" for place in places]
    lines += ["", "Next:", "  python build_site.py suggest   what no annotation covers yet"]
    lines += ["  python build_site.py check     after you have mended the new record", "  python build_site.py"]
    return "\n".join(lines)


def _interviews(proposals: Sequence[Proposal]) -> list[str]:
    lines = []
    for one in proposals:
        lines += ["", f"{one.title}  (transcript/{one.id}.yml, from {one.source})"]
        lines += [f"  {times:>5} {'turn ' if times == 1 else 'turns'}  {name}" for name, times in one.speakers]
        if one.language == UNDETERMINED:
            lines.append("  language: not known; say it in the record, or with --language")
        lines.append("  inferred, or not sure:")
        lines += [
            f"    {line_word(told.path)} {told.line}: {told.message}" if told.line else f"    {told.message}"
            for told in one.told[:MOST]
        ]
        if len(one.told) > MOST:
            lines.append(f"    and {len(one.told) - MOST} more: python build_site.py split FILE")
    return lines
