"""The plain form of front matter, read line by line: the form in which Backfile writes it, and most people do.

Each line holds one `key: value` of the schema; a value is a text, plain or in quotes, or a list in brackets, or
stands on the lines below, two spaces in. All that is not surely read here as libyaml and the schema read it is left
to them, which take five times as long: other YAML, fields of a person's own, and whatever breaks the schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from backfile.article import Access, Contributor, Dateline, EventDate, Image
from backfile.errors import FrontMatterError
from backfile.frontmatter.kinds import CONTRIBUTOR, DATELINE, FIELDS, IMAGE, Kind

_NEVER = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
"""Control characters, the line breaks of YAML 1.1, and what libyaml refuses."""

_BEGINS = r"""(?![\s\-?:,\[\]{}#&*!|>'"%@`~])"""
"""No plain text begins with an indicator, nor with the `~` that stands for nothing."""

_KEY = r"([a-z_]+)"
_RUN = rf"[^{_NEVER}:#]*+"
_PLAIN = rf"{_BEGINS}({_RUN}(?:(?::(?=\S)|(?<!\s)\#){_RUN})*+)(?<!\s)"
_PLAIN_ITEM = rf"{_BEGINS}([^{_NEVER}:#,\[\]{{}}?]++)(?<!\s)"
_QUOTED = rf""""((?:[^{_NEVER}"\\]++|\\["\\])*+)"|'((?:[^{_NEVER}']++|'')*+)'"""

_ENTRY = re.compile(rf"{_KEY}:(?: (?:{_PLAIN}|{_QUOTED}|\[(.+)\]))?")
_BULLET = re.compile(rf"- (?:{_PLAIN}|{_QUOTED})")
_PERSON = re.compile(r"- \{(.+)\}")
_ITEM = re.compile(rf"(?:{_PLAIN_ITEM}|{_QUOTED})(?:, (?=.)|\Z)")
_PAIR = re.compile(rf"{_KEY}: {_ITEM.pattern}")
_PLAIN_ITEMS = re.compile(rf"{_PLAIN_ITEM}(?:, {_PLAIN_ITEM})*+")

_ESCAPED = re.compile(r"\\(.)")


class _OtherForm(Exception):  # noqa: N818  # nothing is wrong: the file is to be read the other way
    """The front matter has more than the plain form."""


def plain_fields(front: str, *, above: int) -> tuple[dict[str, Any], dict[str, int]] | None:
    """The fields of an Article that front matter of the plain form gives, and their lines; None for any other.

    `above` is the number of lines of the file above it.
    """
    lines = front.split("\n")
    if lines.pop():
        return None
    try:
        values, places = _fields(lines, above + 1)
    except (_OtherForm, FrontMatterError):
        return None
    return (values, places) if values.get("title") else None


def _fields(lines: Sequence[str], first: int) -> tuple[dict[str, Any], dict[str, int]]:
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    position, end = 0, len(lines)
    while position < end:
        found = _ENTRY.fullmatch(lines[position])
        if not found or found[1] in places:
            raise _OtherForm
        name, plain, double, single, items = found.groups()
        places[name] = first + position
        position += 1
        if found.lastindex == 1:
            start = position
            while position < end and lines[position].startswith("  "):
                position += 1
            values[name] = _block(name, lines[start:position], first + start, places)
        elif (kind := FIELDS.get(name)) == "text":
            values[name] = plain or _quoted(double, single)
        else:
            values[name] = _value(kind, plain, double, single, items)
    return values, places


def _value(kind: Kind | None, plain: str | None, double: str | None, single: str | None, items: str | None) -> Any:
    """The value of a field or part of this kind that stands on its own line."""
    if items:
        if kind in ("texts", "one_or_more"):
            return _items(items)
        raise _OtherForm
    text = plain or _quoted(double, single)
    match kind:
        case "text":
            return text
        case "one_or_more":
            return (text,)
        case "date":
            return EventDate(text)
        case "access" if text in _ACCESS:
            return text
    raise _OtherForm


_ACCESS = get_args(Access)


def _block(name: str, lines: Sequence[str], first: int, places: dict[str, int]) -> Any:
    """The value of a field that stands on the lines below its name; the lines of its parts go to `places`."""
    if not lines:
        raise _OtherForm
    match FIELDS.get(name):
        case "texts":
            return tuple(map(_bullet, lines))
        case "reporting":
            return tuple(_contributor(line, number, places) for number, line in enumerate(lines, first))
        case "image":
            return Image(**_parts(name, IMAGE, lines, first, places))
        case "dateline":
            parts = _parts(name, DATELINE, lines, first, places)
            if "text" in parts:
                return Dateline(**parts)
    raise _OtherForm


def _parts(
    name: str, kinds: Mapping[str, Kind], lines: Sequence[str], first: int, places: dict[str, int]
) -> dict[str, Any]:
    """The parts of a field that is a table."""
    parts: dict[str, Any] = {}
    for number, line in enumerate(lines, first):
        found = _ENTRY.fullmatch(line, 2)
        if not found or found[1] in parts:
            raise _OtherForm
        part, *forms = found.groups()
        parts[part] = _value(kinds.get(part), *forms)
        places[f"{name}.{part}"] = number
    return parts


def _bullet(line: str) -> str:
    found = _BULLET.fullmatch(line, 2)
    if not found:
        raise _OtherForm
    return found[1] or _quoted(found[2], found[3])


def _contributor(line: str, number: int, places: dict[str, int]) -> Contributor:
    found = _PERSON.fullmatch(line, 2)
    if not found:
        raise _OtherForm
    parts: dict[str, str] = {}
    for part, plain, double, single in _each(_PAIR, found[1]):
        if part in parts or part not in CONTRIBUTOR:
            raise _OtherForm
        parts[part] = plain or _quoted(double, single)
        places[f"reporting.{part}"] = number
    if "name" not in parts or "role" not in parts:
        raise _OtherForm
    return Contributor(**parts)


def _items(source: str) -> tuple[str, ...]:
    """The texts of a list in brackets."""
    if _PLAIN_ITEMS.fullmatch(source):
        return tuple(source.split(", "))
    return tuple(plain or _quoted(double, single) for plain, double, single in _each(_ITEM, source))


def _each(pattern: re.Pattern[str], source: str) -> list[tuple[Any, ...]]:
    """The groups of each match, which together are the whole source."""
    found: list[tuple[Any, ...]] = []
    position = 0
    while position < len(source):
        match = pattern.match(source, position)
        if not match:
            raise _OtherForm
        found.append(match.groups())
        position = match.end()
    return found


def _quoted(double: str | None, single: str | None) -> str:
    """The text that stood in quotes of either kind."""
    if double is not None:
        return _ESCAPED.sub(r"\1", double) if "\\" in double else double
    if single is not None:
        return single.replace("''", "'")
    raise _OtherForm
