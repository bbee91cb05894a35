"""From a record to the Article object of Pelican that plugins read and change, and back to the HTML that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markupsafe import escape
from pelican.contents import Article, Author, Category, Tag
from pelican.utils import SafeDatetime

from backfile.address import file_of
from backfile.article import EventDate
from backfile.links import author_link, outlet_link, tag_link
from backfile.press.plugins import blaming, send
from backfile.press.shards import Record
from backfile.views import Link

ADDRESSES: Mapping[str, object] = MappingProxyType(
    {
        "TAG_URL": "tags/{slug}/",
        "TAG_SAVE_AS": "tags/{slug}/index.html",
        "CATEGORY_URL": "outlets/{slug}/",
        "CATEGORY_SAVE_AS": "outlets/{slug}/index.html",
        "AUTHOR_URL": "authors/{slug}/",
        "AUTHOR_SAVE_AS": "authors/{slug}/index.html",
        "ARTICLE_TRANSLATION_ID": None,  # two stories of one slug are two stories
    }
)
"""Settings by which Pelican's objects name the addresses that Backfile's pages have."""

_FIELDS = ("outlet", "source", "section", "series", "byline", "credit_line", "correction", "rights", "capture",
           "staff", "agencies", "region", "mentioned")  # fmt: skip
"""Fields of front matter that Pelican has no name for; a plugin finds them under ours."""

_PELICANS = frozenset(
    {
        "author",
        "authors",
        "category",
        "date",
        "date_format",
        "in_default_lang",
        "lang",
        "locale_date",
        "locale_modified",
        "metadata",
        "modified",
        "override_save_as",
        "override_url",
        "reader",
        "relative_source_path",
        "settings",
        "slug",
        "source_path",
        "status",
        "summary",
        "tags",
        "template",
        "timezone",
        "title",
        "translations",
    }
)
"""What Pelican keeps on an article by itself; front matter of these names would break it."""


def pelican_article(record: Record, settings: Mapping[str, Any], context: dict[str, Any], generator: object) -> Article:
    """The Article of a record, as Pelican makes it of a file: with the signals that tell of reading one.

    `settings` are Pelican's, with `ADDRESSES`. Texts are HTML, as Pelican's are, so what a capture says is escaped; an
    article without a date has no attribute `date`, and one without an outlet is of Pelican's default category.

    Raises:
        BuildError: a plugin failed.
    """
    place = f"{record.entry.path}.md"
    send("article_generator_preread", generator, place)
    metadata = metadata_of(record, settings)
    send("article_generator_context", generator, place, metadata=metadata)
    with blaming("content_object_init", place):
        return Article(
            content=record.html,
            metadata=metadata,
            settings=settings,
            source_path=str(Path(settings["PATH"], place)),
            context=context,
        )


def html_of(article: Article) -> str:
    """The HTML of an article's text as plugins left it, links of Pelican's `{filename}` kind resolved.

    Not the property `content`: that stays what it was when it was first read, and is kept for ever.
    """
    html = article._get_content() if hasattr(article, "_get_content") else article._content  # noqa: SLF001  # where plugins write
    return str(article._update_content(html or "", article.get_siteurl()))  # noqa: SLF001  # what `content` does


def added_to(article: Article, record: Record) -> dict[str, Any]:
    """What plugins set on an article, by name, beside what it was made with: `related_posts`, `readtime`."""
    given = {*_PELICANS, *_FIELDS, *record.article.extra}
    return {name: value for name, value in vars(article).items() if name not in given and not name.startswith("_")}


def metadata_of(record: Record, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What Pelican's reader would tell of an article's file."""
    article, entry = record.article, record.entry
    metadata: dict[str, Any] = {
        **{name: _as_html(value) for name, value in article.extra.items() if _is_free(name)},
        **{name: _as_html(value) for name in _FIELDS if (value := getattr(article, name))},
        "title": escape(article.title),
        "slug": entry.path.rpartition("/")[2],
        "lang": entry.lang,
        "status": "published",
        "reader": "markdown",
        "url": entry.address[1:],
        "save_as": file_of(entry.address),
        "category": _named(Category, outlet_link(article.outlet or settings["DEFAULT_CATEGORY"]), settings),
    }
    if article.date:
        metadata["date"] = _moment(article.date)
    if article.modified:
        metadata["modified"] = _moment(article.modified)
    if article.tags:
        metadata["tags"] = [_named(Tag, tag_link(name), settings) for name in article.tags]
    if article.authors:
        metadata["authors"] = [_named(Author, author_link(name), settings) for name in article.authors]
    if article.standfirst:
        metadata["summary"] = escape(article.standfirst)
    return metadata


def _moment(date: EventDate) -> SafeDatetime:
    """The first instant of a date; naive where no offset is known, as Pelican has it before it sets its time zone."""
    instant = date.instant or datetime(date.year, date.month or 1, date.day or 1)  # noqa: DTZ001  # Pelican sets it
    return SafeDatetime.combine(instant.date(), instant.timetz())


def _named(kind: type[Any], link: Link, settings: Mapping[str, Any]) -> Any:
    """A category, tag or author that prints as HTML, and knows the address of its list."""
    made = kind(escape(link.text), settings)
    made.slug = link.address.strip("/").rpartition("/")[2]
    made.__html__ = made.name.__html__
    return made


def _is_free(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_") and name not in _PELICANS and not hasattr(Article, name)


def _as_html(value: object) -> object:
    """A value of front matter in which all text is HTML."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {escape(str(key)): _as_html(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_as_html(each) for each in value]
    return value
