"""Building again, building broken input, and building in other ways."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backfile.errors import SettingError
from backfile.press import build

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def files(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def pelican(folder: Path, settings: Path) -> subprocess.CompletedProcess[str]:
    source = str(Path(__file__).parents[2] / "plugins")
    command = [sys.executable, "-m", "pelican", "-s", str(settings)]
    environment = {**os.environ, "PYTHONPATH": source, "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def small_build(site: Path, settings: str = "pelicanconf.py"):
    return build(site / settings, now=NOW, search=False)


def without_search(output: Path) -> dict[str, bytes]:
    own = ("search/bundles", "search/pagefind", "search/facets.json")
    return {name: data for name, data in files(output).items() if not name.startswith(own)}


def test_pelican_and_the_build_command_make_the_same_site(site: Path, output: Path) -> None:
    done = pelican(site, Path("pelicanconf.py"))
    assert done.returncode == 0, done.stderr
    assert without_search(site / "output") == files(output)


def test_the_site_is_where_its_settings_file_is(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = pelican(elsewhere, site / "publishconf.py")
    assert done.returncode == 0, done.stderr
    assert list(elsewhere.iterdir()) == []
    assert (site / "output" / "sitemap.xml").is_file()


def test_a_second_build_touches_nothing(site: Path) -> None:
    small_build(site)
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*")}
    report = small_build(site)
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path in before} == before
    assert (report.pages_written, report.removed) == (0, 0)


def test_a_deleted_article_leaves_no_page_behind(site: Path) -> None:
    small_build(site)
    shutil.rmtree(site / "content" / "2019")
    report = small_build(site)
    assert not (site / "output" / "2019").exists()
    assert not (site / "output" / "tags" / "ports").exists()
    assert report.removed > 0


def test_deleting_the_cache_changes_nothing_of_the_site(site: Path) -> None:
    small_build(site)
    before = files(site / "output")
    shutil.rmtree(site / ".cache")
    small_build(site)
    assert files(site / "output") == before


def test_what_an_earlier_build_left_goes_and_search_bundles_stay(site: Path) -> None:
    small_build(site)
    left = site / "output" / "tags" / "left-over" / "index.html"
    part = site / "output" / "index.html.4711.part"
    bundle = site / "output" / "search" / "bundles" / "2020" / "index.pf"
    for path in (left, part, bundle):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("left by a build that died")
    small_build(site)
    assert not left.parent.exists()
    assert not part.exists()
    assert bundle.exists()


def test_a_broken_file_is_named_with_its_line_and_all_others_are_built(site: Path) -> None:
    broken = site / "content" / "2020" / "broken.md"
    broken.write_text("---\ntitle: Broken\ndate: 2020-02-31\n---\n\nText.\n")
    report = small_build(site)
    assert [str(problem).startswith("content/2020/broken.md:3: date:") for problem in report.problems] == [True]
    assert (site / "output" / "2020" / "02" / "20" / "bridge-reopens-in-idlib" / "index.html").is_file()
    assert not (site / "output" / "2020" / "broken").exists()


def test_pelican_exits_with_status_1_where_a_file_is_broken(site: Path) -> None:
    (site / "content" / "2020" / "broken.md").write_text("no front matter")
    done = pelican(site, Path("pelicanconf.py"))
    assert done.returncode == 1
    assert "content/2020/broken.md:1" in done.stderr


@pytest.mark.parametrize(
    "name", ["2020/02.md", "2020/part-3.md", "tags/x.md", "loose.md", "2020/Upper Case.md", "2020/é.md"]
)
def test_a_file_where_no_article_may_lie_is_refused(site: Path, name: str) -> None:
    file = site / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("---\ntitle: Misplaced\n---\n\nText.\n")
    [problem] = small_build(site).problems
    assert "no article may lie here" in str(problem)


def test_a_region_that_is_none_is_a_problem_of_its_file(site: Path) -> None:
    (site / "content" / "2020" / "nowhere.md").write_text("---\ntitle: Nowhere\nregion: [ZZ-9]\n---\n\nText.\n")
    [problem] = small_build(site).problems
    assert "content/2020/nowhere.md:3: region" in str(problem)


def test_a_file_that_is_no_utf_8_is_a_problem(site: Path) -> None:
    (site / "content" / "2020" / "latin.md").write_bytes("---\ntitle: Caf\xe9\n---\n".encode("latin-1"))
    [problem] = small_build(site).problems
    assert "UTF-8" in str(problem)


def test_an_empty_site_has_a_front_page(site: Path) -> None:
    shutil.rmtree(site / "content")
    report = small_build(site)
    assert report.articles == 0
    assert (site / "output" / "index.html").is_file()


def test_an_archive_without_any_date_is_built(site: Path) -> None:
    for year in ("2019", "2020", "2021"):
        shutil.rmtree(site / "content" / year)
    assert small_build(site).articles == 1
    assert "undated/" in (site / "output" / "index.html").read_text("utf-8")


def test_the_samples_show_while_the_site_is_empty_and_no_longer(site: Path) -> None:
    (site / ".cache" / "samples").mkdir(parents=True)
    shutil.move(site / "content", site / ".cache" / "samples" / "content")
    assert small_build(site).samples
    assert "samples" in (site / "output" / "index.html").read_text("utf-8")
    (site / "content" / "2024").mkdir(parents=True)
    (site / "content" / "2024" / "own.md").write_text("---\ntitle: My own\n---\n\nText.\n")
    report = small_build(site)
    assert (report.samples, report.articles) == (False, 1)
    assert not (site / "output" / "2020").exists()


def test_aliases_lead_to_the_article(output: Path) -> None:
    for old, root in (("news/42.html", "../"), ("old/bridge/index.html", "../../")):
        text = (output / old).read_text("utf-8")
        assert f'content="0; url={root}2020/02/20/bridge-reopens-in-idlib/"' in text


@pytest.mark.parametrize("alias", ["/2020/02/20/", "/tags/"])
def test_an_alias_never_takes_the_place_of_a_page(site: Path, alias: str) -> None:
    (site / "content" / "2020" / "moved.md").write_text(f"---\ntitle: Moved\naliases: [{alias}]\n---\n\nText.\n")
    [problem] = small_build(site).problems
    assert "another page has this address" in str(problem)


@pytest.mark.parametrize("alias", ["https://elsewhere.example/x", "/../../escape", "relative", "/a//b", "/with space"])
def test_an_alias_that_is_no_address_is_refused(site: Path, alias: str) -> None:
    (site / "content" / "2020" / "moved.md").write_text(f'---\ntitle: Moved\naliases: ["{alias}"]\n---\n\nText.\n')
    [problem] = small_build(site).problems
    assert "is no address of this site" in str(problem)
    assert not (site.parent / "escape").exists()


PLUGIN = """
from pelican import signals
from pelican.generators import Generator

