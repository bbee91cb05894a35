"""Addresses: where every page lives. For citing: directories, lower case, never renumbered, no two names on one.

An address begins and ends with a slash (`/2020/02/20/slug/`), whatever path the site itself lies under.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

from slugify import slugify

from backfile.article import EventDate

LONGEST_SLUG = 80
"""Characters; longer headlines are cut between words."""

_SPELT_OUT = (("'", ""), ("\u2019", ""), ("+", " plus "), ("#", " sharp "), ("&", " and "))

_RESERVED = re.compile(r"\d+|part-\d+|feed")

_ARTICLE_PATH = re.compile(
    rf"(?:undated|\d{{4}}(?:/\d\d){{0,2}})/(?!(?:{_RESERVED.pattern})\Z)[a-z0-9]++(?:-[a-z0-9]++)*+"
)


def slug(name: str, *, longest: int = LONGEST_SLUG) -> str:
    """A name as one address part: lower-case ASCII letters, digits and hyphens, never empty.

    Latin letters lose their marks, other scripts are romanised (text-unidecode). Names of digits alone and `part-N`
    get a leading `n-`, so that they can never be a period's or a numbered part's address.
    """
    spelt = unicodedata.normalize("NFC", name)
    part = slugify(spelt, max_length=longest, word_boundary=True, save_order=True, replacements=_SPELT_OUT)
    if not part:
        part = "n-" + hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"n-{part}" if _RESERVED.fullmatch(part) else part


def name_slug(name: str) -> str:
    """The address part of a tag, author, outlet or staff code: a function of the name alone, so it never moves.

    Names that differ only in case, accents and punctuation are spellings of one name and share their list. Scripts
    other than Latin are romanised ambiguously, so such a name carries a digest of itself.
    """
    part = slug(name)
    letters = (c for c in unicodedata.normalize("NFKC", name) if c.isalpha())
    if all("LATIN" in unicodedata.name(c, "") for c in letters):
        return part
    return f"{part}-{hashlib.sha256(unicodedata.normalize('NFKC', name).casefold().encode()).hexdigest()[:6]}"


def article_path(title: str, date: EventDate | None, digest: str, taken: Container[str]) -> str:
    """The path of an article below content/ without its ending, fixed at intake: `2020/02/20/slug`.

    A path that is taken gets the first eight hexadecimal digits of the capture's digest, which depends on nothing
    but the article.
    """
    folder = date.period.replace("-", "/") if date else "undated"
    path = f"{folder}/{slug(title)}"
    if path in taken:
        path = f"{path}-{digest.removeprefix('sha256:')[:8]}"
    return path


def is_article_path(path: str) -> bool:
    """Whether an article may lie at this path below content/: then its address is no other page's."""
    return _ARTICLE_PATH.fullmatch(path) is not None


def article_address(path: str) -> str:
    """The address of the article that lies at a path below content/, without its ending."""
    return f"/{path}/"


def period_address(period: str, base: str = "/") -> str:
    """The address of a year, month or day (`2020`, `2020-02`, `2020-02-20`) of the list at `base`."""
    return f"{base}{period.replace('-', '/')}/"


def part_address(number: int, base: str) -> str:
    """The address of a numbered part of the list at `base`; parts count from 1, oldest first."""
    return f"{base}part-{number}/"


def is_media_name(name: str) -> bool:
    """Whether a name can be that of a file in media/: no folder, none hidden."""
    return bool(name) and not name.startswith(".") and not {"/", "\\", "\0"} & set(name)


def root_of(address: str) -> str:
    """The relative way from a page back to the site's root: `./` or `../../`."""
    depth = address.count("/") - 1
    return "../" * depth or "./"


def file_of(address: str) -> str:
    """The file below output/ that serves an address."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]
