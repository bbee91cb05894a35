"""The generator of lists: Pelican calls it, it prints what `browse_pages` yields."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from backfile.browse.pages import browse_pages
from backfile.edition import Edition


class ListGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Prints every page that leads to articles."""

    def generate_output(self, writer: Any) -> None:
        """Print all pages with the writer of the press."""
        edition: Edition = self.context["edition"]
        catalogue = edition.catalogue
        for page in browse_pages(catalogue.entries, edition.site.lang, catalogue.outlets, edition.relations.threads):
            writer.write_page(page, self)
