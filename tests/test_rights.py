"""What `rights.publish` allows is shown, and nothing else of the text can be read anywhere in the site."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import jsonschema
import pytest
from sites import copy_mini
from support import TESTS

import edition.build
from build_site import main
from edition.assemble import assemble_edition
from edition.engine import Engine
from edition.engine.disk import NEW_SITE
from edition.export import export_files, root_files
from edition.links import PageLinks
from edition.load import load_edition, load_files
from edition.model import Edition
from edition.pages import render_pages
from edition.problems import Problem
from edition.publishing import PROSE_UNDER_NONE, QUIET, check_decided, check_rights
from edition.rights import permitted
from edition.search import render_stubs
from edition.site_words import words_of, words_of_text
from edition.verify import check_witness, read_witness

MODES = ("undecided", "full", "excerpt", "none")
WITHHOLDING = ("excerpt", "none")
LIMIT = 5
"""Words of a quotation that the tests' excerpts show."""
SHOWN = {
    "t2p1": "My mother, Ida Brandt In 1931 the old boat we built the *Swallow*.",
    "t2p2": "People say she cost 400",
    "t3p1": "a river forgives nobody”?",
    "t4p1": "[He laughs.] the winter of 1931.",
}
"""All that an excerpt of the mini edition shows of the talk."""
LEAK = "She had it from her father. In 1931 the old boat sank — nobody was hurt"


def mini_files(mode: str) -> dict[str, bytes]:
    files = load_files(TESTS / "editions" / "mini")
    text = files["transcript/ferry.yml"].decode()
    assert text.count("publish: full") == 1
    told = f"publish: {mode}\n  excerpt_words: {LIMIT}"
    files["transcript/ferry.yml"] = text.replace("publish: full", told).encode()
    return files


def mini(mode: str) -> Edition:
    return assemble_edition(mini_files(mode))


def set_mode(project: Path, mode: str) -> Path:
    (project / "transcript" / "ferry.yml").write_bytes(mini_files(mode)["transcript/ferry.yml"])
    return project


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site of the mini edition in each mode."""
    built = {}
    for mode in MODES:
        project = set_mode(copy_mini(tmp_path_factory.mktemp(mode)), mode)
        assert main(["--project", str(project), "build"]) == 0
        built[mode] = project / "site"
    return built


# What a site says, read without the program's own help.


def plain_words(data: bytes) -> str:
    """Everything in a file that looks like a word, unpacked, without tags, and between spaces."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8", "replace").replace("\\n", " ").replace('\\"', " ")
    both = unescape(re.sub(r"<[^>]*>", "", text) + " " + re.sub(r">[^<]*<", "> <", text))
    return " " + " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", both.lower()))) + " "


