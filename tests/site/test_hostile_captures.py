"""Captures and files full of script: every word of them is shown as text, and nothing of them is live anywhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import bibtexparser
import feedparser
import html5lib
import pytest
from built_sites import BuiltSite, backfile, new_site
from hostile_archive import FIXTURE, SHARED, URL, articles, attacks, pages, said
from selectolax.lexbor import LexborHTMLParser, LexborNode

LOADING = {"iframe", "object", "embed", "base", "applet", "math", "style", "template", "portal", "frame"}
"""Elements that no page of ours has."""
DATA = ("application/ld+json", "application/json")
"""Types of what lies in a page for programs and is none."""
ATOM = "{http://www.w3.org/2005/Atom}"
CAPTURED = (
    "Ferry </script><script>hostile(21)</script> sails again",
    'Mayor </title></script><script>hostile(1)</script> opens "><img src=x onerror=hostile(2)> bridge',
    "</title></script><script>hostile(70)</script>",
)


@pytest.fixture(scope="module", name="site")
def _site(hostile_site: BuiltSite) -> BuiltSite:
    return hostile_site


def article_page(site: BuiltSite, path: str) -> LexborHTMLParser:
    return pages(site.output)[f"{path}/index.html"]


def elements(page: LexborHTMLParser) -> Iterator[LexborNode]:
    assert page.root
    yield from page.root.traverse(include_text=False)


def text_of(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found, selector
    return said(found.text())


# ---- pages


def test_no_page_holds_a_live_word_of_a_capture(site: BuiltSite) -> None:
    live = []
    for name, page in pages(site.output).items():
        for element in elements(page):
            tag = element.tag or ""
            if tag == "-comment" and "hostile" in (element.html or ""):
                live.append((name, "comment", element.html))
            if tag in LOADING or (tag == "script" and not is_ours(element)):
                live.append((name, tag, element.html))
            given = element.attributes if tag[0] not in "-!" else {}
            if not is_canonical(tag, given):
                live += [(name, key, value) for key, value in given.items() if is_live(tag, key, value or "")]
    assert live == []


def is_ours(script: LexborNode) -> bool:
    return ("src" in script.attributes) != (script.attributes.get("type") in DATA)


def is_canonical(tag: str, given: dict[str, str | None]) -> bool:
    return tag == "link" and given.get("rel") == "canonical" and (given.get("href") or "").startswith(f"{URL}/")


def is_live(tag: str, key: str, value: str) -> bool:
    """Whether an attribute runs something, loads something from elsewhere, or leads to another kind of address."""
    if key.startswith("on") or key in ("style", "srcdoc", "formaction", "ping", "autofocus"):
        return True
    if key == "http-equiv":
        return value.lower() not in ("content-security-policy", "refresh")
    if key == "src" or (tag == "link" and key == "href"):
        return bool(urlsplit(value).scheme or urlsplit(value).netloc) and not value.startswith("data:image/")
    scheme = re.match(r"[\s\0-\x20]*([a-z][a-z0-9+.-]*):", value.replace("\t", "").replace("\n", ""), re.IGNORECASE)
    return key in ("href", "action", "cite", "data", "xlink:href") and bool(
        scheme and scheme[1].lower() not in ("http", "https", "mailto")
    )


def test_all_of_them_are_in_the_archive(site: BuiltSite) -> None:
    held = [name for name, page in pages(site.output).items() if page.css_first("article[data-pagefind-body]")]
    assert len(held) == len(CAPTURED) + 2 * len(attacks())


def test_headlines_are_shown_as_they_were_printed(site: BuiltSite) -> None:
    shown = {path: text_of(article_page(site, path), "h1") for path, _ in articles()}
    assert shown == {path: said(article.title) for path, article in articles()}
    captured = {text_of(page, "h1") for page in pages(site.output).values() if page.css_first("article")}
    assert set(map(said, CAPTURED)) <= captured


@pytest.mark.parametrize(
    "place",
    [
        "head title", ".standfirst", ".signed", ".kicker", ".dateline", ".notice", ".body", "figcaption",
        ".credit-line", ".spelled", "aside.record", ".citation", ".provenance", ".versions",
        "section[aria-labelledby=threads]", "section[aria-labelledby=copies]",
    ],
)  # fmt: skip
def test_hostile_text_is_shown_as_text_in(place: str, site: BuiltSite) -> None:
    """In citations quotation marks and capitals are a style's own, so there only letters and signs are compared."""
    for attack in attacks():
        if attack.name.startswith("long") and place == ".versions":
            continue  # which shows a few thousand letters at most
        shown = text_of(article_page(site, attack.path), place)
        assert comparable(attack.text) in comparable(shown), attack.name


def comparable(text: str) -> str:
    return re.sub(r"[\W_]", "", said(text)).casefold()


def test_the_words_of_a_body_are_shown_as_text(site: BuiltSite) -> None:
    path = next(name for name in pages(site.output) if "/mayor-" in name).removesuffix("/index.html")
    words = '<b onclick=hostile(4)>opened</b> on Friday, said <iframe src="javascript:hostile(5)"></iframe>'
    assert said(words) in text_of(article_page(site, path), ".body")


def test_drawings_name_only_what_is_ours(site: BuiltSite) -> None:
    drawn = [svg for page in pages(site.output).values() for svg in page.css("svg")]
    assert drawn
    assert {node.tag for svg in drawn for node in svg.traverse(include_text=False)} <= {
        "svg", "g", "path", "a", "title", "desc", "rect", "circle", "use", "text", "symbol", "line",
    }  # fmt: skip
    assert not [svg.html for svg in drawn if "hostile" in (svg.html or "")]


