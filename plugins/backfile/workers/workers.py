"""Who does the work: the contract that the processes of this machine and a Dask cluster both keep."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


class Workers(Protocol):
    """Where tasks are done. A task is a module-level function and its argument, both picklable."""

    @property
    def number(self) -> int:
        """How many tasks are done at once."""

    @property
    def shares_memory(self) -> bool:
        """Whether they may find what the caller has prepared in memory; it is never more than a cache."""

    @property
    def deaths(self) -> tuple[type[BaseException], ...]:
        """What a future raises where the worker that had its task died."""

    @property
    def blames_rightly(self) -> bool:
        """Whether that is the task that the worker was doing; a cluster blames all that waited there."""

    def executor(self, tasks: int, *, ahead: int = 0) -> AbstractContextManager[Executor]:
        """An executor for so many tasks; leaving it waits for those that have begun, and cancels the others.

        It is left by a Ctrl-C, or by closing the generator that holds it, without waiting. `ahead` tasks wait at each
        worker while it does another, so that short ones follow each other closely.
        """

    def check(self) -> None:
        """See whether anybody is there to do the work.

        Raises:
            WorkerError: nobody is.
        """


def cores() -> int:
    """The cores that this process may use, as the system's scheduler tells where it does."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class ThisMachine:
    """Processes of this machine, made anew for each run, so that they begin with what the caller has in memory."""

    number: int = field(default_factory=cores)
    shares_memory: bool = True
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    blames_rightly: bool = True

    def executor(self, tasks: int, *, ahead: int = 0) -> AbstractContextManager[Executor]:
        """As `Workers.executor`; no more processes than tasks."""
        from backfile.workers.processes import processes  # noqa: PLC0415  # takes 0.03 s, and small runs need none

        return processes(min(self.number, tasks), ahead=ahead)

    def check(self) -> None:
        """Nothing: a process that ended is replaced."""
