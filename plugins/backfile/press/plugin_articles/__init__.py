"""What plugins are given in place of Backfile's records: Pelican's own Article objects, and their generator."""

from __future__ import annotations

from backfile.press.plugin_articles.article import html_of, pelican_article
from backfile.press.plugin_articles.generator import PelicanArticles

__all__ = ["PelicanArticles", "html_of", "pelican_article"]
