"""Planned pages: what a build could print, each with digests of all that it prints, before any of it is made.

A page is made only where one of its digests, its templates, the site or the code differs from what was printed last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backfile.views import Page

Prints = tuple[tuple[str, bytes], ...]
"""What a page prints, in words for a person, and the digest of each: `("its text", b"…")`."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that can be made."""

    address: str
    template: str
    prints: Prints
    """All that it prints beside its templates and what every page is told of the site."""
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages that stand or fall together: all of one list, of one year, of one work unit."""

    name: str
    """Unique within a build; the same from build to build."""
    digest: bytes
    """Changes with everything that its pages print, and with which pages there are."""
    weight: int
    """How much work it is, in lines on lists."""
    plan: Callable[[], Iterable[PlannedPage]]


def ready(name: str, pages: Iterable[Page]) -> PageSet:
    """A set of a few pages that are made already."""
    planned = tuple(
        PlannedPage(
            page.address, page.template, (("what it says", digest_of(page.title, repr(page.view))),), _given(page)
        )
        for page in pages
    )
    digest = digest_of(*(part for each in planned for part in (each.address, each.template, each.prints[0][1])))
    return PageSet(name, digest, 20 * len(planned), lambda: planned)


def _given(page: Page) -> Callable[[], Page]:
    return lambda: page


def digest_of(*parts: bytes | str) -> bytes:
    """The digest (BLAKE2b, 8 bytes) of some parts in order; where one ends and the next begins matters."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8))
        digest.update(data)
    return digest.digest()
