"""The pages of data and of search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from edition.export import LISTED_FILES, ROOT_FILES
from edition.pages.writer import Page, Writer

MOST_LINKED = 12
MANY_TURNS = 2_000
"""Turns above which the filters of the search are folded until a reader opens them: they weigh more than results."""
"""The files of as many interviews are linked one by one; of more, how they are named is said."""


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
        interviews=[interview.id for interview in writer.edition.interviews[: MOST_LINKED + 1]],
        most=MOST_LINKED,
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
        many=sum(len(interview.turns) for interview in writer.edition.interviews) > MANY_TURNS,
        parts=max(writer.edition.search_parts.values(), default=1),
    )
