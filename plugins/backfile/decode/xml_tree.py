"""XML as a tree that is read by taking parts out of it: what is left at the end is what nobody has read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from backfile.capture.xml import refuse_entities
from backfile.errors import CaptureError

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*(?:\[(?P<inner>.*?)\]\s*)?>", re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_REFERENCE = re.compile(r"&(#\d{1,8}|#[xX][\da-fA-F]{1,8}|[A-Za-z][\w.-]{0,40});")
_XML_NAMES = frozenset(["amp", "lt", "gt", "quot", "apos"])
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) has no form for."""

_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
"""Namespaces that go by one prefix here, whatever a document calls them."""
_PLAIN = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
          "http://iptc.org/std/nar/2006-10-01/", "http://iptc.org/std/NITF/2006-10-18/",
          "http://www.w3.org/1999/xhtml", "http://my.netscape.com/rdf/simple/0.9/")  # fmt: skip
"""Namespaces whose names stand without prefix."""

_WORDPRESS = re.compile(r"http://wordpress\.org/export/[\d.]+/(excerpt/)?")


def parsed(text: str, place: str) -> etree._Element:
    """The root of an XML document whose characters are known; names are `local` or `prefix:local`.

    Comments and processing instructions are left out. Characters that HTML has names for may go by them without a
    declaration, and an ampersand's word that is nobody's name is that word.

    Raises:
        CaptureError: it is not well-formed, nests deeper than 256 levels, or declares entities that are refused.
    """
    refuse_entities(text.encode("utf-8", "replace"), place)
    text = _DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
    declared: dict[str, str] = {}
    if found := _DOCTYPE.search(text, 0, 65_536):
        declared = {name: unescape(one or other) for name, one, other in _ENTITY.findall(found["inner"] or "")}
        text = text[: found.start()] + text[found.end() :]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_characters(text, declared).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise CaptureError(
            f"it is broken XML: {error.msg}", place=place, remedy="Mend it there, and add it again"
        ) from error
    _rename(root)
    return root


def _characters(text: str, declared: dict[str, str]) -> str:
    """The text with every reference outside of CDATA as a character, but for those of mark-up itself."""

    def shown(found: re.Match[str]) -> str:
        name = found[1]
        if name in _XML_NAMES:
            return found[0]
        meant = declared.get(name) or unescape(found[0])
        return f"&amp;{name};" if meant == found[0] else meant.replace("&", "&amp;").replace("<", "&lt;")

    parts = _CDATA.split(_FORBIDDEN.sub("", text))
    return "".join(part if index % 2 else _REFERENCE.sub(shown, part) for index, part in enumerate(parts))


def _rename(root: etree._Element) -> None:
    """Give every element and attribute its short name."""
    for element in root.iter(etree.Element):
        element.tag = _short(str(element.tag), element)
        for name in [name for name in element.attrib if str(name).startswith("{")]:
            value = element.attrib.pop(name)
            element.set(_short(str(name), element), value)


def _short(name: str, element: etree._Element) -> str:
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    if space in _PLAIN or space.startswith("http://iptc.org/std/"):
        return local
    if wordpress := _WORDPRESS.fullmatch(space):
        return f"{'excerpt' if wordpress[1] else 'wp'}_{local}"
    prefix = _PREFIXES.get(space) or next((p for p, uri in element.nsmap.items() if uri == space and p), "")
    return f"{prefix}_{local}" if prefix else local


def taken(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path (ElementPath: `contentMeta/headline`, `.//by`), in order, taken out of the tree."""
    found = element.findall(path)
    for one in found:
        detach(one)
    return found


def detach(element: etree._Element) -> None:
    """Take an element out of its tree; the text after it stays where it was."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail and tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = f"{parent.text or ''}{tail}"
        else:
            before.tail = f"{before.tail or ''}{tail}"
    parent.remove(element)
    element.tail = None


def attribute(element: etree._Element | None, name: str) -> str:
    """The value of an attribute, taken off its element; empty where there is none."""
    return "" if element is None else str(element.attrib.pop(name, "")).strip()


def words(element: etree._Element | None) -> str:
    """All text of an element, its white space as one space."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def inner_html(element: etree._Element) -> str:
    """What an element holds, as an HTML fragment."""
    html = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    return html[html.index(">") + 1 : html.rindex("</")] if "</" in html else ""


def left_over(element: etree._Element) -> object:
    """What is left of an element as plain data: a text, or a table of attributes and children by name; None if nothing.

    Children of one name are a list; text beside children or attributes is `text`.
    """
    table: dict[str, object] = {name: value for name, value in _attributes(element) if value.strip()}
    texts = [element.text or ""]
    for child in element:
        texts.append(child.tail or "")
        if not isinstance(child.tag, str) or (value := left_over(child)) is None:
            continue
        known = table.get(child.tag)
        table[child.tag] = value if known is None else (*known, value) if isinstance(known, tuple) else (known, value)
    text = " ".join(" ".join(texts).split())
    if not table:
        return text or None
    return {**table, "text": text} if text else table


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if not str(name).startswith("xsi_"):
            yield str(name).removeprefix("xml_"), str(value)
