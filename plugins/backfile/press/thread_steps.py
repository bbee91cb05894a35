"""The way along a thread: for each article in it the one before and the one after, in one pass over all threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType

from backfile.catalogue import Entry
from backfile.edition import Step
from backfile.relations import Thread


def thread_steps(threads: Iterable[Thread], shown: Mapping[str, Entry]) -> Mapping[str, tuple[Step, ...]]:
    """By path of an article its place in each of these threads, in their order.

    `shown` are the articles that may be shown, by path; all that the threads name are among them.
    """
    found: dict[str, tuple[Step, ...]] = {}
    for thread in threads:
        entries = sorted((shown[path] for path in set(thread.articles)), key=lambda entry: entry.order)
        around = (None, *entries, None)
        for (before, this), (_, after) in pairwise(pairwise(around)):
            if this:
                found[this.path] = (*found.get(this.path, ()), Step(thread, before, after))
    return MappingProxyType(found)
