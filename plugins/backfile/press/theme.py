"""The theme: where it lies, and its static files, with those of a site's own, under addresses that change with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import rcssmin
import rjsmin

from backfile.colours import style_of
from backfile.press.logo import Logo
from backfile.site import Site

STATIC = "theme"
"""The folder of the output that holds the theme's static files."""

_STYLE = "css/site.css"
"""The style sheet of every page, which a site's own colours are added to."""


def theme_folder() -> Path:
    """The theme beside the package: its package data when installed, the repository's theme/ when run from there.

    Raises FileNotFoundError where neither is there, which is a fault of the installation.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "theme", package.parent.parent / "theme"):
        if (folder / "templates").is_dir():
            return folder
    raise FileNotFoundError(f"Backfile's theme is neither in {package} nor two folders above it")


def static_files(theme: Path, logo: Logo | None = None) -> Mapping[str, Path]:
    """The static files of a site by name (`css/site.css`), in order: the theme's, and its logo."""
    static = theme / "static"
    files = sorted(path for path in static.rglob("*") if path.is_file() and not path.name.startswith("."))
    own = {logo.name: logo.file} if logo else {}
    return MappingProxyType({path.relative_to(static).as_posix(): path for path in files} | own)


def made_files(theme: Path, site: Site) -> Mapping[str, bytes]:
    """The static files that are not as the theme has them: scripts and style sheets.

    They go without their comments and white space, a third of what a reader would load; and the style sheet of every
    page has the site's own colours.
    """
    made: dict[str, bytes] = {}
    for name, path in static_files(theme).items():
        if path.suffix == ".js":
            made[name] = rjsmin.jsmin(path.read_text("utf-8")).encode()
        elif path.suffix == ".css":
            own = style_of(site.colours) if name == _STYLE and site.colours else ""
            made[name] = rcssmin.cssmin(path.read_text("utf-8") + own).encode()
    return MappingProxyType(made)


def asset_places(contents: Mapping[str, bytes]) -> Mapping[str, str]:
    """Where below output/ each static file of these names and contents lies.

    Scripts import each other by their names, so all of them lie in one folder that is named by a digest of them all:
    a browser never puts a kept one together with one of another version.
    """
    scripts = hashlib.sha256(repr([each for each in contents.items() if each[0].startswith("js/")]).encode())
    folder = f"js/{scripts.hexdigest()[:8]}/"
    return MappingProxyType(
        {name: f"{STATIC}/{folder}{name[3:]}" if name.startswith("js/") else f"{STATIC}/{name}" for name in contents}
    )


def asset_contents(theme: Path, site: Site, logo: Logo | None = None) -> Mapping[str, bytes]:
    """What each static file of a site holds, by its name (`css/site.css`), in order."""
    made = made_files(theme, site)
    files = static_files(theme, logo)
    return MappingProxyType({name: made.get(name) or path.read_bytes() for name, path in files.items()})


def asset_addresses(theme: Path, site: Site) -> Mapping[str, str]:
    """The address of each static file by name, which changes with its content, so that no cache errs."""
    contents = asset_contents(theme, site)
    versions = {name: f"?v={hashlib.sha256(data).hexdigest()[:8]}" for name, data in contents.items()}
    return MappingProxyType(
        {
            name: f"/{place}{'' if name.startswith('js/') else versions[name]}"
            for name, place in asset_places(contents).items()
        }
    )
