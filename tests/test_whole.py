"""A whole page without the Markdown parser is what the parser would have made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, TESTS
from test_islands import blocks, filler, others, parsed, without_front_matter, words

from edition.engine.shells import first_heading, kind_of_address
from edition.engine.whole import render_whole
from edition.load import load_edition
from edition.markdown import escape
from edition.pages import render_pages


@pytest.mark.parametrize(
    ("project", "least"), [(ROOT, 0.6), (TESTS / "editions" / "mini", 0.5), (TESTS / "editions" / "voices", 0.6)]
)
def test_generated_pages_are_what_the_parser_makes_of_them(project: Path, least: float) -> None:
    pages = [without_front_matter(page.text) for page in render_pages(load_edition(project))]
    whole = {text: html for text in pages if (html := render_whole(text, lambda href: href)) is not None}
    for text, html in whole.items():
        assert html == parsed(text)
    assert len(whole) > least * len(pages), "most pages should need no parser"


titles = words.map(lambda one: f"{'#' * (1 + len(one) % 3)} {escape(one)}")
quotes = st.lists(words, min_size=1, max_size=3).map(
    lambda held: "\n\n".join(f"> {escape(one)} {filler}" for one in held)
)
boxed = st.sampled_from([
    '<div class="a" data-x="1 &#38; 2" data-added markdown="1">',
    '<details open markdown="1">\n<summary>S *e*</summary>',
    "</div>", "</details>", '<p class="x">raw <b>html</b></p>', "<div>\n<p>raw</p>\n</div>", "> quoted", ">  two",
    "-   one\n    and more\n-   two", "1.  one", "`code`", "`a b.c`", "`a``b`", "[x](y.md){: .z }", "## T {: .only }",
    '<figure class="strip" data-added><div class="strip-rows" aria-hidden="true"><svg></svg></div>'
    "<figcaption>F</figcaption></figure>",
    '<div markdown="1">\n\n</div>', "## T {: .only}", "# T {: data-x=\"y\" }",
    "## Ends with #", "## Heading {: #other }", "## Heading {: #other }", "# One\nmore", "#", "# a <em>b</em> & c",
])  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.one_of(blocks, titles, quotes, boxed, others), min_size=1, max_size=8), st.booleans())
def test_any_page_is_what_the_parser_makes_of_it(held: list[str], in_box: bool) -> None:
    if in_box:
        held = ['<div class="box" markdown="1">', *held, "</div>"]
    text = "\n\n".join(held) + "\n"
    html = render_whole(text, lambda href: href)
    assert html is None or html == parsed(text)


@pytest.mark.parametrize(
    "text",
    ["# A\n\n| a |\n| - |\n", '# A\n\n<div markdown="1">\n', "</div>\n", "# A\n\n1.  x\n", "a\tb\n", "# A\n\na  \nb\n"],
)
def test_what_is_in_no_plain_form_is_left_to_the_parser(text: str) -> None:
    assert render_whole(text, lambda href: href) is None


def test_a_link_that_nobody_knows_is_left_to_the_parser() -> None:
    assert render_whole("# A\n\n[b](c.md)\n", lambda href: None) is None


def test_headings_without_an_id_get_one_that_is_free() -> None:
    html = render_whole("# A\n\n## A\n\n## B {: #a_1 }\n\n## É b\n", lambda href: href)
    assert html == '<h1 id="a">A</h1>\n<h2 id="a_2">A</h2>\n<h2 id="a_1">B</h2>\n<h2 id="e-b">É b</h2>'
    assert first_heading(html) == "a"


@pytest.mark.parametrize(
    ("url", "kind"),
    [("people/berg/", "people/_"), ("people/berg/in/1/", "people/_/_/_"), ("people/", "people"), ("words/", "_"),
     ("about/status/", "about/status"), ("about/other/", "about/_")],
)  # fmt: skip
def test_addresses_from_which_a_menu_looks_the_same_are_of_one_kind(url: str, kind: str) -> None:
    assert kind_of_address(url, {"people", "about", "about/status"}) == kind
