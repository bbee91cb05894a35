"""What each new capture of an article is to it, in the words of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from backfile.intake.ledger import Family
from backfile.intake.manuscript import Manuscript
from backfile.intake.versions import CapturedReading, Composition, standing
from backfile.report import Held, How, Joined, Taken


@dataclass(frozen=True, slots=True)
class Told:
    """What the report says of one article's new captures, in their order of arrival."""

    taken: list[Taken] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    revisits: list[Held] = field(default_factory=list)


def told(
    was: Family, new: Mapping[str, Manuscript], now: Composition, path: str, *, family: Family, is_new: bool
) -> Told:
    """What the manuscripts of captures that were not read before are to the article at a path, new or there already.

    `was` holds its readings before, `family` those before and the new ones, `now` what they give together.
    """
    report = Told()
    seen = dict(was)
    may_be_shown = {reading.digest for reading in standing(r for r in family.values() if r.record.text)}
    for digest, manuscript in new.items():
        if digest in was:
            continue
        reading = family[digest]
        before = min((other.captured_at for other in seen.values() if other.captured_at), default="")
        how = _how(reading, seen, now, may_be_shown)
        if is_new and not seen:
            report.taken.append(Taken(manuscript.name, path))
        elif how:
            filled = tuple(name for name, source in now.filled if source == digest)
            report.joined.append(Joined(manuscript.name, path, how, before, filled))
        else:
            report.revisits.append(Held(manuscript.name, path, before, same_bytes=False))
        seen[digest] = reading
    return report


def _how(reading: CapturedReading, seen: Family, now: Composition, may_be_shown: set[str]) -> How | None:
    """What a capture is to an article of which others were seen; None for a revisit, and for one that says less."""
    if not seen:
        return None
    if reading.is_entry and not now.shown.is_entry:
        return How.MERGED
    is_shown = reading.digest == now.shown.digest
    if not is_shown and any(other.record.text and other.essence == reading.essence for other in seen.values()):
        return None
    if reading.digest not in may_be_shown:
        return None
    if not any(other.digest in may_be_shown for other in seen.values()):
        return How.FULLER
    newest = max(may_be_shown & seen.keys(), key=lambda digest: seen[digest].order)
    if seen[newest].essence == reading.essence:
        return None
    return How.VERSION if reading.order > seen[newest].order else How.EARLIER