def windows(text: str, length: int) -> set[str]:
    words = plain_words(text.encode()).split()
    return {" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}


def read_everywhere(site: Path, phrases: set[str]) -> set[tuple[str, str]]:
    """Phrases that can be read in any file of a site."""
    return {
        (path.relative_to(site).as_posix(), phrase)
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in (".png", ".woff2", ".pagefind")
        for words in [plain_words(path.read_bytes())]
        for phrase in phrases
        if f" {phrase} " in words
    }


def witness_phrases(length: int) -> set[str]:
    """Every run of so many words of the text, with what stands before and after the talk."""
    return windows((TESTS / "editions" / "mini" / "transcript" / "ferry.txt").read_text(encoding="utf-8"), length)


def test_the_scan_of_these_tests_finds_the_text_where_it_may_stand(sites: dict[str, Path]) -> None:
    found = read_everywhere(sites["full"], {"nobody was hurt and", "bought second hand"})
    names = {name for name, _ in found}
    assert {"transcript/ferry/index.html", "data/edition.json"} <= names
    assert any(name.startswith("pagefind/fragment/") for name in names)


BY_CHANCE = {"1931 the old boat", "the winter of 1931"}
"""Labels of events, which are the editors', one of them after its date."""
BESIDE_LABELS = {
    "otto brandt my mother", "brandt my mother ida", "river forgives nobody ob", "winter of 1931 vl"
}  # fmt: skip
"""Quoted words and the speaker's label beside them, which TEI has as they were printed."""


def test_an_excerpt_holds_nothing_but_its_quotations(sites: dict[str, Path]) -> None:
    allowed = windows(" ".join(SHOWN.values()), 4)
    hidden = witness_phrases(4) - allowed - BY_CHANCE - BESIDE_LABELS
    assert read_everywhere(sites["excerpt"], hidden) == set()


def test_a_site_without_the_text_holds_no_phrase_of_it(sites: dict[str, Path]) -> None:
    assert read_everywhere(sites["none"], witness_phrases(4) - BY_CHANCE) == set()
    words = {"nobody was hurt", "400 crowns", "he laughs", "forgives nobody", "second hand", "yes he did"}
    assert read_everywhere(sites["none"], words) == set()


@pytest.mark.parametrize("mode", ["undecided", "full"])
def test_the_whole_text_is_shown_where_nothing_is_withheld(sites: dict[str, Path], mode: str) -> None:
    html = (sites[mode] / "transcript" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert list(check_witness(mini(mode).interviews[0], html, "x")) == []
    assert ("hown on this machine only" in html) == (mode == "undecided")
    assert ("The whole text is shown." in html) == (mode == "full")


def test_an_excerpt_shows_exactly_the_permitted_words_in_order(sites: dict[str, Path]) -> None:
    html = (sites["excerpt"] / "transcript" / "ferry" / "index.html").read_text(encoding="utf-8")
    shown = {part.id: " ".join(part.words) for part in read_witness(html)}
    assert {key: words for key, words in shown.items() if words} == SHOWN
    assert list(check_witness(permitted(mini("excerpt")).interviews[0], html, "x")) == []
    assert "at most 5 of each quotation" in html
    assert "the full text is not reproduced here" in html
    assert "It was printed in The River Quarterly (Talk), April 1972" in html
    more = html.replace("In 1931 the old boat", "In 1931 the old boat sank")
    (problem,) = check_witness(permitted(mini("excerpt")).interviews[0], more, "x")
    assert "the words of t2p1 differ" in problem.message


def test_without_the_text_every_turn_keeps_its_heading_and_its_notes(sites: dict[str, Path]) -> None:
    html = (sites["none"] / "transcript" / "ferry" / "index.html").read_text(encoding="utf-8")
    parts = read_witness(html)
    assert [part for part in parts if part.words] == []
    assert [part.speaker for part in parts if part.id == "t5ap1"] == ["otto-brandt"]
    assert "no words of the talk are reproduced here" in html
    assert 'id="ref-the-laugh"' in html
    assert "Note on turn 4" in html


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "full"])
def test_every_address_and_every_anchor_is_there_in_every_mode(sites: dict[str, Path], mode: str) -> None:
    def anchors(site: Path) -> dict[str, set[str]]:
        return {
            path.relative_to(site).as_posix(): set(re.findall(r'\bid="?([^">\s]+)', path.read_text(encoding="utf-8")))
            for path in site.rglob("*.html")
        }

    whole, shown = anchors(sites["full"]), anchors(sites[mode])
    assert set(whole) == set(shown)
    assert {path: ids - shown[path] for path, ids in whole.items() if ids - shown[path]} == {}
    assert {"t2p2", "t9", "t9p1", "c1", "f1", "ref-the-sinking-2"} <= shown["transcript/ferry/index.html"]


