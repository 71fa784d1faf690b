"""Python's search for garbage, kept off what stays: an archive has millions of records, and to look through is long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """For work of which all that is made stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def only_new_collected() -> Iterator[None]:
    """For work that throws away much of what it makes, and nothing of what was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
