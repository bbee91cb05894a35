"""The package as others install it: a wheel that holds all it needs, and builds a site in any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from built_sites import REPOSITORY, new_site


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
    ]
    subprocess.run([*map(str, command), str(REPOSITORY)], check=True, capture_output=True)
    return next(folder.glob("backfile-*.whl"))


def test_the_wheel_holds_the_theme_and_the_tables(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {
        f"backfile/vocab/{table.name}" for table in (REPOSITORY / "plugins" / "backfile" / "vocab").glob("*.[ct]sv")
    }
    wanted = {"backfile/theme/templates/article.html", "backfile/theme/static/css/site.css", *tables}
    assert wanted - names == set()


def test_the_wheel_holds_nothing_of_a_site(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if not name.startswith(("backfile/", "backfile-"))] == []


def test_the_installed_package_builds_a_site_in_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    site = new_site(tmp_path / "site")
    (site / "inbox" / "owl.txt").write_text(
        "Owl elected mayor\n\n3 May 2021\n\nThe owl of Upper Slade won by two votes on Monday.\n"
    )
    for command in ("intake", "build"):
        done = subprocess.run(
            [sys.executable, "-m", "backfile.cli", command],
            cwd=site, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    page = (site / "output" / "2021" / "05" / "03" / "owl-elected-mayor" / "index.html").read_text("utf-8")
    assert "won by two votes" in page
