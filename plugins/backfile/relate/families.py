"""Families: what each article of one copy is, and how it differs from the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backfile.article import EventDate
from backfile.relate.story import Story
from backfile.relations import Difference, Family, Member, Overlap
from backfile.relations.differences import Prose, difference
from backfile.relations.families import Kind, KnownBy
from backfile.vocab.agencies import agency_of


@dataclass(frozen=True, slots=True)
class Kin:
    """The articles of one family, by path."""

    stories: Mapping[str, Story]
    texts: Mapping[str, Prose]
    pairs: Mapping[tuple[str, str], Overlap]
    """Those of them that are one copy."""

    @property
    def in_order(self) -> list[str]:
        """Their paths, oldest first."""
        return sorted(self.stories, key=lambda path: (*self.stories[path].order, path))


def family_of(kin: Kin) -> Family:
    """The family that these articles make."""
    paths = kin.in_order
    source, known_by = _source(paths, kin.stories)
    kinds = _kinds([source, *(path for path in paths if path != source)], kin)
    return Family(source, known_by, tuple(_member(path, source, kinds[path], kin) for path in paths))


def _source(paths: Sequence[str], stories: Mapping[str, Story]) -> tuple[str, KnownBy]:
    """The article that the others are measured against, and why it is that one."""
    agencys = [path for path in paths if _is_agencys(stories[path])]
    if agencys:
        return _earliest(agencys, stories) or agencys[0], "agency"
    if earliest := _earliest(paths, stories):
        return earliest, "earliest"
    return min(paths, key=lambda path: (-stories[path].length, path)), "fullest"


def _is_agencys(story: Story) -> bool:
    agency = agency_of(story.outlet)
    return agency is not None and agency.is_wire


def _earliest(paths: Sequence[str], stories: Mapping[str, Story]) -> str:
    """The path of the article that is surely before all others; empty where none is."""
    dates = [EventDate(stories[path].date) if stories[path].day else None for path in paths]
    instants = [date.instant.timestamp() for date in dates if date and date.instant and date.instant.tzinfo]
    days = [stories[path].day for path in paths]
    moments: Sequence[float | None] = instants if len(instants) == len(paths) else days
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(paths) or known.count(min(known)) > 1:
        return ""
    return paths[known.index(min(known))]


def _kinds(source_first: Sequence[str], kin: Kin) -> Mapping[str, Kind]:
    """What each article is: of every outlet the first is a copy, the others repeat or update what it had before."""
    kinds: dict[str, Kind] = {}
    by_outlet: dict[str, list[Prose]] = {}
    for path in source_first:
        text, before = kin.texts[path], by_outlet.setdefault(kin.stories[path].outlet, [])
        if not kinds:
            kinds[path] = "source"
        elif not before:
            kinds[path] = "copy"
        else:
            kinds[path] = "repeat" if any(_is_same(text, earlier) for earlier in before) else "update"
        before.append(text)
    return kinds


def _is_same(one: Prose, other: Prose) -> bool:
    return not difference(one, [other]) and not difference(other, [one])


def _member(path: str, source: str, kind: Kind, kin: Kin) -> Member:
    story, text, is_source = kin.stories[path], kin.texts[path], path == source
    like, overlap = ("", None) if is_source else _nearest(path, source, kin)
    return Member(
        path=path,
        kind=kind,
        outlet=story.outlet,
        date=story.date,
        agencies=story.agencies,
        adds=Difference() if is_source else difference(text, [kin.texts[source]]),
        cuts=Difference() if is_source else difference(kin.texts[source], [text]),
        alone=difference(text, [other for each, other in kin.texts.items() if each != path]),
        like=like,
        overlap=overlap,
    )


def _nearest(path: str, source: str, kin: Kin) -> tuple[str, Overlap]:
    """The article that this one was found to be a copy of: the source, else the one that it shares most with."""
    found = {(set(pair) - {path}).pop(): overlap for pair, overlap in kin.pairs.items() if path in pair}
    like = source if source in found else min(found, key=lambda other: (-found[other].shared, other))
    return like, found[like]
