"""Builds with plugins of Pelican: one of each kind from the registry, and what becomes of those that fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from built_sites import REPOSITORY

from backfile.errors import BuildError
from backfile.press import Way, build, printing, settings
from backfile.workers.workers import ThisMachine

PLUGINS = Path(__file__).resolve().parent.parent / "fixtures" / "press" / "plugins"
BRIDGE = "2020/02/20/bridge-reopens-in-idlib"
HARBOUR = "2019/12/31/harbour-closes"


def built(site: Path, *, workers: int = 1, theme: Path | None = None) -> str:
    """Build without search, in a process of its own, since plugins once loaded stay; what was remarked and done."""
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        return pool.submit(building_of, site, workers, theme).result()


def building_of(site: Path, workers: int, theme: Path | None) -> str:
    if workers > 1:
        printing._WORTH_WORKERS = printing._BATCH = 0
    if theme:
        settings.theme_folder = lambda: theme
    said: list[str] = []
    way = Way(search=False, workers=ThisMachine(workers), remark=said.append)
    report = build(site / "pelicanconf.py", way=way)
    assert not report.problems
    return "\n".join([*said, report.summary])


def run(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "plugins"), "COLUMNS": "400"}
    return subprocess.run(
        [sys.executable, *command], cwd=site, capture_output=True, text=True, check=False, env=environment
    )


def pelican(site: Path, *options: str, file: str = "pelicanconf.py") -> subprocess.CompletedProcess[str]:
    return run(site, "-m", "pelican", "-s", file, *options)


def with_plugins(site: Path, *plugins: str, own: str = "") -> Path:
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f"PLUGINS = {plugins!r}\nPLUGIN_PATHS = [{str(PLUGINS)!r}]\n{own}\n")
    return site


def edited(site: Path, path: str, old: str, new: str) -> None:
    file = site / "content" / f"{path}.md"
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def files(site: Path) -> dict[str, bytes]:
    output = site / "output"
    found = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def page(site: Path, path: str) -> str:
    return (site / "output" / path / "index.html").read_text("utf-8")


def told(site: Path) -> list[str]:
    """What the listener was told since this was asked last."""
    file = site / "told.txt"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return lines


def as_built_anew(site: Path, theme: Path | None = None) -> dict[str, bytes]:
    """The same site built with nothing kept of former builds."""
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache" / "press")
    built(site, theme=theme)
    return files(site)


# ---- one article at a time

INJECTED = 'INJECTOR_IN_ARTICLES = True\nINJECTOR_ITEMS = [("p", "<small>checked</small>")]'


def test_the_injector_plugin_changes_the_text_of_every_article_and_nothing_else(site: Path) -> None:
    built(site)
    before = files(site)
    assert "built whole" not in built(with_plugins(site, "injector", own=INJECTED))
    after = files(site)
    changed = {name for name in before if before[name] != after[name]}
    assert {name for name in changed if name.startswith("2020")} == {
        f"{path}/index.html" for path in (BRIDGE, "2020/02/20/hostile", "2020/02/21/arabic", "2020/03/month-alone")
    }
    assert "Carts &amp; lorries crossed at dawn.<small>checked</small></p>" in page(site, BRIDGE)
    assert before.keys() == after.keys()


def test_with_the_injector_plugin_one_edit_makes_what_a_clean_build_makes(site: Path) -> None:
    with_plugins(site, "injector", own=INJECTED)
    built(site)
    times = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("index.html")}
    edited(site, HARBOUR, "at six", "at seven")
    built(site)
    written = {path.parent.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert "harbour-closes" in written
    assert "bridge-reopens-in-idlib" not in written
    assert "<p>The harbour closed at seven.<small>checked</small></p>" in page(site, HARBOUR)
    incremental = files(site)
    assert incremental == as_built_anew(site)


def test_signals_are_sent_for_the_pages_that_are_made_and_no_others(site: Path) -> None:
    with_plugins(site, "listener")
    built(site)
    first = told(site)
    assert first.count("preread") == 7
    assert sum(line.startswith("init ") for line in first) == 7
    assert f"init {BRIDGE}/ yes" in first
    assert f"written {BRIDGE}/index.html 2020-02-20 00:00:00+01:00" in first
    assert "written index.html None" in first
    built(site)
    assert [line for line in told(site) if not line.startswith("registered")] == []
    edited(site, BRIDGE, "Traders had waited", "Carters had waited")
    built(site)
    second = told(site)
    assert second.count("preread") == 1
    assert [line.split()[1] for line in second if line.startswith("write ")] == [f"{BRIDGE}/"]
    assert [line for line in second if line.startswith("written ")] == [
        f"written {BRIDGE}/index.html 2020-02-20 00:00:00+01:00"
    ]


def test_signals_of_articles_are_sent_in_the_workers(site: Path) -> None:
    with_plugins(site, "listener")
    built(site)
    told(site)
    alone = files(site)
    shutil.rmtree(site / "output")
    built(site, workers=2)
    lines = told(site)
    assert lines.count("preread") == 7
    assert {line.split()[2] for line in lines if line.startswith("write ")}.isdisjoint(lines[0].split()[1:])
    assert lines[0].startswith("registered ")
    assert files(site) == alone


def test_a_plugin_that_is_gone_leaves_no_trace(site: Path) -> None:
    before_it = (site / "pelicanconf.py").read_text("utf-8")
    built(site)
    before = files(site)
    built(with_plugins(site, "listener"))
    assert "Marked by a plugin." in page(site, HARBOUR)
    (site / "pelicanconf.py").write_text(before_it, "utf-8")
    built(site)
    assert files(site) == before


def test_files_that_a_plugin_writes_beside_a_page_stay_until_the_page_is_made_anew(site: Path) -> None:
    with_plugins(site, "beside")
    built(site)
    edited(site, HARBOUR, "at six", "at seven")
    built(site)
    assert (site / "output" / BRIDGE / "title.txt").read_text("utf-8") == "Bridge reopens in Idlib"
    incremental = files(site)
    assert incremental == as_built_anew(site)


def test_what_else_came_into_a_folder_costs_a_plugin_no_file_of_its_own(site: Path) -> None:
    built(with_plugins(site, "beside"))
    (site / "output" / HARBOUR / "stray.txt").write_text("stray")
    edited(site, BRIDGE, "Traders had waited", "Carters had waited")
    built(site)
    assert (site / "output" / HARBOUR / "title.txt").is_file()


def test_a_plugin_whose_code_changes_has_all_pages_made_anew(site: Path, tmp_path: Path) -> None:
    shutil.copy(PLUGINS / "listener.py", tmp_path / "changing_listener.py")
    with_plugins(site, "changing_listener", own=f"PLUGIN_PATHS = [{str(tmp_path)!r}]")
    built(site)
    text = (tmp_path / "changing_listener.py").read_text("utf-8")
    (tmp_path / "changing_listener.py").write_text(text.replace("Marked by", "Signed by"), "utf-8")
    built(site)
    assert "<p>Signed by a plugin.</p>" in page(site, HARBOUR)
    assert "Marked by" not in page(site, BRIDGE)


def test_what_a_failed_build_left_is_made_right_by_the_next(site: Path) -> None:
    before_it = (site / "pelicanconf.py").read_text("utf-8")
    built(with_plugins(site, "beside"))
    with_plugins(site, "beside", "broken")
    with pytest.raises(BuildError, match="broken failed at article_generator_write_article"):
        built(site)
    (site / "pelicanconf.py").write_text(before_it, "utf-8")
    with_plugins(site, "beside")
    (site / "content" / "2020" / "02" / "20" / "hostile.md").unlink()
    built(site)
    assert (site / "output" / BRIDGE / "title.txt").is_file()
    incremental = files(site)
    assert incremental == as_built_anew(site)


# ---- all articles


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme that prints what the related-posts plugin finds."""
    shutil.copytree(REPOSITORY / "theme", tmp_path / "theme")
    template = tmp_path / "theme" / "templates" / "article.html"
    listing = """{% block neighbours %}
<ul class="plugged">{% for post in article.extra["related_posts"] %}
<li><a href="{{ root }}{{ post.url }}">{{ post.title }}</a></li>
{% endfor %}</ul>"""
    text = template.read_text("utf-8")
    assert "{% block neighbours %}" in text
    template.write_text(text.replace("{% block neighbours %}", listing), "utf-8")
    return tmp_path / "theme"


