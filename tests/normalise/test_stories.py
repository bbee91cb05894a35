"""Places and tags of invented stories, as written beside them in fixtures/normalise/stories/stories.txt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pasted import read

STORIES = Path(__file__).parent.parent / "fixtures" / "normalise" / "stories" / "stories.txt"


@dataclass(frozen=True)
class Story:
    expected: dict[str, tuple[str, ...]]
    text: str

    @property
    def name(self) -> str:
        return f"{self.text.splitlines()[0]} ({', '.join(self.expected)})"


def stories() -> list[Story]:
    _, *chapters = STORIES.read_text("utf-8").split("====\n")
    found = []
    for chapter in chapters:
        above, _, text = chapter.partition("----\n")
        rows = (line.partition(":") for line in above.splitlines())
        found.append(Story({key: tuple(filter(None, map(str.strip, row.split(",")))) for key, _, row in rows}, text))
    return found


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_a_story_reads_as_written_above_it(story: Story) -> None:
    article = read(story.text).article
    for field in ("region", "mentioned"):
        if field in story.expected:
            assert getattr(article, field) == story.expected[field], field
    assert set(story.expected.get("tags", ())) <= set(article.tags), article.tags
    assert not set(story.expected.get("not", ())) & set(article.tags), article.tags
    assert len(article.tags) <= 8
