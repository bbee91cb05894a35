"""Pagefind, run over the pages of one bundle by its command line (pagefind.app, 1.5, the extended release)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pagefind_bin_extended

from backfile.errors import BuildError

WORKER = "pagefind-worker.js"
"""The script that searches; one copy serves all bundles, as do the WebAssembly modules, one per language."""

_OWN = ("pagefind-entry.json", "pagefind.*.pf_meta", "index", "filter", "fragment")
_SHARED = (WORKER, "wasm.*.pagefind")


def program() -> Path:
    """The Pagefind that the installed package brings.

    Raises:
        BuildError: the package holds no program for this machine.
    """
    try:
        return Path(pagefind_bin_extended.get_executable())
    except FileNotFoundError as cause:
        raise BuildError(
            "the search indexer is missing", place="pagefind_bin_extended", remedy="Install pagefind[extended] again"
        ) from cause


def index_pages(pages: Iterable[tuple[str, Path]], bundle: Path, shared: Path, *, scratch: Path) -> None:
    """Index pages into the folder `bundle`, which is replaced as a whole, and the code that searches into `shared`.

    Args:
        pages: the site address and the HTML file of each page.
        bundle: gets the index itself.
        shared: gets what all bundles share.
        scratch: an existing folder on the same file system as `bundle`, for the time of building.

    Raises:
        BuildError: Pagefind failed; its output is in the message.
    """
    with _staged(pages, scratch) as site, TemporaryDirectory(dir=scratch, prefix="index-") as made:
        _run(site, Path(made))
        _place_shared(Path(made), shared)
        _replace(Path(made), bundle)


@contextmanager
def _staged(pages: Iterable[tuple[str, Path]], scratch: Path) -> Iterator[Path]:
    """A folder of links to these pages alone: Pagefind walks a whole folder, and follows links to files only."""
    with TemporaryDirectory(dir=scratch, prefix="pages-") as name:
        site = Path(name)
        for address, file in pages:
            link = site / address.strip("/") / "index.html"
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file.resolve())
        yield site


def _run(site: Path, made: Path) -> None:
    command = [str(program()), "--site", str(site.resolve()), "--output-path", str(made.resolve()), "--silent"]
    # The working folder is the staged one, where no stray pagefind.toml can change what is built.
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    if done.returncode or not (made / "pagefind-entry.json").exists():
        raise BuildError(
            f"Pagefind failed with status {done.returncode}: {(done.stdout + done.stderr).strip() or 'no output'}",
            place="search", remedy="Mend what it names, or build without search",
        )  # fmt: skip


def _place_shared(made: Path, shared: Path) -> None:
    shared.mkdir(parents=True, exist_ok=True)
    for file in _matching(made, _SHARED):
        target = shared / file.name
        if not target.exists() or target.read_bytes() != file.read_bytes():
            new = target.with_name(f".{target.name}.new")
            shutil.copyfile(file, new)
            new.replace(target)


def _replace(made: Path, bundle: Path) -> None:
    kept = made / "bundle"
    kept.mkdir()
    for part in _matching(made, _OWN):
        part.rename(kept / part.name)
    bundle.parent.mkdir(parents=True, exist_ok=True)
    if bundle.exists():
        bundle.rename(made / "replaced")
    kept.rename(bundle)


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(file for pattern in patterns for file in folder.glob(pattern))
