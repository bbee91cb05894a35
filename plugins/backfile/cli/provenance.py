"""Bringing up to date what pages tell of how their articles were made."""

from __future__ import annotations

from backfile.cli.progress import progress_on_stderr
from backfile.cli.terminal import complain
from backfile.errors import BackfileError
from backfile.folders import Folders
from backfile.provenance import FILE_NAME, is_current


def refresh_provenance(folders: Folders) -> None:
    """Keep for the press what captures/ says, or what the samples' captures say; where nothing is new, only look.

    What of it cannot be read or kept is told, and keeps no site from being built: pages then say less.
    """
    shown = folders.samples if folders.shows_samples else folders
    if is_current(shown.cache / FILE_NAME, shown.captures):
        return
    from backfile.intake.provenance import gather_provenance  # noqa: PLC0415  # it reads captures: half a second

    try:
        with progress_on_stderr() as progress:
            for damaged in gather_provenance(shown, progress):
                complain(damaged)
    except BackfileError as problem:
        complain(problem)
