"""The same article captured again: one article with a history."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_archive import FERRY, MUSEUM, Archive, Shown

from backfile.article import Article
from backfile.capture.capture import sha256
from backfile.capture.metadata_record import MetadataRecord, from_json
from backfile.capture.store import Store
from backfile.history import Change, FieldChange
from backfile.intake import desk as desk_module
from backfile.intake import ledger as ledger_module
from backfile.intake.contents import Contents
from backfile.intake.ledger import Ledger
from backfile.report import How, IntakeReport

FIRST = Shown()
LATER = Shown((*FERRY[:1], FERRY[1].replace("Forty", "Forty-two"), FERRY[2]), at="2021-05-14T17:00:00Z")
LAST = Shown((*LATER.body, "The next one leaves at noon."), at="2021-05-15T09:00:00Z", title="Ferry sails to Lindau")
STUB = Shown(FERRY[:1], at="2021-06-01T08:00:00Z", status="truncated")
ENTRY = Shown(
    (), at="2021-05-14T07:00:00Z", date="2021-05-14T06:30:00Z", tags=("ferries", "lakes"), authors=("Ann Lee",),
    standfirst="After eleven weeks the town can cross the lake.", media_type="application/rss+xml",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def no_power_cuts() -> Iterator[None]:
    """Making the whole disk safe takes long, and nothing here cuts the power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_module.os, "sync", lambda: None)
        patch.setattr(ledger_module.os, "fsync", lambda _: None)
        yield


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


# ---- revisits


def test_the_same_text_in_other_bytes_changes_nothing_and_is_named_at_once(archive: Archive) -> None:
    archive.take(FIRST)
    before = archive.article()
    desk = archive.take(replace(FIRST, noise="another advertisement", at="2021-06-01T08:00:00Z"))
    (held,) = desk.revisits
    assert archive.article() == before
    assert archive.history() == ()
    assert next(IntakeReport(held=(held,)).lines()).endswith(
        f"is held already: content/{archive.paths[0]}.md (captured before on 2021-05-14)"
    )


def test_another_spelling_of_the_address_is_the_same_article(archive: Archive) -> None:
    archive.take(FIRST)
    archive.take(replace(LATER, source="http://www.ferries.example/lindau/?utm_source=mail#pier"))
    assert len(archive.paths) == 1
    assert "Forty-two" in archive.article().text


def test_a_pasted_story_without_address_is_known_by_headline_day_and_outlet(archive: Archive) -> None:
    archive.take(replace(FIRST, source=""))
    archive.take(LATER)
    assert len(archive.paths) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(LATER, source="", outlet="Shore Post"),
        replace(LATER, source="", date="2021-05-15"),
        replace(LATER, source="https://ferries.example/other"),
        replace(FIRST, source="", body=MUSEUM),
    ],
    ids=["outlet", "day", "address", "text"],
)
def test_one_headline_alone_makes_no_article_of_two(archive: Archive, other: Shown) -> None:
    archive.take(FIRST)
    archive.take(other)
    assert len(archive.paths) == 2


# ---- versions


def test_a_newer_capture_is_shown_at_the_old_address(archive: Archive) -> None:
    archive.take(FIRST)
    (path,) = archive.paths
    desk = archive.take(LAST)
    assert archive.paths == [path]
    assert (archive.article().title, archive.article().capture) == (LAST.title, LAST.digest)
    assert [(joined.path, joined.how) for joined in desk.joined] == [(path, How.VERSION)]


def test_an_older_capture_that_comes_later_only_joins_the_history(archive: Archive) -> None:
    archive.take(LATER)
    shown = archive.article()
    desk = archive.take(FIRST)
    assert archive.article() == shown
    assert [joined.how for joined in desk.joined] == [How.EARLIER]
    assert [version.capture for version in archive.history()] == [FIRST.digest, LATER.digest]


def test_all_readings_stay_known_in_the_records(archive: Archive) -> None:
    archive.take(FIRST, LATER)
    with Store.open(archive.folders.captures) as store:
        first, later = store.metadata(FIRST.digest), store.metadata(LATER.digest)
    assert first
    assert later
    assert first.path == later.path == archive.paths[0]
    assert (first.text, later.base) == (FIRST.manuscript.markdown, LATER.manuscript.markdown)
    assert "address:ferries.example/lindau" in first.keys


