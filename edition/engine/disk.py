"""Files on disk: what is staged, what is new, and the site put in place."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

STAGE = Path("build")
DOCS = STAGE / "docs"
STUBS = STAGE / "search"
NEW_SITE = STAGE / "site"
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
        written += _remove_stale(folder, set(files), keep)
    return written


def add_files(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write these files into a folder and leave what else is there; returns how many had changed."""
    written = 0
    for name, data in files.items():
        path = folder / name
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written += 1
    return written


def _remove_stale(folder: Path, names: set[str], keep: tuple[str, ...]) -> int:
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in names:
            path.unlink()
            removed += 1
    return removed


def replace_site(project: Path) -> None:
    """Put the newly built site where the last one was: two renames, so that there is always a whole one."""
    old = project / STAGE / "old-site"
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
