"""The live preview: an edit shows in the open browser, a mistake as a banner above the last good page."""

from __future__ import annotations

import threading
import time
import traceback
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from edition.build import (
    Report,
    check_addresses,
    index,
    publication_of,
    stage_data,
    stage_interviews,
    stage_pages,
    verify,
)
from edition.engine import EngineFailed, disk
from edition.export.ro_crate import NAME as CRATE
from edition.links import check_links
from edition.live.board import Board, read_files, read_site
from edition.live.renderer import SITE, Renderer
from edition.live.server import PreviewServer
from edition.live.sources import EVERY_PAGE, Sources
from edition.load import load_edition
from edition.model import Edition
from edition.problems import ProblemsFound
from edition.search import SearchFailed

SECONDS_BETWEEN_TRIES = 0.1
FEW = 3
"""So many transcripts are shown before all other pages are made."""


class BadAddress(Exception):
    """Nothing can be served at an address; says why, and what to do."""


def parse_address(text: str) -> tuple[str, int]:
    """Host and port of an address; a port alone is on this machine.

    >>> parse_address("127.0.0.1:8000"), parse_address("8001"), parse_address("[::1]:80")
    (('127.0.0.1', 8000), ('127.0.0.1', 8001), ('::1', 80))
    """
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise BadAddress(f"{text!r} is no address; expected a host and a port, as in 127.0.0.1:8000")
    return host.strip("[]") or "127.0.0.1", int(port)


