"""Provenance as a record: which fields were edited, how it is kept, and in which words it is told."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.article import Article, EventDate, Image, Paragraph, Run
from backfile.errors import BuildError
from backfile.frontmatter import read, write
from backfile.press.provenance_panel import provenance_view
from backfile.press.reading import record_of
from backfile.provenance import (
    KeptProvenance,
    Provenance,
    ProvenanceWriter,
    edited_fields,
    field_digests,
    halves,
    key_of,
    provenance_in,
)

CAPTURE = f"sha256:{'7' * 64}"
TOLD = Provenance(
    "2020-02-20T14:00:00Z", False, 2, (("title", "headline", "og:title"),), (("promo", 12),),
    (b"1" * 8, b"2" * 8), {"title": b"1234"},
)  # fmt: skip
WORDS = st.sampled_from(["", "A bridge", "Two bridges: opened", "Été\u2028", '"quoted"', "  x"])
ARTICLES = st.builds(
    Article,
    title=WORDS.filter(bool),
    standfirst=WORDS,
    outlet=WORDS,
    tags=st.lists(WORDS.filter(bool), max_size=2, unique=True).map(tuple),
    date=st.sampled_from([None, EventDate("2020"), EventDate("2020-02-20")]),
    image=st.sampled_from([None, Image(caption="A bridge"), Image(caption="A bridge", credit="AP")]),
    body=st.sampled_from([(), (Paragraph((Run("One."),)),)]),
    extra=st.dictionaries(st.sampled_from(["mood", "own: key", "42"]), WORDS, max_size=2),
)


@given(ARTICLES, ARTICLES)
def test_the_fields_that_differ_from_what_was_written_are_named(was: Article, now: Article) -> None:
    markdown = write(was)
    provenance = Provenance("", False, 1, (), (), halves(markdown.encode()), field_digests(markdown))
    found = set(edited_fields(provenance, now, halves(write(now).encode())))
    names = {field.name for field in fields(Article)} - {"extra"}
    assert found & names == {name for name in names if getattr(was, name) != getattr(now, name)}


def test_a_file_as_it_was_written_is_told_by_its_digests_alone() -> None:
    markdown = write(Article("A bridge"))
    provenance = Provenance("", False, 1, (), (), halves(markdown.encode()), {})
    assert edited_fields(provenance, read(markdown), halves(markdown.encode())) == ()


@pytest.mark.parametrize(
    ("capture", "is_known"),
    [(CAPTURE, True), ("", False), ("sha256:7", False), (f"sha256:-{'7' * 63}", False), (f"md5:{'7' * 64}", False)],
)
def test_only_a_digest_is_a_key(capture: str, is_known: bool) -> None:
    assert bool(key_of(capture)) is is_known
    assert -(2**63) <= key_of(capture) < 2**63


def test_what_is_kept_is_found_by_any_process(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    with ProvenanceWriter(file) as writer:
        writer.keep(key_of(CAPTURE), TOLD)
    kept = KeptProvenance(file)
    found = kept.of([0, 5, key_of(CAPTURE)])
    assert {key: provenance_in(record) for key, record in found.items()} == {key_of(CAPTURE): TOLD}
    child = os.fork()
    if not child:
        os._exit(kept.of([key_of(CAPTURE)]) != found)
    assert os.waitpid(child, 0)[1] == 0


def test_a_run_that_fails_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "kept"

    def fail() -> None:
        with ProvenanceWriter(file) as writer:
            writer.keep(key_of(CAPTURE), TOLD)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert KeptProvenance(file).digests([key_of(CAPTURE)]) == {}


def test_a_reader_keeps_no_writer_waiting(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    with ProvenanceWriter(file) as writer:
        writer.keep(key_of(CAPTURE), TOLD)
    reader = KeptProvenance(file)
    assert reader.digests([key_of(CAPTURE)])
    with ProvenanceWriter(file) as writer:
        writer.forget()
    assert reader.digests([key_of(CAPTURE)]) == {}


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file", "utf-8")
    with pytest.raises(BuildError, match="cannot be kept"):
        ProvenanceWriter(tmp_path / "kept" / "within")


def view(**told: object):
    record = record_of("2020/02/20/bridge", Article("A bridge", capture=CAPTURE), "", "en")
    return provenance_view(record, Provenance(**{"captured_at": "2020-02-20T14:00:00Z", "in_archive": False, "rules": 2,
        "origins": (), "aside": (), **told}), "en")  # type: ignore[arg-type]  # fmt: skip


def test_a_web_archive_says_itself_when_it_captured_a_page() -> None:
    assert view(in_archive=True).captured_by == "the web archive that it came in"
    assert view(in_archive=False).captured_by == "this archive"


def test_a_time_that_is_none_is_left_out() -> None:
    assert view(captured_at="2020-13-45").captured is None


def test_fields_of_one_source_stand_together_and_those_of_one_rule_within() -> None:
    origins = (("lang", "language", "text"), ("agencies", "sign_off", "text"), ("staff", "sign_off", "text"),
        ("title", "headline", "og:title"), ("outlet", "declared", "metadata"), ("secret", "rule", "text"))  # fmt: skip
    assert view(origins=origins).fields == (
        ("og:title", (("headline", "headline"),)),
        ("recognised by its words", (("language", "language"),)),
        ("the page’s metadata", (("outlet", "declared"),)),
        ("printed on the page", (("staff, agencies", "sign_off"),)),
    )


def test_a_field_that_a_feed_filled_says_so() -> None:
    told = view(origins=(("date", "from feed", CAPTURE), ("tags", "from feed", CAPTURE)))
    assert (told.published, told.fields) == ("an entry of a feed", (("an entry of a feed", (("tags", ""),)),))


def test_how_much_was_set_aside_is_counted() -> None:
    assert view(aside=(("page chrome", 1214), ("promo", 1), ("odd", 0))).aside == (
        "page chrome: 1,214 words",
        "promo: 1 word",
        "odd",
    )
