"""What all tests share: where the repository and the measuring data lie, sites built for a test, and a browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from built_sites import REPOSITORY, SHARED, BuiltSite, backfile, built, made_once, new_site, served
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

settings.register_profile("untimed", deadline=None)  # tables load in the first example that needs them
settings.load_profile("untimed")
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the measuring data beside the repository is absent")
    return SHARED


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The samples as a fresh clone shows them."""

    def make(folder: Path) -> None:
        new_site(folder)
        shutil.copytree(REPOSITORY / "samples", folder / "samples")
        built(folder)

    folder = made_once(tmp_path_factory, "samples", make)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


@pytest.fixture(scope="session")
def seed_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The article that the project began with, among the samples."""

    def make(folder: Path) -> None:
        new_site(folder)
        shutil.copytree(
            REPOSITORY / "samples", folder / "inbox", ignore=shutil.ignore_patterns("README.md"), dirs_exist_ok=True
        )
        for seed in (shared / "seed").iterdir():
            shutil.copy(seed, folder / "inbox" / seed.name)
        built(folder)

    folder = made_once(tmp_path_factory, "seed", make)
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, told not to look beyond this machine."""
    flags = ["--no-sandbox", "--disable-gpu"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def run_backfile() -> Callable[..., subprocess.CompletedProcess[str]]:
    return backfile


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    return served
