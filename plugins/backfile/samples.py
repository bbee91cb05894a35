"""The samples: captures of invented news that stand in for an archive that is still empty."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from backfile.capture.inbox import waiting
from backfile.folders import Folders
from backfile.intake.progress import Progress, silent
from backfile.intake.run import take_in
from backfile.report import IntakeReport
from backfile.site import Site
from backfile.vocab import SiteWords

_STAMP = "taken.sha256"
_READING_ROOMS = ("capture", "decode", "frontmatter", "intake", "markdown", "normalise", "vocab")


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
    stamp = _digest(
        [source, *(Path(__file__).parent / room for room in _READING_ROOMS)], repr(sorted(site.outlets.items()))
    )
    noted = folders.samples.root / _STAMP
    if noted.is_file() and noted.read_text("ascii") == stamp:
        return None
    fresh = Folders(folders.cache / "samples.new")
    shutil.rmtree(fresh.root, ignore_errors=True)
    fresh.content.mkdir(parents=True)
    report = take_in(fresh, SiteWords(tuple(site.outlets.values())), items=waiting(source), progress=progress)
    (fresh.root / _STAMP).write_text(stamp, "ascii")
    shutil.rmtree(folders.samples.root, ignore_errors=True)
    fresh.root.rename(folders.samples.root)
    return report


def shown_folders(folders: Folders) -> Folders:
    """The folders whose articles a build shows: the site's own, or the samples' while it is empty."""
    return folders.samples if folders.shows_samples else folders


def _digest(places: Iterable[Path], settings: str) -> str:
    """A digest of all files below some folders, their names and bytes, and of the settings that matter."""
    digest = hashlib.sha256(settings.encode())
    for place in places:
        for path in sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"\0{path.relative_to(place)}\0".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
