"""The encoding of a capture is read from its mark, its declaration or its bytes; what is no text is refused."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

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


SHORT = {
    "English with one accent": (
        "cp1252",
        "The café owner of Lindau won by two votes on Friday, €5 richer — and happy.",
    ),
    "English with typographic quotes": ("cp1252", "“It’s the mayor’s café,” said the owner of the house on Friday."),
    "Dutch": (
        "cp1252",
        "Rotterdam vist vierhonderd fietsen en één piano uit het water van de haven, zei de burgemeester.",
    ),
    "Spanish": (
        "cp1252",
        "La estación de Córdoba ya no tiene reloj, dijo el alcalde después de la sesión del viernes.",
    ),
    "Swedish": (
        "cp1252",
        "Klockan i Uppsala slog tretton – och ingen i staden hörde det, säger väktaren till tidningen.",
    ),
    "Czech": (
        "cp1250",
        "Trajekt do Lindau opět vyplul. Na molu čekalo od rána čtyřicet lidí a pes, řekl kapitán lodi.",
    ),
    "Polish": (
        "cp1250",
        "W porcie znaleziono bursztyn z komarem, który ma podobno więcej lat niż ratusz i całe miasto.",
    ),
    "Polish in the older set": (
        "iso8859-2",
        "Prom znów pływa po jedenastu tygodniach, powiedział kapitan, który się spóźnił.",
    ),
    "Turkish": ("cp1254", "İzmir'de vapur seferleri martılar yüzünden durdu, dedi kaptan; yolcular bir saat bekledi."),
}


@pytest.mark.parametrize("case", SHORT)
def test_a_few_words_of_a_language_tell_its_encoding(case: str) -> None:
    encoding, text = SHORT[case]
    assert read_characters(text.encode(encoding)) == text


SENTENCES = Path(__file__).parent.parent / "fixtures/encodings/sentences.tsv"
WRITTEN = [
    (row["language"], encoding, row["text"])
    for row in csv.DictReader(
        SENTENCES.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for encoding in row["encodings"].split()
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding", "text"), WRITTEN, ids=[f"{row[0]}-{row[1]}" for row in WRITTEN])
def test_one_sentence_of_a_language_tells_its_encoding(language: str, encoding: str, text: str) -> None:  # noqa: ARG001
    assert read_characters(f"{text}\n".encode(encoding)) == f"{text}\n"


def test_stray_bytes_in_utf_8_are_read_as_windows_1252_and_none_is_lost() -> None:
    data = "Der Bürgermeister öffnete die größere Brücke über den Fluß: ".encode() + "schön – „gut“".encode("cp1252")
    assert read_characters(data) == "Der Bürgermeister öffnete die größere Brücke über den Fluß: schön – „gut“"


def test_stray_bytes_after_a_mark_are_kept() -> None:
    data = "\ufeffÖl, Übermut, Ärger und Äpfel ".encode() + "für Ödön".encode("cp1252")
    assert read_characters(data) == "Öl, Übermut, Ärger und Äpfel für Ödön"


@pytest.mark.parametrize("wrong", ["utf-8", "iso-8859-1", "windows-1252", "shift_jis", "no-such-encoding"])
def test_a_wrong_declaration_does_not_spoil_a_page(wrong: str) -> None:
    page = f'<html><head><meta charset="{wrong}"></head><body><p>{RUSSIAN}</p></body></html>'
    assert read_characters(page.encode("cp1251")) == page


def test_a_declared_encoding_is_believed_where_little_speaks_against_it() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Ein Bärenfell für Ödön</p></body></html>'
    assert read_characters(page.encode("iso-8859-1")) == page


def test_a_character_that_the_declared_encoding_lacks_refutes_it() -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{SHORT["Czech"][1]}</p></body></html>'
    assert read_characters(page.encode("cp1250")) == page


def test_the_mark_up_of_a_page_does_not_tell_its_language() -> None:
    page = f"<div class='the story of the day and of the house'><p>{SHORT['Polish'][1]}</p></div>" * 3
    assert read_characters(page.encode("cp1250")) == page


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
