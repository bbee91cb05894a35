"""Fields of the front matter as one cell of a table holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import get_args

from backfile.article import Access, Article, Dateline, EventDate
from backfile.errors import FrontMatterError

_LISTS = ("authors", "region", "mentioned", "staff", "agencies", "tags", "aliases")
_DATES = ("date", "modified", "embargo")
_NONE = ("capture", "review", "extra", "body", "image", "reporting")
"""Fields that a cell cannot hold, or that are not for a table to say."""

CELL_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Article) if field.name not in _NONE)
"""The fields that a column of a table can give."""


def field_of_cell(name: str, cell: str) -> object:
    """The value that a cell gives for one of `CELL_FIELDS`; the items of a list are divided by semicolons.

    Raises:
        FrontMatterError: the field takes no such value.
    """
    text = " ".join(cell.split())
    if name in _LISTS:
        return tuple(filter(None, (item.strip() for item in text.split(";"))))
    if name in _DATES:
        try:
            return EventDate(text)
        except FrontMatterError as error:
            raise FrontMatterError(error.problem, field=name, value=text, remedy=error.remedy) from error
    if name == "dateline":
        return Dateline(text)
    if name in _CHOICES and text not in _CHOICES[name]:
        raise FrontMatterError(
            "this is none of the values", field=name, value=text, remedy=f"Write one of: {', '.join(_CHOICES[name])}"
        )
    return text


_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({"access": get_args(Access)})
