"""Keeping a web archive: its records go into the growing WARC file as they came, one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from backfile.capture.arrival_record import Ending, Mark
from backfile.capture.growing import Growing
from backfile.capture.index import Index, Indexed, Place
from backfile.capture.members import Damage, Member, members
from backfile.capture.record_streams import MemberBytes, TornError
from backfile.capture.recording import Became, Standing, incoming
from backfile.capture.records import RecordWriter, uri_of_name
from backfile.capture.referred import refuse_unreferable
from backfile.capture.web_archive import Part, WebArchive, beside, parts, sha256_of
from backfile.capture.web_index import Arrival
from backfile.report import Problem

_CHUNK = 1 << 20
_SAFE_AFTER_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class KeptArchive:
    """What became of a web archive; filled while it is read."""

    name: str
    held: bool = False
    """Whether all of it was kept before."""
    records: int = 0
    """Records that were added."""
    pages: list[str] = field(default_factory=list)
    """Digests of the pages that were not held before."""
    revisits: int = 0
    """Records that repeat a page or picture."""
    problems: list[Problem] = field(default_factory=list)

    def took(self, member: Member, became: Became, number: int) -> None:
        """Count a record."""
        self.records += 1
        self.revisits += became is Became.REVISIT
        if became is Became.PAGE:
            self.pages.append(member.payload.digest)
        elif member.payload.problem:
            self.problems.append(
                Problem(
                    f"{self.name}#{number}",
                    f"the page {member.header('WARC-Target-URI')} cannot be read: {member.payload.problem}",
                    "Fetch the page again",
                    member.header("WARC-Record-ID"),
                )
            )


def keep_archive(archive: WebArchive, growing: Growing, index: Index) -> KeptArchive:
    """Add the records of an archive, unaltered; of one that an interrupted run began to keep, those that are missing.

    Raises:
        CaptureError: its package is damaged; what came before is kept.
        OSError: it cannot be read or written.
        sqlite3.Error: the index cannot be written.
    """
    kept = KeptArchive(archive.name)
    digest = sha256_of(archive.parcel.file)
    before = index.web.arrived(digest)
    if before and (before.whole or before.path):
        kept.held = True
        return kept
    held, seen = before.records if before else 0, 0
    keeper = _Keeper(growing, index, kept, _arrival(archive, digest, held))
    if not before:
        for file in beside(archive):
            keeper.add_beside(f"{archive.name}/{file.name}", file.media_type, file.file)
    keeper.begin()
    try:
        for part in parts(archive):
            source = _Source(part)
            for found in members(part.file, part.start, part.end):
                if isinstance(found, Damage):
                    keeper.add_damage(found, source)
                    continue
                seen += 1
                if seen > held:
                    keeper.add(found, source)
    except BaseException:
        keeper.end(whole=False)
        raise
    keeper.end(whole=True)
    return kept


def refer_to_archive(archive: WebArchive, path: Path, growing: Growing, index: Index) -> KeptArchive:
    """Note where an archive lies, and index its records there; nothing of it is copied.

    Raises:
        CaptureError: its package is damaged, or its records cannot be read one by one where they lie.
        OSError: it cannot be read, or the record cannot be written.
        sqlite3.Error: the index cannot be written.
    """
    kept = KeptArchive(archive.name)
    digest = sha256_of(archive.parcel.file)
    before = index.web.arrived(digest)
    if before and (before.whole or before.path):
        kept.held = True
        return kept
    for part in parts(archive):
        refuse_unreferable(part, archive.name)
    arrival = _arrival(archive, digest, 0, str(path.resolve()))
    number = 0
    for part in parts(archive):
        for found in members(part.file, part.start, part.end):
            if isinstance(found, Damage):
                kept.problems.append(_damage(archive.name, part, found, "The bytes stay where they lie"))
                continue
            number += 1
            kept.took(
                found, incoming(index, found, arrival.path, Standing(arrival.record_id, number)), number
            )  # fmt: skip
    writer, _ = growing.appending()
    writer.write_arrival(arrival, Mark.REFERS)
    index.web.add_arrival(arrival)
    index.set_indexed(arrival.path, Indexed(arrival.size))
    return kept


def _arrival(archive: WebArchive, digest: str, records: int, path: str = "") -> Arrival:
    return Arrival(
        RecordWriter.new_record_id(), archive.name, digest, archive.parcel.size, records, path=path,
        notes=archive.notes,
    )  # fmt: skip


def _damage(name: str, part: Part, damage: Damage, remedy: str, digest: str = "") -> Problem:
    where = f"bytes {damage.offset - part.start} to {damage.end - part.start}"
    inside = f" of {part.name.removeprefix(name + '/')}" if part.name != name else ""
    return Problem(name, f"{where}{inside} are no whole record; all whole records are kept", remedy, digest)


class _Keeper:
    """Appends the records of one archive, and sees to it that each file of the store says what stands in it."""

    def __init__(self, growing: Growing, index: Index, kept: KeptArchive, arrival: Arrival) -> None:
        self._growing, self._index, self._kept = growing, index, kept
        self._arrival, self._number = arrival, arrival.records
        self._unsafe = 0

    def begin(self) -> None:
        """Write that the records of the archive follow."""
        writer, _ = self._growing.appending()
        writer.write_arrival(self._arrival, Mark.BEGINS)
        self._index.web.add_arrival(self._arrival)
        self._growing.standing = Standing(self._arrival.record_id, self._number)

    def end(self, *, whole: bool) -> None:
        """Write that they stand before."""
        writer, _ = self._growing.appending()
        writer.write_arrival_end(self._arrival.record_id, Ending(self._number, whole))
        self._index.web.end_arrival(self._arrival.record_id, self._number, whole=whole)
        self._growing.standing = Standing()

    def add(self, member: Member, source: _Source) -> None:
        """Append a record as it came."""
        if self._growing.is_full:
            self._again()
        _, offset = self._growing.appending()
        for data in source.member_bytes(member):
            self._growing.append(data)
            self._unsafe += len(data)
        self._number += 1
        self._growing.standing = standing = Standing(self._arrival.record_id, self._number)
        placed = Member(offset, offset, member.headers, payload=member.payload)
        self._kept.took(member, incoming(self._index, placed, self._growing.name, standing), self._number)
        if self._unsafe >= _SAFE_AFTER_BYTES:
            self._growing.sync()
            self._unsafe = 0

    def add_damage(self, damage: Damage, source: _Source) -> None:
        """Keep bytes that are no record as a file of their own, outside of the archive's records."""
        with TemporaryFile() as copy:
            for data in source.damaged_bytes(damage):
                copy.write(data)
            self.end(whole=False)
            name = f"{source.part.name}/bytes-{damage.offset - source.part.start}-{damage.end - source.part.start}"
            digest = self.add_beside(name, "application/octet-stream", copy)
        self._again(ended=True)
        remedy = "Get the file again from where it came, if you can"
        self._kept.problems.append(_damage(self._kept.name, source.part, damage, remedy, digest))

    def add_beside(self, name: str, media_type: str, file: IO[bytes]) -> str:
        """Keep a file that came with the archive; its digest."""
        digest = sha256_of(file)
        if not self._index.payload(digest):
            size, now = file.tell(), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            file.seek(0)
            writer, offset = self._growing.appending()
            record_id = writer.write_beside(
                name, media_type, file, size=size, digest=digest, arrival_id=self._arrival.record_id, date=now
            )
            place = Place(
                digest, record_id, self._arrival.record_id, uri_of_name(name), now, self._growing.name, offset
            )
            self._index.add_resource(place)
        self._index.add_attachment(self._arrival.record_id, name, digest, media_type)
        return digest

    def _again(self, *, ended: bool = False) -> None:
        """Begin anew, in the next file where this one is full."""
        if not ended:
            self.end(whole=False)
        self._arrival = replace(self._arrival, record_id=RecordWriter.new_record_id(), records=self._number)
        self.begin()


