"""Real processes of Dask, on this machine's loopback alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alive import comes_true

HOME = Path(__file__).parent


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A scheduler's address; a task that ends its second worker is given up."""
    told = folder / "address"
    os.environ["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
    try:
        process = dask(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
    finally:
        del os.environ["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"]
    try:
        assert comes_true(told.exists)
        yield json.loads(told.read_text())["address"]
    finally:
        end(process)


def dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(HOME), os.environ.get("PYTHONPATH", "")])
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
            cwd=folder, env={**os.environ, "PYTHONPATH": path}, stdout=log, stderr=log,
        )  # fmt: skip


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
