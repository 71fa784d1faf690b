#!/usr/bin/env python3
"""The command line: `python build_site.py` builds the site; `--help` says what else there is."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edition.engine import ENGINES, EngineFailed, disk
from edition.engine.disk import Busy
from edition.problems import (
    Problem,
    ProblemsFound,
    format_problems,
    format_problems_github,
    format_problems_json,
    line_word,
)
from edition.search import SearchFailed

if TYPE_CHECKING:
    from edition.model import Edition
    from edition.new.proposal import Proposal

FORMATS = {"text": format_problems, "json": format_problems_json, "github": format_problems_github}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 problems found, 2 wrongly called."""
    options = _parser().parse_args(_with_default_command(sys.argv[1:] if arguments is None else list(arguments)))
    try:
        return int(options.run(options))
    except ProblemsFound as error:
        return _tell_problems(error.problems, "text")
    except EngineFailed as error:
        _say("The site engine stopped; site/ was left as it was.\n  " + "\n  ".join(error.lines))
    except SearchFailed as error:
        _say(f"The search index could not be made; site/ was left as it was.\n  {error}")
    except Busy:
        _say("Another build is at work in this folder; wait for it to end, then build again.")
    except OSError as error:
        _say(f"{error.filename or 'A file'} could not be read or written: {error.strerror}. site/ was left as it was.")
    except KeyboardInterrupt:
        _say("Stopped; site/ was left as it was.")
    return 1


def _with_default_command(arguments: list[str]) -> list[str]:
    """`build` where no command is named, so that `python build_site.py` alone builds."""
    rest = list(arguments)
    while rest and rest[0].startswith("--project"):
        rest = rest[1:] if "=" in rest[0] else rest[2:]
    before = arguments[: len(arguments) - len(rest)]
    if rest and (not rest[0].startswith("-") or rest[0] in ("-h", "--help")):
        return arguments
    return [*before, "build", *rest]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build_site.py",
        description="Turns an interview and its annotations into a searchable website.",
        epilog="Without a command it builds the site. Problems name the file, the line and the cure; exit code 1 then.",
    )
    parser.add_argument(
        "--project", type=Path, default=Path(__file__).parent, metavar="DIR",
        help="folder with transcript/, annotations/, docs/ and mkdocs.yml (default: where build_site.py is)",
    )  # fmt: skip
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    build = commands.add_parser("build", help="check everything, build site/ and verify it (the default)")
    build.add_argument(
        "--engine", choices=ENGINES, default="material", help="what renders the pages (default: %(default)s)"
    )
    build.add_argument(
        "--publish", action="store_true", help="for a public site: stop while the rights of an interview are undecided"
    )
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="show the site in the browser and keep it up to date while you edit")
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve it (default: %(default)s)"
    )
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    serve.set_defaults(run=_serve)
    check = commands.add_parser("check", help="show every problem with transcript and annotations, and build nothing")
    check.add_argument("--format", choices=list(FORMATS), default="text", help="for a person, a program, or GitHub")
    check.set_defaults(run=_check)
    suggest = commands.add_parser("suggest", help="show what no annotation covers, as YAML ready to paste")
    suggest.set_defaults(run=_suggest)
    split = commands.add_parser("split", help="show the turns found in any transcript file")
    split.add_argument("file", type=Path, metavar="FILE", help="a transcript; a .yml beside it names its speakers")
    split.add_argument("--json", action="store_true", help="print JSON and nothing else")
    split.set_defaults(run=_split)
    new = commands.add_parser("new", help="make a complete edition from any transcript, ready to build")
    new.add_argument("folder", type=Path, metavar="DIR", help="the new edition's folder; must be empty or not there")
    new.add_argument(
        "--from", dest="files", type=Path, action="append", required=True, metavar="FILE",
        help="a transcript, or a folder with one interview a file; may be given several times",
    )  # fmt: skip
    new.add_argument("--editor", metavar="NAME", help="who answers for the edition")
    new.set_defaults(run=_new)
    add = commands.add_parser("add", help="add interviews to the edition")
    add.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a transcript, or a folder of them")
    add.set_defaults(run=_add)
    for one in (new, add):
        one.add_argument("--id", metavar="ID", help="the interview's id, where there is one file (default: its name)")
        one.add_argument("--title", metavar="TITLE", help="its title (default: as printed, or the file's name)")
        one.add_argument(
            "--language", metavar="CODE", help="of the talk, as en, de or zh (default: en, or by its script)"
        )
    ids = commands.add_parser("ids", help="show which turns are new or reworded, or record their permanent ids")
    ids.add_argument("--write", action="store_true", help="write the ledger, transcript/<interview>.ids.yml")
    ids.set_defaults(run=_ids)
    history = commands.add_parser("history", help="show which notes changed since the last version, or record this one")
    history.add_argument(
        "--write", action="store_true", help="write annotations/history.yml; done when a version is released"
    )
    history.set_defaults(run=_history)
    export = commands.add_parser("export", help="write the data files alone")
    export.add_argument("folder", type=Path, metavar="DIR", help="where to put them; made if it is not there")
    export.set_defaults(run=_export)
    release = commands.add_parser("release", help="pack the built site/ as a zip with its SHA-256 sums")
    release.add_argument("folder", type=Path, metavar="DIR", help="where to put them; made if it is not there")
    release.set_defaults(run=_release)
    schemas = commands.add_parser("schemas", help="write the JSON Schemas that text editors complete YAML from")
    schemas.set_defaults(run=_schemas)
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _tell_problems(problems: Sequence[Problem], how: str) -> int:
    """Print all problems, and how many there are; returns the exit code."""
    if how == "text":
        if problems:
            _say(f"{FORMATS[how](problems)}\n\n{len(problems)} {'problem' if len(problems) == 1 else 'problems'}.")
    else:
        print(FORMATS[how](problems))
    return 1 if problems else 0


