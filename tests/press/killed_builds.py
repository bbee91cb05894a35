"""Kill builds of one site at random moments, and see what they leave: python killed_builds.py SITE TIMES SEED.

After each kill every page in output/ must be whole; after every tenth the next build must finish it, and give what a
first build gives. It is a program of its own, since it forks: a test process has threads.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from archives import files_of, front_matter, write_article

from backfile.press import Way, build, printing, read_pass
from backfile.workers.workers import ThisMachine

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def built(site: Path, workers: int) -> None:
    report = build(site / "pelicanconf.py", now=NOW, way=Way(search=False, workers=ThisMachine(workers)))
    assert not report.problems, report.problems


def change(site: Path, chance: random.Random, number: int) -> None:
    """Some articles are written, changed or taken away; sometimes the state of builds is lost."""
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(400)
        path = f"2020/{1 + at % 12:02}/{1 + at % 28:02}/s{at}"
        if chance.random() < 0.3:
            (site / "content" / f"{path}.md").unlink(missing_ok=True)
        else:
            write_article(site, path, front_matter(at), f"Change {number}. " * chance.randint(1, 60))
    if chance.random() < 0.1:
        shutil.rmtree(site / ".cache", ignore_errors=True)


def killed(site: Path, chance: random.Random, longest: float) -> None:
    """Begin a build in a process of its own, and kill it."""
    child = os.fork()
    if not child:
        try:
            built(site, chance.choice((1, 2)))
        finally:
            os._exit(0)
    moment = time.perf_counter() + chance.uniform(0, longest)
    while time.perf_counter() < moment:
        if os.waitpid(child, os.WNOHANG)[0]:
            return  # it was done before
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def check_whole(output: Path) -> None:
    """Every page that a reader could get is whole."""
    for page in output.rglob("index.html"):
        assert page.read_bytes().endswith(b"</html>"), f"half a page: {page}"


def main(site: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    printing._WORTH_WORKERS = read_pass._FEW_FILES = 50
    began = time.perf_counter()
    built(site, 2)
    longest = time.perf_counter() - began
    for number in range(1, times + 1):
        change(site, chance, number)
        killed(site, chance, longest)
        check_whole(site / "output")
        if number % 10 == 0:
            built(site, 2)
            fresh = site.with_name("fresh")
            shutil.copytree(site, fresh, ignore=shutil.ignore_patterns("output", ".cache"))
            built(fresh, 1)
            assert files_of(site / "output") == files_of(fresh / "output"), f"kill {number}"
            shutil.rmtree(fresh)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
