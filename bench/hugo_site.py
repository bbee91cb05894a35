"""The same archive for Hugo: the site of bench/hugo/, and an article as Hugo reads it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from backfile.article import Article
from backfile.markdown import to_markdown
from backfile.vocab.regions import region_name

SITE = Path(__file__).with_name("hugo")


def make_site(folder: Path) -> None:
    """Lay down settings, layouts and static files; `content/` is the caller's."""
    shutil.copytree(SITE, folder)


def article_text(article: Article) -> str:
    """An article as a Markdown file with the front matter that the layouts of bench/hugo/ print."""
    fields = {
        "title": article.title,
        "date": article.date.text if article.date else "2000-01-01",
        "description": article.standfirst,
        "authors": article.authors,
        "agencies": article.agencies,
        "regions": [region_name(code, "en") for code in article.region],
        "tags": article.tags,
    }
    # the date stands bare, as YAML's own kind of date
    lines = [
        f"{name}: {value if name == 'date' else json.dumps(value, ensure_ascii=False)}"
        for name, value in fields.items()
        if value
    ]
    return "\n".join(["---", *lines, "---", "", to_markdown(article.body)])


def write_periods(content: Path, months: Iterable[str]) -> None:
    """Give every year and month (`2020-02`) a page of its own."""
    for month in sorted(months):
        for period, layout in ((month[:4], "year"), (month, "month")):
            folder = content / period.replace("-", "/")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "_index.md").write_text(f'---\ntitle: "{period}"\nlayout: {layout}\n---\n', "utf-8")
