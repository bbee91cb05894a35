"""Doing one thing to many in processes of their own: results in order, memory bounded, and no death stops a run."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

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
_WEIGHT = 32 * 1024 * 1024
"""What is at work at once: enough that none waits while what came before is written, and no more than memory bears."""
_FEWEST_PER_WORKER = 16
_GARBAGE = 100_000
"""Objects made and not freed again after which a process looks for cycles; a hundred pages leave fewer."""


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
) -> Iterator[Result]:
    """`function` of each of `number` things, in their order, on the cores of this machine.

    A thing that ends its process (a fault in a library's native code, memory that the system takes away), or takes
    more than `longest` seconds, ends that of no other: `died` of it and of the reason stands in its place. At most 16
    batches are in memory at once, and of heavy ones fewer; `weight` is what a thing takes of it, in bytes. `function`,
    things and results must be picklable.
    """
    if not number:
        return
    batches = _batches(things, weight)
    handed_out: deque[_Batch[Thing]] = deque()
    timed = partial(_timed, function, longest)
    while True:
        workers = min(os.cpu_count() or 1, -(-number // _FEWEST_PER_WORKER))
        try:
            yield from _side_by_side(timed, batches, handed_out, workers)
        except BrokenProcessPool:
            while handed_out:
                yield from _one_by_one(timed, handed_out.popleft().things, partial(_gone, died, longest))
        else:
            return


def _side_by_side(
    function: Callable[[Thing], Result],
    batches: Iterator[_Batch[Thing]],
    handed_out: deque[_Batch[Thing]],
    workers: int,
) -> Iterator[Result]:
    """Results of whole batches; those whose results are not in yet are `handed_out`.

    Raises:
        BrokenProcessPool: a process has died, and with it all that were at work.
    """
    with _processes(workers) as executor:
        waiting: deque[Future[list[Result]]] = deque()

        def next_results() -> list[Result]:
            results = waiting.popleft().result()
            handed_out.popleft()
            return results

        try:
            for batch in batches:
                handed_out.append(batch)
                waiting.append(executor.submit(_each, function, batch.things))
                while len(waiting) > _BATCHES or (waiting and sum(b.weighs for b in handed_out) > _WEIGHT):
                    yield from next_results()
            while waiting:
                yield from next_results()
        finally:
            executor.shutdown(cancel_futures=True)


def _one_by_one(
    function: Callable[[Thing], Result], batch: list[Thing], gone: Callable[[Thing, float], Result]
) -> Iterator[Result]:
    """Results of things that are read alone, so that it shows which of them ends its process."""
    things = deque(batch)
    while things:
        with _processes(1) as executor:
            try:
                while things:
                    began = time.monotonic()
                    result = executor.submit(function, things[0]).result()
                    things.popleft()
                    yield result
            except BrokenProcessPool:
                yield gone(things.popleft(), time.monotonic() - began)


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


def _processes(number: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Leave an interruption from the keyboard to the parent, and end with it even where it is killed.

    Cycles of objects are looked for seldom: among the tables of words, which are never freed, that is a sixth of all
    work.
    """
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


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
