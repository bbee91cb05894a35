"""The records that Pagefind keeps of articles, packed: many in one file.

Pagefind makes a file of each record: address, headline and the text that excerpts are cut from. A host is asked for far
fewer files, and a build makes them sooner, where articles near in time share one. A pack holds the records as they are,
one a line, in the order of the list of articles, packed by gzip; that list says which packs there are, and how many
articles each holds.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

FOLDER = "records/"

_LEAST = 40 << 10
"""Bytes of records in a pack, as `_weight` counts them. Wire stories come to 27 a pack, in 11 kB."""
_ONE_OF = 4
"""How many of the articles may end a pack."""
_GZIP = 31
"""What zlib calls the format."""


class Record(NamedTuple):
    """What Pagefind keeps of one article."""

    id: str
    """By which its results name the article."""
    text: bytes
    """JSON in one line."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Records that share a file."""

    name: str
    """A digest of its content."""
    count: int
    content: bytes

    @property
    def file(self) -> str:
        """Its way from the folder of its bundle."""
        return file_of_pack(self.name)


def file_of_pack(name: str) -> str:
    """A pack's way from the folder of its bundle."""
    return f"{FOLDER}{name}.packed"


def packs_of(records: Iterable[tuple[str, Record]]) -> Iterator[Pack]:
    """Records, each with its article's path, in packs.

    Where a pack ends is up to the paths in it and to its records' lengths to a power of two. So an edit changes the one
    pack that it is in, and after an article that was added in between the next packs soon end where they did.
    """
    lines: list[bytes] = []
    weight = 0
    for path, record in records:
        lines.append(record.text)
        weight += _weight(record.text)
        if weight >= _LEAST and blake2b(path.encode(), digest_size=1).digest()[0] % _ONE_OF == 0:
            yield _pack(lines)
            lines, weight = [], 0
    if lines:
        yield _pack(lines)


def packed_records(folder: Path, listing: bytes) -> dict[str, Record]:
    """The records of a bundle's folder, by the article's address.

    Args:
        folder: of a bundle.
        listing: the list of its articles.

    Raises:
        OSError: a pack cannot be read.
        ValueError: a pack, or the list, is damaged.
    """
    try:
        record = json.loads(zlib.decompress(listing, _GZIP))
        packs = [(folder / file_of_pack(name)).read_bytes() for name, _ in record["packs"]]
        lines = [line for pack in packs for line in zlib.decompress(pack, _GZIP).split(b"\n")]
    except zlib.error as cause:
        raise ValueError(str(cause)) from cause
    return {address_of(text): Record(name, text) for name, text in zip(record["ids"].split(), lines, strict=True)}


def address_of(text: bytes) -> str:
    """The address of the article that a record is of."""
    return text.partition(b'"url":"')[2].partition(b'"')[0].decode()


def _weight(text: bytes) -> int:
    return 1 << len(text).bit_length()


def _pack(lines: Sequence[bytes]) -> Pack:
    packing = zlib.compressobj(4, wbits=_GZIP)  # its header without a time; 6 takes twice as long for 2 %
    content = packing.compress(b"\n".join(lines)) + packing.flush()
    return Pack(blake2b(content, digest_size=8).hexdigest(), len(lines), content)
