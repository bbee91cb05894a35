"""The notebook: what earlier runs found out, by the digests of the files; without it a run only takes longer."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from backfile.relate.story import Story
from backfile.relations import Overlap

_FOLDER = Path(__file__).parent.parent
_RULES = ("article.py", "frontmatter", "markdown", "relate", "relations", "vocab/regions.py", "vocab/regions.csv")
"""What decides on the content of the notebook."""

Pair = tuple[str, str]
"""Digests of two files."""


@dataclass(slots=True)
class Notebook:
    """What is known of files, by the SHA-256 of their bytes."""

    stories: dict[str, Story | None] = field(default_factory=dict)
    """None for a file that breaks the schema."""
    overlaps: dict[Pair, Overlap | None] = field(default_factory=dict)
    """None for a pair that is no copy."""


def pair_of(one: str, other: str) -> Pair:
    """The two digests in the order by which the notebook knows them."""
    return (one, other) if one <= other else (other, one)


def load(file: Path) -> Notebook:
    """The notebook of a file; an empty one where there is none, or where other rules wrote it."""
    try:
        with file.open("rb") as stream:
            if stream.readline().rstrip() != _stamp():
                return Notebook()
            found: Notebook = pickle.load(stream)  # noqa: S301  # the site's own cache, as the press's shards are
            return found
    except (OSError, EOFError, pickle.UnpicklingError):
        return Notebook()


def save(notebook: Notebook, file: Path) -> None:
    """Keep a notebook. Raises OSError where it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    with temporary.open("wb") as stream:
        stream.write(_stamp() + b"\n")
        pickle.dump(notebook, stream, protocol=pickle.HIGHEST_PROTOCOL)
    temporary.replace(file)


def _stamp() -> bytes:
    """A digest of the rules that a notebook was written by."""
    digest = hashlib.sha256(version("rensa").encode())
    for name in _RULES:
        path = _FOLDER / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.read_bytes())
    return digest.hexdigest().encode()
