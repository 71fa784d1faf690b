"""That this edition is whole: no problems, and a site in which every turn stands under its number.

Run with `python -m unittest discover -s tests`, in the edition's folder.
"""

from __future__ import annotations

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_site import main  # noqa: E402
from edition.load import load_edition  # noqa: E402


class TheEdition(unittest.TestCase):
    def test_it_has_no_problems(self) -> None:
        assert main(["--project", str(ROOT), "check"]) == 0

    def test_every_turn_stands_in_the_built_site(self) -> None:
        assert main(["--project", str(ROOT), "build"]) == 0
        for interview in load_edition(ROOT).interviews:
            page = (ROOT / "site" / "transcript" / interview.id / "index.html").read_text(encoding="utf-8")
            ids = set(re.findall(r'\bid="?([\w-]+)', page))
            assert {turn.id for turn in interview.turns} <= ids


if __name__ == "__main__":
    unittest.main()
