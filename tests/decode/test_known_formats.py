"""Files that hold no article that can be read are named as what they are."""

from __future__ import annotations

import io
import zipfile

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.errors import CaptureError


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\1\0\1\0", "a GIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a WAV sound"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "an MP4 film or sound"),
        (b"ID3\4\0\0\0\0\0\0", "an MP3 sound"),
        (b"MZ\x90\0\3\0\0\0", "a Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old Office document"),
        (b"{\\rtf1\\ansi The ferry sailed.}", "a document in rich text format"),
        (zipped(**{"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "an Excel workbook"),
        (zipped(**{"[Content_Types].xml": b"x", "word/document.xml": b"x"})[:-60], "an Office document that is da"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
        (zipped(mimetype=b"application/epub+zip"), "an e-book"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a 7-Zip archive"),
    ],
)
def test_a_file_of_a_known_format_is_called_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(CaptureError, match=f"it is {what}") as caught:
        decode(Capture(data, sha256(data), "file"))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text", ["BMW unveils an electric ferry", "ID3 sales fall", "MZ wins the cup", "Rar! they cry"]
)
def test_a_text_that_begins_with_the_letters_of_a_format_is_a_text(text: str) -> None:
    data = f"{text}\n\nThe harbour was full on Friday.\n".encode()
    assert decode(Capture(data, sha256(data), "story.txt")).blocks[0].text == text
