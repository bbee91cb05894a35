"""Which pages of a crawl are articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.capture.capture import Capture, sha256
from backfile.decode.decode import decode
from backfile.normalise.article_page import why_no_article

FIXTURES = Path(__file__).parent.parent / "fixtures"
OTHERS = sorted((FIXTURES / "normalise" / "no_articles").glob("*.html"))
ARTICLES = [
    FIXTURES / "warc" / "site" / "2024/05/03/ferry-rudder/index.html",
    FIXTURES / "warc" / "site" / "2024/05/04/school-roof/index.html",
    FIXTURES / "intake" / "saved-page" / "Ferry.html",
]


def reason(data: bytes, address: str) -> str:
    return why_no_article(decode(Capture(data, sha256(data), media_type="text/html", target_uri=address)))


@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.stem)
def test_front_pages_lists_and_notices_are_no_articles(page: Path) -> None:
    assert reason(page.read_bytes(), f"https://lakenews.example/{page.stem.replace('_', '/')}/")


@pytest.mark.parametrize("page", ARTICLES, ids=lambda page: page.parent.name)
def test_a_story_is_an_article_whether_or_not_its_page_declares_it(page: Path) -> None:
    assert reason(page.read_bytes(), "https://lakenews.example/2024/05/03/story") == ""


def test_the_page_at_the_root_of_a_site_is_its_front_page() -> None:
    assert "front page" in reason(ARTICLES[0].read_bytes(), "https://lakenews.example/")
    assert reason(ARTICLES[0].read_bytes(), "https://lakenews.example/?story=5") == ""


def test_every_saved_page_of_an_article_is_one(shared: Path) -> None:
    pages = sorted((shared / "data" / "pages").glob("*/captures/*"))
    refused = {page.name: why for page in pages if (why := reason(page.read_bytes(), ""))}
    assert len(pages) == 175
    assert refused == {}
