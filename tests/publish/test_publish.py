"""What stands around the pages: JSON-LD, sitemap, robots.txt, 404."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.article import Article, Contributor, Dateline, EventDate, Image
from backfile.catalogue import Catalogue, Entry
from backfile.edition import Edition
from backfile.publish.json_ld import json_ld, news_article
from backfile.publish.robots import robots
from backfile.publish.sitemap import sitemap_files
from backfile.site import Site
from backfile.views import SiteView

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entry(number: int, date: str | None = "2020-02-20", title: str = "Story") -> Entry:
    path = f"2020/02/20/s{number}"
    return Entry(
        path=path, title=title, date=EventDate(date) if date else None, modified=None, lang="en",
        outlet="DW", summary="Lead & more.", region=(), agencies=(), staff=(), authors=(), tags=("x",),
        picture=False, access="public",
    )  # fmt: skip


def edition(url: str = "") -> Edition:
    site = Site("Archive", url=url)
    view = SiteView("Archive", "en", url, indexing=False, samples=False, menu=(), feed="", assets=MappingProxyType({}))
    catalogue = Catalogue((), MappingProxyType({"DW": "Deutsche Welle"}))
    return Edition(site, view, catalogue, Path("media"), Path("output"), frozenset())


FULL = Article(
    title="Bridge reopens",
    date=EventDate("2020-02-20T10:00:00+01:00"),
    modified=EventDate("2020-02-21"),
    lang="en",
    outlet="DW",
    source="https://dw.example/bridge",
    section="World",
    standfirst="Traders cross again.",
    authors=("Mona Rieger",),
    dateline=Dateline("IDLIB (AP)"),
    region=("SY-ID",),
    credit_line="dv/aw (AP, Reuters)",
    agencies=("AP", "Reuters"),
    reporting=(Contributor("Sam Okoro", "editor"), Contributor("Lea Brandt", "reporter")),
    tags=("Bridges", "Trade"),
    image=Image(caption="The bridge", credit="AP/K. Lindqvist", agencies=("AP",), photographer="K. Lindqvist"),
    capture="sha256:11",
)


def test_json_ld_says_who_wrote_published_and_supplied_an_article() -> None:
    thing = news_article(edition("https://archive.example"), FULL, entry(1), ())
    assert thing["@type"] == "NewsArticle"
    assert thing["headline"] == "Bridge reopens"
    assert thing["url"] == "https://archive.example/2020/02/20/s1/"
    assert (thing["datePublished"], thing["dateModified"]) == ("2020-02-20T10:00:00+01:00", "2020-02-21")
    assert thing["author"] == [{"@type": "Person", "name": "Mona Rieger"}]
    assert thing["editor"] == [{"@type": "Person", "name": "Sam Okoro"}]
    assert thing["contributor"] == [{"@type": "Person", "name": "Lea Brandt"}]
    assert thing["publisher"] == {"@type": "Organization", "name": "Deutsche Welle"}
    assert thing["sourceOrganization"] == [
        {"@type": "Organization", "name": "The Associated Press"}, {"@type": "Organization", "name": "Reuters"},
    ]  # fmt: skip
    assert thing["contentLocation"] == [{"@type": "Place", "name": "Idlib", "identifier": "SY-ID"}]
    assert (thing["creditText"], thing["dateline"]) == ("dv/aw (AP, Reuters)", "IDLIB (AP)")
    assert (thing["keywords"], thing["isBasedOn"]) == (["Bridges", "Trade"], "https://dw.example/bridge")


def test_json_ld_leaves_out_what_is_unknown() -> None:
    assert set(news_article(edition(), Article("Bare"), entry(1, None), ())) == {
        "@context",
        "@type",
        "headline",
        "inLanguage",
    }


@pytest.mark.parametrize(
    ("url", "pictures", "address"),
    [
        ("https://archive.example", ("a b.png",), "https://archive.example/media/a%20b.png"),
        ("https://archive.example", ("other.png",), None),
        ("", ("a b.png",), None),
    ],
)
def test_json_ld_names_the_address_of_a_picture_that_is_there(
    url: str, pictures: tuple[str, ...], address: str | None
) -> None:
    article = Article("Bridge reopens", image=Image(file="a b.png", caption="The bridge"))
    image = news_article(edition(url), article, entry(1), pictures)["image"]
    assert image == {"@type": "ImageObject", "caption": "The bridge"} | ({"contentUrl": address} if address else {})


@given(st.text())
def test_no_headline_can_end_the_script_or_be_lost_in_it(title: str) -> None:
    hostile = f"</script><!--{title}"
    text = json_ld(edition(), article=Article(hostile), entry=entry(1), pictures=())
    assert not set("<>&") & set(text)
    assert json.loads(text)["headline"] == hostile
    clean = f"A{title}"
    told = json_ld(edition(), article=Article(clean), entry=entry(1), pictures=())
    page = f'<script type="application/ld+json">{told}</script>'
    [script] = html5lib.parse(page, namespaceHTMLElements=False).iter("script")
    assert json.loads("".join(script.itertext()))["headline"] == clean


def test_a_sitemap_holds_absolute_addresses_and_the_articles_dates() -> None:
    some = [entry(1), entry(2, "2020-02-20T10:00:00"), entry(3, "2020-02-20T10:00:00Z")]
    [(address, text)] = sitemap_files("https://a.example/news", ("/", *(each.address for each in some)), some)
    rows = ET.fromstring(text).findall(f"{MAP}url")
    assert address == "/sitemap.xml"
    assert [row.findtext(f"{MAP}loc") for row in rows][:2] == [
        "https://a.example/news/",
        "https://a.example/news/2020/02/20/s1/",
    ]
    assert [row.findtext(f"{MAP}lastmod") for row in rows] == [None, "2020-02-20", "2020-02-20", "2020-02-20T10:00:00Z"]


def test_a_sitemap_too_long_for_one_file_becomes_an_index_of_parts() -> None:
    files = dict(sitemap_files("https://a.example", [f"/{number}/" for number in range(5)], [], most=2))
    assert list(files) == ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    index = ET.fromstring(files["/sitemap.xml"])
    assert [each.text for each in index.iter(f"{MAP}loc")] == [f"https://a.example/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert len(ET.fromstring(files["/sitemap-3.xml"])) == 1


def test_robots_may_read_only_where_indexing_is_on() -> None:
    assert robots(Site("Archive")) == "User-agent: *\nDisallow: /\n"
    assert "Sitemap: https://a.example/sitemap.xml" in robots(Site("Archive", url="https://a.example", indexing=True))
    assert "Disallow" not in robots(Site("Archive", indexing=True))
