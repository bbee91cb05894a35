"""HTML pages: one parse, one walk over the tree, and all readable text as blocks.

The words are those of the tree's text nodes, as the HTML Standard's parser makes them, without script, style and
template. Block-level elements divide them; inline elements do not.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from backfile.capture.capture import Capture
from backfile.decode.document import Candidate, Document, Element, Embed, Kind, Look, Picture
from backfile.decode.html_depth import shallow
from backfile.decode.html_media import PICTURES, embed_address, embedding_elements, picture_addresses
from backfile.decode.html_text import BlockBuilder, OpenLook
from backfile.decode.metadata import METADATA_TAGS, Found, candidates_of, found, language_tag

SILENT = frozenset({"script", "style", "template"})
"""Elements whose text nobody reads."""

INLINE = frozenset({
    "a", "abbr", "acronym", "applet", "b", "basefont", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
    "em", "embed", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meta", "link", "meter",
    "nobr", "noembed", "object", "output", "picture", "progress", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "g",
    "path", "use",
})  # fmt: skip
"""Elements that leave a line of text whole; every other one begins and ends a block."""

_CHROME = frozenset({
    "title", "noscript", "textarea", "button", "option", "optgroup", "select", "datalist", "iframe", "noframes",
    "noembed", "svg", "canvas",
})  # fmt: skip
_LOOKS = {"a": Look.LINK, "em": Look.EMPHASIS, "i": Look.EMPHASIS, "strong": Look.STRONG, "b": Look.STRONG}
_KINDS = {
    "li": Kind.LIST_ITEM, "dd": Kind.LIST_ITEM, "dt": Kind.LIST_ITEM, "td": Kind.TABLE_CELL, "th": Kind.TABLE_CELL,
    "blockquote": Kind.QUOTE, "figcaption": Kind.CAPTION, "caption": Kind.CAPTION, "pre": Kind.PREFORMATTED,
    "h1": Kind.HEADING, "h2": Kind.HEADING, "h3": Kind.HEADING, "h4": Kind.HEADING, "h5": Kind.HEADING,
    "h6": Kind.HEADING,
}  # fmt: skip
_SECTIONS = frozenset({
    "article", "section", "main", "aside", "nav", "header", "footer", "form", "body", "dialog", "fieldset",
})  # fmt: skip
"""Elements in which text begins anew: a paragraph of an article within a list item is no list item."""

_KEPT = frozenset({
    "id", "class", "role", "itemprop", "itemtype", "hidden", "aria-hidden", "aria-label", "style", "rel",
    "data-testid", "data-test-id", "data-qa", "data-component", "data-component-name", "data-type", "data-module",
    "data-block", "datetime",
})  # fmt: skip
"""Attributes that rules read."""

_LONGEST_ATTRIBUTE = 300
_ROOTS = ("html", "body")
"""Elements whose language is the page's."""
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|article|title|meta|p|div|h1)(?=[\s/>])[^<>]*>)", re.IGNORECASE
)


def looks_like_html(data: bytes | str) -> bool:
    """Whether the first 4,096 characters hold the mark-up of a page, judged by content alone."""
    start = data[:4096]
    if isinstance(start, bytes):
        start = start.replace(b"\0", b"").decode("latin-1")
    begins = start.lstrip("\ufeffï»¿ \t\r\n")[:1] == "<"
    found = _LOOKS_LIKE_HTML.search(start)
    return bool(found and (begins or found[0][1:2] == "!" or "<html" in start.lower()))


def decode_html(text: str, capture: Capture) -> Document:
    """The Document of an HTML page; `capture` gives the page's own address where the page does not.

    Iterative throughout, so any depth of nesting is read.
    """
    walk = _Walk(base=capture.target_uri)
    walk.run(LexborHTMLParser(shallow(text).encode("utf-8", "replace").decode()).root)
    candidates, lang = candidates_of(walk.found)
    return Document(
        blocks=tuple(walk.builder.blocks),
        media_type="text/html",
        elements=tuple(walk.elements),
        candidates=candidates,
        pictures=tuple(walk.pictures),
        embeds=tuple(walk.embeds),
        lang=lang,
        uri=capture.target_uri or _address(candidates),
    )


def _address(candidates: tuple[Candidate, ...]) -> str:
    addresses = [c.value for c in candidates if c.field == "source"]
    return next((value for value in addresses if urlsplit(value).scheme in ("http", "https")), "")


@dataclass(slots=True, eq=False)
class _Frame:
    """An element that the walk is within."""

    node: LexborNode
    tag: str
    attributes: dict[str, str | None]
    kind: Kind
    level: int
    element: int = -1
    looks: tuple[OpenLook, ...] = ()


