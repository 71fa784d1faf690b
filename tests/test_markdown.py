"""Whatever is put on a page reads back, through the real Python-Markdown, as the same text."""

# ruff: noqa: E501 - what is to be escaped, as a table

from __future__ import annotations

import html
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import markdown
import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support import ROOT

from edition.markdown import (
    Mark,
    Markup,
    attribute,
    attributes,
    escape,
    escape_run,
    front_matter,
    link,
    plain_prose,
    render_inline,
    render_paragraph,
    render_prose,
)
from edition.model import Paragraph
from edition.prose import InternalLink, check_prose, parse_prose
from edition.verify import WitnessedPart, read_witness

SITE_EXTENSIONS = {"attr_list", "md_in_html", "sane_lists", "tables", "toc"}
"""Those of `mkdocs.yml`; MkDocs adds fenced_code."""
_ENGINE = markdown.Markdown(
    extensions=[*sorted(SITE_EXTENSIONS), "fenced_code"], extension_configs={"toc": {"toc_depth": 2}}
)


def convert(text: str) -> str:
    _ENGINE.reset()
    return str(_ENGINE.convert(text))


@dataclass
class Seen(HTMLParser):
    """The tags of a page in order, their attributes, and its text."""

    tags: list[str] = field(default_factory=list)
    attrs: list[dict[str, str | None]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attrs.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.tags.append("instruction")


def see(text: str) -> Seen:
    seen = Seen()
    seen.feed(convert(text))
    seen.close()
    return seen


def folded(text: str) -> str:
    return " ".join(text.split())


FRAGMENTS = [
    "*",
    "_",
    "`",
    "[x](y)",
    "[x][y]",
    "[x]:",
    "y",
    "![i](j)",
    "<b>",
    "</p>",
    "<!--",
    "-->",
    "<?p",
    "?>",
    "&amp;",
    "&#42;",
    "&",
    "{{",
    "x",
    "}}",
    "{%",
    "x",
    "%}",
    "{:",
    "#a",
    ".b",
    "}",
    "{#a}",
    "{",
    "}",
    "-",
    "+",
    "#",
    "##",
    ">",
    "|",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "!!!",
    "???",
    "1.",
    "12)",
    "http://a.b",
    "<http://a.b>",
    "a@b.c",
    "^",
    "~~",
    "==",
    "$x$",
    "[^1]",
    "[^1]:",
    "*[A]:",
    "\\",
    "\\*",
    "'",
    '"',
    "“",
    "”",
    "’",
    "–",
    "—",
    "…",
    "毛泽东",
    "é",
    "😀",
    ":",
    ";",
    ",",
    ".",
    "!",
    "?",
    "=",
    "%",
    "@",
    "a",
    "Ab",
    "word",
    "SSM:",
    "2008",
    "</span>",
    "<span",
    "markdown=1>",
    "]]",
    "))",
    "(",
    ")",
    "[",
    "]",
    "javascript:alert(1)",
]
printable = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
texts = st.one_of(
    st.text(printable, max_size=30),
    st.lists(st.sampled_from([*FRAGMENTS, " ", "  ", "    ", "\n", "\n\n", "\n    ", "\t"]), max_size=12).map("".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(printable, max_size=3)), max_size=8).map(" ".join),
)
words = texts.filter(lambda text: text.strip() != "")


def test_the_extensions_tried_here_are_those_of_the_site() -> None:
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda loader, node: None)
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Loader)
    names = {next(iter(one)) if isinstance(one, dict) else one for one in config["markdown_extensions"]}
    assert names == SITE_EXTENSIONS


@given(words)
@example("1. a")
@example("#1. a")
@example("> 2) b")
@example("Term\n:   definition")
def test_escaped_text_is_a_paragraph_of_that_text(text: str) -> None:
    seen = see(escape(text))
    assert (seen.tags, folded(seen.text)) == (["p"], folded(text))


