"""Staging on disk and running a site engine: the only package that writes files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from edition.engine.failed import EngineFailed
from edition.links import PageLinks

Engine = Literal["material", "zensical"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


def run_engine(project: Path, engine: Engine) -> dict[str, PageLinks]:
    """Render the staged pages into `build/site`; raises `EngineFailed` with what the engine said.

    Returns the pages that are finished already, by path in the site, and what they link to.
    """
    if engine == "zensical":
        from edition.engine.zensical import run_zensical

        run_zensical(project)
        return {}
    from edition.engine.material import run_material  # MkDocs is slow to load

    return run_material(project)


__all__ = ["ENGINES", "Engine", "EngineFailed", "run_engine"]