@pytest.mark.parametrize("mode", MODES)
def test_edition_json_fits_its_schema_in_every_mode(sites: dict[str, Path], mode: str) -> None:
    data = json.loads((sites[mode] / "data" / "edition.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, json.loads((sites[mode] / "data" / "edition.schema.json").read_text(encoding="utf-8")))
    whole = json.loads((sites["full"] / "data" / "edition.json").read_text(encoding="utf-8"))
    assert data["interviews"][0]["rights"]["publish"] == mode

    def places(of: dict[str, list[dict[str, object]]]) -> list[tuple[object, ...]]:
        targets = [target for note in of["notes"] for target in note["targets"]]  # type: ignore[attr-defined]
        return [(one["turn"], one["paragraph"], one["start"], one["end"]) for one in [*targets, *of["mentions"]]]

    assert places(data) == places(whole)
    paragraphs = [one for turn in data["interviews"][0]["turns"] for one in turn["paragraphs"]]
    if mode in WITHHOLDING:
        assert all(
            one["text"] == "" and one["withheld"] is True for one in [*paragraphs, *data["interviews"][0]["tail"]]
        )
    else:
        assert not any("withheld" in one for one in [*paragraphs, *data["mentions"], *data["interviews"][0]["tail"]])


def test_quotations_in_the_data_are_cut_or_withheld() -> None:
    def quotes(mode: str) -> list[tuple[str, bool]]:
        data = json.loads(export_files(mini(mode))["edition.json"])
        return [(one["quote"], one.get("withheld", False)) for note in data["notes"] for one in note["targets"]]

    assert ("In 1931 the old boat", True) in quotes("excerpt")
    assert ("the winter of 1931", False) in quotes("excerpt")
    assert set(quotes("none")) == {("", True)}


def test_names_stay_in_an_excerpt_without_their_sentences() -> None:
    pages = {page.path: page.text for page in render_pages(mini("excerpt"))}
    assert "[turn 4](../transcript/ferry.md#t4):</span> <mark>" in pages["people/captain-holm.md"]
    assert "The sentences are not reproduced here." in pages["people/captain-holm.md"]
    assert "<mark>The old boat sinks</mark>" in pages["dates/index.md"]
    assert "[turn 1](../transcript/ferry.md#t1)</span></li>" in pages["speakers/vera-lindqvist.md"]
    assert "8 turns · 118 words as printed · 4 notes" in pages["transcript/ferry.md"]


def titles(edition: Edition) -> dict[str, str]:
    return {note.id: note.title for note in edition.notes}


def test_a_note_on_a_whole_turn_quotes_nothing() -> None:
    files = mini_files("excerpt")
    notes = files["annotations/notes.yml"].decode()
    notes = notes.replace('[{turn: t2, quote: "People say she cost 400 crowns"}]', "[{turn: t8}]")
    shown = permitted(assemble_edition({**files, "annotations/notes.yml": notes.encode()}))
    assert shown.interviews[0].turn("t8").paragraphs[0].text.strip() == ""
    assert titles(shown)["the-price"] == "Note on turn 8"


def test_a_quotation_of_a_readers_comment_is_withheld() -> None:
    files = mini_files("excerpt")
    notes = (
        files["annotations/notes.yml"]
        .decode()
        .replace('{turn: t4, quote: "[He laughs.]"}', '{turn: c1, quote: "bought"}')
    )
    shown = permitted(assemble_edition({**files, "annotations/notes.yml": notes.encode()}))
    assert titles(shown)["the-laugh"] == "Note on what follows the talk"
    assert [item.text for item in shown.interviews[0].tail] == ["", ""]


def test_nothing_is_done_where_nothing_is_withheld_and_nothing_twice() -> None:
    whole, cut = mini("full"), permitted(mini("excerpt"))
    assert permitted(whole) is whole
    assert permitted(mini("undecided")).interviews[0].withheld is False
    assert permitted(cut) is cut
    assert list(check_rights(whole, [("x.txt", LEAK.encode())], {}, {})) == []


def test_each_interview_has_its_own_setting() -> None:
    whole, none = mini("full"), mini("none").interviews[0]
    both = permitted(replace(whole, interviews=(*whole.interviews, replace(none, id="second"))))
    assert both.interviews[0] == whole.interviews[0]
    assert both.notes[0].spans == whole.notes[0].spans
    assert both.interviews[1].turns[0].paragraphs[0].text.strip() == ""


def test_texts_without_spaces_are_counted_by_the_character() -> None:
    assert words_of_text("毛主席 said") == ["毛", "主", "席", "said"]


# Leaks.


def told(mode: str, path: str, data: bytes) -> list[Problem]:
    return list(check_rights(mini(mode), [(path, data)], {}, mini_files(mode)))


PLANTS: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a page": lambda: ("a/index.html", f"<p>She <em>had</em> it{LEAK.removeprefix('She had it')}</p>".encode()),
    "an attribute": lambda: ("a/index.html", f'<meta content="{LEAK}">'.encode()),
    "entities": lambda: ("a/index.html", LEAK.replace(" ", "&nbsp;").encode()),
    "the index": lambda: ("pagefind/x.pf_fragment", gzip.compress(f'pagefind_dcd{{"content":"{LEAK}"}}'.encode())),
    "an export": lambda: ("data/x.json", json.dumps({"words": LEAK.split()}).encode()),
    "escaped JSON": lambda: ("data/x.json", json.dumps(LEAK.replace(" ", "\n")).encode()),
    "a table": lambda: ("data/x.csv", LEAK.replace(" ", ",").upper().encode()),
    "XML": lambda: ("data/x.xml", f"<u>{LEAK.replace(' ', '</u> <u>')}</u>".encode()),
    "plain text": lambda: ("robots.txt", LEAK.encode()),
    "the reader's comment": lambda: ("x.txt", b"12 May 1972 A reader: the Swallow was bought second-hand."),
}  # fmt: skip


@pytest.mark.parametrize("mode", WITHHOLDING)
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_leak_is_found(mode: str, plant: str) -> None:
    path, data = PLANTS[plant]()
    (problem,) = told(mode, path, data)
    assert problem.path == f"site/{path}"
    assert "stand here that may not be published" in problem.message


def test_a_leak_is_told_with_its_turn_and_few_of_its_words() -> None:
    assert str(told("none", "x.txt", LEAK.encode())[0]) == (
        "site/x.txt: 15 words of t2 of ferry stand here that may not be published\n"
        '    they begin: "she had it from her …"\n'
        "    the site was not replaced; if a page or file of yours holds the words, take them out,\n"
        "    else this is a fault of the program: please report it"
    )


def test_a_permitted_quotation_may_stand_anywhere_and_chance_is_no_leak() -> None:
    assert told("excerpt", "x.txt", b"In 1931 the old boat. People say she cost 400!") == []
    assert told("none", "x.txt", b"and we built the Swallow; she had it") == []
    eight, nine = "it from her father in 1931 the old", "it from her father in 1931 the old boat"
    assert len(eight.split()) == QUIET
    assert told("none", "x.txt", eight.encode()) == []
    assert len(told("none", "x.txt", nine.encode())) == 1


@pytest.mark.parametrize("offset", range(QUIET + 1))
def test_no_run_slips_between_the_places_that_are_looked_up(offset: int) -> None:
    nine = "it from her father in 1931 the old boat"
    assert len(told("none", "x.txt", ("word " * offset + nine + " word" * offset).encode())) == 1


def test_what_an_editor_quotes_at_length_is_told_with_the_note_and_its_line() -> None:
    files = mini_files("none")
    thirteen = "She had it from her father. In 1931 the old boat sank — nobody"
    assert len(words_of_text(thirteen)) == PROSE_UNDER_NONE + 1
    notes = files["annotations/notes.yml"].decode().replace("He says first that he does not know.", f'"{thirteen}"')
    files["annotations/notes.yml"] = notes.encode()
    edition = assemble_edition(files)
    pages = [(page.path, page.text.encode()) for page in render_pages(edition)]
    (problem,) = check_rights(edition, pages, {}, files)
    line = next(number for number, text in enumerate(notes.splitlines(), start=1) if thirteen in text)
    assert (problem.path, problem.line) == ("annotations/notes.yml", line)
    assert problem.message == "note 'the-price': text quotes 13 words of t2 of ferry in a row"
    files["annotations/notes.yml"] = notes.replace(thirteen, thirteen.removesuffix(" nobody")).encode()
    edition = assemble_edition(files)
    pages = [(page.path, page.text.encode()) for page in render_pages(edition)]
    assert list(check_rights(edition, pages, {}, files)) == []


def test_what_is_said_of_the_interview_is_looked_at_too() -> None:
    files = mini_files("none")
    record = files["transcript/ferry.yml"].decode()
    files["transcript/ferry.yml"] = record.replace(
        "A ferryman is asked about his boat and his mother.", f'"{LEAK}"'
    ).encode()
    (problem,) = check_rights(assemble_edition(files), [], {}, files)
    assert str(problem).startswith("transcript/ferry.yml:6: summary quotes 15 words of t2 of ferry in a row")


def test_a_hand_written_page_is_told_with_its_line() -> None:
    page = f"# Home\n\nSome words.\n\n> {LEAK}\n".encode()
    html = b"<h1>Home</h1><p>Some words.</p><blockquote>" + LEAK.encode() + b"</blockquote>"
    (problem,) = check_rights(mini("none"), [("index.html", html)], {"docs/index.md": page}, mini_files("none"))
    assert (problem.path, problem.line) == ("docs/index.md", 5)


@pytest.mark.parametrize("mode", WITHHOLDING)
def test_no_writer_is_given_a_word_that_is_withheld(mode: str) -> None:
    edition = mini(mode)
    written = [(page.path, page.text.encode()) for page in render_pages(edition)]
    written += [*export_files(edition).items(), *root_files(edition).items(), *render_stubs(edition).items()]
    assert list(check_rights(edition, written, {}, mini_files(mode))) == []


@pytest.mark.parametrize("file", ["notes/index.html", "data/edition.json", "new.md"])
def test_a_leak_in_the_built_site_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    project = set_mode(copy_mini(tmp_path / "mini"), "none")
    honest = edition.build.run_engine

    def leak(folder: Path, engine: Engine) -> dict[str, PageLinks]:
        finished = honest(folder, engine)
        path = folder / NEW_SITE / file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before.replace("</body>", f"<p>{LEAK}</p></body>") if "</body>" in before else before + LEAK)
        return finished

    monkeypatch.setattr(edition.build, "run_engine", leak)
    assert main(["--project", str(project)]) == 1
    assert f"site/{file}: 15 words of t2 of ferry stand here" in capsys.readouterr().err
    assert not (project / "site").exists()


