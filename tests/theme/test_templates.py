"""What the templates make of views: whole pages that hold everything they were given, and nothing as markup."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import html5lib
import invented_views as views
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from backfile.interface import template_filters, template_words
from backfile.press.templates import Templates
from backfile.views import LogoView, Page, SiteView

TEMPLATES = Path(__file__).parent.parent.parent / "theme" / "templates"

LARGEST_FRAME = 12_000
"""Bytes of an article page besides the article's text."""

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "article": ("article.html", views.ENGLISH.address, {"article": views.article()}),
    "bare article": ("article.html", views.ARABIC.address, {"article": views.bare_article()}),
    "list": ("list.html", views.WAY[-1].address, {"list": views.list_view()}),
    "home": ("home.html", "/", {"home": views.home_view()}),
    "copies": ("copies.html", f"{views.ENGLISH.address}copies/", {"copies": views.copies_view()}),
    "directory": ("directory.html", "/tags/", {"index": views.index_view()}),
    "calendar": ("days.html", "/on-this-day/", {"days": views.days_view()}),
    "on this day": ("on_this_day.html", "/on-this-day/02-20/", {"day": views.day_view()}),
    "data": ("data.html", "/data/", {"offers": views.offers_view()}),
    "search": ("search.html", "/search/", {}),
    "not found": ("not_found.html", "", {}),
    "redirect": ("redirect.html", "/old/", {"target": views.Link(views.ENGLISH.title, views.ENGLISH.address)}),
}
"""Template, address and view of one page of each kind."""

FRAMED = sorted(set(PAGES) - {"redirect"})
"""Kinds of pages that carry masthead and colophon."""

Render = Callable[..., str]


