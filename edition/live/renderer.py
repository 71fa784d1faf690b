"""Staged pages to a site again and again: what has not changed is neither read nor rendered a second time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from edition.engine import EngineFailed, disk
from edition.engine.material import failing_with_warnings
from edition.engine.plain import PlainForms

SITE = disk.STAGE / "live-site"
_DIRTY = "A 'dirty' build is being performed"
"""How MkDocs warns of what we mend with `_Memory`."""


class _Memory:
    """What MkDocs' dirty mode forgets: titles, headings, anchors and links of the pages it does not render again.

    Without them the menu falls back to file names, and a link to an anchor that has gone passes.
    """

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._env: Environment | None = None
        self.rendered: list[Path] = []
        """Where the pages of this run are written."""

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Called when the files have been listed; returns all but the search index"""
        # Hundreds of files, written anew after each edit.
        return Files([file for file in files if not file.src_uri.startswith(f"{disk.PAGEFIND}/")])

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Called when the pages have been read and none is written yet; returns the templates, compiled once."""
        self.rendered = []
        for file in files.documentation_pages():
            page, before = file.page, self._pages.get(file.src_uri)
            if page is None:
                continue
            if page.content is not None:
                self.rendered.append(Path(file.abs_dest_path))
            elif before is not None:
                _restore(page, before, files)
            self._pages[file.src_uri] = page
        self._env = self._env or env
        return self._env


def _restore(page: Page, before: Page, files: Files) -> None:
    page.title = before.title
    page.meta, page.markdown, page.content, page.toc = before.meta, before.markdown, before.content, before.toc
    page.present_anchor_ids = before.present_anchor_ids
    links = before.links_to_anchors or {}
    targets = ((files.get_file_from_path(old.src_uri), anchors) for old, anchors in links.items())
    page.links_to_anchors = {file: anchors for file, anchors in targets if file}


class Renderer:
    """Renders `build/docs` into `build/live-site`, which is nobody's to read but ours, and never into `site/`."""

    def __init__(self, project: Path, address: str):
        self._project = project
        self._address = address
        self._config: MkDocsConfig | None = None
        self._memory = _Memory()
        self._staged: frozenset[str] = frozenset()
        self._settings: dict[str, str] = {}

    def forget(self) -> None:
        """Render everything anew the next time: the settings or the theme changed, or who knows what went wrong."""
        self._config = None

    def render(self) -> None:
        """Bring `build/live-site` up to date; raises `EngineFailed` with every warning."""
        staged = self._list_staged()
        if disk.staged_settings(self._project) != self._settings:
            self.forget()
        whole = self._config is None or staged != self._staged
        with failing_with_warnings() as warnings:
            config = self._config or self._load_config()
            build(config, dirty=not whole)
        self._config, self._staged = config, staged
        if whole:
            self.take_index()
        self._tell(warnings)

    def _tell(self, warnings: Sequence[str]) -> None:
        told = [line for line in warnings if not line.startswith(_DIRTY)]
        if told:
            # MkDocs warns of a page only when it renders it, so these must not count as done.
            for page in self._memory.rendered:
                page.unlink(missing_ok=True)
            raise EngineFailed(told)

    def render_changed(self) -> list[Path]:
        """Render the pages that changed on disk, where no name of a page did; returns them as they are on disk.

        Raises `EngineFailed` with every warning.
        """
        if self._config is None:
            self.render()
        else:
            with failing_with_warnings() as warnings:
                build(self._config, dirty=True)
            self._tell(warnings)
        return self._memory.rendered

    def take_data(self) -> bool:
        """Put the data files into `build/live-site` as they are staged; tells whether they had changed."""
        data = disk.read_tree(self._project / disk.DOCS / disk.DATA)
        rendered = ("index.md",)
        return (
            disk.add_files(
                self._project / SITE / disk.DATA, {name: held for name, held in data.items() if name not in rendered}
            )
            > 0
        )

    def take_index(self) -> bool:
        """Put the search index into `build/live-site` as it is staged; tells whether it had changed."""
        index = disk.read_tree(self._project / disk.INDEX)
        return disk.write_tree(self._project / SITE / disk.PAGEFIND, index) > 0

    def _list_staged(self) -> frozenset[str]:
        """Names of the staged files, those of the search index left out: they are others after every change."""
        docs = self._project / disk.DOCS
        names = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
        return frozenset(name for name in names if not name.startswith(f"{disk.PAGEFIND}/"))

    def _load_config(self) -> MkDocsConfig:
        self._settings = disk.staged_settings(self._project)
        config = load_config(
            str(self._project / "mkdocs.yml"),
            docs_dir=str(self._project / disk.DOCS),
            site_dir=str(self._project / SITE),
            site_url=self._address,
            strict=False,  # a dirty build is itself a warning, so the warnings are counted here
            **self._settings,
        )
        self._memory = _Memory()
        # MkDocs calls it by the names of its methods, as it does with the modules under `hooks:`.
        config.plugins["edition-plain-forms"] = PlainForms(self._project / "docs")  # type: ignore[assignment]
        config.plugins["edition-live"] = self._memory  # type: ignore[assignment]
        return config