@given(words)
def test_escaped_text_is_a_heading_of_that_text(text: str) -> None:
    seen = see(f"## {escape(text)} {attributes(id='x', classes='turn')}")
    assert (seen.tags, folded(seen.text)) == (["h2"], folded(text))
    assert seen.attrs[0] == {"id": "x", "class": "turn"}


@given(words)
def test_escaped_text_is_the_text_of_a_link(text: str) -> None:
    seen = see(link(escape(text), "people/x.md#y", attributes(classes="speaker")))
    assert (seen.tags, folded(seen.text)) == (["p", "a"], folded(text))
    assert seen.attrs[1] == {"href": "people/x.md#y", "class": "speaker"}


@given(words)
def test_escaped_text_is_a_cell_of_a_table(text: str) -> None:
    seen = see(f"| {escape(text)} | b |\n| --- | --- |\n| c | {escape(text)} |\n")
    assert seen.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert folded(seen.text) == folded(f"{text} b c {text}")


@given(words)
def test_escaped_text_is_an_item_of_a_list(text: str) -> None:
    seen = see(f"- {escape(text)}\n- b\n")
    assert (seen.tags, folded(seen.text)) == (["ul", "li", "li"], folded(f"{text} b"))


@given(texts)
def test_an_escaped_run_reads_literally_within_a_line(text: str) -> None:
    seen = see(f"before{escape_run(text)}after")
    assert seen.tags == ["p"]
    assert folded(seen.text) == folded(f"before{text}after")


@given(words)
def test_escaped_text_within_a_block_of_html_reads_literally(text: str) -> None:
    seen = see(f'<div markdown="1">\n\n{escape(text)}\n\n</div>')
    assert (seen.tags, folded(seen.text)) == (["div", "p"], folded(text))


@given(texts.filter(lambda text: "_" not in text))
@example('a" onclick="alert(1)')
@example("}{: #id }")
def test_an_attribute_comes_back_equal_from_an_attribute_list(value: str) -> None:
    seen = see(f"## Title {attributes(id='x', data_label=value)}")
    assert seen.attrs == [{"id": "x", "data-label": folded(value)}]
    assert seen.text == "Title"


@given(texts)
def test_an_attribute_comes_back_equal_from_a_tag(value: str) -> None:
    seen = see(f'one <span title="{attribute(value)}">word</span>')
    assert seen.tags == ["p", "span"]
    assert seen.attrs[1] == {"title": folded(value)}


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="`"), min_size=1, max_size=20))
def test_a_link_leads_where_it_should(path: str) -> None:
    href = f"https://example.org/{path}"
    seen = see(link(Markup("word"), href))
    assert seen.tags == ["p", "a"]
    assert unquote(html.unescape(seen.attrs[1]["href"] or "")) == unquote(href)


def test_quotation_marks_in_an_address_are_part_of_it() -> None:
    seen = see(render_prose("[word](https://example.org/a'b')", resolve))
    assert [unquote(attrs["href"] or "") for attrs in seen.attrs if "href" in attrs] == ["https://example.org/a'b'"]


def test_backticks_in_an_address_are_part_of_it() -> None:
    seen = see(f"see {link(Markup('word'), 'https://example.org/`a`')}")
    assert [unquote(attrs["href"] or "") for attrs in seen.attrs if "href" in attrs] == ["https://example.org/`a`"]


def test_a_name_right_after_an_exclamation_mark_is_a_link_and_no_image() -> None:
    mark = Mark(start=5, end=8, kind="mention", href="../people/mao.md")
    seen = see(render_paragraph(Paragraph(id="t1p1", text="Stop!Mao", line=1), [mark]))
    assert (seen.tags, seen.text) == (["p", "a"], "Stop!Mao")


def test_a_link_in_prose_right_after_an_exclamation_mark_is_no_image() -> None:
    seen = see(render_prose("Look\\![here](https://example.org/)", resolve))
    assert (seen.tags, seen.text) == (["p", "a"], "Look!here")


# A paragraph of the witness with its marks

