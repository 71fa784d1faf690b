"""An archive in a browser: the catalogue's filters and order, and what axe and the HTML checker say of its pages."""

from __future__ import annotations

import functools
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import PHONE, WIDE, QuietHandler
from support import ROOT
from test_accessible import assert_nothing_found
from test_html import checker, find_errors

from build_site import main

sys.path.insert(0, str(ROOT / "benchmarks"))
from archive import make_archive

__all__ = ["checker"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of twelve interviews, built."""
    project = tmp_path_factory.mktemp("archive") / "project"
    make_archive(project, 12)
    assert main(["--project", str(project), "build"]) == 0
    return project / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    one = context.new_page()
    wrong: list[str] = []
    one.on("pageerror", lambda error: wrong.append(str(error)))
    yield one
    context.close()
    assert wrong == []


wide = pytest.mark.parametrize("size", [WIDE], indirect=True)
both = pytest.mark.parametrize("size", [WIDE, PHONE], indirect=True)


@wide
@pytest.mark.browser
def test_the_catalogue_is_filtered_sorted_and_linked_by_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}transcript/")
    rows = page.locator(".catalogue tbody tr")
    expect(rows).to_have_count(12)
    years = [int(one) for one in rows.locator("td:first-child a").evaluate_all("all => all.map(a => a.dataset.year)")]
    assert years == sorted(years)
    speaker = page.get_by_label("Speaker").locator("option").nth(1).get_attribute("value")
    page.get_by_label("Speaker").select_option(speaker)
    expect(page.get_by_role("status").filter(has_text="of 12 interviews")).to_be_visible()
    shown = rows.count()
    assert 0 < shown < 12
    assert rows.locator(f'a[href*="speakers/{speaker}/"]').count() == shown
    page.get_by_label("Sort by").select_option("words")
    assert f"?speaker={speaker}&sort=words" in page.url
    page.reload()
    expect(rows).to_have_count(shown)
    words = rows.locator("td:first-child a").evaluate_all("all => all.map(a => Number(a.dataset.words))")
    assert words == sorted(words, reverse=True)


@wide
@pytest.mark.browser
def test_a_catalogue_in_parts_is_fetched_when_it_is_filtered(page: Page, address: str, site: Path) -> None:
    index = site / "transcript" / "index.html"
    whole = index.read_text(encoding="utf-8")
    rows = re.findall(r"<tr>\s*<td>.*?</tr>", whole, re.S)
    try:
        for name, held in (("1960s", rows[:6]), ("1970s", rows[6:])):
            part = re.sub(r"<tbody>.*?</tbody>", f"<tbody>{''.join(held)}</tbody>", whole, flags=re.S)
            (site / "transcript" / "by-date" / name).mkdir(parents=True)
            part = part.replace('href="talk-', 'href="../../talk-').replace(
                'href="../speakers', 'href="../../../speakers'
            )
            (site / "transcript" / "by-date" / name / "index.html").write_text(part, encoding="utf-8")
        listed = '<ul><li><a href="by-date/1960s/">1960s</a></li><li><a href="by-date/1970s/">1970s</a></li></ul>'
        index.write_text(
            re.sub(r'<div class="table-scroll".*?</table></div>', listed, whole, flags=re.S), encoding="utf-8"
        )
        page.goto(f"{address}transcript/")
        expect(page.locator(".catalogue tr")).to_have_count(0)
        page.get_by_role("button", name="Filter and sort all interviews").click()
        expect(page.locator(".catalogue tbody tr")).to_have_count(12)
        expect(page.get_by_label("Speaker")).to_be_focused()
        page.locator(".catalogue tbody a").first.click()
        expect(page.locator(".interview-head")).to_be_visible()
        page.goto(f"{address}transcript/?sort=title")
        expect(page.locator(".catalogue tbody tr")).to_have_count(12)
    finally:
        index.write_text(whole, encoding="utf-8")
        shutil.rmtree(site / "transcript" / "by-date")


@both
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_an_archive(page: Page, address: str, site: Path) -> None:
    mentions = min(site.glob("people/*/in/1/index.html")).parent.relative_to(site).as_posix()
    folded = next(one for one in sorted(site.glob("people/*/index.html")) if "in-interview" in one.read_text())
    note = min(site.glob("notes/talk-*/index.html")).parent.relative_to(site).as_posix()
    entry = folded.parent.relative_to(site).as_posix()
    for path in ("transcript", "notes", note, entry, mentions, "speakers", "about/status", "sources"):
        page.goto(f"{address}{path}/")
        assert_nothing_found(page)


@pytest.mark.java
def test_the_checker_finds_no_error_on_the_pages_of_an_archive(checker: list[str], site: Path) -> None:
    found = find_errors(checker, site)
    assert not found, "\n".join(["", *found])
