"""References and citations: valid by their standards, read back by other programs, and as the styles print them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text
from support import TESTS

from edition.annotations import SpeakerRecord
from edition.citing import CITATION_STYLES, STYLES, EditionPart, cite, cite_part
from edition.csl import csl_date, interview_item, interviewed, interviewers
from edition.export import export_files
from edition.export.bibtex import to_bibtex
from edition.export.ris import to_ris
from edition.load import load_edition
from edition.model import Edition, Interview, Speaker
from edition.pages import render_pages, render_previews
from edition.pages.metadata import interview_metadata
from edition.sitemap import Sitemap

ROOT = TESTS.parent
SCHEMA = json.loads((TESTS / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
EDITIONS = {"real": ROOT, "mini": TESTS / "editions" / "mini"}


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return load_edition(EDITIONS[request.param])


@pytest.fixture(scope="module")
def real() -> Edition:
    return load_edition(ROOT)


# The files.


def test_items_fit_the_schema_of_csl_json(edition: Edition) -> None:
    files = export_files(edition)
    for name in ("references.json", *(f"cite/{one.id}.json" for one in edition.interviews)):
        jsonschema.validate(json.loads(files[name]), SCHEMA, cls=jsonschema.Draft7Validator)
    assert [one["id"] for one in json.loads(files["references.json"])] == list(edition.references)


def test_the_schema_would_find_a_key_that_csl_lacks() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"id": "a", "type": "book", "finding": "altered"}], SCHEMA, cls=jsonschema.Draft7Validator)


def test_no_remark_is_rated_in_any_of_them(edition: Edition) -> None:
    files = {name: data for name, data in export_files(edition).items() if not name.startswith("edition")}
    assert not re.search(rb"ClaimReview|\"finding\"|reviewRating", b"".join(files.values()))
    assert "Rating" not in str(interview_metadata(edition, edition.interviews[0]))


def plain(latex: str) -> str:
    """LaTeX as text, by the library that knows its commands."""
    return str(LatexNodes2Text(math_mode="verbatim", keep_braced_groups=False).latex_to_text(latex)).replace("ˆ", "^")


def bib_names(edition: Edition) -> dict[str, list[str]]:
    return {
        key: [one.literal or (f"{one.particle} {one.family}" if one.particle else one.family or "") for one in who]
        for key, reference in edition.references.items()
        if (who := reference.author)
    }


def test_bibtex_is_read_back_by_pybtex(edition: Edition) -> None:
    data = parse_string(export_files(edition)["references.bib"].decode(), "bibtex")
    assert list(data.entries) == list(edition.references)
    for key, reference in edition.references.items():
        entry = data.entries[key]
        assert plain(entry.fields["title"]) == " ".join(reference.title.split())
        if reference.issued and reference.issued.date_parts and len(reference.issued.date_parts) == 1:
            assert entry.fields["year"] == reference.issued.year
    for key, names in bib_names(edition).items():
        read = [" ".join([*one.prelast_names, *one.last_names]) for one in data.entries[key].persons["author"]]
        assert [re.sub(r"[{}\\]", "", name) for name in read] == names


def test_bibtex_is_read_back_by_bibtexparser(edition: Edition) -> None:
    files = export_files(edition)
    for name in ("references.bib", *(f"cite/{one.id}.bib" for one in edition.interviews)):
        library = bibtexparser.parse_string(files[name].decode())
        assert library.failed_blocks == []
        assert len(library.entries) == (len(edition.references) if name.startswith("references") else 1)


def test_ris_is_read_back_by_rispy(edition: Edition) -> None:
    files = export_files(edition)
    records = rispy.loads(files["references.ris"].decode())
    assert [one["id"] for one in records] == list(edition.references)
    for one, reference in zip(records, edition.references.values(), strict=True):
        assert (one.get("title") or one["primary_title"]) == " ".join(reference.title.split())
        assert one.get("authors", one.get("first_authors", [])) == [name.inverted for name in reference.author]


@given(st.text(min_size=1, max_size=60))
def test_no_title_breaks_a_file(title: str) -> None:
    text = " ".join(title.split())
    if not text.isprintable() or not text:
        return
    items = [{"id": "a", "type": "book", "title": text}, {"id": "b", "type": "book", "title": "After it"}]
    data = parse_string(to_bibtex(items).decode(), "bibtex")
    assert list(data.entries) == ["a", "b"]
    assert to_ris(items).decode().count("\r\n") == 8


@pytest.mark.parametrize("title", [r"50% & more_or #1 \cost {x} $5 ~ ^", "Ends in a brace }", r"\input{x}", "@book{a,"])
def test_what_tex_reads_as_a_command_is_escaped(title: str) -> None:
    data = parse_string(to_bibtex([{"id": "a", "type": "book", "title": title}]).decode(), "bibtex")
    assert plain(data.entries["a"].fields["title"]) == title


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2008-06", {"date-parts": [[2008, 6]]}),
        ("2008-06-03?", {"date-parts": [[2008, 6, 3]], "circa": True}),
        ("1940/1941", {"date-parts": [[1940], [1941]]}),
        ("193X", {"date-parts": [[1930], [1939]], "circa": True}),
        ("../1920", {"literal": "../1920"}),
    ],
)
def test_dates_become_those_of_csl(edtf: str, expected: dict[str, object]) -> None:
    assert csl_date(edtf) == expected


# Who asks, and who answers.


def roles(interview: Interview, *given: str | None) -> Interview:
    speakers = tuple(Speaker(id=f"s{n}", name=f"S{n}", labels=("S",), role=role) for n, role in enumerate(given))
    return replace(interview, speakers=speakers)


@pytest.mark.parametrize(
    ("given", "asking"),
    [
        (("Interviewer", "Ferryman"), ["s0"]),
        (("Author", "Editor of Standpoint; asks the questions"), ["s1"]),
        (("Moderator", "Host", None), ["s0", "s1"]),
        ((None, None), []),
        (("Interviewer", "Moderator"), []),
        (("Hostel keeper", "Interviewee"), []),
    ],
)
def test_a_role_says_who_asks(real: Edition, given: tuple[str | None, ...], asking: list[str]) -> None:
    interview = roles(real.interviews[0], *given)
    assert [one.id for one in interviewers(interview)] == asking
    assert len(interviewed(interview)) + len(asking) == len(given)
    assert "role" in SpeakerRecord.model_fields


# The citations.

DIALOGUE = {
    "Chicago, note": "Simon Sebag Montefiore et al., “Long Night of the Red Star,” interview by Daniel Johnson, "
    "<i>Standpoint</i> (London), June 2008, http://standpointmag.com/dialogue-june.",
    "Chicago, bibliography": "Montefiore, Simon Sebag, Jung Chang, and Jon Halliday. “Long Night of the Red Star.” "
    "Interview by Daniel Johnson. <i>Standpoint</i> (London), June 2008. http://standpointmag.com/dialogue-june.",
    "Chicago, author-date": "Montefiore, Simon Sebag, Jung Chang, and Jon Halliday. 2008. “Long Night of the Red "
    "Star.” Interview by Daniel Johnson. <i>Standpoint</i> (London), June. http://standpointmag.com/dialogue-june.",
    "MLA": "Montefiore, Simon Sebag, et al. “Long Night of the Red Star.” Interview by Daniel Johnson. "
    "<i>Standpoint</i> [London], June 2008, http://standpointmag.com/dialogue-june. Dialogue.",
    "APA": "Montefiore, S. S., Chang, J., & Halliday, J. (2008, June). Long Night of the Red Star (D. Johnson, "
    "Interviewer). <i>Standpoint</i>. http://standpointmag.com/dialogue-june",
}


def test_the_dialogue_is_cited_as_each_style_has_it(real: Edition) -> None:
    item = interview_item(real, real.interviews[0])
    assert {style.name: cite(item, style) for style in CITATION_STYLES} == DIALOGUE


_NAMES = st.lists(
    st.sampled_from(
        [{"literal": "The Archive"}, {"family": "Berg", "given": "Anna Maria"}, {"family": "van Dam", "given": "J.-P."}]
    ),
    max_size=9,
)  # fmt: skip
_TITLES = st.sampled_from(["A ferry", "Did he “stay”?", "The war. And after", "night at SEA: 1907"])
_ITEMS = st.fixed_dictionaries(
    {"id": st.just("talk"), "type": st.sampled_from(["interview", "webpage", "entry-encyclopedia", "book"]),
     "title": _TITLES, "author": _NAMES.filter(bool)},
    optional={
        "interviewer": _NAMES.filter(bool), "container-title": _TITLES, "section": _TITLES, "genre": _TITLES,
        "publisher-place": _TITLES, "version": st.just("1.0"), "language": st.sampled_from(["en", "de"]),
        "URL": st.just("https://example.org/a"),
        "issued": st.sampled_from(["1978", "1978-03-09", "1907?"]).map(csl_date),
    },
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(_ITEMS)
def test_what_is_looked_up_once_is_what_the_processor_looks_up_each_time(item: dict[str, object]) -> None:
    once = [cite(item, style) for style in CITATION_STYLES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edition.citation_processor.Known.styles", {})
        assert [cite(item, style) for style in CITATION_STYLES] == once


@pytest.mark.parametrize("style", CITATION_STYLES, ids=lambda style: style.name)
def test_pandoc_cites_the_dialogue_alike(real: Edition, style: object, tmp_path: Path) -> None:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("no pandoc on this machine")
    told = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout
    if int(told.split()[1].split(".")[0]) < 3:
        pytest.skip("pandoc before 3 shortens 'June', which MLA does not")
    item = interview_item(real, real.interviews[0])
    (tmp_path / "item.json").write_text(json.dumps([item]), encoding="utf-8")
    words = f"---\nlang: en-US\n---\n\n[@{item['id']}]"
    options = ["-f", "markdown", "--citeproc", "--csl", str(STYLES / f"{style.file}.csl"), "--wrap=none", "-t", "html"]  # type: ignore[attr-defined]
    done = subprocess.run(
        [pandoc, *options, "--bibliography", str(tmp_path / "item.json")],
        input=words, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    plain = " ".join(re.sub(r"<[^>]+>", "", done.stdout).replace("&amp;", "&").split())
    assert re.sub("</?i>", "", DIALOGUE[style.name]) in plain  # type: ignore[attr-defined]


def test_a_note_is_cited_as_a_draft_with_its_version_and_address() -> None:
    part = EditionPart(
        author="machine-assisted draft", title="Is it <so>?", genre="note to turn 5, draft", edition="An edition",
        version="1.0.0", address="https://example.org/notes/#x", issued="2026-11",
    )  # fmt: skip
    assert dict(cite_part(part)) == {
        "Chicago, note": "Machine-assisted draft, “Is it <so>?” note to turn 5, draft, version 1.0.0, An Edition, "
        "November 2026, https://example.org/notes/#x.",
        "Chicago, bibliography": "Machine-assisted draft. “Is it <so>?” Note to turn 5, draft. Version 1.0.0. "
        "An Edition, November 2026. https://example.org/notes/#x.",
        "Chicago, author-date": "Machine-assisted draft. 2026. “Is it <so>?” Note to turn 5, draft. Version 1.0.0. "
        "An Edition, November. https://example.org/notes/#x.",
        "MLA": "Machine-assisted draft. “Is it <so>?” Note to turn 5, draft. <i>An Edition</i>, Version 1.0.0, "
        "Nov. 2026, https://example.org/notes/#x.",
        "APA": "Machine-assisted draft. (2026). Is it <so>? [Note to turn 5, draft]. In <i>An edition</i> "
        "(Version 1.0.0). https://example.org/notes/#x",
    }


def test_notes_and_people_say_how_to_cite_them_at_the_sites_address() -> None:
    mini = load_edition(EDITIONS["mini"])
    pages = {page.path: page.text for page in render_pages(mini, site_url="https://example.org/b/")}
    assert all(pages[f"notes/{one.id}.md"].count('<details class="cite"') == 1 for one in mini.notes)
    assert "https://example.org/b/notes/#the-price" in unescape(pages["notes/the-price.md"])
    assert "https://example.org/b/people/ida-brandt/" in unescape(pages["people/ida-brandt.md"])
    assert '<details class="cite"' not in pages["transcript/ferry.md"]


# The head of the page, as Zotero reads it.

KINDS_OF_HIGHWIRE = {
    "citation_journal_title", "citation_technical_report_institution", "citation_conference_title",
    "citation_conference", "citation_book_title", "citation_inbook_title", "citation_dissertation_institution",
}  # fmt: skip
"""Tags that settle the type before anything else is looked at."""


def zotero_type(tags: list[tuple[str, str]]) -> str:
    """The item type that Zotero takes a page for.

    After zotero/translators: `init` and `addHighwireMetadata` of "Embedded Metadata.js" (lastUpdated 2024-06-13, commit
    dcd14d6f47d3f3db90943d79abdfde17240cc38c) and `detectType` of "RDF.js" (commit
    0dd0169088ece4129ef516f9bf21718509b6d16b). First hwType, which nothing overrides; then `t.zotero || t.bib ||
    t.prism || t.eprints || t.og || t.dc || t.so`; then `defaultUnknownType`, which is the guess from `citation_title`
    or else a web page. The guesses from `og:type` article and `dc.type` Text come after that.
    """
    names = dict(reversed(tags))
    if KINDS_OF_HIGHWIRE & set(names):
        return "another kind, by Highwire"
    for tag in ("z:itemType", "z:type", "bib:type", "bibo:type", "prism:genre", "eprints:type"):
        if tag in names:
            return names[tag]
    if names.get("og:type") in ("website", "book"):
        return "another kind, by Open Graph"
    return "journalArticle" if "citation_title" in names else "webpage"


def zotero_people(tags: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names with their roles, after the same files.

    Any `citation_author` or `citation_editor` replaces those that RDF found (`addHighwireMetadata`); of an interview
    RDF takes `z:<role>s` (`importItem`).
    """
    override = ("citation_author", "citation_editor")
    replaced = [(content, "author") for name, content in tags if name.endswith(override)]
    found = [(content, name[2:-1]) for name, content in tags if name in ("z:interviewees", "z:interviewers")]
    return replaced or found


