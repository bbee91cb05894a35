"""The YAML that front matter is written in: YAML 1.2's block and flow styles, every plain scalar a text.

YAML 1.1, which most libraries still read, makes `NO` false, `12:30` a number and `2020-02-20` a timestamp. Here a
scalar is what was written, and the schema says what it means. Anchors, aliases, tags and repeated keys are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

from backfile.errors import FrontMatterError

DEEPEST = 20
"""Levels of lists and tables within one another; front matter has three."""


class Scalar(NamedTuple):
    """A value as written."""

    text: str
    line: int
    """1-based, in the file."""
    plain: bool
    """Whether it stood without quotes."""


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int


class Entry(NamedTuple):
    """A key of a table, and where it stands."""

    value: Node
    line: int


class Mapping(NamedTuple):
    """A table, its keys in the order written."""

    entries: dict[str, Entry]
    line: int


Node = Scalar | Sequence | Mapping


def parse(text: str, *, place: str = "", above: int = 0) -> Mapping:
    """The table that a YAML text holds; an empty text is an empty table.

    `above` is the number of lines of the file above the text. Time is linear in the text: nothing in it can refer to
    anything else.

    Raises:
        FrontMatterError: the text is no YAML, holds something other than a table, nests too deep, repeats a key, or
            uses anchors, aliases or tags.
    """
    reader = _Reader(text, place, above)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        line = mark.line + 1 + above if mark else above
        raise FrontMatterError(
            f"the front matter is no YAML: {cause.problem or cause}", place=f"{place}:{line}",
            remedy="Put quotes around a value that holds ': ' or begins with a special character",
        ) from cause  # fmt: skip
    except yaml.YAMLError as cause:
        raise FrontMatterError(
            f"the front matter is no YAML: {cause}", place=f"{place}:{above}", remedy="Remove the characters named"
        ) from cause


class _Reader:
    """Builds the tree from libyaml's events."""

    def __init__(self, text: str, place: str, above: int) -> None:
        self.next_event: Callable[[], Any] = CParser(text).get_event
        self.place = place
        self.above = above + 1

    def document(self) -> Mapping:
        self.next_event()
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            return Mapping({}, self.above)
        first = self.next_event()
        node = self._node(first, 0)
        if isinstance(node, Scalar) and node.plain and not node.text:
            node = Mapping({}, node.line)
        if not isinstance(node, Mapping):
            raise self._refusal(first, "the front matter is no table", "Write one `field: value` on each line")
        self.next_event()
        if not isinstance(following := self.next_event(), yaml.StreamEndEvent):
            raise self._refusal(following, "a second YAML document begins here", "Write one table of fields")
        return node

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refusal(event, "anchors and aliases are refused", "Write the value itself, or put it in quotes")
        if event.tag is not None:
            raise self._refusal(event, f"the tag {event.tag} is not read", "Write the value without it")
        if depth > DEEPEST:
            raise self._refusal(event, f"lists within lists go deeper than {DEEPEST} levels", "Write it flatter")
        line = event.start_mark.line + self.above
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(following := self.next_event(), yaml.SequenceEndEvent):
                items.append(self._node(following, depth + 1))
            return Sequence(tuple(items), line)
        return self._mapping(line, depth)

    def _mapping(self, line: int, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refusal(event, "a list or table cannot be a key", "Write a name before the colon")
            if key.text in entries:
                raise self._refusal(
                    event, f"is given twice, first on line {entries[key.text].line}", "Keep one of them", field=key.text
                )
            entries[key.text] = Entry(self._node(self.next_event(), depth + 1), key.line)
        return Mapping(entries, line)

    def _refusal(self, event: Any, problem: str, remedy: str, *, field: str = "") -> FrontMatterError:
        line = event.start_mark.line + self.above
        return FrontMatterError(problem, place=f"{self.place}:{line}", field=field, remedy=remedy)
