"""The read pass: from a Markdown file to its record, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from markupsafe import Markup

from backfile.address import article_address, is_article_path, is_media_name, root_of
from backfile.article import Article, EventDate
from backfile.catalogue import Entry
from backfile.errors import FrontMatterError
from backfile.frontmatter import locate
from backfile.markdown import to_html
from backfile.planned import digest_of
from backfile.press.picture_size import picture_size, with_sizes
from backfile.press.shards import Record
from backfile.printed import shortened
from backfile.provenance import halves, key_of
from backfile.vocab.regions import is_region

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)

_MEDIA = re.compile(r'(?:src|href)="(?:\.{1,2}/)+media/([^"]+)"')


def read_article(
    file: str, text: bytes, content: Path, media: Path, *, lang: str, source: bytes = b""
) -> Record | None:
    """The record of one article, from its file's path below content/ and its bytes; None for a private one.

    `lang` is the site's language, which holds where the article says none; `source` is the digest of the bytes and of
    the code that reads them.

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
        located = locate(text.decode("utf-8"), place=place)
    except UnicodeDecodeError as cause:
        raise FrontMatterError("is no UTF-8 text", place=place, remedy="Save it as UTF-8") from cause
    if located.article is None:
        raise located.problems[0]
    article = showable(located.article)
    for code in article.region:
        if not is_region(code):
            raise FrontMatterError(
                "is no region", place=f"{place}:{located.lines.get('region', 1)}", field="region", value=code,
                remedy="Write ISO 3166 codes: SY, or SY-ID for a part of it",
            )  # fmt: skip
    if article.access == "private":
        return None
    root = root_of(article_address(path))
    html = "" if article.access == "metadata" else to_html(located.body, root=root)
    named = media_of(article, html)
    pictures = {name: picture_size(media / name) for name in named if (media / name).is_file()} if named else {}
    html = with_sizes(html, pictures) if pictures else html
    record = record_of(path, article, html, lang, pictures=pictures, source=source)
    return replace(record, halves=halves(text)) if article.capture else record


def record_of(
    path: str,
    article: Article,
    html: str,
    lang: str,
    *,
    pictures: Mapping[str, tuple[int, int]] = MappingProxyType({}),
    source: bytes = b"",
) -> Record:
    """The record of an article that lies at a path below content/.

    `html` is its rendered body, `pictures` the sizes of the pictures that are there, and `source` the digest of what
    all this was read from, by which code.
    """
    date, modified = article.date, article.modified
    language, summary = article.lang or lang, article.standfirst or lead_of(html)
    named = media_of(article, html)
    image = article.image
    filed = tuple(filter(is_region, article.dateline.region)) if article.dateline else ()
    picture = bool(image and image.file) or "<img" in html
    correction = shortened(article.correction)
    told = (
        *(path, article.title, date and date.text, modified and modified.text, language, article.outlet, summary),
        *(article.region, article.agencies, article.staff, article.authors, article.tags, article.access),
        *(filed, article.mentioned, picture, image and (image.agencies, image.photographer)),
        *(article.status, correction),
    )
    entry = Entry(
        path=path,
        title=article.title,
        date=date,
        modified=modified,
        lang=language,
        outlet=article.outlet,
        summary=summary,
        region=article.region,
        agencies=article.agencies,
        staff=article.staff,
        authors=article.authors,
        tags=article.tags,
        picture=picture,
        access=article.access,
        embargo=article.embargo,
        mentioned=article.mentioned,
        aliases=article.aliases,
        media=named,
        filed=filed,
        picture_agencies=image.agencies if image else (),
        photographer=image.photographer if image else "",
        status=article.status,
        correction=correction,
        capture=key_of(article.capture) if article.capture else 0,
        digest=digest_of(source, repr(sorted(pictures.items())), lang),
        listed=digest_of(repr(told)),
    )
    return Record(entry, article, html, pictures)


def lead_of(html: str) -> str:
    """The first paragraph of a rendered body as plain text, cut between words where it is long."""
    found = _PARAGRAPH.search(html)
    return shortened(Markup(found[1]).striptags() if found else "")  # noqa: S704  # it becomes plain text


def media_of(article: Article, html: str) -> tuple[str, ...]:
    """The names in media/ that an article's page refers to, in order; what would lead out of media/ is none."""
    names = {unquote(unescape(name)) for name in _MEDIA.findall(html)} if "media/" in html else set()
    if article.image:
        names.add(article.image.file)
    return tuple(sorted(filter(is_media_name, names)))


def showable(article: Article) -> Article:
    """What of an article readers may see: where access is `metadata`, neither standfirst nor picture."""
    return replace(article, standfirst="", image=None) if article.access == "metadata" else article


def may_be_shown(entry: Entry, timezone: str, now: datetime) -> bool:
    """Whether an article may be shown at this moment: it has no embargo, or one that is over."""
    return entry.embargo is None or moment(entry.embargo, timezone) <= now


def moment(date: EventDate, timezone: str) -> datetime:
    """The first instant of a date; where it says no offset, by the clocks of a time zone (an IANA name)."""
    instant = date.instant or datetime(date.year, date.month or 1, date.day or 1)  # noqa: DTZ001  # set just below
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(timezone))
