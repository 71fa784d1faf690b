"""The live preview with a real server and a real browser, and `mkdocs` typed out of habit."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sites import copy_mini
from support import ROOT

from edition.live.board import Board
from edition.live.sources import Sources
from edition.serve import BadAddress, Preview, parse_address

HEARD = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
"""What a program does first that has to hear Ctrl-C, which nothing hears that was started in the background."""
SOON = 5_000
"""Milliseconds; loosely, because a test machine may be busy."""


def wait_until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Return as soon as something holds; fail when it does not in time."""
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.02)


class Live:
    """A copy of the mini edition that is served live, and a page that looks at it."""

    def __init__(self, project: Path, page: Page):
        self.project = project
        self.page = page
        self.said: list[str] = []
        self.preview = Preview(project, "127.0.0.1:0", {}, self.said.append)
        self.thread = threading.Thread(target=self.preview.run, daemon=True)
        self.thread.start()
        wait_until(lambda: bool(self.said))

    def go(self, path: str) -> None:
        self.page.goto(self.preview.address + path)

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one place of a file, as an editor's save does it: a new file, renamed."""
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} should hold {old!r}"
        beside = path.with_name(f".{path.name}.tmp")
        beside.write_text(text.replace(old, new, 1), encoding="utf-8")
        beside.replace(path)

    def wait_for_build(self, number: int) -> None:
        wait_until(lambda: self.preview.builds == number and len(self.said) >= number)

    @property
    def banner(self) -> Locator:
        return self.page.locator("[role=alert].edition-live-mistake")

    def close(self) -> None:
        self.preview.stop()
        self.thread.join(5)
        assert not self.thread.is_alive()


@pytest.fixture
def live(mini_project: Path, browser: Browser, tmp_path: Path) -> Iterator[Live]:
    project = Path(shutil.copytree(mini_project, tmp_path / "mini"))
    context = browser.new_context(viewport={"width": 1000, "height": 500})
    one = Live(project, context.new_page())
    yield one
    context.close()
    one.close()


def test_an_edited_note_shows_where_the_reader_is(live: Live) -> None:
    live.go("transcript/ferry/#t8")
    live.page.wait_for_load_state("load")
    turn = live.page.locator("#t8")
    live.page.mouse.wheel(0, 40)
    wait_until(lambda: bool(live.page.evaluate("scrollY > 0")))
    top = turn.bounding_box()
    live.edit("annotations/notes.yml", "The register says", "The parish register of Sandby says, on a leaf by itself,")
    expect(live.page.locator("body")).to_contain_text("on a leaf by itself", timeout=SOON)
    wait_until(lambda: round((turn.bounding_box() or {"y": -1.0})["y"]) == round((top or {"y": 0.0})["y"]))


def test_one_edit_is_one_rebuild_and_reloads_only_what_it_changed(live: Live) -> None:
    live.go("about/how-to-read/")
    live.page.evaluate("window.unchanged = true")
    live.edit("annotations/notes.yml", "A diver saw", "Two divers saw")
    live.wait_for_build(2)
    live.edit("docs/about/index.md", "# About", "# About this")
    live.wait_for_build(3)
    assert live.page.evaluate("window.unchanged") is True
    live.edit("docs/about/how-to-read.md", "# How to read", "# How one reads")
    expect(live.page.locator("h1").first).to_have_text("How one reads", timeout=SOON)
    assert live.page.evaluate("window.unchanged") is None
    assert live.preview.builds == 4
    assert "rebuilt after a change in docs/about/how-to-read.md" in live.said[-1]


def test_a_mistake_is_told_above_the_last_good_page_until_it_is_mended(live: Live) -> None:
    live.go("transcript/ferry/")
    words = live.page.locator("article").inner_text()
    live.edit("annotations/notes.yml", "a river forgives nobody", "<b>a river</b> forgives no one")
    expect(live.banner).to_contain_text("annotations/notes.yml:35: note 'river-forgives': quote \"<b>a river</b>")
    expect(live.banner).to_contain_text('the turn has: "saying, “a river forgives nobody”?"')
    assert live.banner.text_content() == live.said[-1]
    assert live.page.locator("article").inner_text() == words
    live.go("notes/")
    expect(live.banner).to_contain_text("annotations/notes.yml:35")
    live.page.evaluate("window.unchanged = true")
    live.edit("annotations/notes.yml", "<b>a river</b> forgives no one", "a river forgives nobody")
    expect(live.banner).to_have_count(0, timeout=SOON)
    assert live.page.evaluate("window.unchanged") is True


