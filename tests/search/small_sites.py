"""Small sites for the tests of search: article pages with as little as search needs, and the theme's search page."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from backfile.address import file_of, root_of
from backfile.article import EventDate
from backfile.catalogue import Catalogue, Entry
from backfile.interface import template_filters, template_words
from backfile.search import text_digest
from backfile.views import Link, SiteView

REPOSITORY = Path(__file__).resolve().parents[2]
THEME = REPOSITORY / "theme"
ASSETS = [file.relative_to(THEME / "static").as_posix() for file in (THEME / "static").rglob("*.*")]
MENU = (
    Link("Archive", "/archive/"),
    Link("Regions", "/regions/"),
    Link("Agencies", "/agencies/"),
    Link("Tags", "/tags/"),
)
SITE = SiteView(
    name="The Invented Archive", lang="en", url="", indexing=False, samples=False, menu=MENU, feed="/feeds/all.xml",
    assets={name: f"/theme/{name}" for name in ASSETS},
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """An entry of the catalogue and the text of its page."""

    entry: Entry
    text: str


def story(
    path: str,
    title: str,
    text: str,
    *,
    date: str = "",
    lang: str = "en",
    outlet: str = "",
    picture: bool = False,
    **names: list[str],
) -> Story:
    entry = Entry(
        path=path, title=title, date=EventDate(date) if date else None, modified=None, lang=lang,
        outlet=outlet, summary=text[:300], region=tuple(names.get("region", ())),
        agencies=tuple(names.get("agencies", ())), staff=(), authors=(), tags=tuple(names.get("tags", ())),
        picture=picture, access="public",
    )  # fmt: skip
    return Story(entry, text)


def page_of(story: Story) -> str:
    """An article page: as little as search needs of one."""
    entry = story.entry
    lines = [
        "<!doctype html>",
        f'<html lang="{entry.lang}"><head><meta charset="utf-8"><link rel="icon" href="data:,">',
        f"<title>{html.escape(entry.title)}</title>",
        "</head><body><header>chromewords</header><main><article data-pagefind-body>",
        '<p class="kicker" data-pagefind-ignore>kickerwords</p>',
        f"<h1>{html.escape(entry.title)}</h1><p>{html.escape(story.text)}</p>",
        f"<aside data-pagefind-ignore>recordwords {html.escape(' '.join(entry.tags))}</aside>",
        "</article><nav>neighbourwords</nav></main></body></html>",
    ]
    return "\n".join(lines)


def catalogue_of(stories: Iterable[Story]) -> Catalogue:
    entries = sorted((story.entry for story in stories), key=lambda entry: entry.order)
    return Catalogue(tuple(entries), {"HP": "The Harbour Post"})


def write_pages(stories: Iterable[Story], output: Path) -> None:
    for each in stories:
        page = output / file_of(each.entry.address)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(page_of(each), "utf-8")


def page_digests(catalogue: Catalogue, output: Path) -> dict[str, bytes]:
    """What the press tells search of each page that it has written."""
    pages = {entry.path: output / file_of(entry.address) for entry in catalogue.entries}
    return {path: text_digest(page.read_bytes()) for path, page in pages.items()}


def write_search_page(output: Path) -> None:
    """The theme's own search page, and a front page to search from."""
    templates = Environment(
        loader=FileSystemLoader(THEME / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    templates.globals.update(template_words(SITE.lang))
    templates.filters.update(template_filters(SITE.lang))
    for address, template in (("/search/", "search.html"), ("/404.html", "not_found.html")):
        page = output / file_of(address)
        page.parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(template).render(
            site=SITE, root=root_of(address), page_title="Search", address=address
        )
        page.write_text(text, "utf-8")
    shutil.copytree(THEME / "static", output / "theme", dirs_exist_ok=True)
    front = templates.get_template("base.html").render(site=SITE, root="./", page_title="", address="/")
    (output / "index.html").write_text(front, "utf-8")
