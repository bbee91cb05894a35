"""Pagefind's index of one language as it is kept: smaller, and in fewer files.

Its metadata (`pf_meta`) begins with an identifier and a length for each page, then tells the chunks of the index, each
with its first and last word. The identifiers are digests, which no packing makes smaller: a third of what a search
loads first. In their place stand page numbers, told by position alone; `listing.py` says which articles those are.
A chunk holds the words of some pages of a dictionary, in 25 kB, of which a search needs one. So chunks are divided into
parts of 6 kB, each packed by itself, and the name by which Pagefind asks for a part says where it lies:
`FILE.FIRST.LENGTH`. A browser asks for that part alone (RFC 9110, Range Requests); a host that sends no parts sends
the file. Where articles are long, so that chunks are many, neighbours of them share a file.

The metadata and the chunks are CBOR (RFC 8949), of which only heads, texts and lists are read here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate

MARK = b"pagefind_dcd"
"""What a file of Pagefind's, unpacked, begins with."""

_GZIP = 31
"""What zlib calls the format."""
_PAGES_A_FILE = 56
"""A file of the index holds the words of at least so many pages; all of them where there are fewer."""
_PART = 15_000
"""Bytes of a part before it is packed, or one word's if they are more."""
_NUMBERS = re.compile(
    rb"(?:[\x00-\x17\x20-\x37\x80-\x97]|[\x18\x38\x98].|[\x19\x39\x99]..|[\x1a\x3a\x9a]....)+", re.DOTALL
)
"""Items of CBOR that are numbers or heads of lists: all of a chunk but its words."""
_WORD = 0x83
"""The head of a list of three."""
_LIST = 4
_TEXT = 3
_FIELDS = 6
"""What the metadata holds: version, pages, chunks, filters, sorts, names of fields."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The index of one language."""

    hash: str
    """Names its metadata."""
    pages: tuple[str, ...]
    """Pagefind's own identifiers, in the order of the page numbers."""
    files: Mapping[str, bytes]
    """By their names."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: bytes
    last: bytes
    content: bytes
    """Its words, as the items of a CBOR list."""
    count: int


def packed_index(tag: str, digest: str, files: Mapping[str, bytes]) -> Packed:
    """The index of a language as it is kept.

    Args:
        tag: the language.
        digest: by which Pagefind names the metadata of this language.
        files: what Pagefind made, by name.

    Raises:
        ValueError: the files are not made as Pagefind 1.5 makes them.
    """
    content = _unpacked(files[f"pagefind.{digest}.pf_meta"])
    at = _expect(content, 0, _FIELDS)
    _, at = _text(content, at)
    version = at
    count, at = _head(content, at, _LIST)
    pages, lengths = [], []
    for _ in range(count):
        name, at = _text(content, _expect(content, at, 2))
        end = _after(content, at)
        pages.append(name.decode())
        lengths.append(content[at:end])
        at = end
    chunks, at = _chunks(content, at, files)
    made, told = {}, []
    for chunk in _joined(chunks, max(1, count // _PAGES_A_FILE)):
        file, parts, packed = _file(tag, chunk)
        made[f"index/{file}.pf_index"] = packed
        told += parts
    numbers = (_written_text(str(number).encode()) for number in range(count))
    listed = b"".join(b"\x82" + number + length for number, length in zip(numbers, lengths, strict=True))
    table = b"".join(b"\x83" + b"".join(map(_written_text, part)) for part in told)
    written = content[:version] + _written_head(_LIST, count) + listed + _written_head(_LIST, len(told)) + table
    meta = _packed(written + content[at:])
    kept = f"{tag}_{blake2b(meta, digest_size=5).hexdigest()}"
    return Packed(kept, tuple(pages), {f"pagefind.{kept}.pf_meta": meta, **made})


def _chunks(content: bytes, at: int, files: Mapping[str, bytes]) -> tuple[list[_Chunk], int]:
    count, at = _head(content, at, _LIST)
    found = []
    for _ in range(count):
        first, at = _text(content, _expect(content, at, 3))
        last, at = _text(content, at)
        name, at = _text(content, at)
        words = _unpacked(files[f"index/{name.decode()}.pf_index"])
        number, begins = _head(words, _expect(words, 0, 1), _LIST)
        found.append(_Chunk(first, last, words[begins:], number))
    return found, at


def _joined(chunks: list[_Chunk], most: int) -> list[_Chunk]:
    """Neighbours made one, the smallest first, until there are no more than `most`."""
    left = list(chunks)
    while len(left) > most:
        at = min(range(len(left) - 1), key=lambda place: len(left[place].content) + len(left[place + 1].content))
        one, other = left[at], left[at + 1]
        left[at : at + 2] = [_Chunk(one.first, other.last, one.content + other.content, one.count + other.count)]
    return left


def _file(tag: str, chunk: _Chunk) -> tuple[str, list[tuple[bytes, bytes, bytes]], bytes]:
    """A file's name; of each of its parts the first word, the last, and the name to ask for it by; and its content."""
    parts = list(_parts(chunk))
    packed = [_packed(b"\x81" + _written_head(_LIST, count) + content) for _, _, count, content in parts]
    content = b"".join(packed)
    name = f"{tag}_{blake2b(content, digest_size=5).hexdigest()}"
    begins = accumulate(map(len, packed), initial=0)
    named = (f"{name}.{begin}.{len(part)}".encode() for begin, part in zip(begins, packed, strict=False))
    return name, [(first, last, part) for (first, last, *_), part in zip(parts, named, strict=True)], content


