"""Which articles are one copy, and what is told of them."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RelationError
from backfile.folders import Folders
from backfile.relate.archive import read_archive
from backfile.relate.candidates import candidates
from backfile.relate.groups import groups
from backfile.relate.notebook import Notebook, load, save
from backfile.relate.overlap import overlap
from backfile.relate.run import relate
from backfile.relations import Difference, Family, Overlap, line_of, read_families
from backfile.relations.differences import difference, prose
from backfile.relations.words import RUN, RUN_UNSPACED, run_length, tokens, wording

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "relate" / "wire"
TUNNEL = "2021/03/04/water-breaks-into-tunnel-under-grey-sound"


def quiet(doing: str, done: int, total: int) -> None:
    pass


def families(folders: Folders) -> bytes:
    relate(folders, quiet)
    return (folders.root / "relations" / "families.jsonl").read_bytes()


def members(folders: Folders) -> set[frozenset[str]]:
    families(folders)
    found = read_families(folders.root / "relations" / "families.jsonl")
    return {frozenset(member.path for member in family.members) for family in found}


def put(folders: Folders, path: str, front_matter: str, *paragraphs: str) -> None:
    file = folders.content / f"{path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"---\ntitle: {path.rpartition('/')[2]}\n{front_matter}\n---\n\n" + "\n\n".join(paragraphs), "utf-8"
    )


def copied(folders: Folders, source: str, path: str, **fields: str) -> None:
    """Put a copy of an article elsewhere, with other fields."""
    text = (folders.content / f"{source}.md").read_text("utf-8")
    lines = [line for line in text.split("\n") if line.partition(":")[0] not in fields]
    lines[1:1] = [f"{name}: {value}" for name, value in fields.items() if value]
    (folders.content / f"{path}.md").parent.mkdir(parents=True, exist_ok=True)
    (folders.content / f"{path}.md").write_text("\n".join(lines), "utf-8")


def described(family: Family) -> list[str]:
    """A family as tests/fixtures/relate/wire/expected.txt prints it."""
    lines = [f"by {family.known_by}: {family.source}"]
    for member in family.members:
        if member.path != family.source:
            adds, cuts = amount(member.adds), amount(member.cuts)
            lines.append(f"{member.kind} {member.outlet} {member.path} +{adds} -{cuts}")
    return lines


def amount(found: Difference) -> str:
    more = f" and {found.sentences} sentence" if found.sentences else ""
    return f"{list(found.paragraphs)}{more}"


def test_the_invented_stories_make_the_expected_families(wire: Folders) -> None:
    relate(wire, quiet)
    found = [line for f in read_families(wire.root / "relations" / "families.jsonl") for line in described(f)]
    expected = (FIXTURE / "expected.txt").read_text("utf-8").splitlines()
    assert found == [" ".join(line.split()) for line in expected if line]


def test_a_family_tells_why_each_article_is_in_it(wire: Folders) -> None:
    relate(wire, quiet)
    tunnel = read_families(wire.root / "relations" / "families.jsonl")[0]
    for member in tunnel.members:
        assert (member.like == TUNNEL) == (member.path != TUNNEL)
        assert member.overlap is None or member.overlap.containment >= 0.6


def test_a_line_holds_all_that_is_known_of_a_family(wire: Folders) -> None:
    lines = families(wire).decode().splitlines()
    found = read_families(wire.root / "relations" / "families.jsonl")
    assert [line_of(family) for family in found] == lines


def test_what_only_one_article_has_is_told_of_it(wire: Folders) -> None:
    relate(wire, quiet)
    alone = {m.path: m.alone for m in read_families(wire.root / "relations" / "families.jsonl")[0].members}
    assert alone["2021/03/05/the-night-the-sound-came-in"].paragraphs == (1, 10)
    assert not alone["2021/03/04/tunnel-shut-after-leak-ferries-return"]
    assert not alone[TUNNEL]


# ---- what does not matter


def test_a_second_run_gives_the_same_bytes_with_its_cache_and_without(wire: Folders) -> None:
    first = families(wire)
    assert families(wire) == first
    shutil.rmtree(wire.cache)
    assert families(wire) == first


def test_a_damaged_cache_costs_only_time(wire: Folders) -> None:
    first = families(wire)
    for damage in (b"", b"x" * 40, (wire.cache / "relate.pickle").read_bytes()[:-30]):
        (wire.cache / "relate.pickle").write_bytes(damage)
        assert families(wire) == first


def test_what_other_rules_wrote_into_the_cache_is_not_believed(wire: Folders) -> None:
    first = families(wire)
    notes = Notebook(dict.fromkeys(load(wire.cache / "relate.pickle").stories))
    save(notes, wire.cache / "relate.pickle")
    stamp, _, rest = (wire.cache / "relate.pickle").read_bytes().partition(b"\n")
    (wire.cache / "relate.pickle").write_bytes(stamp[::-1] + b"\n" + rest)
    assert families(wire) == first


def test_an_unrelated_article_changes_no_family(wire: Folders) -> None:
    first = families(wire)
    put(wire, "2021/03/04/a-hedgehog", "date: 2021-03-04\noutlet: Courier", "A hedgehog crossed the square at noon.")
    put(wire, "undated/a-note", "outlet: Reuters", "Nobody knows when this was written, nor by whom it was read.")
    assert families(wire) == first


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_articles_does_not_matter(seed: int) -> None:
    archive, shuffle = read_archive(FIXTURE / "content", Notebook(), quiet), random.Random(seed)
    paths = list(archive.stories)
    shuffle.shuffle(paths)
    pairs = {frozenset((paths[one], paths[other])) for one, other in candidates([archive.stories[p] for p in paths])}
    in_order = list(archive.stories)
    assert pairs == {frozenset((in_order[a], in_order[b])) for a, b in candidates(list(archive.stories.values()))}


@given(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("ghijkl")), st.integers(20, 90)), st.data())
def test_the_order_of_pairs_does_not_matter(shared: dict[tuple[str, str], int], data: st.DataObject) -> None:
    pairs = {pair: Overlap(number, number / 100, 1.0) for pair, number in shared.items()}
    other = dict(data.draw(st.permutations(list(pairs.items()))))
    assert groups(pairs) == groups(other)


WORDS = st.lists(
    st.sampled_from(["harbour", "tide", "ferry", "seal", "pump", "12", "1.5", "bell", "roof"]), max_size=80
)


@given(WORDS, WORDS, st.booleans())
def test_of_two_stories_neither_comes_first(one: list[str], other: list[str], same_outlet: bool) -> None:
    first, second = wording("", " ".join(one)), wording("", " ".join(other))
    assert overlap(first, second, same_outlet=same_outlet) == overlap(second, first, same_outlet=same_outlet)


# ---- what is one copy

LEAD = "The ferry to Lindau sailed again on Friday, eleven weeks after its rudder was lost in a storm off the old pier."
MORE = (
    "Forty people and a dog waited from six in the morning, and the mayor had brought a cake in the form of a rudder."
)
OTHER = (
    "A choir of bakers sang on the upper deck while the captain explained to children how one steers without a wheel."
)
BACKGROUND = (
    "The line was opened in 1911 to carry hops to the breweries of the eastern shore, and was closed twice by war, "
    "once by ice and four times by strikes, the last of which ended when the cook of the larger boat married a pilot."
)


def is_copy(one: str, other: str, *, same_outlet: bool = False) -> bool:
    return overlap(wording("Ferry", one), wording("Rudder", other), same_outlet=same_outlet) is not None


def test_two_stories_with_one_background_are_no_copies() -> None:
    assert is_copy(f"{LEAD} {MORE}", f"{LEAD} {MORE} {BACKGROUND}")
    assert not is_copy(f"{LEAD} {LEAD[::-1]} {BACKGROUND}", f"{MORE} {OTHER} {BACKGROUND}")


def test_a_form_filled_in_with_other_figures_is_another_story() -> None:
    form = f"{LEAD} It carried {{}} people and {{}} bicycles at {{}} crowns each. {MORE}"
    assert is_copy(form.format(212, 31, "4.50"), form.format(212, 31, "4.50"))
    assert not is_copy(form.format(212, 31, "4.50"), form.format(198, 44, "4.75"))


def test_a_dozen_words_are_a_set_phrase_and_no_copy() -> None:
    phrase = "Quarterly dividend ten cents, payable in May to holders of record in April."
    assert not is_copy(phrase, phrase)


def test_standing_text_makes_no_copy_within_an_outlet_but_another_may_begin_in_its_own_words() -> None:
    own = f"Nobody in town slept that night. {LEAD} {MORE}", f"We have seen many boats come and go. {LEAD} {MORE}"
    assert is_copy(*own, same_outlet=False)
    standing = f"{LEAD} {MORE}"
    briefs = (
        f"A goat ate the bunting of the library, and nobody knows whose it was. {standing}",
        f"The tenor bell was cast again on Monday, in the rain, by four women. {standing}",
    )
    assert not is_copy(*briefs, same_outlet=True)


# ---- time, outlets, sources


def test_another_outlet_may_take_three_days_and_no_more(wire: Folders) -> None:
    source = "2021/05/18/hives-on-the-netherby-road"
    copied(wire, source, "2021/05/21/bees", outlet="Star", date="2021-05-21")
    copied(wire, source, "2021/05/25/bees-again", outlet="Gazette", date="2021-05-25")
    assert frozenset({source, "2021/05/21/bees"}) in members(wire)


def test_an_outlet_that_prints_a_form_again_two_days_later_repeats_no_story(wire: Folders) -> None:
    copied(wire, "2021/05/18/hives-on-the-netherby-road", "2021/05/20/bees", outlet="Courier", date="2021-05-20")
    assert not any("2021/05/20/bees" in family for family in members(wire))


def test_an_article_without_a_date_can_be_a_copy(wire: Folders) -> None:
    copied(wire, "2021/05/18/hives-on-the-netherby-road", "undated/bees", outlet="Star", date="")
    assert frozenset({"2021/05/18/hives-on-the-netherby-road", "undated/bees"}) in members(wire)


def test_a_round_up_joins_one_family_and_does_not_make_one_of_two(wire: Folders) -> None:
    copied(wire, "2021/05/18/hives-on-the-netherby-road", "2021/05/18/bees", outlet="Star")
    found = members(wire)
    assert sum("2021/05/19/the-week-in-the-valley" in family for family in found) == 1
    assert not any({"2021/05/18/bees", "2021/05/18/observatory-closes-its-dome"} <= family for family in found)


@pytest.mark.parametrize(
    ("dates", "source", "known_by"),
    [
        (("2021-06-01", "2021-06-02"), "a", "earliest"),
        (("2021-06-02", "2021-06-01"), "b", "earliest"),
        (("2021-06-01", "2021-06-01"), "b", "fullest"),
        (("2021-06-01T10:00:00+02:00", "2021-06-01T09:00:00Z"), "a", "earliest"),
        (("2021-06-01T10:00:00+02:00", "2021-06-01T08:00:00Z"), "b", "fullest"),
        (("2021-06-01T10:00:00+02:00", "2021-06-01"), "b", "fullest"),
        (("2021-06", "2021-06-01"), "b", "fullest"),
    ],
)
def test_the_source_is_the_earliest_where_that_is_certain(
    wire: Folders, dates: tuple[str, str], source: str, known_by: str
) -> None:
    brief = "2021/05/18/hives-on-the-netherby-road"
    copied(wire, brief, "2021/06/01/a", outlet="Star", date=dates[0])
    copied(wire, brief, "2021/06/01/b", outlet="Gazette", date=dates[1])
    file = wire.content / "2021/06/01/b.md"
    file.write_text(file.read_text("utf-8") + "\nThe road was open again by dusk.\n", "utf-8")
    relate(wire, quiet)
    found = {f.source: f.known_by for f in read_families(wire.root / "relations" / "families.jsonl")}
    assert found[f"2021/06/01/{source}"] == known_by


def test_an_edited_article_is_read_again(wire: Folders) -> None:
    assert any("2021/03/04/tunnel-shut-after-leak" in family for family in members(wire))
    put(wire, "2021/03/04/tunnel-shut-after-leak", "date: 2021-03-04\noutlet: Courier", "Withdrawn at our own wish.")
    assert not any("2021/03/04/tunnel-shut-after-leak" in family for family in members(wire))


def test_a_file_that_breaks_the_schema_stops_nothing(wire: Folders) -> None:
    first = families(wire)
    (wire.content / "2021" / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n")
    (wire.content / "2021" / "bytes.md").write_bytes(b"\xff\xfe\x00")
    assert families(wire) == first


def test_an_archive_without_articles_has_no_families_and_gets_no_files(tmp_path: Path) -> None:
    report = relate(Folders(tmp_path), quiet)
    assert (report.articles, report.families) == (0, 0)
    assert not (tmp_path / "relations").exists()
    assert not (tmp_path / "threads.yaml").exists()


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"source": "x"}', '{"source": "x", "known_by": "agency", "members": [1]}']
)
def test_a_damaged_file_of_families_names_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "families.jsonl").write_text(f"{line}\n")
    with pytest.raises(RelationError, match=r"families\.jsonl:1: this is no family"):
        read_families(tmp_path / "families.jsonl")


# ---- words and differences


def test_scripts_without_spaces_are_read_by_characters_and_in_longer_runs() -> None:
    assert tokens("青石河 G7, Café") == ["青", "石", "河", "g7", "café"]
    assert run_length(tokens("青石河水位超过警戒线 G7")) == RUN_UNSPACED
    assert run_length(tokens("a b c d 青石河")) == RUN


def test_a_changed_word_makes_no_new_sentence() -> None:
    before = prose(["The council met in the old town hall on Monday and voted for the bridge."])
    after = prose(["The council met in the old town hall on Tuesday and voted for the bridge."])
    assert not difference(after, [before])


def test_new_paragraphs_are_told_by_number_and_new_sentences_in_others_by_count() -> None:
    before = prose(["The council met. It voted.", "The mayor was away."])
    after = prose(["A bell rang.", "The council met. It voted. Nobody clapped at all.", "The mayor was away."])
    assert difference(after, [before]) == Difference((1,), 1, 7)


def test_what_any_of_several_texts_has_is_not_new() -> None:
    texts = [prose(["A bell rang."]), prose(["Nobody clapped."])]
    assert not difference(prose(["A bell rang. Nobody clapped."]), texts)


def test_chinese_sentences_are_divided_at_their_stops() -> None:
    before = prose(["雨还没有停，河水浑黄。"])
    after = prose(["雨还没有停，河水浑黄。老人说他记得四十年前的大水。"])
    assert difference(after, [before]) == Difference((), 1, 13)
