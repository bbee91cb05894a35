"""Word documents (DOCX), by way of the HTML that mammoth makes of them: styles tell headline, subheads and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import mammoth

from backfile.capture.capture import Capture
from backfile.capture.word_document import DAMAGE, LARGEST_CONTENT, picture_path
from backfile.decode.document import Document, Kind, Role, TextBlock
from backfile.decode.html import decode_html
from backfile.errors import CaptureError

_STYLES = """
p[style-name='Title'] => h1.backfile-title:fresh
p[style-name='Subtitle'] => p.backfile-subtitle:fresh
p[style-name='Caption'] => p.backfile-caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Preformatted Text'] => pre:fresh
"""
"""Word's own styles, by the English names that files hold whatever the language of the program."""

_ROLES = {"backfile-title": Role.HEADLINE, "backfile-subtitle": Role.STANDFIRST, "backfile-caption": Role.CAPTION}
_CAPTIONED = re.compile(r'<p>(<img [^<>]*/?>)</p>\s*<p class="backfile-caption">(.*?)</p>')
_BESIDE = re.compile(r"word/(?:header|footer|comments)\d*\.xml")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_PROPERTIES = {"title": "document_title", "creator": "document_author", "created": "document_created",
               "modified": "document_modified", "subject": "subject", "keywords": "keywords"}  # fmt: skip
_BROKEN = (*DAMAGE, ET.ParseError, ExpatError, AttributeError, TypeError, LookupError, AssertionError)
"""What mammoth and the standard library raise on documents that no word processor wrote; they promise nothing."""


def decode_docx(capture: Capture) -> Document:
    """The Document of a Word document.

    A paragraph in the style Title is the headline; where there is none the layout is judged as that of a pasted text.
    Page headers, footers and comments are beside the story. The file's properties are kept in `extra`: who typed it
    and when are not author and date of the story.

    Raises:
        CaptureError: it is damaged, too large, or built to do harm.
    """
    try:
        with ZipFile(BytesIO(capture.data)) as parts:
            _refuse_bombs(parts, capture.name)
            beside = tuple(_beside(parts))
            extra = dict(_properties(parts))
        page = mammoth.convert_to_html(
            BytesIO(capture.data), style_map=_STYLES, convert_image=mammoth.images.img_element(_picture)
        ).value
    except _BROKEN as cause:
        raise CaptureError(
            "the Word document is damaged", place=capture.name, remedy="Open it, save it again, and take that in"
        ) from cause
    figures = _CAPTIONED.sub(r'<figure>\1<figcaption class="backfile-caption">\2</figcaption></figure>', page)
    document = decode_html(figures, Capture(b"", ""))
    blocks = (_with_role(document, block) for block in document.blocks)
    return replace(document, blocks=(*blocks, *beside), media_type="text/plain", extra=extra, uri=capture.target_uri)


def _refuse_bombs(parts: ZipFile, name: str) -> None:
    if sum(part.file_size for part in parts.infolist()) > LARGEST_CONTENT:
        raise CaptureError(
            f"it grows beyond {LARGEST_CONTENT >> 20} MiB when it is unpacked", place=name, remedy="Save it as text"
        )
    for part in parts.infolist():
        if part.filename.endswith((".xml", ".rels")) and _ENTITIES.search(parts.read(part)):
            raise CaptureError(
                "it declares entities of its own, which no word processor does", place=name, remedy="Save it as text"
            )


def _picture(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as file:
        return {"src": picture_path(file.read())}


def _with_role(document: Document, block: TextBlock) -> TextBlock:
    """The block with the role that its paragraph's style gives it."""
    element = block.element
    for _ in range(4):
        if element < 0:
            break
        role = _ROLES.get(dict(document.elements[element].attributes).get("class", ""))
        if role is not None:
            kind = Kind.CAPTION if role is Role.CAPTION else block.kind
            return replace(block, role=role, kind=kind)
        element = document.elements[element].parent
    return block


def _beside(parts: ZipFile) -> Iterator[TextBlock]:
    """The paragraphs of page headers, footers and comments, each once."""
    seen = set[str]()
    for name in sorted(parts.namelist()):
        if not _BESIDE.fullmatch(name):
            continue
        for paragraph in ET.fromstring(parts.read(name)).iter(f"{_WORD}p"):  # noqa: S314  # entities are refused
            text = " ".join("".join(run.text or "" for run in paragraph.iter(f"{_WORD}t")).split())
            if text and text not in seen:
                seen.add(text)
                yield TextBlock(text, role=Role.BESIDE)


def _properties(parts: ZipFile) -> Iterator[tuple[str, str]]:
    """The file's core properties (ECMA-376, part 2, section 11)."""
    if "docProps/core.xml" in parts.namelist():
        for node in ET.fromstring(parts.read("docProps/core.xml")):  # noqa: S314  # entities are refused
            name = _PROPERTIES.get(node.tag.rpartition("}")[2])
            if name and node.text and node.text.strip():
                yield name, " ".join(node.text.split())
