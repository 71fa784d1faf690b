"""Work shared with a second process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from multiprocessing.connection import Connection

import pytest
from sites import ROOT

import edition.beside
from edition.beside import LEAST_SHARED, in_halves
from edition.interviews import forget_interviews, read_interviews
from edition.load import load_files


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("count", [0, 1, LEAST_SHARED - 1, LEAST_SHARED, LEAST_SHARED + 1, 5 * LEAST_SHARED])
def test_two_halves_are_all_of_it(count: int) -> None:
    found = in_halves(doubled, range(count))
    assert sorted(number for half in found for number in half) == doubled(range(count))


def test_a_mistake_in_the_second_process_is_told_in_the_first() -> None:
    with pytest.raises(ZeroDivisionError):
        in_halves(lambda numbers: [1 // (number - 1) for number in numbers], range(LEAST_SHARED))


def test_what_breaks_while_it_is_sent_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: Connection, held: object) -> None:
        os.write(self.fileno(), b"\0\0\0\x20half")
        os._exit(9)

    monkeypatch.setattr(Connection, "send", send)
    found = in_halves(doubled, range(LEAST_SHARED))
    assert sorted(number for half in found for number in half) == doubled(range(LEAST_SHARED))


def test_what_the_second_process_could_not_do_the_first_does() -> None:
    first = os.getpid()

    def work(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != first:
            os._exit(3)
        return doubled(numbers)

    found = in_halves(work, range(LEAST_SHARED))
    assert sorted(number for half in found for number in half) == doubled(range(LEAST_SHARED))


def test_interviews_that_two_processes_read_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = load_files(ROOT / "tests" / "editions" / "voices")
    files |= {"transcript/broken.txt": b"no label at all", "transcript/broken.yml": b"title: [\n"}
    forget_interviews()
    alone, told = read_interviews(files)
    forget_interviews()
    monkeypatch.setattr(edition.beside, "LEAST_SHARED", 2)
    assert read_interviews(files) == (alone, told)
    assert len(alone) > 2
    assert [one.path for one in told] == ["transcript/broken.yml"]
