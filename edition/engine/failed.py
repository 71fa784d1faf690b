"""What an engine raises when it stops."""

from __future__ import annotations

from collections.abc import Sequence


class EngineFailed(Exception):
    """The site engine found something wrong; `lines` is what it said."""

    def __init__(self, lines: Sequence[str]):
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))
