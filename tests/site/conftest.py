"""What several tests of whole sites share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_sites import BuiltSite, backfile, made_once, new_site, served
from hostile_archive import FIXTURE, URL, write_hostile_archive


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """A published site that holds hostile text in every field."""

    def make(folder: Path) -> None:
        new_site(folder)
        with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f"SITEURL = {URL!r}\n")
        shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
        for command in ("intake", "build"):
            done = backfile(folder, command)
            assert done.returncode == 0, done.stdout + done.stderr
            if command == "intake":
                write_hostile_archive(folder)

    folder = made_once(tmp_path_factory, "hostile", make)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)
