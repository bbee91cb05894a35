"""What wire formats have in common: places by code and name, addresses, and names that are accounts."""

from __future__ import annotations

import re

from babel.core import get_global

from backfile.vocab.regions import is_region, region_named

_ISO = re.compile(r"iso-?3166[^:/]*[:/](?:.*[:/])?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,3})?)$", re.IGNORECASE)
_BARE = re.compile(r"[A-Z]{2,3}(?:-[A-Z0-9]{1,3})?")
_ACCOUNT = re.compile(r"[\w-]+[.@][\w.@-]+|[a-z]{2,}\d+|[\w+-]+:[\w+-]+")

REPORTING_ROLES = {
    "reporter": "reporter", "writer": "writer", "descrwriter": "writer", "editor": "editor", "subeditor": "editor",
    "compiler": "compiler", "contributor": "contributor", "additionalreporting": "additional_reporting",
}  # fmt: skip
"""Roles of contributors by the last part of their code, in lower case."""


def iso_code(text: str) -> str:
    """The code of the table of regions that a code, QCode or address of ISO 3166 means; empty where there is none."""
    found = _ISO.search(text.strip())
    code = (found[1] if found else text.strip()).upper()
    if not _BARE.fullmatch(code):
        return ""
    if len(code) == 3:
        meant = get_global("territory_aliases").get(code, [])
        code = meant[0] if len(meant) == 1 else ""
    return code if code and is_region(code) else ""


def place_code(codes: list[str], name: str, lang: str) -> str:
    """The code of a place that a format names: a marked code or a subdivision's, else the name, else a bare code."""
    marked = [code for text in codes if (_ISO.search(text) or "-" in text) and (code := iso_code(text))]
    if marked:
        return marked[0]
    if name and (named := region_named(name, lang.partition("-")[0])):
        return named
    return next((code for text in codes if (code := iso_code(text))), "")


def is_account(name: str) -> bool:
    """Whether a name is a login, a mail address or a code, and nobody's name in print."""
    return bool(_ACCOUNT.fullmatch(name.strip()))


def web_address(text: str) -> str:
    """The text where it is an address of the web, else nothing."""
    return text.strip() if re.match(r"https?://[^\s/]", text.strip()) else ""
