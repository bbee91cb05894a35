"""Pasted text becomes paragraphs as a reader sees them, and loses no word."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.decode.text import decode_text
from backfile.errors import CaptureError

CAPTURE = Capture(b"", sha256(b""))


def paragraphs(text: str) -> list[str]:
    return [block.text for block in decode_text(text, CAPTURE).blocks]


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_a_document_has_exactly_the_words_of_its_capture(text: str) -> None:
    printable = re.sub(r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]", "", text)
    assert " ".join(paragraphs(text)).split() == printable.split()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    with suppress(CaptureError):
        document = decode(Capture(data, sha256(data), name="paste.txt"))
        assert any(block.text for block in document.blocks)


def test_blank_lines_divide_paragraphs() -> None:
    assert paragraphs("One.\n\nTwo.\n \t\nThree.") == ["One.", "Two.", "Three."]


def test_lines_without_blank_ones_between_are_paragraphs_of_their_own() -> None:
    assert paragraphs("A headline\n1 May 2001\nA paragraph.") == ["A headline", "1 May 2001", "A paragraph."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_any_line_ending_ends_a_line(end: str) -> None:
    assert paragraphs(f"One.{end}{end}Two.") == ["One.", "Two."]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    words = ("a story that an old mail program has broken at seventy characters " * 5).split()
    lines, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    assert paragraphs("Headline\n\n" + "\n".join([*lines, line])) == ["Headline", " ".join(words)]


def test_a_list_of_short_lines_is_not_joined() -> None:
    items = ["Home", "World news", "Sport and weather", "Culture", "About us and others", "Search"]
    assert paragraphs("\n".join(items)) == items


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    long = ["A paragraph that goes on for quite a while, far longer than any editor would break it. " * 2] * 4
    assert paragraphs("\n".join(long)) == [" ".join(line.split()) for line in long]


def test_lines_that_stand_together_share_an_element() -> None:
    blocks = decode_text("Alone\n\nA boat\nImage: somebody", CAPTURE).blocks
    assert [block.element for block in blocks] == [-1, 0, 0]
