"""Errors in templates: whoever edits the theme is told the file, the line and the page."""

from __future__ import annotations

import pickle
from pathlib import Path

import invented_views as views
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backfile.errors import BuildError
from backfile.press.templates import Templates
from backfile.views import Page

PAGE = Page("/2021/05/14/ferry/", "page.html", "Ferry")

AT_RUN_TIME = {
    "{{ nothing.at.all }}": "'nothing' is undefined",
    "{{ site.nothing }}": "has no attribute 'nothing'",
    "{{ 1 // 0 }}": "ZeroDivisionError",
    "{{ address|failing }}": "ValueError: the filter refuses it",
    "{% include 'absent.html' %}": "absent.html",
}
SYNTAX = {"{% if %}": "Expected an expression", "{{ address|absent }}": "No filter named 'absent'"}


def failing(_: object) -> str:
    raise ValueError("the filter refuses it")


def templates_in(folder: Path, **sources: str) -> Templates:
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(source, "utf-8")
    env = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    env.filters["failing"] = failing
    return Templates(env)


def error_of(templates: Templates) -> BuildError:
    with pytest.raises(BuildError) as raised:
        templates.render(PAGE, views.site())
    return raised.value


@pytest.mark.parametrize(("wrong", "told"), [*AT_RUN_TIME.items(), *SYNTAX.items()])
@pytest.mark.parametrize(
    "page",
    [
        "{% include 'part.html' %}",
        "{% extends 'part.html' %}",
        "{% from 'macros.html' import part %}\n{{ part(site, address, root) }}",
    ],
)
def test_an_error_names_the_template_the_line_and_the_page(tmp_path: Path, page: str, wrong: str, told: str) -> None:
    macro = f"{{% macro part(site, address, root) %}}\n{wrong}\n{{% endmacro %}}\n"
    error = error_of(templates_in(tmp_path, page=page, part=f"<p>\n{wrong}\n</p>\n", macros=macro))
    file = "macros.html" if "macros" in page else "part.html"
    assert error.place == f"{tmp_path / file}:2"
    assert PAGE.address in error.problem
    assert told in error.problem
    assert error.remedy
    assert error.__cause__


def test_an_error_in_a_kept_part_is_told_where_it_stands(tmp_path: Path) -> None:
    kept = "{% macro part(site, root, kept=true) %}\n\n{{ site.nothing }}{% endmacro %}"
    page = "{% from 'macros.html' import part %}{{ part(site, root) }}"
    assert error_of(templates_in(tmp_path, page=page, macros=kept)).place == f"{tmp_path / 'macros.html'}:3"


def test_a_page_without_its_template_says_which(tmp_path: Path) -> None:
    error = error_of(templates_in(tmp_path))
    assert not isinstance(error, OSError)
    assert (error.place, PAGE.address in error.problem) == ("page.html", True)


def test_an_error_that_another_process_met_says_the_same_here(tmp_path: Path) -> None:
    error = error_of(templates_in(tmp_path, page="{{ nothing }}"))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("wrong", [*AT_RUN_TIME, *SYNTAX])
def test_what_is_wrong_with_a_template_is_told_by_the_first_page_and_not_before(tmp_path: Path, wrong: str) -> None:
    templates = templates_in(tmp_path, page=wrong)
    templates.make_ready(["page.html", "absent.html"])
    assert len(templates.digest("page.html")) == 8
    assert error_of(templates).place == f"{tmp_path / 'page.html'}:1"


def test_a_template_that_is_included_where_it_is_there_makes_another_digest_once_it_is(tmp_path: Path) -> None:
    page = "{% include 'part.html' ignore missing %}"
    without = templates_in(tmp_path, page=page)
    assert (without.render(PAGE, views.site()), digest := without.digest("page.html")) == ("", digest)
    assert templates_in(tmp_path, page=page, part="").digest("page.html") != digest


def test_a_template_that_is_no_utf_8_says_so(tmp_path: Path) -> None:
    templates = templates_in(tmp_path, page="{% include 'part.html' %}")
    (tmp_path / "part.html").write_bytes("Zürich".encode("latin-1"))
    with pytest.raises(BuildError, match=r"part\.html.*UTF-8"):
        templates.digest("page.html")
