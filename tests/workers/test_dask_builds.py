"""A site built by a Dask cluster over a shared folder."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

from archives import files_of, write_archive
from distributed import Client

from backfile.press import Way, build
from backfile.workers.opened import opened

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_cluster_builds_the_same_site_though_a_worker_is_killed_half_way(dask_address: str, tmp_path: Path) -> None:
    write_archive(tmp_path / "here", 4_500)
    write_archive(tmp_path / "there", 4_500)
    build(tmp_path / "here" / "pelicanconf.py", now=NOW, search=False)
    with Client(dask_address) as client:
        pids = set(client.run(os.getpid).values())
    killed: list[int] = []

    def kill_one(doing: str, done: int, total: int) -> None:
        if doing.startswith("printing") and not killed and done < total:
            killed.append(pids.pop())
            os.kill(killed[0], signal.SIGKILL)

    with opened(None, dask_address) as workers:
        way = Way(search=False, workers=workers, progress=kill_one)
        report = build(tmp_path / "there" / "pelicanconf.py", now=NOW, way=way)
    assert killed
    assert not report.problems
    assert files_of(tmp_path / "there" / "output") == files_of(tmp_path / "here" / "output")
