"""Reading front matter: a Markdown file's fields against the schema, each problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, get_args

from backfile.article import Access, Article, Contributor, Dateline, EventDate, Image
from backfile.errors import FrontMatterError
from backfile.frontmatter import syntax
from backfile.frontmatter.kinds import CONTRIBUTOR, DATELINE, FIELDS, IMAGE, Kind
from backfile.frontmatter.plain import plain_fields
from backfile.frontmatter.syntax import Node, Scalar, Sequence
from backfile.markdown import from_markdown

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a file that a person should mend."""

    line: int
    """1-based."""
    field: str
    """Name of the field, `image.agencies` for one within another; empty where it is no field's."""
    message: str
    """What is wrong, what was found, and what to do."""
    place: str = ""
    """The file."""

    def __str__(self) -> str:
        """`content/2020/02/20/x.md:7: agencies: …`."""
        return f"{self.place}:{self.line}: {self.field + ': ' if self.field else ''}{self.message}"


@dataclass(frozen=True, slots=True)
class Located:
    """What a file says, as far as it could be read, and where."""

    known: Article | None
    """What is known in spite of the problems, without its body; None where nothing can be read."""
    body: str
    """The body as Markdown."""
    lines: Mapping[str, int]
    """The line of each field, by name, `image.agencies` for one within another; `body` is where the body begins."""
    problems: tuple[FrontMatterError, ...]

    @property
    def article(self) -> Article | None:
        """The article without its body, which only `read` reads; None where there is a problem."""
        return None if self.problems else self.known


def split(text: str, *, place: str = "") -> tuple[str, str]:
    """The YAML and the body of a file: what stands between its first two lines of `---`, and what follows.

    Raises:
        FrontMatterError: the file does not begin with front matter.
    """
    text = _plain_lines(text)
    if text.startswith("---\n") and (end := text.find("\n---", 3)) >= 0 and text.startswith("\n", end + 4):
        return text[4 : end + 1], text[end + 5 :]
    found = _FRONT.match(text)
    if not found:
        raise FrontMatterError(
            "the file has no front matter", place=f"{place}:1",
            remedy="Begin it with a line of ---, one line `title: …`, and a line of ---",
        )  # fmt: skip
    return found[1], text[found.end() :]


def read(text: str, *, place: str = "") -> Article:
    """The Article that a Markdown file holds. Keys that are no field are kept in `extra`, in order.

    Raises:
        FrontMatterError: the first thing in it that breaks the schema; `problems` tells all of them.
    """
    located = locate(text, place=place)
    if located.article is None:
        raise located.problems[0]
    return _with_body(located.article, located.body)


def problems(text: str, place: str = "") -> tuple[Problem, ...]:
    """All that breaks the schema in a file, in the order of its lines."""
    return tuple(sorted(map(problem_of, locate(text, place=place).problems), key=lambda problem: problem.line))


def problem_of(error: FrontMatterError) -> Problem:
    """The error as a finding of its line."""
    file, _, line = error.place.rpartition(":")
    bare = FrontMatterError(error.problem, value=error.value, remedy=error.remedy)
    return Problem(int(line), error.field, str(bare), file)


def locate(text: str, *, place: str = "") -> Located:
    """What a file says and where, without reading its body: never raises for what a person wrote."""
    try:
        front, body = split(text, place=place)
    except FrontMatterError as error:
        return Located(None, "", MappingProxyType({}), (error,))
    if plain := plain_fields(front, above=1):
        values, lines = plain
        return Located(Article(**values), body, MappingProxyType({"body": front.count("\n") + 3, **lines}), ())
    return by_yaml(front, body, place=place)


def by_yaml(front: str, body: str, *, place: str = "") -> Located:
    """What a file says whose front matter is any YAML, and where: never raises for what a person wrote."""
    try:
        table = syntax.parse(front, place=place, above=1)
    except FrontMatterError as error:
        return Located(None, "", MappingProxyType({}), (error,))
    schema = _Schema(place)
    values: dict[str, Any] = {}
    extra: dict[str, object] = {}
    schema.lines["body"] = front.count("\n") + 3
    for name, entry in table.entries.items():
        if kind := FIELDS.get(name):
            schema.lines[name] = entry.line
            value = _READERS[kind](schema, name, entry.value)
            if value is not None:
                values[name] = value
        else:
            extra[name] = _extra(entry.value)
    if not values.get("title") and not any(error.field == "title" for error in schema.found):
        schema.refuse("title", 1, "is missing", remedy="Write the headline: `title: …`")
    known = Article(**{"title": "", **values}, extra=MappingProxyType(extra))
    return Located(known, body, MappingProxyType(schema.lines), tuple(schema.found))


def _plain_lines(text: str) -> str:
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return text.replace("\r\n", "\n") if "\r" in text else text


def _with_body(article: Article, body: str) -> Article:
    values = {field.name: getattr(article, field.name) for field in fields(Article)}
    return Article(**{**values, "body": from_markdown(body)})


