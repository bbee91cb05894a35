"""A Dask cluster of real processes: a scheduler and two workers."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from dask_cluster import dask, end, scheduler


@pytest.fixture(scope="module")
def dask_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as address:
        workers = [
            dask(folder, "worker", address, "--host", "127.0.0.1", "--nthreads", "2", "--local-directory", str(folder))
            for _ in range(2)
        ]
        yield address
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        for worker in workers:
            end(worker)
