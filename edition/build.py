"""From a project's folder to a verified site: joins the parts, and leaves the last good site where anything fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from edition.anchoring.ledger import write_ledger
from edition.beside import beside, in_halves
from edition.engine import Engine, disk, run_engine
from edition.export import Publication, make_files, root_files
from edition.finish import check_site, finish_page
from edition.garbage import only_new_collected
from edition.history import PATH as HISTORY
from edition.history import record_version, write_history
from edition.interviews import read_interviews
from edition.links import PageLinks
from edition.load import load_edition, load_files, load_ledger, load_once
from edition.marks import fill_page, fill_settings
from edition.model import Edition, Interview
from edition.normalise import sorted_index
from edition.pages import render_cards, render_interviews, render_pages, render_previews
from edition.pages.preview import FONT
from edition.parts import PAGE_LIMIT
from edition.problems import Problem, ProblemsFound
from edition.published import PATH as PUBLISHED
from edition.published import find_addresses, merge_published, read_published, write_published
from edition.publishing import check_decided, check_rights
from edition.rights import permitted, withholds
from edition.schemas import schema_files
from edition.search import indexing, render_stubs
from edition.site_settings import PATH as SETTINGS
from edition.sitemap import Sitemap
from edition.text import counted
from edition.verify import check_witness
from edition.wording import tell_size

STYLE = "assets/style.css"
"""The one style sheet that pages load, made of those under `docs/assets/`."""
CARDS = "cards"
"""The folder in `data/` that pages load from, and that is no export."""
Report = Callable[[str], None]
"""Told what is being done, in a few words."""


def publication_of(environment: Mapping[str, str]) -> Publication:
    """What the environment says of the site to be made; raises `ProblemsFound` on a bad `SOURCE_DATE_EPOCH`."""
    site_url = environment.get("SITE_URL", "")
    return Publication(built=_built_at(environment), site_url=f"{site_url.rstrip('/')}/" if site_url else "")


def _built_at(environment: Mapping[str, str]) -> str | None:
    """The moment of `SOURCE_DATE_EPOCH` (reproducible-builds.org) in ISO 8601; None where it is not set."""
    epoch = source_date_epoch(environment)
    return None if epoch is None else datetime.fromtimestamp(epoch, UTC).isoformat()


def source_date_epoch(environment: Mapping[str, str]) -> int | None:
    """The seconds of `SOURCE_DATE_EPOCH`; None where it is not set. Raises `ProblemsFound` where it is no moment."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        datetime.fromtimestamp(int(epoch), UTC)
        return int(epoch)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}'; expected seconds since 1970"
        raise ProblemsFound([Problem(path="the environment", message=message)]) from None


def stage(project: Path, edition: Edition, publication: Publication) -> None:
    """Write everything that the engine and the browser need under `build/docs`.

    Raises `ProblemsFound` where a hand-written page would hide a generated one, or can't be read.
    """
    _hand_written(project)
    with beside(partial(stage_data, project, edition, publication)):
        stage_pages(project, edition, publication)


def stage_pages(project: Path, edition: Edition, publication: Publication) -> None:
    """Write the pages and what they load under `build/docs`, and leave the data files there as they are.

    Raises `ProblemsFound` as `stage` does.
    """
    written = {name: _filled(name, data, edition) for name, data in _hand_written(project).items()}
    docs = project / disk.DOCS
    published = read_published(load_ledger(project))[0]
    pages = render_pages(edition, site_url=publication.site_url, published=published)
    made = {STYLE: _one_style(written), **root_files(edition, publication)}
    names: set[str] = set()
    for name, data in chain(
        ((page.path, page.text.encode()) for page in pages),
        render_cards(edition),
        render_previews(edition, project / "docs" / FONT),
        made.items(),
    ):
        if name in names:
            raise AssertionError(f"two files at {name}")
        names.add(name)
        if name not in written:
            disk.add_files(docs, {name: data})
    _check_hidden(written, names)
    disk.add_files(docs, written)
    disk.remove_stale(docs, {*written, *names}, keep=(disk.PAGEFIND, disk.DATA))
    disk.stage_settings(project, fill_settings((project / SETTINGS).read_bytes(), edition))
    disk.remove_stale(docs / disk.DATA / CARDS, _below(names, f"{disk.DATA}/{CARDS}/"))


def _filled(name: str, data: bytes, edition: Edition) -> bytes:
    """A hand-written file as it is staged: in pages, the marks stand for what they name."""
    if not name.endswith(".md") or b"{{" not in data:
        return data
    return fill_page(data.decode("utf-8", "surrogateescape"), edition, name).encode("utf-8", "surrogateescape")


