"""An `Edition` to Markdown pages: sorted, deterministic, one module per kind of page.

Layout is in `templates/`; here the values are made that templates loop over and choose from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType

from edition.crossrefs import CrossRefs, build_crossrefs
from edition.model import Edition
from edition.pages import (
    chronology,
    comparison,
    data,
    history,
    notes,
    readings,
    registers,
    speakers,
    status,
    transcripts,
    words,
)
from edition.pages.cards import render_cards
from edition.pages.moved import with_moved
from edition.pages.preview import render_previews
from edition.pages.writer import Page, Writer
from edition.published import Addresses
from edition.rights import permitted
from edition.sitemap import Sitemap

_KINDS = (transcripts, registers, speakers, chronology, notes, comparison, words, readings, data, status, history)


def render_pages(
    edition: Edition,
    refs: CrossRefs | None = None,
    site_url: str = "",
    published: Addresses = MappingProxyType({}),
) -> Iterator[Page]:
    """Every generated page of an edition, kind by kind; `site_url` as in `export.Publication`.

    What was `published` and stands elsewhere now leaves a line, or a page, that leads on.
    """
    edition = permitted(edition)
    writer = Writer(edition, refs or build_crossrefs(edition), Sitemap(edition), site_url)
    yield from with_moved(writer, (page for kind in _KINDS for page in kind.render(writer)), published)


def render_interviews(edition: Edition, interviews: Collection[str], site_url: str = "") -> Iterator[Page]:
    """The pages of some interviews alone, by their ids: the same as `render_pages` has."""
    edition = permitted(edition)
    writer = Writer(edition, build_crossrefs(edition), Sitemap(edition), site_url)
    chosen = {writer.sitemap.interview(one).page for one in interviews}
    pages = transcripts.render_some(writer, interviews)
    yield from (page for page in with_moved(writer, pages, {}) if page.path in chosen)


__all__ = ["Page", "render_cards", "render_interviews", "render_pages", "render_previews"]