def test_a_broken_link_is_told_until_it_is_mended_whatever_else_is_saved(live: Live) -> None:
    live.go("about/")
    live.edit("docs/about/how-to-read.md", "# How to read", "# How to read\n\n[There](nowhere.md)")
    expect(live.banner).to_contain_text("'nowhere.md'", timeout=SOON)
    live.edit("docs/about/index.md", "# About", "# About this")
    live.wait_for_build(3)
    expect(live.banner).to_contain_text("'nowhere.md'")
    live.edit("docs/about/how-to-read.md", "nowhere.md", "index.md#rights")
    expect(live.banner).to_have_count(0, timeout=SOON)
    expect(live.page.locator("h1").first).to_have_text("About this")
    live.edit("docs/about/index.md", "{#rights}", "{#other}")
    expect(live.banner).to_contain_text("does not contain an anchor '#rights'", timeout=SOON)


def test_a_failure_of_the_program_is_told_and_the_next_good_edit_recovers(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no <i>disk</i>")

    live.go("about/")
    with monkeypatch.context() as spoilt:
        spoilt.setattr("edition.serve.stage_pages", fail)
        live.edit("docs/about/index.md", "# About", "# About this")
        expect(live.banner).to_contain_text("RuntimeError: no <i>disk</i>", timeout=SOON)
        assert any("Traceback" in said for said in live.said)
    live.edit("docs/about/index.md", "# About this", "# About it")
    expect(live.page.locator("h1").first).to_have_text("About it", timeout=SOON)
    expect(live.banner).to_have_count(0)


def test_a_new_page_appears_and_a_removed_one_goes(live: Live) -> None:
    live.go("terms/")
    entry = "terms:\n  tar: {name: tar, summary: What a boat is painted with., match: mentions}\n"
    (live.project / "annotations" / "more.yml").write_text(entry)
    link = live.page.locator("article").get_by_role("link", name="tar", exact=True).first
    link.wait_for(timeout=SOON)
    link.click()
    expect(live.page.locator("h1").first).to_contain_text("tar")
    (live.project / "annotations" / "more.yml").unlink()
    expect(live.page.locator("h1").first).to_contain_text("404", timeout=SOON)


def test_a_theme_that_fails_and_settings_that_cannot_be_read_are_told(live: Live) -> None:
    live.go("about/")
    live.edit("mkdocs.yml", "site_name:", "site_name: [")
    expect(live.banner).to_contain_text('mkdocs.yml", line', timeout=SOON)
    live.edit("mkdocs.yml", "site_name: [", "site_name:")
    expect(live.banner).to_have_count(0, timeout=SOON)
    live.edit("edition/theme/main.html", "{% block extrahead %}", "{% block extrahead %}{{ 1 / 0 }}")
    expect(live.banner).to_contain_text("ZeroDivisionError", timeout=SOON)
    live.edit("edition/theme/main.html", "{{ 1 / 0 }}", "")
    expect(live.banner).to_have_count(0, timeout=SOON)


def test_the_server_tells_other_names_nothing_and_no_file_outside_the_site(live: Live) -> None:
    def status(path: str, **headers: str) -> int:
        try:
            with urllib.request.urlopen(urllib.request.Request(live.preview.address + path, headers=headers)) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    assert status("about") == 200  # sent on to about/
    assert status("data/edition.json") == 200
    assert status("nowhere/") == 404
    assert status("../mkdocs.yml") == status("%2e%2e/mkdocs.yml") == status("-live/../server.py") == 404
    assert status("", Host="evil.example") == 421


def test_site_is_never_touched(live: Live) -> None:
    page = live.project / "site" / "about" / "index.html"
    before = page.read_bytes()
    live.edit("docs/about/index.md", "# About", "# About this")
    live.wait_for_build(2)
    assert page.read_bytes() == before
    assert b"-live" not in before


def test_a_save_in_several_steps_is_one_change_and_backups_are_none(tmp_path: Path) -> None:
    notes = tmp_path / "annotations" / "notes.yml"
    notes.parent.mkdir()
    notes.write_text("notes: []")
    sources, stop = Sources(tmp_path), threading.Event()
    notes.with_name(".notes.yml.swp").write_text("x")
    notes.rename(notes.with_name("notes.yml~"))
    notes.write_text("notes: [1]")
    assert sources.wait_for_change(stop) == ("annotations/notes.yml",)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "new.md").write_text("# New")
    assert sources.wait_for_change(stop) == ("docs/new.md",)
    stop.set()
    assert sources.wait_for_change(stop) == ()


