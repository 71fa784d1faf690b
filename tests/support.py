"""What several tests share: a good small project, and cases kept in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from edition.load import load_files
from edition.model import Paragraph

TESTS = Path(__file__).parent
ROOT = TESTS.parent
REAL_TRANSCRIPT = ROOT / "transcript" / "long-night-of-the-red-star.txt"


def good_project() -> dict[str, bytes]:
    """The files of a project without a problem: a lighthouse keeper interviewed, two speakers, four turns."""
    return load_files(TESTS / "editions" / "lighthouse")


def patched_project(case: Mapping[str, Any]) -> dict[str, bytes]:
    """The good project with a case's `remove`, `replace` (path to old and new words), `files`, `hex` laid over it."""
    files = good_project()
    for path in case.get("remove", ()):
        del files[path]
    for path, changes in case.get("replace", {}).items():
        for old, new in changes.items():
            assert files[path].count(old.encode()) == 1, f"{path} should hold {old!r} once"
            files[path] = files[path].replace(old.encode(), new.encode())
    files |= {path: text.encode() for path, text in case.get("files", {}).items()}
    files |= {path: bytes.fromhex(digits) for path, digits in case.get("hex", {}).items()}
    return files


def load_case(path: Path) -> dict[str, Any]:
    """A case; all its scalars are text, so that nothing in it is turned into a number or a date."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def case_files(folder: str) -> list[Path]:
    """All case files under a folder of `tests/`."""
    return sorted((TESTS / folder).rglob("*.yml"))


def paragraphs(*texts: str) -> list[Paragraph]:
    """Paragraphs p1, p2, ... of these texts."""
    return [Paragraph(id=f"p{number}", text=text, line=number) for number, text in enumerate(texts, start=1)]
