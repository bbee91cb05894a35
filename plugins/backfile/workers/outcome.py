"""What came of a task that was handed out, with an eye on those who do it."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future, wait
from typing import TypeVar

from backfile.errors import WorkerError
from backfile.workers.workers import Workers

Result = TypeVar("Result")

GLANCE = 5.0
"""Seconds after which those who wait look whether anybody still works."""


def outcome(workers: Workers, future: Future[Result]) -> Result:
    """The result of a task, which is waited for; or what the task raised.

    Raises:
        WorkerError: nobody is there any more to do the task.
    """
    while not wait([future], timeout=GLANCE).done:
        workers.check()
    try:
        return future.result()
    except CancelledError as cause:
        workers.check()
        raise WorkerError("the workers gave up a task", remedy="Try again") from cause
