"""How heavy the pages of lists may become: 100,000 bytes of HTML at most, however long headlines and summaries are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import invented_views as views
import pytest
from jinja2 import Environment, FileSystemLoader

from backfile.article import EventDate
from backfile.browse.lists import Listing, archive_sets, list_set
from backfile.browse.on_this_day import on_this_day_sets
from backfile.catalogue import Entry
from backfile.interface import template_filters, template_words
from backfile.planned import PageSet
from backfile.press.templates import Templates
from backfile.site import Site

HEAVIEST = 100_000
"""Bytes of HTML."""

SITE = Site("The Archive")
HEADLINE = "Harbour crews stop the night ferry while the council counts its bridges and finds another one"
SUMMARY = "The council has counted the bridges of the harbour again and found one more than it built. " * 20


@pytest.fixture(scope="module")
def templates() -> Templates:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent.parent / "theme" / "templates"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= template_words("en")
    environment.filters |= template_filters("en")
    return Templates(environment)


def entries(count: int, day: str, headline: str = HEADLINE, summary: str = SUMMARY) -> tuple[Entry, ...]:
    one = Entry(
        path="", title=headline, date=EventDate(day), modified=None, lang="en", outlet="Harbour Courier",
        summary=summary, region=(), agencies=("AP", "Reuters"), staff=(), authors=(), tags=(), picture=False,
        access="public",
    )  # fmt: skip
    slug = "harbour-crews-stop-the-night-ferry-while-the-council-counts-its-bridges"
    return tuple(replace(one, path=f"{day.replace('-', '/')}/{slug}-{number:03}") for number in range(count))


def weights(templates: Templates, *sets: PageSet) -> dict[str, int]:
    pages = (planned.make() for each in sets for planned in each.plan())
    return {
        page.address: len(templates.render(page, views.site()).encode()) for page in pages if page.address[-1] == "/"
    }


@pytest.mark.parametrize(
    ("headline", "summary"), [(HEADLINE, SUMMARY), ("港口工人罢工渡轮停航" * 4, "市议会再次清点港口的桥梁" * 60)]
)
def test_no_page_of_a_list_is_heavier_whatever_its_articles(templates: Templates, headline: str, summary: str) -> None:
    some = tuple(
        each for day in ("2019-02-20", "2020-02-20", "2020-02-21") for each in entries(200, day, headline, summary)
    )
    made = weights(
        templates,
        list_set(Listing("tags", "bridges", "/tags/bridges/", some), SITE),
        *archive_sets(some, SITE),
        *on_this_day_sets(some, "en"),
    )
    assert {address: weight for address, weight in made.items() if weight >= HEAVIEST} == {}


def test_a_calendar_of_all_days_is_no_heavier(templates: Templates) -> None:
    days = [f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    made = weights(templates, next(on_this_day_sets([each for day in days for each in entries(1, day)], "en")))
    assert 0 < made["/on-this-day/"] < HEAVIEST
