"""The site that a command works on: its folder and its settings."""

from __future__ import annotations

import argparse
from pathlib import Path

from backfile.errors import SettingError
from backfile.folders import Folders
from backfile.press import read_settings_file, site_from
from backfile.site import Site

SETTINGS_FILE = "pelicanconf.py"


def add_site_option(parser: argparse.ArgumentParser) -> None:
    """Add `--site`."""
    parser.add_argument(
        "--site",
        metavar="DIR",
        type=Path,
        default=Path(),
        help=f"the site's folder, which holds {SETTINGS_FILE} (default: .)",
    )


def site_at(folder: Path, settings: Path = Path(SETTINGS_FILE)) -> tuple[Folders, Site]:
    """The folders of the site in `folder`, and what its settings file says.

    Raises:
        SettingError: the folder holds no site, or a setting is wrong.
    """
    file = folder / settings
    if not file.is_file():
        raise SettingError(
            f"there is no {settings} here, so this is no site's folder", place=str(folder.resolve()),
            remedy="Change to the folder of your site, or name it with --site",
        )  # fmt: skip
    return Folders(folder), site_from(read_settings_file(file), place=str(file))