def _project(options: argparse.Namespace) -> Path:
    return Path(options.project).resolve()


def _build(options: argparse.Namespace) -> int:
    from edition.build import build  # the engine is imported only where it is run

    started = time.monotonic()

    def report(what: str) -> None:
        _say(f"{time.monotonic() - started:5.1f} s  {what}")

    project = _project(options)
    edition = build(project, os.environ, report, options.engine, publish=options.publish)
    report(f"built {project / 'site'}")
    undecided = [i.title for i in edition.interviews if i.record.rights.publish == "undecided"]
    if undecided:
        _say(f"Not for publication yet: rights.publish is undecided for {', '.join(undecided)}.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from edition.serve import BadAddress, serve

    try:
        serve(_project(options), options.address, os.environ, _say, open_browser=options.open)
    except BadAddress as error:
        _say(str(error))
        return 2
    return 0


def _check(options: argparse.Namespace) -> int:
    from edition.load import load_edition

    try:
        edition = load_edition(_project(options))
    except ProblemsFound as error:
        return _tell_problems(error.problems, options.format)
    _tell_problems([], options.format)
    if options.format == "text":
        from edition.wording import tell_size

        print(f"No problems: {tell_size(edition)}.")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from edition.load import load_edition
    from edition.suggest import find_candidates, print_candidates

    edition = load_edition(_project(options))
    candidates = find_candidates(edition)
    print(print_candidates(edition, candidates), end="")
    _say(f"{len(candidates)} {'candidate' if len(candidates) == 1 else 'candidates'} without annotation.")
    return 0


def _split(options: argparse.Namespace) -> int:
    from edition.export.split_json import split_data
    from edition.load import load_transcript
    from edition.text import count_words, counted

    result = split_data(options.file, *load_transcript(options.file))
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        unit = line_word(options.file.name)
        for turn in result["turns"]:
            words = counted(sum(map(count_words, turn["paragraphs"])), "word")
            print(f"{turn['id']:>5}  {unit} {turn['line']:<5} {turn['speaker']:<28} {words}")
        for problem in result["problems"]:
            _say(str(Problem(path=str(options.file), line=problem["line"], message=problem["message"])))
    return 0 if result["turns"] else 1


def _propose(options: argparse.Namespace, present: Edition | None) -> list[Proposal]:
    """The interviews in the files that were named, to be added to the `present` edition where there is one."""
    from edition.load import find_transcript_files, load_transcript
    from edition.new.project import propose_all
    from edition.new.proposal import TranscriptFile

    paths = find_transcript_files(options.files)
    if len(paths) > 1 and options.id:
        raise ProblemsFound([Problem(path="--id", message=f"there are {len(paths)} files, and an id is for one")])
    given = []
    for path in paths:
        data, record = load_transcript(path)
        given.append(TranscriptFile(path=path, data=data, record=record))
    title = options.title if len(paths) == 1 else None
    return propose_all(given, present=present, interview_id=options.id, title=title, language=options.language)


def _new(options: argparse.Namespace) -> int:
    from edition.load import load_program
    from edition.new.program import is_wanted
    from edition.new.project import new_edition
    from edition.new.told import tell_new

    disk.check_free(options.folder)
    proposals = _propose(options, None)
    program = load_program(Path(__file__).resolve().parent, is_wanted)
    name = options.folder.resolve().name.replace("-", " ").replace("_", " ")
    title = options.title or (proposals[0].title if len(proposals) == 1 else name[:1].upper() + name[1:])
    files, edition = new_edition(program, proposals, title=title, editor=options.editor)
    disk.make_folder(options.folder, files)
    print(tell_new(options.folder, proposals, edition))
    return 0


def _add(options: argparse.Namespace) -> int:
    from edition.load import load_edition, load_files
    from edition.new.project import added_files
    from edition.new.told import tell_added

    project = _project(options)
    proposals = _propose(options, load_edition(project))
    files, edition = added_files(load_files(project), (project / "mkdocs.yml").read_bytes(), proposals)
    for name, data in files.items():
        disk.write_whole(project / name, data)
    names = ("docs/index.md", "docs/about/index.md", "README.md")
    pages = {one: (project / one).read_text("utf-8", "replace") for one in names if (project / one).is_file()}
    print(tell_added(proposals, files, edition, pages))
    return 0


def _ids(options: argparse.Namespace) -> int:
    from edition.build import record_ids

    return _tell_problems(record_ids(_project(options), write=options.write, report=print), "text")


def _history(options: argparse.Namespace) -> int:
    from edition.build import record_history

    return _tell_problems(record_history(_project(options), os.environ, write=options.write, report=print), "text")


def _export(options: argparse.Namespace) -> int:
    from edition.build import export

    for name in export(_project(options), options.folder, os.environ):
        print(name)
    return 0


def _release(options: argparse.Namespace) -> int:
    from edition.build import source_date_epoch
    from edition.load import load_edition, load_files
    from edition.publishing import check_decided
    from edition.release import check_release, release_files

    project = _project(options)
    problems = tuple(check_decided(load_files(project)))
    if not problems:
        edition, site = load_edition(project), disk.read_tree(project / disk.SITE)
        problems = tuple(check_release(edition, site))
    if problems:
        return _tell_problems(problems, "text")
    files = release_files(edition, site, source_date_epoch(os.environ))
    disk.add_files(options.folder, files)
    for name in files:
        print(options.folder / name)
    return 0


def _schemas(options: argparse.Namespace) -> int:
    from edition.build import write_schemas

    for name in write_schemas(_project(options)):
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