def test_the_history_tells_when_and_what_word_by_word(archive: Archive) -> None:
    archive.take(FIRST, replace(LAST, tags=("lakes",)))
    _, last = archive.history()
    (changed, added) = last.body
    assert last.captured_at == "2021-05-15T09:00:00Z"
    assert last.fields == (FieldChange("tags", "", "[lakes]"),)
    assert [(s.change, s.text) for s in last.headline] == [
        (Change.SAME, "Ferry "), (Change.ADDED, "sails "), (Change.SAME, "to Lindau"), (Change.REMOVED, " sails again"),
    ]  # fmt: skip
    assert [(s.change, s.text) for s in changed][:2] == [(Change.SAME, "Forty"), (Change.ADDED, "-two")]
    assert [(s.change, s.text) for s in added] == [(Change.ADDED, "The next one leaves at noon.")]


def test_a_history_that_was_deleted_is_written_again(archive: Archive) -> None:
    archive.take(FIRST, LATER)
    before = archive.history()
    shutil.rmtree(archive.folders.history)
    archive.take()
    assert archive.history() == before


def test_a_text_that_goes_back_to_what_it_was_is_a_third_version(archive: Archive) -> None:
    archive.take(FIRST)
    archive.take(LATER)
    desk = archive.take(replace(FIRST, noise="x", at="2021-05-16T08:00:00Z"))
    assert [joined.how for joined in desk.joined] == [How.VERSION]
    assert "Forty people" in archive.article().text
    assert len(archive.history()) == 3


def test_an_edited_article_stays_and_the_newer_reading_is_offered(archive: Archive) -> None:
    archive.take(FIRST)
    edited = archive.edit("a dog", "two dogs")
    desk = archive.take(LATER)
    (path,) = archive.paths
    assert (archive.folders.content / f"{path}.md").read_text("utf-8") == edited
    assert "+Forty\\-two" in desk.offers[0].difference or "+Forty-two" in desk.offers[0].difference
    assert (desk.taken, desk.joined) == ([], [])
    assert len(archive.history()) == 2


def test_an_edited_article_is_offered_nothing_that_changes_nothing(archive: Archive) -> None:
    archive.take(LATER)
    archive.edit("a dog", "two dogs")
    desk = archive.take(FIRST, replace(LATER, noise="x"), STUB)
    assert desk.offers == []


def test_a_deleted_article_stays_deleted_when_its_text_changes(archive: Archive) -> None:
    archive.take(FIRST)
    (archive.folders.content / f"{archive.paths[0]}.md").unlink()
    desk = archive.take(LATER)
    assert archive.paths == []
    assert [held.path for held in desk.revisits] == [""]


def test_an_article_that_a_person_moved_gets_its_new_version_there(archive: Archive) -> None:
    archive.take(FIRST)
    (archive.folders.content / "lakes").mkdir()
    (archive.folders.content / f"{archive.paths[0]}.md").rename(archive.folders.content / "lakes" / "ferry.md")
    archive.take(LATER)
    assert archive.paths == ["lakes/ferry"]
    assert archive.article().capture == LATER.digest
    assert len(archive.history()) == 2


def test_a_stub_never_replaces_the_whole_and_the_whole_replaces_a_stub(archive: Archive) -> None:
    archive.take(STUB)
    desk = archive.take(FIRST)
    assert [joined.how for joined in desk.joined] == [How.FULLER]
    again = archive.take(replace(STUB, at="2022-01-01T00:00:00Z"))
    assert archive.article().capture == FIRST.digest
    assert [held.path for held in again.revisits] == archive.paths
    assert archive.history() == ()


def test_two_stories_that_claim_one_address_are_both_kept_and_named(archive: Archive) -> None:
    desk = archive.take(FIRST, Shown(MUSEUM, title="Toy museum reopens its doors", at="2021-06-01T08:00:00Z"))
    (same,) = desk.same_addresses
    report = IntakeReport(taken=tuple(desk.taken), same_addresses=(same,))
    assert len(archive.paths) == 2
    assert {same.path, same.other} == set(archive.paths)
    assert report.needs_attention
    assert "states the address ferries.example/lindau, as content/" in "\n".join(report.lines())


