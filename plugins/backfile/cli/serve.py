"""backfile serve: preview the site on this machine."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import traceback
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from backfile.address import article_address, file_of
from backfile.cli.progress import progress_on_stderr
from backfile.cli.provenance import refresh_provenance
from backfile.cli.relate import relate_arrivals
from backfile.cli.site_folder import SETTINGS_FILE, add_site_option, site_at
from backfile.cli.site_words import site_words
from backfile.cli.terminal import complain, say
from backfile.errors import BackfileError, BuildError
from backfile.folders import Folders
from backfile.intake.run import take_in
from backfile.press import Way, build
from backfile.press.theme import theme_folder
from backfile.preview import Fault, Pages, Places, SearchUpdate, Shown, Watch, preview_server, told
from backfile.report import Problem
from backfile.samples import refresh_samples

DESCRIPTION = """\
Build the site, show it to this machine alone, and watch: a capture dropped into inbox/, a saved edit in content/, the
settings or the theme builds it again and reloads the open pages. A page that cannot be built says what is wrong, in
which file and line; the others say at their foot that something needs attention. Search follows once it is quiet.
Ctrl-C ends it."""
EXAMPLE = "backfile serve --port 8080"

_QUIET_SECONDS = 1.0
"""Without a change, after which search is brought up to date, or a build tried again that the system refused."""

_KEPT = 50
"""Articles changed at once, up to which their last good pages are kept in memory."""

_LOOKED_INTO = 200
"""Problems, up to which the files are looked into for the lines around them, and for what else is wrong there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--port",
        metavar="NUMBER",
        type=int,
        default=8000,
        help="the port to listen on; 0 takes a free one (default: 8000)",
    )
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if not (options.site / SETTINGS_FILE).is_file():
        site_at(options.site)  # says that this is no site's folder
    try:
        with _termination_interrupts():
            _serve(options.site, options.port)
    except KeyboardInterrupt:
        say("")
    return 0


def _serve(root: Path, port: int) -> None:
    """Build, then again on every change; search follows when nothing has changed for a while.

    One build runs at a time: a site lets no second one begin. Whoever asks for a page before the first has ended waits.
    """
    folders, theme = Folders(root), theme_folder()
    shown = Shown()
    desk = _Desk(folders, Places(folders, theme), shown)
    command = [sys.executable, "-P", "-m", "backfile.cli", "build", "--site", str(root)]
    with (
        preview_server(Pages(folders.output, theme, shown), port) as server,
        Watch(folders, theme) as watch,
        SearchUpdate(command, complain) as search,
    ):
        desk.make(())
        search.ask()
        server.start()
        say(f"The site is at {server.address} (Ctrl-C ends it)")
        is_quiet = False
        while True:
            sys.stdout.flush()
            changed = watch.wait(None if is_quiet else _QUIET_SECONDS)
            if changed or desk.may_be_refused_no_more:
                search.stop()
                gc.disable()  # to look for garbage takes a sixth of a small build, and the page would wait for it
                if desk.make(changed):
                    search.ask()
                is_quiet = False
            else:
                gc.collect()
                gc.enable()
                if desk.stands and search.is_due:
                    search.start()
                is_quiet = True


