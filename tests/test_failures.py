"""A build that fails harms nothing: the last good site stays whole, and the message says what happened."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from sites import copy_mini
from support import ROOT
from test_build import run, tree

from build_site import main
from edition import load
from edition.engine import disk


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A built mini edition that a test may spoil."""
    project = copy_mini(tmp_path / "mini")
    assert main(["--project", str(project)]) == 0
    return project


def change_a_note(project: Path) -> None:
    notes = project / "annotations" / "notes.yml"
    notes.write_text(notes.read_text().replace("He says first", "He tells us first"))


@pytest.mark.parametrize("moment", ["reading transcript", "writing pages", "rendering", "checking every link"])
def test_a_killed_build_leaves_the_last_good_site_and_the_next_one_is_good(mini: Path, moment: str) -> None:
    before = tree(mini / "site")
    change_a_note(mini)
    command = [sys.executable, "-u", str(ROOT / "build_site.py"), "--project", str(mini)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if moment in line:
                process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert tree(mini / "site") == before
    assert main(["--project", str(mini)]) == 0
    assert b"He tells us first" in (mini / "site" / "notes" / "index.html").read_bytes()


def test_a_search_index_that_was_not_finished_is_made_again(mini: Path) -> None:
    """Killed after the records were written and before Pagefind had read them."""
    change_a_note(mini)
    (mini / disk.INDEX_MARK).unlink()
    fragments = set((mini / disk.INDEX / "fragment").iterdir())
    assert main(["--project", str(mini)]) == 0
    assert set((mini / disk.INDEX / "fragment").iterdir()) != fragments


def test_a_site_left_aside_by_a_killed_build_is_put_back(mini: Path) -> None:
    before = tree(mini / "site")
    (mini / "site").rename(mini / disk.OLD_SITE)
    (mini / "annotations" / "notes.yml").write_text("notes: [")
    assert run("--project", str(mini)).returncode == 1
    assert tree(mini / "site") == before


def test_two_builds_at_once_do_not_meet(mini: Path) -> None:
    before = tree(mini / "site")
    with FileLock(mini / disk.STAGE / ".lock"):
        done = run("--project", str(mini))
    assert done.returncode == 1
    assert "Another build is at work in this folder" in done.stderr
    assert tree(mini / "site") == before
    command = [sys.executable, str(ROOT / "build_site.py"), "--project", str(mini)]
    several = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(3)]
    codes = [process.wait() for process in several]
    assert 0 in codes
    assert set(codes) <= {0, 1}
    assert (mini / "site" / "index.html").is_file()


def small_files_only() -> None:
    """Writing more than 100 kB to one file fails, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk_is_told_and_leaves_the_last_good_site(mini: Path) -> None:
    before = tree(mini / "site")
    with (mini / "docs" / "assets" / "large.bin").open("wb") as file:
        file.write(bytes(300_000))
    command = [sys.executable, str(ROOT / "build_site.py"), "--project", str(mini)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=small_files_only, check=False)
    assert done.returncode == 1
    assert "could not be read or written: File too large. site/ was left as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(mini / "site") == before


def test_a_folder_that_is_read_only_is_told(mini: Path) -> None:
    before = tree(mini / "site")
    change_a_note(mini)
    mount = f"mount --bind {mini} {mini} && mount -o remount,ro,bind {mini}"
    if subprocess.run(["unshare", "-m", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("a folder can't be made read-only for root here")
    command = f"{mount} && exec {sys.executable} {ROOT / 'build_site.py'} --project {mini}"
    done = subprocess.run(["unshare", "-m", "sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Read-only file system. site/ was left as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(mini / "site") == before


def test_a_file_where_the_build_folder_should_be_is_told(tmp_path: Path) -> None:
    project = copy_mini(tmp_path / "mini")
    (project / "build").write_text("mine")
    done = run("--project", str(project))
    assert done.returncode == 1
    assert "build" in done.stderr
    assert "Traceback" not in done.stderr


class Restless(type(Path())):  # type: ignore[misc]
    """A file that somebody writes to each time it is read."""

    def read_bytes(self) -> bytes:
        data = super().read_bytes()
        time.sleep(0.001)
        with self.open("ab") as file:
            file.write(b".")
        return data


def test_a_file_that_changes_while_it_is_read_is_never_taken_half(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"one")
    with pytest.raises(OSError, match="it changes while it is read"):
        load._read_whole(Restless(path))
    assert load._read_whole(path) == path.read_bytes()


def test_an_export_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, Iterable[bytes]]]:
        yield "tables/a.csv", [b"new"]
        yield "b.json", broken()

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        disk.add_pieces(tmp_path / "new" / "data", files())
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "b.json").write_bytes(b"old")
    with pytest.raises(OSError, match="no space left"):
        disk.add_pieces(tmp_path / "data", files())
    assert tree(tmp_path) == {"data/b.json": b"old"}
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["b.json"]
