"""Pictures are told by their bytes."""

from __future__ import annotations

import pytest

from backfile.capture.capture import Attachment, sha256
from backfile.capture.pictures import picture_name


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a", "gif"),
        (b"RIFF\x1a\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x1cftypavif", "avif"),
    ],
)
def test_a_picture_is_named_by_its_digest_and_its_true_type(data: bytes, ending: str) -> None:
    name = picture_name(Attachment("Ferry_files/ferry.php", "text/html", data))
    assert name == f"{sha256(data).removeprefix('sha256:')}.{ending}"


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"RIFF\0\0\0\0WAVE", b"MZ"]
)
def test_what_is_no_picture_has_no_name(data: bytes) -> None:
    assert picture_name(Attachment("Ferry_files/ferry.jpg", "image/jpeg", data)) == ""
