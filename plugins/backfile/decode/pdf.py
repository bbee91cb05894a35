"""PDF files, by their text layer: columns in reading order, lines joined into paragraphs."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import count
from types import MappingProxyType

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFException, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from backfile.capture.capture import Capture
from backfile.decode.document import Document
from backfile.decode.pdf_lines import Line, in_reading_order, lines_of
from backfile.decode.pdf_paragraphs import blocks_of
from backfile.errors import CaptureError

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it complains of is in our own messages

_UNREAD = re.compile(r"\(cid:\d+\)")
"""What pdfminer writes for a sign whose font does not say which letter it is."""
_MOST_UNREAD = 0.1
_PROPERTIES = (("Title", "document_title"), ("Author", "document_author"), ("CreationDate", "document_created"))
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_BROKEN = (
    PSException, PDFException, zlib.error, ValueError, TypeError, LookupError, AttributeError, OSError,
    AssertionError, ArithmeticError, RecursionError, NotImplementedError,
)  # fmt: skip
"""What pdfminer raises on damaged files; it promises nothing."""


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF file (ISO 32000-1, section 7.5.2); a few bytes may stand before its mark."""
    return b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<")


def decode_pdf(capture: Capture) -> Document:
    """The Document of a PDF's text layer. Title, author and dates of the file are kept in `extra`.

    Raises:
        CaptureError: it is damaged, encrypted, or has no text layer.
    """
    try:
        lines, heights = _lines(capture.data)
        extra = dict(_properties(capture.data))
    except PDFEncryptionError as cause:
        raise CaptureError(
            "it is encrypted", place=capture.name, remedy="Save it without a password, and take that in"
        ) from cause
    except _BROKEN as cause:
        raise CaptureError(
            "the PDF is damaged", place=capture.name, remedy="Open it, print it to a new PDF, and take that in"
        ) from cause
    if not lines:
        raise CaptureError(
            "it has no text layer, only pictures of pages", place=capture.name,
            remedy="Run text recognition over it (OCRmyPDF, for one), and take in what that makes",
        )  # fmt: skip
    text = "".join(line.text for line in lines)
    if len("".join(_UNREAD.findall(text))) > len(text) * _MOST_UNREAD:
        raise CaptureError(
            "its fonts do not say which letters they show", place=capture.name,
            remedy="Run text recognition over it (OCRmyPDF --force-ocr), and take in what that makes",
        )  # fmt: skip
    readable = [replace(line, text=_UNREAD.sub("\N{REPLACEMENT CHARACTER}", line.text)) for line in lines]
    return Document(blocks_of(readable, heights), extra=MappingProxyType(extra), uri=capture.target_uri)


def _lines(data: bytes) -> tuple[list[Line], Mapping[int, float]]:
    """All lines in reading order, and the heights of the pages in points."""
    lines: list[Line] = []
    heights: dict[int, float] = {}
    columns = count(1)
    layout = LAParams(boxes_flow=None, detect_vertical=False)
    for number, page in enumerate(extract_pages(BytesIO(data), laparams=layout), 1):
        heights[number] = page.height
        lines += in_reading_order(lines_of(page, number), columns)
    return lines, heights


def _properties(data: bytes) -> Iterator[tuple[str, str]]:
    """What the file's own information dictionary says (ISO 32000-1, section 14.3.3)."""
    for information in PDFDocument(PDFParser(BytesIO(data))).info:
        for key, name in _PROPERTIES:
            value = resolve1(information.get(key))
            text = decode_text(value).strip("\0 ") if isinstance(value, bytes) else ""
            found = _DATE.match(text)
            if text := "-".join(found.groups()) if found else text:
                yield name, " ".join(text.split())
