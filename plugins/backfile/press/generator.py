"""The generator of articles: reads them, reduces them to the catalogue, and prints their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from markupsafe import Markup
from pelican.generators import Generator
from pelican.plugins import signals

from backfile.catalogue import Catalogue, Entry
from backfile.edition import Edition
from backfile.errors import BackfileError, BuildError, FrontMatterError, SettingError
from backfile.folders import article_files
from backfile.history import Version, histories, history_file, read_history
from backfile.press.article_page import article_page
from backfile.press.job import Job
from backfile.press.reading import media_of, read_unit
from backfile.press.redirects import redirect_address
from backfile.press.shards import Record, load, save
from backfile.press.signals import structured_data
from backfile.press.site_view import site_view
from backfile.press.theme import STATIC, asset_addresses, static_files
from backfile.press.units import units
from backfile.relations import read_relations
from backfile.retired_tags import tag_redirects
from backfile.views import Link, Page
from backfile.vocab.answers import read_answers
from backfile.vocab.outlets import outlets
from backfile.vocab.regions import path_down


class ArticleGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Reads every article, lays the Edition into Pelican's context, and prints the article pages.

    Pelican's context holds the `Job` of the build as `job`; other rooms' generators find the `Edition` there as
    `edition` once this one has made its context. Signals that promise Pelican's Article objects are not sent, since
    there are none.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.job: Job = self.context["job"]
        self.problems: list[BackfileError] = []
        self._media: set[str] = set()
        self._shards: list[Path] = []
        signals.article_generator_init.send(self)

    def generate_context(self) -> None:
        """The read and reduce passes."""
        with self.job.stopwatch.timing("read"):
            entries, redirects = self._read()
        with self.job.stopwatch.timing("reduce"):
            self.context["edition"] = self._reduce(entries, redirects)

    def generate_output(self, writer: Any) -> None:
        """The render pass: article pages, the pictures that they show, and the theme's static files."""
        edition: Edition = self.context["edition"]
        for page in self._pages(edition):
            writer.write_page(page, self)
        for name, path in static_files(Path(self.theme)).items():
            writer.copy(f"{STATIC}/{name}", path)
        for name in sorted(self._media):
            if (edition.media / name).is_file():
                writer.copy(f"media/{name}", edition.media / name)
        signals.article_writer_finalized.send(self, writer=writer)

    def _read(self) -> tuple[list[Entry], list[tuple[str, Link]]]:
        entries: list[Entry] = []
        redirects: list[tuple[str, Link]] = []
        for number, unit in enumerate(units(article_files(self.job.content))):
            reading = read_unit(unit, self.job.content, self.job.media, self.job.site, self.job.now)
            self.problems += reading.problems
            shard = self.job.folders.cache / "shards" / f"{number:06}"
            save(reading.records, shard)
            self._shards.append(shard)
            for record in reading.records:
                entries.append(record.entry)
                self._media |= media_of(record)
                redirects += self._redirects(record)
        return entries, redirects

    def _redirects(self, record: Record) -> Iterator[tuple[str, Link]]:
        for alias in record.article.aliases:
            address = redirect_address(alias)
            if address:
                yield address, Link(record.article.title, record.entry.address)
            else:
                place = f"{self.job.content.name}/{record.entry.path}.md"
                problem, remedy = "is no address of this site", "Write it from the site's root: /news/42.html"
                self.problems.append(
                    FrontMatterError(problem, place=place, field="aliases", value=alias, remedy=remedy)
                )

    def _reduce(self, entries: list[Entry], redirects: list[tuple[str, Link]]) -> Edition:
        site = self.job.site
        names = outlets(site.outlets.values()).by_label
        labels = {entry.outlet for entry in entries} & names.keys()
        catalogue = Catalogue(
            entries=tuple(sorted(entries, key=lambda entry: entry.order)),
            outlets=MappingProxyType({label: names[label].name for label in sorted(labels)}),
        )
        assets = asset_addresses(Path(self.theme))
        found, problems = read_relations(self.job.relations)
        self.problems += problems
        public = {entry.path: entry for entry in catalogue.entries if entry.access == "public"}
        relations = found.among(public)
        codes = {code for entry in entries for code in entry.region}
        return Edition(
            site=site,
            view=site_view(site, catalogue, assets, threads=bool(relations.threads), samples=self.job.samples),
            catalogue=catalogue,
            media=self.job.media,
            output=self.job.folders.output,
            regions=frozenset(step.code for code in codes for step in path_down(code)),
            redirects=(*redirects, *self._tag_redirects(entries)),
            relations=relations,
            related=MappingProxyType({path: public[path] for path in relations.paths}),
        )

    def _tag_redirects(self, entries: list[Entry]) -> tuple[tuple[str, Link], ...]:
        try:
            lines = read_answers(self.job.folders.root)
        except SettingError as problem:
            self.problems.append(problem)
            return ()
        return tag_redirects(lines, dict.fromkeys(tag for entry in entries for tag in entry.tags))

    def _pages(self, edition: Edition) -> Iterator[Page]:
        dated = [entry for entry in edition.catalogue.entries if entry.date]
        told = histories(self.job.history)
        position = {entry.path: index for index, entry in enumerate(dated)}
        for shard in self._shards:
            for record in load(shard):
                index = position.get(record.entry.path)
                before = dated[index - 1] if index else None
                after = dated[index + 1] if index is not None and index + 1 < len(dated) else None
                answers = structured_data.send(edition, article=record.article, entry=record.entry)
                json_ld = next((answer for _, answer in answers), Markup())
                versions = self._versions(record.entry.path) if record.entry.path in told else ()
                yield article_page(record, edition, (before, after), json_ld, versions)

    def _versions(self, path: str) -> tuple[Version, ...]:
        try:
            return read_history(history_file(self.job.history, path))
        except BuildError as problem:
            self.problems.append(problem)
            return ()
