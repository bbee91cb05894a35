"""Word documents and PDF files: what their layout tells of a story."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from delivered import delivered
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from backfile.capture.capture import Capture, sha256
from backfile.capture.embedded import brought
from backfile.decode.decode import decode
from backfile.decode.document import Document, Kind, Role, TextBlock
from backfile.decode.pdf_lines import Line, in_reading_order
from backfile.decode.pdf_paragraphs import blocks_of
from backfile.errors import CaptureError
from backfile.intake.manuscript import read
from backfile.vocab import SiteWords

FIXTURES = Path(__file__).parents[1] / "fixtures/documents"


def received(name: str) -> Capture:
    (capture,), _, error = delivered((FIXTURES / name).read_bytes(), name)
    assert not error
    return capture


def said(document: Document, role: Role) -> list[str]:
    return [block.text for block in document.blocks if block.role is role]


# ---- Word


def test_words_own_styles_tell_headline_standfirst_and_caption() -> None:
    document = decode(received("styled.docx"))
    assert said(document, Role.HEADLINE) == ["Ferry stranded on sandbank off Port Amsel"]
    assert said(document, Role.STANDFIRST) == ["Forty passengers waited six hours for the tide"]
    assert said(document, Role.CAPTION) == ["The ferry on Friday. Photo: Jonas Birk"]


def test_headings_lists_quotes_and_tables_stay_what_they_are() -> None:
    document = decode(received("styled.docx"))
    kinds = {block.text: block.kind for block in document.blocks}
    assert kinds["What happens next"] is Kind.HEADING
    assert kinds["A new chart"] is Kind.LIST_ITEM
    assert kinds["We were cold, but we sang."] is Kind.QUOTE
    assert kinds["Friday evening"] is Kind.TABLE_CELL


def test_a_documents_page_header_and_footer_are_beside_the_story() -> None:
    assert said(decode(received("styled.docx")), Role.BESIDE) == [
        "For print on Saturday",
        "The Tidewater Post, harbour desk",
    ]


def test_who_typed_a_document_is_no_author() -> None:
    capture = received("styled.docx")
    _, reading = read(capture, SiteWords())
    assert reading.article.authors == ("Maren Holt",)
    assert reading.article.extra["document_author"] == "Desk Typist"


def test_a_documents_picture_is_the_storys_with_its_caption() -> None:
    capture = received("styled.docx")
    _, reading = read(capture, SiteWords())
    image = reading.article.image
    assert image
    assert (image.caption, image.photographer) == ("The ferry on Friday.", "Jonas Birk")
    assert capture.attachments == ()
    assert image.file == brought(capture)[0].path.removeprefix("picture:sha256:") + ".png"


def test_a_document_without_styles_is_judged_as_a_pasted_text() -> None:
    _, reading = read(received("plain.docx"), SiteWords())
    article = reading.article
    assert (article.title, article.authors) == ("Lighthouse keeper retires", ("Jonas Birk",))
    assert article.date
    assert article.date.text == "2026-01-31"
    assert len(article.body) == 2


def with_part(name: str, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(FIXTURES / name) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename == part else old.read(info))
    return out.getvalue()


def test_a_document_that_declares_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    data = with_part("plain.docx", "word/document.xml", bomb)
    with pytest.raises(CaptureError, match="declares entities"):
        decode(Capture(data, sha256(data), "bomb.docx"))


def test_a_document_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backfile.decode.docx.LARGEST_CONTENT", 1_000)
    with pytest.raises(CaptureError, match="it grows beyond"):
        decode(received("plain.docx"))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels"])
def test_a_document_with_a_broken_part_is_named_as_damaged(part: str) -> None:
    data = with_part("plain.docx", part, b"<broken")
    with pytest.raises(CaptureError, match="the Word document is damaged"):
        decode(Capture(data, sha256(data), "broken.docx"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 36_000), st.integers(0, 30))
def test_any_bytes_in_a_word_document_give_a_document_or_a_capture_error(noise: bytes, at: int, cut: int) -> None:
    whole = (FIXTURES / "plain.docx").read_bytes()
    for capture in delivered(whole[:at] + noise + whole[at + cut :])[0]:
        try:
            assert isinstance(decode(capture), Document)
        except CaptureError:
            continue


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_all_words_of_a_document_are_in_its_blocks() -> None:
    with zipfile.ZipFile(FIXTURES / "styled.docx") as parts:
        printed_parts = [
            name for name in parts.namelist() if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name)
        ]
        texts = [re.sub(r"</w:p>", " ", parts.read(name).decode()) for name in printed_parts]
    there = words(" ".join(re.sub(r"<[^>]*>", "", text) for text in texts))
    assert words(" ".join(block.text for block in decode(received("styled.docx")).blocks)) == there


# ---- PDF


def test_all_words_of_a_pdf_are_in_its_blocks() -> None:
    there = extract_text(FIXTURES / "two_columns.pdf").translate(str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl"}))
    found = words(" ".join(block.text for block in decode(received("two_columns.pdf")).blocks))
    furniture = words("The Tidewater Post Saturday edition")
    assert found + furniture == words(there), "a page header that stands on two pages is told once"


def test_columns_are_read_one_after_the_other() -> None:
    document = decode(received("two_columns.pdf"))
    body = [block.text for block in document.blocks if block.role is Role.UNTOLD]
    starts = ["By Maren", "January 30", "AMSEL", "Nobody", "The crew", "New buoys", "New buoys will", "The company",
              "The last time", "The harbour office", "A hearing", "The lighthouse"]  # fmt: skip
    assert [text[: len(start)] for text, start in zip(body, starts, strict=True)] == starts
    assert body[2].endswith("waited six hours for the tide to lift her off again.")


def test_the_largest_type_of_the_first_page_is_the_headline() -> None:
    assert said(decode(received("two_columns.pdf")), Role.HEADLINE) == [
        "Ferry stranded on sandbank off the harbour of Amsel"
    ]


def test_a_pdfs_page_headers_and_numbers_are_beside_the_story() -> None:
    assert said(decode(received("two_columns.pdf")), Role.BESIDE) == [
        "The Tidewater Post · Saturday edition",
        "Page 1 of 2",
        "Page 2 of 2",
    ]


def test_a_pdfs_byline_and_date_are_found_as_in_a_pasted_text() -> None:
    _, reading = read(received("one_column.pdf"), SiteWords())
    article = reading.article
    assert (article.title, article.byline) == ("Lighthouse keeper retires", "By Jonas Birk")
    assert article.date
    assert article.date.text == "2026-01-31"
    assert [len(block.text[0].text.split(". ")) for block in article.body] == [1, 1]  # type: ignore[union-attr]


def test_a_pdfs_page_headers_are_no_part_of_the_story() -> None:
    _, reading = read(received("two_columns.pdf"), SiteWords())
    assert "Saturday edition" not in reading.article.text
    assert "beside the story" in {fate.detail for fate in reading.account.fates}


def test_a_scan_says_that_it_has_no_text_layer() -> None:
    with pytest.raises(CaptureError, match="it has no text layer") as caught:
        decode(received("scan.pdf"))
    assert "OCR" in caught.value.remedy


def printed(text: str, row: int, *, left: float = 50, right: float = 250, size: float = 10, page: int = 1) -> Line:
    bottom = 700 - 12.0 * row
    return Line(text, left, right, bottom, bottom + size, size, bold=False, page=page, column=1)


def blocks(*lines: Line) -> list[TextBlock]:
    return list(blocks_of(lines, dict.fromkeys(range(1, 9), 800.0)))


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("They sang a well-", "known song.", "They sang a well-known song."),
        ("They sang a har\u00ad", "bour song.", "They sang a harbour song."),
        ("In the harbour they saw a har-", "bour song.", "In the harbour they saw a harbour song."),
        ("The Nord-", "Süd line.", "The Nord-Süd line."),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_only_where_that_is_certain(first: str, second: str, text: str) -> None:
    assert [block.text for block in blocks(printed(first, 1), printed(second, 2, right=120))] == [text]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    one = [printed(f"line {n} of the left side", n) for n in range(4)]
    two = [printed(f"line {n} of the right side", n, left=300, right=500) for n in range(4)]
    across = Line("A headline over both", 50, 500, 720, 744, 24, bold=True, page=1)
    ordered = in_reading_order([*two, *one, across], iter(range(9)))
    assert [line.text for line in ordered] == [across.text, *(line.text for line in (*one, *two))]
    assert len(blocks(*ordered[1:])) == 1


def test_lines_that_are_all_indented_are_one_paragraph() -> None:
    flush = [printed(f"line {n} stands at the left edge", n) for n in range(3)]
    inset = [printed(f"line {n} is set in from the edge", n, left=70) for n in range(3, 6)]
    assert len(blocks(*flush, *inset)) == 2


def test_a_line_with_room_for_the_next_word_was_broken_off_on_purpose() -> None:
    lines = [printed("By Maren Holt", 1, right=90), printed("The ferry sailed at noon today", 2)]
    assert [block.text for block in blocks(*lines)] == ["By Maren Holt", "The ferry sailed at noon today"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 18_000), st.integers(0, 60))
def test_any_bytes_in_a_pdf_give_a_document_or_a_capture_error(noise: bytes, at: int, cut: int) -> None:
    whole = (FIXTURES / "one_column.pdf").read_bytes()
    data = whole[:at] + noise + whole[at + cut :]
    try:
        assert isinstance(decode(Capture(data, sha256(data), "x.pdf")), Document)
    except CaptureError:
        return


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_pdfs_mark_give_a_document_or_a_capture_error(noise: bytes) -> None:
    data = b"%PDF-1.7\n" + noise
    try:
        assert isinstance(decode(Capture(data, sha256(data), "x.pdf")), Document)
    except CaptureError:
        return
