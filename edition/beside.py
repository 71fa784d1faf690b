"""Work done by a second process while the first goes on, on machines that can."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
LEAST_SHARED = 200
"""Items below which a second process costs more than it saves."""


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Have some work done at the end, meanwhile if the machine has a second processor and the system can fork.

    The work must write its results to disk, and may be done twice: what fails in the second process is done again in
    this one, where it can say what is wrong.
    """
    if not _can_fork():
        yield
        work()
        return
    process = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,))
    process.start()
    try:
        yield
    except BaseException:
        process.terminate()
        process.join()
        raise
    process.join()
    if process.exitcode:
        work()


def in_halves(work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item]) -> list[_Result]:
    """What some work makes of each half of the items, done at the same time where a machine can, else of all of them.

    Each half has every second item, so that both are about as much work. The results must be what `pickle` takes; what
    fails in the second process is done again in this one, where it can say what is wrong.
    """
    if len(items) < LEAST_SHARED or not _can_fork():
        return [work(items)]
    first, second = items[0::2], items[1::2]
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, second, sending))
    process.start()
    sending.close()
    try:
        ours = work(first)
        try:
            theirs = receiving.recv()
        except (EOFError, OSError):  # it failed, or was ended while it sent
            theirs = work(second)
    finally:
        receiving.close()
        process.kill()
        process.join()
    return [ours, theirs]


def _can_fork() -> bool:
    can = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return can and (os.cpu_count() or 1) > 1


def _send(work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], sending: Connection) -> None:
    def made() -> None:
        sending.send(work(items))

    _quietly(made)


def _quietly(work: Callable[[], None]) -> None:
    """Work without a word on the console; ends with 1 where it fails."""
    try:
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)
