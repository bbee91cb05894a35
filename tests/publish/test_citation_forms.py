"""The six forms of a citation: what each says, and that it reads back as what it was made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from citing import csl_item, items, page_script
from hypothesis import given, settings
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from backfile.catalogue import Catalogue, Entry
from backfile.edition import Edition
from backfile.frontmatter.read import read
from backfile.publish.citation.bibtex import bibtex
from backfile.publish.citation.item import Item, item_of
from backfile.publish.citation.styles import plain_text, printed
from backfile.site import Site
from backfile.views import SiteView

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "citation"
SCHEMA = json.loads((FIXTURES / "csl-json.schema.json").read_text("utf-8"))
OUTLETS = MappingProxyType({"CG": "The Coastal Gazette", "HB": "Hafenbote"})
MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Script = Callable[[Item], Mapping[str, Any]]


@pytest.fixture(scope="module")
def script() -> Iterator[Script]:
    with page_script() as make:
        yield make


def cited(path: Path) -> Item:
    article = read(path.read_text("utf-8"))
    site = Site("The Reading Room", url="https://archive.example")
    view = SiteView(site.name, "en", site.url, indexing=False, samples=False, menu=(), feed="", assets={})
    edition = Edition(site, view, Catalogue((), OUTLETS), Path("media"), Path("output"), frozenset())
    entry = Entry(
        path=f"2020/02/20/{path.stem}", title=article.title, date=article.date, modified=None,
        lang=article.lang or "en",
        outlet=article.outlet, summary="", region=(), agencies=article.agencies, staff=(), authors=article.authors,
        tags=(), picture=False, access="public",
    )  # fmt: skip
    return item_of(edition, article, entry)


def all_forms(item: Item, script: Script) -> str:
    entries = [f"{name}\n{entry}\n\n(in plain text)\n{plain_text(entry)}" for name, entry in printed(item)]
    pretty = json.dumps([script(item)["csl"]], ensure_ascii=False, indent=2)
    rest = [f"BibTeX\n{bibtex(item)}", f"RIS\n{script(item)['ris']}".replace("\r\n", "\n"), f"CSL-JSON\n{pretty}\n"]
    return "\n\n----\n\n".join(part.rstrip("\n") for part in entries + rest) + "\n"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.md")), ids=lambda path: path.stem)
def test_an_article_is_cited_as_the_file_beside_it_says(path: Path, script: Script) -> None:
    assert all_forms(cited(path), script) == path.with_suffix(".txt").read_text("utf-8")


PLAIN = get_default_latex_context_db().filter_context(exclude_categories=["nonascii-specials"])
"""LaTeX without its ligatures: `--` stays as it is written."""
PLAIN.add_context_category(
    "braces",
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
    prepend=True,
)  # fmt: skip


def as_typeset(value: str) -> str:
    """A value as LaTeX would print it, by a parser of LaTeX."""
    value = value.removeprefix("{").removesuffix("}")
    return LatexNodes2Text(latex_context=PLAIN, strict_latex_spaces=True).latex_to_text(value)


@given(item=items)
@settings(max_examples=80)
def test_bibtex_reads_back_as_the_item(item: Item) -> None:
    library = bibtexparser.parse_string(bibtex(item))
    assert library.failed_blocks == []
    [entry] = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    assert entry.key == item.id
    assert as_typeset(fields["title"]) == item.title
    assert as_typeset(fields.get("journal", "")) == item.outlet
    assert as_typeset(fields["note"]) == item.archive
    period = item.date.period if item.date else ""
    assert fields.get("year", "") == period[:4]
    assert fields.get("month", "") == MONTHS[int(period[5:7] or 0)]
    assert int(fields.get("day", 0)) == int(period[8:] or 0)
    assert len(fields.get("author", "").split(" and ")) >= len(item.authors)


@given(item=items)
@settings(max_examples=80)
def test_ris_reads_back_as_the_item(item: Item, script: Script) -> None:
    [read_back] = rispy.loads(script(item)["ris"])
    assert read_back["type_of_reference"] == "NEWS"
    assert read_back["title"] == item.title
    assert read_back.get("secondary_title", "") == item.outlet
    assert read_back.get("language", "") == item.lang
    assert read_back["database_provider"] == item.archive
    assert read_back.get("urls", [""]) == [item.url]
    assert len(read_back.get("authors", [])) == len(item.authors)
    parts = (item.date.period if item.date else "").split("-")
    assert read_back.get("year", "") == parts[0]
    assert [part for part in read_back.get("date", "").split("/") if part] == [part for part in parts if part]


@given(item=items)
@settings(max_examples=80)
def test_csl_json_is_valid_and_all_that_is_known(item: Item, script: Script) -> None:
    made = script(item)["csl"]
    jsonschema.validate([made], SCHEMA)
    assert made == csl_item(item)
