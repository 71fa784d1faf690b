"""The encoding of a transcript: known, declared, or guessed and said."""

from __future__ import annotations

import codecs

import chardet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_transcripts import UNSAID

from edition.annotations import InterviewRecord
from edition.transcripts.source import _may_be_no_text, read_source

PARAGRAPHS = {
    "cp1252": [
        "Anna Berg: So we were there — in the café — and he said “Don't you dare.” It was £5.\n",
        "ANNA: It’s fine.\nBEN: Yes it’s fine.\n",
        "BERG: Yes.\n\nDORN: It’s so.\n",
        "Interviewer: Wie war das für Sie?\nFrau Müller: Es war schön, aber die Straße war gesperrt.\n",
        "Entrevistador: ¿Cómo se llamaba su pueblo?\nMaría: Se llamaba Peñafiel, allí nací yo.\n",
        "Q: Où étiez-vous né ?\nA: À Besançon, près de la frontière. C’était l’été.\n",
        "Intervjuare: Hur var det på ön?\nÅsa: Jag gick över isen.\n",
        "Chang: Mao – as I said – knew.\nHalliday: He knew, of course…\n",
    ],
    "cp1254": [
        "Görüşmeci: Nerede doğdunuz?\nAyşe: İzmir'de doğdum, babam balıkçıydı. Çok güzel bir şehirdi.\n",
        "Soru: Siz o zaman kaç yaşındaydınız?\nCevap: On altı yaşındaydım, ağabeyim askerdeydi.\n",
    ],
    "cp1251": [
        "Интервьюер: Где вы родились?\nАнна: Я родилась в Одессе, отец был рыбаком.\n",
        "Вопрос: Когда?\nОтвет: В сорок первом году.\n",
    ],
    "koi8-r": ["Интервьюер: Где вы родились?\nАнна: Я родилась в Одессе, отец был рыбаком.\n"],
    "cp1250": [
        "Pytanie: Gdzie się pani urodziła?\nŻeromska: Urodziłam się w Łodzi, mój ojciec był tkaczem.\n",
        "Otázka: Kde jste se narodil?\nNovák: Narodil jsem se v Plzni, můj otec byl řezník a žili jsme těžce.\n",
    ],
    "cp1253": ["Ερώτηση: Πού γεννηθήκατε;\nΑπάντηση: Γεννήθηκα στη Σμύρνη, ο πατέρας μου ήταν ψαράς.\n"],
    "cp1255": ["שאלה: איפה נולדת?\nתשובה: נולדתי בוורשה, אבא שלי היה חייט.\n"],
    "cp1256": ["سؤال: أين ولدت؟\nجواب: ولدت في حيفا وكان أبي صيادا.\n"],
    "gb18030": [
        "记者：您在哪里出生？\n王先生：我出生在上海，父亲是渔民。\n",
        "问：那时候您多大？\n答：十六岁，哥哥当兵去了。\n",
    ],
    "big5": [
        "記者：您在哪裡出生？\n王先生：我出生在上海，父親是漁民。\n",
        "問：那時候您多大？\n答：十六歲，哥哥當兵去了。\n",
    ],
    "shift_jis": ["聞き手：どこで生まれましたか。\n田中：横浜で生まれました。父は漁師でした。\n"],
    "euc_jp": ["聞き手：どこで生まれましたか。\n田中：横浜で生まれました。父は漁師でした。\n"],
    "euc_kr": ["질문: 어디에서 태어나셨습니까?\n답: 부산에서 태어났습니다. 아버지는 어부였습니다.\n"],
    "mac-roman": ["ANNA: It’s fine, in the café.\nBEN: Yes, it’s fine.\n"],
    "utf-16-le": [
        "ANNA: Yes.\nBEN: No.\n",
        "记者：您在哪里出生？\n王先生：我出生在上海。\n",
        "Ayşe: İzmir'de doğdum.\n",
    ],
    "utf-16-be": ["ANNA: Yes.\nBEN: No.\n", "Ayşe: İzmir'de doğdum.\n"],
    "utf-32-le": ["ANNA: Yes.\nBEN: No.\n"],
    "utf-32-be": ["ANNA: Yes.\nBEN: No.\n"],
}
SAMPLES = [(encoding, text) for encoding, texts in PARAGRAPHS.items() for text in texts]


def declared(encoding: str | None = None) -> InterviewRecord:
    speakers = [{"id": "anna", "name": "Anna", "labels": ["ANNA"]}]
    more = {"encoding": encoding} if encoding else {}
    return InterviewRecord.model_validate({**UNSAID, "speakers": speakers, **more})


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
def test_a_short_text_is_read_in_the_encoding_it_was_saved_in_and_that_is_said(encoding: str, text: str) -> None:
    source, problems = read_source(text.encode(encoding), "talk.txt")
    assert source is not None
    assert source.text == text
    assert [problem.message.partition(" ")[0] for problem in problems] == ["read"]


