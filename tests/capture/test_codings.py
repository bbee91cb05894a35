"""Codings of HTTP: what was done to a body on its way is undone, and what is damaged is said."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from backfile.capture.codings import CodingError, plain_chunks

PAGE = b"<!DOCTYPE html><title>The ferry sails again</title>" + b"<p>It sails from Friday on.</p>" * 2_000


def bare(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


def chunked(data: bytes) -> bytes:
    return b"".join(b"%X;a=b\r\n%s\r\n" % (len(part), part) for part in (data[:7], data[7:])) + b"0\r\n\r\n"


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def undone(data: bytes, *, transfer: str = "", content: str = "") -> bytes:
    return b"".join(plain_chunks(BytesIO(data), transfer, content))


@pytest.mark.parametrize("name", CODINGS)
def test_a_content_coding_is_undone(name: str) -> None:
    assert undone(CODINGS[name](PAGE), content=name) == PAGE
    assert undone(chunked(CODINGS[name](PAGE)), transfer="chunked", content=name.upper()) == PAGE


def test_codings_are_undone_in_the_order_opposite_to_theirs() -> None:
    assert undone(brotli.compress(gzip.compress(PAGE)), content="gzip, br") == PAGE


def test_the_bare_stream_that_some_servers_call_deflate_is_read() -> None:
    assert undone(bare(PAGE), content="deflate") == PAGE


@pytest.mark.parametrize("name", CODINGS)
def test_a_body_that_is_not_in_the_coding_it_declares_is_taken_as_it_is(name: str) -> None:
    assert undone(PAGE, transfer="chunked", content=name) == PAGE


@pytest.mark.parametrize("name", CODINGS)
def test_a_coding_that_is_cut_short_is_named(name: str) -> None:
    with pytest.raises(CodingError, match="ends too soon"):
        undone(CODINGS[name](PAGE)[:-9], content=name)


def test_chunks_that_end_too_soon_are_named() -> None:
    with pytest.raises(CodingError, match="chunks end too soon"):
        undone(chunked(PAGE)[:500], transfer="chunked")


def test_an_unknown_coding_is_named() -> None:
    with pytest.raises(CodingError, match="'compress' is not known"):
        undone(PAGE, content="compress")


@pytest.mark.parametrize("name", CODINGS)
def test_a_bomb_comes_in_pieces(name: str) -> None:
    bomb = CODINGS[name](bytes(64 << 20))
    sizes = [len(piece) for piece in plain_chunks(BytesIO(bomb), "", name)]
    assert sum(sizes) == 64 << 20
    assert max(sizes) <= 17 << 20


@given(st.binary(max_size=400), st.sampled_from(["", "chunked"]), st.sampled_from(["", *CODINGS, "gzip, br"]))
def test_any_bytes_give_bytes_or_a_named_damage(data: bytes, transfer: str, content: str) -> None:
    for start in (b"", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"\x78\x9c", b"5\r\n"):
        with suppress(CodingError):
            assert isinstance(undone(start + data, transfer=transfer, content=content), bytes)
