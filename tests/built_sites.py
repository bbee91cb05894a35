"""Sites built for a test: folders, the command line run in them, and a server on the loopback address."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder of its own, built by the same commands as `make html`."""

    folder: Path
    address: str
    """Where it is served, ending in a slash."""

    @property
    def output(self) -> Path:
        return self.folder / "output"


def backfile(folder: Path, *arguments: str, feed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a site's folder."""
    command = [sys.executable, "-m", "backfile.cli", *arguments]
    return subprocess.run(command, cwd=folder, input=feed, capture_output=True, text=True, check=False)


def new_site(folder: Path) -> Path:
    """An empty site: the settings of the repository and no articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(REPOSITORY / name, folder / name)
    (folder / "inbox").mkdir()
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder as a plain web host does, 404.html included, and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback address until the block ends; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one of the processes that test side by side makes for all of them, which change nothing in it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, made = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder


def built(folder: Path) -> None:
    """Take in and build, as `make html` does; both must succeed."""
    for command in ("intake", "build"):
        done = backfile(folder, command)
        assert done.returncode == 0, done.stderr
