"""The preview's server: it answers this machine alone."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any

from backfile.errors import BuildError
from backfile.preview.pages import CHANGES, Answer, Pages

_KEEP_ALIVE_SECONDS = 5
_STOPS_WITHIN = 0.05
"""Seconds."""
_THIS_MACHINE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_PLAIN = "text/plain; charset=utf-8"


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from Pages.

    A request under another name than this machine's is refused: a page elsewhere on the web can give a name of its own
    the loopback address, and would read what is not yet published.
    """

    protocol_version = "HTTP/1.1"
    server_version = "Backfile"
    sys_version = ""
    timeout = 60
    """Seconds after which a connection on which nothing is asked is closed."""

    def __init__(self, request: socket, client: Any, server: ThreadingHTTPServer, *, pages: Pages) -> None:
        self._pages = pages
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        """Answer one request: the stream of editions, a page, or a file."""
        if not _THIS_MACHINE.fullmatch(self.headers.get("Host", "")):
            refusal = b"The preview answers to 127.0.0.1 and localhost alone.\n"
            self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST, _PLAIN, refusal))
        elif self.path.partition("?")[0] == CHANGES and self.command == "GET":
            self._stream_editions()
        else:
            try:
                self._send(self._pages.answer(self.path))
            except FileNotFoundError:  # a build has just removed it
                self._send(self._pages.missing())

    do_HEAD = do_GET  # noqa: N815  # the library's own name

    def do_POST(self) -> None:
        """Refuse what would change something."""
        self.close_connection = True  # what follows the head was not read
        self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED, _PLAIN, b"The preview can only be looked at.\n"))

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815  # the library's own names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Requests are not news to an editor."""

    def end_headers(self) -> None:
        """Nothing of a preview may be kept by the browser, guessed at, or shown within another site."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def _send(self, answer: Answer) -> None:
        """Send an answer; to HEAD its head alone. A reader who has gone away needs none."""
        content = answer.content
        try:
            if isinstance(content, Path):
                self._send_file(answer, content)
                return
            self._send_head(answer, len(content))
            if self.command != "HEAD":
                self.wfile.write(content)
        except ConnectionError:
            self.close_connection = True

    def _send_file(self, answer: Answer, path: Path) -> None:
        with path.open("rb") as file:
            self._send_head(answer, file.seek(0, 2))
            file.seek(0)
            if self.command != "HEAD":
                shutil.copyfileobj(file, self.wfile)

    def _send_head(self, answer: Answer, length: int) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(length))
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()

    def _stream_editions(self) -> None:
        """Tell a page the number of the edition that is shown, now and whenever it is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told = ""
        try:
            while True:
                number = self._pages.shown.wait(told, _KEEP_ALIVE_SECONDS)
                self.wfile.write(b": still here\n\n" if number == told else f"data: {number}\n\n".encode())
                self.wfile.flush()
                told = number
        except OSError:  # the page was closed
            return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


class PreviewServer:
    """A server that holds its port from the beginning, and answers once it is started."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self._thread = threading.Thread(target=server.serve_forever, args=(_STOPS_WITHIN,), daemon=True)

    @property
    def address(self) -> str:
        """Where the site is shown."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def start(self) -> None:
        """Answer; who asked before has been waiting."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()


@contextmanager
def preview_server(pages: Pages, port: int) -> Iterator[PreviewServer]:
    """A server on the loopback address, until the block ends; port 0 takes any free one.

    Raises:
        BuildError: the port is taken or not ours to take.
    """
    try:
        listening = _Server(("127.0.0.1", port), partial(PreviewHandler, pages=pages))
    except (OSError, OverflowError) as cause:
        raise BuildError(
            "the preview cannot listen there", field="--port", value=str(port),
            remedy="Another preview or program may be using it: end that, or name another port: --port 8080",
        ) from cause  # fmt: skip
    with listening:
        server = PreviewServer(listening)
        try:
            yield server
        finally:
            server.stop()
