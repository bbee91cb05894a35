"""From inbox/ to captures/: a file leaves the inbox only once it is safely kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backfile.capture.capture import size_of
from backfile.capture.inbox import Item, receive, remove
from backfile.capture.store import Store
from backfile.errors import CaptureError
from backfile.intake.progress import Progress
from backfile.report import Problem

_SAFE_AFTER = 1_000
_SAFE_AFTER_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived in one run."""

    new: frozenset[str]
    """Digests of captures that were not held before."""
    again: tuple[tuple[str, str], ...]
    """(name, digest) of files whose bytes were held already, or came twice in this run."""
    problems: tuple[Problem, ...]
    """Files that could not be received; they stay where they are."""


def arrive(store: Store, items: list[Item], inbox: Path | None, progress: Progress) -> Arrivals:
    """Keep items in the store, and delete those from `inbox` that are safe there; without it nothing is deleted.

    Raises:
        StoreError: the store cannot be written.
    """
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    new: set[str] = set()
    again: list[tuple[str, str]] = []
    problems: list[Problem] = []
    unsafe: list[Item] = []
    unsafe_bytes = 0
    for number, item in enumerate(items, 1):
        try:
            for capture in receive(item, now):
                if store.keep(capture).new:
                    new.add(capture.digest)
                else:
                    again.append((capture.name, capture.digest))
                unsafe_bytes += size_of(capture)
        except CaptureError as error:
            problems.append(Problem(item.name, error.problem, error.remedy))
        else:
            unsafe.append(item)
        if len(unsafe) >= _SAFE_AFTER or unsafe_bytes >= _SAFE_AFTER_BYTES:
            problems += _make_safe(store, unsafe, inbox)
            unsafe, unsafe_bytes = [], 0
        progress("Keeping captures", number, len(items))
    problems += _make_safe(store, unsafe, inbox)
    return Arrivals(frozenset(new), tuple(again), tuple(problems))


def _make_safe(store: Store, items: list[Item], inbox: Path | None) -> list[Problem]:
    store.sync()
    problems = []
    for item in items if inbox else ():
        assert inbox
        try:
            remove(item, inbox)
        except OSError as error:
            problems.append(
                Problem(
                    item.name,
                    f"it is kept, but cannot be deleted from the inbox: {error.strerror}",
                    "Delete it yourself",
                )
            )
    return problems
