"""Front matter of any static site generator as a table: YAML, TOML or JSON above a body, or Pelican's header lines."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from backfile.decode.plain_data import plain_data
from backfile.errors import CaptureError, FrontMatterError
from backfile.frontmatter import syntax

_FENCED_JSON = re.compile(r"---json[ \t]*\n(?P<table>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
"""As Eleventy writes it."""
_YAML = re.compile(r"---(?:yaml|yml)?[ \t]*\n(?P<table>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<table>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*)|[ \t]*)")
_BEGINS = re.compile(r"[\ufeff\r\n]*(?:---|\+\+\+|\{|[A-Za-z][\w -]{0,40}[ \t]*:)")
_LONGEST_HEADER = 65_536
_MORE = re.compile(r"[ \t]{4,}(?P<value>\S.*)")
_YAML_KEY = re.compile(r"^[\w\"'.-]+[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_PELICAN = frozenset([
    "date", "modified", "category", "tags", "author", "authors", "slug", "summary", "status", "lang", "translation",
    "template", "save_as", "url", "keywords", "subtitle", "image", "cover", "description",
])  # fmt: skip
"""Header lines that Pelican and its common plugins know; one beside the title tells a file of it from a letter."""
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's front matter, and the text below it."""

    fields: dict[str, Any]
    """Names as written; values as plain data, dates as text."""
    body: str
    form: str
    """`yaml`, `toml`, `json` or `pelican`."""


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter: closed marks with a table between, or header lines with a title."""
    if not _BEGINS.match(text):
        return False
    text = _even(text)
    if found := _YAML.match(text):
        return bool(_YAML_KEY.search(found["table"]))
    if found := _TOML.match(text):
        return "=" in found["table"]
    if found := _FENCED_JSON.match(text):
        return found["table"].lstrip().startswith("{")
    if text.startswith("{"):
        return _json(text) is not None
    header, _ = _header(text)
    names = {name.lower() for name in header}
    return "title" in names and bool(names & _PELICAN)


def front_matter(text: str, place: str) -> FrontMatter:
    """The front matter of a text that has it.

    Raises:
        CaptureError: it is not written as its marks say.
    """
    text = _even(text)
    for mark, form, read in ((_FENCED_JSON, "json", json.loads), (_TOML, "toml", tomllib.loads)):
        if found := mark.match(text):
            try:
                table = read(found["table"])
            except (ValueError, RecursionError) as error:
                raise CaptureError(
                    f"the front matter is no {form.upper()}: {error}", place=place, remedy="Mend it, and add it again"
                ) from error
            return FrontMatter(_named(table), text[found.end() :], form)
    if found := _YAML.match(text):
        try:
            yaml = syntax.parse(found["table"], place=place, above=1)
        except FrontMatterError as error:
            raise CaptureError(error.problem, place=error.place, value=error.value, remedy=error.remedy) from error
        fields = {name: _plain(entry.value) for name, entry in yaml.entries.items()}
        return FrontMatter(fields, text[found.end() :], "yaml")
    if text.startswith("{") and (json_table := _json(text)):
        return FrontMatter(_named(json_table[0]), text[json_table[1] :], "json")
    header, end = _header(text)
    return FrontMatter(dict(header), text[end:], "pelican")


def _named(table: dict[str, Any]) -> dict[str, Any]:
    return {name: plain_data(value) for name, value in table.items()}


def _even(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").lstrip("\n")


def _json(text: str) -> tuple[dict[str, Any], int] | None:
    """The object that a text begins with, and where it ends, if a body follows on a line of its own."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    follows = re.match(r"[ \t]*\n\s*(?=[^\s{\[])", text[end:])
    known = isinstance(value, dict) and any(name.lower() == "title" for name in value)
    return (value, end) if known and follows else None


def _header(text: str) -> tuple[dict[str, str], int]:
    """`Name: value` lines at the beginning, up to a blank line, values going on in lines indented by four."""
    fields: dict[str, str] = {}
    end, last = 0, ""
    for line in text[:_LONGEST_HEADER].splitlines(keepends=True):
        bare = line.rstrip("\n")
        if found := _KEY.fullmatch(bare):
            last = found["key"]
            fields[last] = (found["value"] or "").strip()
        elif last and (more := _MORE.fullmatch(bare)):
            fields[last] = f"{fields[last]}\n{more['value'].strip()}"
        elif not bare.strip():
            return fields, end + len(line)
        else:
            return {}, 0
        end += len(line)
    return fields, end


def _plain(node: syntax.Node) -> object:
    """A YAML node as plain data: true, false, null and whole numbers by YAML 1.2, every other scalar as written."""
    match node:
        case syntax.Sequence():
            return tuple(map(_plain, node.items))
        case syntax.Mapping():
            return plain_data({name: _plain(entry.value) for name, entry in node.entries.items()})
        case syntax.Scalar() if node.plain and node.text.lower() in _WORDS:
            return _WORDS[node.text.lower()]
        case syntax.Scalar() if node.plain and _NUMBER.fullmatch(node.text):
            return int(node.text)
        case _:
            return plain_data(node.text)
