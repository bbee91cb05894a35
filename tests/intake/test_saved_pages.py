"""Saved pages, taken in: their pictures reach media/, their stories content/."""

from __future__ import annotations

import shutil
from pathlib import Path

from backfile.folders import Folders
from backfile.frontmatter import read
from backfile.intake.manuscript import pictures_of
from backfile.intake.run import take_in
from backfile.vocab import SiteWords

PAGES = Path(__file__).parent.parent / "fixtures" / "saved_pages"


def test_pictures_out_of_a_pages_own_bytes_are_written_to_media(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.inbox.mkdir()
    shutil.copy(PAGES / "singlefile.html", folders.inbox)
    (taken,) = take_in(folders, SiteWords()).taken
    article = read((folders.content / f"{taken.path}.md").read_text("utf-8"))
    assert sorted(path.name for path in folders.media.iterdir()) == sorted(pictures_of(article))
    assert len(pictures_of(article)) == 2


def test_each_story_of_a_page_becomes_an_article(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.inbox.mkdir()
    shutil.copy(PAGES / "day_page.html", folders.inbox)
    report = take_in(folders, SiteWords())
    assert [Path(taken.path).name for taken in report.taken] == [
        "river-mill-to-grind-again", "school-choir-to-sing-in-the-capital", "footbridge-closed-until-autumn",
    ]  # fmt: skip
    assert list(folders.inbox.iterdir()) == []
