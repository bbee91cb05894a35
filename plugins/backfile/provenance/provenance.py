"""What is known of how an article came out of its capture, and whether its file is still what was made then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from backfile.article import Article
from backfile.frontmatter import write

_HEAD_END = b"\n---\n"

BODY = "body"
"""Stands among the names of edited fields for the text itself."""

_WITHHELD = frozenset({"standfirst", "image"})
"""What an article lacks as its page is given it where its access is `metadata`."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How one article came out of its capture."""

    captured_at: str
    """When the capture was received first, an instant in UTC; empty where unknown."""
    in_archive: bool
    """Whether it came in a web archive, which says when that was."""
    rules: int
    """Version of the rules that read it."""
    origins: tuple[tuple[str, str, str], ...]
    """(field, rule, source) of each field that was filled."""
    aside: tuple[tuple[str, int], ...]
    """(why, how many words) of what was set aside, the most first; 0 words where the account does not count them."""
    written: tuple[bytes, bytes] = (b"", b"")
    """The halves of the Markdown as written to content/; empty where that is not known."""
    fields: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """The digest of each field as written."""


def halves(markdown: bytes) -> tuple[bytes, bytes]:
    """The digests (BLAKE2b, 8 bytes) of a file's front matter and of what stands below it."""
    end = markdown.find(_HEAD_END, 3)
    return _digest(markdown[:end] if end > 0 else markdown), _digest(markdown[end:] if end > 0 else b"")


def field_digests(markdown: str) -> dict[str, bytes]:
    """By name, the digest (BLAKE2b, 4 bytes) of each field's lines in front matter as Backfile writes it."""
    found: dict[str, list[str]] = {}
    own: list[str] = []
    front = markdown.partition(_HEAD_END.decode())[0]
    for line in front.split("\n")[1:]:
        if not line.startswith(" "):
            own = found[line.partition(":")[0]] = []
        own.append(line)
    return {name: _digest("\n".join(lines).encode("utf-8", "surrogatepass"), 4) for name, lines in found.items()}


def edited_fields(provenance: Provenance, article: Article, now: tuple[bytes, bytes]) -> tuple[str, ...]:
    """The names of the fields that differ from what was written at intake, `body` last; none where that is not known.

    `now` are the halves of the article's file. Fields that another spelling gives the same value do not differ.
    """
    if not all(provenance.written) or provenance.written == now:
        return ()
    names: list[str] = []
    if now[0] != provenance.written[0]:
        fields = field_digests(write(replace(article, body=())))
        either = dict.fromkeys((*provenance.fields, *fields))
        names = [name for name in either if fields.get(name) != provenance.fields.get(name)]
    if article.access == "metadata":
        names = [name for name in names if name not in _WITHHELD]
    return (*names, *((BODY,) if now[1] != provenance.written[1] else ()))


def _digest(data: bytes, size: int = 8) -> bytes:
    return blake2b(data, digest_size=size).digest()