class Extra(Generator):
    def generate_output(self, writer):
        template = self.env.from_string("{{ edition.catalogue.entries|length }} of {{ SITENAME }}")
        writer.write_file("extra.txt", template, self.context)
        with open(self.output_path + "/direct.txt", "w") as file:
            file.write("by its own means")

written = []

def hear(path, context):
    written.append(context["output_file"])

def tell(pelican):
    with open(pelican.output_path + "/written.txt", "w") as file:
        file.write("\\n".join(written))

def register():
    signals.get_generators.connect(lambda pelican: Extra, weak=False)
    signals.content_written.connect(hear, weak=False)
    signals.finalized.connect(tell, weak=False)
"""


def test_a_plugin_of_pelican_adds_pages_and_hears_of_every_page(site: Path) -> None:
    (site / "extra_plugin.py").write_text(PLUGIN)
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write('PLUGINS = ["extra_plugin"]\nPLUGIN_PATHS = ["."]\nEXTRA_SETTING = 1\n')
    for _ in range(2):
        done = pelican(site, Path("pelicanconf.py"))
        assert done.returncode == 0, done.stderr
    assert (site / "output" / "extra.txt").read_text() == "7 of The Test Archive"
    assert (site / "output" / "direct.txt").is_file()
    heard = (site / "output" / "written.txt").read_text().splitlines()
    assert {"index.html", "404.html", "2020/02/20/bridge-reopens-in-idlib/index.html", "extra.txt"} <= set(heard)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('SITENMAE = "x"', "SITENMAE: is no setting of Backfile. Did you mean SITENAME?"),
        ("SITENAME = 3", "SITENAME: must be a text in quotes"),
        ('SITENAME = ""', "SITENAME: is missing"),
        ('TIMEZONE = "Mars/Olympus"', "TIMEZONE: is no time zone"),
        ('SITEURL = "archive.example"', "SITEURL: is no web address"),
        ('INDEXING = "yes"', "INDEXING: must be True or False"),
        ('DEFAULT_LANG = "klingon!"', "DEFAULT_LANG: is no language"),
        ("OUTLETS = {'DW': 'dw.com'}", "OUTLETS: an outlet is a label"),
        ('THEME = "simple"', "THEME: is no setting of Backfile: the theme is Backfile's own"),
        ('ARTICLE_URL = "{slug}/"', "ARTICLE_URL: is no setting of Backfile"),
    ],
)
def test_an_unknown_or_wrong_setting_is_one_clear_error(site: Path, line: str, message: str) -> None:
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write(f"{line}\n")
    with pytest.raises(SettingError) as caught:
        small_build(site)
    assert message in str(caught.value)
    assert not (site / "output").exists()


def test_pelican_tells_a_wrong_setting_in_one_line(site: Path) -> None:
    with (site / "pelicanconf.py").open("a") as settings:
        settings.write('SITENMAE = "x"\n')
    done = pelican(site, Path("pelicanconf.py"))
    assert done.returncode == 1
    assert "SITENMAE: is no setting of Backfile. Did you mean SITENAME?" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_settings_file_that_fails_is_a_clear_error(site: Path) -> None:
    (site / "pelicanconf.py").write_text("1 / 0\n")
    with pytest.raises(SettingError, match="running it failed: division by zero"):
        small_build(site)
