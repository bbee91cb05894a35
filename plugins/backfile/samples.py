"""The samples: captures of invented news that stand in for an archive that is still empty."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

from backfile.capture.inbox import waiting
from backfile.folders import Folders
from backfile.intake.run import take_in
from backfile.progress import Progress, silent
from backfile.reading_code import reading_digest
from backfile.relate.run import relate
from backfile.relations.threads import FILE_NAME as THREADS
from backfile.report import IntakeReport
from backfile.site import Site
from backfile.vocab import SiteWords

_STAMP = "taken.sha256"
_CAME = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When the samples came, as their pages say: what a site shows must not depend on when it was made."""
_THREADS = ".threads.yaml"
"""In samples/: the threads of the samples, hidden from whoever takes the captures there for their own."""


def refresh_samples(folders: Folders, site: Site, progress: Progress = silent) -> IntakeReport | None:
    """Take the captures of samples/ into .cache/samples/ where the site is still empty.

    They are taken anew only when a sample, the outlets of the settings or the code that reads captures has changed;
    the report is None where nothing was done. A site without samples/ stays empty.

    Raises:
        StoreError: the samples' captures cannot be written.
        BuildError: the samples' articles cannot be written.
    """
    source = folders.root / "samples"
    if not folders.is_empty or not source.is_dir():
        return None
    stamp = reading_digest(repr(sorted(site.outlets.items())), [source])
    noted = folders.samples.root / _STAMP
    if noted.is_file() and noted.read_text("ascii") == stamp:
        return None
    fresh = Folders(folders.cache / "samples.new")
    shutil.rmtree(fresh.root, ignore_errors=True)
    fresh.content.mkdir(parents=True)
    report = take_in(
        fresh, SiteWords(tuple(site.outlets.values())), items=waiting(source), progress=progress, now=_CAME
    )
    if (source / _THREADS).is_file():
        shutil.copy(source / _THREADS, fresh.root / THREADS)
    relate(fresh, progress)
    (fresh.root / _STAMP).write_text(stamp, "ascii")
    shutil.rmtree(folders.samples.root, ignore_errors=True)
    fresh.root.rename(folders.samples.root)
    return report


def shown_folders(folders: Folders) -> Folders:
    """The folders whose articles a build shows: the site's own, or the samples' while it is empty."""
    return folders.samples if folders.shows_samples else folders
