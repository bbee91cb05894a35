"""decode: from a Capture to its Document, told by what it holds and not by its file name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from backfile.capture.capture import Capture, assembled
from backfile.capture.compression import expanded
from backfile.capture.word_document import is_word_document
from backfile.decode.characters import read_characters
from backfile.decode.document import NOTED, Candidate, Document
from backfile.decode.docx import decode_docx
from backfile.decode.feed import decode_feed, is_feed_text
from backfile.decode.html import decode_html, looks_like_html
from backfile.decode.html_story import is_story_of_page, story_of_page
from backfile.decode.json_feed import decode_json_feed, is_json_feed_text
from backfile.decode.json_record import decode_json_record, is_json
from backfile.decode.known_formats import known_format
from backfile.decode.mail import decode_mail, is_mail
from backfile.decode.markdown_file import decode_markdown_file, is_markdown_file
from backfile.decode.mhtml import decode_mhtml, is_mhtml
from backfile.decode.newsml_1 import decode_newsml_1, is_newsml_1
from backfile.decode.newsml_g2 import decode_newsml_g2, is_newsml_g2
from backfile.decode.ninjs import decode_ninjs, is_ninjs
from backfile.decode.nitf import decode_nitf, is_nitf
from backfile.decode.pdf import decode_pdf, is_pdf
from backfile.decode.table_row import decode_table_row, is_table_row
from backfile.decode.text import decode_text
from backfile.decode.trafilatura_xml import decode_trafilatura_xml, is_trafilatura_xml
from backfile.decode.wordpress import decode_wordpress, is_wordpress_text
from backfile.errors import CaptureError


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A format that is read as bytes."""

    name: str
    """What a person calls it."""
    is_it: Callable[[bytes], bool]
    """Whether bytes are of this format, by content alone; never raises."""
    decode: Callable[[Capture], Document]
    """Raises CaptureError where they cannot be read."""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format that is read as text, in whatever encoding it came."""

    name: str
    is_it: Callable[[str], bool]
    decode: Callable[[str, Capture], Document]


BINARY_FORMATS: tuple[BinaryFormat, ...] = (
    BinaryFormat("a page saved as one file (MHTML)", is_mhtml, decode_mhtml),
    BinaryFormat("a mail message", is_mail, decode_mail),
    BinaryFormat("a Word document", is_word_document, decode_docx),
    BinaryFormat("a PDF file", is_pdf, decode_pdf),
)
"""The first that knows the bytes reads them."""

TEXT_FORMATS: tuple[TextFormat, ...] = (
    TextFormat("a JSON Feed", is_json_feed_text, decode_json_feed),
    TextFormat("ninjs", is_ninjs, decode_ninjs),
    TextFormat("Markdown with front matter", is_markdown_file, decode_markdown_file),
    TextFormat("a JSON record", is_json, decode_json_record),
    TextFormat("a row of a table", is_table_row, decode_table_row),
    TextFormat("a WordPress export", is_wordpress_text, decode_wordpress),
    TextFormat("NewsML-G2", is_newsml_g2, decode_newsml_g2),
    TextFormat("NewsML 1", is_newsml_1, decode_newsml_1),
    TextFormat("NITF", is_nitf, decode_nitf),
    TextFormat("trafilatura's XML", is_trafilatura_xml, decode_trafilatura_xml),
    TextFormat("a feed's entry", is_feed_text, decode_feed),
    TextFormat("an HTML page", looks_like_html, decode_html),
    TextFormat("pasted text", lambda _: True, decode_text),
)
"""The first that knows the text reads it; pasted text comes last, and knows all."""


def decode(capture: Capture) -> Document:
    """The Document of a capture, by the first format that knows it; gzip is undone first.

    Raises:
        CaptureError: the capture is empty, in no format or encoding that can be told, damaged, or holds no words.
    """
    capture = expanded(capture)
    whole = replace(capture, data=assembled(capture)) if capture.frame else capture
    document = _document(whole)
    if is_story_of_page(capture):
        document = story_of_page(document, capture)
    if not any(c.isalnum() for block in document.blocks for c in block.text):
        raise CaptureError(
            "there is no text in it",
            place=capture.name,
            remedy="Save the page once it shows its text, or paste the text",
        )
    noted = tuple(Candidate(field, value, NOTED) for field, value in capture.notes)
    return replace(document, candidates=(*noted, *document.candidates)) if noted else document


def _document(capture: Capture) -> Document:
    for binary in BINARY_FORMATS:
        if binary.is_it(capture.data):
            return binary.decode(capture)
    if known := known_format(capture.data):
        raise CaptureError(f"it is {known.what}", place=capture.name, remedy=known.remedy)
    text = read_characters(capture.data, media_type=capture.media_type, name=capture.name)
    return next(form for form in TEXT_FORMATS if form.is_it(text)).decode(text, capture)
