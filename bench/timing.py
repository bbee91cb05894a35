"""Run a command, and tell how long it took and how much memory its largest process held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One finished command."""

    seconds: float
    """Wall time."""
    peak: float
    """MiB of the largest process among it and its children."""
    output: str


def timed(*command: str | Path, folder: Path) -> Run:
    """Run a command that must succeed."""
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode:
        sys.exit(f"{command} failed:\n{said}")
    return Run(seconds, usage.ru_maxrss / 1024, said)
