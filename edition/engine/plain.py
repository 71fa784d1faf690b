"""Islands in the pages that MkDocs reads: found before it parses them, put back when it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from edition.engine.forms import Resolve
from edition.engine.islands import Islands, find_islands


def _is_shown(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def resolver(file: File, files: Files) -> Resolve:
    """From links on that page to addresses, as MkDocs makes them; what it would complain of is left to it."""

    @cache
    def to_page(path: str) -> str | None:
        if not path.endswith(".md"):
            return None
        # What MkDocs does with a link: joined to the folder of the source, and looked up.
        parts = file.src_uri.split("/")[:-1]
        for part in path.split("/"):
            if part == "..":
                if not parts:
                    return None
                parts.pop()
            elif part != ".":
                parts.append(part)
        target = files.get_file_from_path("/".join(parts))
        return target.url_relative_to(file) if target and _is_shown(target) else None

    def resolve(href: str) -> str | None:
        if href.startswith("#"):
            return href
        path, hash_, anchor = href.partition("#")
        path, question, query = path.partition("?")
        address = to_page(path) if "//" not in path and ":" not in path else None
        return None if address is None else address + question + query + hash_ + anchor

    return resolve


class PlainForms:
    """MkDocs calls its methods by their names, as it does with a plugin's."""

    def __init__(self, written: Path) -> None:
        self._written = written
        """The folder of the hand-written pages, which may hold anything and are left to the engine."""
        self._islands: dict[str, Islands] = {}

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Called with the Markdown of a page; returns what is left of it to parse."""
        if (self._written / page.file.src_uri).is_file():
            return markdown
        islands = find_islands(markdown, resolver(page.file, files))
        if islands.html:
            self._islands[page.file.src_uri] = islands
        return islands.markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Called with the parsed page; returns it with the islands in their places."""
        islands = self._islands.pop(page.file.src_uri, None)
        if islands is None:
            return html
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *islands.ids()}
        return islands.put_into(html)
