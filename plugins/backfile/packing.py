"""Packing: articles, their parts and entries as bytes and back, so that one process can hand them to the next.

Equal values give equal bytes in one version of Python. The form is `marshal`'s second, which refers to nothing twice:
tuples, texts, numbers and tables stay what they are, and an object is a list of its class's name and its fields.
Bytes are to be read again by the code that wrote them, from where nobody else writes.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, make_dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any, get_type_hints

from backfile.article import (
    Access,
    Article,
    Contributor,
    Dateline,
    EventDate,
    Figure,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
)
from backfile.catalogue import Entry

_VERSION = 2
_BODY = (Figure, Heading, Listing, Paragraph, Quote, Run, Table)
_CLASSES = (Article, Contributor, Dateline, EventDate, Image, Entry, *_BODY)
_READ_ONLY = "read-only"

_NAMES = frozenset({"lang", "outlet", "access"})
"""Fields of one text each that many objects have in common."""

_SURELY_PLAIN = (str, int, bool, bytes, float, tuple[str, ...], Access)


def packed(value: object) -> bytes:
    """A value as bytes: articles, their parts, entries, plain values, and tuples and tables of them.

    Raises:
        TypeError: there is something else in it.
    """
    return marshal.dumps(_lowered(value), _VERSION)


def unpacked(data: bytes, shared: dict[Any, Any] | None = None) -> Any:
    """The value that `packed` made these bytes of; what was checked when it was made is not checked again.

    With `shared`, which is added to, names that many objects bear are one object in all: of a million entries that is
    half of their memory.
    """
    return _raised(marshal.loads(data), shared)  # noqa: S302  # our own bytes


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the objects of one class are taken apart and put together."""

    name: str
    values: Callable[[Any], tuple[object, ...]]
    deep: tuple[int, ...]
    """Where in a list of name and fields something else than plain values may stand."""
    names: tuple[int, ...]
    """Where names stand that other objects bear too, by themselves or as a tuple."""
    make: Callable[..., Any]


def _plan(made: type) -> _Plan:
    names = tuple(field.name for field in fields(made))
    hints = get_type_hints(made)
    values = attrgetter(*names)
    return _Plan(
        made.__name__,
        values if len(names) > 1 else lambda value: (values(value),),
        tuple(place for place, name in enumerate(names, 1) if hints[name] not in _SURELY_PLAIN),
        tuple(place for place, name in enumerate(names, 1) if hints[name] == tuple[str, ...] or name in _NAMES),
        _maker(made),
    )


def _maker(made: type) -> Callable[..., Any]:
    """What makes an object of a frozen class of its fields, in a fifth of the time and without the class's checks.

    It makes one of an open class with the same slots, which is then said to be of the frozen one.
    """
    twin = make_dataclass(made.__name__, [(field.name, object) for field in fields(made)], slots=True)

    def make(*values: object) -> Any:
        value = twin(*values)
        value.__class__ = made
        return value

    return make


_PLANS: Mapping[type, _Plan] = MappingProxyType({made: _plan(made) for made in _CLASSES})
_PLAN_OF: Mapping[str, _Plan] = MappingProxyType({plan.name: plan for plan in _PLANS.values()})
_PLAIN = frozenset({str, int, bool, bytes, float, type(None)})


def _lowered(value: Any) -> Any:
    kind = type(value)
    if plan := _PLANS.get(kind):
        parts = [plan.name, *plan.values(value)]
        for place in plan.deep:
            if parts[place] is not None:
                parts[place] = _lowered(parts[place])
        return parts
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple(map(_lowered, value))
    if kind is MappingProxyType:
        return [_READ_ONLY, _lowered(dict(value))]
    if kind is dict:
        return {key: _lowered(part) for key, part in value.items()}
    raise TypeError(f"a {kind.__name__} cannot be packed")


def _raised(value: Any, shared: dict[Any, Any] | None) -> Any:
    kind = type(value)
    if kind is list:
        if value[0] == _READ_ONLY:
            return MappingProxyType(_raised(value[1], shared))
        plan = _PLAN_OF[value[0]]
        for place in plan.deep:
            if value[place] is not None:
                value[place] = _raised(value[place], shared)
        if shared is not None:
            for place in plan.names:
                if value[place]:
                    value[place] = shared.get(value[place]) or _one(value[place], shared)
        return plan.make(*value[1:])
    if kind is tuple:
        return tuple(_raised(part, shared) for part in value)
    if kind is dict:
        return {key: _raised(part, shared) for key, part in value.items()}
    return value


def _one(names: Any, shared: dict[Any, Any]) -> Any:
    """Names that are not shared yet, made of such as are."""
    if type(names) is tuple:
        names = tuple(shared.setdefault(name, name) for name in names)
    return shared.setdefault(names, names)
