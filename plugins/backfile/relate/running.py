"""Running stories: stories joined by rare names, places and headline words within a few days of one another.

One pass through the stories in the order of their dates, as topic detection is done since its first evaluations (Allan
and others, *Topic detection and tracking pilot study*, 1998): each story joins the running story that it fits best, or
begins one. Nothing later changes what an earlier story joined, and no story is compared with all others: only with
running stories that share one of its rare names and are not over.

What fits: a story must share, with at least half of the stories there, two rare names. The weight of all that is
shared, by rarity (the logarithm of how many stories there are for each that has it), must be nearly that of two names
that hardly any other has. Measured on Reuters-21578: see docs/relations.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from backfile.relate.story import Story

LONGEST_PAUSE = 7
"""Days after which a running story is over."""

RARE = 0.005
"""Share of all stories that may have a name, or a word in the headline, which tells one running story from others."""

RARE_ANYWAY = 100
"""Stories that may have it in an archive of any size."""

SCARCE = 3
"""Two names that only so many stories have weigh 1."""

LEAST_WEIGHT = 0.85

WORD_WEIGHT = 0.5
"""Of a word of the headline that is in no name, against a name."""

PLACE_WEIGHT = 0.5
"""Of a place, against a name; only the rarest that is shared counts."""


@dataclass(slots=True, eq=False)
class Running:
    """A running story as it grows."""

    paths: list[str] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    head: Counter[str] = field(default_factory=Counter)
    last: int = 0
    """The day of its latest story."""
    thread: str = ""
    """Id of the thread that it is in the editor's file; empty where it is none."""

    def add(self, path: str, story: Story) -> None:
        """Take in a story, which is not before its latest."""
        self.paths.append(path)
        self.names.update(key for key, _ in story.names)
        self.places.update(story.places)
        self.head.update(story.head)
        self.last = max(self.last, story.day or 0)

    def common(self, counts: Counter[str], keys: Iterable[str]) -> list[str]:
        """Those keys that at least half of its stories have."""
        return [key for key in keys if counts[key] * 2 >= len(self.paths)]


class Rarity:
    """How rare names, places and headline words are among some stories."""

    def __init__(self, stories: Collection[Story]) -> None:
        self._stories = len(stories)
        self._names = Counter(key for story in stories for key, _ in story.names)
        self._places = Counter(code for story in stories for code in story.places)
        self._head = Counter(word for story in stories for word in story.head)
        self.unit = 2 * log(max(self._stories / SCARCE, 2))

        self._most = max(RARE_ANYWAY, RARE * self._stories)

    def rare_names(self, story: Story) -> list[str]:
        """The names of a story that are rare enough to tell one running story from others."""
        return [key for key, _ in story.names if self._names[key] <= self._most]

    def of_name(self, key: str) -> float:
        """The weight of a name, where two scarce ones weigh 1."""
        return self._weight(self._names[key])

    def fit(self, story: Story, running: Running) -> float:
        """How well a story fits; 0 where it does not. What is shared counts as rare as it is in all other stories."""
        names, taken = _apart(running.common(running.names, self.rare_names(story)))
        words = [word for word in running.common(running.head, story.head - taken) if self._head[word] <= self._most]
        if len(names) < 2:
            return 0.0
        places = running.common(running.places, story.places)
        weight = (
            sum(self._weight(self._names[key] - running.names[key]) for key in names)
            + WORD_WEIGHT * sum(self._weight(self._head[word] - running.head[word]) for word in words)
            + PLACE_WEIGHT
            * max((self._weight(self._places[code] - running.places[code]) for code in places), default=0)
        )
        return weight if weight >= LEAST_WEIGHT else 0.0

    def _weight(self, count: int) -> float:
        return log((self._stories + 1) / count) / self.unit


def running_stories(
    stories: Mapping[str, Story],
    rarity: Rarity,
    threads: Mapping[str, Collection[str]],
    excluded: Mapping[str, Collection[str]],
) -> Iterator[Running]:
    """The running stories among stories by path; those without a known day belong to none.

    `threads` are the paths of each thread that an editor's file holds, by id: these stand together whatever they share.
    `excluded` are the paths that may not join a thread.
    """
    held: defaultdict[str, list[str]] = defaultdict(list)
    for thread, paths in sorted(threads.items()):
        for path in paths:
            held[path].append(thread)
    by_thread: dict[str, Running] = {}
    found: list[Running] = []
    by_name: defaultdict[str, list[Running]] = defaultdict(list)
    for path, story in sorted(stories.items(), key=lambda item: (*item[1].order, item[0])):
        if story.day is None:
            continue
        names = rarity.rare_names(story)
        joined = [by_thread.setdefault(thread, Running(thread=thread)) for thread in held.get(path, ())]
        if not joined:
            near = _near(by_name, names, story.day)
            open_to = [each for each in near if path not in excluded.get(each.thread, ())]
            best = max(((rarity.fit(story, each), -at) for at, each in enumerate(open_to)), default=(0.0, 0))
            joined = [open_to[-best[1]] if best[0] else Running()]
        for running in joined:
            if not running.paths:
                found.append(running)
            running.add(path, story)
            for name in names:
                if running not in by_name[name]:
                    by_name[name].append(running)
    yield from found


def _near(by_name: Mapping[str, list[Running]], names: Iterable[str], day: int) -> list[Running]:
    """The running stories that share one of these names and are not over, oldest first; forgets those that are over."""
    near: dict[int, Running] = {}
    for name in names:
        if name in by_name:
            by_name[name][:] = [each for each in by_name[name] if day - each.last <= LONGEST_PAUSE]
            near |= {id(each): each for each in by_name[name]}
    return list(near.values())


def _apart(names: Iterable[str]) -> tuple[list[str], frozenset[str]]:
    """Names that share no word with a longer one among them, and all words of these."""
    kept: list[str] = []
    taken: set[str] = set()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        words = set(name.split())
        if not words & taken:
            kept.append(name)
        taken |= words
    return kept, frozenset(taken)
