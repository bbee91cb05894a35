"""The fixture's articles, and sites that search them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page
from small_sites import REPOSITORY, Story, catalogue_of, page_digests, story, write_pages, write_search_page

from backfile.search import index_archive

FIXTURE = REPOSITORY / "tests" / "fixtures" / "search" / "articles.yaml"

Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def stories() -> tuple[Story, ...]:
    return tuple(story(**record) for record in yaml.safe_load(FIXTURE.read_text("utf-8")))


def site_of(stories: Sequence[Story], folder: Path, serve: Serve, bundle_size: int) -> Iterator[str]:
    """A searchable site below a path of its own; gives the address of its front page."""
    output = folder / "www" / "archive"
    write_pages(stories, output)
    write_search_page(output)
    catalogue = catalogue_of(stories)
    digests = page_digests(catalogue, output)
    index_archive(catalogue, digests, output, folder / "bundles.json", lang="en", bundle_size=bundle_size)
    with serve(folder / "www") as address:
        yield f"{address}archive/"


@pytest.fixture(scope="session")
def search_site(stories: Sequence[Story], tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    """The fixture's articles in bundles of three."""
    yield from site_of(stories, tmp_path_factory.mktemp("search"), serve, 3)


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    """Thirty-five articles that all hold one word, one a day, in bundles of eight."""
    days = [f"2022-01-{day:02}" for day in range(1, 32)] + [f"2022-02-{day:02}" for day in range(1, 5)]
    numbered = [
        story(f"{day.replace('-', '/')}/ebb", f"Ebb of day {number}", f"The ebb {'again ' * number}came.", date=day)
        for number, day in enumerate(days, 1)
    ]
    yield from site_of(numbered, tmp_path_factory.mktemp("long"), serve, 8)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser page in which nothing may go wrong unseen: the console stays silent and every request is answered."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert not problems
