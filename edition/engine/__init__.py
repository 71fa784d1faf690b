"""Staging on disk and running a site engine: the only package that writes files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from edition.engine.failed import EngineFailed

Engine = Literal["material", "zensical"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


def run_engine(project: Path, engine: Engine) -> None:
    """Render the staged pages into `build/site`; raises `EngineFailed` with what the engine said."""
    if engine == "zensical":
        from edition.engine.zensical import run_zensical as run
    else:
        from edition.engine.material import run_material as run  # MkDocs is slow to load
    run(project)


__all__ = ["ENGINES", "Engine", "EngineFailed", "run_engine"]