def related(site: Path, path: str) -> list[str]:
    listing = re.search(r'<ul class="plugged">(.*?)</ul>', page(site, path), re.DOTALL)
    assert listing
    return re.findall(r'href="([^"]*)">', listing[1])


def test_the_related_posts_plugin_sees_all_articles_in_a_whole_build(site: Path, theme: Path) -> None:
    with_plugins(site, "related_posts")
    edited(site, HARBOUR, "tags: [Ports]", "tags: [Ports, Bridges]")
    printed = built(site, theme=theme)
    why = "pelican.plugins.related_posts wants all articles (article_generator_finalized)"
    assert f"{why}: the site is built whole, in one process\n" in printed
    assert related(site, BRIDGE) == [f"../../../../{HARBOUR}/"]
    assert related(site, HARBOUR) == [f"../../../../{BRIDGE}/"]
    edited(site, HARBOUR, "tags: [Ports, Bridges]", "tags: [Ports]")
    edited(site, "2020/02/20/hostile", 'tags: ["<i>tag</i>"]', "tags: [Bridges]")
    built(site, theme=theme)
    assert related(site, BRIDGE) == ["../../../../2020/02/20/hostile/"]
    assert "<li><a" not in page(site, HARBOUR).partition('class="plugged"')[2].partition("</ul>")[0]
    incremental = files(site)
    assert incremental == as_built_anew(site, theme)


