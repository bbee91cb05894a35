"""The XML and the TEI that trafilatura writes (`--output-format xml`, `xmltei`), as the record that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from backfile.capture.capture import Capture
from backfile.capture.xml import root_of_text
from backfile.decode.document import Document
from backfile.decode.record import decode_record
from backfile.decode.xml_tree import attribute, inner_html, left_over, parsed, taken, words
from backfile.errors import CaptureError

TRAFILATURA = "application/xml"

_TAGS = {
    "item": "li", "quote": "blockquote", "ref": "a", "graphic": "img", "row": "tr", "cell": "td", "lb": "br",
    "head": "h2", "ab": "h2", "list": "ul", "fw": "p",
}  # fmt: skip
"""Elements of trafilatura's own mark-up, which is a small part of TEI's, and HTML's words for them."""
_RENDERED = {"#b": "b", "#i": "i", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}
_ADDRESSES = {"a": ("target", "href"), "img": ("src", "src")}
_HEADING = re.compile(r"h[1-6]")
_HOST = re.compile(r"\s*\([\w.-]+\)$")
"""trafilatura writes the host behind the outlet's name in TEI."""


def is_trafilatura_xml(text: str) -> bool:
    """Whether a text is XML as trafilatura writes it, by its root element and one more sign."""
    root = root_of_text(text)
    if root is None:
        return False
    return (root.name == "doc" and "<main" in text) or (root.name == "TEI" and 'ident="Trafilatura"' in text)


def decode_trafilatura_xml(text: str, capture: Capture) -> Document:
    """The Document of the article in a file.

    Raises:
        CaptureError: it is broken XML, declares entities, or holds no text.
    """
    root = parsed(text, capture.name)
    path, beside = ("main", "comments") if root.tag == "doc" else ("text/body/div[@type='entry']", "text")
    bodies = [_html(body) for body in taken(root, path)]
    comments = [_html(one) for one in taken(root, beside)]
    said = dict(root.attrib) if root.tag == "doc" else _said(root)
    if not any(bodies):
        raise CaptureError("there is no text in it", place=capture.name, remedy="Save the page itself, and add that")
    record = {**said, "text": "\n".join(bodies), "comments": "\n".join(comments)}
    header = left_over(root) if root.tag == "TEI" else None
    return decode_record(record, capture, TRAFILATURA, around={"teiHeader": header} if header else {})


def _said(root: etree._Element) -> dict[str, object]:
    """What a TEI header says, under the names that trafilatura's other forms have for it."""
    said: dict[str, object] = {}
    source = root.find("teiHeader/fileDesc/sourceDesc/biblFull")
    for name, path in _HEADER:
        values = tuple(words(one) for one in taken(root, path) if words(one))
        if values:
            said[name] = values if name == "author" else _HOST.sub("", values[0])
    pointer = source.find("publicationStmt/ptr") if source is not None else None
    said["url"] = attribute(pointer, "target")
    return said


_FULL = "teiHeader/fileDesc/sourceDesc/biblFull"
_HEADER = (
    ("title", "teiHeader/fileDesc/titleStmt/title"),
    ("author", "teiHeader/fileDesc/titleStmt/author"),
    ("sitename", f"{_FULL}/publicationStmt/publisher"),
    ("date", f"{_FULL}/publicationStmt/date"),
    ("license", "teiHeader/fileDesc/publicationStmt/availability"),
    ("description", "teiHeader/profileDesc/abstract"),
    ("categories", "teiHeader/profileDesc/textClass/keywords/term[@type='categories']"),
    ("tags", "teiHeader/profileDesc/textClass/keywords/term[@type='tags']"),
    ("fingerprint", "teiHeader/fileDesc/notesStmt/note[@type='fingerprint']"),
    ("filedate", "teiHeader/profileDesc/creation/date"),
)
"""Where a TEI header of trafilatura's says what, and what its other forms call that."""


def _html(element: etree._Element) -> str:
    """What an element holds, as an HTML fragment; its own tag counts for nothing."""
    for one in element.iter(etree.Element):
        if one is not element:
            _translate(one)
    return inner_html(element) if any(_texts(element)) else ""


def _texts(element: etree._Element) -> Iterator[str]:
    return (text for text in map(str, element.itertext()) if text.strip())


def _translate(element: etree._Element) -> None:
    """Give an element HTML's name, and the addresses that HTML reads."""
    rendered, role = attribute(element, "rend"), attribute(element, "role")
    tag = str(element.tag)
    if tag == "hi":
        element.tag = _RENDERED.get(rendered, "span")
    elif (tag in ("head", "ab") and _HEADING.fullmatch(rendered)) or (tag == "list" and rendered == "ol"):
        element.tag = rendered
    elif tag == "cell" and role == "head":
        element.tag = "th"
    else:
        element.tag = _TAGS.get(tag, tag)
    if names := _ADDRESSES.get(str(element.tag)):
        element.set(names[1], attribute(element, names[0]))
