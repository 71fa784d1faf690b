"""Whatever an author or a stranger types appears literally: on both engines, and in a real Chromium."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect
from sites import QuietHandler, Watched, copy_mini

from build_site import main
from edition.engine import ENGINES

WORDS = [
    "<script>alert(1)</script> and <img src=x onerror=alert(2)> and <b>bold</b>",
    "<svg/onload=alert(3)><iframe src=javascript:alert(4)></iframe> </p></div></body></html>",
    "[a link](javascript:alert(5)) and ![an image](https://example.org/x.png) and <https://example.org/y>",
    "{{ config.site_name }} {% raw %} {# a comment #} {: onclick=alert(6) } {#t1 .x}",
    "# no heading",
    "## no heading either ##",
    "1. no list",
    "- no list",
    "+ no list",
    "> no quotation",
    "| no | table | --- | --- |",
    "```js alert(7) ```",
    "~~~",
    "--- *** ___ ===",
    "!!! note no admonition",
    "??? no details",
    "[^1]: no footnote[^1]",
    "*[HTML]: no abbreviation HTML",
    "[id]: https://example.org/ no definition",
    "--8<-- no snippet",
    "$a_b$ and $$c^d$$ and \\(e\\) and H~2~O and ==mark== and ++ins++ and ~~del~~",
    "__strong__ _em_ **strong** *em* `code` \\*escaped\\* a_b_c snake_case_name",
    "&lt;b&gt; &amp;amp; &#60;script&#62; &nbsp; & && ;",
    ":smile: http://example.org/auto www.example.org a@example.org @someone #tag",
    "\"double\" 'single' “curly” «guillemets» <!-- comment --> <?php ?> <![CDATA[ x ]]>",
    "Ünïcödé 漢字 العربية עברית 👩‍👩‍👧 e\u0301 \u200bzero\u200bwidth ﬁ ½",
    "term\n:   no definition list",
    "line\n---\nline\n===",
    "trailing backslash\\",
    "]](x) [[x]] [x][y] ]( )[",
    "C:\\path\\new %20 %3Cscript%3E \\u003cscript\\u003e \\x3c",
]
TITLE = "</title><script>alert(8)</script> \"&amp;' {{ x }} [a](b) *c* `d` | e"


RECORD = {
    "title": TITLE,
    "date": "2000",
    "venue": {"title": TITLE, "section": TITLE},
    "rights": {"statement": "https://example.org/", "holder": TITLE, "note": "Invented.", "publish": "full"},
    "speakers": [
        {"id": "a", "name": "<i>Ann</i> *A* {{ a }}", "labels": ["A"], "role": "</h1>"},
        {"id": "b", "name": 'Bo & | "B"', "labels": ["B"]},
    ],
}
ANNOTATIONS = {
    "edition": {
        "title": TITLE, "version": "1.0.0", "editors": [{"name": TITLE}], "lanes": [{"id": "x", "label": TITLE}],
        "comparison": ["p"],
    },
    "people": {
        "p": {
            "name": TITLE, "summary": "x | y *z* {{ a }}", "variants": ["<script>"], "original": TITLE,
            "text": "a | b &lt;script&gt; {{ x }} {: #z } \\<script\\> [a](https://example.org/\"onclick=1)",
        },
    },
    "terms": {"t": {"name": TITLE, "summary": "s", "page": "shared", "match": "mentions"}},
    "dates": {
        "d": {
            "label": TITLE, "when": "2000", "basis": "as-stated", "lane": "x",
            "mentions": [{"turn": "t2", "quote": "onload"}],
        },
    },
    "references": [
        {"id": "r", "type": "book", "title": TITLE, "publisher": TITLE, "URL": "https://example.org/a(b)_{c}`"},
    ],
    "notes": [
        {
            "id": "n", "title": TITLE, "kind": "context", "text": "Plain.", "lead": "x | y", "further": ["r"],
            "targets": [{"turn": "t1", "quote": "<script>alert(1)</script> and <img"}, {"turn": "t4"}],
            "by": TITLE, "checked": "2000",
        },
    ],
    "sections": [{"id": "s", "title": TITLE, "from": "t1"}],
    "themes": {"m": {"title": TITLE, "summary": "| x", "cells": [{"about": ["p"], "passages": [{"turns": "t1"}]}]}},
    "emendations": [
        {"id": "e", "turn": "t5", "quote": "# no", "reading": "<u>no</u> #", "reason": TITLE, "by": "x"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition made of hostile words in every place that takes words, built."""
    project = copy_mini(tmp_path_factory.mktemp("hostile"))
    for path in (project / "transcript").iterdir():
        path.unlink()
    text = "\n\n".join(f"{'AB'[n % 2]}: {words}" for n, words in enumerate(WORDS))
    (project / "transcript" / "talk.txt").write_text(text + "\n", encoding="utf-8")
    (project / "transcript" / "talk.yml").write_text(yaml.safe_dump(RECORD, allow_unicode=True), encoding="utf-8")
    for path in (project / "annotations").iterdir():
        path.unlink()
    (project / "annotations" / "all.yml").write_text(yaml.safe_dump(ANNOTATIONS, allow_unicode=True), encoding="utf-8")
    home = "# Home\n\n[The talk](transcript/talk.md)\n"
    (project / "docs" / "index.md").write_text(home)
    assert main(["--project", str(project), "ids", "--write"]) == 0
    assert main(["--project", str(project), "build", "--engine", request.param]) == 0  # and so every word is there
    return project


@pytest.fixture
def hostile_address(hostile: Path) -> Iterator[str]:
    handler = functools.partial(QuietHandler, directory=hostile / "site")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_hostile_words_do_nothing_and_read_as_they_were_typed(
    hostile_address: str, hostile: Path, browser: Browser
) -> None:
    context = browser.new_context()
    watched = Watched(context, hostile_address)
    page = watched.page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    pages = sorted(
        path.parent.relative_to(hostile / "site").as_posix() for path in (hostile / "site").rglob("index.html")
    )
    for path in pages:
        watched.go("" if path == "." else f"{path}/")
        page.wait_for_load_state("networkidle")
    watched.go("explore/?q=script")
    page.locator("ol.results li").first.wait_for()
    expect(page.locator("ol.results")).to_contain_text("<script>alert(1)</script>")
    watched.go("transcript/talk/")
    shown = page.locator("#t1p1").evaluate(
        "one => { const copy = one.cloneNode(true); copy.querySelectorAll('[data-added]').forEach(x => x.remove());"
        " return copy.textContent.trim(); }"
    )
    assert shown == WORDS[0]
    assert (
        page.locator(
            "[data-witness] :is(script, img, svg, iframe, b, h1, h2, ul, ol, table, pre, code):not([data-added] *)"
        ).count()
        == 0
    )
    assert page.locator("h1").inner_text().strip() == TITLE
    context.close()
    assert dialogs == []
    assert watched.wrong == []
