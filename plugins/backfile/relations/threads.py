"""Threads: running stories, as an editor keeps them in `threads.yaml`.

    confirmed:
      - id: river-crossing
        title: The river crossing
        articles:
          - 2021/03/04/bridge-of-old-harbour-reopens  # a headline for people, which is not read

Three lists, `confirmed`, `proposed` and `dismissed`; a thread is in its list unless its `status` says another. The file
is YAML 1.2; every list has one line for each item, so that lines can be put in between without touching any other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

import yaml

from backfile.address import slug
from backfile.errors import RelationError

FILE_NAME = "threads.yaml"
"""Its name in the site's folder."""

Status = Literal["confirmed", "proposed", "dismissed"]

_LISTS = ("articles", "suggested", "not")
_TEXTS = ("id", "title", "status", "note")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in the file where items of a list can be put in."""

    after: int
    """How many lines stand above it."""
    indent: int
    """Spaces before the dash of an item."""
    opens: str = ""
    """The line that opens the list, where it does not stand there yet."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One running story."""

    id: str
    """Its part of an address."""
    title: str
    status: Status
    line: int
    """Where it begins, from 1."""
    articles: tuple[str, ...]
    """Paths below content/, without their ending."""
    suggested: tuple[str, ...] = ()
    """Paths of articles that nobody has decided on yet."""
    excluded: tuple[str, ...] = ()
    """Paths under `not`: articles that an editor found not to belong."""
    lines: tuple[int, ...] = ()
    """The line of each of `articles`."""
    gap: Gap = Gap(0, 0)
    """Where a suggestion goes."""

    def among(self, paths: Container[str]) -> Thread:
        """The thread with those of its articles alone that are among these paths."""
        kept = [(path, line) for path, line in zip(self.articles, self.lines, strict=True) if path in paths]
        return replace(self, articles=tuple(path for path, _ in kept), lines=tuple(line for _, line in kept))

    @property
    def held(self) -> frozenset[str]:
        """All articles that stand in it, suggested ones among them."""
        return frozenset((*self.articles, *self.suggested))


@dataclass(frozen=True, slots=True)
class Threads:
    """All threads of a file, in its order."""

    threads: tuple[Thread, ...] = ()
    gap: Gap = Gap(0, 2, "proposed:")
    """Where a proposal goes."""

    @property
    def confirmed(self) -> tuple[Thread, ...]:
        """Those that readers may see."""
        return tuple(thread for thread in self.threads if thread.status == "confirmed")


