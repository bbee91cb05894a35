"""Doing one thing to many: results as they come, and no death of a worker goes unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack
from queue import Empty, SimpleQueue
from typing import TypeVar

from backfile.errors import WorkerError
from backfile.workers.outcome import GLANCE, outcome
from backfile.workers.workers import Workers

Task = TypeVar("Task")
Result = TypeVar("Result")


def _silent(*_: object) -> None:
    """Tell nobody."""


def run(
    workers: Workers,
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    describe: Callable[[Task], str],
    progress: Callable[[int, int], None] = _silent,
    remark: Callable[[str], None] = _silent,
) -> Generator[tuple[Task, Result], None, None]:
    """Each task with `function` of it, as they finish; they are begun in their order.

    Where one process would do it all, that is this one. `progress` is told how many are done, of how many. A task whose
    worker died is done again, and `remark` told so, with what `describe` says of the task; what a cluster gives up, a
    process of this machine does. An exception of a task cancels what has not begun, and comes out as it is.

    Raises:
        WorkerError: a task ended its second worker too, or nobody is there any more to do it.
    """
    if workers.shares_memory and min(workers.number, len(tasks)) <= 1:
        for done, task in enumerate(tasks, 1):
            result = function(task)
            progress(done, len(tasks))
            yield task, result
        return
    with ExitStack() as stack:
        executor = stack.enter_context(workers.executor(len(tasks)))
        again = executor if workers.blames_rightly else None
        finished: SimpleQueue[Future[Result]] = SimpleQueue()
        under_way = {_begun(executor, function, task, finished): task for task in tasks}
        second: set[Future[Result]] = set()
        done = 0
        while under_way:
            future = _next(finished, workers)
            task = under_way.pop(future)
            try:
                result = outcome(workers, future)
            except workers.deaths as death:
                if future in second:
                    raise _fatal(describe(task)) from death
                remark(f"The process died that did {describe(task)}; another does it again.")
                again = again or stack.enter_context(_one_here())
                next_try = _begun(again, function, task, finished)
                under_way[next_try] = task
                second.add(next_try)
                continue
            done += 1
            progress(done, len(tasks))
            yield task, result


def _one_here() -> AbstractContextManager[Executor]:
    from backfile.workers.processes import processes  # noqa: PLC0415  # takes 0.03 s, and few runs need it

    return processes(1, spawned=True)


def _begun(
    executor: Executor,
    function: Callable[[Task], Result],
    task: Task,
    finished: SimpleQueue[Future[Result]],
) -> Future[Result]:
    future = executor.submit(function, task)
    future.add_done_callback(finished.put)
    return future


def _next(finished: SimpleQueue[Future[Result]], workers: Workers) -> Future[Result]:
    while True:
        try:
            return finished.get(timeout=GLANCE)
        except Empty:
            workers.check()


def _fatal(described: str) -> WorkerError:
    return WorkerError(
        "ends every process that does it: it needs more memory than there is, or meets a fault of a library",
        place=described,
        remedy="Free memory or use fewer workers (--workers 1) and try again; if it stays, report it as a fault",
    )
