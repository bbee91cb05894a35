"""The containers, in the order in which they are looked for, and how what they hold comes out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backfile.capture.capture import Capture
from backfile.capture.parcel import Parcel, whole
from backfile.errors import CaptureError

DEEPEST = 3
"""Archives within archives; more is a bomb, not a delivery."""


@dataclass(frozen=True, slots=True)
class Container:
    """A format whose files hold many captures."""

    name: str
    """What a person calls it."""
    is_it: Callable[[Parcel], bool]
    """Whether a parcel is of this format, by content alone; reads little and never raises."""
    opened: Callable[[Parcel], Iterator[Parcel | Capture]]
    """What it holds, in order: parcels for files, which are looked into in turn, captures for entries.

    Memory holds one of them at a time. Raises CaptureError where it is damaged, after what could be read.
    """


CONTAINERS: tuple[Container, ...] = ()
"""The first that knows a parcel opens it; a parcel that none knows is one capture."""


def captures_in(parcel: Parcel) -> Iterator[Capture]:
    """The captures that a parcel holds, in order; a container with nothing in it gives none.

    Raises:
        CaptureError: it is damaged, lies too deep, or is too large for a page; what came before is good.
    """
    container = next((container for container in CONTAINERS if container.is_it(parcel)), None)
    if container is None:
        yield whole(parcel)
        return
    if parcel.depth >= DEEPEST:
        raise CaptureError(
            f"it lies {DEEPEST} archives deep", place=parcel.name, remedy="Unpack it and add what it holds"
        )
    for thing in container.opened(parcel):
        if isinstance(thing, Parcel):
            yield from captures_in(thing)
        else:
            yield thing
