"""Files of structured formats, read as intake reads them, and what an independent parse finds in them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib

from backfile.capture.capture import Attachment, Capture, assembled
from backfile.capture.containers.containers import captures_in
from backfile.capture.embedded import brought
from backfile.capture.parcel import Parcel
from backfile.decode.decode import decode
from backfile.decode.document import Document
from backfile.normalise.normalise import Reading, normalise
from backfile.vocab import Vocabulary
from backfile.vocab.outlets import outlets

FIXTURES = Path(__file__).parent / "fixtures"
WORD = re.compile(r"[^\W_]+")
VOCABULARY = Vocabulary(outlets())


def parcel(data: bytes, name: str, attachments: tuple[Attachment, ...] = ()) -> Parcel:
    return Parcel(io.BytesIO(data), name, len(data), "2026-01-31T12:00:00Z", attachments)


def captures(data: bytes, name: str = "file", attachments: tuple[Attachment, ...] = ()) -> Iterator[Capture]:
    yield from (c for c in captures_in(parcel(data, name, attachments)) if isinstance(c, Capture))


def reading(capture: Capture) -> tuple[Document, Reading]:
    document = decode(capture)
    return document, normalise(document, VOCABULARY, digest=capture.digest, attachments=brought(capture))


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def stated_words(capture: Capture) -> set[str]:
    """Every word that an independent parse finds in a capture: texts of XML, of HTML within it, of JSON."""
    data = assembled(capture)
    if data.lstrip().startswith(b"{"):
        texts = list(_leaves(json.loads(data)))
    else:
        data = re.sub(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(\w+);", rb" ", data)
        texts = list(ET.fromstring(data).itertext())
    found: set[str] = set()
    for text in texts:
        found.update(words(_shown(text)))
    return found


def kept_words(document: Document) -> set[str]:
    """Every word of a Document, wherever it is: blocks, link targets, pictures, candidates, extra."""
    texts = [block.text for block in document.blocks]
    texts += [mark.target for block in document.blocks for mark in block.marks]
    texts += [text for picture in document.pictures for text in (picture.path, picture.description)]
    texts += [candidate.value for candidate in document.candidates]
    texts += [*_leaves(dict(document.extra)), document.lang, document.uri]
    return {word for text in texts for word in words(unescape(text))}


def _shown(text: str) -> str:
    """The words that a text shows where it is HTML; else the text."""
    if not re.search(r"</?[a-zA-Z][^<>]*>", text):
        return unescape(text)
    tree = html5lib.parseFragment(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL), namespaceHTMLElements=False)
    return " ".join(tree.itertext())


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name)
            yield from _leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _leaves(part)
    elif value is not None:
        yield str(value)
