"""The schema of front matter: the kind of value that each field takes, and each part of a field that is a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Literal

from backfile.article import Article, Contributor, Dateline, Image

Kind = Literal["text", "texts", "one_or_more", "date", "access", "dateline", "image", "reporting"]
"""One text, a list of texts, either of them, a date, and the fields that have a form of their own."""


def _kinds(record: type, **others: Kind) -> Mapping[str, Kind]:
    """Each field of a class takes a text but for those named."""
    texts: dict[str, Kind] = {field.name: "text" for field in fields(record)}
    return MappingProxyType({**texts, **others})


DATELINE = _kinds(Dateline, city="one_or_more", region="one_or_more")
IMAGE = _kinds(Image, agencies="texts")
CONTRIBUTOR = _kinds(Contributor)

_LISTS = ("authors", "region", "mentioned", "staff", "agencies", "tags", "aliases", "review")
_NO_FIELDS = ("extra", "body")

FIELDS: Mapping[str, Kind] = MappingProxyType(
    {name: kind for name, kind in _kinds(Article).items() if name not in _NO_FIELDS}
    | dict.fromkeys(("date", "modified", "embargo"), "date")
    | dict.fromkeys(_LISTS, "texts")
    | {"access": "access", "dateline": "dateline", "image": "image", "reporting": "reporting"}
)
