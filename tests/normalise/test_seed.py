"""The article that the project began with comes out exactly, word for word; its words are read from where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pasted import plain_values, read

from backfile.article import Heading, Paragraph, plain


@pytest.fixture(scope="module")
def seed(shared: Path) -> bytes:
    found = sorted(shared.glob("seed/000_*.txt"))
    if not found:
        pytest.skip("the seed beside the repository is absent")
    return found[0].read_bytes()


@pytest.fixture(scope="module")
def lines(seed: bytes) -> list[str]:
    return [" ".join(line.split()) for line in seed.decode().splitlines() if line.strip()]


def test_its_front_matter_is_exactly_that_of_the_design(seed: bytes, lines: list[str]) -> None:
    values = plain_values(seed)
    tags = values.pop("tags")
    del values["body"], values["set aside"]
    assert values == {
        "title": lines[3],
        "date": "2020-02-20",
        "lang": "en",
        "outlet": "DW",
        "standfirst": lines[5],
        "region": ["SY-ID"],
        "mentioned": ["TR", "RU"],
        "credit_line": "dv/aw (AP, Reuters)",
        "staff": ["dv", "aw"],
        "agencies": ["AP", "Reuters"],
        "image": {
            "caption": lines[6],
            "credit": "picture-alliance/AP Photo/G. Alsayed",
            "collection": "picture alliance",
            "agencies": ["AP"],
            "photographer": "G. Alsayed",
        },
        "review": ["outlet: inferred from page chrome"],
    }
    assert {"Idlib", "Syria"} <= set(tags)


def test_its_body_is_fifteen_paragraphs_and_two_subheads_word_for_word(seed: bytes, lines: list[str]) -> None:
    body = read(seed).article.body
    assert [plain(block.text) for block in body if isinstance(block, (Paragraph, Heading))] == lines[8:25]
    assert sum(isinstance(block, Paragraph) for block in body) == 15
    assert [place for place, block in enumerate(body) if isinstance(block, Heading)] == [6, 12]
