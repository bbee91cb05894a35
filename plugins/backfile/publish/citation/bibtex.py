"""BibTeX: the item for LaTeX (Patashnik, BibTeXing, 1988), in UTF-8 as biber and today's BibTeX read it.

The theme makes CSL-JSON and RIS of it (js/article/bibtex.js, js/article/ris.js), so it holds all that is known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from backfile.publish.citation.item import Item
from backfile.publish.citation.names import Author

_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
} | {mark: f"\\{mark}" for mark in "&%$#_"}
_SPECIALS = re.compile(r"[\\{}~^&%$#_]")
_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", "~": "~", "^": "%5E"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(item: Item) -> str:
    """The item as an entry, one field to a line; a headline keeps its capitals."""
    fields: list[tuple[str, str]] = []
    if item.authors:
        fields.append(("author", f"{{{' and '.join(map(_name, item.authors))}}}"))
    fields.append(("title", f"{{{{{escaped(item.title)}}}}}"))
    if item.outlet:
        fields.append(("journal", f"{{{_escaped_name(item.outlet)}}}"))
    if item.section:
        fields.append(("section", f"{{{_escaped_name(item.section)}}}"))
    if item.date:
        year, *rest = item.date.period.split("-")
        fields.append(("year", f"{{{year}}}"))
        if rest:
            fields.append(("month", _MONTHS[int(rest[0]) - 1]))
        if len(rest) > 1:
            fields.append(("day", f"{{{int(rest[1])}}}"))
    if item.url:
        fields.append(("url", f"{{{_address(item.url)}}}"))
    fields.append(("language", f"{{{escaped(item.lang)}}}"))
    fields.append(("note", f"{{{_escaped_name(item.archive)}}}"))
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@{'article' if item.outlet else 'misc'}{{{item.id},\n{lines}\n}}\n"


def escaped(text: str) -> str:
    """A text with what LaTeX gives a meaning of its own escaped; its braces are balanced."""
    return _SPECIALS.sub(lambda special: _SPECIAL[special[0]], text) if _SPECIALS.search(text) else text


def _address(url: str) -> str:
    """An address as `url` fields take it: as it is, but for braces and backslashes, which would end the field."""
    return _SPECIALS.sub(lambda special: _IN_ADDRESS.get(special[0], special[0]), url)


@lru_cache(maxsize=8192)
def _name(author: Author) -> str:
    """Surname first; a name left whole in braces, so that an `and` within it divides nothing."""
    if not author.family:
        return f"{{{escaped(author.name)}}}"
    return escaped(f"{author.surname}, {author.given}")


@lru_cache(maxsize=1024)
def _escaped_name(text: str) -> str:
    return escaped(text)
