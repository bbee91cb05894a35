"""The inbox: what belongs together, and what is left alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from backfile.capture.inbox import item_of, links, receive, remove, waiting
from backfile.errors import CaptureError

NOON = "2026-01-31T12:00:00Z"


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"the words of {name}")


def test_files_wait_in_the_order_of_their_names(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a.html", "deeper/c", "c.pdf")
    assert [item.name for item in waiting(tmp_path)] == ["a.html", "b.txt", "c.pdf", "deeper/c"]


@pytest.mark.parametrize(
    "folder", ["Ferry_files", "Ferry-Dateien", "Ferry_fichiers", "Ferry_archivos", "Ferry_bestanden"]
)
@pytest.mark.parametrize("page", ["Ferry.html", "Ferry.htm", "Ferry.html.gz"])
def test_a_page_and_its_folder_are_one(tmp_path: Path, page: str, folder: str) -> None:
    lay(tmp_path, page, f"{folder}/a.jpg", f"{folder}/more/b.css")
    (item,) = waiting(tmp_path)
    (capture,) = receive(item, NOON)
    assert capture.name == page
    assert [attachment.path for attachment in capture.attachments] == [f"{folder}/a.jpg", f"{folder}/more/b.css"]
    assert capture.attachments[0].media_type == "image/jpeg"
    assert capture.attachments[0].data == f"the words of {folder}/a.jpg".encode()


def test_a_folder_named_like_a_text_is_a_folder_of_captures(tmp_path: Path) -> None:
    lay(tmp_path, "Ferry.txt", "Ferry_files/a.txt")
    assert [item.name for item in waiting(tmp_path)] == ["Ferry.txt", "Ferry_files/a.txt"]


def test_hidden_files_and_the_inboxs_own_readme_are_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, ".gitkeep", "README.md", ".hidden/a.txt", "deeper/README.md")
    assert [item.name for item in waiting(tmp_path)] == ["deeper/README.md"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, inbox = tmp_path / "outside", tmp_path / "inbox"
    lay(outside, "secret.txt", "folder/secret.txt")
    lay(inbox, "page.html", "page_files/a.png")
    (inbox / "link.txt").symlink_to(outside / "secret.txt")
    (inbox / "linked").symlink_to(outside / "folder")
    (inbox / "page_files" / "inner.png").symlink_to(outside / "secret.txt")
    (item,) = waiting(inbox)
    assert [path.name for path in item.attachments] == ["a.png"]
    assert [path.name for path in links(inbox)] == ["link.txt", "linked", "inner.png"]


def test_no_inbox_is_an_empty_one(tmp_path: Path) -> None:
    assert list(waiting(tmp_path / "inbox")) == []


def test_a_removed_page_takes_its_empty_folders_with_it(tmp_path: Path) -> None:
    lay(tmp_path, "day/Ferry.html", "day/Ferry_files/a.jpg", "other/b.txt", ".gitkeep")
    item = next(iter(waiting(tmp_path)))
    remove(item, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitkeep", "other"]


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE html>\n<!-- saved from url=(0026)https://news.example/ferry -->\n<html>",
        "<html><!--\n Page saved with SingleFile \n url: https://news.example/ferry \n saved date: today\n-->",
    ],
)
def test_the_address_that_a_browser_noted_is_the_source(tmp_path: Path, head: str, compressed: bool) -> None:
    page = tmp_path / "ferry.html"
    page.write_bytes(gzip.compress(head.encode()) if compressed else head.encode())
    (capture,) = receive(item_of(page), NOON)
    assert capture.target_uri == "https://news.example/ferry"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b/", "https://x/\r\nWARC-Type: response"])
def test_what_is_no_web_address_is_no_source(tmp_path: Path, address: str) -> None:
    page = tmp_path / "ferry.html"
    page.write_text(f"<!-- saved from url=(0026){address} -->", newline="")
    (capture,) = receive(item_of(page), NOON)
    assert capture.target_uri == ""


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"gone\.txt: it cannot be read: No such file"):
        list(receive(item_of(tmp_path / "gone.txt"), NOON))
