"""backfile build: build the site."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from pathlib import Path
from urllib.parse import urlsplit

from backfile.article import EventDate
from backfile.cli.progress import progress_on_stderr
from backfile.cli.provenance import refresh_provenance
from backfile.cli.site_folder import SETTINGS_FILE, add_site_option, site_at
from backfile.cli.terminal import complain, say
from backfile.cli.worker_options import add_worker_options, workers_of
from backfile.errors import BuildError, FrontMatterError
from backfile.folders import Folders
from backfile.press import BuildReport, Way, build
from backfile.press.reading import moment

DESCRIPTION = """\
Build the site from content/ and media/ into output/, as `pelican -s pelicanconf.py` does. Only what has changed since
the last build is done again; the result is that of a first build. A file of content/ that breaks the schema is named
and left out, all others are built; the exit status is then 1. Nothing is taken in from inbox/: that is
`backfile intake`."""
EXAMPLE = "backfile build --settings publishconf.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "--settings", metavar="FILE", type=Path, default=Path(SETTINGS_FILE),
        help=f"the settings file in the site's folder (default: {SETTINGS_FILE})",
    )  # fmt: skip
    parser.add_argument(
        "--now", metavar="INSTANT", type=_instant, default=None,
        help="judge embargoes against this moment, as in 2026-01-31T12:00:00Z or 2026-01-31 (default: the present)",
    )  # fmt: skip
    parser.add_argument("--no-search", action="store_true", help="leave the search bundles as they are")
    parser.add_argument(
        "--why", metavar="PATH", default="",
        help="say what made a page stale: its file in content/ or output/, or its address, as in /2020/02/20/story/",
    )  # fmt: skip
    parser.add_argument("--report", metavar="FILE", type=Path, help="write what was done as JSON, too")
    add_worker_options(parser)
    add_site_option(parser)


def run(options: argparse.Namespace) -> int:
    """Build, and print what was done."""
    folders, site = site_at(options.site, options.settings)
    if folders.is_empty:
        from backfile.samples import refresh_samples  # noqa: PLC0415  # it reads captures, which takes half a second

        with progress_on_stderr() as progress:
            refresh_samples(folders, site, progress)
    refresh_provenance(folders)
    now = moment(options.now, site.timezone) if options.now else None
    asked = address_of(options.why, folders, site.base_path) if options.why else ""
    with workers_of(options) as workers, progress_on_stderr() as progress:
        way = Way(not options.no_search, workers, asked, progress, complain)
        report = build(options.site / options.settings, now=now, way=way)
    for problem in report.problems:
        complain(problem)
    if asked:
        say(_told_why(asked, report))
    say(f"{report.summary}{_passes(report)}")
    if options.report:
        _write(options.report, report)
    return int(bool(report.problems))


def address_of(path: str, folders: Folders, base_path: str = "/") -> str:
    """The address that somebody means by an address, a file in content/, or a file or folder in output/.

    `base_path` is the path that the published site lies under.
    """
    way = urlsplit(path).path.removeprefix(base_path) if "://" in path else path
    for folder in (folders.content, folders.output):
        absolute = Path(way).absolute()
        if absolute.is_relative_to(folder.absolute()):
            way = absolute.relative_to(folder.absolute()).as_posix()
            break
    name = way.strip("/").removesuffix(".md").removesuffix("index.html").strip("/")
    name = "" if name == "." else name
    return f"/{name}/" if name and not name.endswith(".html") else f"/{name}"


def _told_why(asked: str, report: BuildReport) -> str:
    if not report.is_there:
        return f"There is no page at {asked}."
    return f"{asked} was made because of: {', '.join(report.why)}." if report.why else f"{asked} stands as it was."


def peak_memory() -> int:
    """Bytes that the largest process held, this one or one that it began."""
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return largest * (1 if sys.platform == "darwin" else 1024)


def _passes(report: BuildReport) -> str:
    times = ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items() if seconds >= 0.05)
    return f" ({times}); largest process {peak_memory() / 2**20:.0f} MiB" if times else ""


def _write(file: Path, report: BuildReport) -> None:
    """Write the report.

    Raises:
        BuildError: it cannot be written there.
    """
    record = {
        "articles": report.articles,
        "articles_read": report.read,
        "written": report.pages_written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "seconds": {name: round(seconds, 3) for name, seconds in report.seconds.items()},
        "workers": report.workers,
        "peak_memory_bytes": peak_memory(),
        "problems": [str(problem) for problem in report.problems],
    }
    try:
        file.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as cause:
        raise BuildError(
            f"the report cannot be written: {cause.strerror}", place=str(file), field="--report", remedy="Name another"
        ) from cause


def _instant(text: str) -> EventDate:
    try:
        return EventDate(text)
    except FrontMatterError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem
