"""Built sites for tests, and a browser to look at them with."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from support import ROOT, TESTS

from build_site import main
from edition.engine import ENGINES

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def copy_project(target: Path, sources: Path = ROOT) -> Path:
    """A project that can be built: the text and notes of `sources`, the pages and theme of this repository."""
    for folder in ("transcript", "annotations"):
        shutil.copytree(sources / folder, target / folder)
    shutil.copytree(ROOT / "docs", target / "docs")
    shutil.copytree(ROOT / "edition" / "theme", target / "edition" / "theme")
    shutil.copy(ROOT / "edition" / "hook.py", target / "edition" / "hook.py")
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


def copy_mini(target: Path) -> Path:
    """The mini edition as a project that can be built."""
    return copy_small(target, "mini", "[The talk](transcript/ferry.md)")


def copy_small(target: Path, edition: str, home: str) -> Path:
    """An edition of the tests as a project that can be built, with a home page and a menu of its own."""
    copy_project(target, TESTS / "editions" / edition)
    for page in (target / "docs").rglob("*.md"):
        page.unlink()
    (target / "docs" / "index.md").write_text(f"# Home\n\n{home}\n")
    (target / "docs" / "about").mkdir(exist_ok=True)
    (target / "docs" / "about" / "index.md").write_text("# About\n\n## Rights {#rights}\n")
    (target / "docs" / "about" / "how-to-read.md").write_text("# How to read\n")
    settings = (target / "mkdocs.yml").read_text()
    settings = settings[: settings.index("nav:\n  - Home")] + "nav:\n  - Home: index.md\n"
    (target / "mkdocs.yml").write_text(settings)
    return target


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition, built by the command line in a folder of its own."""
    project = copy_project(tmp_path_factory.mktemp("real"))
    assert main(["--project", str(project), "build"]) == 0
    return project


@pytest.fixture(scope="session")
def zensical_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first edition, rendered by Zensical."""
    project = copy_project(tmp_path_factory.mktemp("zensical"))
    assert main(["--project", str(project), "build", "--engine", "zensical"]) == 0
    return project


@pytest.fixture(scope="session")
def mini_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini edition, built."""
    project = copy_mini(tmp_path_factory.mktemp("mini"))
    assert main(["--project", str(project), "build"]) == 0
    return project


@pytest.fixture(scope="session")
def voices_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of three interviews in Spanish, Chinese and Arabic, built."""
    project = copy_small(tmp_path_factory.mktemp("voices"), "voices", "[The talks](transcript/index.md)")
    assert main(["--project", str(project), "build"]) == 0
    return project


@pytest.fixture(scope="session")
def voices_address(voices_project: Path) -> Iterator[str]:
    """Where the edition of three voices is served."""
    handler = functools.partial(QuietHandler, directory=voices_project / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session", params=ENGINES)
def site_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the first edition is served, as each engine builds it: under `/repository/`, as on GitHub project pages."""
    project = request.getfixturevalue({"material": "real_project", "zensical": "zensical_project"}[request.param])
    root = tmp_path_factory.mktemp("served")
    (root / "repository").symlink_to(project / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/repository/"
        server.shutdown()


def find_chromium() -> str | None:
    """The browser on this machine: `CHROMIUM`, or what is on the path."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one the test skips, and fails where `CI=true`."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine; .ci/run installs it")
        pytest.skip("no Chromium on this machine; name one in the environment variable CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


class Watched:
    """A page and everything that went wrong on it: errors of scripts, and requests that leave the site."""

    def __init__(self, context: BrowserContext, address: str):
        self.page: Page = context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("request", self._note_request)

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # as when the reader goes on before a page is complete
            self.wrong.append(f"failed: {request.url}: {request.failure}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"leaves the site: {request.url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


WIDE, PHONE = (1400, 1000), (390, 844)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return tuple(request.param)


@pytest.fixture
def watched(browser: Browser, site_address: str, size: tuple[int, int]) -> Iterator[Watched]:
    """A page of a clean browser at one of two sizes; nothing may have gone wrong on it."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 500)
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    one = Watched(context, site_address)
    yield one
    context.close()
    assert one.wrong == []
