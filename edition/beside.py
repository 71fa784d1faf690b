"""Work done by a second process while the first goes on, on machines that can."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Have some work done at the end, meanwhile if the machine has a second processor and the system can fork.

    The work must write its results to disk, and may be done twice: what fails in the second process is done again in
    this one, where it can say what is wrong.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if not can_fork or (os.cpu_count() or 1) < 2:
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


def _quietly(work: Callable[[], None]) -> None:
    """Work without a word on the console; ends with 1 where it fails."""
    try:
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)
