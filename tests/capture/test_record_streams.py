"""Where a gzip member ends is known exactly, however large it is and however well it was compressed."""

from __future__ import annotations

import gzip
import random
from io import BufferedReader, BytesIO

import pytest

from backfile.capture.record_streams import MemberBytes


def parts(seed: int) -> bytes:
    """Stretches that compress well, and stretches that do not, as pictures and pages have them."""
    chance = random.Random(seed)  # noqa: S311  # a file to read, and no secret
    lengths = [chance.randrange(1, 120_000) for _ in range(6)]
    return b"".join(bytes(n) if i % 2 else chance.randbytes(n) for i, n in enumerate(lengths))


@pytest.mark.parametrize("seed", range(12))
def test_a_large_member_ends_where_the_next_begins(seed: int) -> None:
    content = parts(seed)
    member, following = gzip.compress(content), gzip.compress(b"the next record, and more" * 5_000)
    raw = MemberBytes(BytesIO(member + following), 0, len(member) + len(following))
    assert BufferedReader(raw, 1 << 16).read() == content
    assert raw.position == len(member)