@pytest.fixture(scope="module")
def render() -> Render:
    """Render a page of a kind as the press does, but an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    environment.globals |= template_words("en")
    environment.filters |= template_filters("en")

    templates = Templates(environment)

    def render(kind: str, site: SiteView | None = None, **replaced: object) -> str:
        template, address, view = PAGES[kind]
        name, value = next(iter({**view, **replaced}.items()), ("", None))
        page = Page(address, template, "A page", name, value)
        return templates.render(page, site or views.site(), root="" if address else "/news/")

    return render


def tree_of(page: str):
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(page)


def words_of(page: str) -> str:
    return " ".join("".join(tree_of(page).itertext()).split())


def attributes_of(page: str, name: str) -> list[str]:
    return [e.attrib[name] for e in tree_of(page).iter() if isinstance(e.tag, str) and name in e.attrib]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_parses_without_any_error(kind: str, render: Render) -> None:
    tree_of(render(kind))


@pytest.mark.parametrize("kind", FRAMED)
def test_a_page_has_one_first_heading_and_skips_no_level(kind: str, render: Render) -> None:
    levels = [int(tag) for tag in re.findall(r"<h([1-6])", render(kind))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", PAGES)
def test_the_policy_allows_no_inline_script_or_style_and_the_page_has_none(kind: str, render: Render) -> None:
    page = render(kind)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1]
    assert "<style" not in page
    assert re.findall(r'\sstyle="|\son[a-z]+="', page) == []
    scripts = re.findall(r"<script[^>]*>", page)
    data = ('type="application/ld+json"', 'type="application/json"', 'type="module" src="')
    assert [script for script in scripts if not any(each in script for each in data)] == []


@pytest.mark.parametrize("kind", sorted(set(FRAMED) - {"search", "article", "bare article"}))
def test_no_page_but_search_and_articles_runs_a_script(kind: str, render: Render) -> None:
    page = render(kind)
    assert "script-src" not in page
    assert "<script src" not in page
    assert 'type="module"' not in page


@pytest.mark.parametrize("kind", sorted(set(PAGES) - {"not found"}))
def test_every_address_within_the_site_is_relative(kind: str, render: Render) -> None:
    page = render(kind, views.site(url=""))
    assert [a for a in attributes_of(page, "href") + attributes_of(page, "src") if a.startswith("/")] == []


def test_the_page_for_what_is_not_found_leads_home_from_any_depth(render: Render) -> None:
    assert tree_of(render("not found")).find(".//main//a").get("href") == "/news/"


@pytest.mark.parametrize("kind", FRAMED)
def test_a_page_of_samples_says_that_they_are_invented(kind: str, render: Render) -> None:
    assert "These are samples: invented news" in words_of(render(kind, views.site(samples=True)))
    assert "invented" not in words_of(render(kind))


@pytest.mark.parametrize("kind", PAGES)
def test_search_engines_are_asked_to_stay_away_unless_the_site_invites_them(kind: str, render: Render) -> None:
    assert '<meta name="robots" content="noindex">' in render(kind, views.site(indexing=False))
    assert ("noindex" in render(kind, views.site(indexing=True))) == (kind in ("not found", "redirect"))


def test_an_article_page_holds_every_word_it_was_given(render: Render) -> None:
    article, words = views.article(), words_of(render("article"))
    given = [
        article.title, article.outlet_name, article.section, article.series, article.standfirst, article.byline,
        article.dateline, article.credit_line, article.correction, article.rights, article.source, article.capture,
        "Some 40 ships were waiting.", *(link.text for link in (*article.staff, *article.agencies, *article.tags)),
        *(link.text for link in (*article.mentioned, *views.WAY)), "Idle cranes on Thursday", "G. Marlow", "Sam Hollis",
    ]  # fmt: skip
    assert [text for text in given if text not in words] == []


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("An earlier version named the wrong minister.", "Correction: An earlier version named the wrong minister."),
        ("Korrektur: Der Minister hieß anders.", "Korrektur: Der Minister hieß anders."),
    ],
)
def test_a_correction_that_is_printed_under_a_word_of_its_own_gets_no_other(
    printed: str, shown: str, render: Render
) -> None:
    page = render("article", article=dataclasses.replace(views.article(), correction=printed))
    (notice,) = tree_of(page).findall(".//p[@class='notice']")
    assert "".join(notice.itertext()) == shown


def test_a_cut_article_says_so_even_where_it_was_corrected(render: Render) -> None:
    page = render("article", article=dataclasses.replace(views.article(), status="truncated"))
    assert "The capture holds only the beginning of this article." in words_of(page)


def test_the_versions_of_an_article_show_what_went_and_what_came(render: Render) -> None:
    versions = tree_of(render("article")).find(".//details[@class='versions']")
    assert [e.text for e in versions.iter("del")] == ["may walk", "30"]
    assert [e.text for e in versions.iter("ins")] == ["walk out", "40"]
    assert [e.get("datetime") for e in versions.iter("time")] == ["2020-02-21T09:00:00Z", "2020-02-20T14:00:00Z"]
    assert "Versions" not in words_of(render("bare article"))


def test_copies_repeats_and_threads_stand_below_an_article_and_are_not_searched(render: Render) -> None:
    root = tree_of(render("article"))
    below = {s.get("aria-labelledby"): s for s in root.findall(".//main//section")}
    assert [len(below[name].findall(".//li")) for name in ("copies", "repeats", "threads")] == [2, 4, 2]
    assert {a.get("lang") for a in below["copies"].iter("a")} == {"en", "ar"}
    assert "undated" in "".join(below["copies"].itertext())
    assert root.findall(".//article[@data-pagefind-body]//section[@aria-labelledby='copies']") == []
    assert "Also published by" not in render("bare article")


@pytest.mark.parametrize("field", ["title", "standfirst", "byline", "dateline", "credit_line", "section", "correction"])
def test_markup_in_a_field_of_an_article_shows_as_text(field: str, render: Render) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    page = render("article", article=dataclasses.replace(views.article(), **{field: hostile}))
    assert hostile in "".join(tree_of(page).itertext())
    assert "<img src=x" not in page


def test_an_article_page_is_in_the_language_of_its_article_and_its_frame_in_that_of_the_site(render: Render) -> None:
    root = tree_of(render("bare article"))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    masthead = root.find(".//header[@class='masthead']")
    assert (masthead.get("lang"), masthead.get("dir")) == ("en", "ltr")


def test_a_teaser_carries_the_language_and_direction_of_its_article(render: Render) -> None:
    headings = {h.get("lang"): h.get("dir") for h in tree_of(render("list")).iter("h2") if h.get("lang")}
    assert headings == {"en": "ltr", "ar": "rtl"}


def test_a_year_without_articles_is_shown_and_leads_nowhere(render: Render) -> None:
    gaps = [e for e in tree_of(render("home")).iter("li") if e.get("class") == "level-0" and e.find("span") is not None]
    assert ["".join(gap.itertext()) for gap in gaps] == ["2011 none held"]


def test_a_name_without_a_list_is_no_link(render: Render) -> None:
    page = render("article")
    assert "<bdi>Russia</bdi>" in page
    assert "Russia</bdi></a>" not in page


def test_a_text_that_may_not_be_shown_is_said_to_be_withheld(render: Render) -> None:
    withheld = dataclasses.replace(views.article(), text_withheld=True, body=Markup(""))
    assert "may not be shown" in words_of(render("article", article=withheld))


def test_the_search_index_reads_the_text_of_an_article_alone(render: Render) -> None:
    root = tree_of(render("article"))
    assert len(root.findall(".//article[@data-pagefind-body]")) == 1
    for ignored in ("header/p[@class='kicker']", "footer", "aside"):
        part = root.find(f".//article/{ignored}")
        assert part.get("data-pagefind-ignore") is not None


@pytest.mark.parametrize("kind", sorted(set(PAGES) - {"article", "bare article"}))
def test_only_articles_are_searched(kind: str, render: Render) -> None:
    assert "data-pagefind-body" not in render(kind)


def test_an_article_page_besides_its_text_is_light(render: Render) -> None:
    text = "<p>Some 40 ships were waiting.</p>"
    assert len(render("article").encode()) - len(text.encode()) <= LARGEST_FRAME


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_block_is_named_where_it_opens_and_where_it_closes(template: Path) -> None:
    source = template.read_text("utf-8")
    assert re.findall(r"{% endblock %}", source) == []
    opened, closed = (re.findall(rf"{{%-? {tag} (\w+) -?%}}", source) for tag in ("block", "endblock"))
    assert sorted(opened) == sorted(closed)


def test_the_dateline_runs_in_before_the_first_words_of_the_text(render: Render) -> None:
    first = tree_of(render("article")).find(".//div[@class='body']/p")
    assert "".join(first.itertext()) == "PORT ELLERY, Feb 20 (Reuters) - Some 40 ships were waiting."
    assert first.find("span[@class='dateline']").text == "PORT ELLERY, Feb 20 (Reuters) -"


@pytest.mark.parametrize("body", ["<h2>Walkout</h2><p>Some 40.</p>", '<p lang="fr" dir="ltr">Une.</p>', ""])
def test_a_dateline_stands_alone_before_a_text_that_begins_otherwise(body: str, render: Render) -> None:
    first = tree_of(render("article", article=views.article(body))).find(".//div[@class='body']/p")
    assert "".join(first.itertext()) == "PORT ELLERY, Feb 20 (Reuters) -"


def test_the_credit_line_is_a_button_that_is_described_by_its_names_spelled_out(render: Render) -> None:
    sign_off = tree_of(render("article")).find(".//footer[@class='sign-off']")
    button = sign_off.find(".//button")
    spelled = sign_off.find(f".//*[@id='{button.get('aria-describedby')}']")
    assert (button.get("type"), button.text) == ("button", "dv/aw (AP, Reuters)")
    assert "".join(spelled.itertext()) == (
        "dv, aw: CG desk; agency copy: AP, Reuters; reporting: Jana Orme (Port Ellery); editing: Sam Hollis"
    )
    assert ["".join(a.itertext()) for a in spelled.iter("a")] == ["dv", "aw", "AP", "Reuters"]


def test_the_names_in_a_pictures_credit_lead_to_their_lists(render: Render) -> None:
    caption = tree_of(render("article")).find(".//figcaption")
    assert "".join(caption.find("span").itertext()) == "picture-alliance/AP Photo/G. Marlow"
    assert ["".join(a.itertext()) for a in caption.iter("a")] == ["AP", "G. Marlow", "DPA"]


@pytest.mark.parametrize("kind", sorted(set(FRAMED) - {"not found"}))
def test_a_page_is_described_once(kind: str, render: Render) -> None:
    (said,) = re.findall(r'<meta name="description" content="([^"]*)">', render(kind))
    assert said.strip(" –")


@pytest.mark.parametrize("kind", FRAMED)
def test_a_logo_stands_for_the_name_in_the_nameplate_and_says_it(kind: str, render: Render) -> None:
    logo = LogoView("/theme/logo-0a1b2c3d.svg", 300, 60, icon=True)
    page = tree_of(render(kind, dataclasses.replace(views.site(), logo=logo)))
    picture = page.find(".//*[@class='nameplate']//img")
    assert picture.get("alt") == "The Port Ellery Backfile"
    assert (picture.get("width"), picture.get("height")) == ("300", "60")
    assert page.find(".//link[@rel='icon']").get("href").endswith("theme/logo-0a1b2c3d.svg")
