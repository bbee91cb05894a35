"""What holds for every page of the sample archive: valid, accessible, silent, light, closed to others, no dead link."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from built_sites import REPOSITORY, BuiltSite, served
from page_kinds import KINDS
from playwright.sync_api import Browser, ViewportSize

TOOLS = REPOSITORY / ".tools" / "node_modules"
LARGEST_FRAME = 12_000
"""Bytes of HTML besides the body."""
LARGEST_STYLE = 12_000
"""Bytes of CSS that a page loads."""

NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What Chromium itself says of a page that is not there."""
LOOKS: dict[str, dict[str, Literal["light", "dark", "active", "none"]]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
DATA = ("application/ld+json", "application/json")
"""Types of what lies in a page for programs and is none."""
WIDTHS = {
    1280: ["light", "dark", "forced colours"],
    640: ["light"],  # what is left of 1280 at a zoom of 200 %
    320: ["light", "dark"],
}
"""Widths in CSS pixels, and the looks that are examined at each."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of axe-core that are held to, by its tags: WCAG 2.2 A and AA, and its own."""


def pages_of(site: BuiltSite) -> list[Path]:
    return sorted(site.output.rglob("*.html"))


def elements(page: Path) -> list[tuple[str, dict[str, str]]]:
    tree = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    return [(e.tag, e.attrib) for e in tree.iter() if isinstance(e.tag, str)]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_the_console_is_silent_on(kind: str, browser: Browser, sample_site: BuiltSite) -> None:
    faults: list[tuple[str, object]] = []
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda message: faults.append(("console", message.text)))
    page.on("pageerror", lambda error: faults.append(("console", str(error))))
    page.goto(sample_site.address + KINDS[kind], wait_until="networkidle")
    page.add_script_tag(path=TOOLS / "axe-core" / "axe.min.js")
    for width, looks in WIDTHS.items():
        page.set_viewport_size(ViewportSize(width=width, height=800))
        for look in looks:
            page.emulate_media(**LOOKS[look])
            found = page.evaluate(
                "async (tags) => (await axe.run({runOnly: tags})).violations.map(v => [v.id, v.nodes[0].html])", WCAG
            )
            faults += [(f"{look} at {width}", each) for each in found]
        overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [(f"wider than {width}", overflow)] if overflow else []
    context.close()
    if kind == "not found":
        faults.remove(("console", NOT_FOUND))
    assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_under_its_own_content_security_policy_nothing_is_refused_on(
    kind: str, browser: Browser, sample_site: BuiltSite
) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(sample_site.address + KINDS[kind], wait_until="networkidle")
    page.close()
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_the_nu_checker_finds_no_error(sample_site: BuiltSite) -> None:
    jar = next((TOOLS / "vnu-jar").rglob("vnu.jar"))
    pages = [str(page) for page in pages_of(sample_site)]
    checked = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = [(m["url"].rsplit("/output/")[-1], m["message"]) for m in json.loads(checked.stderr)["messages"]]
    assert messages == []


def test_every_internal_link_resolves_to_a_file_and_to_a_place_in_it(sample_site: BuiltSite) -> None:
    dead = set()
    held = {page: elements(page) for page in pages_of(sample_site)}
    places = {page: {attributes.get("id") for _, attributes in found} for page, found in held.items()}
    for page, found in held.items():
        if page.name == "404.html":
            continue
        base = f"http://site/{page.relative_to(sample_site.output).as_posix().removesuffix('index.html')}"
        for _, attributes in found:
            for address in (attributes.get("href"), attributes.get("src"), attributes.get("action")):
                target = urlsplit(urljoin(base, address or ""))
                if target.netloc != "site":
                    continue
                file = sample_site.output / unquote(target.path).lstrip("/")
                file = file / "index.html" if target.path.endswith("/") else file
                if not file.is_file() or (target.fragment and target.fragment not in places.get(file, set())):
                    dead.add((base, address))
    assert dead == set()


def test_no_page_loads_anything_from_elsewhere_or_holds_inline_script_or_style(sample_site: BuiltSite) -> None:
    faults = set()
    for page in pages_of(sample_site):
        for tag, attributes in elements(page):
            is_style = tag == "link" and "stylesheet" in attributes.get("rel", "")
            loads = attributes.get("src") or (attributes.get("href") if is_style else None)
            if loads and urlsplit(loads).netloc:
                faults.add((page, tag, loads))
            if tag == "style" or "style" in attributes or any(name.startswith("on") for name in attributes):
                faults.add((page, tag, "inline"))
            if tag == "script" and not attributes.get("src") and attributes.get("type") not in DATA:
                faults.add((page, tag, "inline"))
    assert faults == set()


def test_html_besides_the_body_is_light(sample_site: BuiltSite) -> None:
    heavy = {}
    for kind, path in KINDS.items():
        if not kind.startswith("article"):
            continue
        page = (sample_site.output / path / "index.html").read_text("utf-8")
        body = re.search(r'<div class="body.*?</div>\n', page, re.DOTALL)
        frame = len(page.encode()) - len(body[0].encode() if body else b"")
        if frame > LARGEST_FRAME:
            heavy[kind] = frame
    assert heavy == {}


def test_style_sheets_are_light(sample_site: BuiltSite) -> None:
    heavy = {}
    for page in pages_of(sample_site):
        names = re.findall(r'<link rel="stylesheet" href="[^"]*?(theme/css/[^"?]+)', page.read_text("utf-8"))
        size = sum((sample_site.output / name).stat().st_size for name in names)
        if not 0 < size <= LARGEST_STYLE:
            heavy[page.relative_to(sample_site.output).as_posix()] = size
    assert heavy == {}


def test_every_page_says_that_the_samples_are_samples(sample_site: BuiltSite) -> None:
    silent = [page for page in pages_of(sample_site) if "invented" not in page.read_text("utf-8")]
    assert silent == []


def test_the_site_works_under_any_path(browser: Browser, sample_site: BuiltSite, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "deep").symlink_to(sample_site.output)
    with served(tmp_path) as address:
        page = browser.new_page()
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        page.goto(f"{address}archive/deep/search/?q=harbour", wait_until="networkidle")
        page.get_by_role("main").get_by_role("link", name=re.compile("[Hh]arbour")).first.click()
        page.wait_for_load_state("networkidle")
        assert (failed, "/archive/deep/" in page.url) == ([], True)
        page.close()
