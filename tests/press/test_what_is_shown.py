"""What of the articles reaches the site, and what does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import html5lib
import pytest

from backfile.article import EventDate
from backfile.press import build
from backfile.press.reading import lead_of, moment

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def page(output: Path, address: str) -> str:
    return (output / address.strip("/") / "index.html").read_text("utf-8")


def all_text(output: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in output.rglob("*") if path.suffix in (".html", ".atom", ".xml"))


def test_an_article_lies_at_its_path_in_content(output: Path) -> None:
    assert "<h1>Bridge reopens in Idlib</h1>" in page(output, "/2020/02/20/bridge-reopens-in-idlib/")


def test_an_article_page_shows_its_fields(output: Path) -> None:
    text = page(output, "/2020/02/20/bridge-reopens-in-idlib/")
    for shown in (
        "Traders cross the river again", "Mona Rieger in Idlib", "IDLIB, Syria", "dv/aw (AP, Reuters)",
        "The bridge at noon",
        "Carts &amp; lorries", "<h2>A winter of detours</h2>", "<li>flour</li>", "Das Nordblatt", "Sam Okoro",
        "https://nordblatt.example/bridge", "sha256:1111", "20 February 2020",
    ):  # fmt: skip
        assert shown in text


@pytest.mark.parametrize(
    "address",
    [
        "/2020/", "/2020/02/", "/2020/02/20/", "/regions/asia/", "/regions/asia/western-asia/",
        "/regions/asia/western-asia/syria/", "/regions/asia/western-asia/syria/idlib/", "/agencies/ap/",
        "/agencies/reuters/", "/staff/nordblatt/dv/", "/staff/nordblatt/aw/", "/tags/bridges/", "/tags/x-12/",
        "/outlets/nordblatt/", "/authors/mona-rieger/",
    ],
)  # fmt: skip
def test_every_list_leads_to_the_article(output: Path, address: str) -> None:
    root = "../" * address.strip("/").count("/") + "../"
    assert f'href="{root}2020/02/20/bridge-reopens-in-idlib/"' in page(output, address)


def test_an_article_without_region_and_tags_is_found_by_its_date(output: Path) -> None:
    assert "../../2020/03/month-alone/" in page(output, "/2020/03/")


def test_an_article_without_date_is_found_among_the_undated_and_by_its_outlet(output: Path) -> None:
    assert "../undated/a-note/" in page(output, "/undated/")
    assert "../../undated/a-note/" in page(output, "/outlets/nordblatt/")


def test_neighbours_are_those_in_time(output: Path) -> None:
    text = page(output, "/2020/02/20/bridge-reopens-in-idlib/")
    assert re.search(r'rel="prev" href="[./]+/2019/12/31/harbour-closes/"', text)
    assert re.search(r'rel="next" href="[./]+/2020/02/20/hostile/"', text)


def test_a_private_article_leaves_no_trace(output: Path) -> None:
    text = all_text(output)
    assert "private story" not in text
    assert "Words that appear nowhere" not in text
    assert "Secret Gazette" not in text
    assert not (output / "tags" / "secret-tag").exists()


def test_an_article_of_metadata_alone_shows_no_text_and_no_picture(output: Path) -> None:
    assert "A story whose text may not be shown" in page(output, "/2021/withheld/")
    assert "nobody may read" not in all_text(output)
    assert not (output / "media" / "withheld.png").exists()


def test_only_pictures_that_pages_show_are_published(output: Path) -> None:
    assert sorted(path.name for path in (output / "media").iterdir()) == ["0f00.png"]


@pytest.mark.parametrize("name", ["../pelicanconf.py", ".hidden.png", "/etc/hostname"])
def test_a_picture_from_outside_media_is_never_published(site: Path, name: str) -> None:
    (site / "media" / ".hidden.png").write_bytes(b"secret")
    text = f"---\ntitle: Escape\nimage:\n  file: {name}\n---\n\nText ![x](media/{name}).\n"
    (site / "content" / "2020" / "escape.md").write_text(text)
    build(site / "pelicanconf.py", now=NOW, search=False)
    assert sorted(path.name for path in (site / "output" / "media").iterdir()) == ["0f00.png"]
    assert not (site / "output" / "pelicanconf.py").exists()
    assert f'src="../../media/{name}"' not in page(site / "output", "/2020/escape/")


def test_an_embargo_is_judged_against_the_moment_given(site: Path) -> None:
    before = build(site / "pelicanconf.py", now=datetime(2029, 12, 31, 22, 59, tzinfo=UTC), search=False)
    assert "An embargoed story" not in all_text(site / "output")
    after = build(
        site / "pelicanconf.py", now=datetime(2029, 12, 31, 23, 0, tzinfo=UTC), search=False
    )  # Berlin's midnight
    assert "An embargoed story" in all_text(site / "output")
    assert after.articles == before.articles + 1


def test_a_date_without_offset_begins_by_the_clocks_of_the_site() -> None:
    assert moment(EventDate("2030-07"), "Europe/Berlin") == datetime(2030, 6, 30, 22, tzinfo=UTC)
    assert moment(EventDate("2030-07-01T00:00:00Z"), "Europe/Berlin") == datetime(2030, 7, 1, tzinfo=UTC)


def test_hostile_captures_show_as_text(output: Path) -> None:
    for path in output.rglob("*.html"):
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for script in tree.iter("script"):
            assert script.get("type") in ("application/ld+json", "application/json", "module"), path
            assert script.text is None or "alert(1)" not in script.text or "\\u003c" in script.text
        for element in tree.iter():
            assert not any(name.startswith("on") for name in element.attrib), path
            assert "javascript:" not in (element.get("href") or ""), path
            assert "tracker.example" not in (element.get("src") or ""), path


def test_an_arabic_article_is_marked_and_set_from_right_to_left(output: Path) -> None:
    assert '<html lang="ar" dir="rtl">' in page(output, "/2020/02/21/arabic/")
    assert 'lang="ar" dir="rtl"' in page(output, "/2020/02/21/")


def test_no_page_tells_when_it_was_built(output: Path) -> None:
    maps = re.compile(r"<svg.*?</svg>", re.DOTALL)
    assert not re.search(r"\b2026\b|generated|built on", maps.sub("", all_text(output)))


def test_a_lead_is_the_first_paragraph_as_plain_text_cut_between_words() -> None:
    assert (
        lead_of("<h2>No</h2>\n<p>Carts &amp; <em>lorries</em>\ncrossed.</p><p>Later.</p>") == "Carts & lorries crossed."
    )
    long = lead_of(f"<p>{'word ' * 100}</p>")
    assert len(long) <= 300
    assert long.endswith("word…")
    assert lead_of("") == ""
