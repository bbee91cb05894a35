"""Files written so that a reader finds the old one or the new one, never half of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it; one of equal content is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def write_json(path: Path, record: Mapping[str, object]) -> None:
    """Write a record as compact JSON, as `replace_file` does."""
    replace_file(path, json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
