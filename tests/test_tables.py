"""The tables: what their dictionary promises, the way back to the words, and formulas."""

from __future__ import annotations

import csv
import io
import re
import warnings
from pathlib import Path

import pytest
from exports import MODES, in_mode
from hypothesis import given
from hypothesis import strategies as st

from edition.export import export_files
from edition.export.tables import TABLES, guarded, unguarded
from edition.model import Edition

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import frictionless

FOLDER = "csv/"


def rows(edition: Edition, name: str) -> list[dict[str, str]]:
    text = export_files(edition)[f"{FOLDER}{name}.csv"].decode()
    return [
        {key: unguarded(cell) for key, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def complaints(edition: Edition, folder: Path, change: tuple[str, bytes, bytes] | None = None) -> list[str]:
    """What frictionless says of the dictionary, the tables, their keys and their types."""
    for name, data in export_files(edition).items():
        if name.startswith(FOLDER):
            if change and name == change[0]:
                assert change[1] in data
                data = data.replace(change[1], change[2], 1)
            (folder / name.removeprefix(FOLDER)).write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(folder / "datapackage.json"))
    return [one[0] for one in report.flatten(["type"])]


@pytest.mark.parametrize("mode", MODES)
def test_the_tables_are_as_their_dictionary_says(whole: Edition, mode: str, tmp_path: Path) -> None:
    assert complaints(in_mode(whole, mode), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("csv/paragraphs.csv", b",t1,1,", b",t999,1,", "foreign-key"),
        ("csv/turns.csv", b",t2,2,", b",t1,2,", "primary-key"),
        ("csv/mentions.csv", b",false,", b",perhaps,", "type-error"),
        ("csv/datapackage.json", b'"boolean"', b'"tree"', "field-error"),
    ],
)
def test_a_broken_table_is_told(whole: Edition, tmp_path: Path, name: str, old: bytes, new: bytes, told: str) -> None:
    assert told in complaints(whole, tmp_path, (name, old, new))


def test_lines_end_as_the_standard_has_it_and_no_mark_stands_before_them(whole: Edition) -> None:
    for table in TABLES:
        data = export_files(whole)[table.file]
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert data.split(b"\r\n")[0].decode() == ",".join(column.name for column in table.columns)


def test_the_text_comes_back_word_for_word(whole: Edition) -> None:
    read = {(row["interview"], row["paragraph"]): row["text"] for row in rows(whole, "paragraphs")}
    assert read == {
        (one.id, part.id): part.text for one in whole.interviews for turn in one.turns for part in turn.paragraphs
    }


@pytest.mark.parametrize("name", ["mentions", "note-targets"])
def test_offsets_point_at_the_words(whole: Edition, name: str) -> None:
    text = {(row["interview"], row["paragraph"]): row["text"] for row in rows(whole, "paragraphs")}
    text |= {(one.id, item.id): item.text for one in whole.interviews for item in one.tail}
    for row in rows(whole, name):
        assert text[row["interview"], row["paragraph"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_nothing_is_left_out(whole: Edition) -> None:
    assert len(rows(whole, "turns")) == sum(len(one.turns) for one in whole.interviews)
    assert [row["note"] for row in rows(whole, "notes")] == [note.id for note in whole.notes]
    assert len(rows(whole, "mentions")) == len(whole.mentions)
    assert {row["date"] for row in rows(whole, "dates")} == set(whole.dates)


def test_no_table_has_findings_in_a_column(whole: Edition) -> None:
    assert not any("finding" in column.name for table in TABLES for column in table.columns)
    for row, placed in zip(rows(whole, "notes"), whole.notes, strict=True):
        if placed.note.finding_words:
            assert row["text"].startswith(f"Conclusion: “{placed.note.finding_words}”. ")


def test_withheld_words_leave_their_offsets(whole: Edition) -> None:
    cut = in_mode(whole, "none")
    assert {(row["text"], row["withheld"]) for row in rows(cut, "paragraphs")} == {("", "true")}
    full = [(row["start"], row["end"]) for row in rows(whole, "mentions")]
    assert [(row["start"], row["end"]) for row in rows(cut, "mentions")] == full


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 said he", "'+44 said he"),
        ("- he paused", "'- he paused"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("-0044", "-0044"),
        ("-0044-03/-0043", "-0044-03/-0043"),
        ("'=x", "''=x"),
        ("'tis", "'tis"),
        ("1=1", "1=1"),
    ],
)
def test_a_formula_is_made_harmless(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@given(st.text(alphabet="'=+-@\t\r01a/") | st.text())
def test_a_guarded_cell_is_read_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not re.match(r"[=+\-@\t\r]", cell) or re.fullmatch(r"[+-]?\d[\d.X/~?%-]*", cell)
