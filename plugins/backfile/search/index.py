"""Indexing: from the article pages of a built site to its search bundles, doing again only what has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from backfile.address import file_of
from backfile.catalogue import Catalogue, Entry
from backfile.errors import BuildError
from backfile.progress import Progress, silent
from backfile.search.boundaries import read_boundaries, write_boundaries
from backfile.search.bundle_folder import Kept, listing_file, names, place, read_kept, remove_surplus, write_kept
from backfile.search.bundles import BUNDLE_SIZE, Bundle, divide
from backfile.search.letters import by_letters
from backfile.search.listing import listing_digest, packed_listing
from backfile.search.manifest import bundles_record, facets_record
from backfile.search.page import indexed_part
from backfile.search.pagefind import Made, index_pages, program_version
from backfile.search.records import packed_records, packs_of
from backfile.search.replaced import replace_file, write_json

AT_ONCE = 2
"""Bundles indexed side by side: memory is that of so many."""

_FORMAT = "7"


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did, by the names of bundles."""

    built: tuple[str, ...]
    """Indexed, since a text of theirs changed."""
    listed: tuple[str, ...]
    """Not indexed, but the list of their articles was made again, since a date or a facet changed."""
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Archive:
    """What is indexed."""

    catalogue: Catalogue
    digests: Mapping[str, bytes]
    output: Path


@dataclass(frozen=True, slots=True)
class _Task:
    """A bundle, and what it is to be made of."""

    bundle: Bundle
    folder: Path
    text: str
    listing: str
    kept: Kept | None
    """What its folder holds of an earlier build."""

    @property
    def text_is_stale(self) -> bool:
        """Whether Pagefind must run."""
        return self.kept is None or self.kept.text != self.text

    @property
    def is_stale(self) -> bool:
        """Whether anything must be made."""
        return self.text_is_stale or (self.kept is not None and self.kept.listing != self.listing)


@dataclass(frozen=True, slots=True)
class _Done:
    """A bundle as it lies in its folder now."""

    task: _Task
    kept: Kept
    surplus: frozenset[str] = frozenset()
    """Files of an earlier index, which readers are still led to."""


def index_archive(
    catalogue: Catalogue,
    digests: Mapping[str, bytes],
    output: Path,
    boundaries: Path,
    *,
    lang: str,
    workers: int = AT_ONCE,
    progress: Progress = silent,
    bundle_size: int = BUNDLE_SIZE,
) -> IndexReport:
    """Bring output/search/ up to date with the article pages in `output`; pages are read only where a text changed.

    It owns `search/bundles/`, `search/pagefind/`, `search/bundles.json` and `search/facets.json`, and writes nothing
    else below `output`. Killed at any moment, it leaves the search as it was, and the next run finishes.

    Args:
        catalogue: every article that has a page.
        digests: of each article's page, by the article's path, what `text_digest` gives of its bytes.
        output: the built site, its article pages written.
        boundaries: the file that keeps where bundles begin; it belongs under version control.
        lang: the site's language, for the names of regions and languages.
        workers: bundles indexed side by side.
        progress: told of every bundle that is done.
        bundle_size: articles.

    Raises:
        BuildError: a page or its digest is missing, the boundaries cannot be read or written, Pagefind failed, or the
            system refuses a file.
    """
    starts = read_boundaries(boundaries)
    bundles = divide(catalogue.entries, starts, bundle_size)
    if bundles:  # an archive that is empty for a while keeps its boundaries
        write_boundaries(boundaries, [bundle.start for bundle in bundles])
    try:
        return _bring_up_to_date(bundles, _Archive(catalogue, digests, output), lang, workers, progress)
    except OSError as cause:
        raise BuildError(
            f"the system refuses it: {cause.strerror or cause}", place=str(cause.filename or output / "search"),
            remedy="Make room or give permission, then build again; search stays as it was",
        ) from cause  # fmt: skip


def _bring_up_to_date(
    bundles: Sequence[Bundle], archive: _Archive, lang: str, workers: int, progress: Progress
) -> IndexReport:
    search = archive.output / "search"
    tasks = [_task(bundle, archive) for bundle in bundles]
    done = _make([task for task in tasks if task.is_stale], archive, workers, progress)
    built = [each.task.bundle.name for each in done if each.task.text_is_stale]
    kept = {task.bundle.name: task.kept for task in tasks} | {each.task.bundle.name: each.kept for each in done}
    write_json(search / "facets.json", facets_record(archive.catalogue, lang))
    led_to = [(bundle, holds) for bundle in bundles if (holds := kept[bundle.name])]
    write_json(search / "bundles.json", bundles_record(led_to, program_version()))
    for each in done:
        if each.surplus:
            remove_surplus(each.task.folder, each.kept, each.surplus)
    _remove_others(_shared(archive.output), {name for _, holds in led_to for name in holds.index.shared})
    return IndexReport(
        built=tuple(built),
        listed=tuple(each.task.bundle.name for each in done if not each.task.text_is_stale),
        unchanged=tuple(task.bundle.name for task in tasks if not task.is_stale),
        removed=_remove_others(search / "bundles", set(kept)),
    )


