"""The printed styles: APA, Chicago and MLA, by what their processor says of each shape of item."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from markupsafe import Markup

from backfile.publish.citation.casing import title_cased
from backfile.publish.citation.item import Item
from backfile.publish.citation.marks import as_html, paired, shielded
from backfile.publish.citation.names import FORMS, Author

STYLES: Mapping[str, str] = MappingProxyType(
    {"APA": "apa", "Chicago": "chicago-notes-bibliography", "MLA": "modern-language-association"}
)
"""The names of the styles, and of their files in CSL's own collection."""

MANY = 21
"""So many authors and more print alike: the first ones, and in APA the last."""

_PLAIN = frozenset({"apa"})
"""Styles that leave a headline's capitals as they are, and set it in no quotation marks."""

_PRECISIONS = {0: "", 4: "year", 7: "month", 10: "day"}
_SLOT = re.compile(r"\{([\w.-]+)\}")
_INNER_QUOTES = {ord("“"): "‘", ord("”"): "’"}
_STOPS = (".", "?", "!", ":", ";")
"""After a value that ends with one of them a style sets no full stop."""

_SCRIPT_WITH_ITALICS = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u052f\u0590-\u05d4\u05d6-\u06ff"
    "\u1f00-\u1fff\u200c-\u200e\u0218-\u021b\u202a-\u202e]"
)
"""What the processor takes for a letter of an alphabet (`ROMANESQUE_REGEXP`); Chinese and Korean stand upright."""

_FIGURE = re.compile(r"\d")
"""Styles take a section with a figure for one that is numbered (`Sec. 1`), as no newspaper's is: it is left out."""

_FULL_STOP = re.compile(r"((?:</i>)?)\.")

_Shape = tuple[bool, bool, bool, bool, str]
"""Whether authors, outlet, section and address are known, and how much of the date."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value in what a style prints, and the text after it."""

    name: str
    text: str
    unstopped: str
    """The text without the full stop that it begins with; the same where it begins with none."""
    italic: bool
    """Whether it is set in italics, unless its script has none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a style prints of a shape of item, as HTML whose only tags are `<i>`."""

    text: str
    """What stands before the first slot."""
    slots: tuple[Slot, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The frame with values, whose marks are shielded, in its slots."""
        parts = [self.text]
        for slot in self.slots:
            value = values[slot.name]
            text = slot.text
            if text is not slot.unstopped:
                if value.endswith(("”", "’")):
                    value, text = _stopped_within(value), slot.unstopped
                elif value.endswith(_STOPS):
                    text = slot.unstopped
            if slot.italic and not _SCRIPT_WITH_ITALICS.search(value):
                parts[-1], text = parts[-1].removesuffix("<i>"), text.removeprefix("</i>")
            parts += (value, text)
        return "".join(parts)


def printed(item: Item) -> tuple[tuple[str, Markup], ...]:
    """The item in each style: the style's name, and the entry as HTML whose only tags are `<i>`.

    Entries are in the language of the styles, which is English. Of an item's own language they ask whether it is
    English, for its title case.
    """
    english = item.lang[:2].lower() == "en"
    period = item.date.period if item.date else ""
    section = "" if _FIGURE.search(item.section) else item.section
    shape = (bool(item.authors), bool(item.outlet), bool(section), bool(item.url), _PRECISIONS[len(period)])
    title = paired(item.title)
    cased = title_cased(title) if english else title
    values = {
        "title": title,
        "outlet": _name(item.outlet, cased=english),
        "section": _name(section, cased=True),  # in every language, as the processor does
        "source": _name(item.archive, cased=False),
        "url": shielded(item.url),
        "year": period[:4].lstrip("0"),
        "day": period[8:].lstrip("0"),
    }
    quoted = cased.translate(_INNER_QUOTES) if item.outlet and "”" in cased else cased
    entries: list[tuple[str, Markup]] = []
    for name, style in STYLES.items():
        if style not in _PLAIN:
            values["title"] = quoted
        values["author"] = _printed_names(style, item.authors)
        values["month"] = _months()[style, period[5:7]] if len(period) > 4 else ""
        text = as_html(_frames()[style, shape].filled(values))
        entries.append((name, Markup(text)))  # noqa: S704  # every value is escaped
    return tuple(entries)


def plain_text(entry: Markup) -> str:
    """An entry as plain text."""
    return entry.replace("<i>", "").replace("</i>", "").unescape()


@lru_cache(maxsize=8192)
def _name(text: str, *, cased: bool) -> str:
    text = shielded(text)
    return title_cased(text) if cased else text


def _stopped_within(value: str) -> str:
    """A title that ends with a quotation, its full stop within the marks."""
    quoted, mark = value[:-1], value[-1]
    return value if quoted.endswith(_STOPS) else f"{quoted}.{mark}"


@lru_cache(maxsize=8192)
def _printed_names(style: str, authors: tuple[Author, ...]) -> str:
    if not authors:
        return ""
    kinds = "".join("p" if author.family else "w" for author in authors)
    pattern = _name_patterns()[style, kinds if len(kinds) < MANY else kinds[0] * MANY]

    def put(slot: re.Match[str]) -> str:
        number, _, form = slot[1].partition(".")
        return shielded(FORMS[form](authors[int(number)]))

    return _SLOT.sub(put, pattern)


# ---- what the processor says


@cache
def _frames() -> Mapping[tuple[str, _Shape], Frame]:
    return MappingProxyType(
        {
            (row["style"], (row["author"] == "1", row["outlet"] == "1", row["section"] == "1", row["url"] == "1",
             row["date"])): _frame(row["entry"], plain=row["style"] in _PLAIN)
            for row in _table("frames")
        }
    )  # fmt: skip


def _frame(entry: str, *, plain: bool) -> Frame:
    first, *rest = _SLOT.split(entry)
    slots: list[Slot] = []
    before = first
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        unstopped = _FULL_STOP.sub(r"\1", text, count=1) if _FULL_STOP.match(text) else text
        italic = before.endswith("<i>") and text.startswith("</i>") and not plain
        slots.append(Slot(name, text, unstopped, italic))
        before = text
    return Frame(first, tuple(slots))


@cache
def _name_patterns() -> Mapping[tuple[str, str], str]:
    return MappingProxyType({(row["style"], row["authors"]): row["entry"] for row in _table("names")})


@cache
def _months() -> Mapping[tuple[str, str], str]:
    return MappingProxyType({(row["style"], row["month"]): row["entry"] for row in _table("months")})


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
