"""Building a site from outside Pelican's command line."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from backfile.errors import SettingError
from backfile.press.job import Way
from backfile.press.press import Press
from backfile.press.report import BuildReport
from backfile.press.settings import DECIDED, site_from
from backfile.press.workshop import Commission, Workshop


def build(
    settings_file: Path, *, now: datetime | None = None, search: bool = True, way: Way | None = None
) -> BuildReport:
    """Build the site whose settings file this is, as `pelican -s` does.

    `now` is the moment, aware, that embargoes are judged against: the present by default. Without `search` the search
    bundles stay as they are; a `way` says that, and all else about how the build goes about its work.

    Raises:
        SettingError: a setting is unknown or wrong, or the file cannot be read.
        BuildError: the site cannot be built.
    """
    press = _press_of(settings_file, now, way or Way(search=search))
    report: BuildReport = press.press()
    return report


def workshop(commission: Commission) -> Workshop:
    """The workshop of a build that another process does, made from what it has read."""
    press = _press_of(commission.settings_file, commission.now, Way())
    return press.workshop(samples=commission.samples)


def _press_of(settings_file: Path, now: datetime | None, way: Way) -> Press:
    own = read_settings_file(settings_file)
    site_from(own, place=settings_file.name)
    settings = read_settings(None, override={**own, **DECIDED})
    made = own.get("PELICAN_CLASS", Press)
    press: Press = made(settings, settings_file=settings_file, now=now, way=way)
    return press


def read_settings_file(file: Path) -> Mapping[str, Any]:
    """The settings that a file makes: its names in capitals.

    Raises:
        SettingError: the file is missing, or running it failed.
    """
    try:
        with _importing_from(file.resolve().parent):
            names = runpy.run_path(str(file))
    except FileNotFoundError as cause:
        raise SettingError("there is no such file", place=str(file), remedy="Run this in a site's folder") from cause
    except (Exception, SystemExit) as cause:  # a settings file is a program: it can end in every way
        raise SettingError(f"running it failed: {cause}", place=str(file), remedy="Correct the file") from cause
    return {name: value for name, value in names.items() if name.isupper()}


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    """Let `from pelicanconf import *` find the file of this folder, whatever site was built before."""
    before = sys.modules.pop("pelicanconf", None)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("pelicanconf", None)
        if before is not None:
            sys.modules["pelicanconf"] = before
