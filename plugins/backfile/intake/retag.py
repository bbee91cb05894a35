"""Tags across the archive: counted, and renamed in the files of content/ with the answers that keep them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from backfile.errors import FrontMatterError
from backfile.folders import article_files
from backfile.frontmatter import amended, read
from backfile.intake.contents import write_whole
from backfile.normalise.publisher_keywords import alike
from backfile.vocab.answers import Answer, AnswerKind, with_answer
from backfile.vocab.names import known_names, words_of_name
from backfile.vocab.outlets import folded

_HAS_TAGS = re.compile(rb"^tags[ \t]*:", re.MULTILINE)
_FEWEST_WORDS_OF_A_PERSON = 2


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and how many articles bear it."""

    name: str
    articles: int
    like: str = ""
    """A tag of more articles that it may be another name of; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Retagged:
    """One file of content/ with other tags."""

    name: str
    """Its path below content/."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    text: str
    """All of the file as it is to be; only its tags differ."""


def tag_counts(content: Path, lang: str) -> tuple[tuple[TagCount, ...], tuple[FrontMatterError, ...]]:
    """Every tag, those of most articles first, and what cannot be read.

    Likely doubles are those that differ only in case, marks, spaces or number, that the table of names gives one name
    in the site's language or in English, or of which one is the last word of just one other (`Baker`, `James Baker`).
    """
    counts: Counter[str] = Counter()
    problems = []
    for _, found in _tagged(content):
        if isinstance(found, FrontMatterError):
            problems.append(found)
        else:
            counts.update(set(found[1]))
    ordered = sorted(counts, key=lambda tag: (-counts[tag], tag))
    doubles = _doubles(ordered, lang)
    return tuple(TagCount(tag, counts[tag], doubles.get(tag, "")) for tag in ordered), tuple(problems)


def _doubles(ordered: list[str], lang: str) -> dict[str, str]:
    first: dict[str, str] = {}
    doubles: dict[str, str] = {}
    endings: dict[str, list[str]] = {}
    for tag in ordered:
        *given, last = tag.split()
        if len(given) + 1 >= _FEWEST_WORDS_OF_A_PERSON:
            endings.setdefault(last, []).append(tag)
    for tag in ordered:
        one_name = next((name for code in (lang, "en") if (name := known_names(code)[0].get(words_of_name(tag)))), tag)
        other = first.setdefault(alike(one_name), tag)
        if other != tag:
            doubles[tag] = other
        elif " " not in tag and len(endings.get(tag, ())) == 1:
            doubles[tag] = endings[tag][0]
    return doubles


def retagged(content: Path, changes: Mapping[str, str]) -> Iterator[Retagged | FrontMatterError]:
    """Yield each file whose tags change, and what cannot be read.

    `changes` holds what each tag reads from now on, empty where it goes; case, marks and spaces of the old do not
    count, as in `vocabulary.csv`.
    """
    means = {folded(old): new for old, new in changes.items()}
    for name, found in _tagged(content):
        if isinstance(found, FrontMatterError):
            yield found
            continue
        text, before = found
        after = tuple(dict.fromkeys(filter(None, (means.get(folded(tag), tag) for tag in before))))
        if after != before:
            yield Retagged(name, before, after, amended(text, {"tags": after}, place=name))


def _tagged(content: Path) -> Iterator[tuple[str, tuple[str, tuple[str, ...]] | FrontMatterError]]:
    """Yield the files that have tags, each with its text and its tags, or why it cannot be read."""
    for name in article_files(content):
        data = (content / name).read_bytes()
        if not _HAS_TAGS.search(data):
            continue
        try:
            text = data.decode()
            tags = read(text, place=f"content/{name}").tags
        except UnicodeDecodeError:
            yield name, FrontMatterError("it is no text in UTF-8", place=f"content/{name}", remedy="Save it as UTF-8")
        except FrontMatterError as error:
            yield name, error
        else:
            if tags:
                yield name, (text, tags)


def write_retagged(content: Path, changed: Retagged) -> None:
    """Write one file with its other tags.

    Raises:
        BuildError: it cannot be written.
    """
    write_whole(content / changed.name, changed.text.encode())


def with_tag_answers(lines: tuple[Answer, ...], changes: Mapping[str, str]) -> tuple[Answer, ...]:
    """The vocabulary with these changes: earlier lines that led to a tag that goes lead on to what it reads now.

    A line that would rename a name just chosen goes, so that no two lines run in a circle.
    """
    means = {folded(old): new for old, new in changes.items()}
    chosen = set(map(folded, filter(None, changes.values()))) - means.keys()
    kept = []
    for line in lines:
        if line.kind is AnswerKind.TAG and folded(line.text) in chosen and not line.outlet:
            continue
        if line.kind is AnswerKind.TAG and line.means and folded(line.means) in means:
            kept.append(replace(line, means=means[folded(line.means)]))
        else:
            kept.append(line)
    found = tuple(kept)
    for old, new in changes.items():
        found = with_answer(found, Answer(AnswerKind.TAG, old, new))
    return found
