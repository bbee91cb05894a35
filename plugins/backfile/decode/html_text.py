"""Text of an HTML page as blocks: the builder that the walk over its tree feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backfile.decode.document import Kind, Look, Mark, TextBlock

_WHITE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space that HTML shows as one space; no-break spaces are the writer's own and stay."""


@dataclass(slots=True, eq=False)
class OpenLook:
    """A look that is in force: since which character of the block that is being built."""

    look: Look
    target: str
    start: int


@dataclass(slots=True)
class BlockBuilder:
    """Collects text until the block ends. The only state of decoding; it lives for one page."""

    blocks: list[TextBlock] = field(default_factory=list)
    length: int = 0
    """Characters of the block that is being built."""
    _parts: list[str] = field(default_factory=list)
    _last: str = ""
    _marks: list[Mark] = field(default_factory=list)
    _looks: list[OpenLook] = field(default_factory=list)

    def add(self, text: str, *, preformatted: bool = False) -> None:
        """Add a text node's words; its white space is one space unless preformatted."""
        is_even = text.isprintable() and "  " not in text  # of white space, Python prints the plain space alone
        shown = text if preformatted or is_even else _WHITE.sub(" ", text)
        if shown[:1] == " " and self._last in ("", " ", "\n"):
            shown = shown[1:]
        if shown:
            self._parts.append(shown)
            self.length += len(shown)
            self._last = shown[-1]

    def line_break(self) -> bool:
        """Add a line break; True where it follows another, so that a reader sees an empty line."""
        if not self.length:
            return False
        if self._last == " ":
            self._cut_last()
        if self._last == "\n":
            return True
        self._parts.append("\n")
        self.length += 1
        self._last = "\n"
        return False

    def open(self, look: Look, target: str) -> OpenLook:
        """Begin a look at this point of the text."""
        opened = OpenLook(look, target, self.length)
        self._looks.append(opened)
        return opened

    def close(self, opened: OpenLook) -> None:
        """End a look at this point of the text. Looks end in the reverse of the order in which they began."""
        assert self._looks[-1] is opened
        self._looks.pop()
        self._mark(opened)

    def finish(self, kind: Kind, level: int, element: int) -> None:
        """End the block; one without words leaves no block. Looks that are in force go on in the next."""
        for opened in self._looks:
            self._mark(opened)
            opened.start = 0
        whole = "".join(self._parts)
        text = whole.strip()
        if text:
            marks = self._marks_within(len(whole) - len(whole.lstrip()), len(text)) if self._marks else ()
            self.blocks.append(TextBlock(text, kind, level, element, marks))
        self._parts, self.length, self._last, self._marks = [], 0, "", []

    def _marks_within(self, cut: int, length: int) -> tuple[Mark, ...]:
        """The marks of a block that begins `cut` characters later, and is `length` characters long."""
        return tuple(
            Mark(start, end, mark.look, mark.target)
            for mark in self._marks
            if (start := max(0, mark.start - cut)) < (end := min(length, mark.end - cut))
        )

    def _mark(self, opened: OpenLook) -> None:
        if opened.start < self.length:
            self._marks.append(Mark(opened.start, self.length, opened.look, opened.target))

    def _cut_last(self) -> None:
        self._parts[-1] = self._parts[-1][:-1]
        self.length -= 1
        while self._parts and not self._parts[-1]:
            self._parts.pop()
        self._last = self._parts[-1][-1] if self._parts else ""
