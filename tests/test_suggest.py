"""What no annotation covers, and the YAML proposed for it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import TESTS, good_project, paragraphs

from build_site import main
from edition.annotations import TODO
from edition.assemble import assemble_edition
from edition.load import load_edition
from edition.model import Edition
from edition.problems import ProblemsFound
from edition.suggest import Candidate, find_candidates, print_candidates

LIGHTHOUSE = assemble_edition(good_project())


def saying(*texts: str, language: str = "en") -> Edition:
    """The lighthouse edition with one turn of these paragraphs and without mentions and notes."""
    interview = LIGHTHOUSE.interviews[0]
    turn = replace(interview.turns[0], paragraphs=tuple(paragraphs(*texts)))
    record = interview.record.model_copy(update={"language": language})
    return replace(
        LIGHTHOUSE, interviews=(replace(interview, turns=(turn,), asides=(), record=record),), notes=(), mentions=()
    )


def candidates(*texts: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in find_candidates(saying(*texts, language=language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They say Miss Brook came.", [("people", "Miss Brook")]),
        ("I met Ana de la Cruz there.", [("people", "Ana de la Cruz")]),
        ("We sailed to Port Anna and home.", [("places", "Port Anna")]),
        ("He lived in Port Anna.", [("places", "Port Anna")]),
        ("We came over from Port Anna. Port Anna was small.", [("places", "Port Anna")]),
        ("I spoke to Anna Berg. A letter from Anna Berg came. Anna Berg wrote.", [("people", "Anna Berg")]),
        ("I met Berg. Berg was late. Berg’s boat was not.", [("people", "Berg")]),
        ("People came. Nets were dear. Twice it burned. Half of Port Anna came.", [
            ("people", "Port Anna"), ("figures", "Half of Port")
        ]),
        ("We lived off Church Street then.", [("places", "Church Street")]),
        ("He was of the Harbour Guild then.", [("organisations", "Harbour Guild")]),
        ("However, I think so. Yes, I did.", []),
        ("The lamp. Lamp oil was dear, and lamp wicks.", []),
        ("It was cold. Walking was hard.", []),
        ("It was in 1931.", [("dates", "1931")]),
        ("On 3 May 1931 it was.", [("dates", "3 May 1931")]),
        ("in the early 1930s", [("dates", "early 1930s")]),
        ("in the 19th century", [("dates", "19th century")]),
        ("from 1931-35", [("dates", "1931-35")]),
        ("after the war he came", [("dates", "after the war")]),
        ("in his old age", [("dates", "in his old age")]),
        ("when he was as young as 24, he", [("dates", "when he was as young as 24")]),
        ("It cost more than 20 million.", [("figures", "more than 20 million")]),
        ("some 40 boats, a thousand nets, 12.5 per cent", [
            ("figures", "some 40"), ("figures", "a thousand"), ("figures", "12.5 per cent")
        ]),
        ("He said, “the sea keeps its own” to me.", [("quotations", "the sea keeps its own")]),
        ("on a dit « la mer garde tout » et", [("quotations", "la mer garde tout")]),
        ("He said “yes”.", []),
        ("his father kept it", [("people", "his father")]),
        ("the acting harbour minister came", [("people", "the acting harbour minister")]),
        ("that box from my grandmother’s attic", [("people", "my grandmother")]),
    ],
)  # fmt: skip
def test_what_is_picked_out(text: str, expected: list[tuple[str, str]]) -> None:
    found = [("people" if kind == "descriptions" else kind, words) for kind, words in candidates(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 3 September 1939 it was.", "1939-09-03"),
        ("It was September 3rd, 1939.", "1939-09-03"),
        ("The 3rd of September, 1939.", "1939-09-03"),
        ("In March 1941.", "1941-03"),
        ("On 31 June 1950.", "1950"),
        ("In the 1930s.", "193X"),
        ("From 1931-34.", "1931/1934"),
    ],
)
def test_a_date_is_proposed_as_fully_as_it_is_printed(text: str, edtf: str) -> None:
    (date,) = find_candidates(saying(text))
    assert date.edtf == edtf
    assert ("no calendar has" in date.reason) == ("31 June" in text)


def test_english_cues_are_left_out_where_the_talk_is_in_another_language() -> None:
    assert candidates("his father, in 1931", language="de") == [("dates", "1931")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Wann kamen Sie? Im Herbst, mein Vater war Bäcker in Breslau.", "de", [("places", "Breslau")]),
        ("Ohne Pfarrer Lange ging es nicht. Frau Wolf und Anna Seidel halfen.", "de", [
            ("people", "Pfarrer Lange"), ("people", "Wolf"), ("people", "Anna Seidel")
        ]),
        ("Die halbe Stadt, half Ihnen jemand? Es waren 300.", "de", [("figures", "300")]),
        ("Llegamos en mayo. Nadie esperaba. Vi a Lucía en Alcora.", "es", [("people", "Lucía"), ("places", "Alcora")]),
        ("学校1958年搬到了镇上。", "zh", [("dates", "1958")]),
    ],
)  # fmt: skip
def test_capitals_tell_as_much_as_the_language_gives_them_to_tell(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert candidates(text, language=language) == expected


def test_what_is_annotated_is_not_proposed() -> None:
    words = {one.words for one in find_candidates(LIGHTHOUSE)}
    assert not words & {"Gull Rock", "Old Reed", "every evening"}


def test_the_same_words_are_proposed_once_with_all_places() -> None:
    found = find_candidates(saying("I saw Anna Berg.", "And Anna Berg saw me, Anna Berg."))
    assert [(one.words, len(one.places)) for one in found] == [("Anna Berg", 3)]


def test_a_name_nearly_the_same_as_an_entry_is_told() -> None:
    [found] = find_candidates(saying("I saw Old Read."))
    assert found.resembles == "Old Reed"
    assert "nearly the same as 'Old Reed'" in print_candidates(LIGHTHOUSE, [found])


SPOKEN = (
    "I saw Anna Berg in Port Anna, at the Harbour Guild, in 1931 and after the war; his father said “never again” "
    "over 20 times, and 7 times more. Anna Berg laughed 7 times."
)


def spoken_project() -> tuple[dict[str, bytes], tuple[Candidate, ...], str]:
    """The lighthouse project with more said, what is found there, and the proposals."""
    files = good_project()
    old = "The gulls were company."
    files["transcript/lighthouse.txt"] = files["transcript/lighthouse.txt"].replace(old.encode(), SPOKEN.encode())
    files["transcript/lighthouse.ids.yml"] = files["transcript/lighthouse.ids.yml"].replace(
        b"the gulls were company", " ".join(SPOKEN.split()).encode()
    )
    files = {path: data for path, data in files.items() if path != "annotations/notes.yml"}
    edition = assemble_edition(files)
    found = find_candidates(edition)
    return files, found, print_candidates(edition, found)


def test_a_proposal_that_is_pasted_unchanged_is_refused_and_says_what_to_write() -> None:
    files, _, text = spoken_project()
    files["annotations/suggested.yml"] = text.encode()
    with pytest.raises(ProblemsFound) as error:
        assemble_edition(files)
    assert len(error.value.problems) == text.count(TODO)
    assert all("still to be written" in problem.message for problem in error.value.problems)


def test_a_proposal_that_is_filled_in_is_good_and_is_not_proposed_again() -> None:
    files, found, text = spoken_project()
    kinds = {one.kind for one in found}
    assert kinds == {"people", "places", "organisations", "dates", "figures", "quotations", "descriptions"}
    filled = text.replace(f"when: {TODO}", "when: 1945").replace(f"checked: {TODO}", "checked: 2026").replace(TODO, "x")
    edition = assemble_edition(files | {"annotations/suggested.yml": filled.encode()})
    assert find_candidates(edition) == ()


def test_the_proposals_of_the_mini_edition_are_as_they_were_read() -> None:
    edition = load_edition(TESTS / "editions" / "mini")
    golden = TESTS / "golden" / "mini" / "suggest.yml"
    text = print_candidates(edition, find_candidates(edition))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_nothing_to_propose_is_no_text() -> None:
    assert print_candidates(LIGHTHOUSE, []) == ""


words = st.lists(
    st.sampled_from(["Anna", "de", "Berg", "in", "1931", "his", "father", "“oh", "no”", "20", "million", ".", "毛"]),
    min_size=1, max_size=20,
).map(" ".join)  # fmt: skip


@given(words)
def test_proposals_are_yaml_and_name_words_that_are_there(text: str) -> None:
    edition = saying(text)
    found = find_candidates(edition)
    for one in found:
        for place in one.places:
            assert place.quote == text[place.start : place.end]
            assert place.quote.strip()
    read = yaml.safe_load(print_candidates(edition, found)) or {}
    assert sum(len(records) for records in read.values()) == len(found)


def test_the_command_prints_yaml_alone_on_standard_output(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    project = tmp_path / "project"
    for path, data in good_project().items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data)
    assert main(["--project", str(project), "suggest"]) == 0
    printed = capsys.readouterr()
    yaml.safe_load(printed.out)
    assert "without annotation" in printed.err
