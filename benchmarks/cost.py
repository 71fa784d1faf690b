"""What archives cost by size: builds beside stock Material with its own search, memory, bytes, and time to a first hit.

    python benchmarks/cost.py [1 10 100 1000] [--only build|search|serve] [--keep DIR]

One run prints a table (Markdown). The archives are those of `archive.py`. "Stock" is Material for MkDocs as it comes,
its own search on, given the same staged Markdown. Times are seconds by the clock: whole commands, in processes of their
own. Bytes to a first hit are those over the wire, with gzip as GitHub Pages has it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from archive import make_archive
from local import CHROMIUM_FLAGS, ROOT, find_chromium, served
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NothingShown

SIZES = (1, 10, 100, 1000)
SERVED = 100
"""Interviews of the archive on which the preview is measured."""
PATIENCE = 180
"""Seconds to wait for a first hit."""
TIMED = """
import sys, time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from edition import build as building
from edition.engine.splice import Splice
spent = {"engine": 0.0, "search": 0.0, "splicing": 0.0}
run, index, splice = building.run_engine, building.index, Splice.on_env
def run_engine(*arguments):
    begun = time.perf_counter()
    finished = run(*arguments)
    spent["engine"] += time.perf_counter() - begun
    return finished
def on_env(*arguments, **named):
    begun = time.perf_counter()
    env = splice(*arguments, **named)
    spent["splicing"] += time.perf_counter() - begun
    return env
@contextmanager
def waiting(*arguments):
    with index(*arguments):
        yield
        begun = time.perf_counter()
    spent["search"] += time.perf_counter() - begun
building.run_engine, building.index, Splice.on_env = run_engine, waiting, on_env
building.build(Path(sys.argv[1]), {}, lambda said: None)
print(spent["engine"] - spent["splicing"], spent["splicing"], spent["search"])
"""
"""A build that tells what part of it MkDocs took, what our splicing within it, and how long it waited for Pagefind."""
STOCK = (
    "site_name: Stock\nsite_url: ''\ntheme:\n  name: material\n  font: false\nplugins:\n  - search\n"
    "nav:\n  - Home: index.md\nnot_in_nav: '*'\n"
)
"""With no page but one in the menu: with all of them the time would grow as the square of their number."""


class Peak(threading.Thread):
    """The most memory that a process and its children held at one time, in MB: proportional sets, often."""

    def __init__(self, process: int):
        super().__init__(daemon=True)
        self._process = process
        self.stop = threading.Event()
        self.megabytes = 0.0

    def run(self) -> None:
        while not self.stop.wait(0.1):
            self.megabytes = max(self.megabytes, sum(_proportional(one) for one in _family(self._process)) / 1024)


def _family(process: int) -> Iterator[int]:
    yield process
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _proportional(process: int) -> int:
    try:
        return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)[1])  # type: ignore[index]
    except (OSError, TypeError):
        return 0


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds by the clock, seconds of all processors, the most memory in MB; and what it said."""

    seconds: float
    cpu: float
    megabytes: float
    said: str


def run(command: list[str], folder: Path) -> Ran:
    """Run a command to its end; stops the program where it fails."""
    started, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SITE_URL": ""}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        peak = Peak(process.pid)
        peak.start()
        said, _ = process.communicate()
        seconds = time.perf_counter() - started
        peak.stop.set()
        peak.join()
    if process.returncode:
        sys.exit(f"failed: {' '.join(command)[:200]} in {folder}")
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(seconds, cpu, peak.megabytes, said)


def make_stock(project: Path, folder: Path) -> Path:
    """The staged Markdown of a project as a project for stock Material; returns where its site will be."""
    shutil.copytree(project / "build" / "docs", folder / "docs", ignore=shutil.ignore_patterns("pagefind", "assets"))
    shutil.copytree(project / "docs" / "assets", folder / "docs" / "assets")
    extensions = re.search(r"^markdown_extensions:\n(?:  .*\n)+", (project / "mkdocs.yml").read_text(), re.M)
    (folder / "mkdocs.yml").write_text(STOCK + (extensions[0] if extensions else ""))
    return folder / "site"


def weigh(site: Path) -> tuple[float, int]:
    """MB of a site's files, and how many pages there are."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1e6, sum(path.suffix == ".html" for path in files)


def measure_builds(project: Path, stock: Path) -> dict[str, str]:
    """A row of the table: our build from nothing, again, and stock Material's."""
    shutil.rmtree(project / "build", ignore_errors=True)
    timed = [sys.executable, "-c", TIMED, str(project)]
    ours = run(timed, project)
    engine, splicing, waited = map(float, ours.said.split()[-3:])
    again = run(timed, project)
    site = make_stock(project, stock)
    theirs = run([sys.executable, "-m", "mkdocs", "build", "--quiet"], stock)
    size, pages = weigh(project / "site")
    own = ours.seconds - engine - waited
    return {
        "pages": str(pages),
        "build s": f"{ours.seconds:.1f}", "build CPU s": f"{ours.cpu:.1f}",
        "MkDocs s": f"{engine:.1f}", "our splicing s": f"{splicing:.1f}", "waiting for Pagefind s": f"{waited:.1f}",
        "own s": f"{own:.1f}", "own %": f"{100 * own / ours.seconds:.0f}",
        "own / stock %": f"{100 * own / theirs.seconds:.0f}", "again s": f"{again.seconds:.1f}",
        "stock s": f"{theirs.seconds:.1f}", "stock CPU s": f"{theirs.cpu:.1f}",
        "ratio": f"{ours.seconds / theirs.seconds:.2f}", "CPU ratio": f"{ours.cpu / theirs.cpu:.2f}",
        "memory MB": f"{ours.megabytes:.0f}", "stock MB": f"{theirs.megabytes:.0f}",
        "site MB": f"{size:.0f}", "stock site MB": f"{weigh(site)[0]:.0f}",
    }  # fmt: skip


