"""A bundle's folder: what it holds, and how that changes while readers use it.

    bundles/2020-02-20/
        bundle.json               what the rest was made of; for the next build alone
        articles.DIGEST.packed    the list of its articles
        records/DIGEST.packed     what search shows of them, many in a file
        pagefind.HASH.pf_meta  index/*.pf_index

Every file but the first is named by its content. New files come beside the old ones, `search/bundles.json` then leads
readers to them, and what it no longer leads to goes last: a build that is killed leaves the old search whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from backfile.search.pagefind import Index, Language
from backfile.search.replaced import replace_file, write_json

_RECORD = "bundle.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a bundle's folder holds."""

    text: str
    """Digest of what its index was made of."""
    listing: str
    """Digest of what the list of its articles was made of."""
    articles: str
    """Name of the file with that list."""
    packs: tuple[str, ...]
    """Names of the files with the articles' records."""
    index: Index


def read_kept(folder: Path) -> Kept | None:
    """What a folder holds; None where that is uncertain: a build died in it, or its files are not those it wrote."""
    try:
        record = json.loads((folder / _RECORD).read_text("utf-8"))
        languages = {tag: Language(**language) for tag, language in record["index"]["languages"].items()}
        index = Index(languages, tuple(record["index"]["include_characters"]))
        kept = Kept(record["text"], record["listing"], record["articles"], tuple(record["packs"]), index)
        certain = not record["surplus"] and record["files"] == _looks(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return kept if certain else None


def write_kept(folder: Path, kept: Kept, *, surplus: bool) -> None:
    """Record what a folder holds, and whether files lie there too that belong to another index."""
    looks = "" if surplus else _looks(folder)
    write_json(folder / _RECORD, {**asdict(kept), "surplus": surplus, "files": looks})


def _looks(folder: Path) -> str:
    """A digest of the names and sizes of all files but the record."""
    sizes = [f"{name} {(folder / name).stat().st_size}" for name in sorted(names(folder))]
    return blake2b("\n".join(sizes).encode(), digest_size=8).hexdigest()


def place(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files that are named by their content into a bundle's folder, where equal ones stay."""
    before = names(folder)
    for above in {name.rpartition("/")[0] for name in files}:
        (folder / above).mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        if name in before:
            replace_file(folder / name, content)
        else:  # nobody is led to it yet
            (folder / name).write_bytes(content)


def listing_file(packed: bytes) -> str:
    """The name, by its content, of the list of a bundle's articles."""
    return f"articles.{blake2b(packed, digest_size=8).hexdigest()}.packed"


def names(folder: Path) -> frozenset[str]:
    """Every file of a bundle's folder but its own record, by its way from there."""
    found = (
        os.path.normpath(f"{os.path.relpath(above, folder)}/{name}")
        for above, _, files in os.walk(folder)
        for name in files
    )
    return frozenset(found) - {_RECORD}


def remove_surplus(folder: Path, kept: Kept, surplus: Iterable[str]) -> None:
    """Remove files that nothing leads to any more, and record that none is left."""
    for name in surplus:
        (folder / name).unlink(missing_ok=True)
    write_kept(folder, kept, surplus=False)
