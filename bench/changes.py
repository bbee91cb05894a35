"""The changes that a build is timed after: each is made to a site's content, and looked for in its output.

They are made to the text of the files, so that the site of every generator changes in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FIELD = r"(?m)^{}: (?P<value>.*)$"
NEW_ARTICLE = "one-more-story"
NEW_TITLE = "One more story of today"
NEW_TAG = "a name that is new"
CORRECTION = "A sentence was added by correction."


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles change, as paths below Backfile's content/."""

    edited: Path
    deleted: Path
    newest: Path
    tag: str
    tagged: tuple[Path, ...]
    """The articles on which the tag is renamed."""


@dataclass(slots=True)
class Content:
    """The content folder of a site, which can be put back to what it was."""

    folder: Path
    path_here: Callable[[Path], Path]
    """Where this site has the article of a path below Backfile's content/."""
    before: dict[Path, str | None] = field(default_factory=dict)

    def change(self, path: Path, change: Callable[[str], str | None], *, copied_to: str = "") -> None:
        """Give an article's file another text, or none: then it is deleted; or a copy beside it of another name."""
        source = self.folder / self.path_here(path)
        target = source.with_name(f"{copied_to}.md") if copied_to else source
        text = change(source.read_text("utf-8"))
        self.before.setdefault(target, None if copied_to else source.read_text("utf-8"))
        if text is None:
            target.unlink()
        else:
            target.write_text(text, "utf-8")

    def put_back(self) -> None:
        """Undo all changes."""
        for file, text in self.before.items():
            if text is None:
                file.unlink()
            else:
                file.write_text(text, "utf-8")
        self.before.clear()


def chosen(content: Path, renamed: int) -> Choice:
    """Articles of the middle of an archive, its newest, and the tag that fits `renamed` articles best."""
    paths = sorted(file.relative_to(content) for file in content.rglob("*.md"))
    tags_of = {path: _tags((content / path).read_text("utf-8")) for path in paths}
    counts = Counter(tag for tags in tags_of.values() for tag in tags)
    tag = min(counts, key=lambda name: (counts[name] < renamed, abs(counts[name] - renamed), name))
    return Choice(
        edited=paths[len(paths) // 2],
        deleted=paths[len(paths) // 3],
        newest=paths[-1],
        tag=tag,
        tagged=tuple(path for path in paths if tag in tags_of[path])[:renamed],
    )


def edit(content: Content, choice: Choice) -> None:
    """Add a sentence to an article of the archive's middle."""
    content.change(choice.edited, lambda text: f"{text.rstrip()}\n\n{CORRECTION}\n")


def add(content: Content, choice: Choice) -> None:
    """Add an article of the newest day: a copy of its last one, of another name, title and capture."""

    def renamed(text: str) -> str:
        text = re.sub(FIELD.format("title"), f'title: "{NEW_TITLE}"', text)
        text = re.sub(FIELD.format("slug"), f'slug: "{NEW_ARTICLE}"', text)
        return re.sub(FIELD.format("capture"), f"capture: sha256:{'f' * 64}", text)

    content.change(choice.newest, renamed, copied_to=NEW_ARTICLE)


def delete(content: Content, choice: Choice) -> None:
    """Delete an article."""
    content.change(choice.deleted, lambda _: None)


def rename(content: Content, choice: Choice) -> None:
    """Give a tag another name."""

    def renamed(text: str) -> str:
        tags = ", ".join(f'"{NEW_TAG if tag == choice.tag else tag}"' for tag in _tags(text))
        return re.sub(FIELD.format("tags"), f"tags: [{tags}]", text)

    for path in choice.tagged:
        content.change(path, renamed)


def _tags(text: str) -> Sequence[str]:
    found = re.search(FIELD.format("tags"), text)
    return [tag.strip().strip('"') for tag in found["value"].strip("[]").split(",")] if found else []
