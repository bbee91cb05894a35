"""What someone does who has just cloned the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest
from built_sites import REPOSITORY

OWL = "Owl elected mayor\n\n3 May 2021\n\nThe owl of Upper Slade won by two votes on Monday.\n"
LEFT_BEHIND = shutil.ignore_patterns(".git", ".cache", "output")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone") / "backfile"
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(REPOSITORY), str(folder)], check=True)
    return folder


@pytest.fixture
def site(clone: Path, tmp_path: Path) -> Path:
    """A copy of the clone after its first `make html`, without what that built."""
    shutil.copytree(clone, tmp_path / "site", ignore=LEFT_BEHIND, symlinks=True)
    return tmp_path / "site"


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    outer = ("MAKEFLAGS", "MAKELEVEL", "PYTHONPATH")
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(["make", target], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_make_html_builds_the_samples_and_make_serve_shows_them(clone: Path) -> None:
    done = make(clone, "html")
    assert done.returncode == 0, done.stdout + done.stderr
    command = [str(clone / ".venv" / "bin" / "backfile"), "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=clone, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        with urllib.request.urlopen(address, timeout=60) as response:
            assert "These are samples" in response.read().decode()
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_the_first_capture_of_ones_own_replaces_the_samples(site: Path) -> None:
    (site / "inbox" / "owl.txt").write_text(OWL, "utf-8")
    done = make(site, "html")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {page.parent.name for page in (site / "output").rglob("index.html")}
    assert "owl-elected-mayor" in pages
    assert not any("orkney" in page for page in pages)


def test_a_broken_capture_is_reported_and_the_rest_is_built(site: Path) -> None:
    (site / "inbox" / "owl.txt").write_text(OWL, "utf-8")
    (site / "inbox" / "broken.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    done = make(site, "html")
    assert done.returncode != 0
    assert "broken.txt" in done.stdout + done.stderr
    assert (site / "output" / "2021" / "05" / "03" / "owl-elected-mayor" / "index.html").is_file()


def test_a_misspelt_setting_is_named_with_the_right_one(site: Path) -> None:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nSITENAM = "Misspelt"\n')
    done = make(site, "html")
    assert done.returncode != 0
    assert "SITENAM" in done.stderr
    assert "Did you mean SITENAME?" in done.stderr
