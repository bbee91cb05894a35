"""Passages in another language than the article's: as the page declares them, and as their words show."""

from __future__ import annotations

from backfile.decode.document import Look, Mark, TextBlock
from backfile.vocab.languages import are_close, language_of, other_language_of


def passages(block: TextBlock, start: int, end: int, lang: str) -> tuple[Mark, ...]:
    """The stretches between start and end of a block that are in another language than `lang`, the article's.

    A declaration stands unless the words contradict it: text pasted from word processors is full of wrong ones. What
    declares nothing is another language where its words evidently are.
    """
    if not lang:
        return ()
    declared = tuple(
        mark for mark in block.marks if mark.look is Look.LANGUAGE and mark.start < end and mark.end > start
    )
    if declared:
        inner = sorted(declared, key=lambda mark: mark.end - mark.start)
        return tuple(m for m in inner if not _is_same(m.target, lang)) if _are_credible(block, inner, lang) else ()
    other = other_language_of(block.text[start:end], lang)
    return (Mark(start, end, Look.LANGUAGE, other),) if other else ()


def _are_credible(block: TextBlock, marks: list[Mark], lang: str) -> bool:
    """Whether no stretch that is declared to be in another language is written in the article's own."""
    return not any(
        _is_same(language_of(block.text[mark.start : mark.end]), lang)
        for mark in marks
        if not _is_same(mark.target, lang)
    )


def _is_same(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0] or are_close(one, other)