def test_nothing_from_outside_media_is_published(site: BuiltSite) -> None:
    assert not list(site.output.rglob("pelicanconf*"))
    assert {path.suffix for path in (site.output / "media").iterdir()} == {".png"}
    assert all(path.resolve().is_relative_to(site.output.resolve()) for path in site.output.rglob("*"))


# ---- what programs read


def test_json_ld_is_json_and_keeps_the_headline(site: BuiltSite) -> None:
    for path, article in articles():
        script = article_page(site, path).css_first("script[type='application/ld+json']")
        thing = json.loads(script.text() if script else "")
        assert (thing["headline"], thing["keywords"]) == (article.title, list(article.tags))
    kept = [json.loads(s.text()) for page in pages(site.output).values() for s in page.css("script[type$='ld+json']")]
    addresses = {str(thing.get(key, "")) for thing in kept for key in ("url", "isBasedOn")}
    addresses |= {str(thing["image"].get("contentUrl", "")) for thing in kept if "image" in thing}
    assert not [address for address in addresses - {""} if not address.startswith(("https://", "http://"))]


def test_bibtex_is_one_entry(site: BuiltSite) -> None:
    for path, _ in articles():
        library = bibtexparser.parse_string(str(article_page(site, path).css_first(".citation pre").text()))  # type: ignore[union-attr]
        assert (len(library.entries), library.failed_blocks) == (1, []), path


def test_every_feed_is_xml_and_shows_titles_as_text(site: BuiltSite) -> None:
    titles = {f"{URL}/{path}/": said(article.title) for path, article in articles()}
    feeds = sorted((site.output / "feeds").rglob("*.atom"))
    assert len(feeds) > 10
    for feed in feeds:
        found = ET.fromstring(feed.read_bytes()).findall(f"{ATOM}entry")
        told = {entry.find(f"{ATOM}link").attrib["href"]: entry.findtext(f"{ATOM}title") or "" for entry in found}  # type: ignore[union-attr]
        assert {link: said(title) for link, title in told.items()} == {
            link: titles.get(link, said(told[link])) for link in told
        }
        read = feedparser.parse(feed.read_bytes(), sanitize_html=False)
        assert (bool(read.bozo), {entry.title_detail.type for entry in read.entries}) == (False, {"text/plain"}), feed
        assert [entry.link for entry in read.entries] == list(told)


def test_every_line_of_data_is_json_and_keeps_the_title(site: BuiltSite) -> None:
    titles = {f"{URL}/{path}/": article.title for path, article in articles()}
    told: dict[str, str] = {}
    for file in sorted((site.output / "data").rglob("*.jsonl")):
        for line in file.read_bytes().split(b"\n")[:-1]:
            record = json.loads(line)
            assert titles.get(record["address"], record["title"]) == record["title"], file
            told[record["address"]] = record["title"]
    assert titles.items() <= told.items()


@pytest.mark.parametrize(
    "folder", ["agencies", "authors", "outlets", "pictures/agencies", "pictures/photographers", "staff", "tags"]
)
def test_a_hostile_name_has_a_list_with_feed_and_data(folder: str, site: BuiltSite) -> None:
    [feed] = (site.output / "feeds" / folder).rglob("script-script-hostile-390*.atom")
    [data] = (site.output / "data" / folder).rglob("script-script-hostile-390*.jsonl")
    assert len(data.read_bytes().splitlines()) == len(attacks()) * (2 if folder == "tags" else 1)
    assert said(SHARED) in said(ET.parse(feed).findtext(f"{ATOM}title") or "")
    page = pages(site.output)[f"{feed.relative_to(site.output / 'feeds').with_suffix('')}/index.html"]
    assert said(SHARED) in text_of(page, "h1")


def test_every_other_file_of_json_or_xml_is_well_formed(site: BuiltSite) -> None:
    for file in site.output.rglob("*.json"):
        json.loads(file.read_bytes())
    for file in site.output.rglob("*.xml"):
        html5lib.parse(file.read_bytes())
        ET.parse(file)


# ---- the site's own settings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 3">{}</svg>'


@pytest.mark.parametrize(
    ("setting", "field"),
    [
        ("LOGO = 'logo.svg'", "LOGO"),
        ("LOGO = '../../../etc/passwd'", "LOGO"),
        ("COLOURS = {'accent': '#000} body{background:url(//tracker.example/)'}", 'COLOURS["accent"]'),
        ("COLOURS = {'dark': {'paper': '</style><script>hostile(1)</script>'}}", 'COLOURS["dark"]["paper"]'),
    ],
)
def test_a_hostile_logo_or_colour_ends_the_build_with_its_name(setting: str, field: str, tmp_path: Path) -> None:
    folder = new_site(tmp_path / "site")
    (folder / "logo.svg").write_text(SVG.format("<script>hostile(1)</script>"))
    (folder / "content").mkdir()
    shutil.copy(FIXTURE / "content" / "2021" / "05" / "by-hand.md", folder / "content" / "by-hand.md")
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"{setting}\n")
    done = backfile(folder, "build")
    assert done.returncode == 1
    assert done.stderr.startswith(f"backfile: pelicanconf.py: {field}: ")
    assert not (folder / "output" / "index.html").exists()