class _Schema:
    """Reads one file's fields and gathers what is wrong with them."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.found: list[FrontMatterError] = []
        self.lines: dict[str, int] = {}

    def refuse(self, name: str, line: int, problem: str, *, value: str = "", remedy: str) -> None:
        place = f"{self.place}:{line}"
        self.found.append(FrontMatterError(problem, place=place, field=name, value=value, remedy=remedy))

    def text(self, name: str, node: Node) -> str | None:
        if isinstance(node, Scalar):
            return None if node.plain and node.text in ("", "~") else node.text
        self.refuse(name, node.line, "must be a text", remedy=f'Write `{_last(name)}: "…"`')
        return None

    def texts(self, name: str, node: Node) -> tuple[str, ...] | None:
        if isinstance(node, Scalar) and node.plain and node.text in ("", "~"):
            return None
        if isinstance(node, Sequence):
            return tuple(item for item in (self.text(name, item) for item in node.items) if item is not None)
        value = node.text if isinstance(node, Scalar) else ""
        self.refuse(name, node.line, "must be a list", value=value, remedy=f"Write `{_last(name)}: [{value or '…'}]`")
        return None

    def one_or_more(self, name: str, node: Node) -> tuple[str, ...] | None:
        if isinstance(node, Scalar):
            text = self.text(name, node)
            return None if text is None else (text,)
        return self.texts(name, node)

    def date(self, name: str, node: Node) -> EventDate | None:
        text = self.text(name, node)
        if text is None:
            return None
        try:
            return EventDate(text)
        except FrontMatterError as error:
            self.refuse(name, node.line, error.problem, value=error.value, remedy=error.remedy)
            return None

    def access(self, name: str, node: Node) -> str | None:
        text = self.text(name, node)
        if text is None or text in get_args(Access):
            return text
        self.refuse(name, node.line, "is none of the three", value=text, remedy="Write public, metadata or private")
        return None

    def dateline(self, name: str, node: Node) -> Dateline | None:
        parts = self._record(name, node, DATELINE)
        if parts and "text" not in parts:
            self.refuse(f"{name}.text", node.line, "is missing", remedy="Write the dateline as printed: `text: …`")
            return None
        return Dateline(**parts) if parts else None

    def image(self, name: str, node: Node) -> Image | None:
        parts = self._record(name, node, IMAGE)
        return Image(**parts) if parts else None

    def reporting(self, name: str, node: Node) -> tuple[Contributor, ...] | None:
        if isinstance(node, Scalar) and node.plain and node.text in ("", "~"):
            return None
        if not isinstance(node, Sequence):
            self.refuse(name, node.line, "must be a list", remedy="Write `- {name: …, role: reporter}` on a line below")
            return None
        people = []
        for item in node.items:
            parts = self._record(name, item, CONTRIBUTOR)
            if parts and "name" in parts and "role" in parts:
                people.append(Contributor(**parts))
            elif parts is not None:
                self.refuse(name, item.line, "name and role are needed", remedy="Write `{name: …, role: reporter}`")
        return tuple(people)

    def _record(self, name: str, node: Node, parts: Mapping[str, Kind]) -> dict[str, Any] | None:
        """The parts of a table that is a field's value; None where it is none."""
        if isinstance(node, Scalar) and node.plain and node.text in ("", "~"):
            return {}
        if not isinstance(node, syntax.Mapping):
            self.refuse(name, node.line, "must be a table", remedy=f"Write its parts below it: {', '.join(parts)}")
            return None
        values: dict[str, Any] = {}
        for key, entry in node.entries.items():
            if kind := parts.get(key):
                self.lines[f"{name}.{key}"] = entry.line
                value = _READERS[kind](self, f"{name}.{key}", entry.value)
                if value is not None:
                    values[key] = value
            else:
                self.refuse(f"{name}.{key}", entry.line, "is no part of it", remedy=f"Write {', '.join(parts)} alone")
        return values


_FieldReader = Callable[[_Schema, str, Node], Any]

_READERS: Mapping[Kind, _FieldReader] = MappingProxyType(
    {
        "text": _Schema.text,
        "texts": _Schema.texts,
        "one_or_more": _Schema.one_or_more,
        "date": _Schema.date,
        "access": _Schema.access,
        "dateline": _Schema.dateline,
        "image": _Schema.image,
        "reporting": _Schema.reporting,
    }
)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _extra(node: Node) -> object:
    """A value of a field that is not Backfile's: true, false, null and numbers by YAML 1.2's core schema, else text.

    A number that would not be written again as it stands (007, 4.50, 1e3) stays a text.
    """
    if isinstance(node, Sequence):
        return tuple(map(_extra, node.items))
    if isinstance(node, syntax.Mapping):
        return {key: _extra(entry.value) for key, entry in node.entries.items()}
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    if _WHOLE.fullmatch(node.text) and node.text != "-0":
        return int(node.text)
    if _DECIMAL.fullmatch(node.text) and repr(float(node.text)) == node.text:
        return float(node.text)
    return node.text


_WORDS: Mapping[str, object] = MappingProxyType({"true": True, "false": False, "": None, "~": None, "null": None})
