"""The versions of an article on its page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from backfile.errors import BuildError
from backfile.history import Change, FieldChange, Stretch, Version, histories, history_as_json, read_history
from backfile.press.versions import version_views
from backfile.views import VersionView

FIRST = Version("sha256:" + "1" * 64, "2021-05-14T08:00:00Z")
LATER = Version(
    "sha256:" + "2" * 64,
    "2021-05-14T17:00:00Z",
    (FieldChange("section", "", "Lakes"),),
    (Stretch(Change.REMOVED, "Ferry"), Stretch(Change.ADDED, "Steamer"), Stretch(Change.SAME, " to Lindau")),
    body=((Stretch(Change.SAME, "word " * 100), Stretch(Change.ADDED, "and\n\nmore"), Stretch(Change.SAME, " end")),),
)


def shown(view: VersionView) -> list[tuple[str, str]]:
    return [(change.field, "".join(text for _, text in change.stretches)) for change in view.changes]


def test_the_newest_version_comes_first_with_what_changed() -> None:
    newest, oldest = version_views((FIRST, LATER), "en")
    assert newest.captured
    assert (newest.number, newest.captured.machine) == (2, "2021-05-14T17:00:00Z")
    assert shown(newest)[0] == ("headline", "FerrySteamer to Lindau")
    assert shown(newest)[2] == ("section", "Lakes")
    assert (oldest.number, oldest.changes, oldest.complete) == (1, (), True)


def test_words_that_stayed_are_cut_to_those_around_a_change() -> None:
    newest, _ = version_views((FIRST, LATER), "en")
    assert shown(newest)[1][1] == "…" + "word " * 11 + "and ¶ more end"


@pytest.mark.parametrize("word", ["ferry ", "渡船", "<&>"])
def test_changes_beyond_a_few_thousand_bytes_are_left_out_and_said_to_be(word: str) -> None:
    passage = (Stretch(Change.ADDED, word * 100),)
    (newest,) = version_views((replace(LATER, body=(passage,) * 40),), "en")
    size = sum(len(escape(text).encode()) for change in newest.changes for _, text in change.stretches)
    assert 1_500 < size <= 3_000
    assert not newest.complete


stretches = st.lists(st.builds(Stretch, st.sampled_from(Change), st.text(min_size=1, max_size=900)), max_size=9)
versions = st.builds(
    Version, st.just("sha256:"), st.just("2021-05-14T17:00:00Z"), st.just(()), stretches.map(tuple), st.just(()),
    st.lists(stretches.map(tuple), max_size=9).map(tuple),
)  # fmt: skip


@given(st.lists(versions, max_size=40))
def test_however_much_changed_the_page_stays_light(found: list[Version]) -> None:
    views = version_views(found, "en")
    size = sum(len(text.encode()) for view in views for change in view.changes for _, text in change.stretches)
    assert size <= 3_000
    assert len(views) == min(10, len(found))


@given(st.lists(versions, max_size=3))
def test_a_history_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, found: list[Version]) -> None:
    folder = tmp_path_factory.mktemp("history")
    (folder / "2021").mkdir()
    (folder / "2021" / "ferry.json").write_bytes(history_as_json(found))
    assert histories(folder) == {"2021/ferry"}
    assert read_history(folder / "2021" / "ferry.json") == tuple(found)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"versions": [{}]}', b'{"versions": 3}', b"\xff"])
def test_a_file_that_is_no_history_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ferry.json"
    file.write_bytes(content)
    with pytest.raises(BuildError, match="Delete the folder history/"):
        read_history(file)
