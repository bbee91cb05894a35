"""Compressed files: what is looked into, and what is a capture as it is."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable

import pytest
from delivered import delivered

from backfile.capture.containers import compressed

LINES = b'{"title": "a", "text": "b"}\n' * 3
PAGE = b"<!doctype html><p>The ferry sailed.</p>"
every_compression = pytest.mark.parametrize(
    ("pack", "ending"), [(gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")]
)


@every_compression
def test_a_compressed_pile_of_records_is_one_capture_each(pack: Callable[[bytes], bytes], ending: str) -> None:
    captures, _, error = delivered(pack(LINES), f"pile.jsonl{ending}")
    assert [c.name for c in captures] == ["pile.jsonl#1", "pile.jsonl#2", "pile.jsonl#3"]
    assert not error


def test_a_page_in_a_gzip_file_is_a_capture_as_it_is() -> None:
    data = gzip.compress(PAGE)
    captures, _, _ = delivered(data, "page.html.gz")
    assert [(c.name, c.data) for c in captures] == [("page.html.gz", data)]


@pytest.mark.parametrize(("pack", "ending"), [(bz2.compress, ".bz2"), (lzma.compress, ".xz")])
def test_a_page_in_a_rarer_compression_is_the_page(pack: Callable[[bytes], bytes], ending: str) -> None:
    captures, _, _ = delivered(pack(PAGE), f"page.html{ending}")
    assert [(c.name, c.data) for c in captures] == [("page.html", PAGE)]


def test_of_a_compressed_pile_that_is_cut_short_the_beginning_is_taken_in() -> None:
    lines = b"".join(b'{"title": "story %d", "text": "%x"}\n' % (n, n**40) for n in range(2_000))
    captures, _, error = delivered(gzip.compress(lines)[:-2_000], "pile.jsonl.gz")
    assert 1_000 < len(captures) < 2_000
    assert "ends too soon" in error


def test_what_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "ALWAYS_ALLOWED", 1_000)
    captures, _, error = delivered(bz2.compress(bytes(1_000_000)), "zeros.bz2")
    assert captures == []
    assert "it grows to more than" in error
