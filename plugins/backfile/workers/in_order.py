"""Doing one thing to many that may be hostile: results in order, memory bounded, and no death stops a run."""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from backfile.workers.outcome import outcome
from backfile.workers.processes import processes
from backfile.workers.workers import ThisMachine, Workers

Thing = TypeVar("Thing")
Result = TypeVar("Result")

LONGEST = 120.0
"""Seconds of a processor that one thing may take: hundreds of times what the longest page needs."""

_PATIENCE = 10
"""A thing that only waits is given up after so many times its seconds by the clock on the wall."""

_BATCH = 64
_BATCH_WEIGHT = 2 * 1024 * 1024
"""Bytes at which a batch is full: as many short texts as go to a process at once are few large pages."""
_BATCHES = 16
"""Batches in memory at once, or three for each worker where that is more: enough that none waits while what came before
is written, and no more than memory bears."""
_FEWEST_PER_WORKER = 16


def _nothing(_: object) -> int:
    return 0


def in_order(
    function: Callable[[Thing], Result],
    things: Iterable[Thing],
    *,
    number: int,
    died: Callable[[Thing, str], Result],
    weight: Callable[[Thing], int] = _nothing,
    longest: float = LONGEST,
    workers: Workers | None = None,
) -> Iterator[Result]:
    """`function` of each of `number` things, in their order, on the cores of this machine or on other workers.

    A thing that ends its process (a fault in a library's native code, memory that the system takes away), or takes
    more than `longest` seconds, ends that of no other: `died` of it and of the reason stands in its place. At most 16
    batches are in memory at once (three for each worker, where that is more), and of heavy ones fewer; `weight` is what
    a thing takes of it, in bytes. `function`, things and results must be picklable.

    Raises:
        WorkerError: nobody is there any more to do the work.
    """
    if not number:
        return
    workers = workers or ThisMachine()
    timed = partial(_timed, function, longest)
    most = max(_BATCHES, 3 * workers.number)
    with workers.executor(-(-number // _FEWEST_PER_WORKER), ahead=1) as executor:
        handed_out: deque[tuple[_Batch[Thing], Future[list[Result]]]] = deque()

        def next_results() -> Iterator[Result]:
            batch, future = handed_out.popleft()
            try:
                results = outcome(workers, future)
            except workers.deaths:
                return _one_by_one(timed, batch.things, partial(_gone, died, longest))
            return iter(results)

        for batch in _batches(things, weight):
            handed_out.append((batch, executor.submit(_each, timed, batch.things)))
            while len(handed_out) > most or sum(b.weighs for b, _ in handed_out) > most * _BATCH_WEIGHT:
                yield from next_results()
        while handed_out:
            yield from next_results()


def _one_by_one(
    function: Callable[[Thing], Result], batch: list[Thing], gone: Callable[[Thing, float], Result]
) -> Iterator[Result]:
    """Results of things that are read alone, in a process of this machine, so that it shows which of them ends it."""
    with processes(1, spawned=True) as executor:
        for thing in batch:
            began = time.monotonic()
            try:
                result = executor.submit(function, thing).result()
            except BrokenExecutor:
                result = gone(thing, time.monotonic() - began)
            yield result


def _gone(died: Callable[[Thing, str], Result], longest: float, thing: Thing, seconds: float) -> Result:
    late = seconds >= longest
    return died(thing, f"took longer than {longest:g} seconds" if late else "ended its process")


def _timed(function: Callable[[Thing], Result], longest: float, thing: Thing) -> Result:
    """`function` of a thing; the system ends this process where that takes too long.

    Only the system's own timers reach a process that a library's native code holds (POSIX, setitimer).
    """
    signal.setitimer(signal.ITIMER_PROF, longest)
    signal.setitimer(signal.ITIMER_REAL, longest * _PATIENCE)
    try:
        return function(thing)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Thing]):
    """Things that are handed out together."""

    things: list[Thing]
    weighs: int


def _batches(things: Iterable[Thing], weight: Callable[[Thing], int]) -> Iterator[_Batch[Thing]]:
    batch: list[Thing] = []
    weighs = 0
    for thing in things:
        batch.append(thing)
        weighs += weight(thing)
        if len(batch) == _BATCH or weighs >= _BATCH_WEIGHT:
            yield _Batch(batch, weighs)
            batch, weighs = [], 0
    if batch:
        yield _Batch(batch, weighs)


def _each(function: Callable[[Thing], Result], things: list[Thing]) -> list[Result]:
    return [function(thing) for thing in things]
