"""After accidents of all kinds a build gives what a first build gives, or says in one message what is in its way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from archives import files_of, write_archive, write_article

from backfile.errors import BuildError
from backfile.press import BuildReport, Way, build
from backfile.press import printing as printing_module


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a few articles, built without its search."""
    site = tmp_path / "site"
    write_archive(site, 12)
    built(site)
    return site


def built(site: Path, *, search: bool = False, why: str = "") -> BuildReport:
    return build(site / "pelicanconf.py", way=Way(search=search, why=why))


def anew(site: Path, *, search: bool = False) -> dict[str, bytes]:
    """What a first build of the same site gives."""
    fresh = site.with_name("fresh")
    shutil.copytree(site, fresh, ignore=shutil.ignore_patterns("output", ".cache"))
    built(fresh, search=search)
    return files_of(fresh / "output")


def test_pages_go_with_the_last_article(site: Path) -> None:
    shutil.rmtree(site / "content")
    assert built(site).articles == 0
    assert files_of(site / "output") == anew(site)


def lose(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100])


def spoil(file: Path) -> None:
    file.write_bytes(b"\xff\xfe garbage")


@pytest.mark.parametrize("kept", ["printed", "units.txt", "units/*.entries", "units/*.records", "units/*.stamps"])
@pytest.mark.parametrize("harm", [lose, cut, spoil])
def test_what_a_build_keeps_may_be_lost_or_damaged(site: Path, kept: str, harm: Callable[[Path], None]) -> None:
    (file,) = (site / ".cache" / "press").glob(kept)
    harm(file)
    write_article(site, "2020/02/20/new", "title: A new one\ndate: 2020-02-20")
    shutil.rmtree(site / "output" / "1990")
    built(site)
    assert files_of(site / "output") == anew(site)


def test_search_is_mended_where_nothing_else_has_changed(site: Path) -> None:
    built(site, search=True)
    search = site / "output" / "search"
    whole = files_of(search)
    for harmed in ("bundles.json", "facets.json", "pagefind", "bundles", "bundles/*/index", "bundles/*/records"):
        (path,) = search.glob(harmed)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        built(site, search=True)
        assert files_of(search) == whole, harmed
    (pack,) = search.glob("bundles/*/records/*")
    cut(pack)
    built(site, search=True)
    assert files_of(search) == whole


def test_a_folder_that_lies_elsewhere_by_a_link_keeps_its_pages(site: Path, tmp_path: Path) -> None:
    (site / "output" / "1991").rename(tmp_path / "elsewhere")
    (site / "output" / "1991").symlink_to(tmp_path / "elsewhere")
    built(site)
    assert (site / "output" / "1991" / "index.html").is_file()


def test_half_a_file_of_a_worker_that_died_is_swept(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = site / "output" / "1991" / "index.html.4711.0123456789ab.part"
    begun = printing_module.run

    def dying(workers, function, tasks, *, describe, remark):
        half.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(b"half")
        remark("The process died that did one thing; another does it again.")
        yield from begun(workers, function, tasks, describe=describe, remark=remark)

    shutil.rmtree(site / "output")
    monkeypatch.setattr(printing_module, "run", dying)
    built(site)
    assert not half.exists()


@pytest.mark.parametrize("in_the_way", ["a folder", "a file"])
def test_what_is_in_the_way_of_a_page_is_named(site: Path, in_the_way: str) -> None:
    page = site / "output" / "1991" / "index.html"
    if in_the_way == "a folder":
        page.unlink()
        page.mkdir()
    else:
        shutil.rmtree(page.parent)
        page.parent.write_text("stray", "utf-8")
    with pytest.raises(BuildError, match=f"output/1991.*{in_the_way.title()[0]}.*is in the way.*take it away"):
        built(site)


def test_an_address_without_a_page_is_told_from_one_that_stands(site: Path) -> None:
    assert built(site, why="/1991/").is_there
    assert not built(site, why="/nonsense/").is_there
    write_article(site, "2020/02/20/new", "title: A new one\ndate: 2020-02-20")
    assert not built(site, why="/nonsense/").is_there
