"""Transcripts to a whole new edition, or into one that is there: files by path, nothing read and nothing written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from edition.assemble import assemble_edition
from edition.model import Edition
from edition.new.bearers import Bearer, bearers_of
from edition.new.candidates import candidate_files
from edition.new.language import UNDETERMINED
from edition.new.program import NO_TITLE, EditionFacts, program_files, title_line
from edition.new.proposal import Proposal, TranscriptFile, free_id, propose_interview
from edition.problems import Problem, ProblemsFound
from edition.yaml_source import read_yaml

NO_EDITOR = "Editor not named yet"
_ONE_TRANSCRIPT = re.compile(r"^(?P<indent> *)- (?P<name>[^:\n]+): transcript/[a-z0-9-]+\.md *$", re.M)


def propose_all(
    given: Sequence[TranscriptFile],
    *,
    present: Edition | None = None,
    interview_id: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> list[Proposal]:
    """An interview for each file; raises `ProblemsFound` with what is wrong with any of them.

    `present` is the edition that they are added to, where there is one: ids that it has mean what they mean there.
    """
    held = [one.id for one in present.interviews] if present else []
    bearers = bearers_of(present) if present else {}
    proposals, problems = list[Proposal](), list[Problem]()
    for file in given:
        one = interview_id or free_id(file.path.stem, held)
        held.append(one)
        try:
            proposed = propose_interview(file, one, title=title, language=language, bearers=bearers)
        except ProblemsFound as error:
            problems += error.problems
            continue
        proposals.append(proposed)
        for key, name in proposed.cast.items():
            where = f"transcript/{one}.yml"
            bearers.setdefault(key, Bearer(name=name, names=frozenset([name]), where=where))
    if problems:
        raise ProblemsFound(problems)
    return proposals


def new_edition(
    program: Mapping[str, bytes], proposals: Sequence[Proposal], *, title: str, editor: str | None
) -> tuple[dict[str, bytes], Edition]:
    """Every file of a new edition by its path, and the edition that they make."""
    first = proposals[0]
    facts = EditionFacts(
        title=title if len(proposals) > 1 else "",
        language="en" if first.language == UNDETERMINED else first.language,
        interviews=tuple(one.id for one in proposals),
        editor=editor or NO_EDITOR,
    )
    files = program_files(program, facts)
    for one in proposals:
        files |= one.files
    sources = {path: data for path, data in files.items() if path.startswith(("transcript/", "annotations/"))}
    files |= candidate_files(sources)
    sources = {path: data for path, data in files.items() if path.startswith(("transcript/", "annotations/"))}
    return files, assemble_edition(sources)


def added_files(
    files: Mapping[str, bytes], settings: bytes, proposals: Sequence[Proposal]
) -> tuple[dict[str, bytes], Edition]:
    """What is to be written to add interviews to an edition: their files, and the menu where it needs an entry.

    Raises `ProblemsFound` where a text is there already, or the edition would then have problems: annotations that do
    not say which interview they mean were clear as long as there was one.
    """
    twice = [problem for one in proposals for problem in _already_there(one, files)]
    if twice:
        raise ProblemsFound(twice)
    new: dict[str, bytes] = {}
    for one in proposals:
        new |= one.files
    new |= _named(files)
    edition = assemble_edition({**files, **new})
    menu = _menu(settings.decode("utf-8"))
    return new | ({"mkdocs.yml": menu.encode()} if menu.encode() != settings else {}), edition


def _named(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file that says what the edition is, with the title that it had from its one interview until now."""
    before = assemble_edition(files)
    for path, data in files.items():
        text = data.decode("utf-8", "replace")
        found = _EDITION.search(text) if path.startswith("annotations/") else None
        document = read_yaml(data, path)[0] if found else None
        held = document.value.get("edition") if document else None
        if found and isinstance(held, dict) and "title" not in held:
            line = title_line(before.settings.title)
            if NO_TITLE in text:
                return {path: text.replace(NO_TITLE, line).encode()}
            return {path: f"{text[: found.end(1)]}{found[2]}{line}\n{text[found.end(1) :]}".encode()}
    return {}


_EDITION = re.compile(r"^(edition:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)( +)\S", re.M)
"""The head of the edition's record, and how far what stands below it is indented."""


def _already_there(proposal: Proposal, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """The same text, byte for byte, under another name."""
    texts = {data for path, data in proposal.files.items() if not path.endswith(".yml")}
    for path, data in files.items():
        if path.startswith("transcript/") and data in texts:
            given = next(name for name, text in proposal.files.items() if text == data)
            hints = ("nothing was added; take that one away first if this is meant to replace it",)
            yield Problem(path=given, message=f"this text is there already, as {path}", hints=hints)


def _menu(settings: str) -> str:
    """`mkdocs.yml` with the list of interviews in its menu, in the place of a single interview's page."""
    entries = settings.partition("\nnav:")[2].partition("\nnot_in_nav:")[0]
    if "transcript/index.md" in entries or not _ONE_TRANSCRIPT.search(entries):
        return settings
    changed = _ONE_TRANSCRIPT.sub(lambda match: f"{match['indent']}- Interviews: transcript/index.md", entries, count=1)
    return settings.replace(entries, changed)
