"""The citation panel as a reader uses it, in Chromium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import rispy
from built_sites import BuiltSite, backfile, new_site, served
from playwright.sync_api import Browser, Page, expect

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "citation"
KNOWN = "2020/02/20/everything-known/"
HOSTILE = "2022/12/29/hostile/"
FORMS = ("APA", "Chicago", "MLA", "BibTeX", "RIS", "CSL-JSON")
SHOWN = "dd => [...dd.childNodes].slice(0, -1).map(node => node.textContent).join('')"
"""What a form says, without its buttons."""
TITLE = r'</pre><script>hostile(1)</script> costs $5 & 100% of {us}: \input{x} #1 ~ ^_^ "unpaired'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    folder = new_site(tmp_path_factory.mktemp("cited"))
    for address in (KNOWN, HOSTILE):
        file = folder / "content" / f"{address.rstrip('/')}.md"
        file.parent.mkdir(parents=True)
        shutil.copy(FIXTURES / file.name, file)
    done = backfile(folder, "build")
    assert done.returncode == 0, done.stderr
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


@pytest.fixture
def page(site: BuiltSite, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.address + KNOWN)
    yield page
    context.close()


def opened(page: Page) -> Page:
    page.locator("details.citation > summary").click()
    return page


def test_without_javascript_the_styles_and_bibtex_are_there_to_read(site: BuiltSite, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + KNOWN)
    panel = opened(page).locator("details.citation")
    assert panel.locator("dt").all_text_contents() == ["APA", "Chicago", "MLA", "BibTeX"]
    expect(panel).to_contain_text("al-Shami, L., & van der Berg, J.-L. (2020, February 20).")
    expect(panel).to_contain_text("title = {{Harbour crews")
    expect(panel.locator("dd i").first).to_have_text("CG")
    expect(panel.locator("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_copied_as_it_stands_and_that_is_announced(form: str, page: Page) -> None:
    panel = opened(page).locator("details.citation")
    row = panel.locator("dl > div", has=page.locator("dt", has_text=form)).last
    shown = str(row.locator("dd").evaluate(SHOWN))
    row.get_by_role("button", name=f"Copy: {form}").click()
    expect(panel.get_by_role("status")).to_have_text(f"Copied: {form}")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "talks end in Port Ellery" in copied.replace("Talks End", "talks end")
    assert copied.splitlines() == shown.splitlines()


@pytest.mark.parametrize(("form", "name"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")])
def test_what_reference_managers_read_is_saved_under_the_article_s_name(form: str, name: str, page: Page) -> None:
    opened(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name=f"Download: {form}").click()
    assert saving.value.suggested_filename == f"everything-known.{name}"
    text = Path(saving.value.path()).read_text("utf-8")
    read = {
        "bib": lambda: text.startswith("@article{everything-known,"),
        "ris": lambda: rispy.loads(text)[0]["authors"] == ["al-Shami, Leila", "van der Berg, Jean-Luc"],
        "json": lambda: json.loads(text)[0]["id"] == "everything-known",
    }
    assert read[name]()


def test_the_panel_is_used_by_keyboard_alone(page: Page) -> None:
    page.locator("details.citation > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy: APA")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("details.citation").get_by_role("status")).to_have_text("Copied: APA")


def test_where_the_browser_forbids_copying_the_reader_is_told(site: BuiltSite, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(site.address + KNOWN)
    opened(page).get_by_role("button", name="Copy: MLA").click()
    expect(page.locator("details.citation").get_by_role("status")).to_contain_text("Not copied")
    context.close()


def test_a_hostile_headline_is_text_in_every_form(site: BuiltSite, browser: Browser) -> None:
    page = browser.new_page()
    called: list[str] = []
    page.expose_function("hostile", lambda *words: called.append(str(words)))
    page.on("pageerror", lambda error: called.append(str(error)))
    page.goto(site.address + HOSTILE)
    panel = opened(page).locator("details.citation")
    forms = dict(zip(FORMS, panel.locator("dd").all(), strict=True))
    assert TITLE in (forms["APA"].text_content() or "")
    assert f"TI  - {TITLE}" in (forms["RIS"].text_content() or "")
    item = json.loads(forms["CSL-JSON"].locator("pre").text_content() or "")[0]
    assert item["title"] == TITLE
    assert panel.locator("img, script, b").count() == 0
    assert called == []
    page.close()
