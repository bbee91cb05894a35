"""Building again after any changes gives what a first build gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from archives import files_of, front_matter, write_article, write_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backfile.capture.capture import Capture, sha256
from backfile.capture.metadata_record import MetadataRecord, as_json
from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.intake.provenance import gather_provenance
from backfile.press import Way, build, print_pass
from backfile.press import units as unit_module
from backfile.provenance import FILE_NAME as PROVENANCE

TIMES = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))

NAMES = ("a", "b", "c", "d", "e")
FOLDERS = ("2020/02/20", "2020/02/21", "2020/02", "2019", "undated", "2021/01/01")
PATHS = tuple(f"{folder}/{name}" for folder in FOLDERS for name in NAMES)

CAPTURE = sha256(b"A pasted page.")

FRONTS = st.builds(
    lambda *lines: "\n".join(filter(None, lines)),
    st.sampled_from(["title: Bridge", "title: Market", "title: Été", "title: 'Q: <b>who</b>?'"]),
    st.sampled_from(
        ["", "date: 2020-02-20", "date: 2020-02-20T10:00:00Z", "date: 2019", "date: 2021-01-01", "date: x"]
    ),
    st.sampled_from(["", "outlet: DW", "outlet: Courier"]),
    st.sampled_from(["", "region: [SY-ID]", "region: [FR, SY]", "region: [ZZ]"]),
    st.sampled_from(["", "mentioned: [FR]", "mentioned: [SY, US]"]),
    st.sampled_from(["", "tags: [x]", "tags: [X, y]", "tags: [old name]", "tags: ['2020', x]"]),
    st.sampled_from(["", "agencies: [AP]", "agencies: [AP, Reuters]\nstaff: [dv]\nauthors: [Jo Example]"]),
    st.sampled_from(["", "", "access: metadata", "access: private", "embargo: 2030-01-01"]),
    st.sampled_from(["", "", "aliases: [/news/42.html]", "aliases: [/2020/02/20/]", "aliases: [no address]"]),
    st.sampled_from(
        ["", "image: {file: p.png, caption: A bridge}", "image: {agencies: [AP], photographer: J. Example}", "lang: ar"]
    ),
    st.sampled_from(["", "", "status: killed", "status: corrected\ncorrection: The bridge is shorter."]),
    st.sampled_from(["", f"capture: {CAPTURE}"]),
)
"""Front matter of all kinds, broken ones among them."""

VERSION = (
    '{"capture": "", "captured_at": "2020-02-21T10:00:00Z", "fields": [], "headline": [], "standfirst": [], "body": []}'
)
HISTORY = f'{{"versions": [{VERSION}, {VERSION}]}}'.encode()

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\x91\x08\x02\0\0\0"

THREADS = """\
confirmed:
  - id: crossing
    title: The crossing
    articles:
      - 2020/02/20/a
      - 2019/b
