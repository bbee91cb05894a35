"""What Lighthouse says of a published site: pages that search engines may index, on a host that packs and caches."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from built_sites import REPOSITORY, QuietHandler, backfile, new_site

LIGHTHOUSE = REPOSITORY / ".tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("accessibility", "best-practices", "seo")
BYTES_AND_SCRIPTS = (
    "unminified-javascript", "unused-css-rules", "unused-javascript", "duplicated-javascript", "legacy-javascript",
    "modern-image-formats", "uses-optimized-images", "efficient-animated-content",
    "uses-text-compression", "total-byte-weight", "dom-size",
    "third-party-summary", "no-document-write", "unsized-images", "layout-shifts",
    "font-display",
)  # fmt: skip
"""Lighthouse's audits of what is loaded and run; one that does not apply to a page has no score.

Time is not judged here, and how long a browser may keep a file is the host's to say. Pictures are kept as they were
captured, so none is as large as the screen would have it.
"""
PAGES = {
    "home": "",
    "article": "2019/03/17/bread-from-bergen-a-hauliers-gift-reaches-orkney-by-fishing-boat/",
    "list": "regions/europe/northern-europe/united-kingdom/",
    "search": "search/?q=harbour",
}


class HostHandler(QuietHandler):
    """A host as they are: text is packed, and what carries a digest in its address may be kept for a year."""

    def end_headers(self) -> None:
        named_by_content = ("?v=", "/theme/js/", "/media/", ".woff2", ".packed", ".pf_index", ".pf_meta", ".pagefind")
        if any(part in self.path for part in named_by_content):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def do_GET(self) -> None:  # noqa: N802  # the standard library's name
        place = Path(self.translate_path(self.path.partition("?")[0]))
        file = place / "index.html" if place.is_dir() else place
        if file.suffix not in (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt") or not file.is_file():
            super().do_GET()
            return
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The samples, published under the address that they are served at."""
    folder = new_site(tmp_path_factory.mktemp("published"))
    shutil.copytree(REPOSITORY / "samples", folder / "samples")
    handler = partial(HostHandler, directory=str(folder / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        settings = folder / "pelicanconf.py"
        settings.write_text(f'{settings.read_text("utf-8")}\nSITEURL = "{address}"\nINDEXING = True\n', "utf-8")
        for command in ("intake", "build"):
            done = backfile(folder, command)
            assert done.returncode == 0, done.stderr
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"{address}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("page", PAGES)
def test_lighthouse_gives_full_marks_and_finds_no_wasted_byte_or_script_on(page: str, published: str) -> None:
    done = subprocess.run(
        [
            "node", str(LIGHTHOUSE), published + PAGES[page], "--quiet", "--output=json", "--output-path=stdout",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    scores = {category: report["categories"][category]["score"] for category in CATEGORIES}
    lost = {
        name: audit["score"]
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < 1
        and (name in BYTES_AND_SCRIPTS or any(name in _audits(report, category) for category in CATEGORIES))
    }  # fmt: skip
    assert (scores, lost) == (dict.fromkeys(CATEGORIES, 1), {})


def _audits(report: dict[str, dict[str, dict[str, list[dict[str, str | int]]]]], category: str) -> set[str | int]:
    return {each["id"] for each in report["categories"][category]["auditRefs"] if each["weight"]}
