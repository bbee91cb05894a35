"""Templates of any theme: attributes that are items, names that are nothing, values that raise, as Jinja has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType, SimpleNamespace
from typing import Any

import invented_views as views
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import (
    ChainableUndefined,
    DebugUndefined,
    DictLoader,
    Environment,
    StrictUndefined,
    Undefined,
    pass_context,
    pass_environment,
)
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from backfile.errors import BuildError
from backfile.press.templates import Templates
from backfile.views import Page

WORDS = ("name", "text", "items", "get", "format", "class", "\N{LATIN SMALL LIGATURE FI}", "fi", "real", "__class__")
"""Attributes: of mappings, texts and numbers, of none of them, and such as Python reads as something else."""


class Moody:
    """A value whose attributes do all that attributes may do."""

    text = "<moody>"

    @property
    def name(self) -> str:
        raise AttributeError("name")

    def __getitem__(self, key: object) -> str:
        if not isinstance(key, str):
            raise IndexError(key)
        return f"<{key}>"

    def get(self, *_: object) -> str:
        raise StopIteration

    @pass_context
    def items(self, context: Context | None = None) -> str:
        return f"{context and context.name}"

    @pass_environment
    def format(self, *given: object) -> str:
        return f"{len(given)}"

    def __repr__(self) -> str:
        return "moody"


def mappings(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(WORDS)
    plain = st.dictionaries(keys, inner, max_size=3)
    named = st.dictionaries(st.sampled_from([word for word in WORDS if word != "__class__"]), inner, max_size=3)
    return plain | plain.map(MappingProxyType) | st.lists(inner, max_size=2) | named.map(lambda n: SimpleNamespace(**n))


FILTERS = ("default('d')", "length", "list", "upper", "string", "safe")
GIVEN = ("", "'name'", "0, 1", "class=1")

VALUES = st.recursive(
    st.sampled_from(["<b>", Markup("<b>"), "", 0, 1.5, True, None]) | st.builds(Moody), mappings, max_leaves=5
)

EXPRESSIONS = st.recursive(
    st.sampled_from(["view", "view.name", "view.text", "absent", "site.name", "'<i>'", "1", "1.5", "none"]),
    lambda inner: st.one_of(
        st.builds("{}.{}".format, inner, st.sampled_from(WORDS)),
        st.builds("{}['{}']".format, inner, st.sampled_from(WORDS)),
        st.builds("{}.{}({})".format, inner, st.sampled_from(WORDS), st.sampled_from(GIVEN)),
        st.builds("({} ~ {})".format, inner, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("{}|{}".format, inner, st.sampled_from(FILTERS)),
        st.builds("({} is {})".format, inner, st.sampled_from(["defined", "mapping", "none", "string"])),
    ),
    max_leaves=4,
)

STATEMENTS = st.lists(
    st.one_of(
        st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
        st.builds("{{{{ plain({}) }}}}".format, EXPRESSIONS),
        st.builds("{{{{ part({}, root) }}}}".format, EXPRESSIONS),
        st.builds("{{% if {} %}}yes{{% else %}}no{{% endif %}}".format, EXPRESSIONS),
        st.builds("{{% set view = {} %}}{{{{ view.name }}}}".format, EXPRESSIONS),
        st.builds("{{% for x in {} %}}{{{{ x.name }}}}{{{{ {} }}}}{{% endfor %}}".format, EXPRESSIONS, EXPRESSIONS),
    ),
    min_size=1,
    max_size=3,
).map("|".join)

MACROS = (
    "{% macro plain(x) %}<{{ x }}{{ x.name }}>{% endmacro %}"
    "{% macro part(x, root, kept=true) %}<{{ root }}{{ x }}{{ x.text }}>{% endmacro %}"
)

ENVIRONMENTS = st.builds(
    lambda kind, **form: lambda sources: kind(loader=DictLoader(sources), **form),
    st.sampled_from([Environment, Environment, SandboxedEnvironment]),
    autoescape=st.sampled_from([True, True, False, lambda name: name == "page.html"]),
    undefined=st.sampled_from([Undefined, ChainableUndefined, StrictUndefined, DebugUndefined]),
    finalize=st.sampled_from([None, None, None, lambda value: f"[{value}]"]),
)


def outcome(render: Callable[[], str]) -> tuple[str, str]:
    """What is printed, but for where in memory things lie; or the kind of what is raised."""
    try:
        return re.sub("0x[0-9a-f]+", "", render()), ""
    except BuildError as error:
        return "", type(error.__cause__).__name__
    except Exception as error:  # noqa: BLE001  # whatever a template raises
        return "", type(error).__name__


@given(ENVIRONMENTS, STATEMENTS, st.lists(VALUES, min_size=1, max_size=2))
@settings(max_examples=200, deadline=None)
def test_any_template_prints_any_value_as_jinja_prints_it_or_fails_as_it_fails(
    environment: Callable[[Mapping[str, str]], Environment], source: str, values: list[object]
) -> None:
    sources = {"page.html": MACROS + source}
    jinja, templates, site = environment(sources), Templates(environment(sources)), views.site()
    for view in values:
        known = {"view": view, "site": site, "root": escape("../"), "page_title": "", "address": "/a/"}
        expected = outcome(lambda known=known: jinja.get_template("page.html").render(known))
        page = Page("/a/", "page.html", "", "view", view)
        assert outcome(lambda page=page: templates.render(page, site)) == expected


EXTRA = SimpleNamespace(extra=MappingProxyType({"name": "<i>", "items": "hidden", "links": ({"url": "/x/"},)}))


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ view.extra.name }}", "&lt;i&gt;"),
        ("{{ view.extra.absent }}", ""),
        ("{% if view.extra.absent %}yes{% endif %}", ""),
        ("{% for link in view.extra.links %}{{ link.url }}{% endfor %}", "/x/"),
        ("{% macro part(x, root, kept=true) %}{{ x.name }}{% endmacro %}{{ part(view.extra, root) }}", "&lt;i&gt;"),
    ],
)
def test_an_attribute_that_a_mapping_lacks_is_its_item_or_nothing(source: str, printed: str) -> None:
    templates = Templates(Environment(loader=DictLoader({"page.html": source}), autoescape=True))
    page = Page("/a/", "page.html", "", "view", EXTRA)
    assert [templates.render(page, views.site()) for _ in range(2)] == [printed] * 2


def test_a_theme_that_names_items_as_attributes_is_still_printed_from_one_function_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    templates = Templates(Environment(loader=DictLoader({"page.html": "{{ view.extra.name }}"}), autoescape=True))
    page = Page("/a/", "page.html", "", "view", EXTRA)
    monkeypatch.setattr(Environment, "get_template", None)
    assert [templates.render(page, views.site()) for _ in range(2)] == ["&lt;i&gt;"] * 2
