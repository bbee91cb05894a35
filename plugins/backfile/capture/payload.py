"""What a record of a web archive carries: a page, a picture, or something that is only kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from backfile.capture.codings import CodingError, Readable, plain_chunks
from backfile.capture.compression import LARGEST_CONTENT
from backfile.capture.pictures import ending_of

_HEAD = 4096
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Carried(StrEnum):
    """What is made of a record's payload."""

    PAGE = "page"
    PICTURE = "picture"
    OTHER = ""
    """Scripts, redirects, requests, films: kept, and nothing is made of it."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What was learned of a record's payload in one reading."""

    carried: Carried = Carried.OTHER
    digest: str = ""
    """`sha256:…` of the body with all codings undone; empty where it is only kept."""
    size: int = 0
    """Bytes of that body."""
    media_type: str = ""
    ending: str = ""
    """For a picture, what its file's name ends in."""
    problem: str = ""
    """Why a page's body cannot be read; empty where it can."""


NO_PAYLOAD = Payload()


@dataclass(frozen=True, slots=True)
class Entity:
    """The body of a successful response, or of a resource."""

    media_type: str
    """As declared, or empty."""
    chunks: Iterator[bytes]
    """The bytes with all codings undone. Raises CodingError."""


def entity_of(headers: StatusAndHeaders, content: Readable) -> Entity | None:
    """The body that a record brings, or None: answers other than 200 (RFC 9110) and other records bring none."""
    kind = headers.get_header("WARC-Type")
    address = str(headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not address.startswith(("http:", "https:")):
        return None
    if kind == "resource":
        return Entity(str(headers.get_header("Content-Type") or ""), plain_chunks(content, "", ""))
    if kind != "response":
        return None
    try:
        answer = StatusAndHeadersParser([], verify=False).parse(_Head(content))
    except (StatusAndHeadersParserException, EOFError):
        return None
    if not answer.protocol.startswith("HTTP/") or answer.get_statuscode() != "200":
        return None

    def chunks() -> Iterator[bytes]:
        yield from plain_chunks(
            content, answer.get_header("Transfer-Encoding") or "", answer.get_header("Content-Encoding") or ""
        )

    return Entity(str(answer.get_header("Content-Type") or ""), chunks())


class _Head:
    """The head of an HTTP message: lines of a length that no honest server exceeds."""

    def __init__(self, content: Readable) -> None:
        self._content, self._room = content, 1 << 20

    def readline(self) -> bytes:
        line = self._content.readline(self._room)
        self._room -= len(line)
        return line


def payload_of(headers: StatusAndHeaders, content: Readable) -> Payload:
    """What a record carries; reads `content` as far as it must, and holds none of it."""
    entity = entity_of(headers, content)
    if entity is None:
        return NO_PAYLOAD
    declared = entity.media_type.split(";")[0].strip().lower() in _PAGE_TYPES
    head, size, digest = b"", 0, hashlib.sha256()
    try:
        for chunk in entity.chunks:
            head += chunk
            if len(head) >= _HEAD:
                break
        carried = _carried(head, declared=declared)
        if carried is Carried.OTHER:
            return NO_PAYLOAD
        for chunk in chain((head,), entity.chunks):
            size += len(chunk)
            digest.update(chunk)
            if size > LARGEST_CONTENT:
                raise CodingError(f"it grows beyond {LARGEST_CONTENT >> 20} MiB")  # noqa: TRY301  # one way out
    except CodingError as error:
        return Payload(Carried.PAGE, problem=str(error)) if declared else NO_PAYLOAD
    return Payload(carried, f"sha256:{digest.hexdigest()}", size, entity.media_type, ending_of(head))


def _carried(head: bytes, *, declared: bool) -> Carried:
    if ending_of(head):
        return Carried.PICTURE
    for mark in _MARKS:
        head = head.removeprefix(mark)
    if head.strip() and (declared or _PAGE.match(head)):
        return Carried.PAGE
    return Carried.OTHER
