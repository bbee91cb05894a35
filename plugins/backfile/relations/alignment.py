"""Alignment: a copy told against its source, sentence by sentence: what stayed, what it added, what it left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from backfile.history import Change, Passage, Stretch
from backfile.relations.differences import has, prose, sentences_of
from backfile.relations.words import runs, tokens

_ENDS = ("。", "！", "？")
"""What ends a sentence in scripts without spaces."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    paragraph: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, and what became of it."""

    change: Change
    sentence: _Sentence
    of_source: int = -1
    """The source's paragraph that it stands in; -1 for one that was added."""


def aligned(source: Sequence[str], copy: Sequence[str]) -> tuple[Passage, ...]:
    """The paragraphs of a copy in their order, with what of the source's paragraphs it left out at its place.

    Each passage is a paragraph of the copy, with the sentences that it added and those of the source's that it left
    out; or one that the source alone has. Sentences that differ by a word or two are the same, in the copy's words.
    """
    theirs, own = list(_sentences(source)), list(_sentences(copy))
    own_prose, source_prose = prose(copy), prose(source)
    stays = [has(own_prose, sentence.words) for sentence in theirs]
    is_same = [has(source_prose, sentence.words) for sentence in own]
    anchors = _anchors(theirs, own, source_prose.length)
    ids = [anchor if same else None for anchor, same in zip(anchors, is_same, strict=True)]
    told = list(_told(theirs, own, stays, is_same, ids))
    stayed = {sentence.paragraph for sentence, stay in zip(theirs, stays, strict=True) if stay}
    return tuple(_passages(told, stayed))


def _sentences(paragraphs: Iterable[str]) -> Iterator[_Sentence]:
    """The sentences of a text; what has no words belongs to the sentence before it."""
    for number, paragraph in enumerate(paragraphs):
        text, words = "", tuple[str, ...]()
        for part in sentences_of(paragraph):
            if (found := tuple(tokens(part))) and words:
                yield _Sentence(number, text, words)
                text, words = part, found
            else:
                text, words = text + part, words or found
        if words:
            yield _Sentence(number, text, words)


def _anchors(source: Sequence[_Sentence], copy: Sequence[_Sentence], length: int) -> list[int | None]:
    """For each sentence of a copy, the one of the source that it shares most runs with; None where it shares none."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(source):
        for run in runs(sentence.words, length):
            places[run].append(place)
    found: list[int | None] = []
    for sentence in copy:
        shared = Counter(place for run in runs(sentence.words, length) for place in places.get(run, ()))
        found.append(min(shared, key=lambda place: (-shared[place], place)) if shared else None)
    return found


def _told(
    source: Sequence[_Sentence], copy: Sequence[_Sentence], stays: Sequence[bool], is_same: Sequence[bool],
    anchors: Sequence[int | None],
) -> Iterator[_Told]:  # fmt: skip
    """The sentences of both in one order: the copy's, and between them those of the source that it left out."""
    order = SequenceMatcher(
        None,
        range(len(source)),
        [~at if anchor is None else anchor for at, anchor in enumerate(anchors)],
        autojunk=False,
    )
    for _, from_source, to_source, from_copy, to_copy in order.get_opcodes():
        for at in range(from_source, to_source):
            if not stays[at]:
                yield _Told(Change.REMOVED, source[at], source[at].paragraph)
        for at in range(from_copy, to_copy):
            anchor = anchors[at]
            of_source = source[anchor].paragraph if anchor is not None else -1
            yield _Told(Change.SAME if is_same[at] else Change.ADDED, copy[at], of_source)


def _passages(told: Iterable[_Told], stayed: set[int]) -> Iterator[Passage]:
    """The paragraphs that sentences make; `stayed` are the source's paragraphs of which the copy has something."""
    own: list[_Told] = []
    waiting: list[_Told] = []
    alone: list[_Told] = []
    for each in told:
        if each.change is Change.REMOVED:
            if each.of_source not in stayed:
                alone.append(each)
            else:
                begun = any(before.of_source == each.of_source for before in own if before.change is not Change.REMOVED)
                (own if begun else waiting).append(each)
            continue
        paragraph = next((before.sentence.paragraph for before in own if before.change is not Change.REMOVED), None)
        if paragraph != each.sentence.paragraph:
            yield from _set(own, alone)
            own, alone = [], []
        own += [*waiting, each]
        waiting = []
    yield from _set([*own, *waiting], alone)


def _set(own: Sequence[_Told], alone: Iterable[_Told]) -> Iterator[Passage]:
    """A paragraph of the copy, then those that the source alone has after it."""
    if own:
        yield _passage(own)
    for _, left_out in groupby(alone, lambda each: each.of_source):
        yield _passage(list(left_out))


def _passage(told: Sequence[_Told]) -> Passage:
    texts = [each.sentence.text.strip() for each in told]
    spaced = [text if text.endswith(_ENDS) else f"{text} " for text in texts[:-1]]
    changes = zip((each.change for each in told), (*spaced, texts[-1]), strict=True)
    return tuple(
        Stretch(change, "".join(text for _, text in group)) for change, group in groupby(changes, lambda each: each[0])
    )