def _parts(chunk: _Chunk) -> Iterator[tuple[bytes, bytes, int, bytes]]:
    """Of each part of a chunk the first word, the last, how many, and what is told of them.

    A chunk in which words are not found as often as it says is one part.
    """
    words = _words(chunk.content)
    if len(words) != chunk.count:
        yield chunk.first, chunk.last, chunk.count, chunk.content
        return
    first = 0
    for place, (_, begins) in enumerate(words):
        if begins - words[first][1] >= _PART:
            yield words[first][0], words[place - 1][0], place - first, chunk.content[words[first][1] : begins]
            first = place
    yield words[first][0], words[-1][0], len(words) - first, chunk.content[words[first][1] :]


def _words(content: bytes) -> list[tuple[bytes, int]]:
    """Each word of a chunk, and where what is told of it begins: a list of the word, its pages and its spellings."""
    found = []
    at = 1
    while at < len(content):
        word, after = _text(content, at)
        if content[at - 1] == _WORD:
            found.append((word, at - 1))
        run = _NUMBERS.match(content, after)
        at = run.end() if run else len(content)
    return found


def _unpacked(packed: bytes) -> bytes:
    content = zlib.decompress(packed, _GZIP)
    if not content.startswith(MARK):
        raise ValueError("a file of its index does not begin as it should")
    return content[len(MARK) :]


def _packed(content: bytes) -> bytes:
    packing = zlib.compressobj(9, wbits=_GZIP)  # gzip, its header without a time
    return packing.compress(MARK + content) + packing.flush()


# ---- CBOR


def _head(content: bytes, at: int, kind: int) -> tuple[int, int]:
    """The number in the head of an item of this kind, and where its content begins."""
    told, short = divmod(content[at], 32)
    if told != kind or short > 27:  # longer heads, and items without a length, are not used
        raise ValueError("its index is not made as it should be")
    size = 1 << short - 24 if short >= 24 else 0
    return (int.from_bytes(content[at + 1 : at + 1 + size], "big") if size else short), at + 1 + size


def _expect(content: bytes, at: int, count: int) -> int:
    """Where the first item of a list of so many begins."""
    found, begins = _head(content, at, _LIST)
    if found != count:
        raise ValueError("its index is not made as it should be")
    return begins


def _text(content: bytes, at: int) -> tuple[bytes, int]:
    length, begins = _head(content, at, _TEXT)
    return content[begins : begins + length], begins + length


def _after(content: bytes, at: int) -> int:
    """Where an unsigned number ends."""
    return _head(content, at, 0)[1]


def _written_head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    place = next(place for place in range(4) if number < 1 << (8 << place))
    return bytes([kind << 5 | 24 + place]) + number.to_bytes(1 << place, "big")


def _written_text(text: bytes) -> bytes:
    return _written_head(_TEXT, len(text)) + text
