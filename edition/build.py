"""From a project's folder to a verified site: joins the parts, and leaves the last good site where anything fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from edition.engine import Engine, disk, run_engine
from edition.export import export_files
from edition.interviews import read_interviews, write_ledger
from edition.load import load_edition, load_files
from edition.model import Edition
from edition.pages import render_pages
from edition.problems import Problem, ProblemsFound
from edition.schemas import schema_files
from edition.search import indexing, render_stubs
from edition.sitemap import Sitemap
from edition.verify import check_witness

Report = Callable[[str], None]
"""Told what is being done, in a few words."""
PAGEFIND = "pagefind"


def built_at(environment: Mapping[str, str]) -> str | None:
    """The moment of `SOURCE_DATE_EPOCH` (reproducible-builds.org) in ISO 8601; None where it is not set."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).isoformat() if epoch else None


def stage(project: Path, edition: Edition, built: str | None) -> None:
    """Write everything that the engine and the browser need under `build/docs`.

    Raises `ProblemsFound` where a hand-written page would hide a generated one, or can't be read.
    """
    written = _hand_written(project)
    generated = {page.path: page.text.encode() for page in render_pages(edition)}
    generated |= {f"data/{name}": data for name, data in export_files(edition, built).items()}
    hidden = sorted(set(written) & set(generated))
    if hidden:
        raise ProblemsFound(
            Problem(
                path=f"docs/{name}", message="a generated page has this name too",
                hints=("rename the file; what is generated is listed under build/docs after a build",),
            )
            for name in hidden
        )  # fmt: skip
    disk.write_tree(project / disk.DOCS, {**written, **generated}, keep=(PAGEFIND,))


def _hand_written(project: Path) -> dict[str, bytes]:
    if not (project / "docs").is_dir():
        raise ProblemsFound([Problem(path="docs/", message="there is no such folder; it holds the hand-written pages")])
    if not (project / "mkdocs.yml").is_file():
        raise ProblemsFound([Problem(path="mkdocs.yml", message="there is no such file; it says how the site looks")])
    return disk.read_tree(project / "docs")


@contextmanager
def index(project: Path, edition: Edition) -> Iterator[None]:
    """Make the search index while other work is done, and put it beside the staged pages at the end.

    Nothing is done where no record has changed. An index that was not finished is never taken for one.
    """
    changed = disk.write_tree(project / disk.STUBS, render_stubs(edition))
    output, unfinished = project / disk.DOCS / PAGEFIND, project / disk.STAGE / "unfinished-index"
    if output.is_dir() and not changed:
        yield
        return
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(unfinished, ignore_errors=True)
    with indexing(project / disk.STUBS, unfinished, edition.settings.language):
        yield
    unfinished.rename(output)


def verify(project: Path, edition: Edition, site: Path = disk.NEW_SITE) -> None:
    """Raises `ProblemsFound` where the built site does not show the witness."""
    sitemap = Sitemap(edition)
    problems: list[Problem] = []
    for interview in edition.interviews:
        name = f"{sitemap.interview(interview.id).url}index.html"
        html = (project / site / name).read_text(encoding="utf-8")
        problems += check_witness(interview, html, f"site/{name}")
    if problems:
        raise ProblemsFound(problems)


def build(project: Path, environment: Mapping[str, str], report: Report, engine: Engine = "material") -> Edition:
    """Check, stage, render, verify and put in place the site of a project.

    Raises `ProblemsFound`, `EngineFailed` or `SearchFailed`; the last good `site/` then stays as it was.
    """
    report("reading transcript and annotations")
    edition = load_edition(project)
    turns = sum(len(interview.turns) for interview in edition.interviews)
    report(
        f"writing pages and search index: {turns} turns, {len(edition.notes)} notes, {len(edition.mentions)} mentions"
    )
    with index(project, edition):
        stage(project, edition, built_at(environment))
    report("rendering the site")
    shutil.rmtree(project / disk.NEW_SITE, ignore_errors=True)
    run_engine(project, engine)
    report("comparing every word with the text as received")
    verify(project, edition)
    disk.replace_site(project)
    return edition


def export(project: Path, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Write the data files into a folder; returns their names."""
    files = export_files(load_edition(project), built_at(environment))
    disk.add_files(folder, files)
    return sorted(files)


def write_schemas(project: Path) -> list[str]:
    """Write the JSON Schemas of the YAML files; returns their paths from the project's folder."""
    disk.add_files(project / "schemas", schema_files())
    return [f"schemas/{name}" for name in schema_files()]


def record_ids(project: Path, *, write: bool, report: Report) -> tuple[Problem, ...]:
    """Tell which ids are new or reworded, and with `write` record them; returns what stands in the way.

    Only the transcripts are read, so that ids can be recorded before the annotations fit the new text.
    """
    interviews, problems = read_interviews(load_files(project))
    for read in interviews:
        new, reworded = read.identified.new, read.identified.reworded
        report(f"{read.ledger_path}: {len(new)} new, {len(reworded)} reworded, {len(read.interview.retired)} retired")
        report("".join(f"  new {one}\n" for one in new) + "".join(f"  reworded {one}\n" for one in reworded))
    if write and not problems:
        for read in interviews:
            disk.add_files(project, {read.ledger_path: write_ledger(read.identified.ledger).encode()})
            report(f"written {read.ledger_path}")
    return tuple(problems)
