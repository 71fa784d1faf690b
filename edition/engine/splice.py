"""Generated pages spliced into what MkDocs renders once for all pages of a kind.

MkDocs takes 4 ms for each page, most of it for a menu and a header that are nearly the same everywhere. So it is given
only the hand-written pages and those of the menu. All others it merely knows by their addresses; their words are
rendered here, and put into a page of their kind that its templates rendered once. The tests hold the result against
what MkDocs makes of every page by itself, byte for byte.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape, unescape

import yaml
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from edition.beside import in_halves
from edition.engine.disk import DATA, PAGEFIND, write_new
from edition.engine.forms import Resolve
from edition.engine.shells import Place, Shell, first_heading, inside_mark, kind_of_address, mark
from edition.engine.whole import render_whole
from edition.links import PageLinks

KEYS = frozenset(["title", "description", "hide", "scripts", "metadata", "language"])
"""What the front matter of a generated page may hold; a page with more is MkDocs' own to render."""
EXTENSIONS = {"attr_list", "md_in_html", "sane_lists", "tables", "toc", "fenced_code"}
TABLE_OF_CONTENTS = {"toc_depth": 2, "permalink": False}
SEARCH_PAGE = "explore"
"""To which the header leads from everywhere."""
SEARCH = frozenset(["search", "material/search"])
OWN_PLUGINS = frozenset(["edition/hook.py", "edition-plain-forms", "edition-splice"])
"""MkDocs counts the modules under `hooks:` among the plugins."""

PLACED = (f"{DATA}/", f"{PAGEFIND}/")
"""Folders that the build puts into the site by itself, when all that is in them is made."""
_IN_SITEMAP = re.compile(r"\n    <url>\n         <loc>([^<]*)</loc>.*?</url>", re.S)


class Known(File):
    """A file of which MkDocs knows the address alone, and that it neither reads nor writes."""

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """There is nothing to copy."""


@dataclass(frozen=True, slots=True)
class Source:
    """A staged page: its front matter, and its Markdown."""

    meta: dict[str, Any]
    markdown: str


def read_source(text: str) -> Source:
    """A generated page in its two parts."""
    _, head, markdown = text.split("---\n", 2)
    return Source(yaml.load(head, yaml.CSafeLoader), markdown)


class Splice:
    """MkDocs calls its methods by their names, as it does with a plugin's."""

    def __init__(self, written: Path) -> None:
        self._written = written
        """The folder of the hand-written pages."""
        self._known: list[Known] = []
        self._navigation: Navigation | None = None
        self._order: dict[str, int] = {}
        """Which page comes when in MkDocs' own order, by address."""
        self.finished: dict[str, PageLinks] = {}
        """The pages that were spliced, by path in the site, with their links."""

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Called when the files have been listed; returns them, the pages to be spliced known by address alone."""
        if not is_expected(config):
            return files
        in_menu = set(_menu_pages(config.nav or []))
        self._order = {
            f"{config.site_url}{file.url.removeprefix('./')}": at for at, file in enumerate(files.documentation_pages())
        }
        for file in list(files):
            if file.src_uri.startswith(PLACED) and not file.is_documentation_page():
                _know(file, files)
            elif file.is_documentation_page() and not (
                file.src_uri in in_menu or file.src_uri == "index.md" or (self._written / file.src_uri).is_file()
            ):
                self._known.append(_know(file, files))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Called when the menu has been made; returns it as it is."""
        self._navigation = nav
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Called when the menu's pages have been read and none is written yet; writes all that are spliced."""
        if self._known:
            theme = _Theme(env, config, files, self._navigation)
            left: list[Known] = []
            for finished, not_plain in in_halves(partial(_splice, theme, Resolver(files)), self._known):
                self.finished |= finished
                left += (one for one in self._known if one.src_uri in not_plain)
            for one in left:  # by MkDocs, in this process, where what it warns of is heard
                self.finished[one.dest_uri] = _write(theme, one, read_source(one.content_string), theme.parse(one))
        return env

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Called with a rendered template; returns it, the site's map with the addresses of what was spliced."""
        if template_name != "sitemap.xml" or not self._known or not config.site_url:
            return output
        entries = {unescape(match[1]): match[0] for match in _IN_SITEMAP.finditer(output)}
        address, pattern = next(iter(entries.items()))
        for known in self._known:
            one = config.site_url + known.url
            entries[one] = pattern.replace(f"<loc>{escape(address)}</loc>", f"<loc>{escape(one)}</loc>")
        before, after = output[: output.index("\n    <url>")], output[output.rindex("</url>") + len("</url>") :]
        return before + "".join(entries[one] for one in sorted(entries, key=self._order.__getitem__)) + after


