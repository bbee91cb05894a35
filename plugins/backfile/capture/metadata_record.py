"""The metadata record: what intake made of a capture, kept beside it in the archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from backfile.errors import StoreError

_PLAIN = ("capture", "rules", "path", "markdown", "problem", "media_type", "text", "written")
_ACCOUNT = ',"account":'
"""Begins a record's last part; within a string of JSON a quotation mark follows no comma, but a backslash."""


@dataclass(frozen=True, slots=True)
class MetadataRecord:
    """One reading of a capture; the latest one counts, the earlier ones are its history.

    The captures of one article have one path. Of records that earlier versions of Backfile wrote, the keys, the type
    and the texts are empty.
    """

    capture: str
    """`sha256:…` of the capture it speaks of."""
    rules: int
    """Version of the rules that read it."""
    path: str = ""
    """Path of the article below content/ without its ending; empty where the capture could not be read."""
    markdown: str = ""
    """`sha256:…` of the Markdown as written to content/, a file with another digest was edited by a person; empty where
    another capture's reading is shown."""
    problem: str = ""
    """Why the capture could not be read; empty where it was."""
    media_type: str = ""
    """What its content proved to be."""
    keys: tuple[str, ...] = ()
    """By what another capture of the same article is known: its address, and its headline with day and outlet."""
    text: str = ""
    """The Markdown of this capture's reading alone."""
    written: str = ""
    """The Markdown as written, where other captures of the article added to it; empty where it is `text`."""
    account_json: str = "{}"
    """What became of every span of its text, as `as_json` writes it: few readers of a record look into it."""

    @property
    def account(self) -> dict[str, Any]:
        """What became of every span of its text."""
        return dict(json.loads(self.account_json))

    @property
    def base(self) -> str:
        """The Markdown as written to content/, which a person's edit is told from; empty where it is not known."""
        return (self.written or self.text) if self.markdown else ""

    def as_json(self) -> bytes:
        """The record's content: one JSON object in UTF-8."""
        fields = {name: getattr(self, name) for name in _PLAIN}
        head = as_json({**fields, "keys": list(self.keys)}).removesuffix("}")
        return f"{head}{_ACCOUNT}{self.account_json}}}".encode()


def as_json(value: object) -> str:
    """A value as JSON in one line; what UTF-8 cannot hold is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def from_json(content: bytes, *, place: str) -> MetadataRecord:
    """The record that a WARC metadata record's content says.

    Raises:
        StoreError: the content is no metadata record of Backfile.
    """
    try:
        head, _, account = content.decode().partition(_ACCOUNT)
        fields = json.loads(f"{head.removesuffix('}')}}}")
        return MetadataRecord(
            capture=str(fields["capture"]),
            rules=int(fields["rules"]),
            path=str(fields.get("path", "")),
            markdown=str(fields.get("markdown", "")),
            problem=str(fields.get("problem", "")),
            media_type=str(fields.get("media_type", "")),
            keys=tuple(map(str, fields.get("keys", ()))),
            text=str(fields.get("text", "")),
            written=str(fields.get("written", "")),
            account_json=account.removesuffix("}") or "{}",
        )
    except (ValueError, TypeError, KeyError) as cause:
        raise StoreError(
            "a metadata record cannot be read", place=place, remedy="Restore the file from a backup"
        ) from cause
