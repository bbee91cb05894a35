"""Relations between articles, as they stand in a site's folder: families of wire copy, and threads.

`backfile relate` finds them; docs/relations.md says how. This package reads what was found and what editors made of it.
"""

from __future__ import annotations

from backfile.relations.families import Difference, Family, Member, Overlap, line_of, read_families
from backfile.relations.relations import Relations, read_relations
from backfile.relations.threads import Status, Thread, Threads, read_threads

__all__ = [
    "Difference",
    "Family",
    "Member",
    "Overlap",
    "Relations",
    "Status",
    "Thread",
    "Threads",
    "line_of",
    "read_families",
    "read_relations",
    "read_threads",
]
