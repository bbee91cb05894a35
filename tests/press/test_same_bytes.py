"""The same input gives the same site, whoever builds it, where, and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from archives import files_of, write_archive, write_article
from built_sites import REPOSITORY

from backfile.press.lock import build_lock

NOW = "2026-01-01T00:00:00Z"


def build(
    site: Path, *options: str, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "backfile.cli", "build", "--no-search", "--now", NOW, *options]
    place = ["--site", str(site)] if folder else []
    return subprocess.run(
        [*command, *place], cwd=folder or site, env={**os.environ, **environment}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_five_thousand_articles_give_the_same_bytes_in_every_way(tmp_path: Path) -> None:
    first = tmp_path / "first"
    write_archive(first, 5_000)
    ways = {
        "one": (["--workers", "1"], {"TZ": "Pacific/Auckland", "LC_ALL": "C"}),
        "two": (["--workers", "2"], {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        "four": (["--workers", "4"], {"LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"}),
    }
    for name in ways:
        shutil.copytree(first, tmp_path / name / "deeper")

    def built(name: str) -> dict[str, bytes]:
        options, environment = ways[name]
        done = build(tmp_path / name / "deeper", *options, folder=tmp_path, **environment)
        assert done.returncode == 0, done.stderr
        return files_of(tmp_path / name / "deeper" / "output")

    one, *others = map(built, ways)
    assert len(one) > 5_000
    assert all(other == one for other in others)


def test_the_samples_look_the_same_whenever_they_are_taken(tmp_path: Path) -> None:
    sites = []
    for name in ("early", "late"):
        write_archive(tmp_path / name, 0)
        shutil.copytree(REPOSITORY / "samples", tmp_path / name / "samples")
        assert build(tmp_path / name).returncode == 0
        sites.append(files_of(tmp_path / name / "output"))
        time.sleep(1)  # the moment of intake is told in whole seconds
    assert len(sites[0]) > 300
    assert sites[0] == sites[1]


def test_a_second_build_at_once_says_so_and_stops(tmp_path: Path) -> None:
    write_archive(tmp_path / "site", 3)
    with build_lock(tmp_path / "site" / ".cache"):
        done = build(tmp_path / "site")
    assert done.returncode == 1
    assert "this site is being built already" in done.stderr
    assert not list((tmp_path / "site" / "output").rglob("*.html"))
    assert build(tmp_path / "site").returncode == 0


def test_of_two_builds_begun_together_one_builds_or_both_one_after_the_other(tmp_path: Path) -> None:
    write_archive(tmp_path / "site", 300)
    together = threading.Barrier(2)

    def attempt(_: int) -> subprocess.CompletedProcess[str]:
        together.wait()
        return build(tmp_path / "site")

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(attempt, range(2)))
    assert 0 in {each.returncode for each in outcomes}
    assert all("is being built already" in each.stderr for each in outcomes if each.returncode)
    alone = tmp_path / "alone"
    shutil.copytree(tmp_path / "site", alone, ignore=shutil.ignore_patterns("output", ".cache"))
    build(alone)
    assert files_of(tmp_path / "site" / "output") == files_of(alone / "output")


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_is_one_clear_error_and_leaves_the_last_good_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_archive(site, 40)
    assert build(site).returncode == 0
    before = files_of(site / "output")
    write_article(site, "1990/01/01/large", "title: Large\ndate: 1990-01-01", "Words of a long story. " * 20_000)
    # No file may grow beyond 200 kB: writing the large page fails as on a full disk.
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "from backfile.cli import main; sys.exit(main(['build', '--no-search', '--workers', '1']))"
    )
    done = subprocess.run([sys.executable, "-c", limited], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the system refuses it" in done.stderr
    assert "Make room" in done.stderr
    assert "Traceback" not in done.stderr
    after = files_of(site / "output")
    assert all(data.endswith(b"</html>") for name, data in after.items() if name.endswith(".html"))
    assert before.keys() <= after.keys()
    assert not [name for name in after if name.endswith(".part")]
    assert build(site).returncode == 0
    assert (site / "output/1990/01/01/large/index.html").is_file()
