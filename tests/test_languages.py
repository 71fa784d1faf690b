"""Interviews and words in other languages: what pages and exports say of them, how words are counted, names found."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from lxml import etree
from support import TESTS

from edition.anchoring.ids import similarity
from edition.anchoring.mentions import NameFinder
from edition.assemble import assemble_edition
from edition.export import Publication, export_files
from edition.languages import differs, direction, language_name
from edition.load import load_edition, load_files
from edition.model import Edition
from edition.pages import render_pages
from edition.search import render_stubs
from edition.search_text import searchable
from edition.suggest import find_candidates, print_candidates
from edition.text import count_words, normal_words, sentence_around

XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module")
def voices() -> Edition:
    return load_edition(TESTS / "editions" / "voices")


@pytest.fixture(scope="module")
def pages(voices: Edition) -> dict[str, str]:
    return {page.path: page.text for page in render_pages(voices)}


@pytest.fixture(scope="module")
def exports(voices: Edition) -> dict[str, bytes]:
    return export_files(voices, Publication(built=None, site_url=""))


def test_a_script_is_right_to_left_where_cldr_says_that_the_language_is_written_in_one() -> None:
    rtl = ["ar", "he", "fa", "ur", "yi", "syr", "ckb", "sd", "ps", "dv", "ug", "az-Arab", "pa-PK", "ks"]
    ltr = ["en", "zh", "zh-Hant", "ja", "ko", "tr", "az", "ku", "pa", "hi", "th", "sr", "mn", "vi", "es-MX", "ms"]
    assert {tag: direction(tag) for tag in rtl} == dict.fromkeys(rtl, "rtl")
    assert {tag: direction(tag) for tag in ltr} == dict.fromkeys(ltr, "ltr")


def test_two_tags_are_one_language_where_language_and_script_agree() -> None:
    assert not differs("en-GB", "en")
    assert not differs("zh", "zh-Hans")
    assert differs("zh-Hant", "zh-Hans")
    assert differs("sr", "sr-Latn")
    assert (language_name("ar"), language_name("xqq")) == ("Arabic", "xqq")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was in 1927.", 4),
        ("那是1927年。", 4),
        ("他说 Mao 住在 Shanghai。", 6),
        ("スターリンは東京にいた", 11),
        ("김구는 서울에 있었다", 3),
        ("فتحتها سنة ١٩٥١", 3),
        ("โจเซฟเกิดที่จอร์เจีย", 4),
        ("", 0),
    ],
)
def test_words_are_counted_as_a_reader_would_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_changed_character_leaves_a_chinese_turn_the_same_turn() -> None:
    before = normal_words("我说他住得很远，过了黄河还要再走一个月。")
    after = normal_words("我说他住得很远，过了长江还要再走一个月。")
    assert similarity(before, after) > 0.8


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("斯大林", "孩子们问我斯大林是谁", 1),
        ("スターリン", "ヨシフ・スターリンの死", 1),
        ("สตาลิน", "ในสมัยสตาลินเกิด", 1),
        ("김구", "김구는 갔다. 김구의 집, 김구에게서. 김구!", 4),
        ("김구", "김구라는 김구산에 갔다", 0),
        ("ستالين", "ثم ستالين، قال ستالينُ", 2),
        ("ستالين", "وستالين لستالين", 0),  # "and Stalin", "for Stalin": variants that the editor gives
        ("שרה", "שרה ושרה", 1),
        ("राम", "राम ने रामायण", 1),
        ("İnönü", "İnönü'nün evi, INÖNÜ", 1),
        ("Straße", "die Straße, die Strasse", 1),
        ("Muñoz", "Muñoz y Munoz", 1),
    ],
)
def test_a_name_is_found_whole_as_its_script_has_it(name: str, text: str, found: int) -> None:
    places = NameFinder([(name, ("people", "x"))]).find(text)
    assert [text[place.start : place.end] for place in places] == [name] * found


def test_a_sentence_ends_at_the_full_stops_of_other_scripts() -> None:
    for text in ("他来了。他走了。他笑了。", "هل جاء؟ ثم ذهب؟ ثم ضحك؟", "वह आया। वह गया। वह हँसा।"):
        middle = len(text) // 2
        start, end = sentence_around(text, middle, middle + 1)
        assert 0 < start < middle < end < len(text), text[start:end]


def test_words_of_the_talk_say_their_language_and_direction(pages: dict[str, str]) -> None:
    arabic, chinese = pages["transcript/al-mina.md"], pages["transcript/shiban-qiao.md"]
    assert len(re.findall(r'\{: #t\dp\d data-witness="t\dp\d" lang="ar" dir="rtl" \}|lang="ar" dir="rtl"', arabic)) >= 7
    assert 'lang="zh-Hans" dir="ltr"' in chinese
    headings = [line for line in arabic.splitlines() if line.startswith("##") and ".turn" in line]
    assert headings
    assert all('dir="rtl"' in line for line in headings)


def test_what_the_edition_adds_amid_other_words_is_in_its_own_language(pages: dict[str, str]) -> None:
    added = re.findall(r'<(?:sup|span) class="(?:note-ref|sidenote)[ "][^>]*>', pages["transcript/al-mina.md"])
    assert len(added) == 4
    assert all('lang="en" dir="ltr"' in one for one in added)


def test_words_in_another_language_are_one_element_though_a_note_ends_within_them(pages: dict[str, str]) -> None:
    page = pages["transcript/al-mina.md"]
    start = page.index('<span class="foreign" lang="fr" dir="ltr">')
    held = page[start : page.index("c&#39;est", start) if "c&#39;est" in page else page.index("c'est", start)]
    assert "un journal" in held
    assert 'class="note-ref' in held
    assert page.count('class="foreign" lang="fr"') == 1
    assert '<span class="foreign" lang="tr" dir="ltr">' in pages["transcript/la-alberca.md"]


def test_words_of_the_program_are_english_in_an_edition_in_another_language(pages: dict[str, str]) -> None:
    files = load_files(TESTS / "editions" / "voices")
    settings = files["annotations/edition.yml"].replace(b"language: en", b"language: ar")
    edition = assemble_edition({**files, "annotations/edition.yml": settings})
    made = {page.path: page.text for page in render_pages(edition)}
    of_english = {path for path, text in made.items() if "\nlanguage: en\n---\n" in text}
    assert of_english == set(made)
    assert not [path for path, text in pages.items() if "\nlanguage: en\n---\n" in text]
    assert any('<span class="foreign own" lang="ar" dir="rtl">' in text for text in made.values())
    arabic = made["transcript/al-mina.md"]
    assert re.search(r'^# .* \{: lang="ar" dir="rtl"\}$', arabic, re.M)
    turns = [line for line in arabic.splitlines() if line.startswith("##") and ".turn" in line]
    assert turns
    assert all('dir="rtl"' in line for line in turns)


def test_excerpts_anywhere_say_their_language(pages: dict[str, str]) -> None:
    stalin = pages["people/joseph-stalin.md"]
    assert re.search(r'<span class="foreign" lang="ar" dir="rtl">[^\n]*<mark>ستالين</mark>', stalin)
    assert re.search(r'<span class="foreign" lang="zh-Hans" dir="ltr">[^\n]*<mark>斯大林</mark>', stalin)
    assert re.search(r'<span class="foreign" lang="es" dir="ltr">[^\n]*<mark>Stalin</mark>', stalin)
    comparison = pages["comparison/index.md"]
    assert all(f'> <span class="foreign" lang="{tag}"' in comparison for tag in ("ar", "es", "zh-Hans"))
    notes = pages["notes/index.md"]
    assert '> <span class="foreign" lang="ar" dir="rtl">أول ما' in notes
    assert '[<span class="foreign" lang="ar" dir="rtl">أول ما' in notes.split("> ")[0], "the title is a quotation too"


def test_tei_has_the_language_of_the_text_and_of_words_within_it(exports: dict[str, bytes]) -> None:
    tree = etree.fromstring(exports["tei/al-mina.xml"])
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    assert tree.xpath("t:text", namespaces=space)[0].get(f"{XML}lang") == "ar"
    (foreign,) = tree.xpath("//t:text//t:foreign", namespaces=space)
    assert (foreign.get(f"{XML}lang"), "".join(foreign.itertext())) == ("fr", "un journal, c'est du pain")
    assert {one.get("ident") for one in tree.xpath("//t:langUsage/t:language", namespaces=space)} == {"ar", "en", "fr"}


def test_edition_json_and_web_annotations_have_the_languages(exports: dict[str, bytes]) -> None:
    data = json.loads(exports["edition.json"])
    chinese = next(one for one in data["interviews"] if one["id"] == "shiban-qiao")
    assert [(one["language"], one["quote"]) for one in chinese["foreign"]] == [("en", "Workers of the world, unite")]
    notes = json.loads(exports["annotations.jsonld"])["first"]["items"]
    sources = {one["target"][0]["source"]["language"]: one["target"][0]["source"] for one in notes}
    assert set(sources) == {"ar", "es", "zh-Hans"}
    assert sources["ar"]["textDirection"] == "rtl"


def test_the_epub_has_the_languages(exports: dict[str, bytes]) -> None:
    (name,) = (name for name in exports if name.endswith(".epub"))
    with zipfile.ZipFile(io.BytesIO(exports[name])) as book:
        talk = book.read("EPUB/talk-al-mina.xhtml").decode()
        package = next(book.read(one).decode() for one in book.namelist() if one.endswith(".opf"))
    assert re.search(r'<p id="t1p1" lang="ar" xml:lang="ar" dir="rtl">', talk)
    assert re.search(r'<span lang="fr" xml:lang="fr" dir="ltr">.*un journal', talk)
    assert all(f">{tag}</dc:language>" in package for tag in ("en", "ar", "es", "zh-Hans"))


def test_names_and_dates_are_proposed_for_any_language_or_none_at_all(voices: Edition) -> None:
    assert isinstance(print_candidates(voices, find_candidates(voices)), str)


def test_a_text_is_indexed_with_spaces_and_plain_letters() -> None:
    assert searchable("他说Mao，毛泽东。") == "他 说 Mao， 毛 泽 东。"
    assert searchable("สตาลิน") == "ส ต า ลิ น"
    assert searchable("no change, “at all”") == "no change, “at all”"
    stub = render_stubs(load_edition(TESTS / "editions" / "voices"))["1/shiban-qiao-t2.html"].decode()
    assert "斯 大 林" in stub
    assert 'data-pagefind-meta="lang[content]" content="zh-Hans"' in stub
    assert 'data-pagefind-filter="Language[content]" content="Chinese (Simplified)"' in stub


def test_every_interview_is_found_by_its_title_or_where_two_have_one_by_its_date() -> None:
    files = load_files(TESTS / "editions" / "voices")
    for name in ("al-mina", "la-alberca"):
        path = f"transcript/{name}.yml"
        files[path] = re.sub(rb"title: [A-Z].*", b"title: A talk", files[path], count=1)
    stubs = render_stubs(assemble_edition(files))
    assert 'Interview[content]" content="A talk (1979)"' in stubs["1/al-mina-t1.html"].decode()
    assert 'Interview[content]" content="A talk (March 1988)"' in stubs["1/la-alberca-t1.html"].decode()
    assert 'Interview[content]" content="The school at the stone bridge"' in stubs["1/shiban-qiao-t1.html"].decode()


def test_a_speaker_of_whom_nothing_is_written_is_told_in_the_programs_own_language() -> None:
    files = load_files(TESTS / "editions" / "voices")
    settings = files["annotations/edition.yml"].replace(b"language: en", b"language: ar")
    record = re.sub(rb", role: \w+", b"", files["transcript/la-alberca.yml"])
    assert record != files["transcript/la-alberca.yml"]
    edition = assemble_edition({**files, "annotations/edition.yml": settings, "transcript/la-alberca.yml": record})
    pages = {page.path: page.text for page in render_pages(edition)}
    told = '\nSpeaker in <span class="foreign" lang="ar" dir="rtl">Nine fishermen and one boat</span>'
    for page in ("people/ines-munoz.md", "speakers/ines-munoz.md", "people/index.md"):
        assert told in pages[page], page
    assert edition.people["ines-munoz"].summary == "Speaker in Nine fishermen and one boat"


def said_in(page: etree._Element) -> list[tuple[str, str]]:
    """Every run of words of a page, with the language that it is said to be in."""
    texts = page.xpath("//text()[normalize-space()]")
    return [(str(text).strip(), _language_of(text)) for text in texts]


def _language_of(text: etree._ElementUnicodeResult) -> str:
    around = text.getparent()
    assert around is not None
    inner = around.getparent() if text.is_tail else around
    assert inner is not None
    tags = inner.xpath("ancestor-or-self::*[@lang]/@lang")
    assert tags == inner.xpath("ancestor-or-self::*[@xml:lang]/@xml:lang")
    return str(tags[-1])


PAGE_WORDS_OF_BOOK = frozenset(
    [
        "Contents", "Landmarks", "Title page", "How to read this edition", "Notes", "After the talk", "People",
        "Themes", "Rights", "Rights statement:", "Speaks here.", "In the talk:", "Notes:", "Sources", "Version 0.1.0.",
        "Edited by", "and", "What has no note was not checked.", "Speaker in", "Reply", "Readings", "Passages",
        "Questions", "Sources that see it otherwise", "Also printed or known as:", "Further reading", "Heard by",
        "Written down", "Language", "Translation", "Earliest source seen", "Its words", "Who", "Year", "Period",
        "Number", "Address",
    ]
)  # fmt: skip
"""Words of the program that stand alone between the marks of an EPUB."""


@pytest.mark.parametrize("which", ["voices", "mini"])
def test_the_programs_words_in_an_epub_say_that_they_are_english(which: str) -> None:
    files = load_files(TESTS / "editions" / which)
    settings = (
        files["annotations/edition.yml"]
        .replace(b"language: en", b"")
        .replace(b"edition:", b"edition:\n  language: eo", 1)
    )
    edition = assemble_edition({**files, "annotations/edition.yml": settings})
    book = next(data for name, data in export_files(edition, Publication()).items() if name.endswith(".epub"))
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        pages = {name: etree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xhtml")}
    said = [one for page in pages.values() for one in said_in(page)]
    assert {words for words, tag in said if words in PAGE_WORDS_OF_BOOK and tag != "en"} == set()
    assert {words for words, tag in said if words in PAGE_WORDS_OF_BOOK and tag == "en"} > {
        "Contents",
        "Notes",
        "Rights",
    }
    written = [edition.settings.title, *(plain for note in edition.notes for plain in [note.note.title] if plain)]
    assert {tag for words, tag in said if words in written} == {"eo"}
