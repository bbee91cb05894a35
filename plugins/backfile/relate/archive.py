"""The archive as relating sees it: the story of every article below content/, read once and then known by its file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backfile.article import Article
from backfile.errors import FrontMatterError
from backfile.folders import article_files
from backfile.frontmatter import read
from backfile.relate.notebook import Notebook
from backfile.relate.story import Story, signatures, story_of

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All articles, by path below content/ without its ending."""

    content: Path
    digests: Mapping[str, str]
    """SHA-256 of every file, also of one that breaks the schema."""
    stories: Mapping[str, Story]
    """In the order of paths."""


_BATCH = 1_000
"""Articles whose signatures are made at once."""


def read_archive(content: Path, known: Notebook, progress: Progress) -> Archive:
    """The archive below a folder; only files that are not in the notebook are read as articles."""
    digests: dict[str, str] = {}
    found = dict(known.stories)
    new: dict[str, Article] = {}
    files = article_files(content)
    for number, name in enumerate(files, 1):
        data = (content / name).read_bytes()
        digest = digests[name.removesuffix(".md")] = hashlib.sha256(data).hexdigest()
        if digest not in found and digest not in new:
            if article := _article(data):
                new[digest] = article
            else:
                found[digest] = None
        if len(new) == _BATCH or number == len(files):
            found |= _stories(new)
            new.clear()
            progress("Reading articles", number, len(files))
    stories = {path: story for path, digest in digests.items() if (story := found[digest])}
    return Archive(content, digests, stories)


def _stories(articles: Mapping[str, Article]) -> dict[str, Story]:
    made = signatures(list(articles.values()))
    return {key: story_of(each, sign) for (key, each), sign in zip(articles.items(), made, strict=True)}


def _article(data: bytes) -> Article | None:
    """The article of a file; None where it breaks the schema, which `backfile check` tells."""
    try:
        return read(data.decode("utf-8", "replace"))
    except FrontMatterError:
        return None
