"""The generator of articles: it offers their pages, and writes the theme's files and the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from backfile.edition import Edition
from backfile.errors import BackfileError
from backfile.planned import PageSet
from backfile.press.article_sets import ArticleSets
from backfile.press.copy_pages import CopyPages
from backfile.press.job import Job
from backfile.press.theme import asset_contents, asset_places


class ArticleGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Offers the article pages.

    Pelican's context holds the `Job` of the build as `job`, what was read as `units`, and, once all is read and
    reduced, the `Edition` as `edition`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.problems: list[BackfileError] = []

    def page_sets(self, edition: Edition) -> Iterator[PageSet]:
        """The article pages of every work unit, and those of families of wire copy."""
        job: Job = self.context["job"]
        plugins = self.context.get("plugin_articles")
        printed = [plugins.printed] if plugins else []
        planned = ArticleSets(edition, self.context["units"], job.history, job.provenance, *printed)
        self.problems += planned.history_problems()
        yield from planned.sets()
        yield from CopyPages(edition, self.context["units"]).sets()

    def generate_output(self, writer: Any) -> None:
        """Write the theme's static files, and the pictures that articles name."""
        edition: Edition = self.context["edition"]
        job: Job = self.context["job"]
        contents = asset_contents(Path(self.theme), job.site, job.logo)
        for name, place in asset_places(contents).items():
            writer.write_bytes(place, contents[name])
        for name in sorted({name for entry in edition.catalogue.entries for name in entry.media}):
            if (edition.media / name).is_file():
                writer.copy(f"media/{name}", edition.media / name)
