"""The read pass: from a Markdown file to its record, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from markupsafe import Markup

from backfile.address import article_address, is_article_path, is_media_name, root_of
from backfile.article import Article, EventDate
from backfile.catalogue import Entry
from backfile.errors import BackfileError, FrontMatterError
from backfile.frontmatter import locate
from backfile.markdown import to_html
from backfile.press.picture_size import with_sizes
from backfile.press.shards import Record
from backfile.site import Site
from backfile.vocab.regions import is_region

LONGEST_LEAD = 300
"""Characters of an entry's lead."""

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)

_MEDIA = re.compile(r'(?:src|href)="(?:\.{1,2}/)+media/([^"]+)"')


@dataclass(frozen=True, slots=True)
class Reading:
    """What the read pass made of some files."""

    records: tuple[Record, ...]
    """Of the articles that may be shown."""
    problems: tuple[BackfileError, ...]


def read_unit(files: Iterable[str], content: Path, media: Path, site: Site, now: datetime) -> Reading:
    """The records of the articles in these files, paths below content/, that may be shown at this moment."""
    records: list[Record] = []
    problems: list[BackfileError] = []
    for file in files:
        try:
            record = read_file(file, content, media, site, now)
        except FrontMatterError as problem:
            problems.append(problem)
        else:
            if record:
                records.append(record)
    return Reading(tuple(records), tuple(problems))


def read_file(file: str, content: Path, media: Path, site: Site, now: datetime) -> Record | None:
    """The record of one article; None where it may not be shown.

    Raises:
        FrontMatterError: the first thing in the file, or in where it lies, that a person must mend.
    """
    path, place = file.removesuffix(".md"), f"{content.name}/{file}"
    if not is_article_path(path):
        raise FrontMatterError(
            "no article may lie here", place=place,
            remedy="Put it into YYYY/MM/DD/ or undated/ under a name of lower-case letters, digits and hyphens",
        )  # fmt: skip
    try:
        text = (content / file).read_text("utf-8")
    except UnicodeDecodeError as cause:
        raise FrontMatterError("is no UTF-8 text", place=place, remedy="Save it as UTF-8") from cause
    except OSError as cause:
        raise FrontMatterError(
            f"it cannot be read: {cause.strerror}", place=place, remedy="Give permission to read it"
        ) from cause
    located = locate(text, place=place)
    if located.article is None:
        raise located.problems[0]
    article = showable(located.article)
    for code in article.region:
        if not is_region(code):
            raise FrontMatterError(
                "is no region", place=f"{place}:{located.lines.get('region', 1)}", field="region", value=code,
                remedy="Write ISO 3166 codes: SY, or SY-ID for a part of it",
            )  # fmt: skip
    if not may_be_shown(article, site, now):
        return None
    address = article_address(path)
    html = "" if article.access == "metadata" else with_sizes(to_html(located.body, root=root_of(address)), media)
    return Record(entry_of(article, path, html, site.lang), article, html)


def entry_of(article: Article, path: str, html: str, lang: str) -> Entry:
    """What lists know of an article that lies at a path below content/; `html` is its rendered body."""
    return Entry(
        path=path,
        address=article_address(path),
        title=article.title,
        date=article.date,
        modified=article.modified,
        lang=article.lang or lang,
        outlet=article.outlet,
        standfirst=article.standfirst,
        lead=lead_of(html),
        region=article.region,
        agencies=article.agencies,
        staff=article.staff,
        authors=article.authors,
        tags=article.tags,
        picture=bool(article.image and article.image.file) or "<img" in html,
        access=article.access,
    )


def lead_of(html: str) -> str:
    """The first paragraph of a rendered body as plain text, cut between words where it is long."""
    found = _PARAGRAPH.search(html)
    text = Markup(found[1]).striptags() if found else ""  # noqa: S704  # it becomes plain text
    if len(text) <= LONGEST_LEAD:
        return text
    cut = text[: LONGEST_LEAD - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def media_of(record: Record) -> set[str]:
    """The names in media/ that an article's page refers to; what would lead out of media/ is none."""
    names = {unquote(unescape(name)) for name in _MEDIA.findall(record.html)}
    if record.article.image:
        names.add(record.article.image.file)
    return set(filter(is_media_name, names))


def showable(article: Article) -> Article:
    """What of an article readers may see: where access is `metadata`, neither standfirst nor picture."""
    return replace(article, standfirst="", image=None) if article.access == "metadata" else article


def may_be_shown(article: Article, site: Site, now: datetime) -> bool:
    """Whether an article may be shown at this moment: it is not private, and its embargo is over."""
    return article.access != "private" and (article.embargo is None or moment(article.embargo, site.timezone) <= now)


def moment(date: EventDate, timezone: str) -> datetime:
    """The first instant of a date; where it says no offset, by the clocks of a time zone (an IANA name)."""
    instant = date.instant or datetime(date.year, date.month or 1, date.day or 1)  # noqa: DTZ001  # set just below
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(timezone))
