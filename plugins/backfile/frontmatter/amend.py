"""Changing some fields of a Markdown file and no other byte of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from backfile.article import Article
from backfile.frontmatter import syntax
from backfile.frontmatter.read import split
from backfile.frontmatter.write import field_lines

_ORDER = tuple(field.name for field in fields(Article) if field.name not in ("extra", "body"))
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BETWEEN = re.compile(r"\s*(?:#.*)?\s*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A field's own lines, and the comments and empty lines between it and the next."""

    name: str
    own: tuple[str, ...]
    between: tuple[str, ...] = ()


def amended(text: str, changes: Mapping[str, object], *, place: str = "") -> str:
    """The file with these fields changed: each to the value an Article would hold, or away where that is empty.

    `body` is the text's Markdown; any other name that is no field of an Article is one of `extra`. A field that the
    file does not have yet is put where the order of fields wants it. Comments, other fields, their spelling and order,
    the body and the kind of line ends stay.

    Raises:
        FrontMatterError: the file has no front matter, or none that is YAML; or a value has no form in it.
    """
    front, _ = split(text, place=place)
    lines = _LINE.findall(text)
    closing = front.count("\n") + 1
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    starts = [(entry.line - 1, name) for name, entry in syntax.parse(front, place=place, above=1).entries.items()]
    pieces = [_piece(lines, start, end, name) for (start, name), (end, _) in pairwise([*starts, (closing, "")])]
    for name, value in changes.items():
        if name == "body":
            continue
        own = tuple(line + ending for line in field_lines(name, value)) if value not in (None, "", ()) else ()
        names = [piece.name for piece in pieces]
        if name in names:
            pieces[names.index(name)] = replace(pieces[names.index(name)], own=own)
        else:
            pieces.insert(_place(name, names), _Piece(name, own))
    head = lines[: starts[0][0] if starts else closing]
    tail = [lines[closing], str(changes["body"] or "").replace("\n", ending)] if "body" in changes else lines[closing:]
    return "".join([*head, *(line for piece in pieces for line in (*piece.own, *piece.between)), *tail])


def _piece(lines: Sequence[str], start: int, following: int, name: str) -> _Piece:
    end = following
    while end > start + 1 and _BETWEEN.fullmatch(lines[end - 1]):
        end -= 1
    return _Piece(name, tuple(lines[start:end]), tuple(lines[end:following]))


def _place(name: str, names: Sequence[str]) -> int:
    """Where a new field goes: after the last of those that come before it in the order of fields; extras go last."""
    if name not in _ORDER:
        return len(names)
    earlier = _ORDER[: _ORDER.index(name)]
    return max((index + 1 for index, other in enumerate(names) if other in earlier), default=0)
