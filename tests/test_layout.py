"""README's table of how the code is laid out, against the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support import ROOT

PACKAGE = ROOT / "edition"
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("## How the code is laid out")[2].partition("\n## ")[0]


def rows() -> list[list[str]]:
    """The names in each row of the table, without the slash of a folder."""
    cells = re.findall(r"^\| (`[^|]+`) \|", TABLE, re.M)
    return [[name.strip("`").removesuffix("/") for name in cell.split(", ")] for cell in cells]


def imported(path: Path) -> Iterator[str]:
    """The modules and folders right under `edition/` that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("edition."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "edition":
            yield from (name.name for name in node.names)


def test_the_table_names_every_module_and_folder_once() -> None:
    named = [name for row in rows() for name in row]
    here = {path.stem for path in PACKAGE.iterdir()} - {"__init__", "__pycache__"}
    assert sorted(named) == sorted(here)


def test_imports_run_down_the_table() -> None:
    place = {name: number for number, row in enumerate(rows()) for name in row}
    upwards = {
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in PACKAGE.rglob("*.py")
        if "skeleton" not in path.parts
        for own in [path.relative_to(PACKAGE).parts[0].removesuffix(".py")]
        for other in imported(path)
        if other != own and place[other] > place[own]
    }
    assert upwards == set()