def read_threads(text: str, *, place: str = FILE_NAME) -> Threads:
    """The threads that a text holds.

    Raises:
        RelationError: the first thing in it that a person must mend, with its line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        raise RelationError(
            f"the file is no YAML: {cause.problem or cause}", place=f"{place}:{mark.line + 1 if mark else 1}",
            remedy="Put quotes around a title that holds ': ' or begins with a special character, and indent by spaces",
        ) from cause  # fmt: skip
    except yaml.YAMLError as cause:
        raise RelationError(
            f"the file is no YAML: {cause}", place=f"{place}:1", remedy="Remove the characters named"
        ) from cause
    end = text.count("\n") + bool(text and not text.endswith("\n"))
    return _Reader(place).threads(root, end)


class _Reader:
    """Reads one file's nodes."""

    def __init__(self, place: str) -> None:
        self.place = place

    def threads(self, root: Any, end: int) -> Threads:
        if root is None:
            return Threads((), Gap(end, 2, "proposed:"))
        gap, found = Gap(end, 2, "proposed:"), []
        for status, node, key in self._entries(root, get_args(Status), "list of threads"):
            items = self._items(node, status)
            found += [self._thread(item, cast("Status", status)) for item in items]
            if status == "proposed":
                gap = _gap(node, items, key)
        self._refuse_repeats(found)
        return Threads(tuple(found), gap)

    def _thread(self, node: Any, status: Status) -> Thread:
        texts: dict[str, str] = {}
        paths: dict[str, tuple[str, ...]] = {}
        articles: list[Any] = []
        gap = None
        for name, value, key in self._entries(node, (*_TEXTS, *_LISTS), "field of a thread"):
            if name in _TEXTS:
                texts[name] = self._text(value, name)
                continue
            items = self._items(value, name)
            paths[name] = self._paths(items, name)
            if name == "articles":
                articles = items
            elif name == "suggested":
                gap = _gap(value, items, key)
        line = node.start_mark.line + 1
        for name in ("id", "title"):
            if not texts.get(name):
                raise self._refusal(line, name, "is missing", f"Write `{name}: …` in the thread")
        if not _SLUG.fullmatch(texts["id"]):
            raise self._refusal(line, "id", "is no part of an address", f"Write {slug(texts['id'])}", value=texts["id"])
        given = texts.get("status") or status
        if given not in get_args(Status):
            raise self._refusal(line, "status", "is no status", "Write confirmed, proposed or dismissed", value=given)
        indent = node.start_mark.column
        return Thread(
            id=texts["id"],
            title=texts["title"],
            status=cast("Status", given),
            line=line,
            articles=paths.get("articles", ()),
            suggested=paths.get("suggested", ()),
            excluded=paths.get("not", ()),
            lines=tuple(article.start_mark.line + 1 for article in articles),
            gap=gap or Gap(_last_line(node), indent + 2, f"{' ' * indent}suggested:"),
        )

    def _entries(self, node: Any, known: tuple[str, ...], what: str) -> Iterator[tuple[str, Any, Any]]:
        """Name, value and key of each entry of a table."""
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self._refusal(line, "", f"a {what} must have a name", f"Write `{known[0]}: …`")
        seen: dict[str, int] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            name = self._text(key, "")
            if name not in known:
                raise self._refusal(at, name, f"is no {what}", f"Write {', '.join(known[:-1])} or {known[-1]}")
            if name in seen:
                raise self._refusal(at, name, f"is given twice, first on line {seen[name]}", "Keep one of them")
            seen[name] = at
            yield name, value, key

    def _items(self, node: Any, name: str) -> list[Any]:
        if isinstance(node, yaml.ScalarNode) and node.value in ("", "~"):
            return []
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return list(node.value)
        problem, remedy = "must be a list with a line for each item", f"Write `{name}:`, and below it `- …` lines"
        raise self._refusal(node.start_mark.line + 1, name, problem, remedy)

    def _text(self, node: Any, name: str) -> str:
        if isinstance(node, yaml.ScalarNode):
            return " ".join(node.value.split())
        raise self._refusal(node.start_mark.line + 1, name, "must be a text", f'Write `{name}: "…"`')

    def _paths(self, nodes: list[Any], name: str) -> tuple[str, ...]:
        """Paths as articles have them; a file's or an address's form of one is understood."""
        texts = (self._text(node, name) for node in nodes)
        return tuple(text.strip("/").removeprefix("content/").removesuffix(".md") for text in texts)

    def _refuse_repeats(self, threads: list[Thread]) -> None:
        seen: dict[str, int] = {}
        for thread in threads:
            if thread.id in seen:
                problem = f"another thread has this id, on line {seen[thread.id]}"
                raise self._refusal(thread.line, "id", problem, "Give one of them another id", value=thread.id)
            seen[thread.id] = thread.line

    def _refusal(self, line: int, field: str, problem: str, remedy: str, *, value: str = "") -> RelationError:
        return RelationError(problem, place=f"{self.place}:{line}", field=field, value=value, remedy=remedy)


def _gap(node: Any, items: list[Any], key: Any) -> Gap:
    """The place after the last item of a list; right below its key where it is empty."""
    if items:
        return Gap(_last_line(items[-1]), node.start_mark.column)
    return Gap(key.end_mark.line + 1, key.start_mark.column + 2)


def _last_line(node: Any) -> int:
    """The line, from 1, on which the last word of a node stands; comments and blank lines below it are not its."""
    if isinstance(node, yaml.MappingNode) and node.value:
        key, value = node.value[-1]
        return max(_last_line(key), _last_line(value))
    if isinstance(node, yaml.SequenceNode) and node.value:
        return _last_line(node.value[-1])
    mark = node.end_mark
    return int(mark.line if mark.column == 0 and mark.line > node.start_mark.line else mark.line + 1)