class Preview:
    """A project served live, from `start` to `close`."""

    def __init__(self, project: Path, address: str, environment: Mapping[str, str], report: Report):
        host, port = parse_address(address)
        self._project = project
        self._environment = environment
        self._report = report
        self._board = Board()
        self._stop = threading.Event()
        try:
            self._server = PreviewServer(host, port, self._board)
        except OSError as error:
            hint = "choose another one, as in --address 127.0.0.1:8001"
            raise BadAddress(f"{address} can't be used: {error.strerror}; {hint}") from error
        self.address = self._server.address
        self._renderer = Renderer(project, self.address)
        self._edition: Edition | None = None
        """What the pages were last made from."""
        self._data_of: tuple[tuple[str, ...], str] | None = None
        """Ids of the interviews, and the name of the edition, that data files were last made for."""
        self.builds = 0
        """How often the site was built, well or not."""

    def run(self) -> None:
        """Build, serve, and build again whenever a source changes, until `stop`."""
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        sources = Sources(self._project)  # before the first build, so that no edit during it is missed
        try:
            self._rebuild((), sources)
            while changed := sources.wait_for_change(self._stop):
                self._rebuild(changed, sources)
        finally:
            self._board.close()
            self._server.shutdown()
            self._server.server_close()

    def stop(self) -> None:
        """Let `run` return, from any thread."""
        self._stop.set()

    def _rebuild(self, changed: Sequence[str], sources: Sources) -> None:
        """Show what the sources say now, or what is wrong with them. Nothing but Ctrl-C gets out of here.

        What an editor looks at comes first: the transcripts that an edit changed, where it changed few; then all pages;
        then data files and search, which take as long again. After another edit the rest is left for the next time.
        """
        started = time.monotonic()
        self.builds += 1
        try:
            if any(name.startswith(EVERY_PAGE) for name in changed):
                self._renderer.forget()
            with self._alone():
                edition = load_edition(self._project)
                self._show_touched(edition, changed)
                if sources.have_changed():
                    return
                self._show_pages(edition)
                self._report(f"{time.monotonic() - started:5.1f} s  {_summary(changed)}")
                if not sources.have_changed():
                    self._show_data(edition)
                if not sources.have_changed():
                    self._show_index(edition)
        except Exception as error:
            mistake = self._describe(error)
            self._board.show(self._board.shown.with_mistake(mistake))
            self._report(mistake)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the project's folder, as soon as a build that somebody typed meanwhile has left it."""
        with ExitStack() as held:
            while True:
                try:
                    held.enter_context(disk.alone(self._project))
                    break
                except disk.Busy:
                    time.sleep(SECONDS_BETWEEN_TRIES)
            yield

    def _show_touched(self, edition: Edition, changed: Sequence[str]) -> None:
        """Show the transcripts that an edit changed, while all else stays as it was; nothing where they are many.

        Nothing either where a link of theirs leads to what is not there yet: then all pages have to be made first.
        """
        before, self._edition = self._edition, None
        touched = touched_interviews(before, edition) if before and all(map(_is_annotation, changed)) else ()
        if not 0 < len(touched) <= FEW or self._board.shown.mistake:
            return
        stage_interviews(self._project, edition, publication_of(self._environment), touched)
        try:
            rendered = self._renderer.render_changed()
        except EngineFailed:
            return  # a link to what the other pages do not have yet
        verify(self._project, edition, SITE, touched)
        shown = self._board.shown
        files = read_files(self._project / SITE, rendered, shown.files)
        pages = {name: file.links for name, file in files.items() if file.links}
        names = {path.relative_to(self._project / SITE).as_posix() for path in rendered}
        if not any(check_links(pages, frozenset(files), "/", names)):
            self._board.show(shown.with_site(files))

    def _show_pages(self, edition: Edition) -> None:
        publication = publication_of(self._environment)
        stage_pages(self._project, edition, publication)
        if not self._has_data(edition):
            stage_data(self._project, edition, publication)  # as with the index
        if not (self._project / disk.INDEX).is_dir():
            self._make_index(edition)  # the pages' links to it are checked
        self._renderer.render()
        verify(self._project, edition, SITE)
        self._show_site()
        self._edition = edition

    def _has_data(self, edition: Edition) -> bool:
        """Whether all data files are there that pages link to, be they of now or of before an edit."""
        names = tuple(interview.id for interview in edition.interviews), edition.slug
        known, self._data_of = self._data_of, names
        return known == names and (self._project / disk.DOCS / disk.DATA / CRATE).is_file()

    def _show_data(self, edition: Edition) -> None:
        """The data files follow when the pages are already on the screen."""
        stage_data(self._project, edition, publication_of(self._environment))
        if self._renderer.take_data():
            self._show_site()

    def _show_index(self, edition: Edition) -> None:
        """Search follows when the pages are already on the screen: making its index takes as long again."""
        self._make_index(edition)
        if self._renderer.take_index():
            self._show_site()

    def _make_index(self, edition: Edition) -> None:
        with index(self._project, edition):
            pass

    def _show_site(self) -> None:
        """Show what was rendered, unless a link leads nowhere or a published address has gone."""
        shown = self._board.shown
        files = read_site(self._project / SITE, shown.files)
        pages = {name: file.links for name, file in files.items() if file.links}
        check_addresses(self._project, pages, frozenset(files), "/")
        self._board.show(shown.with_site(files))

    def _describe(self, error: Exception) -> str:
        """What went wrong, in the same words for console and browser."""
        if isinstance(error, ProblemsFound):
            return _with_outcome(str(error))
        if isinstance(error, EngineFailed):
            return _with_outcome("The site engine stopped.\n    " + "\n    ".join(error.lines))
        if isinstance(error, SearchFailed):
            return _with_outcome(f"The search index could not be made.\n    {error}")
        # Half of it may have been done, so nothing of it is taken for done.
        self._renderer.forget()
        self._data_of = None
        self._report("".join(traceback.format_exception(error)))
        return _with_outcome(f"The program failed, not you: {type(error).__name__}: {error}")


def touched_interviews(before: Edition, now: Edition) -> tuple[str, ...]:
    """Ids of the interviews of which the page may be another now; none where that can't be told from them alone."""
    if [one.id for one in before.interviews] != [one.id for one in now.interviews]:
        return ()
    return tuple(
        interview.id
        for interview in now.interviews
        if interview != before.interview(interview.id)
        or now.notes_on(interview.id) != before.notes_on(interview.id)
        or now.mentions_in(interview.id) != before.mentions_in(interview.id)
    )


def _is_annotation(name: str) -> bool:
    return name.startswith("annotations/")


def _with_outcome(text: str) -> str:
    return f"{text}\n\nThe last good pages are still shown; save the mended file and this goes away."


def _summary(changed: Sequence[str]) -> str:
    if not changed:
        return "built"
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return f"rebuilt after a change in {', '.join(changed[:3])}{more}"


def serve(project: Path, address: str, environment: Mapping[str, str], report: Report, *, open_browser: bool) -> None:
    """Serve a project live until Ctrl-C. Raises `BadAddress` where nothing can be served there."""
    preview = Preview(project, address, environment, report)
    report(f"The preview is at {preview.address} (Ctrl-C ends it)")
    if open_browser:
        webbrowser.open(preview.address)
    try:
        preview.run()
    except KeyboardInterrupt:
        report("The preview has ended; site/ was not touched.")
