"""The parts of the press, each by itself."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError

from backfile.address import is_article_path
from backfile.article import Article
from backfile.errors import SettingError
from backfile.folders import Folders
from backfile.press.picture_size import picture_size, with_sizes
from backfile.press.reader import ArticleReader
from backfile.press.reading import record_of
from backfile.press.redirects import redirect_address
from backfile.press.settings import pelican_settings, site_from
from backfile.press.shards import Records, Shard, ShardFiles, ShardWriter, load_shard, load_stamps
from backfile.press.units import units
from backfile.press.writer import PageWriter

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def of_days(counts: Iterable[int]) -> list[str]:
    return [f"2020/01/{day:02}/{number}.md" for day, count in enumerate(counts, 1) for number in range(count)]


def test_units_are_runs_of_whole_days_and_a_day_too_full_divides() -> None:
    assert [len(unit.files) for unit in units(of_days((3, 2, 12)), size=5)] == [5, 5, 5, 2]


def test_a_unit_keeps_its_place_when_articles_come_until_it_holds_twice_as_many() -> None:
    starts = [unit.start for unit in units(of_days((3, 2, 3)), size=5)]
    assert [len(unit.files) for unit in units(of_days((6, 3, 4)), starts, size=5)] == [9, 4]
    assert [len(unit.files) for unit in units(of_days((8, 3, 4)), starts, size=5)] == [5, 3, 3, 4]


DAYS = st.lists(st.integers(0, 9), max_size=8)


@given(DAYS, DAYS, st.integers(1, 7))
def test_units_hold_every_file_once_and_never_too_many(before: list[int], days: list[int], size: int) -> None:
    files = sorted(of_days(days))
    starts = [unit.start for unit in units(sorted(of_days(before)), (), size)]
    parts = units(files, starts, size)
    assert [file for part in parts for file in part.files] == files
    assert all(0 < len(part.files) <= 2 * size for part in parts)
    assert len({part.start for part in parts}) == len(parts)


def test_a_shard_gives_back_what_it_was_given_and_drops_what_nobody_refers_to(tmp_path: Path) -> None:
    article = Article("Story", tags=("x",), extra=MappingProxyType({"rating": 3}))
    record = record_of("2020/story", article, "<p>Text.</p>", "en")
    files, kept = ShardFiles.of(tmp_path, ""), {"2020/story.md": ((1, 2, 3, 4), b"digest", ())}
    held = Shard()
    for _ in range(3):
        writer = ShardWriter(files, b"code", held)
        writer.finish(Shard("", (record.entry,), {"2020/story": writer.add(record)}), kept)
        held = load_shard(files)
    assert Records(files, held).record(record.entry) == record
    assert load_stamps(files, b"code") == kept
    assert load_stamps(files, b"other code") == {}
    assert len(list(tmp_path.glob("*.records"))) == 1


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("2020/02/20/slug", True), ("2020/02/slug-2", True), ("2020/slug", True), ("undated/slug", True),
        ("2020/02/20", False), ("2020/02/20/part-2", False), ("2020/02/20/7", False), ("2020/02/20/a/b", False),
        ("tags/x", False), ("slug", False), ("2020/Slug", False), ("2020/../x", False), ("2020/n-7", True),
    ],
)  # fmt: skip
def test_where_an_article_may_lie(path: str, may: bool) -> None:
    assert is_article_path(path) is may


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("/news/42", "/news/42/"),
        ("/news/42/", "/news/42/"),
        ("/a.html", "/a.html"),
        ("/", None),
        ("/../x", None),
        ("x", None),
    ],
)
def test_where_an_alias_is_served(alias: str, address: str | None) -> None:
    assert redirect_address(alias) == address


def test_a_writer_leaves_equal_files_alone_and_replaces_others_whole(tmp_path: Path) -> None:
    (tmp_path / "same.txt").write_bytes(b"same")
    before = (tmp_path / "same.txt").stat().st_ino
    writer = PageWriter(str(tmp_path), {}, tuple)
    writer.write_bytes("same.txt", b"same")
    writer.write_bytes("deep/new.txt", b"new")
    assert (tmp_path / "same.txt").stat().st_ino == before
    assert (tmp_path / "deep" / "new.txt").read_bytes() == b"new"
    assert (writer.written, writer.unchanged) == (1, 1)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["new.txt", "same.txt"]


def test_two_pages_never_write_one_file(tmp_path: Path) -> None:
    writer = PageWriter(str(tmp_path), {}, tuple)
    writer.write_bytes("a.txt", b"one")
    with pytest.raises(FileOverwriteFailedError):
        writer.write_bytes("a.txt", b"two")
    assert (tmp_path / "a.txt").read_bytes() == b"one"


def test_a_file_that_a_plugin_fails_to_write_keeps_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("good")

    def fail_half_way() -> None:
        with PageWriter(str(tmp_path), {}, tuple)._open_w(str(tmp_path / "a.txt"), "utf-8") as file:
            file.write("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert (tmp_path / "a.txt").read_text() == "good"


def test_the_reader_shows_pelican_what_the_press_reads(site: Path) -> None:
    reader = ArticleReader(read_settings(None))
    html, metadata = reader.read(str(site / "content" / "2020" / "02" / "20" / "bridge-reopens-in-idlib.md"))
    assert "<p>The bridge over the river reopened on Thursday. Carts &amp; lorries crossed at dawn.</p>" in html
    assert metadata["title"] == "Bridge reopens in Idlib"
    assert [str(tag) for tag in metadata["tags"]] == ["Bridges", "x", "x-12"]
    assert metadata["date"].year == 2020


@pytest.mark.parametrize("name", ["PATH", "OUTPUT_PATH", "CACHE_PATH"])
def test_a_site_lies_where_its_settings_file_lies_and_nowhere_else(name: str) -> None:
    with pytest.raises(SettingError, match=f"{name}: is no setting of Backfile: .* beside the settings file"):
        site_from({"SITENAME": "Archive", name: "/elsewhere"}, place="pelicanconf.py")


def test_beside_plugins_their_own_settings_may_stand_but_slips_may_not() -> None:
    assert site_from({"SITENAME": "Archive", "PLUGINS": ["mine"], "RATING_STARS": 5}, place="x").name == "Archive"
    with pytest.raises(SettingError, match="Did you mean SITENAME"):
        site_from({"SITENAME": "Archive", "PLUGINS": ["mine"], "SITENMAE": "x"}, place="x")


def test_settings_given_are_never_changed(tmp_path: Path) -> None:
    given_settings = {"SITENAME": "Archive", "PLUGINS": ["mine"]}
    made = pelican_settings(given_settings, site_from(given_settings, place="x"), Folders(tmp_path), tmp_path)
    assert given_settings == {"SITENAME": "Archive", "PLUGINS": ["mine"]}
    assert made["PLUGINS"] == ["backfile", "mine"]
    assert made["JINJA_ENVIRONMENT"]["autoescape"] is True


PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 401) + b"\x08\x02\0\0\0",
    "gif": b"GIF89a" + struct.pack("<HH", 640, 401) + b"\0\0\0",
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x11\x08" + struct.pack(">HH", 401, 640) + b"\3",
    "webp": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (400).to_bytes(3, "little"),
}
"""The first bytes of a picture of 640 by 401 pixels in each format."""


@pytest.mark.parametrize("ending", PICTURES)
def test_the_size_of_a_picture_is_read_from_its_first_bytes(ending: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(PICTURES[ending])
    assert picture_size(tmp_path / "a") == (640, 401)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["", *PICTURES]), st.integers(0, 40), st.binary(max_size=60))
def test_any_bytes_have_a_size_or_none(tmp_path: Path, ending: str, length: int, rest: bytes) -> None:
    (tmp_path / "a").write_bytes(PICTURES.get(ending, b"")[:length] + rest)
    width, height = picture_size(tmp_path / "a")
    assert (width == height == 0) or (width > 0 and height > 0)


def test_pictures_of_a_body_keep_their_place_where_their_size_is_known() -> None:
    html = (
        '<img src="../media/a%20b.png" alt=""><img src="../media/torn.png" alt=""><img src="../media/none.png" alt="">'
    )
    assert with_sizes(html, {"a b.png": (640, 401), "torn.png": (0, 0)}) == html.replace(
        'b.png"', 'b.png" width="640" height="401"'
    )
