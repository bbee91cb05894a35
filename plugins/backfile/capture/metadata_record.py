"""The metadata record: what intake made of a capture, kept beside it in the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backfile.errors import StoreError


@dataclass(frozen=True, slots=True)
class MetadataRecord:
    """One reading of a capture; the latest one counts, the earlier ones are its history."""

    capture: str
    """`sha256:…` of the capture it speaks of."""
    rules: int
    """Version of the rules that read it."""
    path: str = ""
    """Path of the article below content/ without its ending; empty where the capture could not be read."""
    markdown: str = ""
    """`sha256:…` of the Markdown as written; a file with another digest was edited by a person."""
    problem: str = ""
    """Why the capture could not be read; empty where it was."""
    account: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """What became of every span of its text, ready for JSON."""

    def as_json(self) -> bytes:
        """The record's content: one JSON object in UTF-8."""
        fields = {name: getattr(self, name) for name in ("capture", "rules", "path", "markdown", "problem")}
        return json.dumps({**fields, "account": dict(self.account)}, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )


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
            account=MappingProxyType(dict(fields.get("account", {}))),
        )
    except (ValueError, TypeError, KeyError) as cause:
        raise StoreError(
            "a metadata record cannot be read", place=place, remedy="Restore the file from a backup"
        ) from cause
