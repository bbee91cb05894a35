"""The generator of lists: it offers the press what `browse_sets` yields."""

from __future__ import annotations

from collections.abc import Iterator

from pelican.generators import Generator

from backfile.browse.pages import browse_sets
from backfile.edition import Edition
from backfile.planned import PageSet


class ListGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Offers every page that leads to articles."""

    def page_sets(self, edition: Edition) -> Iterator[PageSet]:
        """The lists of an edition."""
        catalogue = edition.catalogue
        return browse_sets(
            catalogue.entries, edition.site, catalogue.outlets, edition.relations.threads, edition.versions
        )
