"""Doing one thing to many, in several processes where there are many, with results in order and memory bounded."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

MANY = 200
"""From so many things on, processes pay for their start."""

_BATCH = 16
_BATCH_WEIGHT = 8 * 1024 * 1024
_BATCHES_PER_WORKER = 3


def _nothing(_: object) -> int:
    return 0


def in_order(
    function: Callable[[Thing], Result],
    things: Iterable[Thing],
    *,
    number: int,
    weight: Callable[[Thing], int] = _nothing,
) -> Iterator[Result]:
    """`function` of each of `number` things, in their order, on all cores of this machine where they are many.

    At most a few batches are in memory at once; `weight` is what a thing takes of it, in bytes. `function`, things and
    results must be picklable.
    """
    workers = os.cpu_count() or 1
    if number < MANY or workers == 1:
        yield from map(function, things)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as executor:
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for batch in _batches(things, weight):
                waiting.append(executor.submit(_each, function, batch))
                if len(waiting) > workers * _BATCHES_PER_WORKER:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            executor.shutdown(cancel_futures=True)


def _batches(things: Iterable[Thing], weight: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    batch: list[Thing] = []
    weighs = 0
    for thing in things:
        batch.append(thing)
        weighs += weight(thing)
        if len(batch) == _BATCH or weighs >= _BATCH_WEIGHT:
            yield batch
            batch, weighs = [], 0
    if batch:
        yield batch


def _each(function: Callable[[Thing], Result], things: list[Thing]) -> list[Result]:
    return [function(thing) for thing in things]
