"""Invented views: what the press hands to each template, filled to the brim or as bare as it may be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from markupsafe import Markup

from backfile.views import (
    ArticleView,
    ChangeView,
    CopiesView,
    CopyColumn,
    CopyView,
    DaysView,
    DayView,
    Group,
    HomeView,
    IndexView,
    Link,
    ListView,
    OffersView,
    PassageView,
    Period,
    PictureView,
    PrintedDate,
    ProvenanceView,
    RelatedView,
    SiteView,
    Teaser,
    ThreadStep,
    VersionView,
    YearOfDay,
)

STATIC = Path(__file__).parents[2] / "theme" / "static"
"""The theme's static files."""

DATE = PrintedDate("20 February 2020", "2020-02-20", "/2020/02/20/")
WAY = (Link("Asia", "/regions/asia/"), Link("Syria", "/regions/asia/western-asia/syria/"))

ENGLISH = Teaser(
    "Pilots walk out as harbour talks collapse", "/2020/02/20/pilots-walk-out/", "en", "ltr", DATE, "CG",
    "Pilots stopped work at dawn after talks on a tide barrier broke down.", ("AP", "Reuters"),
)  # fmt: skip
ARABIC = Teaser(
    "البلدية تفتح الجسر القديم أمام المشاة", "/2020/02/19/bridge/", "ar", "rtl", None, "صدى الوادي",
    "قالت البلدية إن الجسر سيفتح في نهاية الشهر.",
)  # fmt: skip


def site(*, url: str = "https://archive.example/news", indexing: bool = True, samples: bool = False) -> SiteView:
    """The site around a page."""
    names = (file.relative_to(STATIC).as_posix() for file in sorted(STATIC.rglob("*.*")))
    menu = (Link("Regions", "/regions/"), Link("Search", "/search/"))
    assets = {name: f"/theme/{name}?v=1" for name in names}
    return SiteView("The Port Ellery Backfile", "en", url, indexing, samples, menu, "/feeds/all.atom", assets)


def article(body: str = "<p>Some 40 ships were waiting.</p>") -> ArticleView:
    """An article of which everything is known."""
    return ArticleView(
        title=ENGLISH.title,
        address=ENGLISH.address,
        lang="en",
        dir="ltr",
        date=DATE,
        modified=PrintedDate("21 February 2020, 08:10", "2020-02-21T08:10:00+01:00"),
        outlet=Link("CG", "/outlets/cg/"),
        outlet_name="Coastal Gazette",
        section="World",
        series="The barrier",
        standfirst=ENGLISH.summary,
        byline="By Jana Orme and Piet Vos, Port Ellery",
        authors=(Link("Jana Orme", "/authors/jana-orme/"), Link("Piet Vos", "/authors/piet-vos/")),
        dateline="PORT ELLERY, Feb 20 (Reuters) -",
        picture=PictureView(
            "/media/cranes.jpg", "Idle cranes on Thursday", "picture-alliance/AP Photo/G. Marlow", (Link("AP", ""),),
            1200, 800, Link("G. Marlow", "/pictures/photographers/g-marlow/"),
            (Link("picture-alliance/", ""), Link("AP", "/pictures/agencies/ap/"), Link(" Photo/", ""),
             Link("G. Marlow", "/pictures/photographers/g-marlow/")),
            (Link("DPA", "/pictures/agencies/dpa/"),),
        ),
        body=Markup(body),
        text_withheld=False,
        credit_line="dv/aw (AP, Reuters)",
        staff=(Link("dv", "/staff/cg/dv/"), Link("aw", "/staff/cg/aw/")),
        agencies=(Link("AP", "/agencies/ap/"), Link("Reuters", "/agencies/reuters/")),
        reporting=(("reporting", "Jana Orme", "Port Ellery"), ("editing", "Sam Hollis", "")),
        tags=(Link("harbours", "/tags/harbours/"), Link("地铁", "/tags/di-tie-0a1b2c/", lang="zh")),
        regions=(WAY,),
        mentioned=(Link("Türkiye", "/regions/asia/western-asia/turkiye/"), Link("Russia", "")),
        source="https://coastal-gazette.example/world/pilots-walk-out-a-53412345",
        capture=f"sha256:{hashlib.sha256(b'pilots').hexdigest()}",
        correction="An earlier version named the wrong minister.",
        status="corrected",
        rights="© Coastal Gazette 2020",
        previous=ARABIC,
        next=ENGLISH,
        json_ld=Markup('{"@context":"https://schema.org","@type":"NewsArticle"}'),
        related=RelatedView(
            (CopyView(ENGLISH, "the agency’s own: adds 4 paragraphs"), CopyView(ARABIC, "leaves out 2 sentences")),
            (CopyView(ENGLISH, "repeat, against the agency’s: the same text"),) * 4, 3,
            (ThreadStep(Link("The tide barrier", "/threads/tide-barrier/", 12), ARABIC, ENGLISH),),
        ),
        versions=(
            VersionView(2, PrintedDate("21 February 2020, 09:00 UTC", "2020-02-21T09:00:00Z"), (
                ChangeView("headline", (("same", "Pilots "), ("removed", "may walk"), ("added", "walk out"))),
                ChangeView("", (("same", "…some "), ("removed", "30"), ("added", "40"), ("same", " ships were"))),
            ), complete=False),
            VersionView(1, PrintedDate("20 February 2020, 14:00 UTC", "2020-02-20T14:00:00Z"), (), complete=True),
        ),
        provenance=ProvenanceView(
            "JSON-LD datePublished (published)", "changed since intake", "the page’s metadata (declared)",
            PrintedDate("20 February 2020, 14:00 UTC", "2020-02-20T14:00:00Z"), "this archive",
            (("og:title", (("headline", "headline"),)), ("printed on the page", (("staff, agencies", "sign_off"),))),
            ("page chrome: 214 words", "related links"), ("date of change",), 2,
        ),
    )  # fmt: skip


