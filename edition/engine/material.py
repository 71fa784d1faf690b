"""MkDocs with Material for MkDocs, the default engine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from edition.engine.disk import DOCS, NEW_SITE, staged_settings
from edition.engine.failed import EngineFailed
from edition.engine.plain import PlainForms
from edition.engine.splice import Splice
from edition.links import PageLinks


class _Warnings(logging.Handler):
    """Keeps what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def failing_with_warnings() -> Iterator[list[str]]:
    """What MkDocs warns of while it works; where it stops, `EngineFailed` says all of it."""
    log = logging.getLogger("mkdocs")
    warnings = _Warnings()
    log.addHandler(warnings)
    log.propagate = False
    try:
        yield warnings.lines
    except (Abort, MkDocsException) as error:
        raise EngineFailed([*warnings.lines, *([] if warnings.lines else [str(error)])]) from error
    finally:
        log.removeHandler(warnings)


def run_material(project: Path, *, spliced: bool = True) -> dict[str, PageLinks]:
    """Render the staged pages into `build/site`; raises `EngineFailed` with every warning.

    Returns the pages that were `spliced`, by path in the site, and what they link to; they are finished. In this
    process, because starting a second Python costs as much as rendering a small edition.
    """
    splice = Splice(project / "docs")
    with failing_with_warnings(), _working_in(project):
        config = load_config(
            str(project / "mkdocs.yml"), docs_dir=str(project / DOCS), site_dir=str(project / NEW_SITE), strict=True,
            **staged_settings(project),
        )  # fmt: skip
        # MkDocs calls it by the names of its methods, as it does with the modules under `hooks:`.
        config.plugins["edition-plain-forms"] = PlainForms(project / "docs")  # type: ignore[assignment]
        if spliced:
            config.plugins["edition-splice"] = splice  # type: ignore[assignment]
        build(config)
    return splice.finished
