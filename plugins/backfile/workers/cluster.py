"""A Dask cluster over a shared folder: the same work, done by other machines."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from backfile.errors import WorkerError

_PATIENCE = 10
"""Seconds in which a scheduler must answer and its first worker be there."""

_RECOVERY = 60
"""Seconds in which one worker must be back where all are gone; a nanny starts one anew in a few."""

_ADDRESS = re.compile(r"\w:\d+$")

_LOGGERS = ("distributed", "distributed.client", "distributed.core", "tornado", "tornado.application", "asyncio")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a Dask scheduler."""

    client: Any
    address: str
    deaths: tuple[type[BaseException], ...]
    """Dask hands a task out again by itself, to three other workers (its setting `allowed-failures`)."""
    shares_memory: bool = False
    blames_rightly: bool = False

    @property
    def number(self) -> int:
        """How many workers there are at this moment."""
        return max(1, len(self.client.nthreads()))

    @contextmanager
    def executor(self, tasks: int, *, ahead: int = 0) -> Iterator[Executor]:  # noqa: ARG002  # Dask sees to both
        """As `Workers.executor`; a worker finishes the task that it has begun even where nobody waits for it."""
        executor = self.client.get_executor(pure=False)
        try:
            yield _OneAtATime(executor)
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()

    def check(self) -> None:
        """See whether the scheduler answers and has a worker, or gets one soon.

        Raises:
            WorkerError: it does not, or has none.
        """
        try:
            if not self.client.nthreads():
                self.client.wait_for_workers(1, timeout=_RECOVERY)
        except TimeoutError as cause:
            raise _without_workers(self.address) from cause
        except (OSError, ValueError, RuntimeError) as cause:
            raise _unreachable(self.address) from cause


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of the Dask scheduler at an address (`tcp://host:8786`).

    Raises:
        WorkerError: Dask is not installed, no scheduler answers, or its workers are none or run another Backfile.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as cause:
        raise WorkerError(
            "Dask is not installed", field="--dask", remedy="Install it: pip install 'backfile[dask]'"
        ) from cause
    if not _ADDRESS.search(address):
        raise WorkerError(
            "is no address of a Dask scheduler", field="--dask", value=address,
            remedy="Give the one that it prints: tcp://host:8786",
        )  # fmt: skip
    with _quiet():
        try:
            client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError) as cause:
            raise _unreachable(address) from cause
        try:
            _inspect(client, address)
            yield Cluster(client, address, (distributed.KilledWorker, BrokenExecutor))
        finally:
            client.close()


def _inspect(client: Any, address: str) -> None:
    """See that there are workers, and that they have the code that is running here.

    Raises:
        WorkerError: names the first that has not.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as cause:
        raise _without_workers(address) from cause
    ours = code_digest()
    for worker, theirs in client.run(code_digest, on_error="return").items():
        if theirs != ours:
            raise WorkerError(
                "this Dask worker has another version of Backfile, or none",
                place=worker,
                remedy="Install the same version on all machines, and start the workers again",
            )


def code_digest() -> str:
    """A digest of all Python files of this package."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(f"\0{path.relative_to(package).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class _OneAtATime(Executor):
    """Hands tasks to another executor; a process does one at a time, however many threads it was given.

    So a task may count on its process as it may on this machine: for what it keeps there, and for the timer that ends
    it (there is one for each process). Threads would gain nothing: all tasks are Python's own work.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        return self._executor.submit(_alone, function, args, named)


_ALONE = threading.Lock()


def _alone(function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    with _ALONE:
        return function(*args, **named)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask says of its own doings out of ours: what matters of it comes as an exception."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed|dask|tornado")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _unreachable(address: str) -> WorkerError:
    return WorkerError(
        "no Dask scheduler answers", field="--dask", value=address,
        remedy="Start one (dask scheduler), and give the address that it prints: tcp://host:8786",
    )  # fmt: skip


def _without_workers(address: str) -> WorkerError:
    return WorkerError(
        "the Dask scheduler has no workers", field="--dask", value=address,
        remedy=f"Start some (dask worker {address} --nthreads 1 --nworkers 4), and try again",
    )  # fmt: skip
