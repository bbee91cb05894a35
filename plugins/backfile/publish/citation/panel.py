"""What an article's page says of how to cite it."""

from __future__ import annotations

from markupsafe import Markup

from backfile.article import Article
from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.publish.citation.bibtex import bibtex
from backfile.publish.citation.item import item_of
from backfile.publish.citation.styles import printed
from backfile.views import CitationView


def citation(edition: Edition, *, article: Article, entry: Entry) -> CitationView:
    """An article's citations in all forms."""
    item = item_of(edition, article, entry)
    return CitationView(printed(item), _as_text(bibtex(item)))


def _as_text(text: str) -> Markup:
    """A text as the content of an element, where quotation marks may stay as they are."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text)  # noqa: S704  # nothing in it can open a tag
