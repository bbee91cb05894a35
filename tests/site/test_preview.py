"""The preview in a real browser: what is edited shows by itself, and what cannot be built says why."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_sites import new_site
from playwright.sync_api import Browser, Page, expect

STORY = "---\ntitle: {title}\ndate: 2021-05-14\n---\n\nThe ferry to Lindau sailed again on Friday.\n"
NEWS = "Owl elected mayor\n\n15 May 2021\n\nThe owl of Upper Slade won by two votes on Saturday.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = new_site(tmp_path / "site")
    (folder / "content" / "2021" / "05" / "14").mkdir(parents=True)
    article(folder).write_text(STORY.format(title="Ferry sails"))
    return folder


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    command = [sys.executable, "-m", "backfile.cli", "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    address = next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
    page = browser.new_page(base_url=address)
    page.goto("./2021/05/14/ferry/")
    yield page
    page.close()
    server.terminate()
    server.wait(timeout=30)
    server.stdout.close()


def article(site: Path) -> Path:
    return site / "content" / "2021" / "05" / "14" / "ferry.md"


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=20_000)


def test_an_edited_article_and_a_dropped_capture_show_by_themselves(page: Page, site: Path) -> None:
    heading(page, "Ferry sails")
    article(site).write_text(STORY.format(title="Ferry sails at last"))
    heading(page, "Ferry sails at last")
    page.goto("./")
    (site / "inbox" / "owl.txt").write_text(NEWS)
    expect(page.get_by_role("link", name="Owl elected mayor").first).to_be_visible(timeout=20_000)


def test_an_error_in_the_settings_takes_the_place_of_the_page_until_it_is_mended(page: Page, site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text("utf-8")
    (site / "pelicanconf.py").write_text(f"{settings}\nSITENAM = 1\n", "utf-8")
    heading(page, "The site could not be built")
    expect(page.get_by_text("Did you mean SITENAME?")).to_be_visible()
    (site / "pelicanconf.py").write_text(settings, "utf-8")
    heading(page, "Ferry sails")
