"""What is being shown: the end of each build, announced to all open pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backfile.preview.fault import Fault


@dataclass(frozen=True, slots=True)
class Edition:
    """The site as one build left it."""

    number: str = ""
    """Differs from that of every other edition, of earlier previews too."""
    stopped: tuple[Fault, ...] = ()
    """What stopped the build: every page says it."""
    faults: tuple[Fault, ...] = ()
    """What a person must mend; all else was built."""
    kept: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """By address, the last good page of an article that cannot be shown now."""

    def at(self, address: str) -> tuple[Fault, ...]:
        """What keeps the page at an address from being shown."""
        return self.stopped or tuple(fault for fault in self.faults if fault.address == address)


class Shown:
    """The edition that is being shown, and who waits for the next."""

    def __init__(self) -> None:
        self.edition = Edition()
        self._changed = threading.Condition()

    def publish(
        self,
        *,
        stopped: tuple[Fault, ...] = (),
        faults: tuple[Fault, ...] = (),
        kept: Mapping[str, bytes] = MappingProxyType({}),
        pages_changed: bool,
    ) -> None:
        """Show the end of a build; where it changed nothing that a page shows, open pages stay as they are."""
        with self._changed:
            was = self.edition
            same = not pages_changed and (was.stopped, was.faults) == (stopped, faults)
            number = was.number if was.number and same else f"{time.time_ns():x}"
            self.edition = Edition(number, stopped, faults, MappingProxyType(dict(kept)))
            self._changed.notify_all()

    def wait(self, number: str, seconds: float) -> str:
        """The number of the edition that is shown, once it is another than that; the same after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.edition.number != number, seconds)
            return self.edition.number
