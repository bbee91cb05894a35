"""WARC records as Backfile writes them (ISO 28500:2017, WARC 1.1): each its own gzip member, digests SHA-256."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote_from_bytes, unquote_to_bytes

from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from backfile.capture.capture import Attachment, Capture, sha256
from backfile.capture.metadata_record import MetadataRecord

NAME_HEADER = "Backfile-Name"
"""Extension field with the file name as received, percent-encoded: the target address need not hold it."""

NAMELESS_SOURCE = "urn:backfile:inbox:"
"""Begins the target address of a capture whose source is not known; its name follows, percent-encoded."""


class _HexadecimalDigester(Digester):  # type: ignore[misc]
    """SHA-256 in the notation of `Capture.digest`, so that one text names a capture everywhere."""

    def __str__(self) -> str:
        return f"{self.type_}:{self.digester.hexdigest()}"


class RecordWriter(WARCWriter):  # type: ignore[misc]
    """Appends records to one WARC file."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, gzip=True, warc_version="1.1")

    @staticmethod
    def _create_digester() -> Digester:
        return _HexadecimalDigester("sha256")

    def write_warcinfo(self, file_name: str) -> None:
        """Write the record at the head of a file: who made it, in which format."""
        info = {
            "software": "Backfile",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        }
        self.write_record(self.create_warcinfo_record(file_name, info))

    def write_capture(self, capture: Capture) -> None:
        """Write a capture's bytes as a `resource` record under its own record id."""
        headers = {"WARC-Record-ID": capture.record_id, "WARC-Date": capture.captured_at}
        self._write_resource(capture.target_uri, capture.name, capture.media_type, capture.data, headers)

    def write_attachment(self, attachment: Attachment, page: Capture) -> str:
        """Write a file that came with a page as a `resource` record concurrent to the page's; return its record id."""
        record_id = self.new_record_id()
        headers = {
            "WARC-Record-ID": record_id,
            "WARC-Date": page.captured_at,
            "WARC-Concurrent-To": page.record_id,
        }
        uri = uri_of_name(attachment.path)
        self._write_resource(uri, attachment.path, attachment.media_type, attachment.data, headers)
        return record_id

    def write_revisit(
        self,
        uri: str,
        name: str,
        *,
        digest: str,
        media_type: str,
        first: tuple[str, str, str],
        date: str,
        page_id: str = "",
    ) -> None:
        """Write that bytes held since record `first` (id, target address, date) came again."""
        headers = {
            "Content-Type": media_type or "application/octet-stream",
            "WARC-Date": date,
            "WARC-Refers-To": first[0],
            NAME_HEADER: quoted(name),
        }
        if page_id:
            headers["WARC-Concurrent-To"] = page_id
        self.write_record(self.create_revisit_record(uri, digest, first[1], first[2], warc_headers_dict=headers))

    def write_metadata(self, record: MetadataRecord, capture_id: str, uri: str) -> None:
        """Write what was made of a capture as a `metadata` record that refers to it."""
        content = record.as_json()
        headers = {"WARC-Refers-To": capture_id}
        self.write_record(
            self.create_warc_record(
                uri, "metadata", payload=BytesIO(content), length=len(content),
                warc_content_type="application/json", warc_headers_dict=headers,
            )
        )  # fmt: skip

    @classmethod
    def new_record_id(cls) -> str:
        """A record id that no other record has: `<urn:uuid:…>`."""
        return str(cls._make_warc_id())

    def _write_resource(self, uri: str, name: str, media_type: str, data: bytes, headers: dict[str, str]) -> None:
        self.write_record(
            self.create_warc_record(
                uri, "resource", payload=BytesIO(data), length=len(data),
                warc_content_type=media_type or "application/octet-stream",
                warc_headers_dict={**headers, NAME_HEADER: quoted(name), "WARC-Payload-Digest": sha256(data)},
            )
        )  # fmt: skip


def quoted(name: str) -> str:
    """A file name as a header field can hold it: percent-encoded UTF-8, whatever bytes the file system gave."""
    return quote_from_bytes(name.encode("utf-8", "surrogateescape"), safe="/")


def unquoted(field: str) -> str:
    """The file name that `quoted` wrote."""
    return unquote_to_bytes(field).decode("utf-8", "surrogateescape")


def uri_of_name(name: str) -> str:
    """The target address of a received file whose source is not known."""
    return NAMELESS_SOURCE + quoted(name)