def test_a_plugin_that_wants_all_articles_gets_those_that_readers_may_see(site: Path) -> None:
    with_plugins(site, "lister")
    built(site)
    listed = (site / "output" / "all.txt").read_text("utf-8")
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("20")] == [
        "2021/withheld/",
        "2020/03/month-alone/",
        "2020/02/21/arabic/",
        "2020/02/20/hostile/",
        f"{BRIDGE}/",
        f"{HARBOUR}/",
    ]
    assert "Carts &amp; lorries crossed at dawn." in listed
    assert "Words that" not in listed
    assert "nobody may read" not in listed
    assert "<script>" not in listed


# ---- all written files


def test_what_a_plugin_wrote_goes_with_it(site: Path) -> None:
    settings = site / "pelicanconf.py"
    before = settings.read_text("utf-8")
    built(site)
    clean = files(site)
    with_plugins(site, "sitemap", own='SITEURL = "https://archive.example"\nSITEMAP = {"format": "txt"}')
    built(site)
    assert "sitemap.txt" in files(site)
    settings.write_text(before, "utf-8")
    built(site)
    assert files(site) == clean


def test_the_sitemap_plugin_names_every_page_in_every_build(site: Path) -> None:
    with_plugins(site, "sitemap", own='SITEURL = "https://archive.example"\nSITEMAP = {"format": "txt"}')
    for step in (lambda: None, lambda: None, lambda: edited(site, HARBOUR, "at six", "at seven")):
        step()
        printed = built(site)
        assert "pelican.plugins.sitemap wants all written files (finalized): the site is built whole" in printed
        pages = {name for name in files(site) if name.endswith((".html", ".atom", ".jsonl"))}
        named = (site / "output" / "sitemap.txt").read_text("utf-8").splitlines()
        assert named == sorted(set(named))
        assert {line.removeprefix("https://archive.example/") for line in named} == {
            name.removesuffix("index.html") for name in pages
        }