@contextmanager
def browsing() -> Iterator[Browser]:
    """A Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


WATCH = """
new MutationObserver((_, watcher) => {
  if (!document.querySelector(SELECTOR)) return
  window.firstHit = Date.now()
  watcher.disconnect()
}).observe(document, { childList: true, subtree: true })
"""
"""Keeps the moment at which there is a first hit, in milliseconds since 1970."""


def first_hit(browser: Browser, site: Path, start: str, box: str, hit: str, word: str) -> tuple[str, str, str]:
    """Seconds to the first hit for a word; kB of the search's own files until then, and of all.

    With an empty cache; the word is typed when the search is ready. Bytes are counted where they are sent, because a
    browser tells a page nothing of what its workers fetch. Seconds are those from opening and from the last key; where
    there is no hit within `PATIENCE`, that is told, and the bytes are those until then.
    """
    sent: list[tuple[str, int, float]] = []
    with served(site, sent) as address, browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH.replace("SELECTOR", json.dumps(hit)))
        opened = time.time()
        page.goto(address + start)
        page.wait_for_selector(box, state="attached")
        page.focus(box)
        ready = time.time()
        page.wait_for_load_state("networkidle")
        page.keyboard.type(word)
        typed = time.time()
        seconds = f"more than {PATIENCE}"
        found = typed + PATIENCE
        with contextlib.suppress(NothingShown):
            page.wait_for_selector(hit, timeout=PATIENCE * 1000)
            found = page.evaluate("window.firstHit") / 1000
            seconds = f"{ready - opened + found - typed:.2f}, {found - typed:.2f}"
        until = [(path, size) for path, size, when in sent if when < found]
        asked = sum(size for path, size in until if "/pagefind/" in path or "/search/" in path)
        return seconds, f"{asked / 1000:.0f}", f"{sum(size for _, size in until) / 1000:.0f}"


def measure_search(browser: Browser, project: Path, stock: Path) -> dict[str, str]:
    """What a search costs a reader, in ours and in stock Material's."""
    turns = (project / "transcript" / "talk-0001.txt").read_text().split()
    word = next(one for one in turns[40:] if one.isalpha() and one.islower() and len(one) > 6)
    site = project / "site"
    ours = first_hit(browser, site, "explore/", "#explore-search input", "#explore-search .results li", word)
    theirs = first_hit(browser, stock / "site", "", ".md-search__input", ".md-search-result__item", word)
    names = ("first hit s, from opening and from key", "search kB for it", "kB with the page")
    return dict(zip(names, ours, strict=True)) | {f"stock {k}": v for k, v in zip(names, theirs, strict=True)}


def measure_serve(browser: Browser, project: Path) -> dict[str, str]:
    """Seconds from the save of a note to its new words in the browser, thrice; and from the start to the first page."""
    path = project / "annotations" / "interviews" / "talk-0001.yml"
    text = path.read_text()
    command = [sys.executable, str(ROOT / "build_site.py"), "--project", str(project), "serve", "--address", "8765"]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:  # fmt: skip
        try:
            page = browser.new_page()
            _open(page, "http://127.0.0.1:8765/transcript/talk-0001/")
            first = time.perf_counter() - started
            shown = []
            for number in range(3):
                time.sleep(30)  # so that what is done after an edit is over
                saved = time.perf_counter()
                path.write_text(text.replace("See [", f"Edited{number} see [", 1))
                page.wait_for_selector(f"text=Edited{number}", state="attached", timeout=300_000)
                shown.append(time.perf_counter() - saved)
        finally:
            process.terminate()
            path.write_text(text)
    return {"first page s": f"{first:.1f}", "edit to screen s": ", ".join(f"{one:.1f}" for one in shown)}


def _open(page: Page, address: str) -> None:
    while True:
        with contextlib.suppress(Exception):
            answer = page.goto(address)
            if answer and answer.ok and page.query_selector("#t1"):
                return
        time.sleep(0.2)


def print_table(rows: dict[str, dict[str, str]]) -> None:
    """Sizes across, figures down."""
    keys = list(dict.fromkeys(key for row in rows.values() for key in row))
    table = [["", *rows], ["---", *("---:" for _ in rows)]]
    table += [[key, *(row.get(key, "") for row in rows.values())] for key in keys]
    for line in table:
        print("| " + " | ".join(line) + " |")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="What archives cost by size.")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--only", choices=("build", "search", "serve"))
    parser.add_argument("--keep", type=Path, help="a folder for the archives, made there and left there")
    options = parser.parse_args()
    rows: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as made, browsing() as browser:
        folder: Path = options.keep or Path(made)
        for size in options.sizes:
            project, stock = folder / f"archive-{size}", folder / f"stock-{size}"
            if not project.exists():
                make_archive(project, size)
            row: dict[str, str] = {}
            if options.only in (None, "build"):
                shutil.rmtree(stock, ignore_errors=True)
                row |= measure_builds(project, stock)
            if options.only in (None, "search"):
                row |= measure_search(browser, project, stock)
            if options.only == "serve" or (options.only is None and size == SERVED):
                row |= measure_serve(browser, project)
            rows[str(size)] = row
            print(f"{size}: {row}", file=sys.stderr)  # so that what breaks off later takes nothing with it
    print_table(rows)


if __name__ == "__main__":
    main()
