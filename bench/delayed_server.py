"""A plain web host on the loopback address, some way off: every answer comes late, and all that is sent is counted."""

from __future__ import annotations

import gzip
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DELAY = 0.05
"""Seconds that each request waits."""
_PART = re.compile(r"bytes=(\d+)-(\d+)")
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".txt")
"""What hosts pack by gzip for browsers that take it."""


@dataclass(slots=True)
class Sent:
    """What was sent, as it was sent."""

    answers: list[tuple[float, str, int]] = field(default_factory=list)
    """Of each the moment (`time.monotonic`), the path, and the bytes of head and body."""

    def until(self, moment: float) -> tuple[int, int]:
        """Requests answered by then, and their bytes."""
        sizes = [size for at, _, size in self.answers if at <= moment]
        return len(sizes), sum(sizes)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as plain hosts do: kept connections, gzip, ten minutes in the browser's cache, parts of files."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".woff2": "font/woff2"}

    def __init__(self, *arguments: object, sent: Sent, **options: object) -> None:
        self.sent = sent
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer, late."""
        time.sleep(DELAY)
        place = Path(self.translate_path(self.path))
        file = place / "index.html" if place.is_dir() else place
        status, body = (200, _content(file)) if file.is_file() else (404, b"")
        head = [f"Content-Type: {self.guess_type(str(file))}", "Cache-Control: max-age=600", "Accept-Ranges: bytes"]
        if file.suffix in _PACKED:
            head.append("Content-Encoding: gzip")
        elif (part := _PART.fullmatch(self.headers.get("Range", ""))) and status == HTTPStatus.OK:
            first, last = int(part[1]), min(int(part[2]), len(body) - 1)
            head.append(f"Content-Range: bytes {first}-{last}/{len(body)}")
            status, body = 206, body[first : last + 1]
        head = [f"HTTP/1.1 {status} -", f"Content-Length: {len(body)}", *head]
        answer = "\r\n".join([*head, "", ""]).encode() + body
        self.sent.answers.append((time.monotonic(), self.path, len(answer)))
        with suppress(ConnectionError):  # the browser has gone
            self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nobody reads it."""


@cache
def _content(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.compress(content, 6) if file.suffix in _PACKED else content


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    request_queue_size = 128


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Serve a folder until the block ends; gives its address and what is sent."""
    sent = Sent()
    with _Server(("127.0.0.1", 0), partial(Handler, sent=sent, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", sent
        finally:
            server.shutdown()
            thread.join()
