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
from backfile.press.theme import STATIC, made_files, static_files


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
        made = made_files(Path(self.theme), job.site)
        for name, path in static_files(Path(self.theme), job.logo).items():
            if name in made:
                writer.write_bytes(f"{STATIC}/{name}", made[name])
            else:
                writer.copy(f"{STATIC}/{name}", path)
        for name in sorted({name for entry in edition.catalogue.entries for name in entry.media}):
            if (edition.media / name).is_file():
                writer.copy(f"media/{name}", edition.media / name)
