"""The generator of what stands around the pages: sitemap, robots.txt, redirects, 404.html."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pelican.generators import Generator

from backfile.address import file_of
from backfile.edition import Edition
from backfile.errors import BackfileError, FrontMatterError
from backfile.interface import gettext
from backfile.planned import PageSet, ready
from backfile.publish.robots import robots
from backfile.publish.sitemap import sitemap_files
from backfile.views import Page


class PublishGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Prints what stands around the pages; it comes after all that print pages."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.problems: list[BackfileError] = []

    def page_sets(self, edition: Edition) -> Iterator[PageSet]:
        """The page that is shown where there is none."""
        yield ready("not found", [Page("/404.html", "not_found.html", gettext(edition.site.lang, "Not found"))])

    def closing_page_sets(self, edition: Edition, taken: Callable[[set[str]], set[str]]) -> Iterator[PageSet]:
        """The pages at old addresses; `taken` tells which of some addresses have a page already."""
        occupied = taken({address for address, _ in edition.redirects})
        pages: dict[str, Page] = {}
        for address, article in edition.redirects:
            if address in occupied or address in pages:
                place = f"content/{article.address.strip('/')}.md"
                problem, remedy = "another page has this address", "Remove the alias"
                self.problems.append(
                    FrontMatterError(problem, place=place, field="aliases", value=address, remedy=remedy)
                )
            else:
                pages[address] = Page(address, "redirect.html", article.text, "target", article)
        yield ready("redirects", pages.values())

    def generate_output(self, writer: Any) -> None:
        """Print all other files with the writer of the press."""
        edition: Edition = self.context["edition"]
        site, entries = edition.site, edition.catalogue.entries
        if site.url:
            for address, text in sitemap_files(site.url, writer.addresses, entries):
                writer.write_bytes(file_of(address), text.encode())
        writer.write_bytes("robots.txt", robots(site).encode())
