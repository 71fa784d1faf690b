"""YAML as editors write it: text stays text, and every value knows its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.problems import Problem
from edition.yaml_source import MAX_BYTES, MAX_DEPTH, Value, read_yaml

PIECES = [
    "people:", "ada:", "name:", "name", "Ada", " ", "  ", "\t", "\u00a0", "\n", "\r\n", "- ",
    "-", ":", ": ", "：", '"', "'", "“",
    "”", "[", "]", "{", "}", ",", "#", "|", ">", "%", "@", "*", "&", "!", "?", "`", "---",
    "\n  ", "\n    ", "x: y\n",
]  # fmt: skip
"""What YAML is sensitive to."""


def read(text: str) -> tuple[dict[str, Value], list[Problem]]:
    document, problems = read_yaml(text.encode(), "a.yml")
    assert document
    return document.value, problems


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "Off",
        "y",
        "12:30",
        "1907-06-26",
        "1907",
        "0123",
        "0x10",
        "1_000",
        "1e3",
        ".inf",
        "=",
        "<<",
        "True",
        "NULL",
    ],
)
def test_what_yaml_1_1_would_turn_into_something_else_stays_text(text: str) -> None:
    assert read(f"key: {text}\n") == ({"key": text}, [])


@pytest.mark.parametrize(("text", "value"), [("null", None), ("~", None), ("", None), ("true", True), ("false", False)])
def test_true_false_and_null_are_read(text: str, value: Value) -> None:
    assert read(f"key: {text}\n") == ({"key": value}, [])


@pytest.mark.parametrize("text", ["null", "~", "", "true", "1907"])
def test_what_stands_in_quotation_marks_is_text(text: str) -> None:
    assert read(f'key: "{text}"\n') == ({"key": text}, [])


def test_keys_are_text_too() -> None:
    assert read("no: a\n1907: b\n") == ({"no": "a", "1907": "b"}, [])


def test_a_tag_makes_no_object() -> None:
    value, problems = read("key: !!python/object:os.system ls\n")
    assert value == {"key": "ls"}
    assert [problem.line for problem in problems] == [1]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_written_is_read_or_told_with_a_line_of_the_file(text: str) -> None:
    document, problems = read_yaml(text.encode(), "a.yml")
    assert document is not None or problems
    assert all(0 <= problem.line <= text.count("\n") + 1 for problem in problems)


def test_an_empty_file_holds_nothing() -> None:
    assert read("# nothing yet\n") == ({}, [])


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read("\ufeffkey: a\n") == ({"key": "a"}, [])


def test_every_value_knows_its_line_and_column() -> None:
    document, _ = read_yaml(b"people:\n  ada:\n    name: Ada\n    tags:\n      - one\n      - two\n", "a.yml")
    assert document
    assert document.place(("people", "ada")) == (2, 3)
    assert document.place(("people", "ada", "name")) == (3, 5)
    assert document.place(("people", "ada", "tags", 1)) == (6, 9)


def test_what_is_missing_has_the_line_of_what_would_hold_it() -> None:
    document, _ = read_yaml(b"people:\n  ada:\n    name: Ada\n", "a.yml")
    assert document
    assert document.place(("people", "ada", "born", 3)) == (2, 3)
    assert document.problem(("people", "ada", "born"), "no", "hint") == Problem(
        path="a.yml", line=2, column=3, message="no", hints=("hint",)
    )


def test_the_first_of_two_equal_keys_is_kept_and_the_second_told() -> None:
    value, problems = read("a: 1\nb: 2\na: 3\n")
    assert value == {"a": "1", "b": "2"}
    assert [str(problem) for problem in problems] == ["a.yml:3: key 'a' stands here a second time\n    first on line 1"]


def test_several_problems_are_told_at_once() -> None:
    _, problems = read("a: 1\na: 2\nb: &x 3\nc: *x\nd: {e: 1, e: 2}\n")
    assert [problem.line for problem in problems] == [2, 3, 5]


def test_a_bomb_of_aliases_is_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    _, problems = read("\n".join(lines))
    assert {problem.message for problem in problems} == {"anchors and aliases (& and *) are not read"}


def test_an_alias_to_what_holds_it_is_refused() -> None:
    _, problems = read("a: &a [*a]\n")
    assert [problem.message for problem in problems] == ["anchors and aliases (& and *) are not read"]


def test_too_many_levels_are_told_once() -> None:
    _, problems = read("a: " + "[" * 60 + "]" * 60)
    assert [str(problem) for problem in problems] == [f"a.yml:1: more than {MAX_DEPTH} levels of indentation"]


def test_a_text_of_very_many_levels_is_a_problem_and_no_crash() -> None:
    _, problems = read_yaml(b"a: " + b"[" * 5000 + b"]" * 5000, "a.yml")
    assert problems


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    document, problems = read_yaml("name: Ada\ncity: Zürich\n".encode("latin-1"), "a.yml")
    assert document is None
    assert [str(problem) for problem in problems] == ["a.yml:2: the file is not UTF-8\n    save it as UTF-8"]


def test_a_file_of_many_megabytes_is_not_read() -> None:
    document, problems = read_yaml(b"#" * (MAX_BYTES + 1), "a.yml")
    assert document is None
    assert [str(p) for p in problems] == ["a.yml: the file has 10,000,001 bytes; at most 10,000,000 are read"]


def test_a_second_document_in_a_file_is_a_problem() -> None:
    document, problems = read_yaml(b"a: 1\n---\nb: 2\n", "a.yml")
    assert document is None
    assert [problem.line for problem in problems] == [2]


def test_a_raw_control_character_is_a_problem() -> None:
    document, problems = read_yaml(b"a: \x02\n", "a.yml")
    assert document is None
    assert problems


def test_a_control_character_written_as_an_escape_is_a_problem() -> None:
    _, problems = read('a: "\\x02"\n')
    assert problems
