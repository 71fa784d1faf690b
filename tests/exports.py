"""What the tests of the exports share: editions under each setting of the rights, and what there is on a site."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import ROOT, TESTS

from edition.export import export_files, root_files
from edition.load import load_edition
from edition.model import Edition
from edition.pages import render_pages
from edition.published import find_addresses

MODES = ("undecided", "full", "excerpt", "none")
SITE = "https://example.org/red-star/"


def in_mode(edition: Edition, mode: str) -> Edition:
    """The edition under another setting of `rights.publish`."""
    interviews = []
    for one in edition.interviews:
        rights = one.record.rights.model_copy(update={"publish": mode, "excerpt_words": 5})
        interviews.append(replace(one, record=one.record.model_copy(update={"rights": rights})))
    return replace(edition, interviews=tuple(interviews))


@pytest.fixture(scope="session", params=["mini", "real"])
def whole(request: pytest.FixtureRequest) -> Edition:
    """The mini edition, then the first edition, with all their words."""
    return load_edition(TESTS / "editions" / "mini" if request.param == "mini" else ROOT)


def places_of(edition: Edition) -> set[str]:
    """Every address of the site, with and without its anchors, and every file of its exports."""
    pages = {page.path: page.text for page in render_pages(edition)}
    docs = ROOT / "docs"
    pages |= {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    addresses = find_addresses(pages)
    places = {*addresses, *(f"{page}#{anchor}" for page, anchors in addresses.items() for anchor in anchors)}
    return places | {f"data/{name}" for name in export_files(edition)} | set(root_files(edition))
