"""Several interviews in one edition: what a short reference means."""

from __future__ import annotations

import re

import pytest
from exports import SITE
from support import TESTS

from edition.assemble import assemble_edition
from edition.export import Publication, export_files
from edition.load import load_files
from edition.pages import render_pages
from edition.problems import ProblemsFound

NOTE = """
notes:
  - id: linked
    targets: [{{interview: la-alberca, turn: t2}}]
    kind: context
    text: "{text}"
    by: machine-assisted draft
    checked: 2026-11
"""


def voices(text: str, file: str = "interview: la-alberca", provenance: str = "") -> dict[str, bytes]:
    """An edition of three interviews with a note of that text in a file that begins so."""
    files = load_files(TESTS / "editions" / "voices")
    record = files["transcript/la-alberca.yml"].decode()
    if provenance:
        files["transcript/la-alberca.yml"] = f'{record}\nprovenance: "{provenance}"\n'.encode()
    return files | {"annotations/linked.yml": (file + NOTE.format(text=text)).encode()}


def page_of(files: dict[str, bytes], page: str) -> str:
    return next(one.text for one in render_pages(assemble_edition(files)) if one.path == page)


def test_a_link_to_a_turn_means_the_interview_that_its_file_names() -> None:
    files = voices("See [there](turn:t2), [here](<turn:t1>) and [elsewhere](turn:al-mina/t2).")
    page = page_of(files, "notes/linked.md")
    for address in ("la-alberca.md#t2", "la-alberca.md#t1", "al-mina.md#t2"):
        assert f"(../transcript/{address})" in page
    exported = export_files(assemble_edition(files), Publication(site_url=SITE))
    assert b"[there](turn:la-alberca/t2)" in exported["edition.json"]


def test_a_link_to_a_turn_in_an_interviews_record_means_that_interview() -> None:
    page = page_of(voices("None.", provenance="See [there](turn:t2)."), "transcript/la-alberca.md")
    assert "[there](#t2)" in page


def test_a_link_to_a_turn_in_a_file_that_names_no_interview_is_refused() -> None:
    with pytest.raises(ProblemsFound) as found:
        assemble_edition(voices("See [there](turn:t2).", file=""))
    (problem,) = found.value.problems
    assert problem.message == "note 'linked': link to turn 't2' does not say of which interview"


def test_a_turn_that_is_not_in_the_interview_that_a_file_names_is_told() -> None:
    with pytest.raises(ProblemsFound) as found:
        assemble_edition(voices("See [there](turn:t99)."))
    (problem,) = found.value.problems
    assert problem.message == "note 'linked': link to turn 'la-alberca/t99', which is not in the text"


@pytest.mark.parametrize(("others", "said"), [(1, " and 1 other interview"), (2, " and 2 other interviews")])
def test_who_speaks_in_several_interviews_is_said_to(others: int, said: str) -> None:
    files = voices("None.")
    for name in ("al-mina", "la-alberca", "shiban-qiao")[: others + 1]:
        record = files[f"transcript/{name}.yml"].decode()
        guest = re.sub(r"id: \S+, name: [^,]+, (.*), role: Interviewer", r"id: guest, name: A Guest, \1", record)
        files[f"transcript/{name}.yml"] = guest.encode()
    page = page_of(files, "people/guest.md")
    assert re.search(rf"Speaker in .*\S{said}\n", page)