def test_an_address_that_every_page_of_a_site_states_tells_nothing(archive: Archive) -> None:
    words = [chr(0x4E00 + number) * 9 for number in range(40)]
    pages = [Shown((word,), title=word, date=f"2021-05-{n % 28 + 1:02}") for n, word in enumerate(words)]
    desk = archive.take(*pages)
    assert len(archive.paths) == 40
    assert len(desk.same_addresses) < 20
    assert len(archive.take(Shown(FERRY, title="Ferry")).taken) == 1


def test_the_summary_counts_each_kind(archive: Archive) -> None:
    desk = archive.take(FIRST, LATER, replace(LATER, noise="x"), ENTRY)
    report = IntakeReport(tuple(desk.taken), tuple(desk.joined), tuple(desk.revisits))
    assert report.summary == "1 article taken in, 1 revisit, 1 version, 1 merged."


# ---- feeds


@pytest.mark.parametrize("order", [*permutations((LATER, ENTRY, STUB))])
@pytest.mark.parametrize("apart", [False, True])
def test_page_first_or_feed_first_gives_the_same_article(tmp_path: Path, order: tuple[Shown, ...], apart: bool) -> None:
    archive = Archive(tmp_path)
    for captures in [[shown] for shown in order] if apart else [order]:
        archive.take(*captures)
    assert archive.article() == replace(
        LATER.article, date=ENTRY.article.date, standfirst=ENTRY.standfirst, authors=ENTRY.authors, tags=ENTRY.tags
    )
    assert archive.history() == ()


def test_what_a_feed_filled_is_named_in_the_account(archive: Archive) -> None:
    archive.take(FIRST)
    desk = archive.take(ENTRY)
    with Store.open(archive.folders.captures) as store:
        record = store.metadata(FIRST.digest)
    assert record
    assert ["tags", "from feed", ENTRY.digest] in record.account["origins"]
    assert [(joined.how, set(joined.filled)) for joined in desk.joined] == [
        (How.MERGED, {"date", "standfirst", "authors", "tags"})
    ]


def test_what_a_page_states_stands_against_its_feed(archive: Archive) -> None:
    page = replace(FIRST, tags=("harbour",), authors=("Bo Mar",), standfirst="Own words.", date="2021-05-13")
    archive.take(page, ENTRY)
    assert archive.article() == replace(page.article, tags=("harbour", "ferries", "lakes"))


@pytest.mark.parametrize("summary", [FERRY[0], "After eleven weeks the town can …"], ids=["repeats", "is cut"])
def test_a_summary_that_is_no_standfirst_fills_none(archive: Archive, summary: str) -> None:
    archive.take(FIRST, replace(ENTRY, standfirst=summary))
    assert archive.article().standfirst == ""


def test_the_only_paragraph_of_a_feeds_entry_is_its_summary(archive: Archive) -> None:
    archive.take(FIRST, replace(ENTRY, standfirst="", body=("The town can cross again.",), status="truncated"))
    assert archive.article().standfirst == "The town can cross again."
    assert archive.article().status == ""


def test_two_feeds_fill_what_each_knows_in_any_order(tmp_path: Path) -> None:
    other = replace(ENTRY, tags=("Lakes", "towns"), authors=(), at="2021-05-14T07:30:00Z")
    one, two = Archive(tmp_path / "one"), Archive(tmp_path / "two")
    one.take(ENTRY, FIRST, other)
    two.take(other)
    two.take(ENTRY)
    two.take(FIRST)
    assert one.article() == two.article()
    assert one.article().tags == ("Lakes", "towns", "ferries")


def test_an_edited_article_is_not_merged_but_the_merged_reading_is_offered(archive: Archive) -> None:
    archive.take(FIRST)
    archive.edit("a dog", "two dogs")
    desk = archive.take(ENTRY)
    assert "two dogs" in archive.article().text
    assert "+tags: [ferries, lakes]" in desk.offers[0].difference


def test_a_newer_page_keeps_what_the_feed_filled(archive: Archive) -> None:
    archive.take(FIRST)
    archive.take(ENTRY)
    archive.take(LATER)
    assert (archive.article().capture, archive.article().tags) == (LATER.digest, ENTRY.tags)


# ---- any order, any death

