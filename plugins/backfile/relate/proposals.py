"""Proposals: which running stories an editor should hear of, and which articles for the threads that there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import count

from backfile.address import slug
from backfile.relate.running import Rarity, Running
from backfile.relate.story import Story
from backfile.relate.thread_file import Proposal
from backfile.relations import Threads

LEAST_STORIES = 3
"""Different stories of a proposal: copies of one count once, and so do those under one headline."""

LEAST_DAYS = 2

LEAST_SHARE = 0.5
"""Of all stories that have its two foremost names: else these go together at all times, as partners of a firm do."""

_TITLE_NAMES = 3
_LONGEST_ID = 60


def proposals_of(
    found: Sequence[Running],
    stories: Mapping[str, Story],
    families: Mapping[str, int],
    rarity: Rarity,
    taken: Container[str],
) -> tuple[Proposal, ...]:
    """The running stories that are no thread of the file yet and worth one; `taken` are the ids that are in use.

    `families` gives the number of the family of each article that is in one.
    """
    proposals: list[Proposal] = []
    ids: set[str] = set()
    having = _having(stories)
    for running in found:
        if running.thread or not _is_worth_it(running.paths, stories, families):
            continue
        names = _foremost(running, rarity)
        everywhere = set.intersection(*(having[name] for name in names[:2])) if names else set()
        if len(everywhere.intersection(running.paths)) < LEAST_SHARE * len(everywhere):
            continue
        title = _title(running, names, stories)
        name = _free_id(title, stories[running.paths[0]].date, lambda each: each in taken or each in ids)
        ids.add(name)
        proposals.append(Proposal(name, title, tuple(running.paths)))
    return tuple(proposals)


def suggestions_of(found: Iterable[Running], threads: Threads) -> Mapping[str, Sequence[str]]:
    """The articles that belong to threads of the file and do not stand there yet, by the thread's id."""
    by_id = {thread.id: thread for thread in threads.threads if thread.status != "dismissed"}
    return {
        running.thread: new
        for running in found
        if running.thread in by_id and (new := [p for p in running.paths if p not in by_id[running.thread].held])
    }


def _is_worth_it(paths: Sequence[str], stories: Mapping[str, Story], families: Mapping[str, int]) -> bool:
    copies = {families.get(path, path) for path in paths}
    headlines = {stories[path].head or path for path in paths}
    days = {stories[path].day for path in paths}
    return min(len(copies), len(headlines)) >= LEAST_STORIES and len(days) >= LEAST_DAYS


def _having(stories: Mapping[str, Story]) -> Mapping[str, set[str]]:
    """The paths of all stories that have a name, by name."""
    having: defaultdict[str, set[str]] = defaultdict(set)
    for path, story in stories.items():
        for name, _ in story.names:
            having[name].add(path)
    return having


def _foremost(running: Running, rarity: Rarity) -> list[str]:
    """The names that at least half of its stories have, the rarest that most of them have first."""
    common = running.common(running.names, running.names)
    return sorted(common, key=lambda name: (-rarity.of_name(name) * running.names[name], name))


def _title(running: Running, names: Sequence[str], stories: Mapping[str, Story]) -> str:
    """Its foremost names, in the spelling of the latest story."""
    spelling = {key: name for path in running.paths for key, name in stories[path].names}
    return ", ".join(spelling[name] for name in names[:_TITLE_NAMES]) or stories[running.paths[0]].title


def _free_id(title: str, date: str, in_use: Callable[[str], bool]) -> str:
    """An id for a thread of this title that begins on this date: its slug, if need be with its month and a number."""
    plain = slug(title, longest=_LONGEST_ID)
    for name in (plain, f"{plain}-{date[:7]}"):
        if not in_use(name):
            return name
    return next(name for n in count(2) if not in_use(name := f"{plain}-{date[:7]}-{n}"))
