"""Run a command, and tell how long it took, how much memory it held, and how busy the rest of the machine was.

Linux alone tells all of it (proc(5)).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.02
"""Seconds between two looks at the memory, at least."""
AT_LOOKING = 0.1
"""The share of one core that looking at the memory may take: a look at a gigabyte takes some milliseconds."""
CALM = 0.15
"""Cores that others may use when a command is started."""
PATIENCE = 30.0
"""Seconds to wait for others to calm down."""
WITH_MEMORY = "--memory"


@dataclass(frozen=True)
class Run:
    """One finished command."""

    seconds: float
    """Wall time."""
    cpu: float
    """Seconds of user and system time, of it and its children."""
    peak: float
    """MiB of the largest process among it and its children."""
    proportional: float
    """MiB that its processes held together at their peak, shared pages counted once (PSS); 0 where not asked for."""
    resident: float
    """The same with shared pages counted for each process (RSS)."""
    others: float
    """Cores that the rest of the machine used meanwhile: above 0.3 the figures are noise."""
    output: str = ""


def timed(*command: str | Path, folder: Path, memory: bool = False) -> Run:
    """Run a command that must succeed.

    A small process of its own starts it: Linux counts what a process held before it began to run another program, and
    a benchmark holds much. Looking at the memory of all processes takes time, so it is done where asked for alone.
    """
    with tempfile.TemporaryFile("w+") as output:
        parts = [sys.executable, __file__, *([WITH_MEMORY] if memory else []), *(str(part) for part in command)]
        told = subprocess.run(parts, cwd=folder, stdout=subprocess.PIPE, stderr=output, text=True, check=True)
        output.seek(0)
        said = output.read()
    usage = json.loads(told.stdout)
    if usage.pop("status"):
        sys.exit(f"{command} failed:\n{said}")
    return Run(**{**usage, "output": said})


def settle() -> None:
    """Write out what waits to be written, then wait until the rest of the machine is calm, or patience ends."""
    os.sync()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        before = _busy()
        time.sleep(0.5)
        if _busy() - before < CALM / 2:
            return


def _busy() -> float:
    """Seconds that all cores together have worked (user, nice, system, interrupts, stolen), since the start."""
    user, nice, system, _idle, _waiting, *interrupts = map(int, _first_line(PROC / "stat").split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return lines.readline()


def _family(root: int) -> Iterator[int]:
    """A process and all that come from it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for file in PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = _first_line(file).rpartition(")")[2].split()[1]
            children[int(parent)].append(int(file.parent.name))
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children[process]


def _memory(root: int) -> tuple[int, int]:
    """KiB that a process and all that come from it hold now: proportional and resident."""
    proportional = resident = 0
    for process in _family(root):
        # a process may end while it is looked at
        with contextlib.suppress(OSError):
            for line in (PROC / str(process) / "smaps_rollup").read_text("utf-8").splitlines():
                name, _, size = line.partition(":")
                if name == "Pss":
                    proportional += int(size.split()[0])
                elif name == "Rss":
                    resident += int(size.split()[0])
    return proportional, resident


def _watched(command: list[str], *, memory: bool) -> tuple[int, Run]:
    """Run a command; its exit status, and what it took."""
    proportional = resident = 0
    busy, began = _busy(), time.perf_counter()
    own = time.process_time()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    ended = 0
    while not ended:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG if memory else 0)
        if not ended:
            looking = time.perf_counter()
            now = _memory(process.pid)
            proportional, resident = max(proportional, now[0]), max(resident, now[1])
            time.sleep(max(EVERY, (time.perf_counter() - looking) / AT_LOOKING))
    seconds = time.perf_counter() - began
    cpu = usage.ru_utime + usage.ru_stime
    others = max(0.0, (_busy() - busy - cpu - (time.process_time() - own)) / seconds)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    return code, Run(seconds, cpu, usage.ru_maxrss / 1024, proportional / 1024, resident / 1024, others)


def main() -> None:
    """Run the command of the arguments, and print what it took as JSON; what it says goes to standard error."""
    memory = sys.argv[1] == WITH_MEMORY
    code, run = _watched(sys.argv[2 if memory else 1 :], memory=memory)
    print(json.dumps({"status": code, **asdict(run)}))


if __name__ == "__main__":
    main()
