"""The whole path by the command line: build, check, split, ids, export, and what a failed build leaves."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from sites import copy_mini
from support import REAL_TRANSCRIPT, ROOT

import edition.build
from build_site import main
from edition.engine import Engine
from edition.engine.disk import NEW_SITE
from edition.export import export_files, root_files
from edition.links import PageLinks
from edition.load import load_edition
from edition.verify import check_witness, read_witness, witness_of


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command line as a user starts it."""
    command = [sys.executable, str(ROOT / "build_site.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def mini(tmp_path: Path, mini_project: Path) -> Path:
    """A built copy of the mini edition that a test may spoil."""
    return Path(shutil.copytree(mini_project, tmp_path / "mini"))


def test_the_built_page_holds_every_word_of_the_real_interview(real_project: Path) -> None:
    interview = load_edition(ROOT).interviews[0]
    html = (real_project / "site" / "transcript" / interview.id / "index.html").read_text(encoding="utf-8")
    shown = read_witness(html)
    assert shown == witness_of(interview)
    assert len([part for part in shown if part.id.startswith("t")]) == 68
    assert sum(len(part.words) for part in shown if part.id.startswith("t")) == 4578
    assert list(check_witness(interview, html, "x")) == []


def test_odd_characters_arrive_on_the_page_as_they_were_printed(mini_project: Path) -> None:
    html = (mini_project / "site" / "transcript" / "ferry" / "index.html").read_text(encoding="utf-8")
    parts = {part.id: " ".join(part.words) for part in read_witness(html)}
    assert parts["t8p1"] == "1. Nothing. They wrote {{ a letter }} with | bars | in it, and # signs."
    assert parts["t5p1"] == "Holm became harbour master <later>, didn’t he?"
    assert parts["t2p1"].startswith("My mother, Ida Brandt.She had it")


@pytest.mark.parametrize("project", ["real_project", "zensical_project"])
def test_every_export_stands_on_the_site_byte_for_byte(project: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(project) / "site"
    whole = load_edition(ROOT)
    for name, data in {f"data/{name}": data for name, data in export_files(whole).items()}.items():
        assert (site / name).read_bytes() == data, name
    assert {"llms.txt"} == set(root_files(whole))
    assert all((site / name).read_bytes() == data for name, data in root_files(whole).items())


def test_a_hand_written_file_does_not_hide_one_for_the_sites_root(
    mini: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mini / "docs" / "llms.txt").write_text("# Mine\n")
    assert main(["--project", str(mini), "build"]) == 1
    assert "docs/llms.txt: a generated page has this name too" in capsys.readouterr().err


def test_a_retired_id_lands_in_its_successor(mini_project: Path) -> None:
    html = (mini_project / "site" / "transcript" / "ferry" / "index.html").read_text(encoding="utf-8")
    paragraph = re.search(r'<p[^>]*data-witness="t8p1"[^>]*>(.*?)</p>', html, re.S)
    assert paragraph
    assert 'id="t9"' in paragraph[1]
    assert 'id="t9p1"' in paragraph[1]


def test_no_page_of_the_engines_own_search_is_left(real_project: Path) -> None:
    assert not list((real_project / "site").rglob("search_index.json"))


def test_a_second_build_writes_the_same_bytes(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert main(["--project", str(mini)]) == 0
    before = tree(mini / "site")
    assert main(["--project", str(mini)]) == 0
    assert tree(mini / "site") == before


def test_problems_stop_the_build_and_leave_the_last_good_site(mini: Path) -> None:
    before = tree(mini / "site")
    notes = mini / "annotations" / "notes.yml"
    notes.write_text(notes.read_text().replace("a river forgives nobody", "a river forgives no one", 1))
    done = run("--project", str(mini))
    assert done.returncode == 1
    assert (
        "annotations/notes.yml:35: note 'river-forgives': quote \"a river forgives no one\" is not in turn t3"
        in done.stderr
    )
    assert 'the turn has: "saying, “a river forgives nobody”?"' in done.stderr
    assert "1 problem." in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(mini / "site") == before


def test_a_broken_link_in_a_hand_written_page_stops_the_build(mini: Path) -> None:
    before = tree(mini / "site")
    (mini / "docs" / "index.md").write_text("# Home\n\n[Nowhere](transcript/ferry.md#t99)\n")
    done = run("--project", str(mini))
    assert done.returncode == 1
    assert "does not contain an anchor '#t99'" in done.stderr
    assert tree(mini / "site") == before


def test_a_misquoting_engine_stops_the_build(
    mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(mini / "site")
    honest = edition.build.run_engine

    def misquote(project: Path, engine: Engine) -> dict[str, PageLinks]:
        finished = honest(project, engine)
        page = project / NEW_SITE / "transcript" / "ferry" / "index.html"
        page.write_text(page.read_text().replace("nobody was hurt", "nobody was harmed"))
        return finished

    monkeypatch.setattr(edition.build, "run_engine", misquote)
    assert main(["--project", str(mini)]) == 1
    told = capsys.readouterr().err
    assert "the words of t2p1 differ: after \"— nobody was\" the text has 'hurt', the page 'harmed'" in told
    assert tree(mini / "site") == before


def test_a_hand_written_page_must_not_hide_a_generated_one(mini: Path) -> None:
    (mini / "docs" / "notes").mkdir()
    (mini / "docs" / "notes" / "index.md").write_text("# Mine\n")
    done = run("--project", str(mini))
    assert done.returncode == 1
    assert "docs/notes/index.md: a generated page has this name too" in done.stderr


def test_unrecorded_turns_name_the_command_that_records_them(mini: Path) -> None:
    text = mini / "transcript" / "ferry.txt"
    text.write_text(
        text.read_text().replace("\n\nVL: What did", "\n\nVL: Good. And the winters out there?\n\nVL: What did")
    )
    done = run("--project", str(mini), "check")
    assert done.returncode == 1
    assert "transcript/ferry.ids.yml: 2 ids are not recorded yet: t5b, t5bp1" not in done.stderr
    assert "1 id is not recorded yet: t5b" in done.stderr
    assert "python build_site.py ids --write" in done.stderr
    assert run("--project", str(mini), "ids", "--write").returncode == 0
    assert run("--project", str(mini), "check").returncode == 0
    assert '  t5b:\n    t5bp1: "good and the winters out there"' in (mini / "transcript" / "ferry.ids.yml").read_text()


def test_a_dropped_turn_is_refused_until_it_is_retired(mini: Path) -> None:
    text = mini / "transcript" / "ferry.txt"
    text.write_text(text.read_text().replace("OB: Yes. He did.\n\n", ""))
    done = run("--project", str(mini), "ids", "--write")
    assert done.returncode == 1
    assert 'turn t5a ("yes he did") is no longer found where it stood' in done.stderr
    assert "retired: {t5a: t5}" in done.stderr
    record = mini / "transcript" / "ferry.yml"
    record.write_text(record.read_text().replace("retired: {t9: t8}", "retired: {t9: t8, t5a: t5}"))
    assert run("--project", str(mini), "check").returncode == 0


def test_split_prints_json_and_nothing_else(tmp_path: Path) -> None:
    copy = tmp_path / "talk.txt"
    copy.write_bytes(REAL_TRANSCRIPT.read_bytes())
    done = run("split", str(copy), "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    data = json.loads(done.stdout)
    assert list(data) == ["speakers", "turns", "front_matter", "asides", "tail", "problems"]
    assert data["speakers"][1] == {
        "id": "simon-sebag-montefiore", "name": "Simon Sebag Montefiore", "labels": ["Simon Sebag Montefiore", "SSM"],
    }  # fmt: skip
    assert [turn["id"] for turn in data["turns"]] == [f"t{number}" for number in range(1, 58)]
    assert sum(len(turn["paragraphs"]) for turn in data["turns"]) == 68
    assert data["turns"][3]["line"] == 7
    assert data["turns"][3]["start"] is None
    assert data["asides"] == [{"turn": "t20", "text": "[Sergey Kirov, a Soviet leader and Stalin ally]"}]
    assert len(data["tail"]) == 3
    assert {"line": 7, "message": "'SSM' taken as the initials of Simon Sebag Montefiore"} in data["problems"]


def test_split_counts_words_of_any_script_and_paragraphs_where_there_are_no_lines(tmp_path: Path) -> None:
    (tmp_path / "talk.html").write_text("<p>问：您是哪年来的？</p><p>答：Ja.</p><p>问：一个人？</p>", encoding="utf-8")
    done = run("split", str(tmp_path / "talk.html"))
    assert done.stdout.splitlines() == [
        "   t1  paragraph 1     wen                          6 words",
        "   t2  paragraph 2     da                           1 word",
        "   t3  paragraph 3     wen                          3 words",
    ]
    assert "talk.html, paragraph 1: speaker inferred: 问 (问)" in done.stderr
    (tmp_path / "talk.txt").write_text("Nobody says this.\n")
    assert "talk.txt: no turn was found; expected lines" in run("split", str(tmp_path / "talk.txt")).stderr


def test_split_of_a_file_without_turns_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("split", str(tmp_path / "empty.txt"), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"][0]["message"].startswith("the file has no text")
    missing = run("split", str(tmp_path / "missing.txt"))
    assert missing.returncode == 1
    assert "can't be read: No such file" in missing.stderr


def test_check_speaks_json_and_github(mini: Path) -> None:
    notes = mini / "annotations" / "notes.yml"
    notes.write_text(notes.read_text().replace("certainty: low", "certanty: low"))
    found = json.loads(run("--project", str(mini), "check", "--format", "json").stdout)
    assert [one["path"] for one in found] == ["annotations/notes.yml"] * len(found)
    assert any("unknown key 'certanty' (did you mean 'certainty'?)" in one["message"] for one in found)
    told = run("--project", str(mini), "check", "--format", "github")
    assert told.returncode == 1
    assert told.stdout.startswith("::error file=annotations/notes.yml,line=")


def test_export_writes_data_that_fits_its_schema(tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "out")).returncode == 0
    data = json.loads((tmp_path / "out" / "edition.json").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "out" / "edition.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    assert data["interviews"][0]["sha256"] == "52f6a49cbdc1bc6b8a6492bc59bab5d6342ace1a873a4ac774d455cf21be00d8"
    assert [speaker["id"] for speaker in data["interviews"][0]["speakers"]] == [
        "daniel-johnson", "simon-sebag-montefiore", "jung-chang", "jon-halliday",
    ]  # fmt: skip


def test_help_names_every_command() -> None:
    told = run("--help").stdout
    for command in ("build", "check", "split", "ids", "export"):
        assert re.search(rf"^    {command} ", told, re.M), command


def test_a_folder_that_is_no_project_is_told_so(tmp_path: Path) -> None:
    done = run("--project", str(tmp_path), "check")
    assert done.returncode == 1
    assert "transcript/: there is no such folder" in done.stderr
    assert "annotations/: there is no such folder" in done.stderr


def test_the_mini_copy_builds_from_nothing(tmp_path: Path) -> None:
    project = copy_mini(tmp_path / "new")
    assert main(["--project", str(project)]) == 0
    assert (project / "site" / "people" / "ida-brandt" / "index.html").is_file()
