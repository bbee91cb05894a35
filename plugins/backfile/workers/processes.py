"""The processes of this machine as an executor: each is a pool of one, so that a death is the death of one task."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from backfile.workers.child import begin_forked, begin_spawned

_FORKS = sys.platform == "linux"
"""Elsewhere there is no fork, or the system's own libraries do not bear it (macOS)."""


@contextmanager
def processes(number: int, *, ahead: int = 0, spawned: bool = False) -> Iterator[Executor]:
    """An executor of so many processes.

    Its futures raise BrokenProcessPool where the process that did their task died; another takes its place. Those that
    are here from the start are forked from the calling thread, and end with it. They are `spawned` where that would be
    wrong: a fork copies the locks that other threads hold at this moment, and nobody would open them.
    """
    lanes = _forked(number) if _FORKS and not spawned else [_spawned() for _ in range(number)]
    executor = _Processes(lanes, ahead)
    try:
        yield executor
    except (GeneratorExit, KeyboardInterrupt):
        executor.kill()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


@dataclass(slots=True, eq=False)
class _Work:
    """One task and the future of its result."""

    task: Callable[[], Any]
    future: Future[Any] = field(default_factory=Future)


@dataclass(slots=True, eq=False)
class _Lane:
    """One process, and what was handed to it: it does the first of that, then the next."""

    pool: ProcessPoolExecutor
    works: deque[_Work] = field(default_factory=deque)
    is_dead: bool = False

    def kill(self) -> None:
        """End the process at once (`kill_workers` of Python 3.14)."""
        for process in list((self.pool._processes or {}).values()):  # noqa: SLF001
            process.kill()


class _Processes(Executor):
    """Hands tasks to lanes, in the order of their submission, as lanes come free."""

    def __init__(self, lanes: list[_Lane], ahead: int) -> None:
        self._lanes = lanes
        self._most = 1 + ahead
        self._waiting: deque[_Work] = deque()
        self._changed = threading.Condition(threading.RLock())
        self._is_open = True
        self._is_killed = False

    def submit(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        work = _Work(partial(function, *args, **named))
        with self._changed:
            if not self._is_open:
                raise RuntimeError("the executor has been shut down")
            self._waiting.append(work)
            self._feed()
        return work.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._changed:
            self._is_open = False
            while cancel_futures and self._waiting:
                self._waiting.popleft().future.cancel()
            try:
                while wait and not self._is_killed and (self._waiting or any(lane.works for lane in self._lanes)):
                    self._changed.wait()
            except KeyboardInterrupt:
                self.kill()
                raise
        for lane in self._lanes:
            lane.pool.shutdown(wait=wait)

    def kill(self) -> None:
        """End all processes at once, whatever they are doing."""
        with self._changed:
            self._is_open, self._is_killed = False, True
            self._waiting.clear()
            for lane in self._lanes:
                lane.kill()

    def _feed(self) -> None:
        """Hand out what waits, as far as there is room; of two free lanes to the one with less to do."""
        while self._waiting and not self._is_killed:
            lane = min(self._lanes, key=lambda lane: len(lane.works))
            if len(lane.works) >= self._most:
                return
            work = self._waiting.popleft()
            if not (work.future.running() or work.future.set_running_or_notify_cancel()):
                continue
            try:
                done = lane.pool.submit(work.task)
            except BrokenProcessPool:  # it died while nobody looked
                self._waiting.appendleft(work)
                self._replace(lane)
            else:
                lane.works.append(work)
                done.add_done_callback(partial(self._notice, lane, work))

    def _notice(self, lane: _Lane, work: _Work, done: Future[Any]) -> None:
        """Settle what came of a work; a death elsewhere, because its pool holds a lock while it tells of it."""
        if not isinstance(done.exception(), BrokenProcessPool):
            self._settle(lane, work, done)
            return
        # a pool tells of its works in their order, and the first was being done
        is_innocent, lane.is_dead = lane.is_dead, True
        threading.Thread(target=self._settle, args=(lane, work, None if is_innocent else done)).start()

    def _settle(self, lane: _Lane, work: _Work, done: Future[Any] | None) -> None:
        """Pass on what came of a work; where it never began, another process does it."""
        with self._changed:
            lane.works.remove(work)
            if lane.is_dead:
                self._replace(lane)
            if not done:
                self._waiting.appendleft(work)
            self._feed()
            self._changed.notify_all()
        if not done:
            return
        if error := done.exception():
            work.future.set_exception(error)
        else:
            work.future.set_result(done.result())

    def _replace(self, lane: _Lane) -> None:
        """Put a new process in a dead one's place."""
        if lane in self._lanes and not self._is_killed:
            self._lanes[self._lanes.index(lane)] = _spawned()


def _forked(number: int) -> list[_Lane]:
    """Lanes whose processes have begun, one after the other, while this process does nothing else.

    What is in memory is kept from the garbage collector, which would otherwise write to every page of it and so make
    each process a copy of its own (gc.freeze).
    """
    context = multiprocessing.get_context("fork")
    lanes = []
    was_frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        for _ in range(number):
            lanes.append(_Lane(ProcessPoolExecutor(1, context, begin_forked, (os.getpid(),))))
            lanes[-1].pool.submit(os.getpid).result()
    except BaseException:
        for lane in lanes:
            lane.kill()
        raise
    finally:
        if not was_frozen:
            gc.unfreeze()
    return lanes


def _spawned() -> _Lane:
    return _Lane(ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), begin_spawned))
