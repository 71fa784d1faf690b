"""Zensical, the engine by the same team that reads the same `mkdocs.yml`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from edition.engine.disk import DOCS, NEW_SITE
from edition.engine.failed import EngineFailed

CONFIG = ".zensical-build.yml"
OWN_SEARCH = "search.json"


def run_zensical(project: Path) -> None:
    """Render the staged pages into `build/site`; raises `EngineFailed` with what Zensical said.

    Its configuration inherits from `mkdocs.yml` and has to stand beside it, or the theme's folder is not found.
    Zensical writes a search index with all the text although its search is off, so that is taken away.
    """
    config = project / CONFIG
    config.write_text(f"INHERIT: mkdocs.yml\ndocs_dir: {DOCS.as_posix()}\nsite_dir: {NEW_SITE.as_posix()}\n")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", CONFIG]
    try:
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    finally:
        config.unlink(missing_ok=True)
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        raise EngineFailed([line for line in said if line.strip()])
    (project / NEW_SITE / OWN_SEARCH).unlink(missing_ok=True)
