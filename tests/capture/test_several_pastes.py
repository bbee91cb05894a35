"""Several articles in one pasted text: divided where it evidently is, and nowhere else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from backfile.capture.capture import ENTRY, Capture, assembled, sha256
from backfile.capture.containers.containers import captures_in
from backfile.capture.containers.pasted import is_several_pastes, open_pastes
from backfile.capture.parcel import Parcel

FIXTURES = Path(__file__).parent.parent / "fixtures"
SEVERAL = sorted((FIXTURES / "capture/several_pastes").glob("*.txt"))
SINGLE = sorted((FIXTURES / "normalise/pasted").glob("*.txt"))

TITLES = {
    "drawn_lines": ["Lindau ferry sails again", "Harbour clock strikes", "Amber with a mosquito"],
    "factiva": ["Lindau ferry sails again", "Harbour clock strikes"],
    "form_feeds": ["Fähre nach Lindau", "Uhr am Hafen"],
    "lexis_numbered": ["Lindau ferry sails again", "Harbour clock strikes"],
    "nexis_uni": ["Lindau ferry sails again", "Harbour clock strikes"],
}
"""What each article of a file holds, in order."""

STORY = (
    "Ferry to Lindau runs again\n\n3 May 2021\n\n"
    "The ferry to Lindau left the pier on Monday for the first time since February, forty on board.\n\n"
    "The captain, who had been late himself on the last day, asked for patience and for a longer rope.\n\n"
)


def parcel(data: bytes | str) -> Parcel:
    data = data.encode() if isinstance(data, str) else data
    return Parcel(io.BytesIO(data), "paste.txt", len(data), "2026-01-31T12:00:00Z")


def articles(data: bytes | str) -> list[Capture]:
    return list(open_pastes(parcel(data)))


@pytest.mark.parametrize("file", SEVERAL, ids=lambda file: file.stem)
def test_a_file_of_several_articles_gives_each_of_them(file: Path) -> None:
    found = [one for one in captures_in(parcel(file.read_bytes())) if isinstance(one, Capture)]
    assert [one.name for one in found] == [f"paste.txt#{number}" for number in range(1, len(found) + 1)]
    assert len(found) == len(TITLES[file.stem])
    for one, title in zip(found, TITLES[file.stem], strict=True):
        assert title in one.data.decode()
        assert all(other not in one.data.decode() for other in TITLES[file.stem] if other != title)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("file", SEVERAL, ids=lambda file: file.stem)
def test_encodings_and_line_endings_divide_nothing_else(file: Path, encoding: str, end: str) -> None:
    data = file.read_text("utf-8").replace("\n", end).encode(encoding)
    found = articles(data)
    plain = articles(file.read_bytes())
    assert [assembled(one).decode(encoding).split() for one in found] == [
        assembled(one).decode().split() for one in plain
    ]


@pytest.mark.parametrize("file", SEVERAL, ids=lambda file: file.stem)
def test_no_word_of_the_file_is_lost(file: Path) -> None:
    found = articles(file.read_bytes())
    words = b" ".join(assembled(one) for one in found).split()
    assert words == file.read_bytes().split()
    assert all(one.data in file.read_bytes() and one.digest == sha256(one.data) for one in found)


def test_an_article_is_the_same_capture_in_any_file() -> None:
    clock = STORY.replace("Ferry", "Clock").replace("ferry", "clock")
    amber = STORY.replace("Ferry", "Amber").replace("ferry", "amber")
    one = {capture.digest for capture in articles(f"{STORY}====\n{clock}====\n{amber}")}
    other = {capture.digest for capture in articles(f"{amber}***\n{clock}")}
    assert len(one & other) == 2


@pytest.mark.parametrize("file", SINGLE, ids=lambda file: file.stem)
def test_a_single_story_is_never_divided(file: Path) -> None:
    assert not is_several_pastes(parcel(file.read_bytes()))


UNDIVIDED = {
    "an underlined headline": STORY.replace("again\n", "again\n==========================\n"),
    "a break within a story": STORY + "* * *\n\n" + STORY.partition("2021\n\n")[2],
    "a part with a subhead": STORY + "----------\n\nWhat comes next\n\n" + STORY.partition("2021\n\n")[2],
    "links below the story": STORY + "----------\n\nMore stories\nClock strikes thirteen\n4 May 2021\nAmber found\n",
    "a date after a rule": STORY + "==========\n3 May 2021\n",
    "a table": STORY + "-----------------\nPier      2021\n-----------------\nLindau    forty\n-----------------\n",
    "one document of one": "1 of 1 DOCUMENT\n\n" + STORY,
    "the end of one document": STORY + "Load-Date: May 4, 2021\n\nEnd of Document\n",
    "a page number": STORY + "1 of 2\n\n" + STORY + "2 of 2\n",
    "numbers that do not count on": "3 of 9 DOCUMENTS\n" + STORY + "7 of 9 DOCUMENTS\n" + STORY,
    "JSON": '{"a":\n"====\n3 May 2021"}\n',
}


@pytest.mark.parametrize("text", UNDIVIDED.values(), ids=UNDIVIDED)
def test_lines_within_one_story_divide_nothing(text: str) -> None:
    assert not is_several_pastes(parcel(text))


def test_what_stands_between_is_kept_with_the_article_below_it() -> None:
    file = FIXTURES / "capture/several_pastes/lexis_numbered.txt"
    first, second = articles(file.read_bytes())
    assert first.frame.startswith(b"Your search for ferry")
    assert first.frame.endswith(ENTRY)
    assert second.frame.split() == [b"2", b"of", b"2", b"DOCUMENTS", ENTRY]
