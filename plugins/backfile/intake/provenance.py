"""Gathering provenance: from the metadata records of captures/ to the file in `.cache/` that pages are made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.store import Store
from backfile.errors import BackfileError, StoreError
from backfile.folders import Folders
from backfile.normalise.account import Outcome
from backfile.progress import Progress, silent
from backfile.provenance import FILE_NAME, Provenance, ProvenanceWriter, field_digests, halves, key_of, sizes_of


def gather_provenance(folders: Folders, progress: Progress = silent) -> tuple[BackfileError, ...]:
    """Keep what captures/ says of how its articles were made; only records that were added since are read.

    Returns the damaged records, which are left out.

    Raises:
        StoreError: captures/ cannot be opened.
        BuildError: the file cannot be written.
    """
    file, sizes = folders.cache / FILE_NAME, sizes_of(folders.captures)
    if not sizes:
        file.unlink(missing_ok=True)
        return ()
    problems: list[BackfileError] = []
    with Store.open(folders.captures, writable=False) as store, ProvenanceWriter(file) as kept:
        read, ends = kept.ends(), store.ends()
        if any(ends.get(name, 0) < end for name, end in read.items()):
            kept.forget()
            read = {}
        digests = store.recorded_since(read)
        for number, digest in enumerate(digests, 1):
            try:
                if record := store.metadata(digest):
                    at, in_archive = store.captured_at(digest), store.is_from_archive(digest)
                    kept.keep(key_of(digest), provenance_of(record, at, in_archive=in_archive))
            except StoreError as problem:
                problems.append(problem)
            progress("Reading how articles were made", number, len(digests))
        kept.note(sizes, ends)
    return tuple(problems)


def provenance_of(record: MetadataRecord, captured_at: str, *, in_archive: bool = False) -> Provenance:
    """The provenance that a metadata record tells; of records of earlier versions of Backfile, as far as they do."""
    account, base = record.account, record.base
    return Provenance(
        captured_at=captured_at,
        in_archive=in_archive,
        rules=record.rules,
        origins=tuple((str(field), str(rule), str(source)) for field, rule, source in account.get("origins", ())),
        aside=_aside(account.get("aside"), account.get("fates", ())),
        written=halves(base.encode("utf-8", "surrogatepass")) if base else (b"", b""),
        fields=field_digests(base) if base else {},
    )


def _aside(words: dict[str, int] | None, fates: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    """Why words were set aside, and how many; where they were not counted, 0 of each."""
    counted = words if words is not None else {fate[4]: 0 for fate in fates if fate[3] == Outcome.SET_ASIDE}
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
