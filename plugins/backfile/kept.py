"""Kept results: what was made of a frozen value, found again by the very value instead of by what equals it.

Equal values may print differently (`Markup("&")` and `"&"`, 1 and True), and to hash an entry of the catalogue takes
longer than to make its teaser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")

MOST = 32_768
"""How many results of one function are held; the next one takes the place of them all."""


def kept(make: Callable[[Value], Result]) -> Callable[[Value], Result]:
    """A function of frozen values that makes each result once; a value stays alive as long as its result is held."""
    held: dict[int, tuple[Value, Result]] = {}

    def found(value: Value) -> Result:
        known = held.get(id(value))
        if known is None:
            if len(held) >= MOST:
                held.clear()
            known = held[id(value)] = (value, make(value))
        return known[1]

    return found
