"""Captures and files full of script: every word of them is shown as text, and nothing of them is live anywhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from built_sites import BuiltSite, backfile, new_site, served
from playwright.sync_api import Browser, expect

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "hostile"
LOADING = {"iframe", "object", "embed", "base", "applet", "math", "style"}
"""Elements that no page of ours has."""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    folder = new_site(tmp_path_factory.mktemp("hostile"))
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    for command in ("intake", "build"):
        done = backfile(folder, command)
        assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "output") as address:
        yield BuiltSite(folder, address)


def pages(site: BuiltSite) -> Iterator[tuple[str, ET.Element]]:
    for path in sorted(site.output.rglob("*.html")):
        if "pagefind" not in path.parts:
            tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
            yield path.relative_to(site.output).as_posix(), tree


def page_called(site: BuiltSite, slug: str) -> ET.Element:
    return next(tree for name, tree in pages(site) if slug in name)


def test_all_three_are_in_the_archive(site: BuiltSite) -> None:
    articles = [name for name, tree in pages(site) if tree.find(".//article[@data-pagefind-body]") is not None]
    assert len(articles) == 3


def test_no_page_holds_a_live_word_of_a_capture(site: BuiltSite) -> None:
    live = []
    for name, tree in pages(site):
        for element in tree.iter():
            if not isinstance(element.tag, str):  # a comment
                live += [(name, "comment", element.text)] if "hostile" in (element.text or "") else []
                continue
            if element.tag in LOADING or (element.tag == "script" and not is_ours(element)):
                live.append((name, element.tag, element.text))
            live += [(name, key, value) for key, value in element.attrib.items() if is_live(element.tag, key, value)]
    assert live == []


def is_ours(script: ET.Element) -> bool:
    return not script.get("src") if script.get("type") == "application/ld+json" else bool(script.get("src"))


def is_live(tag: str, key: str, value: str) -> bool:
    """Whether an attribute runs something, loads something from elsewhere, or leads to another kind of address."""
    if key.startswith("on") or key in ("style", "srcdoc", "formaction", "ping", "autofocus"):
        return True
    if key == "src" or (tag == "link" and key == "href"):
        return bool(urlsplit(value).scheme or urlsplit(value).netloc) and not value.startswith("data:image/")
    scheme = re.match(r"[\s\0]*([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
    return key in ("href", "action", "cite", "data", "xlink:href") and bool(
        scheme and scheme[1].lower() not in ("http", "https", "mailto")
    )


def heading(page: ET.Element) -> str:
    found = page.find(".//h1")
    return "".join(found.itertext()) if found is not None else ""


def structured_data(site: BuiltSite) -> list[dict[str, object]]:
    kind = ".//script[@type='application/ld+json']"
    return [json.loads(script.text or "") for _, tree in pages(site) for script in tree.iterfind(kind)]


def test_titles_are_shown_as_they_were_printed(site: BuiltSite) -> None:
    shown = {heading(tree) for _, tree in pages(site)}
    assert "Ferry </script><script>hostile(21)</script> sails again" in shown
    assert 'Mayor </title></script><script>hostile(1)</script> opens "><img src=x onerror=hostile(2)> bridge' in shown
    assert "</title></script><script>hostile(70)</script>" in shown


def test_the_words_of_a_body_are_shown_as_text(site: BuiltSite) -> None:
    body = page_called(site, "mayor-").find(".//div[@class='body']")
    assert body is not None
    words = '<b onclick=hostile(4)>opened</b> on Friday, said <iframe src="javascript:hostile(5)"></iframe>'
    assert words in "".join(body.itertext())


def test_json_ld_is_json_and_keeps_the_headline(site: BuiltSite) -> None:
    things = structured_data(site)
    assert "</title></script><script>hostile(70)</script>" in {thing["headline"] for thing in things}
    addresses = [str(thing.get(key, "")) for thing in things for key in ("url", "isBasedOn", "image")]
    assert not any("javascript:" in address for address in addresses)


def test_the_feed_is_xml_and_shows_titles_and_summaries_as_text(site: BuiltSite) -> None:
    entries = ET.fromstring((site.output / "feeds" / "latest.atom").read_bytes()).findall(f"{ATOM}entry")
    assert len(entries) == 3
    for part in (part for entry in entries for part in entry if "hostile" in (part.text or "")):
        shown = html5lib.parseFragment(part.text, namespaceHTMLElements=False) if part.get("type") == "html" else []
        assert not any(element.tag in ("script", "img", "iframe") for element in shown), ET.tostring(part)


def test_nothing_from_outside_media_is_published(site: BuiltSite) -> None:
    assert not list(site.output.rglob("pelicanconf*"))
    assert {path.suffix for path in (site.output / "media").iterdir()} == {".png"}
    assert all(path.is_relative_to(site.output) for path in site.output.rglob("*"))


def redirects(page: ET.Element) -> bool:
    return any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta"))


def test_nothing_runs_in_a_browser_and_search_shows_titles_as_text(browser: Browser, site: BuiltSite) -> None:
    context = browser.new_context(base_url=site.address, bypass_csp=True)
    context.add_init_script("window.ran = []; window.hostile = number => ran.push(number)")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ran = []
    for name in [name for name, tree in pages(site) if name != "404.html" and not redirects(tree)]:
        page.goto(f"./{name.removesuffix('index.html')}", wait_until="load")
        ran += page.evaluate("ran")
    page.goto("./search/?q=ferry")
    title = "Ferry </script><script>hostile(21)</script> sails again"
    expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()
    ran += page.evaluate("ran")
    query = urlencode({"q": "<img src=x onerror=hostile(200)>", "tag": '"><script>hostile(201)</script>'})
    page.goto(f"./search/?{query}", wait_until="networkidle")
    ran += page.evaluate("ran")
    context.close()
    assert ran == []
    assert [url for url in asked if not url.startswith(site.address)] == []
