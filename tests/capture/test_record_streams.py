"""Where a gzip member ends is known exactly, however large it is and however well it was compressed."""

from __future__ import annotations

import gzip
import random
from io import BufferedReader, BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeadersParser

from backfile.capture.record_streams import MemberBytes, head_of


def parts(seed: int) -> bytes:
    """Stretches that compress well, and stretches that do not, as pictures and pages have them."""
    chance = random.Random(seed)  # a file to read, and no secret
    lengths = [chance.randrange(1, 120_000) for _ in range(6)]
    return b"".join(bytes(n) if i % 2 else chance.randbytes(n) for i, n in enumerate(lengths))


@pytest.mark.parametrize("seed", range(12))
def test_a_large_member_ends_where_the_next_begins(seed: int) -> None:
    content = parts(seed)
    member, following = gzip.compress(content), gzip.compress(b"the next record, and more" * 5_000)
    raw = MemberBytes(BytesIO(member + following), 0, len(member) + len(following))
    assert BufferedReader(raw, 1 << 16).read() == content
    assert raw.position == len(member)


@pytest.mark.parametrize(
    "head",
    [
        "WARC-Type: resource\r\nWARC-Target-URI:  urn:x:ä \r\nBackfile-Name:\r\nContent-Length: 3\r\n",
        "WARC-Type: resource\r\nWARC-Filename: one\r\n two: three\r\nContent-Length: 3\r\n",
        "WARC-Type : resource\nContent-Length: 3\n",
    ],
)
def test_a_head_reads_as_warcio_reads_it_however_it_is_laid_out(head: str) -> None:
    end = "\r\n" if "\r" in head else "\n"
    data = f"WARC/1.1{end}{head}{end}".encode()
    expected = StatusAndHeadersParser(["WARC/1.1"]).parse(BytesIO(data))
    headers, size, length = head_of(BytesIO(data))
    assert (headers.headers, headers.protocol, headers.statusline) == (
        expected.headers, expected.protocol, expected.statusline,
    )  # fmt: skip
    assert (size, length) == (len(data), 3)
