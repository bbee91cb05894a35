"""Pelican's generator of articles, as plugins know it, over Backfile's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from backfile.address import file_of
from backfile.press.plugin_articles.article import ADDRESSES, added_to, html_of, pelican_article
from backfile.press.plugins import archive_wide, send
from backfile.press.shards import Record, Records
from backfile.views import Page

_LISTED = frozenset({"published", "hidden", "draft"})


class PelicanArticles(ArticlesGenerator):  # type: ignore[misc]  # Pelican has no types
    """The sender of Pelican's signals about articles; it reads and writes no file.

    In a build of stale pages alone it holds no article: each is made when its page is, with a context of its own, so
    that no page depends on which were printed before it. In a whole build it holds all of them, and they share the
    context, as Pelican has it. The context holds what was read as `units`, and the `edition`; this one as
    `plugin_articles`.
    """

    def __init__(self, *, settings: Mapping[str, Any], **options: Any) -> None:
        self._held: dict[str, Article] = {}
        self._printing: tuple[str, Article | None] = ("", None)
        super().__init__(settings={**settings, **ADDRESSES}, **options)
        self.context["plugin_articles"] = self

    def generate_context(self) -> None:
        """Hold all articles that are shown, where a plugin wants the whole archive."""
        if archive_wide(()):
            self.hold(self._records())

    def hold(self, records: Iterable[Record]) -> None:
        """Make the articles of a whole build, and all collections of them that Pelican keeps.

        An article without a date is in none, as with Pelican, which sorts them all by their dates.

        Raises:
            BuildError: a plugin failed at one of them.
        """
        for record in sorted(records, key=lambda record: record.entry.order, reverse=True):
            self._held[record.entry.path] = pelican_article(record, self.settings, self.context, self)
        super().generate_context()

    def printed(self, record: Record) -> Record:
        """A record as plugins want its page to print it: their HTML, and in `extra` what else they set on the article.

        Raises:
            BuildError: a plugin failed.
        """
        article = self._held.get(record.entry.path) or self._alone(record)
        self._printing = (record.entry.address, article)
        send("article_generator_write_article", self, f"{record.entry.path}.md", content=article)
        extra = MappingProxyType({**record.article.extra, **added_to(article, record)})
        return replace(record, html=html_of(article), article=replace(record.article, extra=extra))

    def tell_written(self, page: Page, path: str) -> None:
        """Tell plugins that the file of a page has been written: one of an article that was `printed` last, or another.

        Raises:
            BuildError: a plugin failed.
        """
        address, article = self._printing
        shown: dict[str, object] = {
            "page_title": page.title,
            "address": page.address,
            "output_file": file_of(page.address),
        }
        if page.view_name:
            shown[page.view_name] = page.view
        context = {**self.context, **shown}
        if article is not None and address == page.address:
            category = getattr(article, "category", None)
            context = {**article._context, **shown, "article": article, "category": category, "blog": True}  # noqa: SLF001
        send("content_written", path, path, context=context)

    def generate_output(self, writer: Any) -> None:
        """Tell plugins that all articles are written."""
        send("article_writer_finalized", self, writer=writer)

    def get_files(self, *_arguments: Any, **_options: Any) -> list[str]:
        """The articles that Pelican goes through: those held, newest first."""
        return [path for path, article in self._held.items() if hasattr(article, "date") and article.status in _LISTED]

    def get_cached_data(self, path: str, default: object = None) -> Any:
        """The article held of a path, where Pelican asks for what it need not read."""
        return self._held.get(path, default)

    def _records(self) -> Iterator[Record]:
        shown = {entry.path for entry in self.context["edition"].catalogue.entries}
        for unit in self.context["units"]:
            records = Records(unit.files, unit.shard)
            yield from (records.record(entry) for entry in unit.shard.entries if entry.path in shown)

    def _alone(self, record: Record) -> Article:
        """The Article of a record whose page is printed by itself."""
        for kept in (Article.get_content, Article.get_summary):  # Pelican keeps there what was ever read of any article
            kept.cache.clear()
        return pelican_article(record, self.settings, dict(self.context), self)
