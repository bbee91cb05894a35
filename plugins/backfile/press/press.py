"""The Press: Pelican, with its articles, lists, feeds and files made by Backfile."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.log import console
from pelican.plugins import signals

from backfile.edition import Edition
from backfile.errors import BackfileError, BuildError
from backfile.folders import Folders
from backfile.press.job import Job
from backfile.press.report import BuildReport, Stopwatch
from backfile.press.settings import pelican_settings, site_from
from backfile.press.sweep import sweep, timestamp
from backfile.press.writer import PageWriter


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
        search: bool = True,
    ) -> None:
        file = settings_file or loaded_settings_file(settings)
        try:
            site = site_from(settings, place=file.name)
        except BackfileError as problem:
            if settings_file:
                raise
            raise SystemExit(str(problem)) from problem
        folders = Folders(file.resolve().parent)
        self.job = Job(site, folders, folders.shows_samples, now or datetime.now(UTC), search)
        self.edition: Edition | None = None
        try:
            super().__init__(pelican_settings(settings, site, self.job.folders, self.job.content))
        except OSError as cause:
            if settings_file:
                raise refused(cause) from cause
            raise SystemExit(str(refused(cause))) from cause

    def run(self) -> None:
        """Build, tell what was done, and end the program with status 1 where something needs attention."""
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
            BuildError: a file or folder cannot be read or written, or the search cannot be indexed.
        """
        try:
            return self._press()
        except OSError as cause:
            raise refused(cause) from cause

    def _press(self) -> BuildReport:
        job = replace(self.job, stopwatch=Stopwatch())
        context = {
            **self.settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": self.settings["SITEURL"],
            "job": job,
        }
        job.folders.cache.mkdir(parents=True, exist_ok=True)
        job.folders.output.mkdir(parents=True, exist_ok=True)
        began = timestamp(job.folders.output)
        generators = [
            made(
                context=context, settings=self.settings, path=self.path, theme=self.theme, output_path=self.output_path
            )
            for made in self._get_generator_classes()
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(generators)
        self.edition = context["edition"]
        writer = self._get_writer()
        for generator in generators:
            if hasattr(generator, "generate_output"):
                with job.stopwatch.timing("render"):
                    generator.generate_output(writer)
        with job.stopwatch.timing("render"):
            removed = sweep(job.folders.output, writer.owned, began)
        with job.stopwatch.timing("index"):
            signals.finalized.send(self)
        return BuildReport(
            articles=len(self.edition.catalogue.entries),
            pages_written=writer.written,
            unchanged=writer.unchanged,
            removed=removed,
            problems=tuple(problem for each in generators for problem in getattr(each, "problems", ())),
            seconds=dict(job.stopwatch.seconds),
            samples=job.samples,
        )

    def _get_generator_classes(self) -> list[type]:
        """The generators of plugins, Backfile first among them; Pelican's own of articles and pages are replaced."""
        return [made for made in super()._get_generator_classes() if made not in (ArticlesGenerator, PagesGenerator)]

    def _get_writer(self) -> PageWriter:
        return PageWriter(self.output_path, self.settings)


def refused(cause: OSError) -> BuildError:
    """What the system refused to read or write, for a person."""
    return BuildError(
        f"the system refuses it: {cause.strerror or cause}", place=str(cause.filename or ""),
        remedy="Make room or give permission, then build again; the site stays as it was where it was not yet written",
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