def stage_data(project: Path, edition: Edition, publication: Publication) -> None:
    """Write the data files under `build/docs/data`, each as it is made. Raises `ProblemsFound` as `stage` does."""
    folder, written, target = f"{disk.DATA}/", _hand_written(project), project / disk.DOCS / disk.DATA
    with only_new_collected():
        made = disk.add_pieces(target, make_files(edition, publication))
    _check_hidden(written, {folder + name for name in made})
    beside_them = {name.removeprefix(folder): data for name, data in written.items() if name.startswith(folder)}
    disk.add_files(target, beside_them)
    disk.remove_stale(target, {*beside_them, *made}, keep=(CARDS, "index.md"))


def stage_interviews(project: Path, edition: Edition, publication: Publication, interviews: Collection[str]) -> None:
    """Write the pages of some interviews alone under `build/docs`, the other pages staying as they are."""
    pages = render_interviews(edition, interviews, site_url=publication.site_url)
    disk.add_files(project / disk.DOCS, {page.path: page.text.encode() for page in pages})


def _below(names: Iterable[str], folder: str) -> set[str]:
    return {name.removeprefix(folder) for name in names if name.startswith(folder)}


def _check_hidden(written: Collection[str], generated: Collection[str]) -> None:
    """Raises `ProblemsFound` where a hand-written file has the name of a generated one."""
    hidden = sorted(set(written) & set(generated))
    if hidden:
        raise ProblemsFound(
            Problem(
                path=f"docs/{name}", message="a generated page has this name too",
                hints=("rename the file; what is generated is listed under build/docs after a build",),
            )
            for name in hidden
        )  # fmt: skip


def _one_style(written: Mapping[str, bytes]) -> bytes:
    """All style sheets of `docs/assets/` as one, that of the whole edition first: a browser waits for each of them.

    Comments and indents are for those who write them, and are left out.
    """
    sheets = sorted(
        (name for name in written if name.startswith("assets/") and name.endswith(".css")),
        key=lambda name: (name != "assets/edition.css", name),
    )
    text = "\n".join(written[name].decode() for name in sheets)
    return re.sub(r"/\*.*?\*/|^\s+|\n(?=\s*\n)", "", text, flags=re.S | re.M).encode()


def _hand_written(project: Path) -> dict[str, bytes]:
    if not (project / "docs").is_dir():
        raise ProblemsFound([Problem(path="docs/", message="there is no such folder; it holds the hand-written pages")])
    if not (project / "mkdocs.yml").is_file():
        raise ProblemsFound([Problem(path="mkdocs.yml", message="there is no such file; it says how the site looks")])
    return disk.read_tree(project / "docs")


def index(project: Path, edition: Edition) -> AbstractContextManager[None]:
    """Make the search index while other work is done, and have it beside the staged pages at the end."""
    make = partial(indexing, language=edition.settings.language)
    return disk.indexed(project, render_stubs(edition), make, sorted_index)


def verify(
    project: Path, edition: Edition, site: Path = disk.NEW_SITE, interviews: Collection[str] | None = None
) -> None:
    """Raises `ProblemsFound` where the built site does not show the witness, or as much of it as may be published.

    Only those `interviews` are looked at, where they are named.
    """
    wanted = [one for one in permitted(edition).interviews if interviews is None or one.id in interviews]
    problems = [
        one for found in in_halves(partial(_differences, project / site, Sitemap(edition)), wanted) for one in found
    ]
    if problems:
        raise ProblemsFound(problems)


def _differences(site: Path, sitemap: Sitemap, interviews: Sequence[Interview]) -> list[Problem]:
    found: list[Problem] = []
    for interview in interviews:
        name = f"{sitemap.interview(interview.id).url}index.html"
        found += check_witness(interview, (site / name).read_text(encoding="utf-8"), f"site/{name}")
    return found


def withhold(project: Path, edition: Edition, site: Path = disk.NEW_SITE) -> None:
    """Raises `ProblemsFound` where words can be read in the built site that may not be published."""
    if not withholds(edition):
        return
    folder = project / site
    built = ((name, (folder / name).read_bytes()) for name in disk.list_files(folder))
    written = {f"docs/{name}": data for name, data in _hand_written(project).items()}
    problems = list(check_rights(edition, built, written, load_files(project)))
    if problems:
        raise ProblemsFound(problems)


def finish(
    project: Path,
    environment: Mapping[str, str],
    site: Path = disk.NEW_SITE,
    finished: Mapping[str, PageLinks] = MappingProxyType({}),
) -> None:
    """Give every page its policy, and check every link; raises `ProblemsFound` where one leads nowhere.

    Pages that are `finished` already are only checked.
    """
    folder = project / site
    files = disk.list_files(folder)
    pages = dict(finished)
    for name in (name for name in files if name.endswith(".html") and name not in finished):
        page = finish_page((folder / name).read_text(encoding="utf-8"))
        (folder / name).write_text(page.html, encoding="utf-8")
        pages[name] = page.links
    base = urlsplit(environment.get("SITE_URL", "")).path
    check_addresses(project, pages, frozenset(files), f"{base.rstrip('/')}/")


