"""The metadata record: what intake made of a capture, kept beside it in the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backfile.errors import StoreError

_PLAIN = ("capture", "rules", "path", "markdown", "problem", "media_type", "text", "written")


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
    account: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What became of every span of its text, ready for JSON."""

    @property
    def base(self) -> str:
        """The Markdown as written to content/, which a person's edit is told from; empty where it is not known."""
        return (self.written or self.text) if self.markdown else ""

    def as_json(self) -> bytes:
        """The record's content: one JSON object in UTF-8."""
        fields = {name: getattr(self, name) for name in _PLAIN}
        content = {**fields, "keys": list(self.keys), "account": dict(self.account)}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def from_json(content: bytes, *, place: str) -> MetadataRecord:
    """The record that a WARC metadata record's content says.

    Raises:
        StoreError: the content is no metadata record of Backfile.
    """
    try:
        fields = json.loads(content)
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
            account=MappingProxyType(dict(fields.get("account", {}))),
        )
    except (ValueError, TypeError, KeyError) as cause:
        raise StoreError(
            "a metadata record cannot be read", place=place, remedy="Restore the file from a backup"
        ) from cause