def _know(file: File, files: Files) -> Known:
    known = Known(
        file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV
    )
    known.dest_uri, known.url = file.dest_uri, file.url
    files.remove(file)
    files.append(known)
    return known


def is_expected(config: MkDocsConfig) -> bool:
    """Whether `mkdocs.yml` asks for nothing that would change a generated page: else MkDocs renders all of them."""
    return bool(
        config.nav
        and not (config.exclude_docs or config.draft_docs)
        and config.use_directory_urls
        and set(config.markdown_extensions) <= EXTENSIONS
        and not {"attr_list", "md_in_html", "sane_lists", "tables"} - set(config.markdown_extensions)
        and config.mdx_configs.get("toc") == TABLE_OF_CONTENTS
        and all(name in OWN_PLUGINS or _is_idle(name, plugin) for name, plugin in config.plugins.items())
    )


def _is_idle(name: str, plugin: Any) -> bool:
    """Whether a plugin is the theme's own search, and switched off."""
    return name in SEARCH and not plugin.config.get("enabled", True)


def _menu_pages(menu: object) -> Iterator[str]:
    """The pages that a menu of `mkdocs.yml` names."""
    if isinstance(menu, str):
        yield menu
    elif isinstance(menu, dict):
        for one in menu.values():
            yield from _menu_pages(one)
    elif isinstance(menu, list):
        for one in menu:
            yield from _menu_pages(one)


def _splice(theme: _Theme, resolver: Resolver, known: Sequence[Known]) -> tuple[dict[str, PageLinks], set[str]]:
    """Write the pages that are in plain forms; what these link to, by path in the site, and what the others are."""
    finished: dict[str, PageLinks] = {}
    others: set[str] = set()
    for one in known:
        source = read_source(one.content_string)
        inside = render_whole(source.markdown, resolver.from_page(one))
        if inside is None:
            others.add(one.src_uri)
        else:
            finished[one.dest_uri] = _write(theme, one, source, inside)
    return finished, others


def _write(theme: _Theme, known: Known, source: Source, inside: str) -> PageLinks:
    """Write a page with these words in the shell of its kind; returns what it links to."""
    page = theme.shell(known, source.meta, inside).around(theme.values(known, source.meta, inside))
    write_new(Path(known.abs_dest_path), page.html.encode())
    return page.links


class Resolver:
    """From links in Markdown to addresses, as MkDocs makes them."""

    def __init__(self, files: Files) -> None:
        self._urls = {file.src_uri: file.url for file in files if file.src_uri.endswith(".md")}
        self._found: dict[tuple[str, int], dict[str, str | None]] = {}
        """By the folder of the page and the depth of its address: an `index.md` is less deep than its neighbours."""

    def from_page(self, file: File) -> Resolve:
        """What links on a page lead to; None for those that MkDocs has to look at."""
        folder = posixpath.dirname(file.src_uri)
        found = self._found.setdefault((folder, file.url.count("/")), {})
        itself = posixpath.basename(file.src_uri)

        def resolve(href: str) -> str | None:
            if href.startswith(("#", "https://", "http://", "mailto:")):
                return href
            path = re.split(r"[?#]", href, maxsplit=1)[0]
            if path == itself:
                return get_relative_url(file.url, file.url) + href[len(path) :]
            if path not in found:
                address = self._address(folder, path, file.url)
                if address and not address.startswith("../"):  # of a page below this one: not so from its neighbours
                    return address + href[len(path) :]
                found[path] = address
            known = found[path]
            return None if known is None else known + href[len(path) :]

        return resolve

    def _address(self, folder: str, path: str, seen_from: str) -> str | None:
        if not path or ":" in path or "%" in path or path.startswith("/"):
            return None
        target = posixpath.normpath(posixpath.join(folder, path))
        if target.startswith(".."):
            return None
        if not path.endswith(".md"):
            return get_relative_url(target, seen_from) if "." in posixpath.basename(path) else None
        return get_relative_url(self._urls[target], seen_from) if target in self._urls else None


