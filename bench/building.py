"""Building an archive of invented articles, against Pelican as it comes, in one run.

Pelican gets the same articles as ready HTML, so that no Markdown is parsed on its side, and its own simple theme.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from timing import timed

from backfile.frontmatter import read
from backfile.markdown import to_html

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 3_000
WITHOUT_SEARCH = "import pathlib, backfile.press; backfile.press.build(pathlib.Path('pelicanconf.py'), search=False)"


def for_stock_pelican(content: Path, target: Path) -> None:
    """The same articles as HTML files with the metadata that Pelican reads."""
    for number, file in enumerate(sorted(content.rglob("*.md"))):
        text = file.read_text("utf-8")
        article = read(text)
        body = to_html(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL), root="/")
        meta = {
            "date": article.date.text if article.date else "2000",
            "tags": ", ".join(article.tags),
            "slug": f"a{number}",
        }
        head = "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in meta.items())
        page = f"<html><head><title>{html.escape(article.title)}</title>{head}</head><body>{body}</body></html>"
        (target / f"{number}.html").write_text(page, "utf-8")


def measure() -> Iterable[tuple[str, str]]:
    """Rows of (what, how much)."""
    with tempfile.TemporaryDirectory() as name:
        site, stock = Path(name, "site"), Path(name, "stock")
        site.mkdir()
        (stock / "content").mkdir(parents=True)
        shutil.copy(ROOT / "pelicanconf.py", site)
        timed(sys.executable, ROOT / "bench" / "corpus.py", site / "content", str(ARTICLES), folder=site)
        for_stock_pelican(site / "content", stock / "content")
        (stock / "pelicanconf.py").write_text('SITENAME = "Stock"\nTIMEZONE = "UTC"\nTHEME = "simple"\n', "utf-8")
        cold = timed(sys.executable, "-m", "backfile.cli", "build", folder=site)
        again = timed(sys.executable, "-m", "backfile.cli", "build", folder=site)
        shutil.rmtree(site / "output")
        bare = timed(sys.executable, "-c", WITHOUT_SEARCH, folder=site)
        peer = timed(sys.executable, "-m", "pelican", "-s", "pelicanconf.py", folder=stock)
    yield f"cold build of {ARTICLES:,} articles, search included, s", f"{cold.seconds:.1f}"
    yield "nothing changed, s", f"{again.seconds:.1f}"
    yield "peak memory of the largest process, MiB", f"{cold.peak:.0f}"
    yield "Pelican as it comes, without search, s", f"{peer.seconds:.1f}"
    yield (
        "cold without search, s; against Pelican as it comes",
        f"{bare.seconds:.1f}; {bare.seconds / peer.seconds:.2f}",
    )
