"""Feeds: the newest articles of a list as Atom, printed by the theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import entries, entry
from jinja2 import Environment, FileSystemLoader

from backfile.article import EventDate
from backfile.browse.feeds import feed_address, feed_page, instant
from backfile.catalogue import Entry
from backfile.press.print_pass import Printer
from backfile.press.templates import Templates
from backfile.site import Site
from backfile.views import FeedView, SiteView

ATOM = "{http://www.w3.org/2005/Atom}"
THEME = Path(__file__).parent.parent.parent / "theme" / "templates"
TEMPLATES = Templates(
    Environment(loader=FileSystemLoader(THEME), autoescape=True, trim_blocks=True, lstrip_blocks=True)
)
SITE = Site("The Archive")


def atom(some: Sequence[Entry], site: Site = SITE, *, title: str = "bridges", address: str = "/tags/bridges/") -> bytes:
    view = SiteView(
        site.name, site.lang, site.url, indexing=False, samples=False, menu=(), feed="", assets=MappingProxyType({})
    )
    printer = Printer(Path(), TEMPLATES, view, b"", site.base_path, b"", text_digest=lambda _: b"")
    return printer.render(feed_page(title, address, some, site).make())


def test_a_feed_holds_the_newest_fifty_newest_first() -> None:
    feed = ET.fromstring(atom(entries(60)))
    links = [link.attrib["href"] for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert links == [f"../../2020/02/20/s{number:04}/" for number in range(59, 9, -1)]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/", "/feeds/latest.atom"),
        ("/tags/x/", "/feeds/tags/x.atom"),
        ("/2020/02/20/", "/feeds/2020/02/20.atom"),
        ("/regions/asia/western-asia/syria/filed-from/", "/feeds/regions/asia/western-asia/syria/filed-from.atom"),
    ],
)
def test_a_feed_lies_under_the_address_of_its_list(address: str, feed: str) -> None:
    assert feed_address(address) == feed


HOSTILE = "If a < b, then <script>alert(1)</script> is text & nothing else."


def test_titles_summaries_and_names_are_shown_as_text() -> None:
    story = replace(entry(tags=(HOSTILE,), authors=(HOSTILE,)), title=HOSTILE, summary=HOSTILE)
    [read] = feedparser.parse(atom([story], title=HOSTILE), sanitize_html=False).entries
    assert (read.title_detail.type, read.summary_detail.type) == ("text/plain", "text/plain")
    assert (read.title, read.summary, read.author, read.tags[0].term) == (HOSTILE,) * 4


@given(st.text(), st.text())
def test_whatever_an_article_or_its_list_is_called_its_feed_is_xml(title: str, tag: str) -> None:
    story = replace(entry(tags=(tag,), authors=(f"B{title}",)), title=f"A{title}", summary=title)
    feed = ET.fromstring(atom([story], title=f"A{tag}", site=Site("The\0 Archive")))
    assert (feed.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith("A")
    assert (feed.findtext(f"{ATOM}title") or "").startswith("A")


def test_a_feed_of_a_published_site_has_absolute_links() -> None:
    feed = ET.fromstring(atom([entry()], Site("The Archive", url="https://a.example/news")))
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert feed.find(f"{ATOM}entry/{ATOM}link").attrib["href"] == "https://a.example/news/2020/02/20/story/"  # type: ignore[union-attr]
    assert links == {
        "self": "https://a.example/news/feeds/tags/bridges.atom", "alternate": "https://a.example/news/tags/bridges/",
    }  # fmt: skip


def test_a_feed_has_what_atom_requires_of_it() -> None:
    some = [entry("undated/u"), entry("2019/s"), entry("2020/02/20/t", date="2020-02-20T10:00:00")]
    feed = ET.fromstring(atom(some, Site("The Archive", timezone="Europe/Berlin")))
    assert feed.findtext(f"{ATOM}updated") == "2020-02-20T10:00:00+01:00"
    items = feed.findall(f"{ATOM}entry")
    assert [item.findtext(f"{ATOM}title") for item in items] == ["t", "s"]
    for item in [feed, *items]:
        assert (item.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert item.findtext(f"{ATOM}updated")
    assert all(item.findtext(f"{ATOM}author/{ATOM}name") for item in items)


def test_a_feed_was_updated_when_one_of_its_articles_last_was_whatever_the_clocks() -> None:
    early = replace(entry("2020/02/20/a"), modified=EventDate("2020-03-01T23:30:00-05:00"))
    late = replace(entry("2020/02/20/b"), modified=EventDate("2020-03-02T01:00:00+00:00"))
    view = feed_page("x", "/tags/x/", [early, late], SITE).make().view
    assert isinstance(view, FeedView)
    assert view.updated == "2020-03-01T23:30:00-05:00"


def test_clocks_that_differed_by_seconds_are_told_to_the_minute() -> None:
    assert instant(EventDate("1880-05-01"), ZoneInfo("Europe/Berlin")) == "1880-05-01T00:00:00+00:53"


def test_identifiers_do_not_change_from_build_to_build_nor_repeat() -> None:
    first, second = (atom([entry("2020/02/20/a"), entry("2020/02/20/b")]) for _ in range(2))
    assert first == second
    ids = [element.text for element in ET.fromstring(first).iter(f"{ATOM}id")]
    assert len(set(ids)) == 3


def test_an_article_has_the_same_identifier_in_every_feed_and_every_feed_its_own() -> None:
    one, other = (ET.fromstring(atom([entry()], title=name, address=f"/tags/{name}/")) for name in ("x", "y"))
    assert one.findtext(f"{ATOM}entry/{ATOM}id") == other.findtext(f"{ATOM}entry/{ATOM}id")
    assert one.findtext(f"{ATOM}id") != other.findtext(f"{ATOM}id")


def test_a_feed_is_planned_anew_where_one_of_its_newest_changed_and_only_then() -> None:
    some = entries(60)

    def prints(changed: int) -> object:
        new = (*some[:changed], replace(some[changed], listed=b"new"), *some[changed + 1 :])
        return feed_page("x", "/tags/x/", new, SITE).prints

    assert prints(3) == feed_page("x", "/tags/x/", some, SITE).prints
    assert prints(30) != feed_page("x", "/tags/x/", some, SITE).prints
