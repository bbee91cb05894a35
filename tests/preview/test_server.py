"""The preview's server: who is answered, and how."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from backfile.errors import BuildError
from backfile.preview import Pages, Shown, preview_server

Asked = tuple[HTTPResponse, bytes]


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def port(tmp_path: Path, shown: Shown) -> Iterator[int]:
    (tmp_path / "index.html").write_text("<body>Home</body>")
    (tmp_path / "data.json").write_text("{}")
    with preview_server(Pages(tmp_path, tmp_path, shown), 0) as server:
        server.start()
        yield int(server.address.rstrip("/").rpartition(":")[2])


def asked(port: int, address: str, method: str = "GET", **headers: str) -> Asked:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, address, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:9"])
def test_a_request_to_this_machine_is_answered(port: int, host: str) -> None:
    assert asked(port, "/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", ""]
)
@pytest.mark.parametrize("address", ["/", "/data.json", "/~preview/changes"])
def test_a_request_under_a_foreign_name_is_refused(port: int, host: str, address: str) -> None:
    answer, content = asked(port, address, Host=host)
    assert answer.status == 421
    assert b"Home" not in content


@pytest.mark.parametrize("address", ["/", "/data.json", "/nowhere/"])
def test_head_tells_what_get_would_and_sends_nothing(port: int, address: str) -> None:
    (got, content), (head, nothing) = asked(port, address), asked(port, address, "HEAD")
    assert nothing == b""
    assert (head.status, head.headers["Content-Length"]) == (got.status, str(len(content)))


@pytest.mark.parametrize("address", ["/", "/data.json", "/nowhere/", "/~preview/preview.js"])
def test_nothing_may_be_kept_by_the_browser(port: int, address: str) -> None:
    assert asked(port, address)[0].headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(port: int, method: str) -> None:
    answer, _ = asked(port, "/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_an_open_page_is_told_which_edition_is_shown_and_of_the_next(port: int, shown: Shown) -> None:
    shown.publish(pages_changed=True)
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/~preview/changes")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.readline() == f"data: {shown.edition.number}\n".encode()
    answer.readline()
    shown.publish(pages_changed=True)
    assert answer.readline() == f"data: {shown.edition.number}\n".encode()
    connection.close()


def test_a_taken_port_is_named_with_what_to_do(port: int, tmp_path: Path, shown: Shown) -> None:
    with (
        pytest.raises(BuildError, match=f"--port: .*found '{port}'.*--port 8080"),
        preview_server(Pages(tmp_path, tmp_path, shown), port),
    ):
        pass


def test_who_asks_before_the_first_build_has_ended_waits_for_it(tmp_path: Path, shown: Shown) -> None:
    (tmp_path / "index.html").write_text("<body>Home</body>")
    with preview_server(Pages(tmp_path, tmp_path, shown), 0) as server:
        connection = HTTPConnection("127.0.0.1", int(server.address.rstrip("/").rpartition(":")[2]), timeout=30)
        connection.request("GET", "/")
        server.start()
        assert b"Home" in connection.getresponse().read()
        connection.close()
