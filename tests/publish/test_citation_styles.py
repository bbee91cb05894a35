"""APA, Chicago and MLA: a build prints what the processor of the styles prints, without asking it."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from html import unescape

import pytest
from built_sites import REPOSITORY
from citing import Processor, items, processor
from hypothesis import given, settings

from backfile.publish.citation.item import Item
from backfile.publish.citation.styles import STYLES, printed

TABLES = REPOSITORY / "plugins" / "backfile" / "publish" / "citation"


@pytest.fixture(scope="module")
def asked() -> Iterator[Processor]:
    with processor() as process:
        yield process


@pytest.mark.parametrize("table", ["frames", "names", "months"])
def test_the_table_is_what_the_processor_says(table: str, asked: Processor) -> None:
    maker = runpy.run_path(str(REPOSITORY / "bench" / "make_citation_frames.py"))
    rows = ["\t".join(row) for row in maker[table](asked.html)]
    assert (TABLES / f"{table}.tsv").read_text("utf-8").splitlines()[1:] == rows


@given(item=items)
@settings(max_examples=150)
def test_a_filled_frame_is_what_the_processor_prints(item: Item, asked: Processor) -> None:
    own = {STYLES[name]: unescape(str(entry)) for name, entry in printed(item)}
    assert own == {style: asked.printed(style, item) for style in STYLES.values()}
