"""Links, anchors and addresses of a finished site, and its policy."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import TESTS

from edition.assemble import assemble_edition
from edition.finish import finish_page
from edition.links import _folders_above, _leads_on, _wrong, check_links, read_links
from edition.load import load_files
from edition.pages import render_pages
from edition.policy import add_policy
from edition.problems import Problem
from edition.published import (
    check_published,
    find_addresses,
    merge_published,
    read_any_published,
    read_published,
    write_published,
)

PAGES = {
    "index.html": '<html><body><a href="people/ida/#bio">x</a><a href="./">y</a><a href="data/e.json">z</a></html>',
    "people/ida/index.html": '<html><body><p id="bio"></p><a href="../../#top">x</a><h1 id="é">E</h1></body></html>',
    "404.html": '<html><body><a href="/repo/people/ida/">x</a></body></html>',
}
FILES = frozenset([*PAGES, "data/e.json"])


def wrong(path: str, body: str, base: str = "/repo/") -> list[str]:
    """What is told when this stands on a page of an otherwise good site."""
    pages = {name: read_links(text.encode()) for name, text in PAGES.items()}
    pages["index.html"] = read_links(b'<html><body id="top"></body></html>')
    pages[path] = read_links(f"<html><body>{body}</body></html>".encode())
    return [problem.message for problem in check_links(pages, FILES | {path}, base)]


@pytest.mark.parametrize(
    "link",
    ["../", "../people/ida/", "../people/ida/#bio", "../people/ida/#%C3%A9", "#here", "https://example.org/x", "",
     "mailto:a@example.org", "../data/e.json", "../people/ida/index.html", "../?q=a&b=c#top"],
)  # fmt: skip
def test_a_good_link_is_left_alone(link: str) -> None:
    assert wrong("notes/index.html", f'<p id="here"><a href="{link}">x</a></p>') == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("../people/eva/", "there is no such page"),
        ("../people/ida/#born", "that page has no anchor 'born'"),
        ("#nowhere", "that page has no anchor 'nowhere'"),
        ("/people/ida/", "it begins with '/' and would leave the site where that is published in a folder"),
        ("../../x/", "it leads out of the site"),
        ("javascript:alert(1)", "'javascript:' is no address"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(link: str, message: str) -> None:
    assert wrong("notes/index.html", f'<a href="{link}">x</a>') == [f"link to {link}: {message}"]


@pytest.mark.parametrize(
    "tag",
    ['<script src="https://x.org/a.js"></script>', '<img src="https://x.org/a.png">',
     '<link rel="stylesheet" href="//x.org/a.css">'],
)  # fmt: skip
def test_a_page_that_asks_another_site_is_told(tag: str) -> None:
    (message,) = wrong("notes/index.html", tag)
    assert message.startswith("the page asks another site: ")


def menu_of(pages: int, link: Callable[[str], str]) -> list[Problem]:
    """What is told of a site in which every page and the one for "not found" have a wrong link."""
    paths = ["index.html", *(f"people/p{number}/index.html" for number in range(1, pages))]
    site = {path: read_links(f'<html><body><a href="{link("../" * path.count("/"))}">x</a>'.encode()) for path in paths}
    site["404.html"] = read_links(f'<html><body><a href="{link("/repo/")}">x</a></body></html>'.encode())
    return list(check_links(site, frozenset(site), "/repo/"))


def test_a_wrong_link_of_the_menu_is_told_once_with_the_number_of_pages() -> None:
    (problem,) = menu_of(2000, lambda up: f"{up}nowhere/")
    assert str(problem) == (
        "site/index.html: link to nowhere/: there is no such page; so on 2,001 pages\n"
        "    what is wrong on so many pages is mostly written once: in mkdocs.yml, or in the theme's header or footer"
    )
    (problem,) = menu_of(2000, lambda _: "#nowhere")  # as a theme's footer would have it, the same words on each page
    assert problem.message == "link to #nowhere: that page has no anchor 'nowhere'; so on 2,001 pages"


def test_a_wrong_link_of_a_few_pages_is_told_with_each() -> None:
    told = menu_of(4, lambda up: f"{up}nowhere/")
    assert [problem.path for problem in told] == [
        "site/index.html", "site/people/p1/index.html", "site/people/p2/index.html", "site/people/p3/index.html",
        "site/404.html",
    ]  # fmt: skip


def test_only_the_page_for_not_found_links_from_the_root() -> None:
    assert wrong("404.html", '<a href="/repo/people/ida/">x</a>') == []
    assert wrong("404.html", '<a href="/people/ida/">x</a>') != []


def test_the_policy_names_inline_scripts_by_their_hash_and_nothing_else() -> None:
    page = add_policy(
        '<html><head>\n<meta charset="utf-8"><script>one()</script><script src="a.js"></script>'
        '<script type="application/json">{}</script></head></html>'
    )
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert policy
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert policy[1].count("'sha256-") == 1
    script_sources = next(one for one in policy[1].split("; ") if one.startswith("script-src"))
    assert "'unsafe-inline'" not in script_sources


def test_a_finished_page_knows_its_anchors() -> None:
    assert finish_page('<html><head><meta charset="utf-8"></head><body id="a"></body></html>').links.ids == {"a"}


def test_addresses_are_those_that_are_written() -> None:
    pages = {
        "people/ida.md": '## A {: #one .x}\n\n[B](#c){: data-entry="dates/&#35;d"}\n\n'
        'text {#two}\n\n<span id="three"></span>\n\n`{#no}`\n\n'
        "```md\n# A {#no2}\n```\n",
        "index.md": "# Home\n",
    }
    assert find_addresses(pages) == {"": (), "people/ida/": ("one", "three", "two")}


def test_the_ledger_of_addresses_comes_back_as_it_was_written_and_forgets_nothing() -> None:
    first = merge_published({}, {"": (), "people/ida/": ("t1", "c")})
    again, problems = read_published(write_published(first).encode())
    assert (again, problems) == ({"": (), "people/ida/": ("c", "t1")}, [])
    assert merge_published(again, {"notes/": ("n",)}) == {"": (), "notes/": ("n",), "people/ida/": ("c", "t1")}


names = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True).filter(lambda one: one not in ("null", "true", "false"))


@given(
    st.dictionaries(
        st.lists(names, max_size=3).map("/".join), st.lists(names, max_size=4, unique=True).map(tuple), min_size=1
    )
)
def test_a_ledger_of_addresses_reads_the_same_without_a_parser(ledger: dict[str, tuple[str, ...]]) -> None:
    written = write_published(ledger).encode()
    assert read_published(written) == (ledger, [])
    assert read_any_published(written) == (ledger, [])


def test_a_page_that_has_moved_keeps_the_anchors_that_an_editor_tells_of() -> None:
    files = load_files(TESTS / "editions" / "mini")
    settings = files["annotations/edition.yml"].decode()
    moved = '  moved: {people/old/: people/ida-brandt/, "people/old/#quoted": people/ida-brandt/}\n'
    files["annotations/edition.yml"] = settings.replace("edition:\n", f"edition:\n{moved}").encode()
    pages = {page.path: page.text for page in render_pages(assemble_edition(files))}
    assert '<span id="quoted" class="moved">' in pages["people/old/index.md"]


def test_what_was_published_and_is_gone_is_told_with_its_line() -> None:
    written = write_published({"": (), "people/ida/": ("c", "t1")}).encode()
    ledger, _ = read_published(written)
    gone = list(check_published(ledger, written, {"": frozenset(), "people/ida/": frozenset(["c"])}))
    assert [(p.line, p.message) for p in gone] == [(5, "/people/ida/#t1 was published and is no longer in the site")]
    assert "moved: {people/ida/#t1: <address>}" in gone[0].hints[1]
    assert "take back the published.yml that you had before" in gone[0].hints[2]
    (page,) = check_published(ledger, written, {"": frozenset()})
    assert page.message == "/people/ida/ was published and is no longer in the site"


def test_boxes_and_labels_of_the_themes_lose_what_html_does_not_allow() -> None:
    box = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer"'
    overlay = '<label class="md-overlay" for="__drawer"'
    search = '<input type="search" name="q" autocomplete="off">'
    labels = f'{overlay} aria-hidden="true"></label><label for="__toc">On this page</label>'
    page = finish_page(f'<html><body>{box} autocomplete="off">{labels}{search}</body></html>').html
    assert page == f"<html><body>{box}>{overlay}></label><label>On this page</label>{search}</body></html>"


pieces = st.sampled_from(["..", ".", "people", "ida", "index.html", "data", "e.json", "", "x", "%C3%A9"])
addresses = st.builds(
    lambda parts, end, query, anchor: "/".join(parts) + end + query + anchor,
    st.lists(pieces, max_size=5), st.sampled_from(["", "/"]), st.sampled_from(["", "?a=b", "?"]),
    st.sampled_from(["", "#", "#bio", "#none", "#%C3%A9"]),
)  # fmt: skip


@given(addresses, st.sampled_from([*PAGES, "notes/index.html"]))
def test_the_short_way_to_judge_a_link_agrees_with_the_long_one(address: str, path: str) -> None:
    pages = {name: read_links(text.encode()) for name, text in PAGES.items()}
    if _leads_on(path, _folders_above(path), address, pages, FILES | {path}):
        assert _wrong(path, address, pages, FILES | {path}, "/repo/") is None
