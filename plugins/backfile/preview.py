"""The local preview: serve the built site on this machine, rebuild when a file changes, reload open pages."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from backfile.errors import BuildError

_SCRIPT_ADDRESS = "/~preview.js"
_CHANGES_ADDRESS = "/~changes"
_SCRIPT = f"""\
const changes = new EventSource("{_CHANGES_ADDRESS}");
changes.onmessage = () => location.reload();
addEventListener("pagehide", () => changes.close());
"""
_TAG = f'<script src="{_SCRIPT_ADDRESS}" defer></script>'.encode()
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*')
_ALLOWED = b"; script-src 'self'; connect-src 'self'"
"""What the reload script needs, behind a page's own policy: of two directives by one name the first holds."""
_KEEP_ALIVE_SECONDS = 5


@dataclass
class Edition:
    """Which build is being shown: its number rises with every build, and `problem` says why the last one failed."""

    number: int = 0
    problem: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def publish(self, problem: str) -> None:
        """Announce the end of a build to all open pages; `problem` is empty where it went well."""
        with self.changed:
            self.number += 1
            self.problem = problem
            self.changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the next build, that long at most; whether there was one."""
        with self.changed:
            seen = self.number
            return self.changed.wait_for(lambda: self.number != seen, seconds)


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves output/ with the reload script in every page, and the problem of a failed build in place of a page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, edition: Edition, **options: object) -> None:
        self.edition = edition
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request: the script, the stream of changes, a page, or a file."""
        path = urlsplit(self.path).path
        if path == _SCRIPT_ADDRESS:
            self._answer(HTTPStatus.OK, "text/javascript", _SCRIPT.encode())
        elif path == _CHANGES_ADDRESS:
            self._stream_changes()
        elif path.endswith("/"):
            self._answer_page(path)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Requests are not news to an editor."""

    def end_headers(self) -> None:
        """Nothing of a preview may be kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _answer_page(self, path: str) -> None:
        if self.edition.problem:
            page = _PROBLEM_PAGE.format(problem=html.escape(self.edition.problem)).encode()
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page)
            return
        folder = Path(self.directory)
        file = (folder / unquote(path).lstrip("/") / "index.html").resolve()
        status = HTTPStatus.OK
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            file, status = folder / "404.html", HTTPStatus.NOT_FOUND
        page = file.read_bytes() if file.is_file() else b"<!doctype html><title>Nothing here</title></body>"
        page = _POLICY.sub(lambda found: found[0] + _ALLOWED, page, count=1)
        head, end, tail = page.rpartition(b"</body>")
        self._answer(status, "text/html; charset=utf-8", head + _TAG + end + tail if end else page + _TAG)

    def _answer(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"data: built\n\n" if self.edition.wait(_KEEP_ALIVE_SECONDS) else b": still here\n\n")
                self.wfile.flush()
        except OSError:  # the page was closed
            return


_PROBLEM_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>The site could not be built</title>'
    f"<body><h1>The site could not be built</h1><pre>{{problem}}</pre>{_TAG.decode()}</body></html>"
)


@contextmanager
def preview_server(output: Path, edition: Edition, port: int) -> Iterator[ThreadingHTTPServer]:
    """A server of `output` on the loopback address, running in a thread until the block ends.

    Port 0 takes any free one; `server.server_port` tells which.

    Raises:
        BuildError: the port is taken or not ours to take.
    """
    handler = partial(PreviewHandler, edition=edition, directory=str(output))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as cause:
        raise BuildError(
            "the preview cannot listen there", field="--port", value=str(port), remedy="Name another: --port 8080"
        ) from cause
    with server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def changes_in(folders: list[Path]) -> Iterator[None]:
    """One item for every moment at which something in these files and folders changed, until interrupted."""
    for _ in watch(*(folder for folder in folders if folder.exists()), raise_interrupt=False):
        yield