def test_an_address_that_cannot_be_used_is_told(live: Live) -> None:
    for wrong in ("here", "127.0.0.1:", "127.0.0.1:99999"):
        with pytest.raises(BadAddress, match="expected a host and a port"):
            parse_address(wrong)
    with pytest.raises(BadAddress, match=r"can't be used: Address already in use; choose another one"):
        Preview(live.project, live.preview.address.removeprefix("http://").strip("/"), {}, print)


def test_who_waits_for_a_closed_board_is_let_go() -> None:
    board = Board()
    board.close()
    assert board.wait(board.shown, 10) is None


def test_ctrl_c_ends_the_preview(mini_project: Path, tmp_path: Path) -> None:
    project = shutil.copytree(mini_project, tmp_path / "mini")
    command = [sys.executable, str(ROOT / "build_site.py"), "--project", str(project), "serve", "--address", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=HEARD) as process:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        assert "The preview is at http://127.0.0.1:" in next(lines)
        assert "built" in next(lines)
        process.send_signal(signal.SIGINT)
        assert "".join(lines) == "The preview has ended; site/ was not touched.\n"
    assert process.returncode == 0


def mkdocs(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """MkDocs as one types it in the project's folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True, preexec_fn=HEARD,
    )  # fmt: skip


def pages(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}


def test_mkdocs_build_gives_the_same_pages(mini_project: Path, tmp_path: Path) -> None:
    project = copy_mini(tmp_path / "mini")
    with mkdocs(project, "build", "--strict") as process:
        said = process.stderr.read() if process.stderr else ""
    assert process.returncode == 0, said
    assert pages(project / "site") == pages(mini_project / "site")
    assert (project / "site" / "pagefind" / "pagefind.js").is_file()


def test_mkdocs_build_stops_at_a_mistake(tmp_path: Path) -> None:
    project = copy_mini(tmp_path / "mini")
    notes = project / "annotations" / "notes.yml"
    notes.write_text(notes.read_text().replace("a river forgives nobody", "a river forgives no one", 1))
    with mkdocs(project, "build") as process:
        said = process.stderr.read() if process.stderr else ""
    assert process.returncode == 1
    assert "annotations/notes.yml:35: note 'river-forgives'" in said
    assert "Traceback" not in said
    assert not (project / "site").exists()


class Mkdocs:
    """`mkdocs serve` of a project, and what it has said."""

    def __init__(self, project: Path, process: subprocess.Popen[str]):
        self.project = project
        self.said: list[str] = []
        self.touched = 0
        assert process.stderr
        self.reader = threading.Thread(target=self.said.extend, args=(process.stderr,), daemon=True)
        self.reader.start()

    def count(self, words: str) -> int:
        return sum(words in line for line in list(self.said))

    def edit(self, name: str, text: str, seen: Callable[[], bool]) -> None:
        """Write a file in one step, as MkDocs builds twice when it looks at one that is half written, until it is seen.

        MkDocs' own watcher was seen to miss an edit: a file that it should have seen is touched now and then.
        """
        path = self.project / name
        beside = self.project.parent / "beside"
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        for _ in range(6):
            try:
                wait_until(seen, 10)
                return sleep(2)  # MkDocs looks every half second: what the build itself changed would be seen by then
            except AssertionError:
                path.touch()
                self.touched += 1
        raise AssertionError(f"{name} was edited, and not seen:\n" + "".join(self.said))


def test_mkdocs_serve_survives_a_mistake_and_rebuilds_once_an_edit(mini_project: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(mini_project, tmp_path / "mini"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    good = (project / "annotations" / "notes.yml").read_text()
    with mkdocs(project, "serve", "--dev-addr", address) as process:
        served = Mkdocs(project, process)

        def page(path: str) -> str:
            with urllib.request.urlopen(f"http://{address}/{path}", timeout=60) as answer:
                return str(answer.read().decode())

        try:
            wait_until(lambda: served.count("Serving on") == 1)
            slip = good.replace("a river forgives nobody", "a river forgives no one", 1)
            told = partial(served.count, "annotations/notes.yml:35: note 'river-forgives'")
            served.edit("annotations/notes.yml", slip, lambda: told() > 0)
            assert "A diver saw" in page("notes/the-sinking/")
            mended = good.replace("A diver saw", "Two divers saw")
            served.edit("annotations/notes.yml", mended, lambda: "Two divers saw" in page("notes/the-sinking/"))
            served.edit("docs/index.md", "# Home, once more\n", lambda: "Home, once more" in page(""))
            assert served.count("Documentation built") <= 4 + served.touched
        finally:
            process.send_signal(signal.SIGINT)
            served.reader.join(20)  # before the stream that it reads is closed
