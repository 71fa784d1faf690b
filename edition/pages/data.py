"""The pages of data and of search."""

from __future__ import annotations

from collections.abc import Iterator

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
        files=LISTED_FILES,
        root_files=ROOT_FILES,
    )
    yield writer.page(
        "explore/index.md",
        "explore.md.j2",
        "Explore",
        "Search every turn, entry and note, with filters.",
        hide=("toc",),
        scripts=("search.js",),
    )
