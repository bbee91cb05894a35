"""Pasted text becomes paragraphs as a reader sees them, and loses no word."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.decode.document import Kind
from backfile.decode.text import decode_text
from backfile.errors import CaptureError

UNSPACED = re.compile("[\u3001-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
CAPTURE = Capture(b"", sha256(b""))


def paragraphs(text: str) -> list[str]:
    return [block.text for block in decode_text(text, CAPTURE).blocks]


MARKED = st.lists(
    st.tuples(st.sampled_from(["", "- ", "* ", "• ", "> ", ">> ", "・"]), st.text("ab é.\t", max_size=9)), max_size=9
).map(lambda lines: "\n".join(map("".join, lines)))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), MARKED))
def test_a_document_has_exactly_the_words_of_its_capture(text: str) -> None:
    printable = re.sub(r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]", "", text)
    said, words = " ".join(paragraphs(text)), printable.split()
    assert [w for w in map(unmarked, said.split()) if w] == [w for w in map(unmarked, words) if w]
    if not re.search(r"[-*+·•‣▪●◦・>]", printable):
        assert said.split() == words


def unmarked(word: str) -> str:
    """A word without the bullets and quotation marks of mail programs that it may stand behind."""
    return re.sub(r"[-*+·•‣▪●◦・>]", "", word)


_WRAPPED = st.lists(
    st.text(st.sampled_from("渡轮夜里撞礁石、。カナ가나 ab1é"), min_size=24, max_size=40), min_size=2, max_size=12
).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(_WRAPPED, st.text()))
def test_only_a_line_break_between_unspaced_characters_ever_vanishes(text: str) -> None:
    printable = re.sub(r"[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]", "", text)
    document = " ".join(paragraphs(text))
    characters = "".join(printable.split())
    assert "".join(document.split()) == characters
    assert divisions(document) <= divisions(printable)
    for place in divisions(printable) - divisions(document):
        beside = characters[place - 1 : place + 1]
        assert len(UNSPACED.findall(beside)) == 2


def divisions(text: str) -> set[int]:
    """Where the words of a text end, as numbers of its characters without white space."""
    places, length = set(), 0
    for word in text.split():
        length += len(word)
        places.add(length)
    return places


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


def test_lines_of_a_script_without_spaces_are_joined_without_one() -> None:
    story = "渡轮夜里撞上礁石，早上被2艘拖船救出，没有人受伤，公司在声明中说，船长当时正在看一张旧海图。" * 5
    lines = [story[start : start + 38] for start in range(0, len(story), 38)]
    assert paragraphs("渡轮搁浅\n\n" + "\n".join(lines)) == ["渡轮搁浅", story]


def test_a_list_of_short_lines_is_not_joined() -> None:
    items = ["Home", "World news", "Sport and weather", "Culture", "About us and others", "Search"]
    assert paragraphs("\n".join(items)) == items


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    long = ["A paragraph that goes on for quite a while, far longer than any editor would break it. " * 2] * 4
    assert paragraphs("\n".join(long)) == [" ".join(line.split()) for line in long]


LIST = "What it takes:\n\n• Dogs\n• Bicycles\n\n• Pianos\n\nHe signed it."


def test_lines_with_one_bullet_are_a_list() -> None:
    blocks = decode_text(LIST, CAPTURE).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, "What it takes:"),
        (Kind.LIST_ITEM, "Dogs"),
        (Kind.LIST_ITEM, "Bicycles"),
        (Kind.LIST_ITEM, "Pianos"),
        (Kind.PARAGRAPH, "He signed it."),
    ]
    assert len({block.element for block in blocks if block.kind is Kind.LIST_ITEM}) == 1


@pytest.mark.parametrize(
    "text", ["- One dash alone", "– Who is there?\n– The ferry.", "-5 degrees\n-3 degrees", "* A note\n- Another"]
)
def test_what_only_looks_like_a_list_stays_paragraphs(text: str) -> None:
    assert paragraphs(text) == text.split("\n")


def test_lines_that_mail_programs_mark_are_a_quotation() -> None:
    blocks = decode_text("He wrote:\n\n> The lake stays.\n>> So do you.\n\nHe signed it.", CAPTURE).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, "He wrote:"),
        (Kind.QUOTE, "The lake stays."),
        (Kind.QUOTE, "So do you."),
        (Kind.PARAGRAPH, "He signed it."),
    ]


def test_a_menu_of_arrows_is_no_quotation() -> None:
    assert paragraphs("> Sport\n> Weather") == ["> Sport", "> Weather"]


def test_lines_that_stand_together_share_an_element() -> None:
    blocks = decode_text("Alone\n\nA boat\nImage: somebody", CAPTURE).blocks
    assert [block.element for block in blocks] == [-1, 0, 0]
