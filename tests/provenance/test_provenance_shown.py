"""What an article's page tells of how it came out of its capture, and where it knows that from."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from built_sites import REPOSITORY, new_site

from backfile.capture.metadata_record import as_json
from backfile.capture.store import Store
from backfile.cli import main
from backfile.folders import Folders
from backfile.intake.provenance import gather_provenance
from backfile.press import BuildReport, Way, build
from backfile.press.field_words import FIELDS
from backfile.provenance import FILE_NAME, KeptProvenance, is_current, key_of, provenance_in
from backfile.relations.words import tokens

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SAVED = "courier-2021-canal-lock.html"
PASTED = "2022-zuerich-brunnen.txt"
LOCK = "2021/09/30/lock-keeper-of-braunston-retires-after-41-years-and-90000-boats"
FOUNTAIN = "2022/05/03/zurich-zahlt-seine-brunnen-und-findet-drei-zu-viel"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has taken in a saved page and a pasted one, and is built; tests copy it."""
    site = new_site(tmp_path_factory.mktemp("taken") / "site")
    for name in (SAVED, PASTED):
        shutil.copy(REPOSITORY / "samples" / name, site / "inbox")
    assert main(["intake", "--site", str(site)]) == 0
    built(Folders(site))
    return site


@pytest.fixture
def site(taken: Path, tmp_path: Path) -> Folders:
    shutil.copytree(taken, tmp_path / "site")
    return Folders(tmp_path / "site")


def built(site: Folders, why: str = "") -> BuildReport:
    """What a build gives after what captures/ says was gathered."""
    gather_provenance(site)
    return build(site.root / "pelicanconf.py", now=NOW, way=Way(search=False, why=why))


def page(site: Folders, path: str) -> str:
    return (site.output / path / "index.html").read_text("utf-8")


def panel(site: Folders, path: str) -> dict[str, str]:
    """What the panel of an article says under each of its heads; nothing where there is no panel."""
    found = re.search(r'<details class="provenance">.*?</details>', page(site, path), re.DOTALL)
    rows = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", found[0], re.DOTALL) if found else []
    return {head: " ".join(re.sub("<[^>]*>", "", text).split()) for head, text in rows}


