"""Versions of notes: what is recorded, what a page shows of it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import good_project

from build_site import main
from edition.annotations import AnnotationFile, Kind, RecordedNote, RecordedVersion
from edition.assemble import assemble_edition
from edition.history import last_changed, write_history
from edition.pages import render_pages
from edition.validation import validate
from edition.yaml_source import read_yaml


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lighthouse project on disk, on a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 1 January 2026
    for path, data in good_project().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def files_of(project: Path) -> dict[str, bytes]:
    return {str(p.relative_to(project)): p.read_bytes() for p in project.rglob("*.*") if p.is_file()}


def history_page(project: Path) -> str:
    pages = render_pages(assemble_edition(files_of(project)))
    return next(page.text for page in pages if page.path == "notes/history.md")


def record(project: Path, *more: str) -> int:
    return main(["--project", str(project), "history", *more])


def first_note(project: Path) -> tuple[str, str]:
    placed = assemble_edition(files_of(project)).notes[0]
    return placed.id, placed.note.text.split("\n")[0]


def test_a_recorded_wording_stays_readable_when_the_note_changes(project: Path) -> None:
    note_id, words = first_note(project)
    assert "No version has been recorded yet." in history_page(project)
    assert record(project, "--write") == 0
    assert "No note has an earlier wording yet." in history_page(project)
    assert last_changed(assemble_edition(files_of(project)))[note_id] == "1.0.0"
    replace_in(project / "annotations" / "notes.yml", words, f"Reworded. {words}")
    assert note_id not in last_changed(assemble_edition(files_of(project)))
    replace_in(project / "annotations" / "edition.yml", "1.0.0", "1.1.0")
    assert record(project, "--write") == 0
    page = history_page(project)
    assert page.index("### Version 1.1.0, 1 January 2026") < page.index("### Version 1.0.0, 1 January 2026")
    assert page.count("Reworded.") == 1
    assert "| 1.1.0 | 1 January 2026 | 1 | 0 |" in page


def test_a_version_is_not_recorded_twice_with_other_words(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(project, "--write") == 0
    before = (project / "annotations" / "history.yml").read_bytes()
    assert record(project, "--write") == 0  # nothing has changed
    _, words = first_note(project)
    replace_in(project / "annotations" / "notes.yml", words, f"Reworded. {words}")
    capsys.readouterr()
    assert record(project, "--write") == 1
    assert "version 1.0.0 was recorded before, and notes have changed since" in capsys.readouterr().err
    assert (project / "annotations" / "history.yml").read_bytes() == before


def test_without_write_nothing_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(project) == 0
    assert "1 note new or changed" in capsys.readouterr().out
    assert not (project / "annotations" / "history.yml").exists()


def test_a_note_taken_out_keeps_its_wordings(project: Path) -> None:
    note_id, _ = first_note(project)
    assert record(project, "--write") == 0
    (project / "annotations" / "notes.yml").unlink()
    replace_in(project / "annotations" / "edition.yml", "1.0.0", "2.0.0")
    assert record(project, "--write") == 0
    page = history_page(project)
    assert f"#{note_id}" in page
    assert "This note is no longer part of the edition." in page


def test_earlier_wordings_are_not_shown_where_the_text_may_not(project: Path) -> None:
    _, words = first_note(project)
    assert record(project, "--write") == 0
    replace_in(project / "annotations" / "notes.yml", words, "Reworded.")
    replace_in(project / "transcript" / "lighthouse.yml", "rights:", "rights:\n  publish: none")
    page = history_page(project)
    assert "earlier wordings are not shown either" in page
    assert words not in page


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(texts, texts)
def test_what_is_written_is_read_back(title: str, text: str) -> None:
    note = RecordedNote(id="a", title=title, kind=Kind.CLAIM, finding="partly", status="draft", text=f"{text}\n\nb")
    version = RecordedVersion(version="1.2.3", recorded="2026-01-01", notes=(note,), gone=("b",))
    document, problems = read_yaml(write_history([version]).encode(), "history.yml")
    if problems or document is None:
        assert any("character" in str(problem) for problem in problems)  # as in any file: see test_yaml_source
        return
    read, problems = validate(AnnotationFile, document)
    assert not problems
    assert read is not None
    assert read.versions == (version,)
