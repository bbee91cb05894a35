"""How long work tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many."""


def silent(doing: str, done: int, total: int) -> None:
    """A Progress that says nothing."""
