"""Reading records where they lie: captures with their attachments, and the bytes of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from backfile.capture.beside import detached
from backfile.capture.capture import Attachment, Capture
from backfile.capture.index import Index, Place
from backfile.capture.page_addresses import pictures_called_for
from backfile.capture.records import NAME_HEADER, unquoted
from backfile.capture.stored_record import RESTORE, RecordFiles, StoredRecord, body_of
from backfile.capture.web_index import Arrival
from backfile.errors import StoreError

_MOST_PICTURES = 256 * 1024 * 1024
"""Bytes of the pictures of one page; what is beyond stays in its record."""


class Reader:
    """Reads the records of a store, by its index."""

    def __init__(self, folder: Path, index: Index, flush: Callable[[], None]) -> None:
        self._folder, self._index, self._flush = folder, index, flush
        self._files = RecordFiles()

    def close(self) -> None:
        """Close the file that is open."""
        self._files.close()

    def capture(self, place: Place, *, outlined: bool) -> Capture:
        """The capture at a place, with its attachments; `outlined`, its pictures of a web archive without their bytes.

        Raises:
            StoreError: its bytes are damaged or gone.
        """
        record = self.record(place.warc, place.offset)
        body = body_of(record, place.digest)
        name = unquoted(record.header(NAME_HEADER))
        is_cut_short = bool(record.header("WARC-Truncated"))
        attachments = [
            Attachment(path, kind, self._payload(payload))
            for path, payload, kind in self._index.attachments(place.record_id)
        ]
        arrival = self._index.web.arrival(place.arrival) if place.arrival else None
        if arrival:
            name = f"{arrival.name}#{place.record}"
            attachments += self._pictures(body.data, place, outlined=outlined)
        stored = Capture(
            data=body.data,
            digest=place.digest,
            name=name,
            media_type=body.media_type,
            target_uri=place.uri if place.uri.startswith(("http:", "https:")) else "",
            captured_at=place.date,
            attachments=tuple(attachments),
            notes=_notes(arrival, is_cut_short=is_cut_short) if arrival else (),
            record_id=place.record_id,
            crawled=bool(arrival) and not self._index.web.is_given(place.digest),
        )
        return detached(stored)

    def record(self, warc: str, offset: int) -> StoredRecord:
        """A record of a file in the store, or of an archive that is referred to.

        Raises:
            StoreError: it is damaged or gone.
        """
        self._flush()
        return self._files.record(self._folder / warc, offset)

    def _pictures(self, page: bytes, place: Place, *, outlined: bool) -> Iterator[Attachment]:
        """The pictures that a page of a web archive calls for; of the sizes of one, the largest that was captured."""
        room = _MOST_PICTURES
        for called_for in pictures_called_for(page, place.uri):
            sizes = [self._index.web.picture(address, place.date) for address in called_for.addresses]
            picture = max(filter(None, sizes), key=lambda found: found.size, default=None)
            if picture and picture.size <= room:
                room -= picture.size
                data = b"" if outlined else self._bytes(picture.warc, picture.offset, picture.digest)
                name = f"{picture.digest.removeprefix('sha256:')}.{picture.ending}" if outlined else ""
                yield Attachment(called_for.name, picture.media_type, data, name)

    def _payload(self, digest: str) -> bytes:
        place = self._index.payload(digest)
        if not place:
            raise StoreError("an attachment is missing", place=str(self._folder), value=digest, remedy=RESTORE)
        return self._bytes(place.warc, place.offset, place.digest)

    def _bytes(self, warc: str, offset: int, digest: str) -> bytes:
        return body_of(self.record(warc, offset), digest).data


def _notes(arrival: Arrival, *, is_cut_short: bool) -> tuple[tuple[str, str], ...]:
    """What is noted of an archive holds for its pages; a page that its crawler cut short is not passed off as whole."""
    notes = dict(arrival.notes)
    if is_cut_short:
        notes.setdefault("status", "truncated")
    return tuple(sorted(notes.items()))
