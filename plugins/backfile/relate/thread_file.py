"""The file of threads, as relating writes it: lines are put in, and no line that stands there is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backfile.relate.story import Story
from backfile.relations import Threads

HEAD = """\
# Running stories. `backfile relate` puts what it finds under `proposed`, and never changes a line that stands here.
#
# To publish one: move it under `confirmed`, or write `status: confirmed` in it. Its id is its address, its title yours.
# To be rid of one: move it under `dismissed`, or write `status: dismissed` in it. It does not come back.
# To split or merge: move lines of articles from one thread to another.
# New articles come under `suggested`: move a line to `articles` to take it, or to a list `not` to refuse it.
# What follows a # is for people and is not read.

confirmed:

proposed:

dismissed:
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thread that is not in the file yet."""

    id: str
    title: str
    articles: tuple[str, ...]


def with_additions(
    text: str,
    threads: Threads,
    proposals: Sequence[Proposal],
    suggestions: Mapping[str, Sequence[str]],
    stories: Mapping[str, Story],
) -> str:
    """The text of a file with proposals, and with suggestions for its threads by id.

    `threads` is what the text says; `stories` are all articles by path.
    """
    lines = text.splitlines()
    block = [line for each in proposals for line in _proposal(each, threads.gap.indent, stories)]
    added = [(threads.gap, block)] if block else []
    added += [
        (thread.gap, _articles(suggestions[thread.id], thread.gap.indent, stories))
        for thread in threads.threads
        if thread.id in suggestions
    ]
    # From below, so that line numbers stay right; put in last, suggestions stand above proposals at the same place.
    for gap, block in sorted(added, key=lambda addition: -addition[0].after):
        lines[gap.after : gap.after] = [gap.opens, *block] if gap.opens else block
    return "\n".join(lines) + "\n"


def _proposal(proposal: Proposal, indent: int, stories: Mapping[str, Story]) -> Iterable[str]:
    dash = " " * indent
    yield f"{dash}- id: {proposal.id}"
    yield f"{dash}  title: {_quoted(proposal.title)}"
    yield f"{dash}  articles:"
    yield from _articles(proposal.articles, indent + 4, stories)


def _articles(paths: Iterable[str], indent: int, stories: Mapping[str, Story]) -> list[str]:
    return [f"{' ' * indent}- {path}  # {_comment(stories[path].title)}" for path in paths]


def _comment(headline: str) -> str:
    """A headline on one line, without what no YAML comment may hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in headline).split())


def _quoted(title: str) -> str:
    """A text that any YAML reader takes for this text."""
    return '"' + _comment(title).replace("\\", "\\\\").replace('"', '\\"') + '"'
