"""The article pages of each work unit, as page sets: what each page prints, before any of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.errors import BuildError
from backfile.history import Version, histories, history_file, read_history
from backfile.planned import PageSet, PlannedPage, digest_of
from backfile.press.article_page import article_page
from backfile.press.shards import Record, Records, Shard, ShardFiles
from backfile.press.signals import cited, structured_data
from backfile.press.stamps import stamp
from backfile.provenance import KeptProvenance, provenance_in
from backfile.views import Page


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """A unit whose files have been read."""

    start: str
    files: ShardFiles
    shard: Shard


class ArticleSets:
    """Plans the article pages of an edition."""

    def __init__(
        self,
        edition: Edition,
        units: tuple[ReadUnit, ...],
        history: Path,
        provenance: Path,
        printed: Callable[[Record], Record] = lambda record: record,
    ) -> None:
        """`printed` gives of a record what its page prints, where plugins have a say in that."""
        self._edition, self._units, self._history, self._printed = edition, units, history, printed
        self._provenance = KeptProvenance(provenance)
        self._describe = tuple(structured_data.receivers_for(edition))
        self._cite = next(iter(cited.receivers_for(edition)), None)
        self._told = histories(history)
        self._dated = tuple(entry for entry in edition.catalogue.entries if entry.date)
        self._position = {entry.path: index for index, entry in enumerate(self._dated)}
        self._shown = {entry.path for entry in edition.catalogue.entries}
        self._related = _related_digests(edition)

    def sets(self) -> Iterator[PageSet]:
        """One set for each unit that has articles to be shown."""
        for unit in self._units:
            entries = tuple(entry for entry in unit.shard.entries if entry.path in self._shown)
            if entries:
                kept = self._provenance.digests([entry.capture for entry in entries])
                digest = digest_of(*(part for e in entries for part in (e.path, b"".join(self._digests(e, kept)))))
                plan = partial(self._plan, unit, entries)
                yield PageSet(f"articles:{unit.start}", digest, _WORK * len(entries), plan)

    def _plan(self, unit: ReadUnit, entries: tuple[Entry, ...]) -> Iterator[PlannedPage]:
        records = Records(unit.files, unit.shard)
        captures = [entry.capture for entry in entries]
        kept, told = self._provenance.digests(captures), self._provenance.of(captures)
        for entry in entries:
            prints = tuple(zip(_INGREDIENTS, self._digests(entry, kept), strict=True))
            make = partial(self._page, records, entry, told.get(entry.capture, b""))
            yield PlannedPage(entry.address, "article.html", prints, make)

    def _digests(self, entry: Entry, kept: Mapping[int, bytes]) -> tuple[bytes, ...]:
        before, after = self._around(entry)
        path = entry.path
        return (
            entry.digest,
            before.listed if before else _NONE,
            after.listed if after else _NONE,
            self._related.get(path, _NONE),
            digest_of(repr(stamp(history_file(self._history, path)))) if path in self._told else _NONE,
            self._names(entry),
            kept.get(entry.capture, _NONE),
        )

    def _names(self, entry: Entry) -> bytes:
        """Of the full name of its outlet, and of which countries that it mentions have a list."""
        outlet = self._edition.catalogue.outlets.get(entry.outlet, "")
        listed = tuple(filter(self._edition.regions.__contains__, entry.mentioned))
        return digest_of(outlet, repr(listed)) if outlet or listed else _NONE

    def _around(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The articles before and after an article in time."""
        index = self._position.get(entry.path)
        if index is None:
            return None, None
        dated = self._dated
        return dated[index - 1] if index else None, dated[index + 1] if index + 1 < len(dated) else None

    def _page(self, records: Records, entry: Entry, told: bytes) -> Page:
        record = self._printed(records.record(entry))
        json_ld = Markup()
        for receiver in self._describe:
            json_ld = receiver(self._edition, article=record.article, entry=entry, pictures=record.pictures)
        provenance = provenance_in(told) if told else None
        citation = self._cite(self._edition, article=record.article, entry=entry) if self._cite else None
        versions = self._versions(entry.path)
        return article_page(
            record, self._edition, self._around(entry), json_ld, versions=versions, provenance=provenance,
            citation=citation,
        )  # fmt: skip

    def _versions(self, path: str) -> tuple[Version, ...]:
        if path not in self._told:
            return ()
        try:
            return read_history(history_file(self._history, path))
        except BuildError:
            return ()  # `history_problems` names it

    def history_problems(self) -> Iterator[BuildError]:
        """What in history/ a person must mend."""
        for path in sorted(self._told & self._shown):
            try:
                read_history(history_file(self._history, path))
            except BuildError as problem:
                yield problem


_NONE = bytes(8)

_WORK = 12
"""What an article's own page is in work, against a line on a list."""

_INGREDIENTS = (
    "the article itself",
    "the article before it",
    "the article after it",
    "its copies or running stories",
    "its earlier versions",
    "the name of its outlet, or which countries that it mentions have a list",
    "how it came out of its capture",
)
"""What an article's page prints, in words, in the order of its digests."""


def _related_digests(edition: Edition) -> Mapping[str, bytes]:
    """For each article that belongs with others, a digest of all that its page says of them."""
    related, relations = edition.related, edition.relations
    families: dict[int, bytes] = {}
    found: dict[str, bytes] = {}
    for path in related:
        family = relations.families.get(path)
        if family and id(family) not in families:
            listed = (related[member.path].listed for member in family.members if member.path in related)
            families[id(family)] = digest_of(repr(family), *listed)
        threads = [step.told for step in edition.steps.get(path, ())]
        found[path] = digest_of(families[id(family)] if family else b"", repr(threads))
    return MappingProxyType(found)
