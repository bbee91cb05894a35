"""The preview in a real browser: an edit shows by itself, and what cannot be built says what is wrong and where."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from built_sites import REPOSITORY, backfile, new_site
from playwright.sync_api import Browser, Page, expect

STORY = "---\ntitle: {title}\ndate: 2021-05-14\n---\n\nThe ferry to Lindau sailed again on Friday.\n"
NEWS = "Owl elected mayor\n\n15 May 2021\n\nThe owl of Upper Slade won by two votes on Saturday.\n"
ADDRESS = "./2021/05/14/ferry/"
BROKEN = STORY.format(title="Ferry sails").replace("2021-05-14", "the 14th of May")
COMMAND = [sys.executable, "-m", "backfile.cli", "serve", "--port", "0"]


def site_with_two_articles(folder: Path) -> Path:
    new_site(folder)
    article(folder).parent.mkdir(parents=True)
    article(folder).write_text(STORY.format(title="Ferry sails"))
    article(folder, "gull").write_text(STORY.format(title="Gull counted"))
    return folder


@contextmanager
def preview(site: Path, **environment: str) -> Iterator[str]:
    server = subprocess.Popen(
        COMMAND, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | environment
    )
    try:
        assert server.stdout is not None
        yield next(found[0] for line in server.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stdout.close()


@pytest.fixture(scope="module")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    site = site_with_two_articles(tmp_path_factory.mktemp("preview") / "site")
    with preview(site) as address:
        yield site, address


@pytest.fixture
def site(shared_preview: tuple[Path, str]) -> Path:
    """The site of the preview that all tests share, as it was at first."""
    folder, _ = shared_preview
    for name in ("threads.yaml", "vocabulary.csv"):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(REPOSITORY / "pelicanconf.py", folder / "pelicanconf.py")
    return folder


@pytest.fixture
def page(
    site: Path, shared_preview: tuple[Path, str], browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The page of an article in a preview that has seen all that the fixtures did."""
    mark = f"Told for {request.node.name}."
    article(site).write_text(f"{STORY.format(title='Ferry sails')}\n{mark}\n", "utf-8")
    page = browser.new_page(base_url=shared_preview[1])
    page.goto(ADDRESS)
    expect(page.get_by_text(mark)).to_be_visible()
    yield page
    page.close()


def article(site: Path, name: str = "ferry") -> Path:
    return site / "content" / "2021" / "05" / "14" / f"{name}.md"


def saved(file: Path, text: str) -> None:
    """As most editors save: another file, renamed onto the one before."""
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=20_000)


def until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def test_an_edited_article_and_a_dropped_capture_show_by_themselves(page: Page, site: Path) -> None:
    heading(page, "Ferry sails")
    article(site).write_text(STORY.format(title="Ferry sails at last"))
    heading(page, "Ferry sails at last")
    page.goto("./")
    (site / "inbox" / "owl.txt").write_text(NEWS)
    expect(page.get_by_role("link", name="Owl elected mayor").first).to_be_visible(timeout=20_000)


def test_every_save_of_an_editor_that_renames_a_file_onto_the_one_before_shows(page: Page, site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text("utf-8")
    for name in ("The First", "The Second", "The Third"):
        saved(site / "pelicanconf.py", settings.replace('SITENAME = "Backfile"', f'SITENAME = "{name}"'))
        expect(page).to_have_title(f"Ferry sails – {name}", timeout=20_000)


def test_the_place_on_a_page_is_kept_when_it_reloads_even_after_an_error(page: Page, site: Path) -> None:
    long = STORY.format(title="Ferry sails") + "\nIt was late.\n\n" * 200
    article(site).write_text(long)
    expect(page.get_by_text("It was late.").last).to_be_attached()
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 1500)")
    article(site).write_text(BROKEN)
    heading(page, "This article cannot be shown")
    article(site).write_text(long.replace("Ferry sails", "Ferry sails at last"))
    heading(page, "Ferry sails at last")
    until(page, lambda: page.evaluate("scrollY") == 1500)


def test_an_article_with_an_error_says_which_line_of_which_file_until_it_is_mended(page: Page, site: Path) -> None:
    article(site).write_text(BROKEN)
    heading(page, "This article cannot be shown")
    expect(page.get_by_role("heading", level=2)).to_have_text("content/2021/05/14/ferry.md")
    expect(page.locator("li[aria-current]")).to_have_text("3date: the 14th of May")
    expect(page.get_by_role("heading", level=3)).to_contain_text("date: ")
    article(site).write_text(STORY.format(title="Ferry sails at last"))
    heading(page, "Ferry sails at last")


def test_the_last_good_page_of_an_article_with_an_error_can_be_looked_at(page: Page, site: Path) -> None:
    article(site).write_text(BROKEN)
    page.get_by_role("link", name="The last version that could be built").click()
    heading(page, "Ferry sails")


