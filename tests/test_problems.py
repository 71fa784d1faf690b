"""Every check has a bad project under `bad/` with the whole text of what is told about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import case_files, good_project, load_case, patched_project

from edition.assemble import assemble_edition
from edition.problems import (
    Problem,
    ProblemsFound,
    did_you_mean,
    format_problems,
    format_problems_github,
    format_problems_json,
)


def problems_of(files: dict[str, bytes]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as raised:
        assemble_edition(files)
    return raised.value.problems


def bad_projects() -> list[object]:
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=_marks(load_case(path)))
        for path in case_files("bad")
    ]


def _marks(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []


def test_the_good_project_has_no_problem() -> None:
    edition = assemble_edition(good_project())
    assert [turn.id for turn in edition.interviews[0].turns] == ["t1", "t2", "t3", "t4"]
    assert [note.spans[0].quote for note in edition.notes] == ["The lamp was lit every evening"]


@pytest.mark.parametrize("path", bad_projects())
def test_a_bad_project_is_told_in_these_words(path: Path) -> None:
    case = load_case(path)
    assert format_problems(problems_of(patched_project(case))) == case["problems"].rstrip("\n")


def test_ten_different_mistakes_are_told_at_once_in_the_order_of_files_and_lines() -> None:
    files = good_project() | {
        "annotations/a.yml": b"""\
people:
  Ada_Moss: {name: Ada Moss, summary: She edits.}
  ida-moss: {name: Ida Moss, summary: She prints., born: 12 May 1920}
  eva-moss: {name: Eva Moss, summary: She binds., shelf: 3}
places:
  stairs: {name: Stairs, summary: They lead up., further: [tide-table], text: See <b>there</b>.}
""",
        "annotations/b.yml": b"""\
notes:
  - {id: one, targets: [{turn: t9}], kind: context, text: A., by: Ada, checked: 2026}
  - {id: two, targets: [{turn: t4, quote: the geese}], kind: context, text: A., by: Ada, checked: 2026}
  - {id: three, targets: [{turn: t4}], kind: context, finding: found, text: A., by: Ada, checked: 2026}
sections:
  - {id: late, title: Late, from: t8}
""",
        "annotations/c.yml": b"people: [\n",
    }
    problems = problems_of(files)
    assert list(problems) == sorted(problems)
    assert [(p.path, p.line) for p in problems] == [
        ("annotations/a.yml", 2),
        ("annotations/a.yml", 3),
        ("annotations/a.yml", 4),
        ("annotations/a.yml", 6),
        ("annotations/a.yml", 6),
        ("annotations/b.yml", 2),
        ("annotations/b.yml", 3),
        ("annotations/b.yml", 4),
        ("annotations/b.yml", 6),
        ("annotations/c.yml", 2),
    ]


def test_a_record_that_can_not_be_read_is_not_also_said_to_be_missing() -> None:
    files = good_project() | {
        "annotations/a.yml": b"""\
people:
  ida-moss: {name: Ida Moss, summary: She prints., shelf: 3}
dates:
  lamp: {label: The lamp, when: 1950, basis: documented, lane: rock, people: [ida-moss]}
references:
  - {id: tide-table, type: bok, title: Tides}
places:
  stairs: {name: Stairs, summary: They lead up., further: [tide-table]}
"""
    }
    assert [problem.line for problem in problems_of(files)] == [2, 6]


def test_later_records_of_a_list_keep_their_lines_when_one_before_them_is_broken() -> None:
    files = good_project() | {
        "annotations/a.yml": b"""\
sections:
  - {id: early, from: t1}
  - {id: late, title: Late, from: t8}
"""
    }
    assert [problem.line for problem in problems_of(files)] == [2, 3]


def test_the_same_problem_is_told_once() -> None:
    problem = Problem(path="a.yml", line=3, message="no")
    assert ProblemsFound([problem, problem]).problems == (problem,)


def test_the_nearest_known_word_is_proposed() -> None:
    assert did_you_mean("brith", ["born", "birth", "died"]) == " (did you mean 'birth'?)"


def test_nothing_is_proposed_where_no_word_is_near() -> None:
    assert did_you_mean("zzz", ["born", "died"]) == ""
    assert did_you_mean("born", []) == ""


PROBLEMS = (
    Problem(path="annotations/a,b.yml", line=3, column=5, message="100% “wrong”", hints=("mend it", "or not")),
    Problem(path="transcript/", message="two\nlines"),
)


def test_json_holds_every_field_of_every_problem() -> None:
    assert json.loads(format_problems_json(PROBLEMS)) == [
        {
            "path": "annotations/a,b.yml", "line": 3, "column": 5, "message": "100% “wrong”",
            "hints": ["mend it", "or not"],
        },
        {"path": "transcript/", "line": 0, "column": 0, "message": "two\nlines", "hints": []},
    ]  # fmt: skip


def test_no_problems_are_an_empty_json_array() -> None:
    assert json.loads(format_problems_json(())) == []


def test_github_shows_each_problem_beside_its_line() -> None:
    assert format_problems_github(PROBLEMS) == (
        "::error file=annotations/a%2Cb.yml,line=3::100%25 “wrong” mend it or not\n"
        "::error file=transcript/,line=1::two%0Alines"
    )


def test_text_has_hints_on_lines_of_their_own() -> None:
    assert format_problems(PROBLEMS[:1]) == "annotations/a,b.yml:3: 100% “wrong”\n    mend it\n    or not"
