"""The reader by which Pelican and its plugins see an article: the same code that the press itself reads with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

from backfile.frontmatter import locate
from backfile.markdown import to_html


class ArticleReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads an article's Markdown file as Pelican's readers do: its HTML, and its front matter by name."""

    enabled = True
    file_extensions = ["md"]  # noqa: RUF012  # as Pelican's readers have it

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The rendered body of a file and the fields that Pelican knows. Raises FrontMatterError on a broken file."""
        located = locate(Path(source_path).read_text("utf-8"), place=source_path)
        if located.article is None:
            raise located.problems[0]
        article = located.article
        fields = {
            "title": article.title,
            "date": article.date.text if article.date else "",
            "modified": article.modified.text if article.modified else "",
            "lang": article.lang,
            "summary": article.standfirst,
            "tags": list(article.tags),
            "authors": list(article.authors),
            "category": article.outlet,
        }
        metadata = {name: self.process_metadata(name, value) for name, value in fields.items() if value}
        return to_html(located.body, root="./"), metadata