def test_other_pages_stay_and_say_at_their_foot_that_an_article_needs_attention(page: Page, site: Path) -> None:
    page.goto("./2021/05/14/gull/")
    article(site).write_text(BROKEN)
    expect(page.get_by_text("1 thing needs attention")).to_be_visible()
    heading(page, "Gull counted")
    page.get_by_text("1 thing needs attention").click()
    page.get_by_role("link", name="content/2021/05/14/ferry.md:3").click()
    heading(page, "This article cannot be shown")


def test_nothing_of_the_preview_is_in_the_built_files(page: Page, site: Path) -> None:
    article(site).write_text(BROKEN)
    heading(page, "This article cannot be shown")
    pages = [file.read_text("utf-8") for file in (site / "output").rglob("*.html")]
    assert pages
    assert not [text for text in pages if "~preview" in text]


def test_a_hostile_file_is_shown_as_text_and_runs_nothing(page: Page, site: Path) -> None:
    hostile = "</code><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
    article(site).write_text(f"---\ntitle: T\ndate: {hostile}\n{hostile}: [{hostile}\n---\n{hostile}\n")
    heading(page, "This article cannot be shown")
    assert page.locator("main script, main img").count() == 0
    assert hostile in page.locator("ol").first.inner_text()


def test_an_error_in_the_settings_takes_the_place_of_every_page_until_it_is_mended(page: Page, site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text("utf-8")
    (site / "pelicanconf.py").write_text(f"{settings}\nSITENAM = 1\n", "utf-8")
    heading(page, "The site could not be built")
    expect(page.get_by_text("Did you mean SITENAME?")).to_be_visible()
    expect(page.locator("li[aria-current]")).to_contain_text("SITENAM = 1")
    (site / "pelicanconf.py").write_text(settings, "utf-8")
    heading(page, "Ferry sails")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("threads.yaml", "threads:\n- title: 'A\n", "threads.yaml:"),
        ("vocabulary.csv", "kind,text,means,outlet\nnonsense,a,b,\n", "vocabulary.csv:2"),
    ],
)
def test_an_error_in_a_file_of_the_site_is_named_on_every_page(
    page: Page, site: Path, name: str, text: str, place: str
) -> None:
    (site / name).write_text(text, "utf-8")
    told = page.locator("summary").filter(has_text="attention")
    expect(told).to_contain_text(f"1 thing needs attention · {place}")
    (site / name).unlink()
    expect(told).to_have_count(0)


def test_a_template_that_is_edited_prints_its_pages_again_and_one_with_an_error_says_its_line(
    browser: Browser, tmp_path: Path
) -> None:
    site = site_with_two_articles(tmp_path / "site")
    engine = tmp_path / "engine"
    shutil.copytree(REPOSITORY / "theme", engine / "theme")
    shutil.copytree(REPOSITORY / "plugins", engine / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    template = engine / "theme" / "templates" / "base.html"
    text = template.read_text("utf-8")

    def with_line(line: str) -> None:
        template.write_text(text.replace("</main>", f"\n{line}\n</main>"), "utf-8")

    with preview(site, PYTHONPATH=str(engine / "plugins")) as address:
        page = browser.new_page(base_url=address)
        page.goto(ADDRESS)
        with_line("<p>Printed in Bregenz</p>")
        expect(page.get_by_text("Printed in Bregenz")).to_be_visible()
        for wrong in ("{% if %}", "{% include 'absent.html' %}"):
            with_line(wrong)
            heading(page, "The site could not be built")
            expect(page.get_by_role("heading", level=2)).to_have_text("theme/templates/base.html")
            expect(page.locator("li[aria-current] code")).to_have_text(wrong)
        template.write_text(text, "utf-8")
        heading(page, "Ferry sails")
        page.close()


def test_a_build_that_is_not_let_begin_is_tried_again_by_itself(page: Page, site: Path) -> None:
    with (site / ".cache" / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        article(site).write_text(STORY.format(title="Ferry sails at last"))
        heading(page, "The site could not be built")
        expect(page.get_by_text("Wait until the other build ends")).to_be_visible()
    heading(page, "Ferry sails at last")


def test_search_is_brought_up_to_date_once_it_is_quiet(page: Page) -> None:
    def finds() -> bool:
        page.goto("./search/?q=Lindau")
        page.wait_for_timeout(500)
        return page.get_by_role("link", name="Gull counted").count() > 0

    until(page, finds)


def test_a_taken_port_is_named_before_anything_is_built(page: Page, tmp_path: Path) -> None:
    port = page.url.split(":")[2].split("/")[0]
    other = site_with_two_articles(tmp_path / "site")
    done = backfile(other, "serve", "--port", port)
    assert done.returncode == 1
    assert f"--port: the preview cannot listen there (found '{port}')" in done.stderr
    assert not (other / "output").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_without_a_complaint(tmp_path: Path, how: signal.Signals) -> None:
    site = site_with_two_articles(tmp_path / "site")
    server = subprocess.Popen(COMMAND, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    next(line for line in server.stdout if "http://" in line)
    server.send_signal(how)
    _, said = server.communicate(timeout=30)
    assert (server.returncode, said) == (0, "")