@dataclass(slots=True)
class _Walk:
    """One walk over one tree: the state that it gathers."""

    base: str
    builder: BlockBuilder = field(default_factory=BlockBuilder)
    elements: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    holder: int = 0
    """Depth of the innermost frame that holds all text of the block being built."""
    holding: int = -1
    """That frame's index in `elements`."""
    embedding: Container[str] = field(default_factory=embedding_elements)
    lowest: int = 0
    """Least depth since the last text: frames above it are new."""

    def run(self, root: LexborNode | None) -> None:
        """Visit every node in document order."""
        node = root
        while node is not None:
            tag = node.tag
            child = None
            if tag == "-text":
                self.text(node.text_content or "")
            elif tag is not None and tag[0] not in "-!":
                child = self.enter(node, tag)
            if child is not None:
                node = child
                continue
            following = node.next
            while following is None and self.frames:
                following = self.leave()
            node = following

    def text(self, text: str) -> None:
        """A text node."""
        if text and not text.isspace():
            if not self.builder.length:
                self.holder, self.holding = len(self.frames), self.materialise()
            elif self.lowest < self.holder:
                self.holder, self.holding = self.lowest, self.frames[self.lowest - 1].element
            self.lowest = len(self.frames)
        elif not self.builder.length:
            return
        preformatted = bool(self.frames) and self.frames[-1].kind is Kind.PREFORMATTED
        self.builder.add(text, preformatted=preformatted)

    def enter(self, node: LexborNode, tag: str) -> LexborNode | None:
        """An element begins; its first child where the walk goes on inside it."""
        above = self.frames[-1] if self.frames else None
        attributes = node.attributes
        if tag in METADATA_TAGS or (attributes and _may_tell(attributes)):
            self.found.extend(found(tag, attributes, node))
        if tag in SILENT:
            return None
        if tag == "br":
            if self.builder.line_break():
                self.finish()
            return None
        if self.builder.length and tag not in INLINE:
            self.finish()
        kind, level = _kind(tag, above)
        frame = _Frame(node, tag, attributes, kind, level)
        self.frames.append(frame)
        if tag in PICTURES:
            self.picture(attributes)
        elif tag in self.embedding:
            self.embed(tag, attributes, above.tag if above else "")
        if tag in _LOOKS or "lang" in attributes:
            frame.looks = self.looks(tag, attributes)
        child = node.first_child
        if child is None:
            self.close(self.frames.pop())
        return child

    def looks(self, tag: str, attributes: dict[str, str | None]) -> tuple[OpenLook, ...]:
        """The looks that an element gives its text, from here on."""
        looks: tuple[OpenLook, ...] = ()
        if look := _LOOKS.get(tag):
            looks = (self.builder.open(look, self.target(attributes) if tag == "a" else ""),)
        if (lang := attributes.get("lang")) and tag not in _ROOTS and (spoken := language_tag(lang)):
            return (*looks, self.builder.open(Look.LANGUAGE, spoken))
        return looks

    def leave(self) -> LexborNode | None:
        """The innermost element ends; what follows it."""
        frame = self.frames[-1]
        if self.builder.length and frame.tag not in INLINE:
            self.finish()
        self.close(self.frames.pop())
        return frame.node.next

    def close(self, frame: _Frame) -> None:
        """End a frame that has been taken off the stack."""
        self.lowest = min(self.lowest, len(self.frames))
        if frame.looks:
            for look in reversed(frame.looks):
                self.builder.close(look)

    def finish(self) -> None:
        """End the block that is being built."""
        frame = self.frames[-1]
        self.builder.finish(frame.kind, frame.level, self.holding)

    def materialise(self) -> int:
        """The index in `elements` of the innermost frame, which is listed now if it was not yet."""
        depth = len(self.frames)
        while depth and self.frames[depth - 1].element < 0:
            depth -= 1
        parent = self.frames[depth - 1].element if depth else -1
        for frame in self.frames[depth:]:
            self.elements.append(Element(frame.tag, parent, _kept(frame.attributes)))
            parent = frame.element = len(self.elements) - 1
        return parent

    def picture(self, attributes: dict[str, str | None]) -> None:
        """A picture, wherever its address is given."""
        path, *others = picture_addresses(attributes) or ("",)
        description = " ".join((attributes.get("alt") or "").split())
        self.pictures.append(Picture(self.materialise(), self.following(), path, description, tuple(others)))

    def embed(self, tag: str, attributes: dict[str, str | None], within: str) -> None:
        """Something of another site, where the element shows such."""
        if address := embed_address(tag, attributes, within=within, base=self.base):
            self.embeds.append(Embed(self.materialise(), self.following(), address))

    def following(self) -> int:
        """The index of the block that comes next; of the one after it where a block is being built."""
        return len(self.builder.blocks) + bool(self.builder.length)

    def target(self, attributes: dict[str, str | None]) -> str:
        """Where a link leads, absolute; empty where that is no http, https or mailto address."""
        href = (attributes.get("href") or "").strip()
        if href.startswith(("https://", "http://", "mailto:")):
            return href
        try:
            address = urljoin(self.base, href) if self.base and href[:1] not in ("", "#") else ""
        except ValueError:
            return ""
        return address if address.startswith(("https://", "http://", "mailto:")) else ""


def _may_tell(attributes: dict[str, str | None]) -> bool:
    """Whether an element's attributes are such as carry metadata."""
    named = attributes.get("class")
    return (
        "itemprop" in attributes or "rel" in attributes
        or bool(named and ("author" in named or "reader-" in named))
    )  # fmt: skip


def _kept(attributes: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    if not attributes:
        return ()
    return tuple([(name, (attributes[name] or "")[:_LONGEST_ATTRIBUTE]) for name in attributes if name in _KEPT])


def _kind(tag: str, above: _Frame | None) -> tuple[Kind, int]:
    """What the text of an element is, from its own tag or from where it stands."""
    if tag in _CHROME or (above and above.kind is Kind.CHROME):
        return Kind.CHROME, 0
    kind = _KINDS.get(tag)
    if kind is Kind.HEADING:
        return kind, int(tag[1])
    if kind is Kind.LIST_ITEM:
        return kind, (above.level if above and above.kind is Kind.LIST_ITEM else 0) + 1
    if kind or tag in _SECTIONS or above is None:
        return kind or Kind.PARAGRAPH, 0
    return above.kind, above.level
