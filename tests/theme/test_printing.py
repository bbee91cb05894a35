"""How the press prints pages: what Jinja itself would print, whatever the views hold, and however often."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import invented_views as views
import pytest
from any_views import TEXTS, any_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, FileSystemLoader, TemplateAssertionError
from markupsafe import Markup

from backfile.address import root_of
from backfile.interface import template_filters, template_words
from backfile.press.flattening import flattened
from backfile.press.templates import Templates
from backfile.views import (
    ArticleView,
    CopiesView,
    DataView,
    DaysView,
    DayView,
    FeedView,
    HomeView,
    IndexView,
    Link,
    ListView,
    OffersView,
    Page,
    RegionsView,
    SiteView,
)

THEME = Path(__file__).parent.parent.parent / "theme" / "templates"
FORM = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

PAGES: dict[str, tuple[str, type | None]] = {
    "article.html": ("article", ArticleView),
    "list.html": ("list", ListView),
    "region.html": ("list", ListView),
    "regions.html": ("index", RegionsView),
    "home.html": ("home", HomeView),
    "copies.html": ("copies", CopiesView),
    "directory.html": ("index", IndexView),
    "on_this_day.html": ("day", DayView),
    "days.html": ("days", DaysView),
    "data.html": ("offers", OffersView),
    "feed.atom": ("feed", FeedView),
    "data.jsonl": ("data", DataView),
    "redirect.html": ("target", Link),
    "search.html": ("", None),
    "not_found.html": ("", None),
}
"""Each template with the name and the type of its view."""


def of_the_theme(theme: Path = THEME, **more: object) -> Environment:
    env = Environment(loader=FileSystemLoader(theme), **FORM, **more)
    env.globals |= template_words("en")
    env.filters |= template_filters("en")
    return env


STOCK = of_the_theme()
TEMPLATES = Templates(of_the_theme())
"""They print many pages after another, so that what is kept of one serves the next."""


def printed_by_jinja(page: Page, site: SiteView, root: str) -> str:
    view = {page.view_name: page.view} if page.view_name else {}
    context = {"site": site, "root": root, "page_title": page.title, "address": page.address, **view}
    return STOCK.get_template(page.template).render(context)


@st.composite
def any_page(draw: st.DrawFn) -> Page:
    template = draw(st.sampled_from(sorted(PAGES)))
    name, kind = PAGES[template]
    address = draw(st.sampled_from(["/", "/2020/02/20/slug/", "/tags/x/", "/404.html"]))
    return Page(address, template, draw(TEXTS), name, draw(any_of(kind)) if kind else None)


@given(st.lists(any_page(), min_size=1, max_size=3), any_of(SiteView), st.sampled_from(["", "/a&'b/", "/<x>/"]))
@settings(max_examples=40, deadline=None)
def test_whatever_views_hold_a_page_is_printed_as_jinja_prints_it(pages: list[Page], site: SiteView, base: str) -> None:
    for page in pages:
        expected = printed_by_jinja(page, site, base or root_of(page.address))
        assert TEMPLATES.render(page, site, root=base) == expected


def templates_of(sources: dict[str, str], cache: Path | None = None) -> Templates:
    kept = FileSystemBytecodeCache(str(cache)) if cache else None
    return Templates(Environment(loader=DictLoader(sources), bytecode_cache=kept, **FORM))


def page(view: object = None, address: str = "/a/") -> Page:
    return Page(address, "page.html", "", "view", view)


KEPT = {
    "page.html": "{% macro part(item, root, kept=true) %}<{{ root }}|{{ item.text }}>{% endmacro %}"
    "{{ part(view, root) }}"
}


def test_what_is_kept_of_a_value_serves_pages_of_every_depth() -> None:
    templates, link = templates_of(KEPT), Link("x", "/")
    printed = [templates.render(page(link, address), views.site()) for address in ("/", "/a/", "/a/b/", "/a/")]
    assert printed == ["<./|x>", "<../|x>", "<../../|x>", "<../|x>"]


def test_values_that_are_equal_but_print_differently_are_kept_apart() -> None:
    templates = templates_of(KEPT)
    text, markup = Link("<b>", "/"), Link(Markup("<b>"), "/")
    assert text == markup
    printed = [templates.render(page(link), views.site()) for link in (text, markup, text)]
    assert printed == ["<../|&lt;b&gt;>", "<../|<b>>", "<../|&lt;b&gt;>"]


def test_a_value_that_holds_the_place_of_root_is_text() -> None:
    templates = templates_of(KEPT)
    printed = templates.render(page(Link("\0root", "/")), views.site())
    assert printed == "<../|\0root>"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{% extends view %}", "text in quotes"),
        ("{% include view %}", "text in quotes"),
        ("{% for x in view %}{% block a %}{% endblock a %}{% endfor %}", "within a loop"),
        ("{% macro a(x) %}{{ view }}{% endmacro %}", "nothing but its arguments, not view"),
        ("{% macro a(x) %}{% set x = 1 %}{% endmacro %}", "another value"),
        ("{% macro a(x) %}{{ x }}{% endmacro %}{{ a(1)|upper }}", "a is used otherwise"),
        ("{% macro a(x) %}{{ x }}{% endmacro %}{{ a() }}", "other arguments"),
        ("{% block a %}{{ super() }}{% endblock a %}", "super is used otherwise"),
        ("{% macro a(x, y, root, kept=true) %}{% endmacro %}{{ a(view, site, root) }}", "root, and constants"),
        ("{% macro a(x, root, kept=true) %}{{ root|upper }}{% endmacro %}{{ a(view, root) }}", "not look into it"),
        ("{% macro a(x, root, kept=true) %}{% if root %}{% endif %}{% endmacro %}{{ a(view, root) }}", "look into"),
        ("{% macro a(x, y=x) %}{{ y }}{% endmacro %}", "no constant: x"),
        ("{% extends 'base.html' %}{% if view %}{% endif %}", "If stands outside the blocks"),
        ("{% block a required %}{% endblock a %}", "required"),
        ("{% filter upper %}{% endfilter %}", "FilterBlock is not understood"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_printed_from_one_function_is_told_from_others(source: str, told: str) -> None:
    env = Environment(loader=DictLoader({"page.html": source, "base.html": "[{% block a %}{% endblock a %}]"}), **FORM)
    with pytest.raises(TemplateAssertionError, match=told):
        flattened(env, "page.html", lambda name: env.parse(env.loader.get_source(env, name)[0]))


@pytest.mark.parametrize("template", sorted(PAGES))
def test_every_page_of_the_theme_is_printed_from_one_function(template: str) -> None:
    assert flattened(STOCK.overlay(), template, lambda name: STOCK.parse(STOCK.loader.get_source(STOCK, name)[0])).tree


@pytest.mark.parametrize(
    "source",
    [
        "{% extends 'base.html' %}{% block a %}{{ super() }} {{ view.text }}{% endblock a %}",
        "{% extends 'base.html' %}{% if view %}{% set b = 1 %}{% endif %}{% block a %}{{ b }}{% endblock a %}",
        "{% macro a(x, y=x) %}{{ y }}{% endmacro %}{{ a(view.text) }}",
        "{% macro a(x) %}{{ caller() }}{% endmacro %}{% call a(1) %}{{ view.text }}{% endcall %}",
        "{{ view.text }}{{ view.absent }}{{ absent }}{{ view.extra.key }}{{ view.extra.items()|list }}",
    ],
)
def test_what_a_theme_of_ones_own_does_beyond_that_is_printed_by_jinja(source: str) -> None:
    sources = {"page.html": source, "base.html": "<{% block a %}base{% endblock a %}>"}
    value = SimpleNamespace(text="<b>", extra=MappingProxyType({"key": "<i>"}))
    expected = Environment(loader=DictLoader(sources), **FORM).get_template("page.html").render(view=value)
    assert templates_of(sources).render(page(value), views.site()) == expected


def test_filters_and_globals_that_plugins_add_are_known() -> None:
    env = Environment(loader=DictLoader({"page.html": "{{ view|loud }} {{ year }}"}), **FORM)
    templates = Templates(env)
    env.filters["loud"] = lambda text: f"{text}!"
    env.globals["year"] = 1987
    assert templates.render(page("<b>"), views.site()) == "&lt;b&gt;! 1987"


def test_the_digest_of_a_template_tells_of_every_template_that_it_uses() -> None:
    sources = {
        "base.html": "{% block a %}{% endblock a %}",
        "part.html": "part",
        "macros.html": "{% macro m(x) %}{{ x }}{% endmacro %}",
        "page.html": """{% extends 'base.html' %}{% from "macros.html" import m %}""",
        "other.html": '{%- include "part.html" -%}',
        "any.html": "{% include view %}",
    }
    names = ("page.html", "other.html", "any.html")
    before = [templates_of(sources).digest(name) for name in names]
    assert len(set(before)) == 3
    assert {len(digest) for digest in before} == {8}
    for changed, of in (("base.html", {0, 2}), ("macros.html", {0, 2}), ("part.html", {1, 2}), ("page.html", {0, 2})):
        after = [templates_of({**sources, changed: sources[changed] + " "}).digest(name) for name in names]
        assert {place for place in range(3) if after[place] != before[place]} == of


def test_code_that_is_kept_on_disk_serves_until_a_partial_changes(tmp_path: Path) -> None:
    sources = {"page.html": '{% include "part.html" %}', "part.html": "one {{ view }}"}
    assert templates_of(sources, tmp_path).render(page("<"), views.site()) == "one &lt;"
    written = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert templates_of(sources, tmp_path).render(page("<"), views.site()) == "one &lt;"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == written
    sources["part.html"] = "two {{ view }}"
    assert templates_of(sources, tmp_path).render(page("<"), views.site()) == "two &lt;"


def test_code_that_jinja_keeps_and_code_that_the_press_keeps_are_not_taken_for_each_other(tmp_path: Path) -> None:
    env = Environment(loader=DictLoader(KEPT), bytecode_cache=FileSystemBytecodeCache(str(tmp_path)), **FORM)
    for _ in range(2):
        assert env.get_template("page.html").render(view=Link("x", "/"), root="./") == "<./|x>"
        assert templates_of(KEPT, tmp_path).render(page(Link("x", "/")), views.site()) == "<../|x>"


def test_kept_parts_come_from_disk_with_the_template_that_prints_them(tmp_path: Path) -> None:
    theme = shutil.copytree(THEME, tmp_path / "theme")
    cache = tmp_path / "cache"
    cache.mkdir()
    env = of_the_theme(theme, bytecode_cache=FileSystemBytecodeCache(str(cache)))
    article = replace(views.article(), title="<i>")
    shown = Page(article.address, "article.html", article.title, "article", article)
    first, second = (Templates(env).render(shown, views.site()) for _ in range(2))
    assert first == second == printed_by_jinja(shown, views.site(), root_of(article.address))
