"""Plain text, clean Markdown and llms.txt: nothing changed in the words, nothing leading nowhere."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from exports import SITE, in_mode, places_of
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition.export import Publication, export_files, root_files
from edition.export.clean_markdown import clean
from edition.export.reading_text import RULE
from edition.markdown import escape, escape_run
from edition.model import OMITTED, Edition


def plain(token: Token) -> str:
    return "".join("\n" if one.type in ("softbreak", "hardbreak") else one.content for one in token.children or [])


def blocks(text: str) -> list[tuple[str, str]]:
    """Headings and paragraphs, each with the words that a reader sees."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [(tokens[at - 1].tag, plain(token)) for at, token in enumerate(tokens) if token.type == "inline"]


def test_the_plain_text_holds_every_word_of_every_turn_in_order(whole: Edition) -> None:
    for interview in whole.interviews:
        text = export_files(whole)[f"text/{interview.id}.txt"].decode()
        body = text.split(f"\n{RULE}\n\n")[1].removesuffix("\n")
        expected = []
        for part in interview.front_matter:
            expected.append(f"Before the talk [{part.id}]: {part.text}")
        for turn in interview.turns:
            name = interview.speaker(turn.speaker).name
            for at, part in enumerate(turn.paragraphs):
                expected.append(part.text if at else f"{name} [{turn.number}]: {part.text}")
        assert body.startswith("\n\n".join(expected))
        assert all(f" [{item.id}]: " in body and item.text in body for item in interview.tail)
        for line in ("Title: ", "Rights: ", "Witness: SHA-256 ", "Source: " if interview.record.address else "Title: "):
            assert f"\n{line}" in f"\n{text.split(RULE)[0]}"


def test_the_markdown_reads_as_the_printed_words(whole: Edition) -> None:
    for interview in whole.interviews:
        turns: dict[str, list[str]] = {}
        heading = ""
        for tag, words in blocks(export_files(whole)[f"text/{interview.id}.md.txt"].decode()):
            if tag == "p":
                turns.setdefault(heading, []).append(words)
            heading = {"h2": "", "h3": words}.get(tag, heading)
        for turn in interview.turns:
            heading = f"{interview.speaker(turn.speaker).name}, turn {turn.number}"
            assert turns[heading] == [" ".join(part.text.split()) for part in turn.paragraphs]


def test_sections_stand_in_the_markdown_and_emendations_do_not(whole: Edition) -> None:
    for interview in whole.interviews:
        text = export_files(whole)[f"text/{interview.id}.md.txt"].decode()
        assert all(("h2", section.title) in blocks(text) for section in interview.sections)
        assert all(one.emendation.reading not in text for one in interview.emendations)


@given(st.text())
def test_clean_markdown_means_the_same_text(text: str) -> None:
    words = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", " ", text).split())
    assert "".join(line for _, line in blocks(clean(escape(words)))) == words
    assert "".join(line for _, line in blocks(f"a {clean(escape_run(words))} b")) == f"a {words} b"


@pytest.mark.parametrize("mode", ["excerpt", "none"])
def test_withheld_words_are_marked_and_the_turns_stay(whole: Edition, mode: str) -> None:
    cut = in_mode(whole, mode)
    for interview in whole.interviews:
        for name in (f"text/{interview.id}.txt", f"text/{interview.id}.md.txt"):
            text = export_files(cut)[name].decode()
            assert text.replace("\\", "").count(OMITTED) >= len(interview.turns) / 2
            assert all(interview.speaker(turn.speaker).name in text for turn in interview.turns)


@pytest.mark.parametrize("name", ["text/notes.md.txt", "text/registers.md.txt"])
def test_notes_and_registers_are_complete_and_no_link_of_theirs_dangles(whole: Edition, name: str) -> None:
    read = blocks(export_files(whole)[name].decode())
    if name == "text/notes.md.txt":
        assert [" ".join(words.split()) for tag, words in read if tag == "h2"] == [
            " ".join(note.title.split()) for note in whole.notes
        ]
    else:
        entries = sum(len(whole.register(one)) for one in ("people", "places", "organisations", "terms"))
        assert sum(tag == "h3" for tag, _ in read) == entries + len(whole.dates) + len(whole.references)
    dangling = find_dangling(whole, export_files(whole)[name].decode(), f"data/{name}")
    assert dangling == []


def find_dangling(edition: Edition, text: str, path: str) -> list[str]:
    places = places_of(edition)
    links = [
        str(one.attrs["href"])
        for token in MarkdownIt("commonmark").parse(text)
        for one in token.children or []
        if one.type == "link_open"
    ]
    assert links
    there = [urljoin(SITE + path, link) for link in links]
    return [one for one in there if one.startswith("https://example.org/") and one.removeprefix(SITE) not in places]


def test_llms_txt_has_the_parts_of_its_form_in_their_order(whole: Edition) -> None:
    tokens = MarkdownIt("commonmark").parse(root_files(whole)["llms.txt"].decode())
    top = [token for token in tokens if token.level == 0 and token.nesting >= 0]
    assert [token.tag for token in top] == ["h1", "blockquote", "p", *["h2", "ul"] * 3]
    items = [tokens[at + 2] for at, token in enumerate(tokens) if token.type == "list_item_open"]
    assert all(item.children and item.children[0].type == "link_open" for item in items)
    assert all(re.match(r"^.+: ", plain(item)) for item in items)
    assert find_dangling(whole, root_files(whole)["llms.txt"].decode(), "llms.txt") == []


def test_llms_txt_is_absolute_where_the_site_has_an_address(whole: Edition) -> None:
    text = root_files(whole, Publication(site_url=SITE))["llms.txt"].decode()
    assert all(link.startswith(SITE) for link in re.findall(r"\]\(([^)]*)\)", text))
