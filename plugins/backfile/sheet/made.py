"""Making a sheet: a row for each article of content/, in the order of their paths."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from backfile.article import Article
from backfile.errors import FrontMatterError
from backfile.folders import article_files
from backfile.frontmatter import locate
from backfile.sheet.columns import AS_OF, CAPTURE, FILE, columns

_DIGITS = 16
"""Hexadecimal digits of the digest in `as_of`: enough to tell that a file has changed since."""


def as_of(text: str) -> str:
    """What tells one state of a file from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]


def rows(content: Path) -> Iterator[list[str]]:
    """The first row with the columns' names, then a row for each article.

    Raises:
        FrontMatterError: a file breaks the schema; `backfile check` names all that do.
    """
    keys: dict[str, None] = {}
    for name in article_files(content):
        keys |= dict.fromkeys(_read(content, name)[0].extra)
    shown = columns(tuple(sorted(keys)))
    yield [FILE, CAPTURE, AS_OF, *(column.name for column in shown)]
    for name in article_files(content):
        article, text = _read(content, name)
        yield [name, article.capture, as_of(text), *(column.shown(article) for column in shown)]


def _read(content: Path, name: str) -> tuple[Article, str]:
    text = (content / name).read_bytes().decode("utf-8", "surrogateescape")
    located = locate(text, place=f"content/{name}")
    if located.article is None:
        raise FrontMatterError(
            located.problems[0].problem, place=located.problems[0].place, field=located.problems[0].field,
            value=located.problems[0].value, remedy="Mend what backfile check names, and make the sheet again",
        )  # fmt: skip
    return located.article, text