STORIES = (
    (FIRST, LATER, LAST, ENTRY, STUB),
    tuple(
        Shown(body, at=at, title="Toy museum reopens", source="https://toys.example/museum")
        for body, at in ((MUSEUM, "2021-06-01T08:00:00Z"), ((*MUSEUM, "It closes at five."), "2021-06-03T08:00:00Z"))
    ),
    tuple(Shown(body, at=at, title="Steamer gets a funnel", source="", date="2021-07-01")
          for body, at in ((MUSEUM[:1], "2021-07-01T08:00:00Z"), ((MUSEUM[0], "It is red."), "2021-07-02T08:00:00Z"))),
)  # fmt: skip
CAPTURES = tuple(shown for story in STORIES for shown in story)


@st.composite
def runs(draw: Callable[[Any], Any]) -> list[list[Shown]]:
    """Some of the captures in any order, dealt out over up to three runs."""
    chosen = draw(st.lists(st.sampled_from(CAPTURES), unique=True, min_size=1))
    cuts = sorted(draw(st.lists(st.integers(0, len(chosen)), max_size=2)))
    return [chosen[a:b] for a, b in zip([0, *cuts], [*cuts, len(chosen)], strict=True)]


def outcome(archive: Archive) -> set[tuple[Article, tuple[str, ...]]]:
    """All articles with their histories, whatever address each got."""
    found = set()
    for path in archive.paths:
        article = replace(archive.article(path), extra=())  # type: ignore[arg-type]
        found.add((article, tuple(version.capture for version in archive.history(path))))
    return found


@settings(deadline=None, max_examples=15)
@given(runs())
def test_articles_and_histories_do_not_depend_on_the_order_of_captures(
    tmp_path_factory: pytest.TempPathFactory, dealt: list[list[Shown]]
) -> None:
    archive, sorted_archive = (Archive(tmp_path_factory.mktemp("site")) for _ in range(2))
    for captures in dealt:
        archive.take(*captures)
    sorted_archive.take(*sorted((shown for run in dealt for shown in run), key=lambda shown: shown.at))
    assert outcome(archive) == outcome(sorted_archive)


@settings(deadline=None, max_examples=15)
@given(runs(), st.integers(0, 3), st.booleans())
def test_a_run_that_dies_anywhere_is_finished_by_the_next_as_if_it_had_lived(
    tmp_path_factory: pytest.TempPathFactory, dealt: list[list[Shown]], writes: int, before_records: bool
) -> None:
    archive, undisturbed = (Archive(tmp_path_factory.mktemp("site")) for _ in range(2))
    *earlier, last = dealt
    for captures in earlier:
        archive.take(*captures)
        undisturbed.take(*captures)
    undisturbed.take(*last)
    with pytest.MonkeyPatch.context() as patch:
        if before_records:
            patch.setattr(Ledger, "make_safe", dying_after(0, Ledger.make_safe))
        else:
            patch.setattr(Contents, "write", dying_after(writes, Contents.write))
        try:
            archive.take(*last)
        except KeyboardInterrupt:
            patch.undo()
            desk = archive.finish(*last)
            assert desk.offers == []
    assert outcome(archive) == outcome(undisturbed)
    assert archive.paths == undisturbed.paths


def dying_after(times: int, function: Callable[..., None]) -> Callable[..., None]:
    left = [times]

    def dies(*arguments: object) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        function(*arguments)

    return dies


@settings(deadline=None, max_examples=6)
@given(st.permutations([FIRST, LATER, LAST, ENTRY]), st.integers(0, 3))
def test_an_edit_outlives_every_later_capture(
    tmp_path_factory: pytest.TempPathFactory, order: list[Shown], when: int
) -> None:
    archive = Archive(tmp_path_factory.mktemp("site"))
    archive.take(*order[: when + 1])
    edited = archive.edit("capture: ", "shelf: B 12\ncapture: ")
    for shown in order[when + 1 :]:
        archive.take(shown)
    assert (archive.folders.content / f"{archive.paths[0]}.md").read_text("utf-8") == edited


# ---- records


def test_a_text_that_came_back_is_shown_again_and_is_a_version_anew(archive: Archive) -> None:
    archive.take(FIRST, LATER)
    assert archive.article().capture == LATER.digest
    archive.keep_again(FIRST, "2021-05-16T08:00:00Z")
    archive.finish(FIRST, LATER)
    assert archive.article().capture == FIRST.digest
    assert [version.capture for version in archive.history()] == [FIRST.digest, LATER.digest, FIRST.digest]
    assert [version.captured_at for version in archive.history()] == [FIRST.at, LATER.at, "2021-05-16T08:00:00Z"]


