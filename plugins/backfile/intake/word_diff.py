"""The word diff: which words two texts share, found among the paragraphs that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from backfile.history import Change, Passage, Stretch

_BREAK = "\n\n"
_WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"\n\n|[{_WIDE}]|[^\W_{_WIDE}]+|\s+|[\W_]")
_LONGEST = 20_000
"""Tokens between the first and the last change; a passage beyond counts as replaced, so that time stays bounded."""
_ISLAND = 2
"""Words; fewer that stayed between two changes read as part of one."""


def changed_passages(before: Sequence[str], after: Sequence[str]) -> tuple[Passage, ...]:
    """The passages in which two texts, given as paragraphs, differ."""
    return tuple(
        word_diff(_BREAK.join(before[a:b]), _BREAK.join(after[c:d]))
        for tag, a, b, c, d in _operations(before, after)
        if tag != "equal"
    )


def word_diff(before: str, after: str) -> Passage:
    """What stayed, went and came between two texts, word by word; nothing where they are one."""
    if before == after:
        return ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    passage: list[Stretch] = []
    removed, added = "", ""
    for same, gone, come in _stretches(old, new):
        if same and (removed or added) and _is_island(same, gone, come):
            removed, added = removed + same + gone, added + same + come
            continue
        if same:
            passage += _flushed(removed, added)
            passage.append(Stretch(Change.SAME, same))
            removed, added = "", ""
        removed, added = removed + gone, added + come
    return (*passage, *_flushed(removed, added))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(what stayed, what went after it, what came after it), in order."""
    same = ""
    for tag, a, b, c, d in _operations(old, new):
        if tag == "equal":
            if same:
                yield same, "", ""
            same = "".join(old[a:b])
        else:
            yield same, "".join(old[a:b]), "".join(new[c:d])
            same = ""
    if same:
        yield same, "", ""


def _is_island(same: str, gone: str, come: str) -> bool:
    """Whether words that stayed stand alone between two changes."""
    return bool(gone or come) and _BREAK not in same and len(same.split()) < _ISLAND


def _flushed(removed: str, added: str) -> Iterator[Stretch]:
    if removed:
        yield Stretch(Change.REMOVED, removed)
    if added:
        yield Stretch(Change.ADDED, added)


def _operations(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The operations of difflib on what lies between the common beginning and end."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    if start:
        yield "equal", 0, start, 0, start
    middle = old[start : len(old) - tail], new[start : len(new) - tail]
    if max(map(len, middle)) > _LONGEST:
        yield "replace", start, start + len(middle[0]), start, start + len(middle[1])
    else:
        for tag, a, b, c, d in SequenceMatcher(str.isspace, *middle).get_opcodes():
            yield tag, a + start, b + start, c + start, d + start
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)