class _Desk:
    """Makes edition after edition."""

    def __init__(self, folders: Folders, places: Places, shown: Shown) -> None:
        self._folders, self._places, self._shown = folders, places, shown
        self.stands = False
        """Whether the last build came to its end."""
        self.may_be_refused_no_more = False
        """Whether it was stopped by what no file of the site tells of: another build, a full disk, no permission."""
        self._inbox_waits = True
        self._inbox_faults: tuple[Fault, ...] = ()
        self._good: dict[str, bytes] = {}
        """By address, the last good pages of articles that cannot be shown, or were changed since the last build."""
        self._told: frozenset[str] = frozenset()

    def make(self, changed: Collection[Path]) -> bool:
        """Take in what came, build, and show it; whether pages may have changed."""
        self.stands = False
        inbox = self._folders.inbox.absolute()
        self._inbox_waits |= any(path.is_relative_to(inbox) for path in changed)
        self._keep_good_pages(changed)
        try:
            intake = self._take_in() if self._inbox_waits else ()
            refresh_provenance(self._folders)
            with progress_on_stderr() as progress:
                way = Way(search=False, progress=progress, remark=complain)
                report = build(self._folders.root / SETTINGS_FILE, way=way)
        except Exception as error:  # noqa: BLE001  # settings, templates and plugins are programs: they fail in every way
            if not isinstance(error, BackfileError):
                traceback.print_exception(error)
            self._tell([error])
            self.may_be_refused_no_more = isinstance(error, BuildError)
            self._shown.publish(stopped=self._places.faults_of(error), kept=self._good, pages_changed=False)
            return True
        self.stands, self.may_be_refused_no_more = True, False
        self._tell([*intake, *report.problems])
        say(f"{_named(changed)}{report.summary}")
        looked_into = [fault for problem in report.problems[:_LOOKED_INTO] for fault in self._places.faults_of(problem)]
        faults = (*looked_into, *map(told, report.problems[_LOOKED_INTO:]))
        addresses = {fault.address for fault in faults}
        self._good = {address: page for address, page in self._good.items() if address in addresses}
        pages_changed = bool(report.pages_written or report.removed)
        self._shown.publish(faults=(*faults, *self._inbox_faults), kept=self._good, pages_changed=pages_changed)
        return pages_changed

    def _take_in(self) -> tuple[BackfileError, ...]:
        """Take in what lies in inbox/; what kept that from being done, which keeps no site from being built."""
        try:
            self._inbox_faults = tuple(map(_fault_of, _taken_in(self._folders)))
        except BackfileError as problem:
            self._inbox_faults = self._places.faults_of(problem)
            return (problem,)
        self._inbox_waits = False
        return ()

    def _keep_good_pages(self, changed: Collection[Path]) -> None:
        content = self._folders.content.absolute()
        articles = [path.relative_to(content).as_posix() for path in changed if path.is_relative_to(content)]
        for article in articles if len(articles) <= _KEPT else ():
            address = article_address(article.removesuffix(".md"))
            page = self._folders.output / file_of(address)
            if page.is_file() and not self._shown.edition.at(address):
                self._good[address] = page.read_bytes()

    def _tell(self, problems: Iterable[BaseException]) -> None:
        """Name on the terminal what was not wrong before."""
        lines = {str(problem): problem for problem in problems}
        for line in lines.keys() - self._told:
            complain(line)
        self._told = frozenset(lines)


def _taken_in(folders: Folders) -> tuple[Problem, ...]:
    """Take in, and tell of it; what could not be taken in."""
    _, site = site_at(folders.root)
    with progress_on_stderr() as progress:
        if folders.is_empty:
            refresh_samples(folders, site, progress)
            return ()
        report = take_in(folders, site_words(folders, site), progress=progress)
    for line in report.lines():
        say(line)
    if report.taken:
        relate_arrivals(folders)
    return report.problems


def _fault_of(problem: Problem) -> Fault:
    return Fault(problem.problem, problem.name if problem.digest else f"inbox/{problem.name}", remedy=problem.remedy)


def _named(changed: Collection[Path]) -> str:
    """What was saved, for a person."""
    if len(changed) == 1:
        return f"{next(iter(changed)).name}: "
    return f"{len(changed)} files: " if changed else ""


@contextmanager
def _termination_interrupts() -> Iterator[None]:
    """Let the signal to terminate end the preview as Ctrl-C does, so that no process of it stays behind."""
    own = os.getpid()

    def interrupt(number: int, _frame: FrameType | None) -> None:
        if os.getpid() != own:  # a worker, which inherited this
            os._exit(128 + number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
