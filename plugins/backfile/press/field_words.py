"""The fields of an article in words for readers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backfile.interface import gettext, mark
from backfile.provenance import BODY

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": mark("headline"),
        "date": mark("date of publication"),
        "modified": mark("date of change"),
        "lang": mark("language"),
        "outlet": mark("outlet"),
        "source": mark("address"),
        "section": mark("section"),
        "series": mark("series"),
        "standfirst": mark("standfirst"),
        "byline": mark("byline"),
        "authors": mark("authors"),
        "dateline": mark("dateline"),
        "region": mark("places"),
        "mentioned": mark("countries named"),
        "credit_line": mark("sign-off"),
        "staff": mark("staff"),
        "agencies": mark("agencies"),
        "reporting": mark("reporting"),
        "tags": mark("tags"),
        "image": mark("picture"),
        "correction": mark("correction"),
        "rights": mark("rights"),
        "status": mark("status"),
        BODY: mark("text"),
    }
)
"""The fields that readers are told of, in words and in this order; the others are for those who keep the archive."""


def field_words(name: str, lang: str) -> str:
    """A field's name in words of a language; that of any other field as front matter has it."""
    return gettext(lang, FIELDS[name]) if name in FIELDS else name.replace("_", " ")
