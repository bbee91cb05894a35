"""What one run of intake did, and what of it a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

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


class How(StrEnum):
    """What another capture of an article is to it."""

    VERSION = "a new version"
    FULLER = "the page itself, where a feed's entry or the beginning alone was held"
    EARLIER = "an earlier version, which joins its history"
    MERGED = "a feed's entry, merged with it"

    @property
    def replaces(self) -> bool:
        """Whether the article shows this capture, where nobody edited it."""
        return self in (How.VERSION, How.FULLER)


@dataclass(frozen=True, slots=True)
class Joined:
    """A capture that is of an article held already, and says more or other than those before."""

    name: str
    path: str
    """Path of the article below content/ without its ending."""
    how: How
    captured_before: str
    """When the article was first captured: an instant in UTC."""
    filled: tuple[str, ...] = ()
    """The fields that it added."""


@dataclass(frozen=True, slots=True)
class Held:
    """A capture that came again and changed nothing."""

    name: str
    path: str
    """Path of its article; empty where a person deleted it, and it stays deleted."""
    captured_before: str = ""
    """When the article was first captured: an instant in UTC."""
    same_bytes: bool = True
    """False for a revisit: other bytes, the same text."""


@dataclass(frozen=True, slots=True)
class SameAddress:
    """An article that states the address of another, and is another story."""

    name: str
    path: str
    other: str
    """Path of the article that was there before."""
    address: str


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
class NoArticle:
    """A page that a crawler met, which is kept and is no article: a front page, a list, a notice."""

    name: str
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a received file that a person may want to know, and that nobody has to do anything about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """One run of intake."""

    taken: tuple[Taken, ...] = ()
    joined: tuple[Joined, ...] = ()
    held: tuple[Held, ...] = ()
    same_addresses: tuple[SameAddress, ...] = ()
    offers: tuple[Offer, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    no_articles: int = 0
    """Pages of web archives, and what exports hold beside their articles, that are kept and are no articles."""
    repairs: tuple[str, ...] = ()
    """What was found damaged in captures/, and what was done about it."""
    unread_before: int = 0
    """Captures that earlier runs named as unreadable, and that still are."""

    @property
    def needs_attention(self) -> bool:
        """Whether a person has to do something about this run."""
        return bool(self.problems or self.same_addresses)

    def lines(self) -> Iterator[str]:
        """The report as lines of text, the most important last; none where nothing happened."""
        yield from self.repairs
        if len(self.taken) <= _LISTED:
            for taken in self.taken:
                yield f"{_named(taken.name)} → content/{taken.path}.md{' (read anew)' if taken.again else ''}"
        if len(self.joined) <= _LISTED:
            yield from map(_joined_line, self.joined)
        yield from map(_held_line, self.held[:_LISTED])
        for offer in self.offers:
            name = _named(offer.name)
            yield f"{name} reads differently now; content/{offer.path}.md was edited and stays. Apply by hand:"
            yield offer.difference.rstrip("\n")
        for remark in self.remarks:
            yield f"{_named(remark.name)}: {remark.text}."
        for same in self.same_addresses:
            yield (
                f"{_named(same.name)} states the address {same.address}, as content/{same.other}.md does, which is "
                f"another story. Both are kept; look at content/{same.path}.md and correct the `source` that is wrong."
            )
        for problem in self.problems:
            kept = f" It is kept as {problem.digest}." if problem.digest else " It is still where it was."
            yield f"{_named(problem.name)}: {problem.problem}. {problem.remedy}.{kept}"
        if self.unread_before:
            yield f"{_counted(self.unread_before, 'capture')} of earlier runs could not be read either."
        if self.taken or self.joined or self.held or self.problems or self.no_articles:
            yield self.summary

    @property
    def summary(self) -> str:
        """One line with the numbers."""
        same_bytes = sum(held.same_bytes for held in self.held)
        merged = sum(joined.how is How.MERGED for joined in self.joined)
        attention = len(self.problems) + len(self.same_addresses)
        counts = (
            (same_bytes, "held already"),
            (len(self.held) - same_bytes, _worded(len(self.held) - same_bytes, "revisit", "revisits")),
            (len(self.joined) - merged, _worded(len(self.joined) - merged, "version", "versions")),
            (merged, "merged"),
            (len(self.offers), "edited and left"),
            (self.no_articles, "kept, no article"),
            (attention, _worded(attention, "needs attention", "need attention")),
        )
        parts = [f"{_counted(len(self.taken), 'article')} taken in"]
        parts += [f"{number} {what}" for number, what in counts if number]
        return ", ".join(parts) + "."


def _joined_line(joined: Joined) -> str:
    added = f": {', '.join(joined.filled)}" if joined.filled else ""
    before = f", captured before on {joined.captured_before[:10]}" if joined.captured_before else ""
    return f"{_named(joined.name)} → content/{joined.path}.md ({joined.how}{added}{before})"


def _held_line(held: Held) -> str:
    if not held.path:
        return f"{_named(held.name)} was deleted from content/ and stays so"
    before = f" (captured before on {held.captured_before[:10]})" if held.captured_before else ""
    return f"{_named(held.name)} is held already: content/{held.path}.md{before}"


def _named(name: str) -> str:
    """A file's name on one line: it may hold any character but a slash."""
    return name.translate({ord(character): repr(character)[1:-1] for character in "\n\r\t"})


def _counted(number: int, thing: str) -> str:
    return f"{number} {_worded(number, thing, thing + 's')}"


def _worded(number: int, one: str, more: str) -> str:
    return one if number == 1 else more
