"""The archives of tests/fixtures/relate, each in a site's folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backfile.folders import Folders

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "relate"


def site_of(name: str, folder: Path) -> Folders:
    shutil.copytree(FIXTURES / name / "content", folder / "content")
    (folder / "pelicanconf.py").write_text('SITENAME = "Valley archive"\nTIMEZONE = "UTC"\n')
    return Folders(folder)


@pytest.fixture
def wire(tmp_path: Path) -> Folders:
    return site_of("wire", tmp_path)


@pytest.fixture
def running(tmp_path: Path) -> Folders:
    return site_of("threads", tmp_path)