@pytest.mark.parametrize("forgetful", ["edition.pages", "edition.export", "edition.search"])
@pytest.mark.parametrize("mode", WITHHOLDING)
def test_a_writer_that_forgets_the_rights_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], forgetful: str, mode: str
) -> None:
    project = set_mode(copy_mini(tmp_path / "mini"), mode)
    monkeypatch.setattr(f"{forgetful}.permitted", lambda edition: edition)
    assert main(["--project", str(project)]) == 1
    assert "problem" in capsys.readouterr().err
    assert not (project / "site").exists()


def test_zensical_withholds_the_same_words(tmp_path: Path) -> None:
    project = set_mode(copy_mini(tmp_path / "mini"), "none")
    assert main(["--project", str(project), "build", "--engine", "zensical"]) == 0
    assert read_everywhere(project / "site", {"nobody was hurt", "second hand", "had it from"}) == set()


# Publishing.


def test_publishing_stops_while_the_rights_are_undecided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = set_mode(copy_mini(tmp_path / "mini"), "undecided")
    assert main(["--project", str(project), "build", "--publish"]) == 1
    said = capsys.readouterr().err
    assert "transcript/ferry.yml:13: rights.publish is undecided, so the site may not be published" in said
    assert "full (the whole text), excerpt (what notes and readings quote) or none (the annotation alone)" in said
    assert not (project / "site").exists()


