"""What open browsers are shown: the last good site and the newest mistake, changed at once and never half."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from edition.engine.disk import PAGEFIND
from edition.finish import finish_page
from edition.links import PageLinks

NOT_SEEN = (f"{PAGEFIND}/", "data/", "sitemap.xml")
"""Beginnings of what no open page shows: a change in it alone reloads nothing."""
MISSING_PAGE = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file of the finished site, held in memory so that a reader never meets one half written."""

    data: bytes
    digest: str
    stamp: tuple[int, int]
    """Time and size on disk."""
    links: PageLinks | None
    """What a page links to; None for what is no page."""


def read_site(folder: Path, before: Mapping[str, SiteFile]) -> dict[str, SiteFile]:
    """Every file of a rendered site, finished; what has not been written since `before` is taken from there."""
    files: dict[str, SiteFile] = {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        name, status = path.relative_to(folder).as_posix(), path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = before.get(name)
        files[name] = known if known and known.stamp == stamp else _read_file(path, stamp)
    return files


def read_files(folder: Path, paths: Iterable[Path], before: Mapping[str, SiteFile]) -> dict[str, SiteFile]:
    """The files of `before` with some of them read anew."""
    files = dict(before)
    for path in paths:
        status = path.stat()
        files[path.relative_to(folder).as_posix()] = _read_file(path, (status.st_mtime_ns, status.st_size))
    return files


def _read_file(path: Path, stamp: tuple[int, int]) -> SiteFile:
    data, links = path.read_bytes(), None
    if path.suffix == ".html":
        page = finish_page(data.decode("utf-8"))
        data, links = page.html.encode(), page.links
    return SiteFile(data=data, digest=sha256(data).hexdigest()[:20], stamp=stamp, links=links)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What browsers are shown at one moment."""

    files: Mapping[str, SiteFile] = field(default_factory=dict)
    look: str = ""
    """Digest of the stylesheets, scripts and pictures, which every page shares."""
    mistake: str = ""
    """What went wrong since, in the words of the console; empty where nothing did."""

    def find(self, path: str) -> SiteFile | None:
        """The file at an address's path."""
        return self.files.get(file_name(path))

    def state(self, path: str) -> str:
        """A token that differs when what is at an address's path would look different."""
        file = self.find(path) or self.files.get(MISSING_PAGE)
        return f"{file.digest if file else 'none'}-{self.look}"

    def with_site(self, files: Mapping[str, SiteFile]) -> Shown:
        """A new good site, and no mistake."""
        shared = sorted((name, file.digest) for name, file in files.items() if _is_shared(name))
        return Shown(files=files, look=sha256(repr(shared).encode()).hexdigest()[:20])

    def with_mistake(self, mistake: str) -> Shown:
        """The same site, and a mistake."""
        return replace(self, mistake=mistake)


def file_name(path: str) -> str:
    """The name of the file that an address's path stands for.

    >>> file_name("/people/")
    'people/index.html'
    """
    name = path.lstrip("/")
    return name if name and not name.endswith("/") else f"{name}index.html"


def _is_shared(name: str) -> bool:
    return not name.endswith(".html") and not name.startswith(NOT_SEEN)


class Board:
    """Where the one who builds puts what is shown, and where browsers wait for it to change."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shown = Shown()
        self._closed = False

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def show(self, shown: Shown) -> None:
        """Show this from now on."""
        with self._changed:
            self._shown = shown
            self._changed.notify_all()

    def close(self) -> None:
        """Let everyone who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, last: Shown, seconds: float) -> Shown | None:
        """What is shown once it is not `last` any more, or after so many seconds; None when all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._shown is not last, seconds)
            return None if self._closed else self._shown
