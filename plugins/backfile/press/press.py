"""The Press: Pelican, with its articles, lists, feeds and files made by Backfile."""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.log import console

from backfile.edition import Edition
from backfile.errors import BackfileError, BuildError, SettingError
from backfile.folders import Folders
from backfile.planned import digest_of
from backfile.press.building import build_site
from backfile.press.code import building_code
from backfile.press.job import Job, Way
from backfile.press.lock import build_lock
from backfile.press.logo import logo_of
from backfile.press.plugin_articles import PelicanArticles
from backfile.press.plugins import archive_wide, heard, plugins_digest, registered
from backfile.press.printed_pages import PrintedPages
from backfile.press.read_pass import unit_starts
from backfile.press.reducing import reduce_all
from backfile.press.report import BuildReport, Stopwatch
from backfile.press.settings import pelican_settings, settings_digest, site_from
from backfile.press.shards import ShardFiles
from backfile.press.workshop import Workshop, workshop_of
from backfile.press.writer import PageWriter

_GARBAGE = 500_000
"""Objects made and not freed again after which a build looks for cycles."""


_IN_THE_WAY = MappingProxyType(
    {
        errno.EISDIR: "A folder is in the way of a file: take it away",
        errno.ENOTDIR: "A file is in the way of a folder: take it away",
        errno.EEXIST: "A file is in the way of a folder: take it away",
    }
)
"""What to do about it, where it is neither room nor permission that is missing."""


class Press(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Builds a site; a settings file names it as `PELICAN_CLASS`.

    Pelican's own command line makes it from the settings alone: then a wrong setting ends the program with its
    message, and `run` ends it with status 1 where something needs attention.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        *,
        settings_file: Path | None = None,
        now: datetime | None = None,
        way: Way | None = None,
    ) -> None:
        file = settings_file or loaded_settings_file(settings)
        try:
            site = site_from(settings, place=file.name)
            logo = logo_of(site.logo, file.resolve().parent, place=file.name)
        except BackfileError as problem:
            if settings_file:
                raise
            raise SystemExit(str(problem)) from problem
        folders = Folders(file.resolve().parent)
        moment = now or datetime.now(UTC)
        self.job = Job(site, folders, file.resolve(), folders.shows_samples, moment, way or Way(), logo=logo)
        self.edition: Edition | None = None
        """What the last build published."""
        self.text_digests: Mapping[str, bytes] = {}
        """Of each article that it shows, by path: the digest of what search takes notice of on its page."""
        try:
            super().__init__(pelican_settings(settings, site, self.job.folders, self.job.content))
        except SettingError as problem:
            if settings_file:
                raise
            raise SystemExit(str(problem)) from problem
        except OSError as cause:
            if settings_file:
                raise refused(cause) from cause
            raise SystemExit(str(refused(cause))) from cause
        self.settings_digest = digest_of(settings_digest(settings), plugins_digest(self.plugins, self.settings))

    def init_plugins(self) -> None:
        """Load the plugins that the site names, instead of all that are installed."""
        self.plugins = registered(self.settings)

    def run(self) -> None:
        """Build, tell what was done, and end the program with status 1 where something needs attention."""
        self.job = replace(self.job, way=replace(self.job.way, remark=console.print))
        try:
            report = self.press()
        except BackfileError as problem:
            raise SystemExit(str(problem)) from problem
        for each in report.problems:
            print(each, file=sys.stderr)  # noqa: T201  # this is the face of Pelican's command line
        console.print(f"Done: {report.summary}")
        if report.problems:
            raise SystemExit(1)

    def press(self) -> BuildReport:
        """Build the site once.

        Raises:
            BuildError: a file or folder cannot be read or written, the search cannot be indexed, or another build of
                the site is running.
        """
        try:
            with build_lock(self.job.folders.cache), few_collections():
                job = replace(self.job, stopwatch=Stopwatch())
                job.folders.output.mkdir(parents=True, exist_ok=True)
                with PrintedPages(job.state / "printed") as printed:
                    return build_site(self, job, printed)
        except OSError as cause:
            raise refused(cause) from cause

    def workshop(self, *, samples: bool) -> Workshop:
        """The workshop of a build that another process does, from what it has read so far."""
        job = replace(self.job, samples=samples)
        generators = self.generators(job)
        code = building_code(job, self.settings_digest)
        starts = unit_starts(job.state / "units.txt")
        reduce_all(generators, [(start, ShardFiles.of(job.state / "units", start)) for start in starts], self.theme)
        return workshop_of(generators, code)

    def generators(self, job: Job) -> list[Any]:
        """The generators of a build, with a context of their own."""
        context = {
            **self.settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": self.settings["SITEURL"],
            "job": job,
        }
        return [
            made(
                context=context, settings=self.settings, path=self.path, theme=self.theme, output_path=self.output_path
            )
            for made in self._get_generator_classes()
        ]

    def writer(self, addresses: Callable[[], Iterable[str]]) -> PageWriter:
        """The writer of a build; `addresses` are those of all pages."""
        return PageWriter(self.output_path, self.settings, addresses)

    def _get_generator_classes(self) -> list[type]:
        """Backfile's generators and those of plugins; Pelican's own of articles and pages are what plugins ask for."""
        others = [made for made in super()._get_generator_classes() if made not in (ArticlesGenerator, PagesGenerator)]
        if archive_wide(self.plugins):
            return [PelicanArticles, PagesGenerator, *others]
        return [PelicanArticles, *others] if heard() else others


@contextmanager
def few_collections() -> Iterator[None]:
    """Look seldom for cycles of objects: a build holds the whole catalogue, which has none, and is looked through."""
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def refused(cause: OSError) -> BuildError:
    """What the system refused to read or write, for a person."""
    return BuildError(
        f"the system refuses it: {cause.strerror or cause}", place=str(cause.filename or ""),
        remedy=f"{_IN_THE_WAY.get(cause.errno or 0, 'Make room or give permission')}, then build again; "
        "the site stays as it was where it was not yet written",
    )  # fmt: skip


def loaded_settings_file(settings: Mapping[str, Any]) -> Path:
    """The settings file that Pelican's command line has read, which it does not pass on: a module that it loaded.

    It comes before the settings files that it imports. Where there is none, the site is the working directory's.
    """
    for module in list(sys.modules.values()):
        names = getattr(module, "__dict__", {})
        file = names.get("__file__")
        if file and names.get("PELICAN_CLASS") is settings.get("PELICAN_CLASS") and "SITENAME" in names:
            return Path(file)
    return Path("pelicanconf.py")
