"""What several tests of whole sites share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from built_sites import BuiltSite, backfile, new_site, served
from hostile_archive import FIXTURE, URL, write_hostile_archive


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """A published site that holds hostile text in every field."""
    folder = new_site(tmp_path_factory.mktemp("hostile"))
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"SITEURL = {URL!r}\n")
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    for command in ("intake", "build"):
        done = backfile(folder, command)
        assert done.returncode == 0, done.stdout + done.stderr
        if command == "intake":
            write_hostile_archive(folder)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)
