"""The workers that a person asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backfile.workers.cluster import cluster
from backfile.workers.workers import ThisMachine, Workers


@contextmanager
def opened(number: int | None = None, dask: str = "") -> Iterator[Workers]:
    """The workers of a Dask scheduler's address, or else so many processes of this machine: by default one a core.

    Raises:
        WorkerError: Dask is not installed, or its cluster cannot be reached.
    """
    if dask:
        with cluster(dask) as workers:
            yield workers
    elif number is None:
        yield ThisMachine()
    else:
        yield ThisMachine(number)