def bare_article() -> ArticleView:
    """An article of which nothing is known but a headline and a text in Arabic."""
    return ArticleView(
        title=ARABIC.title, address=ARABIC.address, lang="ar", dir="rtl", date=None, modified=None, outlet=None,
        outlet_name="", section="", series="", standfirst="", byline="", authors=(), dateline="", picture=None,
        body=Markup("<p>قالت البلدية إن الجسر سيفتح.</p>"), text_withheld=False, credit_line="", staff=(), agencies=(),
        reporting=(), tags=(), regions=(), mentioned=(), source="", capture="", correction="", status="", rights="",
        previous=None, next=None, json_ld=Markup("{}"),
    )  # fmt: skip


def periods() -> tuple[Period, ...]:
    """Twelve years, one of them without articles."""
    return tuple(
        Period(str(year), f"/{year}/", year - 2000, year % 5 + 1) if year != 2011 else Period("2011", "", 0)
        for year in range(2007, 2019)
    )


def list_view() -> ListView:
    """A list that shows everything a list can."""
    return ListView(
        "regions", "Syria", WAY[-1].address, 312, WAY[:-1], (ENGLISH, ARABIC), 312, periods(),
        (Link("Part 1", f"{WAY[-1].address}part-1/", 200),), (Link("Idlib", f"{WAY[-1].address}idlib/", 9),),
        Link("2018", "/2018/"), Link("2020", "/2020/"), "/feeds/syria.atom",
    )  # fmt: skip


def copies_view() -> CopiesView:
    """A family of wire copy with all that a page of one can hold."""
    passages = (
        PassageView(2), PassageView(0, (("same", "Some "), ("removed", "30"), ("added", "40"), ("same", " ships"))),
    )  # fmt: skip
    column = CopyColumn(ARABIC, "AP", "update: adds 1 sentence", passages)
    return CopiesView(ENGLISH, "AP, Reuters", "the agency’s own", ("Pilots stopped work.",), (column, column), 3)


def home_view() -> HomeView:
    """A front page."""
    links = (Link("Syria", WAY[-1].address, 312), Link("وكالة", "/agencies/wikala-0a1b2c/", 3))
    return HomeView((ENGLISH, ARABIC), periods(), links, links, links, links, 4123, Link("Undated", "/undated/", 2))


def days_view() -> DaysView:
    """A year of two short months, one day of it without articles."""
    days = (Period("1", "/on-this-day/01-01/", 4, 5), Period("2", "", 0), Period("3", "/on-this-day/01-03/", 1, 1))
    return DaysView("On this day", "/on-this-day/", 9, (("January", days), ("February", days[:2])))


def day_view() -> DayView:
    """A day of the year that is too full for its page."""
    steps = (Link("19 February", "/on-this-day/02-19/"), Link("29 February", "/on-this-day/02-29/"))
    year = YearOfDay(Link("2020", "/2020/02/20/"), (ENGLISH, ARABIC))
    trail = (Link("On this day", "/on-this-day/"),)
    return DayView("20 February", "/on-this-day/02-20/", 312, trail, (year,), 2, periods(), *steps)


def offers_view() -> OffersView:
    """An archive whose data are in two files."""
    files = (Link("2019", "/data/2019.jsonl", 312), Link("2020", "/data/2020.jsonl", 4))
    return OffersView("Data", 316, "/feeds/latest.atom", files)


def index_view() -> IndexView:
    """A directory long enough for its row of letters."""
    groups = tuple(Group(letter, (Link(f"{letter}-tag", f"/tags/{letter.lower()}-tag/", 2),)) for letter in "ABCDEFG")
    return IndexView("tags", "Tags", "/tags/", groups, 7)
