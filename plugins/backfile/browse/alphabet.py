"""The alphabet: names under the letters that their addresses begin with, which are Latin in every script.

A directory holds up to 500 names. One with more shows those with the most articles and leads to a page for each
letter (`/tags/a-z/s/`); a letter with more leads on to the next one (`/tags/a-z/sa/`), and so on. A page changes only
when names under its own letters do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from backfile.interface import gettext
from backfile.views import Group, IndexView, Link, Page

FULL = 500
"""Names that a page holds, some 50 kB."""

FOREMOST = 100
"""Names that the first page of a larger directory shows: those with the most articles."""

DIGITS = "0–9"
"""The heading of names that begin with no letter, which come last."""


@dataclass(frozen=True, slots=True)
class _Run:
    """The names that begin alike."""

    key: str
    """The letters, as addresses write them; `0-9` for all that begin with none."""
    names: tuple[Link, ...]

    @property
    def text(self) -> str:
        """The letters as a heading."""
        return DIGITS if self.key == "0-9" else self.key.capitalize()

    def address(self, base: str) -> str:
        """Where its page lies in the directory at an address; never where a year's page of a list could."""
        return f"{base}a-z/{'n-' if self.key.isdigit() else ''}{self.key}/"


def by_letter(names: Iterable[Link]) -> tuple[Group, ...]:
    """Names under their first letters, in the order of the letters; digits together, last."""
    return tuple(Group(run.text, in_order(run.names)) for run in _runs(names, 1))


def in_order(names: Iterable[Link]) -> tuple[Link, ...]:
    """Names in the order in which a reader looks for them."""
    return tuple(sorted(names, key=lambda link: (link.text.casefold(), link.address)))


def divided(
    whole: IndexView, names: Sequence[Link], base: str, lang: str, beside: tuple[Group, ...] = ()
) -> Iterator[Page]:
    """The pages of a directory: the whole one, or where these names are too many for it, one more for each letter.

    `beside` is what the first page shows besides these names all the same; `base` is what the addresses of letters
    begin with.
    """
    if len(names) <= FULL:
        yield _page(whole)
        return
    foremost = nsmallest(FOREMOST, names, key=lambda name: (-name.count, name.text.casefold(), name.address))
    shown = Group(gettext(lang, "Most articles"), in_order(foremost))
    yield _page(replace(whole, groups=(*beside, shown), letters=letters_of(names, base)))
    yield from letter_pages(whole, names, base, lang)


def letters_of(names: Iterable[Link], base: str) -> tuple[Link, ...]:
    """The letters that names begin with, how many each, and the addresses of their pages."""
    return tuple(Link(run.text, run.address(base), len(run.names)) for run in _runs(names, 1))


def letter_pages(whole: IndexView, names: Sequence[Link], base: str, lang: str) -> Iterator[Page]:
    """A page for each letter that names begin with, below a whole directory."""
    trail = (*whole.trail, Link(whole.title, whole.address))
    frame = replace(whole, groups=(), trail=trail, letters=_bare(letters_of(names, base)))
    for run in _runs(names, 1):
        yield from _letter_pages(run, frame, base, lambda run: _title(whole.title, run, lang))


def _letter_pages(run: _Run, frame: IndexView, base: str, title: Callable[[_Run], str]) -> Iterator[Page]:
    """The page of the names that begin alike, and where they are too many, those of what they divide into."""
    address = run.address(base)
    view = replace(frame, title=title(run), address=address, total=len(run.names))
    size = 2 if run.key == "0-9" else len(run.key) + 1
    inner = [each for each in _runs(run.names, size) if each.key != run.key] if len(run.names) > FULL else []
    if not inner:
        yield _page(replace(view, groups=(Group("", in_order(run.names)),)))
        return
    shorter = in_order(name for name in run.names if len(_key(name)) < size)
    letters = tuple(Link(each.text, each.address(base), len(each.names)) for each in inner)
    yield _page(replace(view, groups=(Group("", shorter),) if shorter else (), letters=letters))
    below = replace(frame, trail=(*frame.trail, Link(run.text, address)), letters=_bare(letters))
    for each in inner:
        yield from _letter_pages(each, below, base, title)


def _runs(names: Iterable[Link], size: int) -> tuple[_Run, ...]:
    """Names by so many of the characters that they begin with."""
    found: dict[str, list[Link]] = {}
    for name in names:
        key = _key(name)[:size]
        found.setdefault(key if size > 1 or key.isalpha() else "0-9", []).append(name)
    return tuple(_Run(key, tuple(found[key])) for key in sorted(found, key=lambda key: (not key.isalpha(), key)))


def _key(name: Link) -> str:
    """What a name is ordered by: its part of its address."""
    return name.address.rstrip("/").rpartition("/")[2].removeprefix("n-").replace("-", "")


def _bare(letters: Iterable[Link]) -> tuple[Link, ...]:
    """Letters without their numbers, so that a page of one does not change with every other."""
    return tuple(Link(letter.text, letter.address) for letter in letters)


def _title(whole: str, run: _Run, lang: str) -> str:
    return gettext(lang, "%(list)s, %(letters)s") % {"list": whole, "letters": run.text}


def _page(view: IndexView) -> Page:
    return Page(view.address, "directory.html", view.title, "index", view)
