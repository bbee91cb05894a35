"""Indexing: from the article pages of a built site to its search bundles, doing again only what has changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from backfile.address import file_of
from backfile.catalogue import Catalogue
from backfile.errors import BuildError
from backfile.search.bundles import BUNDLE_SIZE, Bundle, Start, divide
from backfile.search.manifest import bundles_record, facets_record, write_json
from backfile.search.page import text_digest
from backfile.search.pagefind import index_pages, program

AT_ONCE = 2
"""Bundles indexed side by side: memory is that of so many."""

_SCRATCH = ".building-"


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did, by the names of bundles."""

    built: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What is remembered of the last run: losing it costs time only."""

    starts: tuple[Start, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()


def index_archive(
    catalogue: Catalogue, output: Path, cache: Path, *, lang: str, bundle_size: int = BUNDLE_SIZE
) -> IndexReport:
    """Bring output/search/ up to date with the article pages in `output`.

    It owns `search/bundles/`, `search/pagefind/`, `search/bundles.json` and `search/facets.json`, and writes nothing
    else below `output`.

    Args:
        catalogue: every article that has a page.
        output: the built site, its article pages written.
        cache: folder that keeps the state between builds.
        lang: the site's language, for the names of regions and languages.
        bundle_size: articles.

    Raises:
        BuildError: a page is missing, or Pagefind failed.
    """
    state_file = cache / "search.json"
    state = _read_state(state_file)
    bundles = divide(catalogue.entries, state.starts, bundle_size)
    digests = {bundle.name: _digest(bundle, output) for bundle in bundles}
    folder = output / "search" / "bundles"
    known = dict(state.digests)
    stale = [each for each in bundles if known.get(each.name) != digests[each.name] or not _whole(folder / each.name)]
    _build(stale, output)
    names = {bundle.name for bundle in bundles}
    removed = _remove_others(folder, names)
    write_json(output / "search" / "facets.json", facets_record(catalogue, lang))
    write_json(output / "search" / "bundles.json", bundles_record(bundles, digests, folder))
    write_json(state_file, {"starts": [bundle.start for bundle in bundles], "digests": digests})
    built = tuple(bundle.name for bundle in stale)
    return IndexReport(built, tuple(sorted(names - set(built))), removed)


def _digest(bundle: Bundle, output: Path) -> str:
    """Of the addresses and texts of a bundle, and of the Pagefind that indexes them."""
    digest = hashlib.sha256(str(program().stat().st_size).encode())
    for entry in bundle.entries:
        digest.update(f"\n{entry.address} {text_digest(_page(entry.address, output).read_bytes())}".encode())
    return digest.hexdigest()


def _page(address: str, output: Path) -> Path:
    page = output / file_of(address)
    if not page.is_file():
        raise BuildError(
            "the page of an article is missing, so it cannot be searched",
            place=str(page),
            remedy="Build the site again",
        )
    return page


def _build(bundles: Iterable[Bundle], output: Path) -> None:
    search = output / "search"
    search.mkdir(parents=True, exist_ok=True)
    for left in search.glob(f"{_SCRATCH}*"):  # of a build that died
        shutil.rmtree(left)
    with TemporaryDirectory(dir=search, prefix=_SCRATCH) as scratch, ThreadPoolExecutor(AT_ONCE) as pool:

        def build(bundle: Bundle) -> None:
            pages = ((entry.address, _page(entry.address, output)) for entry in bundle.entries)
            index_pages(pages, search / "bundles" / bundle.name, search / "pagefind", scratch=Path(scratch))

        # Newest first: the pool meets them in this order, and asking for the results raises what failed.
        list(pool.map(build, reversed(list(bundles))))


def _whole(bundle: Path) -> bool:
    return (bundle / "pagefind-entry.json").is_file()


def _remove_others(folder: Path, names: set[str]) -> tuple[str, ...]:
    others = sorted(each.name for each in folder.iterdir() if each.name not in names) if folder.is_dir() else []
    for name in others:
        shutil.rmtree(folder / name)
    return tuple(others)


def _read_state(file: Path) -> _State:
    try:
        record = json.loads(file.read_text("utf-8"))
        starts = tuple((str(date), str(path)) for date, path in record["starts"])
        return _State(starts, tuple((str(name), str(digest)) for name, digest in record["digests"].items()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _State()  # no state, or one that a later or earlier version wrote: everything is done again