class _Source:
    """The bytes of an archive's records, as they are to be appended."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._stream: BufferedReader | None = None
        self._member, self._position = -1, 0

    def member_bytes(self, member: Member) -> Iterator[bytes]:
        """A record as a gzip member of its own: as it came where it was one, else its bytes compressed."""
        if member.within:
            start, end = member.within
            yield from _compressed(self._unpacked(member.offset, start, end))
        elif member.compressed:
            yield from self._raw(member.offset, member.end)
        else:
            yield from _compressed(self._raw(member.offset, member.end))

    def damaged_bytes(self, damage: Damage) -> Iterator[bytes]:
        """What is damaged: as it lies there, or as far as it could be uncompressed where it lay with others."""
        if not damage.within:
            yield from self._raw(damage.offset, damage.end)
            return
        with suppress(TornError):
            yield from self._unpacked(damage.member, damage.within[0], None)

    def _raw(self, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            self.part.file.seek(start)
            data = self.part.file.read(min(_CHUNK, end - start))
            if not data:
                return
            start += len(data)
            yield data

    def _unpacked(self, member: int, start: int, end: int | None) -> Iterator[bytes]:
        """Bytes of what a gzip member holds; the member is read through once, for records come in order."""
        if self._stream is None or self._member != member:
            self._stream = BufferedReader(MemberBytes(self.part.file, member, self.part.end), 1 << 16)
            self._member, self._position = member, 0
        while end is None or self._position < end:
            behind = self._position < start
            stop = start if behind else end
            data = self._stream.read1(_CHUNK if stop is None else min(_CHUNK, stop - self._position))
            if not data:
                return
            self._position += len(data)
            if not behind:
                yield data


def _compressed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    for chunk in chunks:
        yield compressor.compress(chunk)
    yield compressor.flush()
