"""Lets `mkdocs build` and `mkdocs serve`, typed out of habit, work; `build_site.py` does not need it.

MkDocs loads this file by its path (`hooks:` in mkdocs.yml) and calls the functions named `on_...`.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

# `mkdocs` does not look for packages in the project's folder.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from edition.build import finish, index, publication_of, stage, verify, withhold
from edition.engine import disk
from edition.load import SOURCES, load_edition
from edition.model import Edition

log = logging.getLogger("mkdocs.hooks.edition")


class _Run:
    """What is known between the calls of one run of MkDocs."""

    serving = False
    edition: Edition | None = None
    """What this build was staged from; None where `build_site.py` did that, or where problems stopped it."""


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember what was typed."""
    _Run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stage the pages and let MkDocs read them instead of `docs/`."""
    project = Path(config.config_file_path).resolve().parent
    docs = project / disk.DOCS
    _Run.edition = None
    if Path(config.docs_dir).resolve() == docs:
        return config  # build_site.py has staged them
    config.watch += [config.docs_dir, *(str(project / folder) for folder in SOURCES)]
    config.docs_dir = str(docs)
    try:
        with disk.alone(project):
            edition = load_edition(project)
            with index(project, edition):
                stage(project, edition, publication_of(os.environ))
        for name, value in disk.staged_settings(project).items():
            config[name] = value
        _Run.edition = edition
    except Exception as error:
        _fail(error, can_go_on=docs.is_dir())
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """Do what `build_site.py` does to a rendered site: policy, links, and every word compared with the text."""
    if _Run.edition is None:
        return
    project, site = Path(config.config_file_path).resolve().parent, Path(config.site_dir)
    try:
        if not _Run.serving:  # MkDocs reloads pages by an inline script, which the policy would stop
            finish(project, os.environ, site)
        verify(project, _Run.edition, site)
        withhold(project, _Run.edition, site)
    except Exception as error:
        _fail(error, can_go_on=True)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what an editor edits, not what is staged from it: one edit, one rebuild."""
    server.unwatch(config.docs_dir)
    return server


def _fail(error: Exception, *, can_go_on: bool) -> None:
    """Stop a build; only say so under `mkdocs serve`, where every page would hang after an exception."""
    said = "another build is at work in this folder" if isinstance(error, disk.Busy) else str(error)
    if not (_Run.serving and can_go_on):
        raise PluginError(said) from error
    log.error("%s\nThe last good pages are still shown.", said)
