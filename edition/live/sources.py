"""Which source files changed: told once they have settled.

The folders are looked through several times a second rather than subscribed to: that costs less than a millisecond at
one interview, works on network drives and in containers, survives folders that are renamed or not there yet, and an
editor's save in three steps (new file, rename, old file away) is one change.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from edition.published import PATH as PUBLISHED

FOLDERS = ("transcript", "annotations", "docs", "edition/theme")
SETTINGS = "mkdocs.yml"
FILES = (SETTINGS, PUBLISHED)
EVERY_PAGE = (SETTINGS, "edition/theme/")
"""Beginnings of the names of what changes every page at once."""
SECONDS_BETWEEN_LOOKS = 0.05
SHARE_OF_TIME = 20
"""Looking may take this part of the time at most, so that a hundred interviews do not keep the machine busy."""

Stamp = tuple[int, int, int]
"""What differs when a file was written or replaced: time, size, inode."""


class Sources:
    """The files a site is made from, and which of them changed since they were last asked for."""

    def __init__(self, project: Path):
        self._project = project
        self._known = self._look()

    def wait_for_change(self, stop: threading.Event) -> tuple[str, ...]:
        """Names of the files that changed, once nothing changes any more; nothing when `stop` is set.

        What changed while the caller was at work is told at the next call.
        """
        before = self._known
        while not stop.is_set():
            started = time.monotonic()
            now = self._look()
            if now == before != self._known:
                changed = {name for name, stamp in now.items() ^ self._known.items()}
                self._known = now
                return tuple(sorted(changed))
            before = now
            stop.wait(max(SECONDS_BETWEEN_LOOKS, SHARE_OF_TIME * (time.monotonic() - started)))
        return ()

    def have_changed(self) -> bool:
        """Whether a file differs from what it was when a change was last told."""
        return self._look() != self._known

    def _look(self) -> dict[str, Stamp]:
        return dict(self._stamps())

    def _stamps(self) -> Iterator[tuple[str, Stamp]]:
        for path in self._files():
            try:
                status = path.stat()
            except OSError:
                continue  # gone since it was listed; the next look tells
            yield path.relative_to(self._project).as_posix(), (status.st_mtime_ns, status.st_size, status.st_ino)

    def _files(self) -> Iterator[Path]:
        yield from (self._project / name for name in FILES)
        for folder in FOLDERS:
            for place, folders, names in os.walk(self._project / folder):
                folders[:] = [name for name in folders if not _is_scratch(name)]
                yield from (Path(place, name) for name in names if not _is_scratch(name))


def _is_scratch(name: str) -> bool:
    """Whether an editor keeps it for itself: hidden files, locks, backups.

    >>> [name for name in ("notes.yml", ".notes.yml.swp", "notes.yml~", "#notes.yml#") if _is_scratch(name)]
    ['.notes.yml.swp', 'notes.yml~', '#notes.yml#']
    """
    return name.startswith((".", "~", "#")) or name.endswith(("~", "#")) or name == "__pycache__"
