"""A project's folder to an `Edition`: the only reader of the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from edition.assemble import assemble_edition, forget_read
from edition.garbage import nothing_collected
from edition.model import Edition
from edition.problems import Problem, ProblemsFound
from edition.site_settings import PATH as SETTINGS
from edition.site_settings import check_settings

SOURCES = ("transcript", "annotations")
TRIES = 5


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
            try:
                if not path.resolve(strict=True).is_relative_to(root):
                    problems.append(Problem(path=name, message="this link leads out of the project's folder"))
                elif not path.is_file():
                    problems.append(Problem(path=name, message="this is not a file that can be read"))
                else:
                    files[name] = _read_whole(path)
            except (OSError, RuntimeError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                problems.append(Problem(path=name, message=f"can't be read: {reason}"))
    if problems:
        raise ProblemsFound(problems)
    return files


def _read_whole(path: Path) -> bytes:
    """A file's bytes, read again where it changed meanwhile; `OSError` where it does not come to rest."""
    for _ in range(TRIES):
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) and len(data) == after.st_size:
            return data
    raise OSError(0, "it changes while it is read; build again once it is saved")


def load_edition(project: Path) -> Edition:
    """The edition in a folder; `ProblemsFound` with everything that is wrong with it, and with how its site speaks."""
    with nothing_collected():
        edition = assemble_edition(load_files(project))
    settings = project / SETTINGS
    if settings.is_file() and (problems := list(check_settings(settings.read_bytes(), edition))):
        raise ProblemsFound(problems)
    return edition


def load_once(project: Path) -> Edition:
    """The same for a program that reads but once: nothing is kept for a next reading."""
    edition = load_edition(project)
    forget_read()
    return edition


def load_ledger(project: Path) -> bytes | None:
    """The ledger of addresses, where there is one."""
    path = project / "published.yml"
    return path.read_bytes() if path.is_file() else None


def load_transcript(file: Path) -> tuple[bytes, bytes | None]:
    """A transcript anywhere on disk, and the YAML file beside it where there is one.

    Raises `ProblemsFound` where it can't be read.
    """
    beside = file.with_suffix(".yml")
    try:
        return file.read_bytes(), beside.read_bytes() if beside.is_file() and beside != file else None
    except OSError as error:
        raise ProblemsFound([Problem(path=str(file), message=f"can't be read: {error.strerror}")]) from error


def load_program(program: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The files of the running program's own folder that are wanted, by path, without what Python leaves there."""
    return {
        name: path.read_bytes()
        for path in sorted(program.rglob("*"))
        if wanted(name := path.relative_to(program).as_posix()) and path.is_file() and "__pycache__" not in path.parts
    }


def find_transcript_files(given: Sequence[Path]) -> list[Path]:
    """The transcripts that these files and folders are or hold; YAML files and hidden ones are none.

    Raises `ProblemsFound` where one is not there, or a folder holds none.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in given:
        if path.is_dir():
            inside = [
                one for one in sorted(path.rglob("*"))
                if one.is_file() and one.suffix not in (".yml", ".yaml")
                and not any(part.startswith((".", "~")) for part in one.relative_to(path).parts)
            ]  # fmt: skip
            if not inside:
                problems.append(Problem(path=str(path), message="there is no transcript in this folder"))
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            problems.append(Problem(path=str(path), message="there is no such file"))
    if problems:
        raise ProblemsFound(problems)
    return list(dict.fromkeys(found))
