"""The encoding of a capture is read from its mark, its declaration or its bytes; what is no text is refused."""

from __future__ import annotations

import gzip

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.decode.characters import read_characters
from backfile.decode.decode import decode
from backfile.errors import CaptureError

GERMAN = "Der Bürgermeister öffnete die Brücke über die Weiß. Für Fußgänger heißt das: kürzere Wege, größere Eile. " * 4
RUSSIAN = "Паром вышел из порта в полдень и вернулся к вечеру без капитана, который опоздал на причал. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_german_is_read_in_every_common_encoding(encoding: str) -> None:
    assert read_characters(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_russian_is_read_in_every_common_encoding(encoding: str) -> None:
    assert read_characters(RUSSIAN.encode(encoding)) == RUSSIAN


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{"Łódź " * 9}</p></body></html>'
    assert "Łódź" in read_characters(page.encode("iso-8859-2"))


def test_a_media_type_declares_an_encoding() -> None:
    assert (
        read_characters("žluťoučký kůň".encode("cp1250"), media_type="text/plain; charset=windows-1250")
        == "žluťoučký kůň"
    )


def test_compressed_text_is_read() -> None:
    data = gzip.compress(b"A headline\n\nA story.")
    assert [block.text for block in decode(Capture(data, sha256(data), name="a.txt.gz")).blocks] == [
        "A headline",
        "A story.",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"\0\1\2\3" * 50, "binary"),
        (b"--- *** ...", "no text"),
        (b"<html><head><script>var a = 1;</script></head><body></body></html>", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_reason_and_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(CaptureError, match=reason) as refusal:
        decode(Capture(data, sha256(data), name="thing.bin"))
    assert refusal.value.place == "thing.bin"
    assert refusal.value.remedy
