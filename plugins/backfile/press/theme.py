"""The theme: where it lies, and its static files under addresses that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

STATIC = "theme"
"""The folder of the output that holds the theme's static files."""


def theme_folder() -> Path:
    """The theme beside the package: its package data when installed, the repository's theme/ when run from there.

    Raises FileNotFoundError where neither is there, which is a fault of the installation.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "theme", package.parent.parent / "theme"):
        if (folder / "templates").is_dir():
            return folder
    raise FileNotFoundError(f"Backfile's theme is neither in {package} nor two folders above it")


def static_files(theme: Path) -> Mapping[str, Path]:
    """The theme's static files by name (`css/site.css`), in order."""
    static = theme / "static"
    files = sorted(path for path in static.rglob("*") if path.is_file() and not path.name.startswith("."))
    return MappingProxyType({path.relative_to(static).as_posix(): path for path in files})


def asset_addresses(theme: Path) -> Mapping[str, str]:
    """The address of each static file by name, with a digest of its content in its query, so that no cache errs."""
    return MappingProxyType(
        {
            name: f"/{STATIC}/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
            for name, path in static_files(theme).items()
        }
    )
