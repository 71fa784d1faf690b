"""The ledger of permanent ids on edited texts."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from support import good_project

from edition.anchoring.ids import IdentifiedTranscript, align, check_retired, identify, similarity
from edition.anchoring.ledger import HEADER, Ledger, read_any_ledger, read_ledger, write_ledger
from edition.interviews import read_interviews
from edition.model import Apart, Paragraph, Transcript, Turn

PATH = "transcript/talk.txt"
ONE = "The lamp was lit at dusk every single evening"
TWO = "Nobody came to the island in the winter"
THREE = "My uncle kept the log in a blue book"
FOUR = "We counted three hundred ships in a year"
FIVE = "The gulls nested under the northern stairs"
NEW = "Coal arrived by boat on the first of May"
OTHER = "Bread was baked twice a week downstairs"


def transcript(*turns: str | list[str]) -> Transcript:
    """A transcript with ids by position: a turn is its words, or the words of each of its paragraphs."""
    made: list[Turn] = []
    for number, words in enumerate(turns, start=1):
        held = [words] if isinstance(words, str) else words
        made.append(
            Turn(
                id=f"t{number}", speaker="keeper", label="K", line=number * 10,
                paragraphs=tuple(
                    Paragraph(id=f"t{number}p{position}", text=text, line=number * 10 + position - 1)
                    for position, text in enumerate(held, start=1)
                ),
            )
        )  # fmt: skip
    return Transcript(speakers=(), turns=tuple(made), asides=(), tail=())


def recorded(*turns: str | list[str]) -> Ledger:
    """The ledger of a text as it was first published."""
    return identify(transcript(*turns), {}, {}, PATH).ledger


def edited(ledger: Ledger, *turns: str | list[str], retired: dict[str, str] | None = None) -> IdentifiedTranscript:
    return identify(transcript(*turns), ledger, retired or {}, PATH)


def turn_ids(result: IdentifiedTranscript) -> list[str]:
    return [turn.id for turn in result.transcript.turns]


def paragraph_ids(result: IdentifiedTranscript) -> list[list[str]]:
    return [[paragraph.id for paragraph in turn.paragraphs] for turn in result.transcript.turns]


def messages(result: IdentifiedTranscript) -> list[str]:
    return [str(problem) for problem in result.problems]


FIRST = recorded(ONE, TWO, THREE, FOUR)


def test_without_a_ledger_ids_go_by_position() -> None:
    result = edited({}, ONE, [TWO, THREE])
    assert paragraph_ids(result) == [["t1p1"], ["t2p1", "t2p2"]]
    assert result.new == ("t1", "t2")


def test_an_unchanged_text_keeps_its_ids_and_has_nothing_to_record() -> None:
    result = edited(FIRST, ONE, TWO, THREE, FOUR)
    assert turn_ids(result) == ["t1", "t2", "t3", "t4"]
    assert (result.new, result.reworded, result.problems) == ((), (), ())
    assert result.ledger == FIRST


def test_an_inserted_turn_takes_a_letter_and_moves_nobody() -> None:
    result = edited(FIRST, ONE, TWO, NEW, THREE, FOUR)
    assert turn_ids(result) == ["t1", "t2", "t2a", "t3", "t4"]
    assert (result.new, result.problems) == (("t2a",), ())


def test_turns_inserted_at_one_place_take_letters_in_turn() -> None:
    result = edited(FIRST, ONE, NEW, OTHER, TWO, THREE, FOUR)
    assert turn_ids(result) == ["t1", "t1a", "t1b", "t2", "t3", "t4"]


def test_a_turn_inserted_later_before_an_inserted_one_gets_an_id_of_its_own() -> None:
    ledger = edited(FIRST, ONE, NEW, TWO, THREE, FOUR).ledger
    result = edited(ledger, ONE, OTHER, NEW, TWO, THREE, FOUR)
    assert turn_ids(result) == ["t1", "t1b", "t1a", "t2", "t3", "t4"]


def test_more_turns_are_inserted_than_there_are_letters() -> None:
    inserted = [f"{word} stood upon the shelf" for word in map(str, range(28))]
    ids = turn_ids(edited(recorded(ONE, TWO), ONE, *inserted, TWO))
    assert ids[26:30] == ["t1z", "t1aa", "t1ab", "t2"]


def test_an_appended_turn_takes_the_next_number() -> None:
    result = edited(FIRST, ONE, TWO, THREE, FOUR, FIVE)
    assert turn_ids(result)[-1] == "t5"
    assert (result.new, result.problems) == (("t5",), ())


def test_a_turn_put_first_stands_before_t1() -> None:
    result = edited(FIRST, NEW, ONE, TWO, THREE, FOUR)
    assert turn_ids(result) == ["t0a", "t1", "t2", "t3", "t4"]
    assert result.problems == ()


def test_a_turn_slightly_reworded_keeps_its_id() -> None:
    result = edited(FIRST, ONE, TWO.replace("winter", "autumn"), THREE, FOUR)
    assert turn_ids(result) == ["t1", "t2", "t3", "t4"]
    assert (result.new, result.reworded, result.problems) == ((), ("t2",), ())
    assert result.ledger["t2"]["t2p1"].endswith("the autumn")


def test_a_turn_whose_notes_stand_apart_now_keeps_its_id() -> None:
    before = recorded(ONE, [TWO, "Notes", f"1. {NEW}; {OTHER}", f"2. {FIVE}"])
    notes = [Apart(id=f"x{n}", text=text, line=n, what="end notes")
             for n, text in enumerate(["Notes", f"1. {NEW}; {OTHER}", f"2. {FIVE}"], start=1)]  # fmt: skip
    now = replace(transcript(ONE, TWO), apart=tuple(notes))
    result = identify(now, before, {}, PATH)
    assert turn_ids(result) == ["t1", "t2"]
    assert [one.message[:14] for one in result.problems] == ["paragraph t2p2", "paragraph t2p3", "paragraph t2p4"]
    assert identify(now, before, {"t2p2": "t2", "t2p3": "t2", "t2p4": "t2"}, PATH).problems == ()


@pytest.mark.parametrize(("words", "kept"), [("one two three x y", True), ("one two w x y", False)])
def test_three_words_of_five_keep_an_id_and_two_do_not(words: str, kept: bool) -> None:
    result = edited(recorded(FIVE, "one two three four five"), FIVE, words)
    assert (turn_ids(result)[1] == "t2") is kept
    assert (result.problems == ()) is kept


def test_marks_and_capitals_do_not_count_as_other_words() -> None:
    result = edited(FIRST, f"“{ONE.upper()}” – !", TWO, THREE, FOUR)
    assert (result.new, result.reworded, result.problems) == ((), (), ())


def test_an_id_that_would_come_to_mean_other_words_is_a_problem() -> None:
    result = edited(FIRST, ONE, NEW, THREE, FOUR)
    assert turn_ids(result) == ["t1", "t1a", "t3", "t4"]
    assert messages(result) == [
        f'transcript/talk.txt: turn t2 ("{TWO.lower()}") is no longer found where it stood\n'
        "    links to it must go on working: put the words back,\n"
        "    or write in transcript/talk.yml   retired: {t2: t1}"
    ]


def test_a_dropped_turn_is_a_problem_that_names_what_stands_before_it() -> None:
    result = edited(FIRST, ONE, TWO, FOUR)
    assert turn_ids(result) == ["t1", "t2", "t4"]
    assert messages(result) == [
        'transcript/talk.txt: turn t3 ("my uncle kept the log in a blue …") is no longer found where it stood\n'
        "    links to it must go on working: put the words back,\n"
        "    or write in transcript/talk.yml   retired: {t3: t2}"
    ]


def test_a_moved_turn_is_a_problem_that_names_its_new_place() -> None:
    result = edited(FIRST, TWO, THREE, FOUR, ONE)
    assert turn_ids(result) == ["t2", "t3", "t4", "t5"]
    assert messages(result) == [
        'transcript/talk.txt:40: turn t1 ("the lamp was lit at dusk every single …") '
        "is no longer found where it stood\n"
        "    the same words now stand at line 40, where they would become t5\n"
        "    links to it must go on working: put the words back,\n"
        "    or write in transcript/talk.yml   retired: {t1: t5}"
    ]


def test_what_a_problem_proposes_mends_it() -> None:
    for turns, cure in (
        ((ONE, TWO, FOUR), {"t3": "t2"}),
        ((TWO, THREE, FOUR, ONE), {"t1": "t5"}),
        ((ONE, NEW, THREE, FOUR), {"t2": "t1"}),
    ):
        result = edited(FIRST, *turns, retired=cure)
        standing = {key for turn in result.transcript.turns for key in (turn.id, *(p.id for p in turn.paragraphs))}
        assert result.problems == ()
        assert list(check_retired(cure, FIRST, standing)) == []


def test_a_split_turn_keeps_its_id_where_most_of_its_words_are() -> None:
    long = f"{ONE} and {THREE} and {FOUR}"
    result = edited(recorded(TWO, long, FIVE), TWO, f"{ONE} and {THREE}", f"and {FOUR}", FIVE)
    assert turn_ids(result) == ["t1", "t2", "t2a", "t3"]
    assert result.problems == ()


def test_a_turn_split_in_halves_keeps_its_id_with_the_more_similar_half() -> None:
    result = edited(recorded(f"{ONE} {TWO}", FIVE), ONE, TWO, FIVE)
    assert turn_ids(result) == ["t1", "t1a", "t2"]
    assert result.problems == ()


def test_two_merged_turns_leave_one_id_to_be_retired() -> None:
    result = edited(FIRST, ONE, f"{TWO} {THREE}", FOUR)
    assert turn_ids(result) == ["t1", "t3", "t4"] or turn_ids(result) == ["t1", "t2", "t4"]
    (lost,) = {"t2", "t3"} - set(turn_ids(result))
    (problem,) = result.problems
    assert problem.message.startswith(f"turn {lost} ")
    (kept,) = {"t2", "t3"} & set(turn_ids(result))
    assert edited(FIRST, ONE, f"{TWO} {THREE}", FOUR, retired={lost: kept}).problems == ()


def test_a_retired_id_is_never_given_again() -> None:
    ledger = edited(FIRST, ONE, TWO, THREE, retired={"t4": "t3"}).ledger
    assert "t4" in ledger
    result = edited(ledger, ONE, TWO, THREE, FIVE, retired={"t4": "t3"})
    assert turn_ids(result) == ["t1", "t2", "t3", "t5"]


def test_a_turn_restored_after_it_was_reported_has_its_old_id() -> None:
    ledger = edited(FIRST, ONE, TWO, FOUR).ledger
    assert turn_ids(edited(ledger, ONE, TWO, THREE, FOUR)) == ["t1", "t2", "t3", "t4"]


def test_the_ledger_keeps_a_retired_turn_in_its_place() -> None:
    assert list(edited(FIRST, ONE, TWO, FOUR, retired={"t3": "t2"}).ledger) == ["t1", "t2", "t3", "t4"]


def test_retired_ids_lead_through_a_chain_to_what_stands() -> None:
    files = good_project()
    files["transcript/lighthouse.ids.yml"] += b"""\
  t5:
    t5p1: "the sea was calm all through that summer"
  t6:
    t6p1: "nobody wrote us any letters in those years"
