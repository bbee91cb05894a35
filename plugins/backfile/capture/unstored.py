"""The pages of a web archive without a store to keep them in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from backfile.capture.capture import Capture
from backfile.capture.store import Store
from backfile.capture.web_archive import WebArchive
from backfile.errors import CaptureError
from backfile.report import Problem


def captures_of(archive: WebArchive) -> Iterator[Capture | Problem]:
    """The pages of a web archive with their pictures, for reading without a store; first what is amiss with it.

    It is referred to where it lies, or copied to a temporary folder where its records cannot be read one by one.

    Raises:
        CaptureError: its package is damaged.
    """
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        path = Path(str(getattr(archive.parcel.file, "name", "")))
        kept = None
        if path.is_file() and path.stat().st_size == archive.parcel.size:
            with suppress(CaptureError):
                kept = store.keep_archive(archive, refer_to=path)
        kept = kept or store.keep_archive(archive)
        yield from kept.problems
        for digest in kept.pages:
            yield store.get(digest, outlined=True)