def test_what_a_plugin_makes_of_the_whole_site_is_made_in_every_build(site: Path) -> None:
    built(with_plugins(site, "sitemap", own='SITEMAP = {"format": "txt"}'))
    file = site / "output" / "sitemap.txt"
    before = file.read_text("utf-8")
    file.write_text("spoilt", "utf-8")
    built(site)
    assert file.read_text("utf-8") == before


def test_a_whole_build_leaves_alone_the_files_that_are_right(site: Path) -> None:
    with_plugins(site, "sitemap", own='SITEMAP = {"format": "txt"}')
    built(site)
    times = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*.html")}
    assert " 0 written" in built(site)
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*.html")} == times


def test_a_plugin_that_changes_all_written_files_makes_the_same_site_every_time(site: Path) -> None:
    with_plugins(site, "squeeze")
    built(site)
    first = files(site)
    assert all(b"\n\n" not in data for name, data in first.items() if name.endswith(".html"))
    built(site)
    assert files(site) == first
    edited(site, HARBOUR, "at six", "at seven")
    built(site)
    incremental = files(site)
    assert incremental == as_built_anew(site)


# ---- what fails


@pytest.mark.parametrize(
    ("level", "file"),
    [("errors", "pelicanconf.py"), ("warnings", "pelicanconf.py"), ("warnings", "publishconf.py")],
)
def test_fatal_ends_no_build_that_is_right(site: Path, level: str, file: str) -> None:
    done = pelican(site, "--fatal", level, file=file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout
    assert page(site, BRIDGE)


@pytest.mark.parametrize("level", ["errors", "warnings"])
def test_fatal_lets_all_be_built_but_a_broken_article(site: Path, level: str) -> None:
    edited(site, HARBOUR, "title: Harbour", "titel: Harbour")
    done = pelican(site, "--fatal", level)
    assert done.returncode == 1
    assert "harbour-closes.md" in done.stderr
    assert page(site, BRIDGE)
    assert not (site / "output" / HARBOUR).exists()


def test_fatal_ends_a_build_in_which_a_plugin_warns(site: Path) -> None:
    with_plugins(site, "warner")
    done = pelican(site, "--fatal", "errors")
    assert done.returncode == 0
    assert "The harbour is closed." in done.stdout
    shutil.rmtree(site / "output")
    done = pelican(site, "--fatal", "warnings")
    assert done.returncode == 1
    assert f"{HARBOUR}.md: warner failed at article_generator_write_article" in done.stderr


def test_a_plugin_that_fails_ends_the_build_and_leaves_the_last_good_site(site: Path) -> None:
    built(site)
    before = page(site, HARBOUR)
    with_plugins(site, "broken")
    done = pelican(site)
    assert done.returncode == 1
    message = f"{HARBOUR}.md: broken failed at article_generator_write_article: ZeroDivisionError: no harbours."
    assert message in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert page(site, HARBOUR) == before


def test_a_plugin_that_is_not_installed_stops_the_build_before_it_begins(site: Path) -> None:
    done = pelican(with_plugins(site, "sitemapp"))
    assert done.returncode == 1
    assert "PLUGINS: the plugin cannot be used: ImportError: Cannot import plugin `sitemapp`" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert not (site / "output").exists()


def test_that_a_build_is_whole_is_said_and_no_warning(site: Path) -> None:
    with_plugins(site, "sitemap", own='SITEMAP = {"format": "txt"}')
    done = pelican(site, "--fatal", "warnings")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pelican.plugins.sitemap wants all written files (finalized): the site is built whole" in done.stdout


def test_the_build_command_says_what_pelicans_does(site: Path) -> None:
    with_plugins(site, "sitemap", own='SITEMAP = {"format": "txt"}')
    done = run(site, "-m", "backfile.cli", "build")
    assert done.returncode == 0, done.stderr
    assert (
        "pelican.plugins.sitemap wants all written files (finalized): the site is built whole"
        in done.stdout + done.stderr
    )
    assert (site / "output" / "sitemap.txt").is_file()
