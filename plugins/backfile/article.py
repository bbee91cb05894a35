"""The Article and its parts: what Backfile knows of one news story, typed and frozen.

Field names and their meaning: docs/front-matter.md. An Article holds no page chrome and nothing that was guessed;
what is unknown is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as calendar_date
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from backfile.errors import FrontMatterError

_EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")


def _exists(text: str) -> bool:
    """Whether the calendar and the clock know the date that a text of the right form names."""
    try:
        if len(text) > 10:
            datetime.fromisoformat(text)
        else:
            year, month, day, *_ = *map(int, text.split("-")), 1, 1
            calendar_date(year, month, day)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, order=True)
class EventDate:
    """A date as far as it is known: a year, a month, a day, a local time, or an instant with its offset.

    The form is EDTF level 0 (Library of Congress, 2019; ISO 8601-2): `2020`, `2020-02`, `2020-02-20`,
    `2020-02-20T13:45:00+01:00`. The text sorts by time within one offset, and a coarser date before the finer ones
    it contains.
    """

    text: str
    """The date as written in front matter."""

    def __post_init__(self) -> None:
        """Refuse anything that is not a date of the calendar in the years 0001 to 9999.

        Raises:
            FrontMatterError: the text is no EDTF level 0 date.
        """
        if not _EDTF.fullmatch(self.text) or not _exists(self.text):
            raise FrontMatterError(
                "this is no date", value=self.text, remedy="Write a year, year-month, year-month-day, or a full instant"
            )

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        """The month 1 to 12, or None where only the year is known."""
        return int(self.text[5:7]) if len(self.text) >= 7 else None

    @property
    def day(self) -> int | None:
        """The day of the month, or None where it is not known."""
        return int(self.text[8:10]) if len(self.text) >= 10 else None

    @property
    def period(self) -> str:
        """The calendar part alone: `2020`, `2020-02` or `2020-02-20`, in the date's own offset."""
        return self.text[:10]

    @property
    def instant(self) -> datetime | None:
        """The moment, aware where an offset is known; None where no time of day is known."""
        return datetime.fromisoformat(self.text) if len(self.text) > 10 else None


# ---- body


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look."""

    text: str
    """Plain text; a newline is a line break."""
    href: str = ""
    """Where it leads (http, https or mailto), or empty."""
    emphasis: bool = False
    strong: bool = False
    lang: str = ""
    """BCP 47 tag where its language is another than the article's."""


Text = tuple[Run, ...]
"""Inline content in reading order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead within the body."""

    text: Text
    level: int = 2
    """2 to 6; 1 is the article's own headline."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has the same number of cells, the first row is its head."""

    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its place in the body: at least one of file, caption and credit is given."""

    file: str = ""
    """Its name in media/, where the capture brought the picture."""
    caption: str = ""
    credit: str = ""


Block = Heading | Paragraph | Listing | Quote | Table | Figure


def plain(text: Text) -> str:
    """The words of inline content without their look."""
    return "".join(run.text for run in text)


def block_text(block: Block) -> str:
    """The words of one block as plain text: items, cells and paragraphs each on a line of their own."""
    match block:
        case Heading() | Paragraph():
            return plain(block.text)
        case Listing():
            return "\n".join(plain(item) for item in block.items)
        case Quote():
            return "\n".join(plain(paragraph) for paragraph in block.paragraphs)
        case Table():
            return "\n".join("\t".join(plain(cell) for cell in row) for row in block.rows)
        case Figure():
            return "\n".join(part for part in (block.caption, block.credit) if part)


def embed(address: str) -> Paragraph:
    """The block that stands for something embedded: a link to it that is named by its site, and is no text."""
    return Paragraph((Run(_site(address), address),))


def is_embed(block: Block) -> bool:
    """Whether a block is a link to something embedded, as `embed` makes it."""
    if not isinstance(block, Paragraph) or len(block.text) != 1:
        return False
    return bool(block.text[0].href) and block.text[0].text == _site(block.text[0].href)


def _site(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].partition("?")[0].removeprefix("www.")


# ---- fields


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed, as printed before its first words."""

    text: str
    """The dateline as printed."""
    city: tuple[str, ...] = ()
    """Cities as printed, re-cased from capitals."""
    region: tuple[str, ...] = ()
    """ISO 3166 codes of those cities, where they are certain."""
    date: str = ""
    """The date as printed; it has no year of its own."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """One person of a reporting line: `Reporting by NAME in PLACE; Editing by NAME`."""

    name: str
    role: str
    """reporter, additional_reporting, writer, editor, compiler, contributor, author."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """The story's picture: its words, and its bytes where the capture brought them."""

    file: str = ""
    """Name in media/."""
    caption: str = ""
    credit: str = ""
    """The picture credit as printed."""
    collection: str = ""
    """Label of the collection that supplied it (picture alliance, Getty)."""
    agencies: tuple[str, ...] = ()
    """Labels of the agencies that made it."""
    photographer: str = ""


Access = Literal["public", "metadata", "private"]
"""Who may read it: everyone; everyone but without the text; nobody (nowhere in the output)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One story, normalised. The order of fields is the order of the front matter."""

    title: str
    """The headline."""
    date: EventDate | None = None
    """When it was published, as far as that is known."""
    modified: EventDate | None = None
    lang: str = ""
    """BCP 47 tag."""
    outlet: str = ""
    """Label of who published it."""
    source: str = ""
    """URL it was published at."""
    section: str = ""
    """The outlet's own section, as printed."""
    series: str = ""
    standfirst: str = ""
    """The deck between headline and body; not the lead."""
    byline: str = ""
    """As printed."""
    authors: tuple[str, ...] = ()
    """The people that the byline names."""
    dateline: Dateline | None = None
    region: tuple[str, ...] = ()
    """ISO 3166 codes of where it happened."""
    mentioned: tuple[str, ...] = ()
    """ISO 3166-1 codes of the other countries in headline, standfirst and first paragraph."""
    credit_line: str = ""
    """The sign-off as printed."""
    staff: tuple[str, ...] = ()
    """Desk initials, in the order printed."""
    agencies: tuple[str, ...] = ()
    """Labels of the news agencies credited with the copy."""
    reporting: tuple[Contributor, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    correction: str = ""
    rights: str = ""
    access: Access = "public"
    embargo: EventDate | None = None
    status: str = ""
    """truncated, corrected, killed, withdrawn."""
    aliases: tuple[str, ...] = ()
    """Old addresses that must lead here."""
    capture: str = ""
    """`sha256:` and the hexadecimal digest of the capture it was read from."""
    review: tuple[str, ...] = ()
    """What a person should look at, `field: note`."""
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """Front matter that a person added beyond these fields, kept as it is."""
    body: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The body as plain text, blocks divided by blank lines."""
        return "\n\n".join(filter(None, map(block_text, self.body)))
