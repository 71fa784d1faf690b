"""A project's folder to an `Edition`: the only reader of the disk."""

from __future__ import annotations

from pathlib import Path

from edition.assemble import assemble_edition
from edition.model import Edition
from edition.problems import Problem, ProblemsFound

SOURCES = ("transcript", "annotations")


def load_files(project: Path) -> dict[str, bytes]:
    """Every file under `transcript/` and `annotations/`, by its path from the project's folder.

    Raises `ProblemsFound` where a folder is missing, a file can't be read, or a link leads out of the project.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    root = project.resolve()
    for folder in SOURCES:
        if not (project / folder).is_dir():
            hints = (f"expected the folder {folder}/ in the project; --project DIR names another one",)
            problems.append(Problem(path=f"{folder}/", message="there is no such folder", hints=hints))
            continue
        for path in sorted((project / folder).rglob("*")):
            name = path.relative_to(project).as_posix()
            if path.name.startswith((".", "~")) or path.name.endswith("~") or path.is_dir():
                continue
            if not path.resolve().is_relative_to(root):
                problems.append(Problem(path=name, message="this link leads out of the project's folder"))
                continue
            try:
                files[name] = path.read_bytes()
            except OSError as error:
                problems.append(Problem(path=name, message=f"can't be read: {error.strerror}"))
    if problems:
        raise ProblemsFound(problems)
    return files


def load_edition(project: Path) -> Edition:
    """The edition in a folder; `ProblemsFound` with everything that is wrong with it."""
    return assemble_edition(load_files(project))


def load_transcript(file: Path) -> tuple[bytes, bytes | None]:
    """A transcript anywhere on disk, and the YAML file beside it where there is one.

    Raises `ProblemsFound` where it can't be read.
    """
    beside = file.with_suffix(".yml")
    try:
        return file.read_bytes(), beside.read_bytes() if beside.is_file() and beside != file else None
    except OSError as error:
        raise ProblemsFound([Problem(path=str(file), message=f"can't be read: {error.strerror}")]) from error