AFTER = Markup(
    '<sup class="note-ref" data-added="">[1](#note-x){: #ref-x aria-label="Note 1" }</sup>'
    '<span class="sidenote" data-added="" data-tier="1"><b>Context</b> some <em>more</em> words</span>'
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text of several words and marks that overlap in any way; emendations do not overlap each other."""
    text = draw(words.map(str.strip))
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    drawn = st.tuples(
        bounds, st.sampled_from(["mention", "noted", "aside"]), st.sampled_from(["", "r.md"]), st.booleans()
    )
    marks = [
        Mark(
            start=start,
            end=end,
            kind=kind,
            href=href if kind == "mention" else "",
            after=AFTER if noted else Markup(""),
        )
        for (start, end), kind, href, noted in draw(st.lists(drawn, max_size=5))
    ]
    last = 0
    for start, end in sorted(draw(st.lists(bounds, max_size=2))):
        if start >= last and not text[start].isspace() and not text[end - 1].isspace():
            reading = draw(words.map(str.strip))
            marks.append(Mark(start=start, end=end, kind="emended", reading=reading, data=(("title", "Printed"),)))
            last = end
    return text, marks


def page_of(text: str, marks: list[Mark]) -> str:
    body = render_paragraph(Paragraph(id="t1p1", text=text, line=1), marks)
    heading = f"### [N](../speakers/n.md) [1](#t1) {attributes(id='t1', data_label='SSM', data_speaker='s')}"
    return convert(f"{heading}\n\n{body}\n{attributes(id='t1p1', block=True, data_witness='t1p1')}\n")


@given(marked())
def test_a_marked_paragraph_reads_as_the_witness(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    assert read_witness(page_of(text, marks)) == [WitnessedPart("t1p1", "SSM", "s", tuple(text.split()))]


@given(marked())
def test_no_link_stands_within_a_link(drawn: tuple[str, list[Mark]]) -> None:
    depth = 0

    class Nesting(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            nonlocal depth
            depth += tag == "a"
            assert depth <= 1

        def handle_endtag(self, tag: str) -> None:
            nonlocal depth
            depth -= tag == "a"

    Nesting().feed(page_of(*drawn))


def test_a_mark_that_spans_others_is_one_link_on_its_first_run() -> None:
    paragraph = Paragraph(id="t1p1", text="Mao and Young Stalin", line=1)
    marks = [
        Mark(start=8, end=20, kind="mention", classes="references", href="r.md"),
        Mark(start=14, end=20, kind="noted"),
    ]
    seen = see(render_paragraph(paragraph, marks))
    assert (seen.tags, seen.text) == (["p", "a", "span"], "Mao and Young Stalin")


def test_an_emendation_shows_its_reading_and_keeps_what_is_printed() -> None:
    paragraph = Paragraph(id="t1p1", text="in 1961.But then", line=1)
    marks = [Mark(start=3, end=11, kind="emended", reading="1961. But"), Mark(start=8, end=16, kind="noted")]
    seen = see(render_paragraph(paragraph, marks))
    assert seen.text == "in 1961. But then"
    assert [attrs.get("data-printed") for attrs in seen.attrs if "data-printed" in attrs] == ["1961.But"]


# An editor's prose

SUBSET = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "a"}
prose = st.one_of(
    texts,
    st.lists(
        st.sampled_from(
            [
                "*one* ", "**two** ", "a*b*c ", "[life](https://example.org/a_(b)) ", "[Reed](people:old-reed) ", "[*x*](turn:t2) ",
                "word ", "\n", "\n\n", "- item\n", "  - inner\n", "1. first\n", "7. seventh\n", "> said\n", "> > twice\n", "    ",
                "<b>", "<script>alert(1)</script>", "[j](javascript:alert(1)) ", "[d](data:text/html,x) ", "`code` ",
                "<javascript:alert(1)>", "[x](<javascript:alert(1)>) ", "[r]\n\n[r]: javascript:alert(1)\n", "# head\n", "---\n",
                "[x](https://a.b/\"onclick=1) ", "![i](https://a.b) ", "&lt;b&gt; ", "\\<b\\> ", "{: onclick=x } ", "| a |\n|---|\n",
            ]
        ),
        max_size=9,
    ).map("".join),
)  # fmt: skip


def resolve(target: InternalLink) -> str:
    return f"../{target.kind}/{target.id}.md"


def opens_with_a_list(text: str) -> bool:
    """Whether an item of a list begins with another list."""
    types = [token.type for token in parse_prose(text)]
    return any(a == "list_item_open" and b.endswith("list_open") for a, b in pairwise(types))


def check_safe(seen: Seen) -> None:
    assert set(seen.tags) <= SUBSET | {"br"}
    for tag, attrs in zip(seen.tags, seen.attrs, strict=True):
        assert set(attrs) <= ({"href"} if tag == "a" else {"start"} if tag == "ol" else set())
        assert html.unescape(attrs.get("href") or "https://").startswith(("https://", "http://", "../"))


@given(prose)
def test_prose_never_gives_a_tag_or_a_link_outside_the_subset(text: str) -> None:
    assume(not opens_with_a_list(text))
    try:
        rendered = render_prose(text, resolve)
    except ValueError:  # a link that check_prose refuses
        assert list(check_prose(text))
        return
    check_safe(see(rendered))


@given(prose)
def test_an_editor_s_line_never_gives_more_than_emphasis(text: str) -> None:
    assume(not list(check_prose(text, inline=True)))
    seen = see(f"before {render_inline(text)}")
    assert set(seen.tags) <= {"p", "em", "strong"}
    assert not any(seen.attrs)


@given(prose)
def test_prose_within_the_subset_keeps_its_words(text: str) -> None:
    assume(not list(check_prose(text)) and not opens_with_a_list(text))
    assert see(render_prose(text, resolve)).text.split() == plain_prose(text).split()


def test_lists_quotations_and_emphasis_within_a_word_come_through() -> None:
    rendered = render_prose("un*read*able **log**\n\n- one\n- two\n\n  > said\n\nand\n\n1. first\n", resolve)
    seen = see(rendered)
    assert [tag for tag in seen.tags if tag != "p"] == ["em", "strong", "ul", "li", "li", "blockquote", "ol", "li"]
    assert folded(seen.text) == "unreadable log one two said and first"


def test_a_numbered_list_after_a_bulleted_one_stays_a_list_of_its_own() -> None:
    assert [tag for tag in see(render_prose("- one\n\n1. first\n", resolve)).tags if tag != "p"] == [
        "ul",
        "li",
        "ol",
        "li",
    ]


def test_an_item_that_begins_with_a_list_is_told() -> None:
    assert list(check_prose("- - one\n")) == [(0, "an item of a list that begins with a list is not read here")]


def test_an_underscore_in_an_attribute_is_no_emphasis() -> None:
    assert see(f"## Title {attributes(id='x', data_label='_SSM_')}").attrs == [{"id": "x", "data-label": "_SSM_"}]


@pytest.mark.parametrize(
    "text",
    ["[x](javascript:alert(1))", "<javascript:alert(1)>", "[x](JAVASCRIPT:alert(1))", "[x](&#106;avascript:alert(1))"],
)
def test_a_javascript_link_is_never_a_link(text: str) -> None:
    try:
        rendered = render_prose(text, resolve)
    except ValueError:
        return
    assert "a" not in see(rendered).tags


@given(texts, texts)
def test_front_matter_is_yaml_with_the_title_escaped_for_html(title: str, description: str) -> None:
    head = front_matter(title, description, hide=("toc", "navigation"))
    assert head.startswith("---\n")
    assert head.endswith("\n---\n")
    read = yaml.safe_load(head.removeprefix("---\n").removesuffix("---\n"))
    assert html.unescape(read["title"]) == folded(title)
    assert html.unescape(read["description"]) == folded(description)
    assert not set(read["title"]) & set("<>\"'")
    assert read["hide"] == ["toc", "navigation"]
