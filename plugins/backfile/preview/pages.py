"""What the preview answers: the built site's files, with the reload script in its pages, or what is wrong with them."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader

from backfile.preview.fault import Fault
from backfile.preview.shown import Edition, Shown

OWN = "~preview"
"""Below this address lies what belongs to the preview and not to the site."""

CHANGES = f"/{OWN}/changes"
"""Where open pages are told of editions."""

LAST_GOOD = "last-good"
"""The query by which an article's address gives its last good page."""

_HERE = Path(__file__).parent
_HTML = "text/html; charset=utf-8"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*')
_ALLOWED = b"; script-src 'self'; connect-src 'self'"
"""What the reload script needs, behind a page's own policy: of two directives by one name the first holds."""

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".atom": "application/atom+xml",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".jsonl": "application/jsonl",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }
)
"""What a site is made of, whatever this machine's own table of types says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to one request."""

    status: HTTPStatus
    media_type: str
    content: bytes | Path
    """The bytes, or the file that holds them."""
    location: str = ""
    """Where the page lies; empty but in a redirection."""


class Pages:
    """Answers requests for a built site."""

    def __init__(self, output: Path, theme: Path, shown: Shown) -> None:
        self._output, self._static, self.shown = output, theme / "static", shown
        templates = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True)
        self._problems = templates.get_template("problems.html")
        self._addition = templates.get_template("addition.html")

    def answer(self, target: str) -> Answer:
        """The answer to a request for an address, its query included."""
        path, _, query = target.partition("?")
        edition = self.shown.edition
        parts = _parts(path)
        if parts is None:
            return self.missing()
        if parts[:1] == [OWN]:
            return self._own(parts[1:], edition)
        if parts[-1:] == ["index.html"]:
            path, parts = path.removesuffix("index.html"), parts[:-1]
        address = "/".join(["", *parts, ""])
        if faults := edition.at(address):
            if not path.endswith("/") and address != "/" and not _is_asset(parts):
                return _redirection(parts, query)
            if query == LAST_GOOD and (page := self._last_good(address, edition)):
                return Answer(HTTPStatus.OK, _HTML, self._with_addition(page, edition))
            if not (edition.stopped and _is_asset(parts)):
                return self._faulty(faults, address, edition)
        return self._built(path, parts, query, edition)

    def _built(self, path: str, parts: list[str], query: str, edition: Edition) -> Answer:
        file = self._output.joinpath(*parts)
        if file.is_dir():
            if not path.endswith("/"):
                return _redirection(parts, query)
            file /= "index.html"
        elif path.endswith("/"):
            return self.missing()
        if not file.is_file() or not file.resolve().is_relative_to(self._output.resolve()):
            return self.missing()
        if file.suffix == ".html":
            return Answer(HTTPStatus.OK, _HTML, self._with_addition(file.read_bytes(), edition))
        return Answer(HTTPStatus.OK, _type_of(file), file)

    def _own(self, parts: list[str], edition: Edition) -> Answer:
        """The preview's own files, the theme's as they stand now, and the list of all that is wrong."""
        if parts == ["problems"]:
            status = HTTPStatus.INTERNAL_SERVER_ERROR if edition.stopped else HTTPStatus.OK
            return self._said(status, (*edition.stopped, *edition.faults), edition)
        folder, names = (self._static, parts[1:]) if parts[:1] == ["theme"] else (_HERE / "static", parts)
        file = folder.joinpath(*names)
        return Answer(HTTPStatus.OK, _type_of(file), file) if file.is_file() else self.missing()

    def _faulty(self, faults: tuple[Fault, ...], address: str, edition: Edition) -> Answer:
        good = f"{quote(address)}?{LAST_GOOD}" if self._last_good(address, edition) else ""
        return self._said(HTTPStatus.INTERNAL_SERVER_ERROR, faults, edition, last_good=good, is_page=True)

    def _said(
        self,
        status: HTTPStatus,
        faults: tuple[Fault, ...],
        edition: Edition,
        *,
        last_good: str = "",
        is_page: bool = False,
    ) -> Answer:
        files = [(file, tuple(found)) for file, found in groupby(faults, key=lambda fault: fault.file)]
        said = self._problems.render(
            own=OWN, files=files, edition=edition, last_good=last_good, is_page=is_page, number=len(faults)
        )
        return Answer(status, _HTML, said.encode())

    def _last_good(self, address: str, edition: Edition) -> bytes:
        file = self._output.joinpath(*address.split("/"), "index.html")
        if address not in edition.kept and file.is_file():
            return file.read_bytes()
        return edition.kept.get(address, b"")

    def missing(self) -> Answer:
        """The site's own page for an address where nothing is."""
        file = self._output / "404.html"
        page = file.read_bytes() if file.is_file() else b"<!doctype html><title>404</title><p>Nothing is filed here</p>"
        return Answer(HTTPStatus.NOT_FOUND, _HTML, self._with_addition(page, self.shown.edition))

    def _with_addition(self, page: bytes, edition: Edition) -> bytes:
        """A page that reloads when another edition is shown, and says where something needs attention."""
        page = _POLICY.sub(lambda found: found[0] + _ALLOWED, page, count=1)
        addition = self._addition.render(own=OWN, edition=edition).encode()
        head, end, tail = page.rpartition(b"</body>")
        return head + addition + end + tail if end else page + addition


def _parts(path: str) -> list[str] | None:
    """The names that an address leads along; None where one could lead elsewhere or is hidden."""
    try:
        parts = [part for part in unquote(path, errors="strict").split("/") if part]
    except UnicodeDecodeError:
        return None
    return None if any(part.startswith(".") or {"\\", "\0"} & set(part) for part in parts) else parts


def _is_asset(parts: list[str]) -> bool:
    """Whether an address is that of a file that is no page."""
    return bool(parts) and "." in parts[-1] and not parts[-1].endswith(".html")


def _redirection(parts: list[str], query: str) -> Answer:
    location = quote("/".join(["", *parts, ""])) + (f"?{query}" if query else "")
    return Answer(HTTPStatus.MOVED_PERMANENTLY, "text/plain; charset=utf-8", b"", location)


def _type_of(file: Path) -> str:
    kind, coding = mimetypes.guess_type(file.name)
    return _TYPES.get(file.suffix) or (kind if kind and not coding else "application/octet-stream")
