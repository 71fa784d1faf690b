"""Zensical, the engine by the same team that reads the same `mkdocs.yml`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from edition.engine.disk import DOCS, NEW_SITE, staged_settings
from edition.engine.failed import EngineFailed

CONFIG = ".zensical-build.yml"
OWN_SEARCH = "search.json"


def run_zensical(project: Path) -> None:
    """Render the staged pages into `build/site`; raises `EngineFailed` with what Zensical said.

    Its configuration inherits from `mkdocs.yml` and has to stand beside it, or the theme's folder is not found.
    Zensical writes a search index with all the text although its search is off, so that is taken away.
    """
    config = project / CONFIG
    settings = {"docs_dir": DOCS.as_posix(), "site_dir": NEW_SITE.as_posix(), **staged_settings(project)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()]
    config.write_text("\n".join(["INHERIT: mkdocs.yml", *lines, ""]), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", CONFIG]
    try:
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    finally:
        config.unlink(missing_ok=True)
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        raise EngineFailed([line for line in said if line.strip()])
    (project / NEW_SITE / OWN_SEARCH).unlink(missing_ok=True)
