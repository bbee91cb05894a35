"""What lies in a site's folders, and when they hold nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.folders import Folders, article_files


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_an_empty_folder_is_an_empty_site(tmp_path: Path) -> None:
    assert Folders(tmp_path).is_empty


@pytest.mark.parametrize(
    "name",
    [
        "inbox/README.md",
        "content/README.md",
        "captures/.gitkeep",
        "content/.obsidian/x.json",
        "captures/backfile.index",
    ],
)
def test_a_site_is_still_empty_that_holds_only(name: str, tmp_path: Path) -> None:
    make(tmp_path, name)
    assert Folders(tmp_path).is_empty


def test_a_link_alone_is_no_capture(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere.txt", "inbox/.gitkeep")
    (tmp_path / "inbox" / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert Folders(tmp_path).is_empty


@pytest.mark.parametrize(
    "name", ["inbox/a.txt", "inbox/2020/README.md", "captures/backfile-00001.warc.gz", "content/2020/a.md"]
)
def test_a_site_is_not_empty_that_holds(name: str, tmp_path: Path) -> None:
    make(tmp_path, name)
    assert not Folders(tmp_path).is_empty


def test_hidden_files_other_files_and_the_folders_own_readme_are_no_articles(tmp_path: Path) -> None:
    make(tmp_path, "2020/a.md", "2020/.a.md", ".git/b.md", "2020/c.txt", "undated/d.md", "README.md")
    assert article_files(tmp_path) == ("2020/a.md", "undated/d.md")
