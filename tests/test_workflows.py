"""The workflows: every action pinned to a commit, the least permissions, and nothing that zizmor finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
WRITES = {("publish.yml", "deploy"): {"pages", "id-token"}, ("release.yml", "attach"): {"contents"}}
"""The only jobs that may write, and what."""

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_are_three_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml", "release.yml"]


@each_workflow
def test_every_action_is_githubs_own_and_pinned_with_its_version(path: Path) -> None:
    used = re.findall(r"uses:\s*(.*)", path.read_text(encoding="utf-8"))
    assert len(used) == sum("uses" in step for step in steps(read(path)))
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_an_action_has_one_pin_in_all_workflows() -> None:
    used = {line for path in WORKFLOWS for line in re.findall(r"uses:\s*(.*)", path.read_text(encoding="utf-8"))}
    assert len({line.split("@")[0] for line in used}) == len(used)


@each_workflow
def test_a_workflow_may_do_nothing_and_a_job_only_what_it_says(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    for name, job in workflow["jobs"].items():
        writes = {what for what, how in job["permissions"].items() if how != "read"}
        assert writes == WRITES.get((path.name, name), set()), name
        assert int(job["timeout-minutes"]) <= 40


@each_workflow
def test_a_job_that_may_write_runs_nothing_of_the_repository(path: Path) -> None:
    for name, job in read(path)["jobs"].items():
        if (path.name, name) in WRITES:
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@each_workflow
def test_no_expression_stands_in_a_script_and_no_credential_is_kept(path: Path) -> None:
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"] == {"persist-credentials": "false"}


def test_publishing_checks_first_and_refuses_undecided_rights() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert jobs["check"]["steps"][-1]["run"] == "bash .ci/run"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("check", "build")
    assert any("build --publish" in step.get("run", "") for step in jobs["build"]["steps"])


def test_zizmor_finds_nothing() -> None:
    beside = Path(sys.executable).with_name("zizmor")
    executable = str(beside) if beside.is_file() else shutil.which("zizmor")
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail("zizmor is not installed; the extra named test has it")
        pytest.skip("zizmor is not installed; the extra named test has it")
    command = [executable, "--offline", "--persona", "pedantic", "--no-progress", str(ROOT / ".github" / "workflows")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_name_no_registry_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(?!-hash=)|--(?!hash=)| @ ", text, re.M)
    assert len(re.findall(r"^[a-z0-9.-]+==\S+", text, re.M)) > 30


def test_locked_requirements_have_a_hash_for_every_package() -> None:
    for name in ("lock.txt", "lock-test.txt"):
        entries = re.split(
            r"^(?=[a-z0-9.-]+==)", (ROOT / "requirements" / name).read_text(encoding="utf-8"), flags=re.M
        )
        assert all("--hash=sha256:" in entry for entry in entries[1:])