def explained(site: Folders, path: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, str]]]:
    capsys.readouterr()
    assert main(["explain", "--json", "--site", str(site.root), f"content/{path}.md"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def file(site: Folders, path: str) -> Path:
    return site.content / f"{path}.md"


def edit(site: Folders, path: str, before: str, after: str) -> None:
    text = file(site, path).read_text("utf-8")
    assert before in text
    file(site, path).write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize("path", [LOCK, FOUNTAIN])
def test_the_panel_says_what_explain_says(path: str, site: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    built(site)
    told = explained(site, path, capsys)
    capture = key_of(str(told["capture"]))
    kept = provenance_in(KeptProvenance(site.cache / FILE_NAME).of([capture])[capture])
    assert [dict(zip(("field", "rule", "source"), each, strict=True)) for each in kept.origins] == told["origins"]
    words: Counter[str] = Counter()
    for fate in told["fates"]:
        if fate["outcome"] == "set aside":
            words[fate["detail"]] += len(tokens(fate["text"]))
    assert dict(kept.aside) == words
    shown = " ".join(panel(site, path).values())
    for origin in told["origins"]:
        assert origin["field"] not in FIELDS or origin["rule"] in shown
    for reason, number in words.items():
        assert f"{reason}: {number} word" in shown


def test_when_it_was_published_changed_and_captured_is_told_apart_with_who_says_so(site: Folders) -> None:
    built(site)
    saved, pasted = panel(site, LOCK), panel(site, FOUNTAIN)
    assert saved["Said to be published"] == "30 September 2021, 5:20 pm UTC+1 JSON-LD datePublished (published)"
    assert saved["Said to be changed"] == "1 October 2021, 8:05 am UTC+1 JSON-LD dateModified (published)"
    assert re.fullmatch(r"\d+ \w+ \d{4}, .* UTC this archive", saved["Captured"])
    assert saved["Address"].endswith("/lock-keeper-braunston the page’s metadata (declared)")
    assert pasted["Said to be published"] == "3 May 2022 printed on the page (pasted_date)"
    assert "Address" not in pasted
    assert "Said to be changed" not in pasted
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", saved["Fixity"])


def test_no_word_that_was_set_aside_stands_on_the_page(site: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    built(site)
    aside = [fate["text"] for fate in explained(site, LOCK, capsys)["fates"] if fate["outcome"] == "set aside"]
    lines = [line.strip() for text in aside for line in text.splitlines() if len(line.split()) > 3]
    assert lines
    assert [line for line in lines if line in page(site, LOCK)] == []


def test_a_lost_cache_costs_only_time(site: Folders) -> None:
    built(site)
    before = page(site, LOCK)
    shutil.rmtree(site.cache)
    shutil.rmtree(site.output)
    built(site)
    assert page(site, LOCK) == before


def test_a_clean_clone_tells_the_same_by_build_alone(site: Folders, tmp_path: Path) -> None:
    built(site)
    clone = Folders(tmp_path / "clone")
    shutil.copytree(site.root, clone.root, ignore=shutil.ignore_patterns(".cache", "output", "backfile.index*"))
    assert main(["build", "--no-search", "--site", str(clone.root)]) == 0
    assert panel(clone, LOCK) == panel(site, LOCK)


def test_samples_tell_it_too(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    (site / "samples").mkdir()
    shutil.copy(REPOSITORY / "samples" / PASTED, site / "samples")
    assert main(["build", "--no-search", "--site", str(site)]) == 0
    assert panel(Folders(site), FOUNTAIN)["Captured"] == "1 January 2026, 12:00 pm UTC this archive"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("title: Lock keeper", "title: Old lock keeper", "headline"),
        ("tags: [canals", "tags: [locks, canals", "tags"),
        ("closed the bottom gate", "shut the bottom gate", "text"),
        ("lang: en", "lang: en-GB", "language"),
        ("section: Waterways", 'section: "Waterways"', None),
        ("section: Waterways", "section: Waterways\nmood: calm", None),
    ],
)
def test_what_a_person_changed_since_is_told(before: str, after: str, told: str | None, site: Folders) -> None:
    edit(site, LOCK, before, after)
    built(site)
    assert panel(site, LOCK).get("Edited since intake") == told


def test_a_date_that_a_person_changed_is_no_longer_said_by_the_page(site: Folders) -> None:
    edit(site, FOUNTAIN, "date: 2022-05-03", "date: 2022-05-04")
    built(site)
    assert panel(site, FOUNTAIN)["Said to be published"] == "4 May 2022 changed since intake"


def test_what_a_person_wrote_has_no_panel(site: Folders) -> None:
    file(site, "2022/05/03/own").write_text("---\ntitle: Own\ndate: 2022-05-03\n---\n\nText.\n", "utf-8")
    built(site)
    assert panel(site, "2022/05/03/own") == {}
    assert "Provenance" not in page(site, "2022/05/03/own")


def test_a_private_article_has_no_page_and_a_withheld_text_is_not_called_edited(site: Folders) -> None:
    edit(site, LOCK, "\n---\n", "\naccess: metadata\n---\n")
    edit(site, FOUNTAIN, "\n---\n", "\naccess: private\n---\n")
    built(site)
    assert "Edited since intake" not in panel(site, LOCK)
    assert panel(site, LOCK)["Set aside"]
    assert not (site.output / FOUNTAIN).exists()


def test_without_its_captures_a_page_tells_their_fixity_alone(site: Folders) -> None:
    shutil.rmtree(site.captures)
    built(site)
    assert not (site.cache / FILE_NAME).exists()
    assert "Captured" not in panel(site, LOCK)
    assert panel(site, LOCK)["Fixity"].startswith("sha256:")


def told_anew(site: Folders, path: str, **changed: object) -> None:
    """Append a record of an article's capture that says something else."""
    digest = re.search(r"capture: (\S+)", file(site, path).read_text("utf-8"))
    assert digest
    with Store.open(site.captures) as store:
        record = store.metadata(digest[1])
        assert record
        account = as_json({**record.account, **changed})
        store.append_metadata(type(record)(record.capture, 99, record.path, record.markdown, account_json=account))


def test_a_changed_record_makes_just_its_page_stale(site: Folders) -> None:
    built(site)
    told_anew(site, LOCK)
    report = built(site, why=f"/{LOCK}/")
    assert report.why == ("how it came out of its capture",)
    assert report.pages_written == 1
    assert "Read by rules, version 99" in panel(site, LOCK)


def test_records_of_earlier_versions_tell_what_they_know(site: Folders) -> None:
    told_anew(site, LOCK, aside=None)
    edit(site, LOCK, "title: Lock keeper", "title: Old lock keeper")
    built(site)
    assert re.search(r"(?:^|; )page chrome(?:;|$)", panel(site, LOCK)["Set aside"])
    assert "Edited since intake" not in panel(site, LOCK)


def test_captures_are_read_only_where_they_grew(site: Folders) -> None:
    kept = site.cache / FILE_NAME
    assert is_current(kept, site.captures)
    told_anew(site, LOCK)
    assert not is_current(kept, site.captures)
    told: list[tuple[str, int, int]] = []
    gather_provenance(site, lambda *progress: told.append(progress))
    assert [number for _, _, number in told] == [1]
    assert is_current(kept, site.captures)


def test_captures_that_shrank_are_read_from_the_beginning(site: Folders) -> None:
    warc = next(site.captures.glob("*.warc.gz"))
    whole = warc.read_bytes()
    told_anew(site, LOCK)
    gather_provenance(site)
    warc.write_bytes(whole)
    built(site)
    assert "Read by rules, version 99" not in panel(site, LOCK)


@pytest.mark.parametrize("data", [b"no such file", b""])
def test_a_damaged_file_is_made_anew_and_pages_say_less_until_then(data: bytes, site: Folders) -> None:
    built(site)
    before = panel(site, LOCK)
    (site.cache / FILE_NAME).write_bytes(data)
    assert not is_current(site.cache / FILE_NAME, site.captures)
    build(site.root / "pelicanconf.py", now=NOW, search=False)
    assert "Captured" not in panel(site, LOCK)
    built(site)
    assert panel(site, LOCK) == before


def test_what_an_account_says_shows_as_text(site: Folders) -> None:
    told_anew(site, LOCK, origins=[["title", "<b>rule", "<i>source"]], aside={"<u>why": 3})
    built(site)
    assert "<i>source" not in page(site, LOCK)
    assert panel(site, LOCK)["Read by rules, version 99"] == "&lt;i&gt;source: headline (&lt;b&gt;rule)"
    assert panel(site, LOCK)["Set aside"] == "&lt;u&gt;why: 3 words"
