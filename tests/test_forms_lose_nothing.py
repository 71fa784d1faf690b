"""A talk written in each form and read back: who speaks, every word, every time; and what a program adds beside it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import groupby
from unicodedata import normalize

import pytest
from forms import WRITTEN, Said, Written, odt_of, saved, to_docx, to_webvtt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_transcripts import UNSAID

from edition.annotations import InterviewRecord
from edition.text import CONTROL, slug
from edition.transcripts import FORMS, find_form, read_transcript
from edition.transcripts.source import read_source

SPEAKERS = ("Anna Berg", "Ben O’Neill", "Çağla Şen", "Zhou Enlai")
WORDS = ("we", "left", "the", "ferry", "at", "five", "café", "«no»", "R&D", "3<4", "it’s", "dönüş", "1961.", "Ostend?",
         "毛泽东", "“yes”", "a/b", "o’clock", "well,", "—", "200,000", "mc²", "#5", "100%")  # fmt: skip


def words() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(lambda some: "So " + " ".join(some) + ".")


@st.composite
def talks(draw: st.DrawFn) -> tuple[Said, ...]:
    """At least two speakers who speak twice, so that the forms whose words tell who speaks can tell."""
    count = draw(st.integers(min_value=2, max_value=len(SPEAKERS)))
    who = [*SPEAKERS[:count], *SPEAKERS[:count]]
    who += draw(st.lists(st.sampled_from(SPEAKERS[:count]), max_size=6))
    start, turns = 0.0, []
    for one in who:
        start = round(start + draw(st.integers(min_value=1500, max_value=90_000)) / 1000, 3)
        turns.append(Said(one, tuple(draw(st.lists(words(), min_size=1, max_size=3))), start))
    return tuple(turns)


def record() -> InterviewRecord:
    speakers = [{"id": slug(name), "name": name, "labels": [name]} for name in SPEAKERS]
    return InterviewRecord.model_validate({**UNSAID, "speakers": speakers})


def expected(form: Written, turns: Sequence[Said]) -> list[tuple[str, list[str], float | None]]:
    """Who speaks, the words, and when, as this form can tell it."""
    runs = [list(run) for _, run in groupby(turns, key=lambda one: one.who)] if form.joins else [[one] for one in turns]
    return [
        (
            run[0].who,
            normalize("NFC", " ".join(" ".join(one.paragraphs) for one in run)).split(),
            run[0].start if form.times else None,
        )
        for run in runs
    ]


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.file)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(turns=talks())
def test_a_talk_comes_back_as_it_was_written(form: Written, turns: tuple[Said, ...]) -> None:
    data = form.write(turns)
    source, problems = read_source(data, form.file)
    assert source is not None, problems
    found_form = find_form(source)
    assert found_form is not None
    assert found_form.name == form.name
    for declared in (None, record()):
        transcript = read_transcript(data, form.file, declared)
        names = {speaker.id: speaker.name for speaker in transcript.speakers}
        found = [
            (names[turn.speaker], [word for one in turn.paragraphs for word in one.text.split()], turn.start)
            for turn in transcript.turns
        ]
        assert found == expected(form, turns)
        assert not [one for one in transcript.problems if "are in no turn" in one.message]
        if declared:
            assert transcript.problems == ()
        if form.paragraphs:
            assert [len(turn.paragraphs) for turn in transcript.turns] == [len(one.paragraphs) for one in turns]


def test_every_form_is_written_here() -> None:
    named_by_nobody = {"lines of whisper.cpp"}  # which has the test below
    assert {form.name for form in WRITTEN} == {form.name for form in FORMS} - {"plain text"} - named_by_nobody


@settings(max_examples=40, deadline=None)
@given(turns=st.lists(st.lists(words(), min_size=1, max_size=3), min_size=2, max_size=6))
def test_lines_of_whisper_come_back_in_their_turns(turns: list[list[str]]) -> None:
    said = [one for turn in turns for one in (*turn[:-1], f"{turn[-1]} [SPEAKER_TURN]")]
    lines = [f"[00:00:{at:02}.000 --> 00:00:{at + 1:02}.000]   {one}" for at, one in enumerate(said)]
    transcript = read_transcript("\n".join(lines).encode(), "talk.txt")
    found = [[word for one in turn.paragraphs for word in one.text.split()] for turn in transcript.turns]
    assert found == [normalize("NFC", " ".join(turn)).split() for turn in turns]
    assert [one.text for one in transcript.apart] == ["[SPEAKER_TURN]"]
    assert not [one for one in transcript.problems if "are in no turn" in one.message]


@settings(max_examples=60, deadline=None)
@given(turns=talks(), noise=st.lists(st.tuples(st.integers(0, 30), words()), max_size=4))
def test_remarks_in_captions_stand_apart_and_change_no_turn(
    turns: tuple[Said, ...], noise: list[tuple[int, str]]
) -> None:
    blocks = to_webvtt(turns).decode().strip().split("\n\n")
    for place, remark in noise:
        blocks.insert(1 + place % len(blocks), f"NOTE\n{remark}")
    transcript = read_transcript("\n\n".join(blocks).encode(), "talk.vtt", record())
    plain = read_transcript(to_webvtt(turns), "talk.vtt", record())
    assert [[one.text for one in turn.paragraphs] for turn in transcript.turns] == [
        [one.text for one in turn.paragraphs] for turn in plain.turns
    ]
    assert sorted(one.text for one in transcript.apart) == sorted(remark for _, remark in noise)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400), form=st.sampled_from(WRITTEN), cut=st.integers(0, 3000))
def test_a_damaged_file_gives_a_reason_and_never_an_exception(data: bytes, form: Written, cut: int) -> None:
    turns = [Said("Anna Berg", ("Well, we left.",), 1.0), Said("Ben O’Neill", ("Yes.",), 3.5)] * 2
    whole = form.write(turns)
    cut %= len(whole)
    transcript = read_transcript(whole[:cut] + data + whole[cut + len(data) // 2 :], form.file)
    assert transcript.turns or transcript.problems
    for turn in transcript.turns:
        assert not any(CONTROL.search(one.text) for one in turn.paragraphs)


def test_word_s_own_parts_are_read_or_stand_apart() -> None:
    import docx

    turns = [Said("Anna Berg", ("Well.",), 0), Said("Ben Dorn", ("Yes.",), 0)] * 2
    document = docx.Document(__import__("io").BytesIO(to_docx(turns)))
    document.sections[0].header.paragraphs[0].text = "Harbour Review"
    document.sections[0].footer.paragraphs[0].text = "Page"
    paragraph = document.paragraphs[0]
    document.add_comment(paragraph.runs, text="Is it she?", author="Editor")
    transcript = read_transcript(saved(document), "talk.docx", None)
    assert [(one.what, one.text) for one in transcript.apart] == [
        ("running head", "Harbour Review"),
        ("running foot", "Page"),
        ("comment by Editor", "Is it she?"),
    ]


def test_a_change_within_a_word_of_word_loses_nothing() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    turns = [Said("Anna Berg", ("Well, the cat",), 0), Said("Ben Dorn", ("Yes.",), 0)] * 2
    document = docx.Document(__import__("io").BytesIO(to_docx(turns)))
    deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="Ed"><w:r><w:delText>s</w:delText></w:r></w:del>'
    document.paragraphs[0]._p.append(parse_xml(deleted))
    document.paragraphs[0].add_run(" left.")
    transcript = read_transcript(saved(document), "talk.docx", None)
    assert transcript.turns[0].paragraphs[0].text == "Well, the cat left."
    assert [(one.what, one.text) for one in transcript.apart] == [("deleted words", "s")]
    assert not [one for one in transcript.problems if "in no turn" in one.message]


ODT_TALK = (
    '<text:p><text:span text:style-name="T1">Anna </text:span><text:span text:style-name="T1">Berg:</text:span> We '
    "<text:span>le</text:span>ft<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In "
    "<text:span>Ma</text:span>y.</text:p></text:note-body></text:note> then.</text:p>"
    '<text:p><text:span text:style-name="T1">Tom F</text:span>ield: Yes.</text:p>'
)


def test_looks_that_change_within_a_word_of_opendocument_lose_nothing() -> None:
    transcript = read_transcript(odt_of(ODT_TALK * 2), "talk.odt", None)
    assert [(turn.label, turn.paragraphs[0].text) for turn in transcript.turns[:2]] == [
        ("Anna Berg", "We left then."),
        ("Tom Field", "Yes."),
    ]
    assert [(one.what, one.text) for one in transcript.apart] == [("footnote", "In May.")] * 2
    assert not [one for one in transcript.problems if "in no turn" in one.message]


FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:body><office:text>{}</office:text></office:body></office:document>"
)


def test_the_flat_form_of_opendocument_is_read() -> None:
    body = "<text:p>Anna Berg: We left.</text:p><text:p>Tom Field: Yes.</text:p>" * 2
    transcript = read_transcript(FLAT.format(body).encode(), "talk.fodt", None)
    assert [turn.speaker for turn in transcript.turns] == ["anna-berg", "tom-field"] * 2


def test_deletions_that_stand_in_their_place_are_named_with_what_to_do() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion/></text:changed-region>'
        '</text:tracked-changes><text:p>Anna Berg: We <text:change-start text:change-id="c1"/>never'
        '<text:change-end text:change-id="c1"/> left.</text:p>'
    )
    transcript = read_transcript(FLAT.format(body).encode(), "talk.fodt", None)
    assert [problem.message for problem in transcript.problems] == [
        "this .odt can't be read: proposed deletions stand among its words; accept or reject them first"
    ]


def test_what_stands_beside_the_words_of_rich_text_stands_apart() -> None:
    head = r"{\header\pard The Harbour Review\par}"
    row = r"\trowd\cellx1\cellx2\pard\intbl %s\cell %s\par %s\cell\trowd\cellx1\cellx2\row"
    text = (
        r"{\rtf1\ansi\ansicpg1252{\*\private" + head + "}" + head + r"\pard "
        r"{\b Anna Berg:} We le{\deleted aving}ft"
        r"{\super\chftn{\*\footnote\chftn  In {\i M}ay, caf\'e9 {\header x}.}} then.\par"
        + row % ("Tom Field", "Yes, in a house by the harbour, and it had", "two doors.")
        + row % ("Anna Berg", "Why were there two, and who was it that", "came in by them?")
        + r"\pard Tom Field: The wind.{\*\annotation Ask again.}\par}"
    )
    transcript = read_transcript(text.encode(), "talk.rtf", None)
    assert [(turn.label, [one.text for one in turn.paragraphs]) for turn in transcript.turns] == [
        ("Anna Berg", ["We left then."]),
        ("Tom Field", ["Yes, in a house by the harbour, and it had", "two doors."]),
        ("Anna Berg", ["Why were there two, and who was it that", "came in by them?"]),
        ("Tom Field", ["The wind."]),
    ]
    assert [(one.what, one.text) for one in transcript.apart] == [
        ("running head", "The Harbour Review"),
        ("deleted words", "aving"),
        ("footnote", "In May, café ."),
        ("comment", "Ask again."),
    ]
    assert not [one for one in transcript.problems if "in no turn" in one.message]


@pytest.mark.parametrize(
    "text",
    ["{" * 500_000, r"{\footnote a}" * 50_000, r"\trowd a\cell b\cell\row " * 30_000, r"{\fonttbl" + "{" * 500_000],
    ids=lambda text: text[:12],
)
def test_a_large_rich_text_is_read_in_a_few_seconds(text: str) -> None:
    begun = time.perf_counter()
    read_transcript((r"{\rtf1\ansi " + text + "}").encode(), "talk.rtf", None)
    assert time.perf_counter() - begun < 30


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@UTF8\n@PID:\t11/c-1\n@Begin\n@Languages:\teng\n*ANN:\tWe left .\n@End\n", "CHAT (CLAN, TalkBank)"),
        ('File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\n', "a TextGrid of Praat"),
        (
            '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT><TIER/></ANNOTATION_DOCUMENT>',
            "an annotation file of ELAN (.eaf)",
        ),
        ("<?xml version='1.0'?><!-- a --><basic-transcription/>", "a transcription of EXMARaLDA"),
        ('<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans scribe="a"/>', "a transcription of Transcriber (.trs)"),
        ('<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', "timed text (TTML)"),
        ("<SAMI><BODY><SYNC Start=0><P>We left.</BODY></SAMI>", "SAMI captions"),
        ("; made by hand\n[Script Info]\nTitle: Talk\n", "subtitles of SubStation Alpha"),
    ],
)
def test_a_known_form_that_is_not_read_is_named_with_a_way_out(text: str, name: str) -> None:
    transcript = read_transcript(text.encode(), "talk.txt")
    assert (transcript.turns, transcript.front_matter) == ((), ())
    (problem,) = transcript.problems
    assert problem.message == f"this is {name}, which is not read"
    assert problem.hints


@pytest.mark.parametrize(
    ("name", "text", "columns"),
    [
        ("talk.csv", '0:01,Anna Berg,"Where, then?"\n0:04,Tom Field,By the canal: a lock.\n', 3),
        ("talk.csv", "Nom;Propos\nAnna;Où ?\nTom;Ici.\n", 2),
        ("talk.txt", "Anna\t0:01.5\t0:02.1\tWhere?\nTom\t0:04\t0:05\tHere: there.\n", 4),
    ],
)
def test_a_table_whose_columns_have_no_names_is_not_read_as_plain_text(name: str, text: str, columns: int) -> None:
    transcript = read_transcript(text.encode(), name)
    assert (transcript.turns, transcript.front_matter) == ((), ())
    (problem,) = transcript.problems
    assert problem.message.startswith(f"this is a table of {columns} columns, and its first row does not name them: ")


def test_names_and_words_between_tabs_need_no_first_row() -> None:
    for text in ("Anna\tWhere?\nTom\tHere.\nAnna\tOh.\n", "0:01\tAnna\tWhere?\n0:04\tTom\tHere.\n0:05\tAnna\tOh.\n"):
        assert [turn.label for turn in read_transcript(text.encode(), "talk.tsv").turns][:1] == ["Anna"]


@pytest.mark.parametrize(
    "end",
    [
        "Transcription ended after 00:31:02\n\nThis editable transcript was computer generated and might be wrong.",
        "### Transcription ended after 00:31:02\n\n*This editable transcript was computer generated and might contain "
        "errors. People can also change the text after it was created.*",
        "Anna Berg stopped transcription",
    ],
    ids=["Meet", "Meet in Markdown", "Teams"],
)
def test_what_a_program_says_of_its_own_work_is_in_no_turn(end: str) -> None:
    talk = "Anna Berg: Was it?\n\nTom: It was.\n\nAnna Berg: Oh.\n\nTom: So he stopped."
    text = f"Anna Berg started transcription\n\n{talk}\n\n{end}\n"
    transcript = read_transcript(text.encode(), "talk.md")
    assert [[one.text for one in turn.paragraphs] for turn in transcript.turns] == [
        ["Was it?"], ["It was."], ["Oh."], ["So he stopped."],
    ]  # fmt: skip
    assert {one.what for one in transcript.apart} == {"remark of the file"}
    assert [one.text for one in transcript.apart] == ["Anna Berg started transcription", *end.split("\n\n")]
    assert not [one for one in transcript.problems if "no label follows" in one.message]
