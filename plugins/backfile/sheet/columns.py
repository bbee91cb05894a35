"""The columns of a sheet: each field of an Article as the text of a cell, and back."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from io import StringIO
from types import MappingProxyType
from typing import Any, get_args

from backfile.article import Access, Article, Contributor, Dateline, EventDate, Image
from backfile.errors import FrontMatterError

FILE, CAPTURE, AS_OF = "file", "capture", "as_of"
"""The columns that say which article a row is: its file below content/, its capture, and the file's digest when the
sheet was made."""

EXTRA = "extra."
"""Begins the column of a field that is no Article's own."""

_RECORDS: Mapping[str, type[Dateline | Image]] = MappingProxyType({"dateline": Dateline, "image": Image})
_CONTRIBUTOR = re.compile(r"(?P<name>.+?) \((?P<role>\w+)(?:, (?P<place>.+))?\)")


@dataclass(frozen=True, slots=True)
class Column:
    """How one part of an Article stands in a cell."""

    name: str
    """`title`, `image.credit`, `extra.desk_note`."""
    field: str
    """The front matter field that holds it."""
    shown: Callable[[Article], str]
    changed: Callable[[Article, str], object]
    """The whole field's new value with this cell's text; raises FrontMatterError where the text is none."""


def columns(extras: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of all fields in the order of the front matter, and of those keys of `extra`."""
    found: list[Column] = []
    for field in fields(Article):
        if field.name in ("capture", "extra", "body"):
            continue
        record = _RECORDS.get(field.name)
        if record:
            found += [_part(field.name, part.name, record) for part in fields(record) if part.name != "file"]
        else:
            found.append(_whole(field.name))
    return (*found, *map(_extra, extras))


def column_named(name: str) -> Column | None:
    """The column of this name, or None."""
    if name.startswith(EXTRA) and len(name) > len(EXTRA):
        return _extra(name.removeprefix(EXTRA))
    return next((column for column in columns() if column.name == name), None)


def _whole(field: str) -> Column:
    def shown(article: Article) -> str:
        return _cell(getattr(article, field))

    def changed(_: Article, text: str) -> object:
        return _value(field, text)

    return Column(field, field, shown, changed)


def _part(field: str, part: str, record: type[Dateline | Image]) -> Column:
    def shown(article: Article) -> str:
        value = getattr(article, field)
        return _cell(getattr(value, part)) if value else ""

    def changed(article: Article, text: str) -> object:
        empty: Any = Dateline("") if record is Dateline else Image()
        known = getattr(article, field) or empty
        listed = isinstance(getattr(known, part), tuple)
        new = replace(known, **{part: listed_in(text) if listed else text})
        if new == empty:
            return None
        if record is Dateline and not new.text:
            raise FrontMatterError("a dateline needs its text as printed", remedy="Fill dateline.text")
        return new

    return Column(f"{field}.{part}", field, shown, changed)


def _extra(key: str) -> Column:
    def shown(article: Article) -> str:
        value = article.extra.get(key, "")
        return value if isinstance(value, str) and not _is_json(value) else _json(value)

    def changed(_: Article, text: str) -> object:
        return json.loads(text) if _is_json(text) else text

    return Column(f"{EXTRA}{key}", key, shown, changed)


def _is_json(text: str) -> bool:
    """Whether a cell is anything but a text: a number, true, a list, a table, or a text that would be taken for one."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case EventDate():
            return value.text
        case tuple():
            return list_of(tuple(_contributor(v) if isinstance(v, Contributor) else str(v) for v in value))
        case _:
            return str(value)


def _value(field: str, text: str) -> object:
    if field in ("date", "modified", "embargo"):
        return EventDate(text) if text else None
    if field == "access" and text not in get_args(Access):
        raise FrontMatterError("is none of the three", value=text, remedy="Write public, metadata or private")
    if field == "title" and not text:
        raise FrontMatterError("an article needs a headline", remedy="Fill the cell")
    if field == "reporting":
        return tuple(map(_contributor_in, listed_in(text)))
    return listed_in(text) if isinstance(getattr(_EMPTY, field), tuple) else text


_EMPTY = Article(title="")


def list_of(values: tuple[str, ...]) -> str:
    """Several texts in one cell: with semicolons between them; one that holds a semicolon or a quote stands in quotes.

    >>> list_of(("AP", "Reuters"))
    'AP; Reuters'
    """
    return "; ".join(f'"{v.replace(chr(34), chr(34) * 2)}"' if set(v) & set(';"\n') or v != v.strip() else v
                     for v in values)  # fmt: skip


def listed_in(text: str) -> tuple[str, ...]:
    """The texts that a cell lists; empty ones are none."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=";", skipinitialspace=True)
    return tuple(value for row in rows for value in row if value.strip())


def _contributor(person: Contributor) -> str:
    return f"{person.name} ({', '.join(filter(None, (person.role, person.place)))})"


def _contributor_in(text: str) -> Contributor:
    found = _CONTRIBUTOR.fullmatch(text)
    if not found:
        raise FrontMatterError(
            "names a person without a role", value=text, remedy="Write Name (role) or Name (role, place)"
        )
    return Contributor(found["name"], found["role"], found["place"] or "")