@pytest.mark.parametrize("mode", ["full", "excerpt", "none"])
def test_what_is_decided_may_be_published(tmp_path: Path, mode: str) -> None:
    project = set_mode(copy_mini(tmp_path / "mini"), mode)
    assert main(["--project", str(project), "build", "--publish"]) == 0


def test_a_setting_left_out_is_undecided() -> None:
    files = mini_files("full")
    record = files["transcript/ferry.yml"].decode().replace("  publish: full\n", "")
    (problem,) = check_decided({**files, "transcript/ferry.yml": record.encode()})
    assert (problem.path, problem.line) == ("transcript/ferry.yml", 9)


def test_the_check_keeps_up_with_a_large_site() -> None:
    edition, page = mini("none"), ("<p>" + "some words that nobody said " * 20_000 + "</p>").encode()
    started = time.process_time()
    assert list(check_rights(edition, [("x.html", page)] * 5, {}, mini_files("none"))) == []
    assert time.process_time() - started < 10
    assert len(words_of("x.html", page)) > 100_000


def test_the_real_edition_can_be_published_as_excerpts(tmp_path: Path) -> None:
    whole = load_edition(TESTS.parent)
    interview = whole.interviews[0]
    rights = interview.record.rights.model_copy(update={"publish": "excerpt"})
    cut = replace(
        whole, interviews=(replace(interview, record=interview.record.model_copy(update={"rights": rights})),)
    )
    shown = permitted(cut).interviews[0]
    assert [turn.words for turn in shown.turns] == [turn.words for turn in interview.turns]
    words = sum(len(paragraph.text.split()) for turn in shown.turns for paragraph in turn.paragraphs)
    assert 0 < words < sum(turn.words for turn in interview.turns) / 2
    written = [(page.path, page.text.encode()) for page in render_pages(cut)]
    written += [*export_files(cut).items(), *root_files(cut).items(), *render_stubs(cut).items()]
    assert list(check_rights(cut, written, {}, load_files(TESTS.parent))) == []
