"""WARC records as Backfile writes them (ISO 28500:2017, WARC 1.1): each its own gzip member, digests SHA-256."""

from __future__ import annotations

from io import BytesIO
from typing import IO, BinaryIO
from urllib.parse import quote_from_bytes, unquote_to_bytes

from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from backfile.capture.arrival_record import MARK_HEADER, Ending, Mark, arrival_json, ending_json
from backfile.capture.capture import Attachment, Capture, sha256
from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.web_index import Arrival

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
        self._write_json(uri, record.as_json(), {"WARC-Refers-To": capture_id})

    def write_arrival(self, arrival: Arrival, mark: Mark) -> None:
        """Write that the records of a web archive follow, or that they lie elsewhere."""
        headers = {"WARC-Record-ID": arrival.record_id, MARK_HEADER: mark.value}
        self._write_json(uri_of_name(arrival.name), arrival_json(arrival), headers)

    def write_arrival_end(self, record_id: str, ending: Ending) -> None:
        """Write that the records of a web archive, which arrived by record `record_id`, stand before."""
        headers = {"WARC-Refers-To": record_id, MARK_HEADER: Mark.ENDS.value}
        self._write_json(NAMELESS_SOURCE, ending_json(ending), headers)

    def write_beside(
        self, name: str, media_type: str, file: IO[bytes], *, size: int, digest: str, arrival_id: str, date: str
    ) -> str:
        """Write a file that came with a web archive as a `resource` record concurrent to its arrival; its record id."""
        record_id = self.new_record_id()
        headers = {
            "WARC-Record-ID": record_id, "WARC-Date": date, "WARC-Concurrent-To": arrival_id, NAME_HEADER: quoted(name),
            "WARC-Payload-Digest": digest,
        }  # fmt: skip
        self.write_record(
            self.create_warc_record(
                uri_of_name(name), "resource", payload=file, length=size, warc_content_type=media_type,
                warc_headers_dict=headers,
            )
        )  # fmt: skip
        return record_id

    @classmethod
    def new_record_id(cls) -> str:
        """A record id that no other record has: `<urn:uuid:…>`."""
        return str(cls._make_warc_id())

    def _write_json(self, uri: str, content: bytes, headers: dict[str, str]) -> None:
        self.write_record(
            self.create_warc_record(
                uri, "metadata", payload=BytesIO(content), length=len(content),
                warc_content_type="application/json", warc_headers_dict=headers,
            )
        )  # fmt: skip

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