def test_zotero_takes_the_page_for_an_interview_with_its_people(real: Edition) -> None:
    told = interview_metadata(real, real.interviews[0])
    tags = [*told.names, *told.properties]
    assert zotero_type(tags) == "interview"
    assert zotero_people(tags) == [
        ("Montefiore, Simon Sebag", "interviewee"),
        ("Chang, Jung", "interviewee"),
        ("Halliday, Jon", "interviewee"),
        ("Johnson, Daniel", "interviewer"),
    ]


@pytest.mark.parametrize("tag", ["citation_journal_title", "citation_author"])
def test_the_tags_that_would_override_it_are_known(real: Edition, tag: str) -> None:
    told = interview_metadata(real, real.interviews[0])
    tags = [*told.names, (tag, "Standpoint")]
    assert zotero_type(tags) != "interview" or zotero_people(tags) == [("Standpoint", "author")]


def test_the_linked_data_are_json_and_close_no_script(edition: Edition) -> None:
    interview = edition.interviews[0]
    record = interview.record.model_copy(update={"title": 'A </script><b> & "b"'})
    told = interview_metadata(edition, replace(interview, record=record))
    assert "<" not in told.linked
    data = json.loads(told.linked)
    assert data["@type"] == "Conversation"
    assert data["name"] == 'A </script><b> & "b"'
    assert [one["name"] for one in data["contributor"]] == [one.name for one in interviewers(interview)]
    assert json.loads(str(told))["names"][-1] == ["twitter:card", "summary_large_image"]


def test_a_picture_stands_beside_each_interviews_page(edition: Edition) -> None:
    font = ROOT / "docs" / "assets" / "fonts" / "source-serif-4-latin-400-normal.woff2"
    drawn = dict(render_previews(edition, font))
    address = Sitemap(edition).interview(edition.interviews[0].id).url
    assert list(drawn) == [f"{address}preview.png"]
    assert all(data.startswith(b"\x89PNG") and len(data) < 40_000 for data in drawn.values())
    assert drawn == dict(render_previews(edition, font))


def test_no_picture_is_drawn_or_named_in_letters_that_the_font_lacks(real: Edition) -> None:
    interview = real.interviews[0]
    other = replace(interview, record=interview.record.model_copy(update={"title": "毛泽东"}))
    font = ROOT / "docs" / "assets" / "fonts" / "source-serif-4-latin-400-normal.woff2"
    assert list(render_previews(replace(real, interviews=(other,)), font)) == []
    told = interview_metadata(real, other)
    assert told.preview == ""
    assert ("twitter:card", "summary") in told.names
