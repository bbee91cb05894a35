"""Pictures that stand in a page's own bytes."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.capture.embedded import brought, embedded_pictures, name_of
from backfile.capture.origin import saved_at

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
URI = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"
PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def capture(page: str | bytes) -> Capture:
    data = page.encode() if isinstance(page, str) else page
    return Capture(data, sha256(data))


@pytest.mark.parametrize(
    "page",
    [
        f"<img src='{URI}'>",
        f"<img src={URI}>",
        f"<img src='{URI[:90]}\n{URI[90:]}'>",
        f"<img src='{URI.replace('+', '%2B').rstrip('=')}'>",
        gzip.compress(f"<img src='{URI}'>".encode()),
    ],
    ids=["quoted", "bare", "broken", "percent", "compressed"],
)
def test_a_picture_in_a_data_address_is_found_under_the_name_that_its_element_gives(page: str | bytes) -> None:
    (picture,) = embedded_pictures(capture(page))
    assert picture.path == name_of(URI, "")
    assert picture.data == PICTURE


def test_a_picture_in_a_variable_of_singlefile_is_found_under_the_variable() -> None:
    page = f"<style>:root{{--sf-img-7: url(\"{URI}\")}}</style><img style='background-image:var(--sf-img-7)!important'>"
    (picture,) = embedded_pictures(capture(page))
    assert picture.path == name_of("data:image/svg+xml,<svg/>", "background-image:var(--sf-img-7)!important") != ""


@pytest.mark.parametrize(
    "address", [PLACEHOLDER, "data:image/svg+xml,<svg/>", "data:text/html;base64,AAAA", "a.png", ""]
)
def test_a_placeholder_is_no_picture(address: str) -> None:
    assert name_of(address, "") == ""
    assert embedded_pictures(capture(f"<img src='{address}'>")) == ()


def test_a_picture_that_is_shown_twice_is_brought_once() -> None:
    assert len(brought(capture(f"<img src='{URI}'><p><img src='{URI}'>"))) == 1


@given(st.lists(st.sampled_from(["data:image/png;base64,", "--sf-img-1:url(", "QUJD" * 400, "=", "%2B", "\n", "'"])))
def test_any_bytes_hold_pictures_or_none(pieces: list[str]) -> None:
    for picture in embedded_pictures(capture("".join(pieces))):
        assert picture.data


@pytest.mark.parametrize(
    ("note", "instant"),
    [
        ("saved date: Tue Apr 30 2024 07:05:09 GMT+0200 (Central European Summer Time)", "2024-04-30T05:05:09Z"),
        ("saved date: Mon Jan 01 2024 00:30:00 GMT+0900 (日本標準時)", "2023-12-31T15:30:00Z"),
        ("saved date: Mon Feb 31 2024 00:30:00 GMT+0900", ""),
        ("saved date: yesterday", ""),
        ("", ""),
    ],
)
def test_the_time_of_saving_is_read_from_singlefiles_note(note: str, instant: str) -> None:
    page = f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/ \n {note}\n--><p>x"
    assert saved_at(page.encode()) == instant
    assert saved_at(gzip.compress(page.encode())) == instant
