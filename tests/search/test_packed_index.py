"""How Pagefind's index is kept: page numbers for identifiers, parts of files, few files."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from built_sites import QuietHandler
from conftest import Serve, site_of
from playwright.sync_api import Browser
from small_sites import story
from test_every_language import ASK

from backfile.search.pagefind import Made, index_pages

PART = re.compile(rb"_[0-9a-f]{10}\.(\d+)\.(\d+)")


def page(number: int, words: list[str], count: int) -> tuple[str, bytes]:
    text = " ".join(random.Random(number).choices(words, k=count))
    return f"/{number}/", f'<html lang="en"><article><p>{text}</p></article></html>'.encode()


@pytest.fixture(scope="module")
def words() -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices("abdegiklmnoprstuvăÃ", k=chance.randint(3, 9))) for _ in range(9_000)]


@pytest.fixture(scope="module")
def made(words: list[str]) -> Made:
    return index_pages(page(number, words, 700) for number in range(120))


def index_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith("index/")}


def metadata(files: Mapping[str, bytes]) -> bytes:
    return zlib.decompress(next(content for name, content in files.items() if name.endswith(".pf_meta")), 31)


def test_pages_are_numbered_in_the_order_sent(made: Made) -> None:
    assert {address: record.page for address, record in made.records.items()} == {f"/{n}/": n for n in range(120)}


def test_files_are_few_however_much_is_said(made: Made) -> None:
    assert len(index_files(made.files)) <= 120 / 56


def test_parts_are_small_and_make_up_their_files(made: Made) -> None:
    parts = [(int(first), int(length)) for first, length in PART.findall(metadata(made.files))]
    files = index_files(made.files)
    assert sum(length for _, length in parts) == sum(map(len, files.values()))
    assert len(parts) > 5 * len(files)
    for first, length in parts:
        assert any(_is_part(content[first : first + length]) for content in files.values())


def _is_part(content: bytes) -> bool:
    try:
        return zlib.decompress(content, 31).startswith(b"pagefind_dcd")
    except zlib.error:
        return False


class PartsHandler(QuietHandler):
    """Sends parts of files, and counts them."""

    sent: list[int]

    def do_GET(self) -> None:  # noqa: N802
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not asked:
            super().do_GET()
            return
        part = Path(self.translate_path(self.path)).read_bytes()[int(asked[1]) : int(asked[2]) + 1]
        self.sent.append(len(part))
        self.send_response(206)
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {asked[1]}-{asked[2]}/*")
        self.end_headers()
        self.wfile.write(part)


@pytest.fixture(scope="module")
def wordy_site(words: list[str], tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("parts")
    chance = random.Random(3)
    stories = [
        story(f"2020/story-{n:03}", f"Story {n}", " ".join(chance.choices(words, k=300)), date="2020")
        for n in range(90)
    ]
    for address in site_of(stories, folder, serve, 100):
        yield folder / "www", address


def test_a_host_that_sends_parts_of_files_and_one_that_does_not_give_the_same(
    browser: Browser, wordy_site: tuple[Path, str], words: list[str]
) -> None:
    folder, whole = wordy_site
    handler = type("Counting", (PartsHandler,), {"sent": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        answers = []
        for address in (whole, f"http://127.0.0.1:{server.server_port}/archive/"):
            tab = browser.new_page()
            tab.goto(f"{address}search/")
            answers.append(tab.evaluate(ASK, words[:12]))
            tab.close()
        server.shutdown()
    assert answers[0] == answers[1]
    assert sum(map(len, answers[0].values())) > 12
    assert handler.sent
