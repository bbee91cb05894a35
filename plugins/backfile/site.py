"""The site's settings, typed: what pelicanconf.py and publishconf.py may say, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backfile.colours import Colours, colours_of
from backfile.errors import SettingError
from backfile.printed import locale_of


@dataclass(frozen=True, slots=True)
class OutletSetting:
    """An outlet as a site names it: `OUTLETS = {"DW": {"name": "Deutsche Welle", "domains": ["dw.com"]}}`."""

    label: str
    """The short name that articles carry."""
    name: str
    """The full name, for pages."""
    domains: tuple[str, ...] = ()
    """Host names whose pages it publishes, subdomains included."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by in print."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site says of itself."""

    name: str
    lang: str = "en"
    """BCP 47 tag of the interface and of articles whose language is unknown."""
    timezone: str = "UTC"
    """IANA name."""
    url: str = ""
    """Absolute address of the published site without a final slash; empty while previewing."""
    outlets: Mapping[str, OutletSetting] = field(default_factory=lambda: MappingProxyType({}))
    indexing: bool = False
    """Whether search engines may index the site."""
    logo: str = ""
    """Name of the file of its logo, beside the settings; empty where its name stands for it."""
    colours: Colours | None = None
    """None where it has the theme's."""

    @property
    def base_path(self) -> str:
        """The path that the site lies under, ending in a slash: `/` or `/archive/`."""
        return urlsplit(self.url).path.rstrip("/") + "/"


SETTINGS: Mapping[str, type] = MappingProxyType(
    {
        "SITENAME": str,
        "DEFAULT_LANG": str,
        "TIMEZONE": str,
        "SITEURL": str,
        "OUTLETS": dict,
        "INDEXING": bool,
        "LOGO": str,
        "COLOURS": dict,
    }
)
"""Every setting a site has, and its type. PELICAN_CLASS and Pelican's PLUGINS may stand beside them."""


def site_of(settings: Mapping[str, object], *, place: str = "pelicanconf.py") -> Site:
    """The Site that a settings mapping describes; keys other than `SETTINGS` are not looked at.

    Raises:
        SettingError: a setting has the wrong type or a value that means nothing.
    """
    for name, kind in SETTINGS.items():
        if name in settings and not isinstance(settings[name], kind):
            raise SettingError(
                f"must be {_KIND_WORDS[kind]}", place=place, field=name, value=str(settings[name]),
                remedy=f"Correct {name}",
            )  # fmt: skip
    name = str(settings.get("SITENAME") or "")
    if not name.strip():
        raise SettingError("is missing", place=place, field="SITENAME", remedy='Name the site: SITENAME = "…"')
    lang = str(settings.get("DEFAULT_LANG") or "en")
    if not locale_of(lang):
        raise SettingError(
            "is no language that CLDR knows", place=place, field="DEFAULT_LANG", value=lang,
            remedy='Write a BCP 47 tag: "en", "de", "pt-BR"',
        )  # fmt: skip
    timezone = str(settings.get("TIMEZONE") or "UTC")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as cause:
        raise SettingError(
            "is no time zone", place=place, field="TIMEZONE", value=timezone, remedy="Write an IANA name: Europe/Berlin"
        ) from cause
    url = str(settings.get("SITEURL") or "").rstrip("/")
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise SettingError(
            "is no web address",
            place=place,
            field="SITEURL",
            value=url,
            remedy="Write https://host or https://host/path",
        )
    outlets = settings.get("OUTLETS") or {}
    colours = settings.get("COLOURS") or {}
    assert isinstance(outlets, dict)
    assert isinstance(colours, dict)
    return Site(
        name=name,
        lang=lang,
        timezone=timezone,
        url=url,
        outlets=MappingProxyType({label: _outlet(label, value, place) for label, value in outlets.items()}),
        indexing=bool(settings.get("INDEXING", False)),
        logo=str(settings.get("LOGO") or ""),
        colours=colours_of(colours, place=place) if colours else None,
    )


def refuse_unknown(names: set[str], known: set[str], *, place: str) -> None:
    """Refuse settings that nobody reads.

    Raises:
        SettingError: names the first unknown setting and the nearest known one.
    """
    for name in sorted(names - known):
        near = get_close_matches(name, sorted(known), n=1)
        raise SettingError(
            "is no setting of Backfile", place=place, field=name,
            remedy=f"Did you mean {near[0]}?" if near else f"Known settings: {', '.join(sorted(known))}",
        )  # fmt: skip


_KIND_WORDS = {str: "a text in quotes", dict: "a table in braces", bool: "True or False"}


def _outlet(label: object, value: object, place: str) -> OutletSetting:
    known = {"name", "domains"}
    if not isinstance(label, str) or not isinstance(value, dict) or not set(value) <= known:
        raise SettingError(
            "an outlet is a label with a name and domains", place=place, field="OUTLETS", value=str({label: value}),
            remedy='Write OUTLETS = {"DW": {"name": "Deutsche Welle", "domains": ["dw.com"]}}',
        )  # fmt: skip
    domains = value.get("domains", [])
    if not isinstance(domains, (list, tuple)) or not all(isinstance(domain, str) for domain in domains):
        raise SettingError(
            "domains must be a list of host names", place=place, field=f"OUTLETS[{label!r}]", value=str(domains),
            remedy='Write "domains": ["dw.com"]',
        )  # fmt: skip
    return OutletSetting(label, str(value.get("name", label)), tuple(domains))