@pytest.mark.parametrize(("encoding", "text"), SAMPLES)
def test_an_edition_is_not_built_on_a_guess_but_on_a_declaration(encoding: str, text: str) -> None:
    source, problems = read_source(text.encode(encoding), "talk.txt", declared())
    assert source is None
    assert [problem.hints[0].partition("   ")[0] for problem in problems] == ["if it is, write in talk.yml"]
    line = problems[0].hints[0].partition("   encoding: ")[2]
    source, problems = read_source(text.encode(encoding), "talk.txt", declared(line))
    assert source is not None
    assert (source.text, problems) == (text, [])


@pytest.mark.parametrize("record", [None, declared()], ids=["inferred", "declared"])
def test_utf_8_is_read_without_a_word(record: InterviewRecord | None) -> None:
    source, problems = read_source("ANNA: It’s fine.\n".encode(), "talk.txt", record)
    assert source is not None
    assert (source.text, problems) == ("ANNA: It’s fine.\n", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_as_good_as_a_declaration(encoding: str) -> None:
    source, problems = read_source("ANNA: It’s fine.\n".encode(encoding), "talk.txt", declared())
    assert source is not None
    assert (source.text, problems) == ("ANNA: It’s fine.\n", [])


def test_a_declared_encoding_that_the_bytes_contradict_is_a_problem() -> None:
    source, problems = read_source("ANNA: It’s fine.\n".encode(), "talk.txt", declared("cp1252"))
    assert source is None
    assert str(problems[0]).startswith("talk.txt: the file is in UTF-8, and talk.yml declares encoding: cp1252")


def test_a_byte_that_the_declared_encoding_does_not_have_is_shown_with_its_line() -> None:
    source, problems = read_source(b"ANNA: Yes.\nANNA: \x81.\n", "talk.txt", declared("cp1252"))
    assert source is None
    assert str(problems[0]).startswith("talk.txt:2: byte 0x81 is no character in the declared encoding Windows-1252")


def test_a_web_page_says_itself_how_it_was_saved() -> None:
    page = '<html><meta charset="windows-1254"><p>Ayşe: Evet.</p></html>'
    source, problems = read_source(page.encode("cp1254"), "talk.html", declared())
    assert source is not None
    assert (source.text, problems) == (page, [])


def test_every_way_to_end_a_line_ends_a_line() -> None:
    source, _ = read_source("a\r\nb\rc\nd\u2028e\u2029f\x85g\x0bh".encode(), "talk.txt")
    assert source is not None
    assert source.text == "a\nb\nc\nd\ne\nf\ng\nh"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\n\ftwo\n", "one\ntwo\n"),
        ("one\n\n  \f  \nHEAD\n\ntwo", "one\n\n  \nHEAD\n\ntwo"),
        ("one\f\ftwo", "one\ntwo"),
        ("one\f", "one"),
    ],
)
def test_a_page_break_parts_words_and_adds_no_line_where_one_ends(text: str, read: str) -> None:
    source, problems = read_source(text.encode(), "talk.txt")
    assert source is not None
    assert (source.text, problems) == (read, [])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a file of an old Word (.doc) or another Office program"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0", "an image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "an image"),
        (b"ID3\x03\0\0\0\0\0abc\xff\xfb", "a sound recording or a film"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a sound recording"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "a sound recording or a film"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "a compressed archive"),
        (b"SQLite format 3\0" + b"\0\1\2" * 300, "a file of a program's own"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_save_it_as(data: bytes, what: str) -> None:
    source, problems = read_source(data, "talk.xyz")
    assert source is None
    assert [problem.message for problem in problems] == [f"this is {what}, and no text"]
    assert problems[0].hints[0]


def test_a_control_character_is_shown_with_its_line() -> None:
    source, problems = read_source(b"ANNA: Yes.\nANNA: \x07\n", "talk.txt")
    assert source is None
    assert str(problems[0]).startswith("talk.txt:2: control character U+0007, which no page can show")


@pytest.mark.parametrize("name", ["nonsense", "rot13", "utf-7", "unicode_escape", "hex"])
def test_what_is_no_encoding_can_t_be_declared(name: str) -> None:
    with pytest.raises(ValueError, match="this is no encoding"):
        declared(name)


def test_the_table_of_names_is_one_of_encodings() -> None:
    from edition.transcripts.source import _CANDIDATES, _NAMES

    assert {codecs.lookup(name).name for name in _CANDIDATES} <= {codecs.lookup(name).name for name in _NAMES}


def test_all_that_a_text_may_begin_with_and_that_is_none_is_looked_at() -> None:
    from chardet.pipeline import magic  # its table, which is not promised; a new entry is to be seen here

    refused = ("application/pdf", "image/", "audio/", "video/")
    marks = [mark for mark, kind in magic._MAGIC_NUMBERS if kind.startswith(refused)]
    assert len(marks) > 15
    for mark in [*marks, b"RIFF....WEBP", b"FORM....AIFF"]:
        assert _may_be_no_text(mark + b" and more")
    assert not _may_be_no_text("Anna: “Grüße”".encode())


@given(st.binary(max_size=40))
def test_what_is_not_asked_about_would_not_have_been_refused(data: bytes) -> None:
    if not _may_be_no_text(data):
        kind = chardet.detect(data).get("mime_type") or ""
        assert not kind.startswith(("application/pdf", "image/", "audio/", "video/"))
