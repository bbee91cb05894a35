"""What the site shows of families and threads, and what it does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import html5lib
import pytest

from backfile.folders import Folders
from backfile.press import BuildReport, build
from backfile.relate.run import relate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AGENCYS = "2021/03/04/water-breaks-into-tunnel-under-grey-sound"
SHORTENED = "2021/03/04/tunnel-shut-after-leak"
EXTENDED = "2021/03/05/the-night-the-sound-came-in"
LARGEST_FRAME = 12_000
THREADS = """\
confirmed:
  - id: flooded-tunnel
    title: The <flooded> tunnel
    articles:
      - 2021/03/05/the-night-the-sound-came-in
      - 2021/03/04/water-breaks-into-tunnel-under-grey-sound
  - id: hidden
    title: A thread of nothing that may be shown
    articles:
      - 2021/05/18/hives-on-the-netherby-road
proposed:
  - id: valley
    title: Not agreed upon
    articles:
      - 2021/05/18/observatory-closes-its-dome
"""


def quiet(doing: str, done: int, total: int) -> None:
    pass


def built(folders: Folders, threads: str = "") -> BuildReport:
    relate(folders, quiet)
    if threads:
        (folders.root / "threads.yaml").write_text(threads, "utf-8")
    return build(folders.root / "pelicanconf.py", now=NOW, search=False)


def html(folders: Folders, path: str) -> str:
    return (folders.output / path / "index.html").read_text("utf-8")


def section(folders: Folders, path: str, name: str) -> list[tuple[str, str]]:
    """The items of a section of a page: where each leads, and its words."""
    tree = html5lib.parse(html(folders, path), namespaceHTMLElements=False)
    items = tree.findall(f".//section[@aria-labelledby='{name}']//li")
    return [(item.find("a").get("href"), " ".join("".join(item.itertext()).split())) for item in items]  # type: ignore[union-attr]


def with_access(folders: Folders, path: str, access: str) -> None:
    file = folders.content / f"{path}.md"
    file.write_text(file.read_text("utf-8").replace("\n---\n", f"\naccess: {access}\n---\n", 1), "utf-8")


def test_an_article_leads_to_the_copies_of_others_and_says_how_they_differ(wire: Folders) -> None:
    built(wire)
    assert section(wire, AGENCYS, "copies")[0] == (
        f"../../../../{SHORTENED}/",
        "Courier, 4 March 2021 Tunnel shut for nine days after leak leaves out 4 paragraphs",
    )
    assert section(wire, AGENCYS, "copies")[2][1].endswith("The night the Sound came in adds 2 paragraphs")
    words = [words for _, words in section(wire, SHORTENED, "copies")]
    assert words[0].endswith("the agency’s own: adds 4 paragraphs")
    assert words[1].endswith("against the agency’s: adds 2 paragraphs")


def test_an_outlets_own_repeats_and_updates_are_told_apart(wire: Folders) -> None:
    built(wire)
    words = [words for _, words in section(wire, SHORTENED, "repeats")]
    assert [re.search(r"(update|repeat), ", each)[1] for each in words] == ["update", "repeat"]  # type: ignore[index]
    assert not any("Courier" in words for _, words in section(wire, SHORTENED, "copies"))


def test_an_article_without_relations_says_nothing_of_any(wire: Folders) -> None:
    built(wire)
    page = html(wire, "2021/04/12/goat-found-on-library-roof")
    for words in ("Also published by", "Repeats and updates", "More of this story"):
        assert words not in page


@pytest.mark.parametrize("access", ["private", "metadata"])
def test_an_article_that_is_not_public_is_named_nowhere(wire: Folders, access: str) -> None:
    with_access(wire, EXTENDED, access)
    built(wire, THREADS)
    for page in (AGENCYS, SHORTENED, "threads/flooded-tunnel"):
        assert EXTENDED not in re.sub(r"<nav class=\"neighbours.*?</nav>", "", html(wire, page), flags=re.DOTALL)
    if access == "metadata":
        assert "Also published by" not in html(wire, EXTENDED)
        assert "More of this story" not in html(wire, EXTENDED)


def test_nothing_is_said_against_a_source_that_is_not_public(wire: Folders) -> None:
    with_access(wire, AGENCYS, "private")
    built(wire)
    assert [words for _, words in section(wire, SHORTENED, "copies")] == [
        "Ledger, 5 March 2021 The night the Sound came in"
    ]


def test_an_article_with_a_hundred_copies_names_a_few_and_stays_light(wire: Folders) -> None:
    text = (wire.content / f"{SHORTENED}.md").read_text("utf-8")
    for number in range(100):
        (wire.content / f"{SHORTENED}-{number}.md").write_text(text.replace("Courier", f"Courier {number}"), "utf-8")
    built(wire)
    page = html(wire, AGENCYS)
    assert len(section(wire, AGENCYS, "copies")) == 6
    assert "And 98 more." in page
    body = re.search(r'<div class="body.*?</div>\n', page, re.DOTALL)
    assert body
    assert len(page.encode()) - len(body[0].encode()) <= LARGEST_FRAME


def test_a_confirmed_thread_has_a_page_that_its_articles_lead_to(wire: Folders) -> None:
    built(wire, THREADS)
    assert section(wire, AGENCYS, "threads") == [
        (f"../../../../{EXTENDED}/", "After, 5 March 2021 The night the Sound came in")
    ]
    assert [words.partition(",")[0] for _, words in section(wire, EXTENDED, "threads")] == ["Before"]
    for path in (AGENCYS, EXTENDED):
        assert '<a href="../../../../threads/flooded-tunnel/">' in html(wire, path)
    page = html(wire, "threads/flooded-tunnel")
    assert "<h1><bdi>The &lt;flooded&gt; tunnel</bdi></h1>" in page
    assert "2 articles" in page
    assert page.index(AGENCYS) < page.index(EXTENDED)


def test_the_list_of_threads_tells_span_and_number_and_the_menu_leads_there(wire: Folders) -> None:
    with_access(wire, "2021/05/18/hives-on-the-netherby-road", "private")
    built(wire, THREADS)
    page = html(wire, "threads")
    assert "4 March 2021 – 5 March 2021" in page
    assert re.search(r'<p class="summary"[^>]*>2 articles</p>', page)
    assert '<a href="../threads/" aria-current="page">Threads</a>' in page
    assert 'href="../../threads/"' in html(wire, "outlets/ledger")


def test_the_list_of_threads_begins_with_the_latest(wire: Folders) -> None:
    built(wire, THREADS)
    page = html(wire, "threads")
    assert page.index("A thread of nothing") < page.index("The &lt;flooded&gt; tunnel")


def test_threads_that_are_not_confirmed_or_show_nothing_have_no_page(wire: Folders) -> None:
    with_access(wire, "2021/05/18/hives-on-the-netherby-road", "metadata")
    built(wire, THREADS)
    assert [path.name for path in (wire.output / "threads").iterdir() if path.is_dir()] == ["flooded-tunnel"]
    everything = "".join(path.read_text("utf-8") for path in wire.output.rglob("*.html"))
    assert "Not agreed upon" not in everything
    assert "A thread of nothing" not in everything


def test_a_site_without_threads_has_no_list_of_them(wire: Folders) -> None:
    built(wire)
    assert not (wire.output / "threads").exists()
    assert ">Threads</a>" not in html(wire, AGENCYS)


def test_a_file_of_threads_in_fault_is_told_and_everything_else_is_built(wire: Folders) -> None:
    report = built(wire, "confirmed:\n  - id: x\n")
    assert [str(problem).partition(". ")[0] for problem in report.problems] == ["threads.yaml:2: title: is missing"]
    assert report.articles == 18
    assert section(wire, AGENCYS, "copies")


def test_the_sources_of_relations_are_not_published(wire: Folders) -> None:
    built(wire, THREADS)
    published = {path.relative_to(wire.output) for path in wire.output.rglob("*")}
    assert not {Path("relations"), Path("threads.yaml")} & published
