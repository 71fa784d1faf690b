"""Files on disk: what is staged, what is new, and the site put in place."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from edition.problems import Problem, ProblemsFound

STAGE = Path("build")
DOCS = STAGE / "docs"
STUBS = STAGE / "search"
NEW_SITE = STAGE / "site"
OLD_SITE = STAGE / "old-site"
PAGEFIND = "pagefind"
DATA = "data"
SETTINGS = STAGE / "settings.json"
INDEX = DOCS / PAGEFIND
INDEX_MARK = STAGE / "search-index.sha256"
SITE = Path("site")


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it, hidden ones and backups left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") or part.endswith("~") for part in path.relative_to(folder).parts)
    }


def write_tree(folder: Path, files: Mapping[str, bytes], keep: tuple[str, ...] = ()) -> int:
    """Make a folder hold exactly these files; returns how many were written or removed.

    A file that has not changed is not touched; what is stale is removed, except under the folders in `keep`.
    """
    written = add_files(folder, files)
    if folder.is_dir():
        written += remove_stale(folder, set(files), keep)
    return written


def stage_settings(project: Path, settings: Mapping[str, str]) -> None:
    """Keep what takes the place of values in `mkdocs.yml`, for the engines."""
    write_whole(project / SETTINGS, json.dumps(settings, ensure_ascii=False, sort_keys=True).encode())


def staged_settings(project: Path) -> dict[str, str]:
    """What takes the place of values in `mkdocs.yml`: ``{"site_name": "The Last Keeper"}``."""
    path = project / SETTINGS
    return dict(json.loads(path.read_bytes())) if path.is_file() else {}


def add_files(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write these files into a folder and leave what else is there; returns how many had changed."""
    written = 0
    for name, data in files.items():
        path = folder / name
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            continue
        path.unlink(missing_ok=True)  # the site may have the same file; see `place`
        write_new(path, data)
        written += 1
    return written


def add_pieces(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> set[str]:
    """Write files that come one after the other, each in pieces, and touch none that has not changed; their names.

    All of them or nothing: where making one of them fails, the folder stays as it was, and is not made.
    """
    names: set[str] = set()
    changed: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for name, pieces in files:
            path = folder / name
            made += make_folders(path.parent)
            new = path.with_name(f".{path.name}.new")
            changed[new] = path
            with new.open("wb") as out:
                out.writelines(pieces)
            if path.is_file() and filecmp.cmp(new, path, shallow=False):
                new.unlink()
                del changed[new]
            names.add(name)
    except BaseException:
        for new in changed:
            new.unlink(missing_ok=True)
        for one in reversed(made):
            with suppress(OSError):  # somebody else may have put something there meanwhile
                one.rmdir()
        raise
    for new, path in changed.items():
        new.replace(path)
    return names


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns the ones that were not there, the uppermost first."""
    missing = list(takewhile(lambda one: not one.exists(), (folder, *folder.parents)))[::-1]
    for one in missing:
        one.mkdir(exist_ok=True)
    return missing


def remove_stale(folder: Path, names: set[str], keep: tuple[str, ...] = ()) -> int:
    """Remove from a folder what has none of these names, but what begins with one in `keep`; returns how many files."""
    removed = 0
    for where, _, inside in os.walk(folder, topdown=False):
        below = Path(where).relative_to(folder).as_posix()
        if below.split("/")[0] in keep:
            continue
        for one in inside:
            name = one if below == "." else f"{below}/{one}"
            if name not in names and name not in keep:
                Path(where, one).unlink()
                removed += 1
        if below != "." and not os.listdir(where):
            Path(where).rmdir()
    return removed


Tidy = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
MakeIndex = Callable[[Path, Path], AbstractContextManager[None]]


class Busy(Exception):
    """Another build is at work in the same folder."""


@contextmanager
def alone(project: Path) -> Iterator[None]:
    """Hold a project's folder against other builds; raises `Busy` where one is at work already.

    A build that was killed between its last two renames left the good site aside: it is put back first.
    """
    (project / STAGE).mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(project / STAGE / ".lock", timeout=0):
            if (project / OLD_SITE).is_dir() and not (project / SITE).exists():
                (project / OLD_SITE).rename(project / SITE)
            yield
    except Timeout as error:
        raise Busy from error


@contextmanager
def indexed(project: Path, stubs: Mapping[str, bytes], make: MakeIndex, tidy: Tidy) -> Iterator[None]:
    """Have the search index of these stubs beside the staged pages at the end, while other work is done.

    `make` is given the folder of stubs and the folder to fill, `tidy` the files that it then holds. The index that is
    there is kept where it was finished for the very same stubs, which its mark tells.
    """
    mark = hashlib.sha256(b"".join(name.encode() + data for name, data in sorted(stubs.items()))).hexdigest()
    index, marked, unfinished = project / INDEX, project / INDEX_MARK, project / STAGE / "unfinished-index"
    if index.is_dir() and marked.is_file() and marked.read_text() == mark:
        yield
        return
    marked.unlink(missing_ok=True)
    shutil.rmtree(index, ignore_errors=True)
    shutil.rmtree(unfinished, ignore_errors=True)
    write_tree(project / STUBS, stubs)
    del stubs  # an archive has 30 MB of them
    with make(project / STUBS, unfinished):
        yield
    write_tree(unfinished, tidy(read_tree(unfinished)))
    index.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(index)
    marked.write_text(mark)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it holds either what it held or all that is new, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def write_new(path: Path, data: bytes) -> None:
    """Write a file, and make the folders to it where they are not there."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def place(project: Path, folder: str) -> None:
    """Put a staged folder into the new site as it is, but for what an engine has put there.

    Each file is the same file on disk under two names where the disk can have that. Nothing here writes into a file
    that is there, so that a later build does not change the site; only pages are written into, and are copied.
    """
    staged, target = project / DOCS / folder, project / NEW_SITE / folder
    for name in list_files(staged):
        new = target / name
        if name.endswith(".md") or new.exists():
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            if name.endswith(".html"):
                raise OSError
            os.link(staged / name, new)
        except OSError:
            shutil.copyfile(staged / name, new)


def list_files(folder: Path) -> list[str]:
    """Every file of a folder by its path in it, with forward slashes, sorted."""
    found: list[str] = []
    for where, _, names in os.walk(folder):
        below = Path(where).relative_to(folder).as_posix()
        found += names if below == "." else [f"{below}/{name}" for name in names]
    return sorted(found)


def new_site(project: Path) -> Path:
    """The folder for the new site, emptied of what an earlier build left."""
    shutil.rmtree(project / NEW_SITE, ignore_errors=True)
    return project / NEW_SITE


def replace_site(project: Path) -> None:
    """Put the newly built site where the last one was: two renames, so that there is always a whole one."""
    old = project / OLD_SITE
    shutil.rmtree(old, ignore_errors=True)
    if (project / SITE).exists():
        (project / SITE).rename(old)
    try:
        (project / NEW_SITE).rename(project / SITE)
    except OSError:
        if old.exists():
            old.rename(project / SITE)
        raise
    shutil.rmtree(old, ignore_errors=True)


def check_free(folder: Path) -> None:
    """Raises `ProblemsFound` where a folder is there already, with something in it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "it is there already, and not empty; nothing was written"
        raise ProblemsFound(
            [Problem(path=str(folder), message=message, hints=("name a folder that is not there yet",))]
        )


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files: all of it, or nothing. Raises `ProblemsFound` where it is there already."""
    check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
        whole = Path(temporary) / folder.name
        add_files(whole, files)
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)
