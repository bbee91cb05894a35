"""Canonical blocks: any blocks in the nearest form that Markdown can say, with every word of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.article import Block, Figure, Heading, Listing, Paragraph, Quote, Run, Table, Text, plain
from backfile.markdown.dialect import FIGURE_FILE, LANGUAGE, is_web, parser
from backfile.markdown.inline import lines_source
from backfile.markdown.read import from_markdown, look, merge

_BREAK = re.compile(r"\s*\n\s*")
_NO_LOOK = look(Run(""))

_PLAIN_LINK = re.compile(r"[^\W_](?:[^\\`*_\[\]<>&!|\n]*[^\W_])?")
"""Words of a link that mean nothing else in Markdown."""

_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/_.~,;=&+-]*)?")
"""Addresses that the parser leaves as they are."""

_MOST_LOOKS = 64
"""Runs of one text whose looks are tried one by one; beyond that a text that does not read back is plain."""


def canonical(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as reading them back from Markdown gives them. Applying it twice changes nothing more.

    Runs of one look are one run; white space around lines and emphasis loses its place or its look; what has no
    words is left out; emphasis and links that CommonMark cannot express are plain words.
    """
    return tuple(block for block in map(_block, blocks) if block is not None)


def _block(block: Block) -> Block | None:
    match block:
        case Heading():
            heading = _line(block.text)
            return Heading(heading, min(6, max(2, block.level))) if heading else None
        case Paragraph():
            text = _text(block.text)
            return Paragraph(text) if text else None
        case Listing():
            items = tuple(filter(None, map(_text, block.items)))
            return Listing(items, block.ordered) if items else None
        case Quote():
            paragraphs = tuple(filter(None, map(_text, block.paragraphs)))
            return Quote(paragraphs) if paragraphs else None
        case Table():
            columns = max(map(len, block.rows), default=0)
            rows = tuple(tuple(map(_line, (*row, *((),) * (columns - len(row))))) for row in block.rows)
            return Table(rows) if columns and any(map(any, rows)) else None
        case Figure():
            file = block.file if FIGURE_FILE.fullmatch(block.file) else ""
            figure = Figure(file, plain(_text((Run(block.caption),))), plain(_text((Run(block.credit),))))
            return figure if figure != Figure() else None


def _line(text: Text) -> Text:
    """A text on one line: a line break in a subhead or a cell is a space."""
    return _text(tuple(Run(_tame(run.text).replace("\n", " "), *look(run)) for run in text))


def _text(text: Text) -> Text:
    """A text that reads back as it is written."""
    if len(text) == 1 and look(text[0]) == _NO_LOOK:
        said = _tame(text[0].text).strip()
        if "\n" in said:
            said = _BREAK.sub("\n", said)
        return (text if said == text[0].text else (Run(said),)) if said else ()
    tidy = _tidy(text)
    if _is_simple(tidy) or _reads_back(tidy):
        return tidy
    return _expressible(tidy)


def _is_simple(text: Text) -> bool:
    """Whether a text has no looks but links of plain words, which always read back; a parser need not try it."""
    linked = [run for run in text if look(run) != _NO_LOOK]
    if not linked:
        return True
    simple = all(look(run) == (run.href, *_NO_LOOK[1:]) and _PLAIN_LINK.fullmatch(run.text) for run in linked)
    return simple and "]:" not in plain(text)


def _tame(text: str) -> str:
    """Without the two characters that neither Markdown nor HTML can hold: the carriage return and NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _tidy(text: Text) -> Text:
    runs = merge(
        tuple(Run(_tame(run.text), _address(run.href), run.emphasis, run.strong, _language(run.lang)) for run in text)
    )
    if len(runs) == 1:
        said = _BREAK.sub("\n", runs[0].text.strip())
        return (Run(said, *look(runs[0])),) if said else ()
    said = plain(runs)
    pieces: list[Run] = []
    start = len(said) - len(said.lstrip())
    for found in _BREAK.finditer(said.rstrip()):
        if found.start() < start:
            continue
        pieces += [*_slice(runs, start, found.start()), Run("\n")]
        start = found.end()
    pieces += _slice(runs, start, len(said.rstrip()))
    return merge(_white_space_apart(merge(pieces)))


def _slice(runs: Text, start: int, end: int) -> list[Run]:
    pieces, position = [], 0
    for run in runs:
        left, right = max(start, position), min(end, position + len(run.text))
        if left < right:
            pieces.append(Run(run.text[left - position : right - position], *look(run)))
        position += len(run.text)
    return pieces


def _white_space_apart(runs: Text) -> list[Run]:
    """White space between the words of two runs has only the looks that both share."""
    pieces: list[Run] = []
    gap, before = "", Run("")
    for run in runs:
        inner = run.text.strip()
        if not inner:
            gap += run.text
            continue
        gap += run.text[: len(run.text) - len(run.text.lstrip())]
        pieces += [Run(gap, *_shared(before, run)), Run(inner, *look(run))]
        gap, before = run.text[len(run.text.rstrip()) :], run
    return pieces


def _shared(one: Run, other: Run) -> tuple[str, bool, bool, str]:
    return (
        one.href if one.href == other.href else "",
        one.emphasis and other.emphasis,
        one.strong and other.strong,
        one.lang if one.lang == other.lang else "",
    )


def _language(lang: str) -> str:
    """A language tag, or nothing where it has not the form of one."""
    return lang if LANGUAGE.fullmatch(lang) else ""


def _address(href: str) -> str:
    """An address as the parser writes it, percent-encoded; empty where it is no link of an article."""
    if not href or _PLAIN_ADDRESS.fullmatch(href):
        return href
    href = parser().normalizeLink(href.strip()) if is_web(href.strip()) else ""
    return href if is_web(href) and not re.search(r"\s", href) else ""


def _reads_back(text: Text) -> bool:
    return from_markdown(lines_source(text)) == (Paragraph(text),)


def _expressible(text: Text) -> Text:
    """The text with each look put back, in reading order, that leaves it readable."""
    shown = tuple(Run(run.text) for run in text)
    if sum(look(run) != look(Run("")) for run in text) > _MOST_LOOKS:
        return _tidy(shown)
    for index, run in enumerate(text):
        for kept in (
            run,
            Run(run.text, run.href, lang=run.lang),
            Run(run.text, lang=run.lang),
            Run(run.text, run.href),
        ):
            trial = (*shown[:index], kept, *shown[index + 1 :])
            if look(kept) != look(Run("")) and _reads_back(_tidy(trial)):
                shown = trial
                break
    return _tidy(shown)
