"""Plain data: values of any format as front matter can hold them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time

from backfile.decode.text import UNPRINTABLE

_DEEPEST = 10
"""Levels of lists and tables that are kept apart; front matter is refused from 20 on."""


def plain_data(value: object, depth: int = 0) -> object:
    """A value as texts, numbers, truth values, tuples and dicts; what nests too deep or has another type is a text."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case str():
            return UNPRINTABLE.sub("", value)
        case date() | time():
            return value.isoformat()
        case Mapping() if depth < _DEEPEST:
            return {UNPRINTABLE.sub("", str(key)): plain_data(item, depth + 1) for key, item in value.items()}
        case list() | tuple() | set() | frozenset() if depth < _DEEPEST:
            return tuple(plain_data(item, depth + 1) for item in value)
        case Mapping() | list() | tuple() | set() | frozenset():
            return " ".join(_words(value))
        case _:
            return UNPRINTABLE.sub("", str(value))


def _words(value: object) -> list[str]:
    """All texts and numbers in a value, in order, however deep."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        match waiting.pop():
            case Mapping() as table:
                waiting += [part for entry in reversed(list(table.items())) for part in reversed(entry)]
            case (list() | tuple() | set() | frozenset()) as items:
                waiting += reversed(list(items))
            case single:
                found.append(UNPRINTABLE.sub("", str(single)))
    return found
