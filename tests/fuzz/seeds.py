"""What fuzzing begins from: the cases of the tests, in every form that is read, and the small editions."""

from __future__ import annotations

from pathlib import Path

import yaml

TESTS = Path(__file__).resolve().parent.parent


def transcripts() -> list[bytes]:
    """The text of every case, and every transcript of the small editions."""
    found: list[bytes] = []
    for path in sorted((TESTS / "cases").rglob("*")):
        if path.suffix == ".yml":
            case = yaml.safe_load(path.read_text(encoding="utf-8"))
            if isinstance(case, dict) and isinstance(case.get("text"), str):
                found.append(case["text"].encode())
        elif path.is_file():
            found.append(path.read_bytes())
    for path in sorted((TESTS / "editions").glob("*/transcript/*")):
        if path.suffix not in (".yml", ".md"):
            found.append(path.read_bytes())
    return found


def edition(name: str) -> dict[str, bytes]:
    """The files of one of the small editions, as `assemble_edition` takes them."""
    folder = TESTS / "editions" / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("transcript", "annotations")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }
