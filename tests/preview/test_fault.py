"""From an error to the file, the line and what stands around it."""

from __future__ import annotations

import runpy
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backfile.errors import BackfileError, BuildError, FrontMatterError, SettingError
from backfile.folders import Folders
from backfile.press.templates import Templates
from backfile.preview.fault import Fault, Line, Places
from backfile.views import Page, SiteView

SITE = SiteView("A", "en", "", indexing=False, samples=False, menu=(), feed="", assets={})
NAME = "content/2021/05/14/ferry.md"
STORY = "---\ntitle: Ferry\ndate: soon\nregion: [ZZ]\naccess: secret\n---\n\nThe ferry sailed.\n"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    for folder in ("site/content/2021/05/14", "theme/templates"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site" / NAME).write_text(STORY, "utf-8")
    return Places(Folders(tmp_path / "site"), tmp_path / "theme")


def site(places: Places) -> Path:
    return places.folders.root


def faulty(fault: Fault) -> list[str]:
    return [line.text for line in fault.excerpt if line.faulty]


def test_the_lines_around_the_faulty_one_are_shown(places: Places) -> None:
    (site(places) / "threads.yaml").write_text(STORY)
    (fault,) = places.faults_of(BackfileError("is wrong", place="threads.yaml:2"))
    assert fault.excerpt == tuple(Line(n, text, n == 2) for n, text in enumerate(STORY.split("\n")[:6], 1))


def test_of_an_article_all_that_breaks_the_schema_is_told_with_what_stopped_it(places: Places) -> None:
    found = places.faults_of(FrontMatterError("is no region", place=f"{NAME}:4", field="region", value="ZZ"))
    assert [(fault.line, fault.field) for fault in found] == [(3, "date"), (4, "region"), (5, "access")]
    assert {fault.address for fault in found} == {"/2021/05/14/ferry/"}


@pytest.mark.parametrize("name", ["threads.yaml:1", "content/Notes.md", "content/2021/05/14/ferry.txt", "nowhere.md"])
def test_what_is_no_article_keeps_no_page_from_being_shown(places: Places, name: str) -> None:
    assert {fault.address for fault in places.faults_of(BackfileError("is wrong", place=name))} == {""}


def test_a_setting_without_a_line_is_found_by_its_name(places: Places) -> None:
    (site(places) / "pelicanconf.py").write_text("# SITENAM = 0\nLANG = 1\nSITENAM = 2\n")
    (fault,) = places.faults_of(SettingError("is no setting", place="pelicanconf.py", field="SITENAM"))
    assert (fault.place, faulty(fault)) == ("pelicanconf.py:3", ["SITENAM = 2"])


@pytest.mark.parametrize("wrong", ["NAME = 1 / 0", "NAME = (", "import nothing_of_this_name"])
def test_a_settings_file_that_failed_is_shown_where_it_did(places: Places, wrong: str) -> None:
    file = site(places) / "pelicanconf.py"
    file.write_text(f"LANG = 1\n{wrong}\n")
    with pytest.raises((ZeroDivisionError, SyntaxError, ImportError)) as raised:
        runpy.run_path(str(file))
    error = SettingError("running it failed", place="pelicanconf.py")
    error.__cause__ = raised.value
    (fault,) = places.faults_of(error)
    assert faulty(fault) == [wrong]


def test_a_file_that_is_no_utf_8_is_shown_at_the_first_byte_that_is_none(places: Places) -> None:
    (site(places) / NAME).write_bytes("title\nBregenz, Zürich\n".encode("latin-1"))
    (fault,) = places.faults_of(FrontMatterError("is no UTF-8 text", place=NAME))
    assert (fault.line, faulty(fault)) == (2, ["Bregenz, Z\\xfcrich"])


def test_a_line_of_a_table_is_understood(places: Places) -> None:
    (site(places) / "vocabulary.csv").write_text("kind,text\nwrong,x\n")
    (fault,) = places.faults_of(SettingError("is no kind", place=f"{site(places) / 'vocabulary.csv'}, line 2"))
    assert (fault.place, faulty(fault)) == ("vocabulary.csv:2", ["wrong,x"])


def render(templates: Path) -> str:
    loader = Environment(loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=True)
    return loader.get_template("page.html").render()


@pytest.mark.parametrize("wrong", ["{% if %}", "{{ nothing }}", "{% include 'absent.html' %}"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_error_in_a_template_is_shown_where_it_is_whichever_process_met_it(
    places: Places, wrong: str, *, elsewhere: bool
) -> None:
    templates = places.theme / "templates"
    (templates / "page.html").write_text("{% include 'part.html' %}\n")
    (templates / "part.html").write_text(f"<p>\n{wrong}\n</p>\n")
    with ProcessPoolExecutor(1) as pool, pytest.raises(Exception) as raised:  # noqa: PT011  # of three kinds
        pool.submit(render, templates).result() if elsewhere else render(templates)
    (fault,) = places.faults_of(raised.value)
    assert (fault.place, faulty(fault)) == ("theme/templates/part.html:2", [wrong])


def test_an_error_of_a_page_is_shown_in_its_template_with_the_page(places: Places) -> None:
    templates = places.theme / "templates"
    (templates / "page.html").write_text("<p>\n{{ nothing.at.all }}\n</p>\n")
    env = Environment(loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=True)
    with pytest.raises(BuildError) as raised:
        Templates(env).render(Page("/2021/05/14/ferry/", "page.html", ""), SITE)
    (fault,) = places.faults_of(raised.value)
    assert (fault.place, faulty(fault)) == ("theme/templates/page.html:2", ["{{ nothing.at.all }}"])
    assert "/2021/05/14/ferry/" in fault.problem


def test_an_error_in_no_file_of_the_site_is_told_without_one(places: Places) -> None:
    (fault,) = places.faults_of(ZeroDivisionError("division by zero"))
    assert (fault.problem, fault.file, fault.excerpt) == ("ZeroDivisionError: division by zero", "", ())


def test_characters_that_steer_are_shown_as_escapes_and_long_lines_are_cut(places: Places) -> None:
    (site(places) / "threads.yaml").write_text(f"\x1b[31m\u202eabc\x00\n{'x' * 10_000}\n", "utf-8")
    (fault,) = places.faults_of(BackfileError("is wrong", place="threads.yaml:1"))
    assert faulty(fault) == ["\\x1b[31m\\u202eabc\\x00"]
    assert len(fault.excerpt[1].text) == 400


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(content=st.binary(max_size=200), line=st.integers(0, 9), field=st.text(max_size=5))
def test_any_bytes_can_be_shown(places: Places, content: bytes, line: int, field: str) -> None:
    (site(places) / NAME).write_bytes(content)
    for place in (NAME, f"{NAME}:{line}"):
        assert places.faults_of(FrontMatterError("is wrong", place=place, field=field))