class _Theme:
    """Renders shells, and what of a page the plain forms don't cover."""

    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, navigation: Navigation | None) -> None:
        assert navigation is not None
        self._env, self._config, self._files, self._navigation = env, config, files, navigation
        self._shells: dict[object, Shell] = {}
        self._metadata = env.get_template("partials/metadata.html")
        urls = [page.url.rstrip("/").split("/") for page in navigation.pages]
        urls.append([SEARCH_PAGE])
        self._named = {"/".join(url[:depth]) for url in urls for depth in range(1, len(url) + 1)}

    def parse(self, file: File) -> str:
        """A page's words through Python-Markdown, its links as MkDocs makes them."""
        page = Page(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        assert page.content is not None
        return page.content

    def shell(self, file: File, meta: dict[str, Any], inside: str) -> Shell:
        """What stands around a page of this kind."""
        assert set(meta) <= KEYS, f"{file.src_uri} has front matter that no shell knows"
        address = kind_of_address(file.url, self._named)
        has_heading, anchor = "<h1" in inside, bool(first_heading(inside))
        kind = (address, *(repr(meta.get(key)) for key in ("hide", "scripts", "language")), "metadata" in meta,
                bool(meta.get("title")), bool(meta.get("description")), has_heading, anchor)  # fmt: skip
        if kind not in self._shells:
            page = self._specimen(address, meta, has_heading=has_heading, anchor=anchor)
            self._shells[kind] = Shell(self._render(page))
        return self._shells[kind]

    def values(self, file: File, meta: dict[str, Any], inside: str) -> dict[Place, str]:
        """What a page has in the places of its shell."""
        address = f"{self._config.site_url}{file.url}" if self._config.site_url else ""
        metadata = ""
        if "metadata" in meta:
            page = SimpleNamespace(meta=meta, canonical_url=address or None)
            metadata = self._metadata.render(page=page)
        return {
            "title": meta.get("title", ""), "description": meta.get("description", ""), "address": address,
            "skip": first_heading(inside), "metadata": metadata, "inside": inside,
        }  # fmt: skip

    def _specimen(self, address: str, meta: dict[str, Any], *, has_heading: bool, anchor: bool) -> Page:
        """A page with marks in place of its words."""
        file = File.generated(self._config, f"{address}.md", content="")
        page = Page(None, file, self._config)
        page.markdown, page.content = "", inside_mark(has_heading=has_heading)
        page.meta = {**meta, "title": mark("title"), "description": meta.get("description") and mark("description")}
        if "metadata" in meta:
            page.meta["metadata"] = {"names": [], "properties": [], "preview": "", "linked": mark("metadata")}
        if page.canonical_url:
            page.canonical_url = mark("address")
        page.toc = TableOfContents([AnchorLink("", mark("skip"), 1)] if anchor else [])
        return page

    def _render(self, page: Page) -> str:
        context = get_context(self._navigation, self._files, self._config, page)
        html = self._env.get_template("main.html").render(context)
        if "metadata" in page.meta:
            html = html.replace(self._metadata.render(context), mark("metadata"))
        return html
