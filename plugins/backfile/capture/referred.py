"""Web archives that are referred to and not copied: their records are read where the file lies."""

from __future__ import annotations

from pathlib import Path

from backfile.capture.index import Index, Indexed
from backfile.capture.members import Damage, Member, members
from backfile.capture.parcel import Parcel
from backfile.capture.recording import Standing, incoming
from backfile.capture.web_archive import Part, parts, sha256_of, web_archive
from backfile.capture.web_index import Arrival
from backfile.errors import CaptureError


def index_referred(index: Index, arrival: Arrival) -> None:
    """Add the records of an archive that is referred to, where its file is there and has not changed."""
    path = Path(arrival.path)
    if _is_amiss(arrival):
        return
    with path.open("rb") as file:
        if sha256_of(file) != arrival.sha256:
            return
        try:
            archive = web_archive(Parcel(file, arrival.name, arrival.size, ""))
            standing = Standing(arrival.record_id)
            for part in parts(archive):
                for member in members(part.file, part.start, part.end):
                    if isinstance(member, Member):
                        standing = Standing(arrival.record_id, standing.records + 1)
                        incoming(index, member, arrival.path, standing)
        except CaptureError:
            return
    index.set_indexed(arrival.path, Indexed(arrival.size))


def missing(index: Index) -> tuple[str, ...]:
    """A line on each archive that is referred to and is not there as it was."""
    known = index.indexed()
    return tuple(
        f"{arrival.path}: {_is_amiss(arrival) or 'it has changed'} since it was taken in; its articles' captures lie "
        "there. Put it back as it was."
        for arrival in index.web.referred()
        if _is_amiss(arrival) or arrival.path not in known
    )


def refuse_unreferable(part: Part, archive: str) -> None:
    """Check that the records of a WARC file can be read one by one where they lie.

    Raises:
        CaptureError: they lie compressed together.
    """
    first = next(members(part.file, part.start, part.end), None)
    if not part.in_place or isinstance(first, Damage) or (first and first.within):
        raise CaptureError(
            f"the records of {part.name} cannot be read one by one where they lie: they are compressed together",
            place=archive, remedy="Take it in without --reference",
        )  # fmt: skip


def _is_amiss(arrival: Arrival) -> str:
    """What is wrong with the file of an archive, as far as a look at it from outside tells; empty where nothing is."""
    try:
        size = Path(arrival.path).stat().st_size
    except OSError:
        return "it is gone"
    return "" if size == arrival.size else "it has changed"
