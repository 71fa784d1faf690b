"""TEI documents fit the TEI’s schema, point at what is there, and give back the edition that they came from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from support import TESTS
from tei_reader import ID, NAMES, STRING_RANGE, TeiReader, Words

from edition.annotations import CslDate, Emendation, Note
from edition.export import Publication, export_files
from edition.export.tei.datable import date_attributes, print_csl_date
from edition.export.tei.elements import TEI, element, write_document
from edition.export.tei.pointers import web_address
from edition.load import load_edition
from edition.markdown import plain_prose
from edition.model import (
    Aside,
    Edition,
    Interview,
    Mention,
    Paragraph,
    PlacedEmendation,
    PlacedNote,
    Span,
    TailItem,
    Turn,
)
from edition.pages import render_pages
from edition.prose import parse_prose
from edition.rights import permitted
from edition.sitemap import Address
from edition.text import CONTROL

FOLDERS = {"mini": TESTS / "editions" / "mini", "lighthouse": TESTS / "editions" / "lighthouse", "real": TESTS.parent}
MODES = ("undecided", "full", "excerpt", "none")
POINTING = (
    "target", "ref", "who", "resp", "ana", "corresp", "source", "start", "since", "origin", "datingMethod",
)  # fmt: skip


@cache
def loaded(name: str) -> Edition:
    return load_edition(FOLDERS[name])


def in_mode(edition: Edition, mode: str) -> Edition:
    """The edition with that setting of `rights.publish`, and only what it allows."""
    interviews = []
    for interview in edition.interviews:
        rights = interview.record.rights.model_copy(update={"publish": mode})
        interviews.append(replace(interview, record=interview.record.model_copy(update={"rights": rights})))
    return permitted(replace(edition, interviews=tuple(interviews)))


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(TESTS / "schemas" / "tei_all.rng"))


def documents(edition: Edition, publication: Publication | None = None) -> dict[str, bytes]:
    files = export_files(edition, publication or Publication())
    return {name: data for name, data in files.items() if name.startswith("tei/")}


def read(edition: Edition, interview: Interview | None = None) -> TeiReader:
    interview = interview or edition.interviews[0]
    return TeiReader(documents(edition)[f"tei/{interview.id}.xml"], interview.id)


def check_valid(schema: etree.RelaxNG, data: bytes) -> None:
    assert schema.validate(etree.fromstring(data)), schema.error_log


# What must come back.


def check_round_trip(edition: Edition, interview: Interview | None = None) -> None:
    """The document gives back the turns, asides, mentions, emendations and notes that went in."""
    interview = interview or edition.interviews[0]
    back = read(edition, interview)
    assert [turn_of(turn, interview) for turn in interview.turns] == [
        (one.id, one.speaker, one.label, one.section, one.start, [kept(part) for part in one.paragraphs])
        for one in back.turns
    ]
    assert [(part.id, part.text) for part in interview.front_matter] == [(one.id, shown(one)) for one in back.front]
    assert [(item.id, item.kind, item.text) for item in interview.tail] == [
        (one.id, kind, shown(one)) for kind, one in back.tail
    ]
    assert dict(interview.retired) == back.retired
    assert sorted(interview.asides, key=aside_key) == sorted(back.asides, key=aside_key)
    mentions = [one for one in edition.mentions if one.span.interview == interview.id]
    assert sorted(mentions, key=mention_key) == sorted(back.mentions, key=mention_key)
    emendations = [(one.emendation.id, one.span, one.emendation.reading) for one in interview.emendations]
    assert sorted(emendations) == sorted(back.emendations)
    assert sorted(interview.foreign, key=lambda one: one.span) == sorted(back.foreign, key=lambda one: one.span)
    assert list(back.notes) == [placed.id for placed in edition.notes_on(interview.id)]
    for placed in edition.notes_on(interview.id):
        assert list(placed.spans) == back.notes[placed.id].spans
        assert values_of(placed) == back.notes[placed.id].values


def turn_of(turn: Turn, interview: Interview) -> tuple[object, ...]:
    section = interview.section_of(turn.id)
    paragraphs = [(part.id, part.text, list(part.withheld)) for part in turn.paragraphs]
    return turn.id, turn.speaker, turn.label, section.id if section else None, turn.start, paragraphs


def kept(words: Words) -> tuple[str, str, list[tuple[int, int]]]:
    return words.id, words.text, words.withheld


def shown(words: Words) -> str:
    return "" if words.withheld else words.text


def aside_key(one: Aside) -> tuple[object, ...]:
    return one.paragraph, one.start, one.end, one.text


def mention_key(one: Mention) -> tuple[object, ...]:
    return one.span, one.register, one.id, one.origin


def letters_of(text: str | None, *, inline: bool = False) -> str | None:
    if text is None:
        return None
    if inline:
        parts = [child.content for block in parse_prose(text, inline=True) for child in block.children or []]
        return "".join("".join(parts).split())
    return "".join(plain_prose(text).split())


def values_of(placed: PlacedNote) -> dict[str, object]:
    note: Note = placed.note
    chain = note.chain
    return {
        "kind": note.kind.value, "finding": note.finding, "own_book": note.own_book, "tier": str(note.tier),
        "certainty": note.certainty, "status": note.status, "checked": note.checked, "by": note.by,
        "reviewed_by": note.reviewed_by, "title": "".join(placed.title.split()),
        "lead": letters_of(note.lead, inline=True), "text": letters_of(note.text), "since": letters_of(note.since),
        "looked-in": "".join(note.looked_in.split()) if note.looked_in else None, "reply": letters_of(note.reply),
        "estimates": [
            [one.who, one.year, one.counts, one.period, one.method, one.number] for one in note.estimates
        ],
        "chain": [
            step for step in (chain.heard, chain.written, chain.language, chain.translation) if step
        ] if chain else [],
        "sources": [(one.id, one.says, one.seen, one.locator, one.words) for one in note.sources],
        "further": list(note.further),
    }  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FOLDERS)
def test_a_document_fits_the_schema_of_the_tei(name: str, mode: str, schema: etree.RelaxNG) -> None:
    publication = Publication(built="2026-11-23T00:00:00+00:00", site_url="https://example.org/edition/")
    for known in (Publication(), publication):
        for data in documents(in_mode(loaded(name), mode), known).values():
            check_valid(schema, data)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FOLDERS)
def test_a_document_gives_back_the_edition(name: str, mode: str) -> None:
    check_round_trip(in_mode(loaded(name), mode))


def check_pointers(files: dict[str, bytes], addresses: set[str]) -> int:
    """Every pointer leads to an id of a document, to words that are there, or to a page of the site."""
    readers = {name: TeiReader(data, name[4:-4]) for name, data in files.items()}
    ids = {name: {one.get(ID) for one in reader.root.iter() if one.get(ID)} for name, reader in readers.items()}
    counted = 0
    for name, reader in readers.items():
        for node in reader.root.iter(etree.Element):
            pointers = [one for key in POINTING for one in node.get(key, "").split()]
            for pointer in pointers:
                counted += 1
                file, _, anchor = pointer.partition("#")
                there = f"tei/{file}" if file else name
                if match := STRING_RANGE.fullmatch(pointer):
                    words = readers[there].words[match["paragraph"]]
                    assert int(match["offset"]) + int(match["length"]) <= len(words.text), pointer
                elif there in readers:
                    assert anchor in ids[there], (name, pointer)
                elif pointer.startswith("../../"):
                    assert pointer.removeprefix("../../").partition("#")[0] in addresses, pointer
                else:
                    assert re.match(r"https?://", pointer), (node.tag, pointer)
    return counted


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FOLDERS)
def test_every_pointer_leads_somewhere(name: str, mode: str) -> None:
    edition = in_mode(loaded(name), mode)
    addresses = {Address(page.path).url for page in render_pages(edition)}
    assert check_pointers(documents(edition), addresses) > 20


def test_ids_are_given_once() -> None:
    for name in FOLDERS:
        ids = [one.get(ID) for one in read(loaded(name)).root.iter(etree.Element) if one.get(ID)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", FOLDERS)
def test_offsets_point_at_the_words_that_are_quoted(name: str) -> None:
    reader = read(loaded(name))
    quotes = reader.find("//tei:quote[starts-with(@source, '#string-range')]")
    assert quotes
    for quote in quotes:
        match = STRING_RANGE.fullmatch(quote.get("source"))
        assert match
        text = reader.words[match["paragraph"]].text
        start = int(match["offset"])
        assert text[start : start + int(match["length"])] == quote.text


def test_no_finding_stands_on_the_words_or_on_a_speaker() -> None:
    reader = read(loaded("real"))
    rated = reader.find("//*[contains(@ana, '#finding-')]")
    assert {etree.QName(one).localname for one in rated} == {"annotation"}
    assert not reader.find("//tei:text//*[@ana] | //tei:particDesc//*[@ana] | //tei:annotation[@who]")


def test_registers_are_whole() -> None:
    edition = loaded("real")
    reader = read(edition)
    for path, entries in (
        ("tei:listPerson[@type='register']/tei:person", edition.people),
        ("tei:listPlace[@type='register']/tei:place", edition.places),
        ("tei:listOrg/tei:org", edition.organisations),
        ("tei:listEvent/tei:event", edition.dates),
        ("tei:list/tei:item", edition.terms),
        ("tei:listBibl/tei:biblStruct", edition.references),
    ):
        found = [one.get(ID).partition("-")[2] for one in reader.find(f"/tei:TEI/tei:standOff/{path}")]
        assert found == list(entries)


def test_what_the_header_says() -> None:
    edition = loaded("real")
    publication = Publication(built="2026-11-23T00:00:00+00:00", site_url="https://example.org/edition/")
    (data,) = documents(edition, publication).values()
    root = etree.fromstring(data)

    def says(path: str) -> list[str]:
        found = root.xpath(f"/tei:TEI/tei:teiHeader//{path}", namespaces=NAMES)
        return [one if isinstance(one, str) else " ".join("".join(one.itertext()).split()) for one in found]

    record = edition.interviews[0].record
    assert says("tei:titleStmt/tei:title[@type='main']") == [record.title]
    assert says("tei:editionStmt/tei:edition/@n") == [edition.settings.version]
    assert says("tei:availability/tei:licence/@target") == [record.rights.statement]
    assert says("tei:availability/@status") == ["unknown"]
    assert record.rights.holder in " ".join(says("tei:availability/tei:p"))
    assert says("tei:sourceDesc//tei:monogr/tei:title") == [record.venue.title]
    assert says("tei:particDesc//tei:person/@xml:id") == [f"speaker-{one.id}" for one in record.speakers]
    assert says("tei:publicationStmt/tei:idno") == [
        "https://example.org/edition/data/tei/long-night-of-the-red-star.xml"
    ]
    assert says("tei:publicationStmt/tei:ptr/@target") == [
        "https://example.org/edition/transcript/long-night-of-the-red-star/"
    ]


def test_comments_after_the_talk_are_told_apart_from_the_speakers() -> None:
    reader = read(loaded("mini"))
    said = reader.find("//tei:back//tei:div[@type='comment']/tei:note[@type='attribution']")
    assert "not the speakers’ words" in "".join(said[0].itertext())
    assert not reader.find("//tei:back//tei:sp")


def test_withheld_words_are_in_no_document() -> None:
    for mode in ("excerpt", "none"):
        (data,) = documents(in_mode(loaded("mini"), mode)).values()
        root = etree.fromstring(data)
        text = "".join(root.xpath("//tei:text", namespaces=NAMES)[0].itertext())
        assert "nobody was hurt" not in text
        assert "bought second-hand" not in text
        assert root.xpath("//tei:body//tei:gap[@reason='withheld']", namespaces=NAMES)
        assert root.xpath("//tei:availability/@status", namespaces=NAMES) == ["restricted"]


# Forms that the three editions do not have.


def test_turns_with_times_are_utterances_on_a_timeline(schema: etree.RelaxNG) -> None:
    edition = loaded("mini")
    interview = edition.interviews[0]
    timed = tuple(replace(turn, start=number * 12.125) for number, turn in enumerate(interview.turns[:-1]))
    edition = replace(edition, interviews=(replace(interview, turns=(*timed, interview.turns[-1])),))
    (data,) = documents(edition).values()
    check_valid(schema, data)
    assert not read(edition).find("//tei:sp")
    check_round_trip(edition)
    check_pointers(documents(edition), {Address(page.path).url for page in render_pages(edition)})


def two_interviews() -> Edition:
    """The mini edition with the same talk a second time, and two notes on both."""
    edition = loaded("mini")
    second = replace(edition.interviews[0], id="second", emendations=(), foreign=(), asides=())

    def on_both(placed: PlacedNote) -> PlacedNote:
        return replace(placed, spans=(*placed.spans, replace(placed.spans[0], interview="second")))

    notes = tuple(on_both(one) if one.id in ("the-sinking", "the-laugh") else one for one in edition.notes)
    return replace(edition, interviews=(*edition.interviews, second), notes=notes)


def test_each_interview_has_a_document_that_stands_alone(schema: etree.RelaxNG) -> None:
    edition = two_interviews()
    files = documents(edition)
    assert list(files) == ["tei/ferry.xml", "tei/second.xml"]
    for data in files.values():
        check_valid(schema, data)
    for interview in edition.interviews:
        check_round_trip(edition, interview)
    assert check_pointers(files, {"transcript/ferry/", "transcript/second/"}) > 40


def test_a_document_has_the_entries_that_its_interview_leads_to_and_the_first_has_the_rest() -> None:
    edition = two_interviews()
    first, second = (read(edition, interview) for interview in edition.interviews)
    people = "/tei:TEI/tei:standOff/tei:listPerson/tei:person/@xml:id"
    works = "//tei:biblStruct/@xml:id"
    assert len(first.find(people)) == 5
    assert len(first.find(works)) == 3
    notes = second.find("//tei:listAnnotation[@type='notes']/tei:annotation/@xml:id")
    assert notes == ["note-the-sinking", "note-the-laugh"]
    assert "person-captain-holm" not in second.find(people)
    assert "person-ida-brandt" in second.find(people), "the event that the note links to names her"
    assert second.find(works) == ["bibl-parish-1870", "bibl-holm-1960"]


def span(start: int, end: int, text: str) -> Span:
    return Span(interview="lighthouse", turn="t1", paragraph="t1p1", start=start, end=end, quote=text[start:end])


def lighthouse_with(
    text: str,
    mentions: list[tuple[int, int, bool]] | None = None,
    asides: list[tuple[int, int]] | None = None,
    emended: tuple[int, int] | None = None,
) -> Edition:
    """The lighthouse with that text in its first turn, and marks on it."""
    edition = loaded("lighthouse")
    interview = edition.interviews[0]
    first = replace(interview.turns[0], paragraphs=(replace(interview.turns[0].paragraphs[0], text=text),))
    record = Emendation(id="emended", turn="t1", quote="q", reading="the reading", reason="It is.", by="Nobody")
    person = next(iter(edition.people))
    placed = PlacedEmendation(emendation=record, span=span(*emended, text)) if emended else None
    return replace(
        edition,
        interviews=(
            replace(
                interview,
                turns=(first, *interview.turns[1:]),
                asides=tuple(
                    Aside(turn="t1", paragraph="t1p1", start=start, end=end, text=text[start:end])
                    for start, end in asides or []
                ),
                emendations=(placed,) if placed else (),
                tail=(TailItem(id="c1", text=text, line=9),),
                front_matter=(Paragraph(id="f1", text=text, line=1),),
            ),
        ),
        notes=(),
        mentions=tuple(
            Mention(span=span(start, end, text), register="people", id=person, origin="editor" if editor else "matched")
            for start, end, editor in mentions or []
        ),
    )


ODD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: normalize("NFC", text))


@given(ODD.filter(lambda text: not CONTROL.search(text) and text.strip()))
@example("a\tb\r\nc  d ")
@example("<p>&amp;]]><!-- --><?x?>&#0;")
@example("\u2028\u00a0\u200b\U0001f600\U0010ffff\ufeff")
def test_odd_characters_survive(text: str) -> None:
    check_round_trip(lighthouse_with(text))


TEXT = "The keeper [who laughs] of the old light said in 1931 that nobody came."
RANGES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)


@given(
    st.lists(st.tuples(RANGES, st.booleans()).map(lambda pair: (*pair[0], pair[1])), max_size=8),
    st.lists(RANGES, max_size=3),
    st.none() | RANGES,
)
def test_marks_that_overlap_in_any_way_come_back(
    mentions: list[tuple[int, int, bool]], asides: list[tuple[int, int]], emended: tuple[int, int] | None
) -> None:
    check_round_trip(lighthouse_with(TEXT, mentions, asides, emended))


def test_what_crosses_stands_apart_and_still_fits_the_schema(schema: etree.RelaxNG) -> None:
    edition = lighthouse_with(TEXT, [(0, 10, True), (4, 23, False), (4, 30, True)], [(11, 23), (15, 40)], (20, 26))
    (data,) = documents(edition).values()
    check_valid(schema, data)
    reader = read(edition)
    kinds = reader.find("//tei:listAnnotation/@type")
    assert kinds == ["emendations", "asides", "mentions"]
    check_round_trip(edition)


def test_a_document_is_the_same_each_time() -> None:
    assert documents(loaded("real")) == documents(loaded("real"))


@pytest.mark.parametrize(
    ("edtf", "moment", "attributes"),
    [
        ("1907", False, {"when": "1907"}),
        ("1907-06-26", False, {"when": "1907-06-26"}),
        ("1959/1961", False, {"from_": "1959", "to": "1961"}),
        ("1940/1941", True, {"notBefore": "1940", "notAfter": "1941"}),
        ("1920/..", False, {"from_": "1920"}),
        ("../1920", False, {"to": "1920"}),
        ("192X", False, {"when_custom": "192X", "datingMethod": "#edtf"}),
        ("1932?/1933", False, {"when_custom": "1932?/1933", "datingMethod": "#edtf"}),
        ("[1667, 1668]", False, {"when_custom": "[1667,1668]", "datingMethod": "#edtf"}),
        ("-0258", False, {"when_custom": "-0258", "datingMethod": "#edtf"}),  # 259 BC in EDTF, 258 BC in XML
        ("0000", False, {"when_custom": "0000", "datingMethod": "#edtf"}),  # no year in XML
    ],
)
def test_only_exact_dates_have_the_attributes_of_exact_dates(
    edtf: str, moment: bool, attributes: dict[str, str]
) -> None:
    assert date_attributes(edtf, moment=moment) == attributes


@pytest.mark.parametrize(
    ("date", "words", "attributes"),
    [
        ({"date-parts": [[1960, 5, 2]]}, "2 May 1960", {"when": "1960-05-02"}),
        ({"date-parts": [[1960], [1962]]}, "1960–1962", {"from_": "1960", "to": "1962"}),
        ({"date-parts": [[1960]], "circa": True}, "c. 1960", {}),
        ({"literal": "in spring"}, "in spring", {}),
        ({"date-parts": [[-44]]}, "45 BC", {}),
    ],
)
def test_dates_of_works(date: dict[str, object], words: str, attributes: dict[str, str]) -> None:
    assert print_csl_date(CslDate.model_validate(date)) == (words, attributes)


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/a[1]|{2}", "https://example.org/a%5B1%5D%7C%7B2%7D"),
        ("https://example.org/%20%zz", "https://example.org/%20%25zz"),
        ("https://example.org/é#a#b", "https://example.org/%C3%A9#a%23b"),
        ("http://[::1]/x", "http://[::1]/x"),
    ],
)
def test_web_addresses_are_written_as_uris(address: str, uri: str) -> None:
    assert web_address(address) == uri
    assert urlsplit(uri).netloc == urlsplit(address).netloc


_WORDS = st.text(st.sampled_from("a&<>\"' \t\n\r毛é"), max_size=8)


@given(_WORDS, _WORDS, _WORDS, st.booleans())
def test_elements_are_written_as_lxml_writes_them(said: str, inner: str, value: str, nested: bool) -> None:
    made = element("p", said, element("ref", inner, target=value, xml_lang="en"), said if nested else None)
    root = etree.Element(f"{{{TEI}}}p", nsmap={None: TEI})
    root.text = said or None
    child = etree.SubElement(root, f"{{{TEI}}}ref")
    if value:
        child.set("target", value)
    child.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    child.text, child.tail = inner or None, (said if nested else "") or None
    _, written = write_document(made, "x").split(b"<?xml-model x?>")
    assert written == etree.tostring(root, encoding="UTF-8") + b"\n"


def test_a_character_that_xml_can_not_hold_is_refused() -> None:
    for character in ("\x00", "\x0b", "\uffff"):
        with pytest.raises(ValueError, match="no XML document"):
            write_document(element("p", character), "x")
