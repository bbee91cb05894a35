"""What one run of intake did, and what of it a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LISTED = 20
"""Articles named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was written."""

    name: str
    """Name of the capture it was read from."""
    path: str
    """Its path below content/ without its ending."""
    again: bool = False
    """True where it replaced an earlier reading that nobody had edited."""


@dataclass(frozen=True, slots=True)
class Held:
    """A capture that came again and changed nothing."""

    name: str
    path: str
    """Path of its article; empty where a person deleted it, and it stays deleted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A new reading of a capture whose article a person has edited: nothing was written."""

    name: str
    path: str
    difference: str
    """From the file as it is to the new reading, as a unified diff."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken in, why, and what to do."""

    name: str
    problem: str
    remedy: str
    digest: str = ""
    """Digest of the capture, which is kept; empty where it is still in the inbox."""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """One run of intake."""

    taken: tuple[Taken, ...] = ()
    held: tuple[Held, ...] = ()
    offers: tuple[Offer, ...] = ()
    problems: tuple[Problem, ...] = ()
    repairs: tuple[str, ...] = ()
    """What was found damaged in captures/, and what was done about it."""
    unread_before: int = 0
    """Captures that earlier runs named as unreadable, and that still are."""

    @property
    def needs_attention(self) -> bool:
        """Whether a person has to do something about this run."""
        return bool(self.problems)

    def lines(self) -> Iterator[str]:
        """The report as lines of text, the most important last; none where nothing happened."""
        yield from self.repairs
        if len(self.taken) <= _LISTED:
            for taken in self.taken:
                yield f"{_named(taken.name)} → content/{taken.path}.md{' (read anew)' if taken.again else ''}"
        for held in self.held[:_LISTED]:
            where = (
                f"is held already: content/{held.path}.md" if held.path else "was deleted from content/ and stays so"
            )
            yield f"{_named(held.name)} {where}"
        for offer in self.offers:
            name = _named(offer.name)
            yield f"{name} reads differently now; content/{offer.path}.md was edited and stays. Apply by hand:"
            yield offer.difference.rstrip("\n")
        for problem in self.problems:
            kept = f" It is kept as {problem.digest}." if problem.digest else " It is still in inbox/."
            yield f"{_named(problem.name)}: {problem.problem}. {problem.remedy}.{kept}"
        if self.unread_before:
            yield f"{_counted(self.unread_before, 'capture')} of earlier runs could not be read either."
        if self.taken or self.held or self.problems:
            yield self.summary

    @property
    def summary(self) -> str:
        """One line with the numbers."""
        parts = [f"{_counted(len(self.taken), 'article')} taken in"]
        if self.held:
            parts.append(f"{len(self.held)} held already")
        if self.offers:
            parts.append(f"{len(self.offers)} edited and left")
        if self.problems:
            parts.append(f"{len(self.problems)} {'needs' if len(self.problems) == 1 else 'need'} attention")
        return ", ".join(parts) + "."


def _named(name: str) -> str:
    """A file's name on one line: it may hold any character but a slash."""
    return name.translate({ord(character): repr(character)[1:-1] for character in "\n\r\t"})


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
