"""Shards: what the read pass keeps of each work unit on disk, so that memory never holds the archive's text."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from backfile.article import Article
from backfile.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Record:
    """One article, read and rendered."""

    entry: Entry
    article: Article
    """What readers may see of it; without its body blocks."""
    html: str
    """The body, sanitised; empty where the text may not be shown."""


def save(records: Iterable[Record], path: Path) -> None:
    """Keep the records of a unit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickler = pickle.Pickler(file, protocol=pickle.HIGHEST_PROTOCOL)
        table: dict[type, Any] = {**copyreg.dispatch_table, MappingProxyType: _reduce_mapping}
        pickler.dispatch_table = table
        pickler.dump(tuple(records))


def load(path: Path) -> tuple[Record, ...]:
    """The records of a unit, as this build saved them."""
    with path.open("rb") as file:
        records: tuple[Record, ...] = pickle.load(file)  # noqa: S301  # written by this very build
    return records


def _reduce_mapping(mapping: MappingProxyType[str, object]) -> tuple[object, tuple[dict[str, object]]]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(mapping)
