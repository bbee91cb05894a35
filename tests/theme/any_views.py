"""Views of any value: what hypothesis makes of the types of a view's fields, hostile texts everywhere."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from invented_views import STATIC
from markupsafe import Markup

HOSTILE = (
    "", "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&amp; & &lt;", "</title></script>", "\0root",
    "{{ site.name }}", "{% raw %}", "a\u2028b", "\u202e", "\ufdd0", "/a&'b/", "2020-02-20",
)  # fmt: skip
"""Texts that mean something to HTML, to templates, or to how pages are printed."""

TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=12) | st.sampled_from(HOSTILE).map(Markup)
"""Any text, and markup that stands where a text is expected."""

ASSETS = tuple(file.relative_to(STATIC).as_posix() for file in sorted(STATIC.rglob("*.*")))
"""The names of the theme's static files, all of which have an address."""


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, as it is annotated."""
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in dataclasses.fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(any_of, inner))
    if origin in (Union, types.UnionType):
        return st.one_of(*map(any_of, inner))
    if origin is Mapping:
        return st.fixed_dictionaries(dict.fromkeys(ASSETS, TEXTS))
    plain = {
        str: TEXTS, int: st.integers(0, 10**6), bool: st.booleans(), Markup: TEXTS.map(Markup), type(None): st.none(),
    }  # fmt: skip
    return plain[kind]
