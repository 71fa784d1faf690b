"""What of the program goes into a new edition's folder, and what is written anew there.

The skeleton (`edition/skeleton/`) holds the files that speak of an edition, with marks such as `@@title@@` where
its own facts go; they take the place of the program's files of the same name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from edition.languages import theme_language
from edition.problems import Problem, ProblemsFound

SKELETON = "edition/skeleton/"
WHOLE = ("edition/", "docs/assets/", "docs/about/", "schemas/", ".github/workflows/")
"""Folders of the program that a new edition gets as they are."""
SINGLE = ("build_site.py", "pyproject.toml", "LICENSE", ".gitignore", "requirements/lock.txt")
"""Files of the program that a new edition gets as they are. What the skeleton has not is true of any edition."""
_MARK = re.compile(r"@@(?P<name>[a-z_]+)(?:\.(?P<how>yaml))?@@")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What the files of the skeleton say of an edition."""

    title: str
    """Empty where it is that of its one interview."""
    language: str
    interviews: tuple[str, ...]
    """Their ids, in the order in which they were given."""
    editor: str


def is_wanted(path: str) -> bool:
    """Whether a file of the program is needed to make a new edition of it."""
    return path in SINGLE or path.startswith(WHOLE)


def program_files(program: Mapping[str, bytes], facts: EditionFacts) -> dict[str, bytes]:
    """The files of a new edition but for its transcripts and annotations; `program` is the running program's folder.

    Raises `ProblemsFound` where the program is not all there, as when it was installed without its folder.
    """
    missing = [name for name in SINGLE if name not in program]
    missing += [folder for folder in WHOLE[:2] if not any(path.startswith(folder) for path in program)]
    if missing:
        hints = ("a new edition gets a copy of the program; run this from a whole copy of its repository",)
        raise ProblemsFound(
            Problem(path=name, message="the program's own folder lacks this", hints=hints) for name in missing
        )
    files = {path: data for path, data in program.items() if is_wanted(path)}
    for path, data in program.items():
        if path.startswith(SKELETON):
            files[path.removeprefix(SKELETON)] = fill(data.decode(), facts, path).encode()
    return files


def fill(text: str, facts: EditionFacts, path: str) -> str:
    """A file of the skeleton with this edition's facts in it, escaped for what the mark says it stands in."""
    first, several = facts.interviews[0], len(facts.interviews) > 1
    values = {
        "title": title_line(facts.title),
        "language": facts.language,
        "theme_language": theme_language(facts.language) or "en",
        "editor": facts.editor,
        "interview": first,
        "begin": "transcript/index.md" if several else f"transcript/{first}.md",
        "talk": "Interviews" if several else "Transcript",
    }

    def value(match: re.Match[str]) -> str:
        if match["name"] not in values:
            raise AssertionError(f"{path}: nothing is known as {match.group()}")
        held = values[match["name"]]
        return json.dumps(held, ensure_ascii=False) if match["how"] else held

    return _MARK.sub(value, text)


NO_TITLE = "# title: Its name; left out, it is called as its one interview is"


def title_line(title: str) -> str:
    """The line of `annotations/edition.yml` that names the edition, or says what holds without one."""
    return f"title: {json.dumps(title, ensure_ascii=False)}" if title else NO_TITLE
