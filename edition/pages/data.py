"""The pages of data and of search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from edition.export import LISTED_FILES, ROOT_FILES
from edition.pages.writer import Page, Writer


def render(writer: Writer) -> Iterator[Page]:
    """What can be downloaded, and the page that searches the whole edition."""
    withheld = any(interview.withheld for interview in writer.edition.interviews)
    yield writer.page(
        "data/index.md",
        "data.md.j2",
        "Data",
        "The whole edition as data.",
        withheld=withheld,
        files=[replace(one, name=one.name.replace("<edition>", writer.edition.slug)) for one in LISTED_FILES],
        interviews=[interview.id for interview in writer.edition.interviews],
        root_files=ROOT_FILES,
    )
    yield writer.page(
        "explore/index.md",
        "explore.md.j2",
        "Explore",
        "Search every turn, entry and note, with filters.",
        hide=("toc",),
        scripts=("search.js",),
        large=writer.edition.is_archive,
        parts=writer.edition.search_parts,
    )
