"""The composer: makes a Document of the parts that a format names, each with its role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from backfile.capture.capture import Capture
from backfile.decode.document import Candidate, Document, Element, Kind, Picture, Role, TextBlock
from backfile.decode.html import decode_html
from backfile.decode.plain_data import plain_data
from backfile.decode.text import UNPRINTABLE, decode_text

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]+\d*);")

_KINDS = {Role.HEADLINE: Kind.HEADING, Role.CAPTION: Kind.CAPTION}
"""What a block is, where its role alone tells."""


def has_markup(text: str) -> bool:
    """Whether a text is an HTML fragment: it holds a tag or a character reference."""
    return bool(_TAG.search(text))


@dataclass(slots=True)
class Composer:
    """Gathers the parts of one Document, in reading order. It lives for one capture."""

    base: str = ""
    """The address that relative links of HTML fragments are read against."""
    _blocks: list[TextBlock] = field(default_factory=list)
    _elements: list[Element] = field(default_factory=list)
    _pictures: list[Picture] = field(default_factory=list)
    _candidates: dict[Candidate, None] = field(default_factory=dict)
    _extra: dict[str, object] = field(default_factory=dict)

    def words(self, role: Role, text: str) -> None:
        """One block of plain text; white space in it is one space. A text without words adds nothing."""
        self._line(role, text, -1)

    def paragraphs(self, role: Role, text: str) -> None:
        """Plain text of several paragraphs, divided and joined as in a paste."""
        self._document(role, decode_text(text, Capture(b"", "")))

    def html(self, role: Role, fragment: str) -> None:
        """An HTML fragment, by the same walk as a page; what the fragment says of itself as a page is not read."""
        self._document(role, decode_html(fragment, Capture(b"", "", target_uri=self.base)))

    def rich(self, role: Role, text: str) -> None:
        """A text of which the format does not say whether it is HTML: judged by whether it holds a tag."""
        if has_markup(text):
            self.html(role, text)
        else:
            self.paragraphs(role, text)

    def figure(self, caption: str = "", credit: str = "", *, path: str = "", description: str = "") -> None:
        """A picture in its place, with its words in print; `path` is its address as the format gives it."""
        frame = self._element("figure", -1)
        if path:
            self._pictures.append(Picture(self._element("img", frame), len(self._blocks), path, description))
        for text in (caption, credit):
            self._line(Role.CAPTION, shown(text), frame)

    def candidate(self, name: str, value: str, source: str) -> None:
        """A value for a field (`Candidate.field`); an empty one adds nothing, one that is known already neither."""
        text = " ".join(UNPRINTABLE.sub("", value).split())
        if text:
            self._candidates[Candidate(name, text, source)] = None

    def values(self, name: str) -> tuple[str, ...]:
        """What has been gathered for a field so far."""
        return tuple(candidate.value for candidate in self._candidates if candidate.field == name)

    def texts(self, role: Role) -> tuple[str, ...]:
        """The texts of a role's blocks so far."""
        return tuple(block.text for block in self._blocks if block.role is role)

    def has(self, role: Role) -> bool:
        """Whether there is a block of a role."""
        return bool(self.texts(role))

    def keep(self, name: str, value: object) -> None:
        """What no field holds, under the format's own name for it; a name that comes again becomes a list."""
        plain = plain_data(value)
        if plain in ("", None, (), {}):
            return
        known = self._extra.get(name, ())
        several = known if isinstance(known, tuple) else (known,)
        if plain not in several:
            self._extra[name] = (*several, plain) if several else plain

    def document(self, media_type: str, *, lang: str = "", uri: str = "") -> Document:
        """The Document of all that was gathered."""
        extra: Mapping[str, object] = MappingProxyType(dict(self._extra))
        return Document(
            blocks=tuple(self._blocks),
            media_type=media_type,
            elements=tuple(self._elements),
            candidates=tuple(self._candidates),
            pictures=tuple(self._pictures),
            lang=lang,
            uri=uri or self.base,
            extra=extra,
        )

    def _line(self, role: Role, text: str, element: int) -> None:
        shown = " ".join(UNPRINTABLE.sub("", text).split())
        if shown:
            self._blocks.append(TextBlock(shown, _KINDS.get(role, Kind.PARAGRAPH), 0, element, role=role))

    def _element(self, tag: str, parent: int) -> int:
        self._elements.append(Element(tag, parent))
        return len(self._elements) - 1

    def _document(self, role: Role, part: Document) -> None:
        """Take in a part that was decoded apart: its indices move behind those that are here already."""
        elements, blocks = len(self._elements), len(self._blocks)
        for element in part.elements:
            parent = element.parent + elements if element.parent >= 0 else -1
            self._elements.append(replace(element, parent=parent))
        for block in part.blocks:
            held = block.element + elements if block.element >= 0 else -1
            self._blocks.append(replace(block, element=held, role=role))
        for picture in part.pictures:
            moved = replace(picture, element=picture.element + elements, before=picture.before + blocks)
            self._pictures.append(moved)


def shown(text: str) -> str:
    """The words of a text that may be an HTML fragment, in one line."""
    if not has_markup(text):
        return text
    return " ".join(block.text for block in decode_html(text, Capture(b"", "")).blocks)
