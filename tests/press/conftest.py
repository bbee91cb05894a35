"""The small site of tests/fixtures/press, and builds of it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backfile.press import build

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "press" / "site"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site in a folder of its own, not built."""
    shutil.copytree(FIXTURE, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site's output; tests only read it."""
    folder = tmp_path_factory.mktemp("small") / "site"
    shutil.copytree(FIXTURE, folder)
    report = build(folder / "pelicanconf.py", now=NOW, search=False)
    assert not report.problems
    return folder / "output"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small site as it is published, below /news/."""
    folder = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(FIXTURE, folder)
    build(folder / "publishconf.py", now=NOW, search=False)
    return folder / "output"
