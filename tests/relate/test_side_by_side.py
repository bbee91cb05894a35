"""The page of a family of wire copy: what it shows, of whom, and when it is made anew."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backfile.folders import Folders
from backfile.press import BuildReport, Way, build
from backfile.relate.run import relate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AGENCYS = "2021/03/04/water-breaks-into-tunnel-under-grey-sound"
SHORTENED = "2021/03/04/tunnel-shut-after-leak"
EXTENDED = "2021/03/05/the-night-the-sound-came-in"
COPIES = f"{AGENCYS}/copies"
WHY = f"/{COPIES}/"
CAFE = "At the Anchor café on Friday morning nobody spoke of anything but the seal on the third joint."


def built(folders: Folders, why: str = "") -> BuildReport:
    relate(folders, lambda *_: None)
    return build(folders.root / "pelicanconf.py", now=NOW, way=Way(search=False, why=why))


def html(folders: Folders, path: str = COPIES) -> str:
    return (folders.output / path / "index.html").read_text("utf-8")


def columns(folders: Folders) -> list[str]:
    return re.findall(r'<section aria-labelledby="column-\d+">(.*?)</section>', html(folders), re.DOTALL)


def column_of(folders: Folders, outlet: str) -> str:
    return next(column for column in columns(folders) if f"<bdi>{outlet}</bdi>" in column)


def edit(folders: Folders, path: str, before: str, after: str) -> None:
    file = folders.content / f"{path}.md"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def with_field(folders: Folders, path: str, line: str) -> None:
    edit(folders, path, "\n---\n", f"\n{line}\n---\n")


def test_the_source_stands_in_full_and_first(wire: Folders) -> None:
    built(wire)
    source = columns(wire)[0]
    assert "<bdi>Reuters</bdi>" in source
    assert "the agency’s own" in source
    assert "<ins>" not in source
    assert source.count("<p>") - source.count("<p><small>") == 8
    assert len(columns(wire)) == 5


def test_what_an_outlet_added_stands_at_its_place(wire: Folders) -> None:
    built(wire)
    column = column_of(wire, "Ledger")
    assert f"<ins>{CAFE}</ins>" in column
    assert column.index(CAFE) < column.index("3 paragraphs as in the source") < column.index("A duty log seen by")
    assert re.search(r"roadway\. <ins>A duty log seen by this newspaper[^<]*</ins></p>", column)
    assert "adds 2 paragraphs" in column
    assert "<del>" not in column


def test_what_an_outlet_left_out_is_marked(wire: Folders) -> None:
    built(wire)
    column = column_of(wire, "Courier")
    assert len(re.findall(r"<del>", column)) == 4
    assert "leaves out 4 paragraphs" in column
    assert column.index("4 paragraphs as in the source") < column.index("<del>Drivers described")


def test_each_article_of_the_family_leads_there(wire: Folders) -> None:
    built(wire)
    assert 'href="../../../../2021/03/04/water-breaks-into-tunnel-under-grey-sound/copies/"' in html(wire, AGENCYS)
    for path in (SHORTENED, EXTENDED):
        assert f"{AGENCYS}/copies/" in html(wire, path)
    assert "/copies/" not in html(wire, "2021/04/12/goat-found-on-library-roof")


@pytest.mark.parametrize("line", ["access: private", "access: metadata", "embargo: 2030-01-01"])
def test_an_article_that_may_not_be_shown_reveals_nothing(line: str, wire: Folders) -> None:
    with_field(wire, EXTENDED, line)
    built(wire)
    page = html(wire)
    assert "Anchor café" not in page
    assert "The night the Sound came in" not in page
    assert len(columns(wire)) == 4


@pytest.mark.parametrize("line", ["access: private", "access: metadata", "embargo: 2030-01-01"])
def test_without_its_source_a_family_has_no_page(line: str, wire: Folders) -> None:
    with_field(wire, AGENCYS, line)
    built(wire)
    assert not (wire.output / COPIES).exists()
    assert "/copies/" not in html(wire, SHORTENED)


def test_articles_of_one_outlet_alone_have_no_page(wire: Folders) -> None:
    edit(wire, "2021/05/18/observatory-closes-its-dome", "outlet: ", "outlet: Ledger\nsection: ")
    built(wire)
    assert not (wire.output / "2021/05/18/observatory-closes-its-dome/copies").exists()


def test_a_family_that_lacks_its_own_source_has_no_page(wire: Folders) -> None:
    relate(wire, lambda *_: None)
    file = wire.root / "relations/families.jsonl"
    file.write_text(
        file.read_text("utf-8").replace(f'"source": "{AGENCYS}"', '"source": "2021/03/04/nowhere"'), "utf-8"
    )
    build(wire.root / "pelicanconf.py", now=NOW, search=False)
    assert not (wire.output / COPIES).exists()


def test_it_is_made_anew_just_where_something_of_it_changed(wire: Folders) -> None:
    built(wire)
    assert built(wire, WHY).why == ()
    edit(wire, "2021/04/12/goat-found-on-library-roof", "goat", "old goat")
    assert built(wire, WHY).why == ()
    edit(wire, EXTENDED, "eleven minutes earlier", "twelve minutes earlier")
    assert built(wire, WHY).why == ("the texts of its articles",)
    assert "twelve minutes earlier" in html(wire)
    edit(wire, SHORTENED, "title: Tunnel shut", "title: Tunnel is shut")
    assert built(wire, WHY).why == ("the texts of its articles", "their headlines, dates and outlets")
    (wire.content / f"{EXTENDED}.md").unlink()
    assert "which articles it holds" in built(wire, WHY).why


def test_pages_made_one_change_after_another_are_those_of_a_first_build(wire: Folders, tmp_path: Path) -> None:
    built(wire)
    edit(wire, EXTENDED, "nobody spoke of anything but", "nobody spoke of anything else than")
    built(wire)
    before = html(wire)
    for folder in (wire.cache, wire.output):
        folder.rename(tmp_path / folder.name.strip("."))
    built(wire)
    assert html(wire) == before


def test_markup_in_a_copy_shows_as_text(wire: Folders) -> None:
    edit(wire, EXTENDED, CAFE, "<script>alert(1)</script> stood on the board of the Anchor café, and nobody asked.")
    built(wire)
    assert "<script>alert" not in html(wire)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; stood on the board" in html(wire)


def test_a_family_of_a_hundred_shows_a_few(wire: Folders) -> None:
    text = (wire.content / f"{SHORTENED}.md").read_text("utf-8")
    for number in range(100):
        (wire.content / f"{SHORTENED}-{number}.md").write_text(text.replace("Courier", f"Courier {number}"), "utf-8")
    built(wire)
    assert len(columns(wire)) == 9
    assert "And 96 more." in html(wire)
    assert len(html(wire).encode()) < 100_000