def heavy_pages(project: Path, edition: Edition, site: Path = disk.NEW_SITE) -> list[tuple[str, int]]:
    """The pages but for transcripts that have more bytes than `PAGE_LIMIT`, and how many; the heaviest first."""
    folder, sitemap = project / site, Sitemap(edition)
    transcripts = {f"{sitemap.interview(interview.id).url}index.html" for interview in edition.interviews}
    sizes = {name: (folder / name).stat().st_size for name in disk.list_files(folder) if name.endswith(".html")}
    heavy = ((name, size) for name, size in sizes.items() if size > PAGE_LIMIT and name not in transcripts)
    return sorted(heavy, key=lambda one: (-one[1], one[0]))


def check_addresses(project: Path, pages: Mapping[str, PageLinks], files: frozenset[str], base: str) -> None:
    """Raises `ProblemsFound` where a link of the finished pages leads nowhere, or a published address has gone."""
    published = load_ledger(project)
    ledger, problems = read_published(published)
    problems += check_site(pages, files, base, ledger, published)
    if problems:
        raise ProblemsFound(problems)


def build(
    project: Path,
    environment: Mapping[str, str],
    report: Report,
    engine: Engine = "material",
    *,
    publish: bool = False,
) -> Edition:
    """Check, stage, render, verify and put in place the site of a project; with `publish` only if the rights allow.

    Raises `ProblemsFound`, `EngineFailed`, `SearchFailed` or `Busy`; the last good `site/` then stays as it was.
    """
    with disk.alone(project):
        report("reading transcript and annotations")
        edition = load_once(project)
        if publish and (undecided := list(check_decided(load_files(project)))):
            raise ProblemsFound(undecided)
        report(f"writing pages and search index: {tell_size(edition)}, {counted(len(edition.mentions), 'mention')}")
        with only_new_collected(), index(project, edition):
            stage(project, edition, publication_of(environment))
            report("rendering the site")
            disk.new_site(project)
            finished = run_engine(project, engine)
            report("comparing every word with the text as received")
            verify(project, edition)
            report("waiting for the search index")
        disk.place(project, disk.PAGEFIND)
        disk.place(project, disk.DATA)
        report("checking every link")
        finish(project, environment, finished=finished)
        withhold(project, edition)
        for path, size in heavy_pages(project, edition):
            report(f"{path} has {size // 1000} kB; more than {PAGE_LIMIT // 1000} make a page slow where the line is")
        disk.replace_site(project)
        return edition


def export(project: Path, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Write the data files into a folder; returns their names."""
    return sorted(disk.add_pieces(folder, make_files(load_edition(project), publication_of(environment))))


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
            disk.write_whole(project / read.ledger_path, write_ledger(read.identified.ledger).encode())
            report(f"written {read.ledger_path}")
        problems += _record_addresses(project, report)
    return tuple(problems)


def record_history(project: Path, environment: Mapping[str, str], *, write: bool, report: Report) -> list[Problem]:
    """Tell which notes differ from the last recorded version, and with `write` record the present one.

    Returns what stands in the way: the present version was recorded before, with other wordings.
    """
    edition = load_edition(project)
    built = _built_at(environment)
    version = record_version(edition, built[:10] if built else date.today().isoformat())
    changed = f"{counted(len(version.notes), 'note')} new or changed, {len(version.gone)} taken out"
    report(f"version {version.version}: {changed}")
    report("".join(f"  {note.id}\n" for note in version.notes) + "".join(f"  gone: {one}\n" for one in version.gone))
    if not write or not (version.notes or version.gone):
        return []
    if any(one.version == version.version for one in edition.versions):
        message = f"version {version.version} was recorded before, and notes have changed since"
        hint = "give the edition a new version:   version: 1.1.0   in annotations/edition.yml"
        return [Problem(path=HISTORY, message=message, hints=(hint,))]
    disk.write_whole(project / HISTORY, write_history([*edition.versions, version]).encode())
    report(f"written {HISTORY}")
    return []


def _record_addresses(project: Path, report: Report) -> list[Problem]:
    """Add every address and anchor of the site to the ledger; returns what stands in the way."""
    try:
        edition = load_edition(project)
    except ProblemsFound:
        report(f"{PUBLISHED} is left as it was: the edition has problems; see check")
        return []
    ledger, problems = read_published(load_ledger(project))
    pages = {page.path: page.text for page in render_pages(edition, published=ledger)}
    written = _hand_written(project)
    pages |= {name: data.decode("utf-8", "replace") for name, data in written.items() if name.endswith(".md")}
    if not problems:
        merged = merge_published(ledger, find_addresses(pages))
        disk.write_whole(project / PUBLISHED, write_published(merged).encode())
        report(f"written {PUBLISHED}: {len(merged)} addresses, {sum(map(len, merged.values()))} anchors")
    return problems
