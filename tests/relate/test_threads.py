"""Running stories that are proposed, and what an editor may do with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RelationError
from backfile.folders import Folders
from backfile.relate.proposals import proposals_of
from backfile.relate.run import relate
from backfile.relate.running import Rarity, running_stories
from backfile.relate.story import Story
from backfile.relate.thread_file import HEAD, Proposal, with_additions
from backfile.relations import Threads, read_threads

EXPECTED = Path(__file__).resolve().parent.parent / "fixtures" / "relate" / "threads" / "expected.yaml"
TUNNEL = "grey-sound-marit-osland"
STRIKE = "lindholm-metro-piet-vos-transport-workers-union"
LATER = "2021/03/15/first-lorry-through"


def quiet(doing: str, done: int, total: int) -> None:
    pass


def text_of(folders: Folders) -> str:
    return (folders.root / "threads.yaml").read_text("utf-8")


def write(folders: Folders, text: str) -> None:
    (folders.root / "threads.yaml").write_text(text, "utf-8")


def threads_of(folders: Folders) -> Threads:
    return read_threads(text_of(folders))


def proposed(folders: Folders) -> str:
    """The text of the file after a first run."""
    relate(folders, quiet)
    return text_of(folders)


def later_story(folders: Folders, path: str = LATER) -> None:
    """One more story of the tunnel."""
    file = folders.content / f"{path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"title: First lorry through\ndate: {'-'.join(path.split('/')[:3])}\noutlet: Courier\nregion: [NO-46]"
    file.write_text(f"---\n{head}\ntags: [Grey Sound, Marit Osland]\n---\n\nIt carried flour, and hooted.\n", "utf-8")


def is_kept_in(old: str, new: str) -> bool:
    """Whether all lines of a text stand in another, in their order."""
    lines = iter(new.splitlines())
    return all(line in lines for line in old.splitlines())


# ---- proposals


def test_the_invented_archive_makes_the_expected_proposals(running: Folders) -> None:
    report = relate(running, quiet)
    assert text_of(running) == EXPECTED.read_text("utf-8")
    assert (report.proposed, report.suggested, report.confirmed) == (2, 0, 0)


def test_a_second_run_changes_nothing(running: Folders) -> None:
    first = proposed(running)
    report = relate(running, quiet)
    assert text_of(running) == first
    assert (report.proposed, report.suggested) == (0, 0)


def test_a_headline_is_told_beside_each_path(running: Folders) -> None:
    assert "- 2021/03/05/osland-blames-a-seal  # Osland blames a seal\n" in proposed(running)


def test_copies_of_one_story_are_no_running_story(running: Folders) -> None:
    assert "cold-fell" not in proposed(running)


def test_a_proposal_that_was_deleted_comes_back(running: Folders) -> None:
    first = proposed(running)
    write(running, HEAD)
    relate(running, quiet)
    assert text_of(running) == first


def stories(*some: tuple[str, str, str]) -> dict[str, Story]:
    """Stories of (day of March 2021, names divided by commas, headline), by number."""
    return {
        f"{number:03}": Story(
            title=headline, date=f"2021-03-{day}", outlet="", agencies=(), length=1, signature=None,
            names=tuple((name, name) for name in names.split(",")), places=frozenset(),
            head=frozenset(headline.split()),
        )
        for number, (day, names, headline) in enumerate(some)
    }  # fmt: skip


def together(some: dict[str, Story]) -> list[list[str]]:
    found = running_stories(some, Rarity(some.values()), {}, {})
    return [running.paths for running in found if len(running.paths) > 1]


NOISE = tuple((f"{day:02}", f"name {day}", f"word{day}") for day in range(1, 31))


def test_two_rare_names_join_stories_and_two_that_most_stories_have_do_not() -> None:
    rare = ("03", "grey sound,osland", "one"), ("05", "grey sound,osland", "two")
    assert together(stories(*rare, *NOISE)) == [["000", "001"]]
    common = tuple((f"{day:02}", "council,harbour", f"item{day}") for day in range(11, 21))
    assert together(stories(*common, *NOISE)) == []


def test_one_name_is_not_enough_whatever_the_headlines_share() -> None:
    some = ("03", "icco", "cocoa buffer rules"), ("05", "icco", "cocoa buffer rules")
    assert together(stories(*some, *NOISE)) == []


def test_names_that_go_together_at_all_times_are_no_proposal() -> None:
    partners = tuple((f"{day:02}", "kidder,peabody", f"item{day}") for day in range(1, 31, 10))
    burst = tuple((f"{day:02}", "kidder,peabody", f"item{day}") for day in (11, 12, 13))
    for others, expected in ((), 1), ((*partners, *partners), 0):
        some = stories(*burst, *NOISE, *others)
        held = {"a": list(some)[:3], "b": list(some)[33:]}
        rarity = Rarity(some.values())
        found = [running for running in running_stories(some, rarity, held, {}) if running.thread == "a"]
        found[0].thread = ""
        assert len(proposals_of(found, some, {}, rarity, ())) == expected


def test_a_name_and_the_same_name_spelt_out_are_one() -> None:
    some = ("03", "dome,dome petroleum", "one"), ("05", "dome,dome petroleum", "two")
    assert together(stories(*some, *NOISE)) == []


# ---- the editor


def test_a_status_confirms_and_a_new_article_is_suggested_without_touching_a_line(running: Folders) -> None:
    edited = proposed(running).replace(
        '    title: "Grey Sound, Marit Osland"\n',
        "    title: The flooded tunnel   # agreed on Monday\n    status: confirmed\n    note: ask Marit\n",
    )
    write(running, edited)
    later_story(running)
    report = relate(running, quiet)
    thread = threads_of(running).threads[0]
    assert (thread.title, thread.status, thread.suggested) == ("The flooded tunnel", "confirmed", (LATER,))
    assert is_kept_in(edited, text_of(running))
    assert (report.confirmed, report.suggested) == (1, 1)
    again = text_of(running)
    relate(running, quiet)
    assert text_of(running) == again


def test_a_thread_is_confirmed_by_moving_it(running: Folders) -> None:
    first = proposed(running)
    block = first[first.index(f"  - id: {TUNNEL}") : first.index(f"  - id: {STRIKE}")]
    moved = first.replace(block, "").replace("confirmed:\n", f"confirmed:\n{block}", 1)
    write(running, moved)
    relate(running, quiet)
    assert text_of(running) == moved
    assert [thread.id for thread in threads_of(running).confirmed] == [TUNNEL]


@pytest.mark.parametrize("how", ["status", "moved"])
def test_a_dismissed_proposal_does_not_come_back_whatever_is_added(running: Folders, how: str) -> None:
    first = proposed(running)
    if how == "status":
        dismissed = first.replace(f"id: {TUNNEL}\n", f"id: {TUNNEL}\n    status: dismissed\n")
    else:
        block = first[first.index(f"  - id: {TUNNEL}") : first.index(f"  - id: {STRIKE}")]
        dismissed = first.replace(block, "") + block
    write(running, dismissed)
    later_story(running)
    relate(running, quiet)
    assert text_of(running) == dismissed


def test_a_thread_keeps_its_articles_under_another_id_and_title(running: Folders) -> None:
    renamed = proposed(running).replace(TUNNEL, "tunnel").replace('"Grey Sound, Marit Osland"', "The tunnel")
    write(running, renamed)
    relate(running, quiet)
    assert text_of(running) == renamed


def test_a_thread_that_was_split_is_not_proposed_again(running: Folders) -> None:
    first = proposed(running)
    line = next(line for line in first.splitlines() if "council-hears" in line)
    split = first.replace(f"{line}\n", "") + f"  - id: council\n    title: The council\n    articles:\n{line}\n"
    split = split.replace("dismissed:\n", "").replace("confirmed:\n\n", "")
    write(running, split)
    relate(running, quiet)
    assert text_of(running) == split


def test_threads_that_were_merged_are_not_proposed_again(running: Folders) -> None:
    first = proposed(running)
    strike = first[first.index(f"  - id: {STRIKE}") : first.index("dismissed:")]
    articles = "".join(line for line in strike.splitlines(keepends=True) if "2021/" in line)
    merged = first.replace(strike, articles)
    write(running, merged)
    relate(running, quiet)
    assert text_of(running) == merged
    assert [len(thread.articles) for thread in threads_of(running).threads] == [8]


def test_a_refused_suggestion_is_not_made_again(running: Folders) -> None:
    refused = proposed(running).replace(
        f"  - id: {STRIKE}", f"    not:\n      - {LATER}  # First lorry through\n  - id: {STRIKE}"
    )
    write(running, refused)
    later_story(running)
    relate(running, quiet)
    assert text_of(running) == refused


def test_a_suggestion_joins_those_that_wait(running: Folders) -> None:
    proposed(running)
    later_story(running)
    relate(running, quiet)
    before = text_of(running)
    later_story(running, "2021/03/16/second-lorry")
    relate(running, quiet)
    assert threads_of(running).threads[0].suggested == (LATER, "2021/03/16/second-lorry")
    assert is_kept_in(before, text_of(running))


def test_suggestions_and_proposals_of_one_run_all_find_their_places(running: Folders) -> None:
    first = proposed(running)
    kept = first[: first.index(f"  - id: {STRIKE}")] + "dismissed:\nconfirmed:\n- id: own\n  title: Own\n"
    kept = kept.replace("confirmed:\n\n", "", 1)
    write(
        running,
        kept.replace("  title: Own\n", "  title: Own\n  articles:\n  - 2021/05/10/drivers-of-lindholm-metro-vote\n"),
    )
    later_story(running)
    before = text_of(running)
    relate(running, quiet)
    assert is_kept_in(before, text_of(running))
    tunnel, own = threads_of(running).threads
    assert (tunnel.id, tunnel.suggested) == (TUNNEL, (LATER,))
    titles = ("Trains stand still", "Vos and union meet at night", "A bell ends the strike")
    added = [f"    - {path}  # {title}" for path, title in zip(own.suggested, titles, strict=True)]
    assert text_of(running).splitlines()[-4:] == ["  suggested:", *added]


def test_a_thread_made_by_hand_gets_suggestions(running: Folders) -> None:
    write(
        running,
        "confirmed:\n- id: tunnel\n  title: The tunnel\n  articles:\n"
        "  - content/2021/03/04/tunnel-under-grey-sound-floods.md\n  - /2021/03/05/osland-blames-a-seal/\n",
    )
    relate(running, quiet)
    thread = threads_of(running).threads[0]
    assert thread.articles == ("2021/03/04/tunnel-under-grey-sound-floods", "2021/03/05/osland-blames-a-seal")
    assert "2021/03/08/council-hears-the-engineers" in thread.suggested


def test_an_article_that_is_not_there_is_named_with_its_line(running: Folders) -> None:
    write(running, proposed(running).replace("2021/03/05/osland-blames-a-seal ", "2021/03/05/osland-blames-a-seel "))
    problems = [str(problem) for problem in relate(running, quiet).problems]
    assert len(problems) == 1
    assert problems[0].startswith(
        "threads.yaml:16: articles: there is no such article in content/ (found '2021/03/05/osl"
    )


def test_a_file_that_cannot_be_understood_is_left_as_it_is(running: Folders) -> None:
    write(running, "confirmed:\n  - id: x\n")
    with pytest.raises(RelationError, match=r"threads\.yaml:2: title: is missing"):
        relate(running, quiet)
    assert text_of(running) == "confirmed:\n  - id: x\n"


# ---- the form of the file


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- id: x\n", "threads.yaml:1: a list of threads must have a name"),
        ("confirmed: yes\n", "threads.yaml:1: confirmed: must be a list with a line for each item"),
        ("proposed: []\n", "threads.yaml:1: proposed: must be a list with a line for each item"),
        ("approved:\n", "threads.yaml:1: approved: is no list of threads"),
        ("confirmed:\nconfirmed:\n", "threads.yaml:2: confirmed: is given twice, first on line 1"),
        ("confirmed:\n  - x\n", "threads.yaml:2: a field of a thread must have a name"),
        ("confirmed:\n  - title: X\n", "threads.yaml:2: id: is missing"),
        ("confirmed:\n  - id: Big Story\n    title: X\n", "threads.yaml:2: id: is no part of an address "),
        ("confirmed:\n  - id: x\n    title: X\n    status: done\n", "threads.yaml:2: status: is no status "),
        ("confirmed:\n  - id: x\n    title: X\n    tags: y\n", "threads.yaml:4: tags: is no field of a thread"),
        ("confirmed:\n  - id: x\n    title: [X]\n", "threads.yaml:3: title: must be a text"),
        ("confirmed:\n  - id: x\n    title: X\n    articles: [a]\n", "threads.yaml:4: articles: must be a list"),
        ("confirmed:\n  - id: x\n    title: X\n    articles:\n      - [a]\n", "threads.yaml:5: articles: must be a te"),
        (
            "confirmed:\n  - id: x\n    title: X\nproposed:\n  - id: x\n    title: Y\n",
            "threads.yaml:5: id: another thread has this id, on line 2",
        ),
        ("confirmed:\n  - id: x\n    title: X: Y\n", "threads.yaml:3: the file is no YAML"),
        ("confirmed: \0\n", "threads.yaml:1: the file is no YAML"),
        ("confirmed: &a\n  - *a\n", "threads.yaml:1: a field of a thread must have a name"),
    ],
)  # fmt: skip
def test_an_error_in_the_file_is_told_with_its_line_and_what_to_do(text: str, problem: str) -> None:
    with pytest.raises(RelationError) as error:
        read_threads(text)
    assert str(error.value).startswith(problem)
    assert error.value.remedy


def test_a_file_in_another_encoding_is_told(running: Folders) -> None:
    (running.root / "threads.yaml").write_bytes("confirmed:\n  - id: x\n    title: Brücke\n".encode("latin-1"))
    with pytest.raises(RelationError, match=r"threads\.yaml:3: is no UTF-8 text"):
        relate(running, quiet)


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "proposed:\n", "confirmed:\n\nproposed:   # none\ndismissed:\n"]
)
def test_a_proposal_finds_its_place_in_a_file_without_any(text: str) -> None:
    new = with_additions(text, read_threads(text), [Proposal("x", "X", ())], {}, {})
    assert [(thread.id, thread.status) for thread in read_threads(new).threads] == [("x", "proposed")]
    assert is_kept_in(text, new)


def test_a_proposal_stands_after_the_last_in_the_indent_of_the_file() -> None:
    text = "proposed:\n- id: a\n  title: A\n  note: |\n    two\n    lines\n# the end\n"
    new = with_additions(text, read_threads(text), [Proposal("b", "B", ())], {}, {})
    assert new == (
        'proposed:\n- id: a\n  title: A\n  note: |\n    two\n    lines\n- id: b\n  title: "B"\n  articles:\n# the end\n'
    )


@given(st.text(min_size=1).filter(lambda title: any(c.isprintable() and not c.isspace() for c in title)))
def test_any_title_can_be_written_and_read_again(title: str) -> None:
    new = with_additions("", Threads(), [Proposal("x", title, ())], {}, {})
    assert read_threads(new).threads[0].title.split() == "".join(c if c.isprintable() else " " for c in title).split()