"""
    files["transcript/lighthouse.yml"] += b"retired: {t6: t5, t5: t4}\n"
    (read,), problems = read_interviews(files)
    assert problems == []
    assert read.interview.retired == {"t6": "t4", "t6p1": "t4", "t5": "t4", "t5p1": "t4"}


@pytest.mark.parametrize(
    ("retired", "expected"),
    [
        ({"t9": "t1"}, ["t9 is retired, but the ledger never held it"]),
        ({"t2": "t7"}, ["t2 is retired to t7, which is not in the text"]),
        ({"t2": "t3", "t3": "t7"}, ["t3 is retired to t7, which is not in the text"]),
        ({"t1": "t4"}, ["t1 is retired, but it still stands in the text"]),
        ({"t2": "t3", "t3": "t1"}, []),
        ({"t2p1": "t1p1"}, []),
    ],
)  # fmt: skip
def test_a_record_of_retired_ids_is_checked(retired: dict[str, str], expected: list[str]) -> None:
    assert list(check_retired(retired, FIRST, {"t1", "t1p1", "t4", "t4p1"})) == expected


def test_retired_ids_that_lead_in_a_circle_are_told() -> None:
    assert list(check_retired({"t2": "t3", "t3": "t2"}, FIRST, {"t1", "t4"}))


def test_a_retired_turn_whose_words_still_stand_is_told() -> None:
    files = good_project()
    files["transcript/lighthouse.yml"] += b"retired: {t3: t2}\n"
    _, problems = read_interviews(files)
    assert [p.message for p in problems] == ["t3 is retired, but it still stands in the text"]


PARAGRAPHS = recorded(ONE, [TWO, THREE, FOUR], FIVE)


def test_an_inserted_paragraph_takes_a_letter() -> None:
    result = edited(PARAGRAPHS, ONE, [TWO, NEW, THREE, FOUR], FIVE)
    assert paragraph_ids(result)[1] == ["t2p1", "t2p1a", "t2p2", "t2p3"]
    assert (result.new, result.problems) == (("t2p1a",), ())


LEDGER_ORDER = "the ledger appends new paragraphs instead of keeping the order of the text"


def test_an_inserted_paragraph_is_found_again_once_it_is_recorded() -> None:
    turns = (ONE, [TWO, NEW, THREE, FOUR], FIVE)
    ledger = edited(PARAGRAPHS, *turns).ledger
    assert list(ledger["t2"]) == ["t2p1", "t2p1a", "t2p2", "t2p3"]
    again = edited(ledger, *turns)
    assert (again.new, again.problems) == ((), ())


def test_a_turn_most_of_whose_paragraphs_are_retired_keeps_its_id() -> None:
    retired = {"t2p2": "t2p1", "t2p3": "t2p1"}
    result = edited(PARAGRAPHS, ONE, TWO, FIVE, retired=retired)
    assert turn_ids(result) == ["t1", "t2", "t3"]
    assert result.problems == ()


def test_an_appended_paragraph_takes_the_next_number() -> None:
    result = edited(PARAGRAPHS, ONE, [TWO, THREE, FOUR, NEW], FIVE)
    assert paragraph_ids(result)[1] == ["t2p1", "t2p2", "t2p3", "t2p4"]


def test_a_paragraph_put_first_stands_before_p1() -> None:
    result = edited(PARAGRAPHS, ONE, [NEW, TWO, THREE, FOUR], FIVE)
    assert paragraph_ids(result)[1] == ["t2p0a", "t2p1", "t2p2", "t2p3"]


def test_merged_paragraphs_leave_one_id_to_be_retired() -> None:
    result = edited(PARAGRAPHS, ONE, [TWO, f"{THREE} {FOUR}"], FIVE)
    kept = paragraph_ids(result)[1]
    (lost,) = {"t2p2", "t2p3"} - set(kept)
    (problem,) = result.problems
    assert problem.message.startswith(f"paragraph {lost} ")
    assert edited(PARAGRAPHS, ONE, [TWO, f"{THREE} {FOUR}"], FIVE, retired={lost: kept[1]}).problems == ()


def test_a_dropped_paragraph_is_a_problem() -> None:
    assert messages(edited(PARAGRAPHS, ONE, [TWO, FOUR], FIVE)) == [
        'transcript/talk.txt: paragraph t2p2 ("my uncle kept the log in a blue …") is no longer found where it stood\n'
        "    links to it must go on working: put the words back,\n"
        "    or write in transcript/talk.yml   retired: {t2p2: t2p1}"
    ]


def test_a_paragraph_that_moved_to_another_turn_is_a_problem() -> None:
    result = edited(PARAGRAPHS, [ONE, THREE], [TWO, FOUR], FIVE)
    assert [problem.message.split(" (")[0] for problem in result.problems] == ["paragraph t2p2"]


def test_asides_go_with_the_paragraph_that_holds_them() -> None:
    files = good_project()
    path = "transcript/lighthouse.txt"
    files[path] = files[path].replace(b"NV: Was", b"NV: Please go on.\n\nTA: Gladly, if you wish.\n\nNV: Was")
    (read,), _ = read_interviews(files)
    (aside,) = read.interview.asides
    assert (aside.turn, aside.paragraph) == ("t4", "t4p2")


def test_the_ledger_as_written_is_the_ledger_as_read() -> None:
    ledger = recorded("Müller said “no” \\ 12:30", ["null", "yes: & *"], "毛 says 'tis")
    assert yaml.load(write_ledger(ledger), Loader=yaml.BaseLoader) == {"turns": ledger}


_LEDGER_LINES = st.lists(
    st.sampled_from(
        [
            "  t1:", "  t2:", "  t2a:", "  t٣:", '    t1p1: "mao\'s library"', '    t1p1: "毛 泽 东"', '    t1p2: ""',
            '    t2p1: " a  b "', '    t2ap1: "e\u0301tude"', '    t2p1: "a\\\\b"', '    t2p2: "null"',
            "    t2p1: plain",
            "    # said", "", '    t1p1: "ab" ', '  "t1":', '\tt1p1: "a"', '    t2p1: "a\u0085b"',
        ]
    ),
    max_size=6,
)  # fmt: skip


@given(_LEDGER_LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_ledger_read_line_by_line_is_the_ledger_read_as_yaml(lines: list[str], end: str) -> None:
    data = (HEADER + "turns:\n" + "".join(line + end for line in lines)).encode()
    read, problems = read_ledger(data, "transcript/talk.ids.yml")
    assert (read, problems) == read_any_ledger(data, "transcript/talk.ids.yml")
    if read:
        assert [list(held.items()) for held in read.values()] == [
            list(held.items()) for held in (read_any_ledger(data, "")[0] or {}).values()
        ]


def test_a_ledger_as_written_is_read_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = recorded(ONE, [TWO, THREE], "毛 says 'tis")
    monkeypatch.setattr("edition.anchoring.ledger.read_yaml", None)
    assert read_ledger(write_ledger(ledger).encode(), "") == (ledger, [])


@given(st.lists(st.sampled_from(["a", "b", "a b", ""]), max_size=8))
def test_texts_that_have_not_changed_are_paired_by_position(texts: list[str]) -> None:
    assert align(texts, texts) == {position: position for position in range(len(texts))}
    opcodes = SequenceMatcher(None, texts, texts, autojunk=False).get_opcodes()
    assert opcodes == ([("equal", 0, len(texts), 0, len(texts))] if texts else [])


def test_similarity_runs_from_nothing_to_everything() -> None:
    assert similarity(ONE.split(), ONE.split()) == 1
    assert similarity(ONE.split(), ["coal"]) == 0
    assert similarity([], []) == 1


# Properties

words = st.sampled_from(["lamp", "log", "gull", "coal", "boat", "stairs", "winter", "uncle", "ship", "bread"])
turns_of_paragraphs = st.lists(
    st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=3), min_size=1, max_size=5
)


def all_ids(result: IdentifiedTranscript) -> list[str]:
    return [key for turn in result.transcript.turns for key in (turn.id, *(p.id for p in turn.paragraphs))]


@given(turns_of_paragraphs, turns_of_paragraphs)
@example([["lamp lamp"]], [["lamp", "lamp lamp"]])
def test_ids_that_were_recorded_stay_what_they_are(before: list[list[str]], after: list[list[str]]) -> None:
    once = edited(recorded(*before), *after)
    again = edited(once.ledger, *after)
    if not once.problems:
        assert all_ids(again) == all_ids(once)
        assert (again.new, again.reworded, again.problems) == ((), (), ())


@given(turns_of_paragraphs, turns_of_paragraphs)
def test_every_id_is_given_once(before: list[list[str]], after: list[list[str]]) -> None:
    ids = all_ids(edited(recorded(*before), *after))
    assert len(ids) == len(set(ids))


@given(turns_of_paragraphs, turns_of_paragraphs)
def test_no_id_ever_leaves_the_ledger(before: list[list[str]], after: list[list[str]]) -> None:
    ledger = recorded(*before)
    result = edited(ledger, *after)
    assert set(ledger) <= set(result.ledger)
    assert all(set(held) <= set(result.ledger[turn_id]) for turn_id, held in ledger.items())


@given(turns_of_paragraphs, turns_of_paragraphs)
def test_an_id_that_does_not_stand_is_told(before: list[list[str]], after: list[list[str]]) -> None:
    ledger = recorded(*before)
    result = edited(ledger, *after)
    told = {problem.message.split()[1] for problem in result.problems}
    standing = set(all_ids(result))
    for turn_id, held in ledger.items():
        assert turn_id in standing or turn_id in told
        assert turn_id not in standing or all(key in standing or key in told for key in held)


@given(st.lists(st.integers(0, 999), min_size=1, max_size=8, unique=True), st.data())
def test_ids_never_change_when_turns_are_inserted(numbers: list[int], data: st.DataObject) -> None:
    before = [f"we counted {number} ships and {number} boats" for number in numbers]
    ledger = recorded(*before)
    after = list(before)
    for fresh in range(1000, 1000 + data.draw(st.integers(1, 4))):
        after.insert(data.draw(st.integers(0, len(after))), f"{fresh} gulls {fresh} stairs {fresh} lamps")
    result = edited(ledger, *after)
    by_words = {turn.paragraphs[0].text: turn.id for turn in result.transcript.turns}
    assert [by_words[text] for text in before] == list(ledger)
    assert result.problems == ()
