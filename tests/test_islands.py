"""What is rendered without the Markdown parser is what the parser would have made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, TESTS

from edition.engine.islands import find_islands
from edition.load import load_edition
from edition.markdown import Mark, Markup, attributes, escape, link, render_paragraph
from edition.model import Paragraph
from edition.pages import render_pages


@cache
def extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Those of `mkdocs.yml`, with those that MkDocs has of itself."""
    settings = yaml.compose((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert isinstance(settings, yaml.MappingNode)
    [held] = [value for key, value in settings.value if key.value == "markdown_extensions"]
    names = [one.value if isinstance(one.value, str) else one.value[0][0].value for one in held.value]
    return [*names, "fenced_code"], {"toc": {"toc_depth": 2, "permalink": False}}


def parsed(text: str) -> str:
    names, configured = extensions()
    return markdown.Markdown(extensions=names, extension_configs=configured).convert(text)


def without_front_matter(page: str) -> str:
    return page.split("\n---\n", 1)[1].lstrip("\n")


@pytest.mark.parametrize("project", [ROOT, TESTS / "editions" / "mini", TESTS / "editions" / "lighthouse"])
def test_every_generated_page_is_the_same_with_islands_and_without(project: Path) -> None:
    found = 0
    for page in render_pages(load_edition(project)):
        text = without_front_matter(page.text)
        islands = find_islands(text, lambda href: href)
        found += len(islands.html)
        assert islands.put_into(parsed(islands.markdown)) == parsed(text), page.path
    assert found, "no page had an island"


words = st.text(alphabet="ab Cé史\u00a0\u2003 12.,;:!?'\"“”’–-+*_`~^|#=<>&[](){}\\/@$%", min_size=1, max_size=40)
filler = "These words make the stretch long enough to be worth an island of its own in the page. " * 3


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A paragraph of the witness with marks anywhere, as the transcripts' pages have it."""
    text = " ".join((draw(words) + filler + draw(words)).split()) or "a"
    marks = []
    for count in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        number = link(escape("7"), "#n", attributes(id=f"r{count}", aria_label=draw(words)))
        marks.append(
            Mark(
                start=start, end=end, kind=draw(st.sampled_from(["mention", "noted", "aside"])),
                href=draw(st.sampled_from(["", "../people/a-b.md#c", "#t1", "?turns=1-2#t1"])), classes="people",
                data=(("title", draw(words)),) if draw(st.booleans()) else (),
                after=Markup(f'<sup class="note-ref" data-added="">{number}</sup>' if draw(st.booleans()) else ""),
            )
        )  # fmt: skip
    rendered = render_paragraph(Paragraph(id="t1p1", text=text, line=1), marks)
    return f"{rendered}\n{attributes(id='t1p1', block=True, data_witness=draw(words))}"


@st.composite
def headings(draw: st.DrawFn) -> str:
    attrs = attributes(id="t1", classes="turn", data_label=draw(words), data_speaker="a-b")
    return f"### {link(escape(draw(words)), 'a.md', attributes(classes='speaker'))} {escape(draw(words))} {attrs}"


@st.composite
def lists(draw: st.DrawFn) -> str:
    items = draw(st.lists(words, min_size=1, max_size=3))
    lines = [f'<li markdown="1"><span class="x">{escape(one)}</span> {escape(filler)}</li>\n' for one in items]
    return f'<ul class="backlinks" markdown="1">\n{"".join(lines)}</ul>'


others = st.sampled_from([
    "-   one\n-   two", "1.  one", "> quoted", "## Heading", "## Heading {: #other .x }", "    indented",
    '<div markdown="1">', "</div>", "| a | b |\n| - | - |\n| 1 | 2 |",
    '<figure class="strip" data-added><svg><rect/></svg></figure>',
    "<b>x</b>", "a  \nb", "a < b", "<open",
    "*em* and **strong**", "<em>em</em> and `code`", "[a]: http://e.org", "***", "Term\n: what it is",
])  # fmt: skip
blocks = st.one_of(paragraphs(), headings(), lists(), others, words, words.map(lambda one: f"{one}{filler}"))


@settings(max_examples=300)
@given(st.lists(blocks, min_size=1, max_size=6))
def test_any_page_is_the_same_with_islands_and_without(held: list[str]) -> None:
    text = "\n\n".join(held) + "\n"
    islands = find_islands(text, lambda href: href)
    assert islands.put_into(parsed(islands.markdown)) == parsed(text)
