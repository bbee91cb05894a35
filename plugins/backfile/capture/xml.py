"""XML as somebody else's bytes: what its root is, and which declarations in it are refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from backfile.errors import CaptureError

_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_BEFORE_ROOT = re.compile(
    r"[\s\ufeff]+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*(?:\[.*?\]\s*)?>", re.DOTALL
)
_START_TAG = re.compile(r"<(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<rest>[^<>]*)")
_LONGEST_ENTITY = 100
"""Characters of a declared entity that is a character's name and no bomb."""


@dataclass(frozen=True, slots=True)
class Root:
    """The root element of an XML document."""

    name: str
    """Its local name."""
    tag: str
    """Its start tag as written, without the brackets: where namespaces are declared."""


def encoding_of(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where a document is in it, else `latin-1`, which shows the mark-up of all others."""
    return next((encoding for mark, encoding in _WIDE if data.startswith(mark)), "latin-1")


def parser_encoding(data: bytes) -> str | None:
    """The encoding that expat is told to read a document in: all but UTF-16 byte by byte; None where a mark tells."""
    if encoding_of(data) == "latin-1":
        return "iso-8859-1"
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return None if marked else encoding_of(data).replace("utf-16-", "utf-16")


def root_of(head: bytes) -> Root | None:
    """The root element of the XML document that begins with these bytes, or None; never raises."""
    return root_of_text(head.removeprefix(codecs.BOM_UTF8).decode(encoding_of(head), "replace"))


def root_of_text(text: str) -> Root | None:
    """The root element of an XML document, or None; never raises, and reads no further than that element's start."""
    position = 0
    while found := _BEFORE_ROOT.match(text, position):
        position = found.end()
    start = _START_TAG.match(text, position)
    return Root(start["name"], start[0][1:]) if start else None


def refusing_parser(place: str, encoding: str | None = None) -> expat.XMLParserType:
    """An expat parser that reads nothing from elsewhere and refuses entities that expand or fetch.

    The names it gives are `namespace name prefix`. Names of characters that nothing declares (`&nbsp;`) are passed
    over, as if a DTD that is not read declared them. Characters by name (`<!ENTITY eacute "&#233;">`) are harmless,
    and so are sets of them that are named and never fetched.

    Raises:
        CaptureError: from its Parse, on a declaration of any other entity.
    """
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.UseForeignDTD(True)

    def declared(
        name: str, is_parameter: bool, value: str | None, _base: str | None, _system: str | None,
        _public: str | None, _notation: str | None,
    ) -> None:  # fmt: skip
        harmless = value is not None and len(value) <= _LONGEST_ENTITY and not re.search("[&%<]", value)
        if not harmless and not (is_parameter and value is None):
            _refuse(name, place)

    parser.EntityDeclHandler = declared
    return parser


def refuse_entities(data: bytes, place: str) -> None:
    """Check the declarations before a document's root.

    Raises:
        CaptureError: an entity is declared that expands others or is fetched from elsewhere.
    """
    if b"!DOCTYPE" not in data[:65_536].replace(b"\0", b""):
        return
    parser = refusing_parser(place, parser_encoding(data))
    parser.StartElementHandler = _stop
    try:
        parser.Parse(data, True)
    except (_AtRoot, expat.ExpatError, ValueError):
        return


class _AtRoot(Exception):  # noqa: N818  # a signal to this file, and no error
    """The root element begins."""


def _stop(_name: str, _attributes: object) -> None:
    raise _AtRoot


def _refuse(name: str, place: str) -> NoReturn:
    raise CaptureError(
        f"it declares the entity {name!r}, which expands to more or is fetched from elsewhere: no news is written so",
        place=place,
        remedy="Remove its DOCTYPE, and add it again",
    )