def test_a_text_that_came_back_and_went_again_is_told_and_changes_nothing_else(archive: Archive) -> None:
    archive.take(FIRST, LATER, LAST)
    archive.keep_again(FIRST, "2021-05-14T20:00:00Z")
    desk = archive.finish(FIRST, LATER, LAST)
    assert archive.article().capture == LAST.digest
    assert [v.capture for v in archive.history()] == [FIRST.digest, LATER.digest, FIRST.digest, LAST.digest]
    assert not desk.taken


def test_a_text_that_came_back_does_not_replace_what_a_person_edited(archive: Archive) -> None:
    archive.take(FIRST, LATER)
    edited = archive.edit("Forty-two", "Fifty")
    archive.keep_again(FIRST, "2021-05-16T08:00:00Z")
    desk = archive.finish(FIRST, LATER)
    assert len(desk.offers) == 1
    assert (archive.folders.content / f"{archive.paths[0]}.md").read_text("utf-8") == edited


def test_captures_that_come_again_together_stay_in_their_order(archive: Archive) -> None:
    noisy = (replace(FIRST, noise=str(number)) for number in range(1_000))
    first = next(shown for shown in noisy if shown.digest > LATER.digest)
    archive.take(first, LATER)
    for shown in (first, LATER):
        archive.keep_again(shown, "2021-05-16T08:00:00Z")
    archive.finish(first, LATER)
    assert archive.article().capture == LATER.digest


def test_what_came_again_is_settled_once(archive: Archive) -> None:
    archive.take(FIRST, LATER)
    archive.keep_again(LATER, "2021-05-16T08:00:00Z")
    with Store.open(archive.folders.captures) as store:
        assert store.came_again() == [LATER.digest]
        store.settle()
    with Store.open(archive.folders.captures) as store:
        assert store.came_again() == []


def test_what_is_gathered_is_written_before_it_is_much(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "_SAFE_AFTER_CHARACTERS", len(FIRST.manuscript.markdown))
    archive.keep(FIRST)
    with Store.open(archive.folders.captures) as store:
        desk_module.Desk(store, archive.folders, surely_new=frozenset({FIRST.digest})).settle(FIRST.manuscript)
        assert len(archive.paths) == 1


def test_articles_that_are_recorded_are_not_read_to_finish_a_run(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.take(FIRST)
    other = replace(FIRST, title="Museum opens", body=MUSEUM, source="https://museum.example/1")
    archive.keep(other)
    asked: list[str] = []
    metadata = Store.metadata

    def counted(store: Store, digest: str) -> MetadataRecord | None:
        asked.append(digest)
        return metadata(store, digest)

    monkeypatch.setattr(Store, "metadata", counted)
    archive.finish(other)
    assert len(archive.paths) == 2
    assert FIRST.digest not in asked


def test_an_article_is_known_again_from_the_records_alone(archive: Archive) -> None:
    archive.take(FIRST)
    (archive.folders.captures / "backfile.index").unlink()
    archive.take(LATER)
    assert len(archive.paths) == 1
    assert archive.article().capture == LATER.digest


def test_records_of_earlier_versions_of_backfile_stay_readable() -> None:
    old = b'{"capture":"sha256:1","rules":1,"path":"2021/05/14/ferry","markdown":"sha256:2","problem":"","account":{}}'
    record = from_json(old, place="x")
    assert (record.path, record.markdown, record.keys, record.text, record.base) == (
        "2021/05/14/ferry", "sha256:2", (), "", "",
    )  # fmt: skip
    assert from_json(record.as_json(), place="x") == record


def test_an_article_of_an_old_record_is_read_anew_with_its_keys(archive: Archive) -> None:
    archive.take(FIRST)
    (path,) = archive.paths
    with Store.open(archive.folders.captures) as store:
        markdown = sha256((archive.folders.content / f"{path}.md").read_bytes())
        store.append_metadata(MetadataRecord(FIRST.digest, 1, path, markdown))
    desk = archive.take(replace(FIRST, noise="x"), FIRST)
    assert desk.held[FIRST.digest] == path
    assert desk.offers == []
