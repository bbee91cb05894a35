"""Run a command, and tell how long it took and how much memory its largest process held."""

from __future__ import annotations

import json
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
    """Run a command that must succeed.

    A small process of its own starts it: Linux counts what a process held before it began to run another program, and
    a benchmark holds much.
    """
    with tempfile.TemporaryFile("w+") as output:
        starter = [sys.executable, __file__, *(str(part) for part in command)]
        told = subprocess.run(starter, cwd=folder, stdout=subprocess.PIPE, stderr=output, text=True, check=True)
        output.seek(0)
        said = output.read()
    usage = json.loads(told.stdout)
    if usage["status"]:
        sys.exit(f"{command} failed:\n{said}")
    return Run(usage["seconds"], usage["kibibytes"] / 1024, said)


def main() -> None:
    """Run the command of the arguments, and print what it took as JSON; what it says goes to standard error."""
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    code = process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"status": code, "seconds": seconds, "kibibytes": usage.ru_maxrss}))


if __name__ == "__main__":
    main()
