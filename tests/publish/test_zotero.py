"""Zotero, pointed at an article's page, saves a newspaper article that says what is known and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from built_sites import BuiltSite, backfile, new_site
from zotero import ZoteroItem, zotero_item

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "citation"
HOSTILE = r'</pre><script>hostile(1)</script> costs $5 & 100% of {us}: \input{x} #1 ~ ^_^ "unpaired'
ADDRESS = "https://archive.example"


@pytest.fixture(scope="module", params=["", ADDRESS], ids=["preview", "published"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = new_site(tmp_path_factory.mktemp("zotero"))
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write(f'\nSITEURL = "{request.param}"\nOUTLETS = {{"CG": {{"name": "The Coastal Gazette"}}}}\n')
    (folder / "content" / "2020").mkdir(parents=True)
    for file in FIXTURES.glob("*.md"):
        shutil.copy(file, folder / "content" / "2020" / file.name)
    done = backfile(folder, "build")
    assert done.returncode == 0, done.stderr
    return BuiltSite(folder, str(request.param))


def html(site: BuiltSite, name: str) -> str:
    return (site.output / "2020" / name / "index.html").read_text("utf-8")


def saved(site: BuiltSite, name: str) -> ZoteroItem:
    return zotero_item(html(site, name))


def names() -> list[str]:
    return sorted(file.stem for file in FIXTURES.glob("*.md"))


@pytest.mark.parametrize("name", names())
def test_every_article_is_a_newspaper_article(name: str, site: BuiltSite) -> None:
    assert saved(site, name).type == "newspaperArticle"


def test_what_is_known_fills_zotero_s_fields(site: BuiltSite) -> None:
    item = saved(site, "everything-known")
    assert item.fields["title"] == 'Harbour crews "will not wait": talks end in Port Ellery'
    assert item.fields["publicationTitle"] == "The Coastal Gazette"
    assert item.fields["section"] == "World"
    assert item.fields["date"] == "2020/02/20"
    assert item.fields["language"] == "en"
    assert item.fields["url"] == "https://coastal-gazette.example/world/talks_end?id=53412345&page=1"
    assert item.authors == (("Leila", "al-Shami"), ("Jean-Luc van der", "Berg"))


def test_a_date_goes_as_far_as_it_is_known(site: BuiltSite) -> None:
    assert saved(site, "an-agency-is-no-author").fields["date"] == "2019/03"
    assert saved(site, "a-byline-that-names-nobody").fields["date"] == "2021"


def test_what_is_unknown_is_left_out(site: BuiltSite) -> None:
    item = saved(site, "nothing-known")
    assert {"publicationTitle", "section", "publisher"}.isdisjoint(item.fields)
    assert item.authors == ()


def test_where_the_source_is_unknown_the_address_is_the_archive_s(site: BuiltSite) -> None:
    assert saved(site, "chinese").fields.get("url", "") == (f"{ADDRESS}/2020/chinese/" if site.address else "")


def test_a_hostile_headline_is_the_title_as_text(site: BuiltSite) -> None:
    assert saved(site, "hostile").fields["title"] == HOSTILE


@pytest.mark.parametrize("name", names())
def test_no_agency_is_an_author_in_tags_or_json_ld(name: str, site: BuiltSite) -> None:
    page = html(site, name)
    thing = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[0])
    authors = {author["name"] for author in thing.get("author", ())}
    tagged = set(re.findall(r'<meta name="citation_author" content="([^"]*)"', page))
    assert {"Reuters", "AP", "The Associated Press"}.isdisjoint(authors | tagged)
