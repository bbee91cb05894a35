"""The relations of a site's articles, ready to be asked by path."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from backfile.errors import RelationError
from backfile.relations.families import FILE_NAME as FAMILIES
from backfile.relations.families import Family, read_families
from backfile.relations.threads import FILE_NAME as THREADS
from backfile.relations.threads import Thread, Threads, read_threads


@dataclass(frozen=True, slots=True)
class Relations:
    """What is known of how articles belong together."""

    families: Mapping[str, Family] = field(default_factory=lambda: MappingProxyType({}))
    """The family of each article that has one, by path."""
    threads: tuple[Thread, ...] = ()
    """The confirmed ones, in the order of their titles."""

    def among(self, paths: Container[str]) -> Relations:
        """What is left of them where only these articles are shown."""
        return Relations(
            MappingProxyType({path: family for path, family in self.families.items() if path in paths}),
            tuple(each for thread in self.threads if (each := thread.among(paths)).articles),
        )

    @property
    def paths(self) -> frozenset[str]:
        """All articles that they name."""
        return frozenset(self.families).union(*(thread.articles for thread in self.threads))


def read_relations(folder: Path) -> tuple[Relations, tuple[RelationError, ...]]:
    """What a site's folder says of relations, and what in it a person must mend; a file in fault counts as absent."""
    problems: list[RelationError] = []
    families: tuple[Family, ...] = ()
    threads = Threads()
    try:
        families = read_families(folder / FAMILIES)
    except RelationError as problem:
        problems.append(problem)
    try:
        threads = read_threads_file(folder / THREADS)
    except RelationError as problem:
        problems.append(problem)
    by_path = {member.path: family for family in families for member in family.members}
    in_order = sorted(threads.confirmed, key=lambda thread: (thread.title.casefold(), thread.id))
    return Relations(MappingProxyType(by_path), tuple(in_order)), tuple(problems)


def read_threads_file(file: Path) -> Threads:
    """The threads of a file; none where there is no file.

    Raises:
        RelationError: the file cannot be understood.
    """
    if not file.is_file():
        return Threads()
    try:
        return read_threads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as cause:
        line = cause.object[: cause.start].count(b"\n") + 1
        raise RelationError("is no UTF-8 text", place=f"{THREADS}:{line}", remedy="Save it as UTF-8") from cause