def _task(bundle: Bundle, archive: _Archive) -> _Task:
    text = blake2b(f"{_FORMAT} {program_version()}".encode(), digest_size=16)
    for entry in _by_path(bundle.entries):
        if entry.path not in archive.digests:
            raise _missing(entry, archive.output)
        text.update(entry.path.encode() + b"\0" + archive.digests[entry.path])
    folder = archive.output / "search" / "bundles" / bundle.name
    listing = listing_digest(bundle.entries, archive.catalogue.outlets).hex()
    kept = read_kept(folder)
    if kept and any(not (_shared(archive.output) / name).is_file() for name in kept.index.shared):
        kept = None
    return _Task(bundle, folder, text.hexdigest(), listing, kept)


def _make(tasks: Sequence[_Task], archive: _Archive, workers: int, progress: Progress) -> list[_Done]:
    done = []
    pool = ThreadPoolExecutor(max(1, workers))  # threads: the work is Pagefind's, in a process for each bundle
    try:
        # Newest first: the pool meets them in this order, and asking for the results raises what failed.
        for made, shared in pool.map(lambda task: _made(task, archive), reversed(tasks)):
            for name, content in shared.items():
                replace_file(_shared(archive.output) / name, content)
            done.append(made)
            progress("indexing bundles", len(done), len(tasks))
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _made(task: _Task, archive: _Archive) -> tuple[_Done, Mapping[str, bytes]]:
    """The bundle as it lies in its folder now, and the files for all bundles that came with it."""
    made = index_pages(_parts(task.bundle.entries, archive.output)) if task.text_is_stale else _made_before(task)
    listed = [entry for entry in task.bundle.entries if entry.address in made.records]
    records = [made.records[entry.address] for entry in listed]
    packs = tuple(packs_of(zip((entry.path for entry in listed), records, strict=True)))
    listing = packed_listing(listed, records, packs, archive.catalogue.outlets)
    kept = Kept(task.text, task.listing, listing_file(listing), tuple(pack.file for pack in packs), made.index)
    files = {**made.files, kept.articles: listing, **{pack.file: pack.content for pack in packs}}
    if task.kept is not None:  # should this build die, the next one shall not trust the folder
        write_kept(task.folder, task.kept, surplus=True)
    place(files, task.folder)
    surplus = names(task.folder) if task.text_is_stale or task.kept is None else {task.kept.articles, *task.kept.packs}
    surplus = frozenset(surplus - files.keys())
    write_kept(task.folder, kept, surplus=bool(surplus))
    return _Done(task, kept, surplus), made.shared


def _made_before(task: _Task) -> Made:
    """What an earlier build keeps of a bundle whose texts are as they were."""
    assert task.kept is not None
    try:
        records = packed_records(task.folder, (task.folder / task.kept.articles).read_bytes())
    except (ValueError, KeyError) as cause:
        raise BuildError(
            f"the records of a search bundle are damaged: {cause}", place=str(task.folder),
            remedy="Delete this folder, then build again",
        ) from cause  # fmt: skip
    return Made(task.kept.index, {}, records, {})


def _parts(entries: Iterable[Entry], output: Path) -> Iterator[tuple[str, bytes]]:
    # In the order of paths: an hour put right moves an article within its bundle and changes nothing of its text.
    parts = ((entry, indexed_part(_page(entry, output))) for entry in _by_path(entries))
    return ((entry.address, by_letters(part)) for entry, part in parts if part)


def _by_path(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.path)


def _page(entry: Entry, output: Path) -> bytes:
    try:
        with open(f"{output}/{file_of(entry.address)}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except (FileNotFoundError, NotADirectoryError) as cause:
        raise _missing(entry, output) from cause


def _missing(entry: Entry, output: Path) -> BuildError:
    return BuildError(
        "the page of an article is missing, so it cannot be searched",
        place=str(output / file_of(entry.address)),
        remedy="Build the site again",
    )


def _shared(output: Path) -> Path:
    return output / "search" / "pagefind"


def _remove_others(folder: Path, names: set[str]) -> tuple[str, ...]:
    others = sorted(each.name for each in folder.iterdir() if each.name not in names) if folder.is_dir() else []
    for name in others:
        place = folder / name
        shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
    return tuple(others)