"""

FAMILIES = '{"known_by": "agency", "source": "2020/02/20/a"}\n'  # no family: named, and left out

FAMILY = (
    '{"known_by": "agency", "source": "2020/02/20/a", "members": [{"path": "2020/02/20/a", "kind": "source", '
    '"outlet": "DW"}, {"path": "2020/02/21/a", "kind": "copy", "outlet": "Courier", "adds": {"paragraphs": [1]}}]}\n'
)


def put(site: Path, path: str, front: str, text: str) -> None:
    write_article(site, path, front, text)


def take(site: Path, path: str) -> None:
    (site / "content" / f"{path}.md").unlink(missing_ok=True)


def move(site: Path, old: str, new: str) -> None:
    file = site / "content" / f"{old}.md"
    if file.exists():
        (site / "content" / new).parent.mkdir(parents=True, exist_ok=True)
        file.replace(site / "content" / f"{new}.md")


def set_up(site: Path, name: str, url: str, lang: str, outlet: str) -> None:
    write_settings(site, name=name, url=url, lang=lang, outlet=outlet)


def keep(site: Path, name: str, data: bytes | None) -> None:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data) if data is not None else file.unlink(missing_ok=True)


def spoil(site: Path, number: int) -> None:
    """A file of output/ is damaged, taken away, or joined by a stray one."""
    files = sorted(path for path in (site / "output").rglob("*") if path.is_file())
    if not files:
        return
    file = files[number % len(files)]
    if number % 3 == 0:
        file.unlink()
    elif number % 3 == 1:
        file.write_bytes(b"damaged")
    else:
        (file.parent / "stray").mkdir(exist_ok=True)
        (file.parent / "stray" / "index.html").write_bytes(b"stray")


def record(site: Path, rules: int) -> None:
    """The capture that articles name is taken in, or read again by other rules."""
    account = as_json({"origins": [["title", "headline", "h1"]], "aside": {"promo": rules}})
    with Store.open(site / "captures") as store:
        store.keep(Capture(b"A pasted page.", CAPTURE, "page.txt", captured_at="2020-02-22T10:00:00Z"))
        store.append_metadata(MetadataRecord(CAPTURE, rules, PATHS[0], account_json=account))


def lose_state(site: Path) -> None:
    shutil.rmtree(site / ".cache", ignore_errors=True)


CHANGES = st.one_of(
    st.builds(partial, st.just(put), path=st.sampled_from(PATHS), front=FRONTS, text=st.sampled_from(["One.", "Two."])),
    st.builds(partial, st.just(put), path=st.sampled_from(PATHS), front=FRONTS, text=st.sampled_from(["One.", "Two."])),
    st.builds(partial, st.just(take), path=st.sampled_from(PATHS)),
    st.builds(partial, st.just(move), old=st.sampled_from(PATHS), new=st.sampled_from(PATHS)),
    st.builds(
        partial, st.just(set_up), name=st.sampled_from(["One", "Two"]), outlet=st.sampled_from(["Welle", "DW"]),
        url=st.sampled_from(["", "https://archive.example/news"]), lang=st.sampled_from(["en", "de"]),
    ),
    st.builds(partial, st.just(keep), name=st.just("media/p.png"), data=st.sampled_from([None, PNG, b"torn"])),
    st.builds(partial, st.just(keep), name=st.just("threads.yaml"), data=st.sampled_from([None, THREADS.encode()])),
    st.builds(
        partial, st.just(keep), name=st.just("vocabulary.csv"),
        data=st.sampled_from([None, b"kind,text,means,outlet\ntag,older name,x,\n"]),
    ),
    st.builds(
        partial, st.just(keep), name=st.just("relations/families.jsonl"),
        data=st.sampled_from([None, FAMILIES.encode(), FAMILY.encode()]),
    ),
    st.builds(
        partial, st.just(keep),
        name=st.just("history/2020/02/20/a.json"), data=st.sampled_from([None, b"torn", HISTORY]),
    ),
    st.builds(partial, st.just(record), rules=st.integers(1, 3)),
    st.builds(partial, st.just(keep), name=st.just(f".cache/{PROVENANCE}"), data=st.sampled_from([None, b"torn"])),
    st.builds(partial, st.just(spoil), number=st.integers(0, 400)),
    st.builds(partial, st.just(lose_state)),
)  # fmt: skip
"""What may happen to a site between two builds."""


@contextmanager
def small_pages_and_units() -> Iterator[None]:
    """Let lists divide, and units too, where a test has few articles."""
    units = partial(unit_module.units, size=2)
    with (
        patch("backfile.press.read_pass.units", units),
        patch("backfile.browse.lists.NEWEST", 2),
        patch("backfile.browse.lists.FULL", 3),
    ):
        yield


def built(site: Path, now: datetime) -> tuple[list[str], dict[str, bytes]]:
    gather_provenance(Folders(site))
    report = build(site / "pelicanconf.py", now=now, search=False)
    return sorted(map(str, report.problems)), files_of(site / "output")


def built_anew(site: Path, now: datetime) -> tuple[list[str], dict[str, bytes]]:
    """What a first build of the same site gives."""
    with TemporaryDirectory() as name:
        fresh = Path(name, "site")
        shutil.copytree(site, fresh, ignore=shutil.ignore_patterns("output", ".cache"))
        problems, files = built(fresh, now)
        return [problem.replace(str(fresh), str(site)) for problem in problems], files


Change = Callable[[Path], None]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=st.lists(st.tuples(st.lists(CHANGES, min_size=1, max_size=4), st.sampled_from(TIMES)), max_size=5))
def test_any_changes_built_one_after_another_give_what_a_first_build_gives(
    steps: list[tuple[list[Change], datetime]],
) -> None:
    with TemporaryDirectory() as name, small_pages_and_units():
        site = Path(name, "site")
        write_settings(site)
        for number in range(6):
            write_article(site, PATHS[number * 5], front_matter(number))
        built(site, TIMES[0])
        now = TIMES[0]
        outcome = built(site, now)
        for changes, now in steps:
            for change in changes:
                change(site)
            outcome = built(site, now)
        assert outcome == built_anew(site, now)


class Stopped(BaseException):
    """As a kill would: nobody catches it."""


@pytest.mark.parametrize("moment", [0, 1, 3, 10, 20])
def test_a_build_that_stops_at_any_file_is_finished_by_the_next(tmp_path: Path, moment: int) -> None:
    site = tmp_path / "site"
    write_settings(site)
    for number in range(12):
        write_article(site, f"2020/02/{number + 1:02}/s", front_matter(number))
    built(site, TIMES[0])
    write_article(site, "2020/02/05/new", front_matter(50))
    take(site, "2020/02/07/s")
    place, placed = print_pass.place, []

    def stopping(path: str, data: bytes):
        if len(placed) == moment:
            raise Stopped
        placed.append(path)
        return place(path, data)

    with patch("backfile.press.print_pass.place", stopping), pytest.raises(Stopped):
        built(site, TIMES[0])
    take(site, "2020/02/05/new")
    assert built(site, TIMES[0]) == built_anew(site, TIMES[0])


def test_only_pages_that_print_something_else_are_written_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_settings(site)
    for number in range(12):
        write_article(site, f"2020/02/{number + 1:02}/s", front_matter(number))
    built(site, TIMES[0])
    before = {path: path.stat().st_ino for path in (site / "output").rglob("*") if path.is_file()}
    write_article(site, "2020/02/05/s", front_matter(4), "Other words in the second paragraph alone.\n\nSame lead.")
    write_article(site, "2020/02/06/s", front_matter(5) + "\nrights: All reserved")
    report = build(site / "pelicanconf.py", now=TIMES[0], search=False)
    changed = {path.relative_to(site / "output").as_posix() for path in before if path.stat().st_ino != before[path]}
    assert "2020/02/06/s/index.html" in changed
    assert "2020/02/09/s/index.html" not in changed
    assert report.read == 2
    assert report.pages_written == len(changed)


def test_a_changed_template_makes_its_pages_anew_and_reads_no_article(site: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(Path(__file__).parents[2] / "theme", theme)
    with patch("backfile.press.settings.theme_folder", lambda: theme):
        build(site / "pelicanconf.py", now=TIMES[0], search=False)
        template = theme / "templates" / "directory.html"
        template.write_text(template.read_text("utf-8").replace("<h1>", '<h1 class="x">'), "utf-8")
        report = build(site / "pelicanconf.py", now=TIMES[0], search=False)
    assert report.read == 0
    assert '<h1 class="x">' in (site / "output" / "tags" / "index.html").read_text("utf-8")
    written = [path for path in (site / "output").rglob("*.html") if '<h1 class="x">' in path.read_text("utf-8")]
    assert report.pages_written == len(written)


def test_the_first_article_of_a_country_makes_anew_only_the_pages_that_name_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_settings(site)
    write_article(site, "2020/02/01/names", "title: Names it\ndate: 2020-02-01\nmentioned: [FR]")
    for day in range(2, 12):
        write_article(site, f"2020/02/{day:02}/other", f"title: Other {day}\ndate: 2020-02-{day:02}\nregion: [SY]")
    built(site, TIMES[0])
    write_article(site, "2020/02/28/first", "title: First\ndate: 2020-02-28\nregion: [FR]")
    asked = build(site / "pelicanconf.py", now=TIMES[0], way=Way(search=False, why="/2020/02/01/names/"))
    assert asked.why == ("the name of its outlet, or which countries that it mentions have a list",)
    assert "regions/europe/western-europe/france/" in (site / "output/2020/02/01/names/index.html").read_text("utf-8")
    write_article(site, "2020/02/27/second", "title: Second\ndate: 2020-02-27\nregion: [DE]")
    unasked = build(site / "pelicanconf.py", now=TIMES[0], way=Way(search=False, why="/2020/02/05/other/"))
    assert unasked.why == ()
