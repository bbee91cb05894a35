"""Compressed captures: read through, never trusted."""

from __future__ import annotations

import gzip

import pytest

from backfile.capture import compression
from backfile.capture.capture import Capture, sha256
from backfile.capture.compression import expanded
from backfile.errors import CaptureError


def of(data: bytes, name: str = "ferry.html.gz") -> Capture:
    return Capture(data, sha256(data), name)


def test_a_gzip_file_is_read_as_what_it_holds_and_keeps_its_identity() -> None:
    packed = of(gzip.compress(b"The ferry ") + gzip.compress(b"sails again"))
    found = expanded(packed)
    assert (found.data, found.digest, found.name) == (b"The ferry sails again", packed.digest, "ferry.html")


def test_other_captures_stay_as_they_are() -> None:
    assert expanded(of(b"The ferry sails again", "a.txt")) == of(b"The ferry sails again", "a.txt")


@pytest.mark.parametrize("end", [3, 12, -1])
def test_a_gzip_file_that_ends_too_soon_is_refused(end: int) -> None:
    with pytest.raises(CaptureError, match=r"ferry\.html\.gz: its gzip compression ends too soon"):
        expanded(of(gzip.compress(b"The ferry sails again")[:end]))


def test_a_damaged_gzip_file_is_refused() -> None:
    data = bytearray(gzip.compress(b"The ferry sails again" * 50))
    data[15] ^= 0xFF
    with pytest.raises(CaptureError, match="is damaged"):
        expanded(of(bytes(data)))


def test_a_gzip_file_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "LARGEST_CONTENT", 1 << 20)
    with pytest.raises(CaptureError, match="grows beyond 1 MiB"):
        expanded(of(gzip.compress(bytes(1 << 21))))
