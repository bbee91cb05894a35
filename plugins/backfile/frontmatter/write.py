"""Writing front matter: the YAML of an Article, in the order of its fields, and its body below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from backfile.article import Article, Contributor, Dateline, EventDate, Image
from backfile.errors import FrontMatterError
from backfile.markdown import to_markdown

_PLAIN = re.compile(
    r"""(?![\s\-?:,\[\]{}#&*!|>'"%@`=<~])"""  # no indicator, no white space at the start
    r"""(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff:#]++|:(?=\S)|(?<!\s)\#)+"""
    r"""(?<!\s)"""
)
"""YAML 1.2 §7.3.3, plain scalars: printable, no `: `, no ` #`, no colon or white space at the end."""

_FLOW_INDICATOR = re.compile(r"[,\[\]{}?]")

_NOT_TEXT = re.compile(
    r"(?:null|true|false|yes|no|on|off|y|n)"
    r"|[-+.]*\d[\da-fox_.:+-]*"
    r"|\d{4}-\d\d?-\d\d?[t\s].*"
    r"|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 reads as something other than text: quoted, so that every tool reads it rightly."""

_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')

_ORDER = tuple(field.name for field in fields(Article) if field.name != "body")
_NAMES = frozenset(_ORDER) - {"extra"}

_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def write(article: Article) -> str:
    """The Markdown file of an article, as text with line feeds; save it as UTF-8.

    `read` gives the same Article again where the body is canonical (`markdown.canonical`).

    Raises:
        FrontMatterError: a text holds half of a surrogate pair, which UTF-8 cannot, or `extra` holds a value that
            YAML has no form for here.
    """
    lines = ["---", *_lines(article), "---", ""]
    body = to_markdown(article.body)
    text = "\n".join([*lines, body]) if body else "\n".join(lines)
    try:
        text.encode()
    except UnicodeEncodeError as cause:
        start = max(0, cause.start - 30)
        raise FrontMatterError(
            "the article holds half of a surrogate pair, which no file can", value=text[start : cause.end],
            remedy="Decode the capture with its own encoding",
        ) from cause  # fmt: skip
    return text


def field_lines(name: str, value: object) -> Iterator[str]:
    """The lines of one field: of an Article's by its name, or of one that it keeps in `extra`.

    Raises:
        FrontMatterError: the value has no form in front matter.
    """
    if name in _NAMES:
        yield from _field(name, value)
    else:
        yield f"{_scalar(name)}: {_flow(value, name)}"


def _lines(article: Article) -> Iterator[str]:
    for name in _ORDER:
        value = getattr(article, name)
        if not value or (name == "access" and value == "public"):
            continue
        if name == "extra":
            for key, extra in value.items():
                yield from field_lines(key, extra)
        else:
            yield from _field(name, value)


def _field(name: str, value: object) -> Iterator[str]:
    match value:
        case EventDate():
            yield f"{name}: {value.text}"
        case Dateline() | Image():
            yield f"{name}:"
            yield from (f"  {line}" for line in _record(value))
        case tuple() if name == "review":
            yield f"{name}:"
            yield from (f"  - {_scalar(note)}" for note in value)
        case tuple() if name == "reporting":
            yield f"{name}:"
            yield from (f"  - {_contributor(contributor)}" for contributor in value)
        case _:
            yield f"{name}: {_flow(value, name) if isinstance(value, tuple) else _scalar(str(value))}"


def _record(record: Dateline | Image) -> Iterator[str]:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(record, Dateline) and isinstance(value, tuple) and len(value) == 1 and value[0]:
            value = value[0]
        if value:
            yield from _field(field.name, value)


def _contributor(contributor: Contributor) -> str:
    parts = ((field.name, getattr(contributor, field.name)) for field in fields(contributor))
    return _flow({name: value for name, value in parts if value}, "reporting")


def _scalar(text: str, *, flow: bool = False) -> str:
    """A text as a YAML scalar: plain where every YAML reader takes it for this text, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) and not (flow and _FLOW_INDICATOR.search(text)):
        return text
    return '"' + _ESCAPE.sub(_escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _flow(value: object, field: str) -> str:
    """A value in flow style, on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _scalar(value, flow=True)
        case int():
            return str(value)
        case float():
            return repr(value)
        case list() | tuple():
            return f"[{', '.join(_flow(item, field) for item in value)}]"
        case Mapping():
            entries = (f"{_scalar(str(key), flow=True)}: {_flow(item, field)}" for key, item in value.items())
            return f"{{{', '.join(entries)}}}"
        case _:
            raise FrontMatterError(
                f"a {type(value).__name__} has no form in front matter", field=field, value=repr(value),
                remedy="Give it as a text, number, true or false, list or table of those",
            )  # fmt: skip
