"""Pelican's settings as Backfile has them: what a site may say, what Backfile decides, and what contradicts it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import FileSystemBytecodeCache
from pelican.settings import DEFAULT_CONFIG

from backfile.errors import SettingError
from backfile.folders import Folders
from backfile.interface import template_filters, template_words
from backfile.planned import digest_of
from backfile.press.theme import theme_folder
from backfile.site import SETTINGS, Site, refuse_unknown, site_of

Settings = dict[str, Any]

PELICANS = frozenset({"PELICAN_CLASS", "PLUGINS", "PLUGIN_PATHS"})
"""Settings of Pelican's that a site may make."""

_COMMAND_LINE = frozenset({"DEBUG", "PORT", "BIND", "FEED_DOMAIN", "LOG_FILTER"})
"""Settings that Pelican's own command line makes, or makes of others."""

_DERIVED = frozenset({"ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "LOAD_CONTENT_CACHE", "CSS_FILE"})
"""Settings that Pelican changes by itself while it reads others."""

_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "THEME": "the theme is Backfile's own",
        "PATH": "articles lie in content/ beside the settings file",
        "OUTPUT_PATH": "the site is built into output/ beside the settings file",
        "CACHE_PATH": "the state of builds lies in .cache/ beside the settings file",
        "RELATIVE_URLS": "every link is relative already",
        "DELETE_OUTPUT_DIRECTORY": "a build removes by itself what it does not own",
    }
)

DECIDED: Mapping[str, object] = MappingProxyType(
    {
        "ARTICLE_PATHS": (),
        "PAGE_PATHS": (),
        "STATIC_PATHS": (),
        "THEME_STATIC_PATHS": (),
        "DIRECT_TEMPLATES": (),
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "TRANSLATION_FEED_ATOM": None,
    }
)
"""Generators of Pelican's that Backfile replaces find nothing to do."""


def site_from(settings: Mapping[str, object], *, place: str) -> Site:
    """The Site that settings describe, Pelican's defaults among them or not.

    Raises:
        SettingError: a setting is unknown, contradicts Backfile, has the wrong type or a value that means nothing.
    """
    own = {name: value for name, value in settings.items() if not _is_default(name, value)}
    unknown = {name for name in own if name not in DEFAULT_CONFIG and name not in _COMMAND_LINE}
    known = set(SETTINGS) | PELICANS
    if own.get("PLUGINS"):  # a plugin's settings are known to the plugin alone; what is nearly ours is a slip
        unknown = {name for name in unknown if get_close_matches(name, known, cutoff=0.8)}
    refuse_unknown(unknown, known, place=place)
    for name in sorted(set(own) & set(DEFAULT_CONFIG) - known - _COMMAND_LINE - _DERIVED):
        if own[name] != DECIDED.get(name, own):
            raise SettingError(
                f"is no setting of Backfile: {_REASONS.get(name, 'Backfile decides it')}", place=place, field=name,
                value=str(own[name]), remedy=f"Remove {name}",
            )  # fmt: skip
    return site_of(own, place=place)


def settings_digest(settings: Mapping[str, object]) -> bytes:
    """A digest of what a site sets, so far as it can be told from build to build."""
    own = {
        name: value for name, value in settings.items() if not _is_default(name, value) and name not in _COMMAND_LINE
    }
    return digest_of(json.dumps(own, sort_keys=True, default=lambda value: type(value).__qualname__))


def pelican_settings(settings: Mapping[str, object], site: Site, folders: Folders, content: Path) -> Settings:
    """The settings that Pelican runs by: the given ones, which stay as they are, under what Backfile decides."""
    templates = folders.cache / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    return {
        **settings,
        **DECIDED,
        "SITEURL": site.url,
        "PATH": str(content),
        "OUTPUT_PATH": str(folders.output),
        "CACHE_PATH": str(folders.cache / "pelican"),
        "THEME": str(theme_folder()),
        "PLUGINS": ["backfile", *(settings.get("PLUGINS") or ())],  # type: ignore[misc]
        "JINJA_ENVIRONMENT": {
            "autoescape": True,
            "auto_reload": False,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": [],
            "bytecode_cache": FileSystemBytecodeCache(str(templates)),
        },
        "JINJA_GLOBALS": dict(template_words(site.lang)),
        "JINJA_FILTERS": dict(template_filters(site.lang)),
    }


def _is_default(name: str, value: object) -> bool:
    return name in DEFAULT_CONFIG and name not in PELICANS and value == DEFAULT_CONFIG[name]
