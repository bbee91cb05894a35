"""The records that Pagefind keeps of articles, packed: many in one file.

Pagefind makes a file of each record: address, headline and the text that excerpts are cut from. A host is asked for far
fewer files, and a build makes them sooner, where articles near in time share one. A pack holds the records as they are,
one a line, in the order of the list of articles, in blocks of a few, each packed by gzip; that list says which packs
there are, how many articles each holds, and where its blocks end. A browser asks for the blocks that it shows (RFC
9110, Range Requests); a host that does not know how to send a part of a file sends the pack.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

FOLDER = "records/"

_FEWEST = 36
"""Articles in a pack, but for the last one."""
_ONE_OF = 16
"""How many of the articles may end a pack: it holds some 52. Of wire stories that is 20 kB, and a bundle has 58."""
BLOCK = 8
"""Articles in a block, but for the last one of a pack: wire stories come to 4 kB."""
_GZIP = 31
"""What zlib calls the format."""


class Record(NamedTuple):
    """What Pagefind keeps of one article."""

    lang: str
    """The language in whose index it is."""
    page: int
    """Its number there, from 0."""
    text: bytes
    """JSON in one line."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Records that share a file."""

    name: str
    """A digest of its content."""
    count: int
    sizes: tuple[int, ...]
    """Bytes of each block."""
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

    Where a pack ends is up to the paths in it. So an edit changes the one pack that it is in, and after an article that
    was added in between the next packs soon end where they did. However long articles are, they need no more files.
    """
    lines: list[bytes] = []
    for path, record in records:
        lines.append(record.text)
        if len(lines) >= _FEWEST and blake2b(path.encode(), digest_size=1).digest()[0] % _ONE_OF == 0:
            yield _pack(lines)
            lines = []
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
        packs = [(folder / file_of_pack(name)).read_bytes() for name, *_ in record["packs"]]
        lines = [line for pack in packs for line in lines_of(pack)]
    except (zlib.error, gzip.BadGzipFile, EOFError) as cause:
        raise ValueError(str(cause)) from cause
    places = {
        number: (lang, page) for lang, gaps in record["pages"].items() for page, number in enumerate(accumulate(gaps))
    }
    return {address_of(text): Record(*places[number], text) for number, text in enumerate(lines)}


def address_of(text: bytes) -> str:
    """The address of the article that a record is of."""
    return text.partition(b'"url":"')[2].partition(b'"')[0].decode()


def lines_of(pack: bytes) -> list[bytes]:
    """The records in a pack's content."""
    return gzip.decompress(pack).removesuffix(b"\n").split(b"\n")


def _pack(lines: Sequence[bytes]) -> Pack:
    blocks = [_packed(b"\n".join(lines[at : at + BLOCK]) + b"\n") for at in range(0, len(lines), BLOCK)]
    content = b"".join(blocks)
    return Pack(blake2b(content, digest_size=8).hexdigest(), len(lines), tuple(map(len, blocks)), content)


def _packed(block: bytes) -> bytes:
    packing = zlib.compressobj(6, wbits=_GZIP)  # its header without a time
    return packing.compress(block) + packing.flush()
