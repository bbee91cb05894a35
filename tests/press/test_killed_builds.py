"""A build that is killed, at whatever moment, leaves a readable site, and the next one finishes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from archives import write_archive


def test_a_hundred_builds_killed_at_random_leave_whole_pages_and_the_next_finishes(tmp_path: Path) -> None:
    write_archive(tmp_path / "site", 200)
    runner = Path(__file__).with_name("killed_builds.py")
    command = [sys.executable, str(runner), str(tmp_path / "site"), "100", "7"]
    environment = {**os.environ, "PYTHONPATH": str(runner.parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
