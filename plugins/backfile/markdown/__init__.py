"""Markdown: the one dialect that article bodies are written in, read from, and rendered with."""

from __future__ import annotations

from backfile.markdown.canonical import canonical
from backfile.markdown.dialect import FIGURE_FILE, parser
from backfile.markdown.html import to_html
from backfile.markdown.read import from_markdown
from backfile.markdown.write import to_markdown

__all__ = ["FIGURE_FILE", "canonical", "from_markdown", "parser", "to_html", "to_markdown"]
