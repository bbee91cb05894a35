"""The byline that an HTML page prints: where it stands, and the names in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from backfile.decode.document import Document, Kind, Look, TextBlock
from backfile.normalise.account import Outcome
from backfile.normalise.credits.byline import people_and_names
from backfile.normalise.credits.names import is_person
from backfile.normalise.draft import Draft
from backfile.normalise.page_labels import labelled_author
from backfile.normalise.page_prose import is_prose
from backfile.normalise.printed_date import printed_dates
from backfile.vocab.agencies import named
from backfile.vocab.outlets import folded

_NAMED = re.compile(
    r"(?:^|[-_ ])(?:by-?line|bylines|author|authors|textauthor|authorline|autor|autoren|auteur|auteurs|autore|autores"
    r"|author-?name|writer|verfasser|redakteur|journalist|contributors?|signature|firma|forfatter|skribent|reporter"
    r"|penulis|signatur)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|__+|--+|(?<=[a-z])(?=\d)")
_LEAD = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor(?:in)?|autorin/autor|text|written by|words by|oleh|penulis|автор)\b"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_LONGEST = 160
_BEFORE_HEADLINE = 6


@dataclass(frozen=True, slots=True)
class PrintedByline:
    """A byline in print."""

    block: int
    """Index in `Document.blocks`; -1 for a label away from the article's head."""
    names: tuple[str, ...]
    """The names it prints that can be somebody's: people, agencies, and the page's own outlet."""


def printed_byline(draft: Draft, stated: Collection[str], own: Collection[str], hints: str) -> PrintedByline | None:
    """The byline at the head of the article: it names a stated author, begins with a by-word, or is named so.

    `stated` are names from the metadata, `own` the folded names of the outlet, `hints` folded addresses of authors
    (`d.kuckelkorn@…`), which tell a bare name that stands there for a byline.
    """
    lang = draft.document.lang.split("-")[0]
    wanted = [folded(name) for name in stated if len(folded(name)) > 3 and folded(name) not in own]
    marked = [n for c in draft.candidates("author in print") for n in people_and_names(c.value, lang=lang)[1]]
    best: PrintedByline | None = None
    for index in page_head_blocks(draft):
        block = draft.document.blocks[index]
        if (
            len(block.text) > _LONGEST
            or block.kind in (Kind.CHROME, Kind.CAPTION)
            or (is_prose(block) and len(block.text) > 100)
        ):
            continue
        own_words = folded(block.text)
        if any(name in own_words for name in wanted):
            return PrintedByline(index, _names(block, own, lang))
        if best is None and (inner := [name for name in marked if folded(name) in own_words and is_person(name)]):
            best = PrintedByline(index, tuple(inner))
        last = folded(block.text.split()[-1])
        if _LEAD.match(block.text) or is_named_author(draft.document, block) or (len(last) > 3 and last in hints):
            found = _names(block, own, lang)
            if found and best is None:
                best = PrintedByline(index, found)
    if best is None and (labelled := labelled_author(draft.document)):
        names = tuple(name for name in people_and_names(labelled, lang=lang)[1] if _is_somebody(name, own))
        return PrintedByline(-1, names) if names else None
    return best


def closing_name(draft: Draft) -> int | None:
    """The last free block, where it is nothing but a person's name set apart by its look: a byline at the end."""
    free = [index for index in range(len(draft.document.blocks)) if draft.is_free(index)]
    for index in free[-1:]:
        block = draft.document.blocks[index]
        marks = (mark for mark in block.marks if mark.look in (Look.EMPHASIS, Look.STRONG))
        apart = any(mark.end - mark.start >= len(block.text) - 2 for mark in marks)
        if apart and block.kind is Kind.PARAGRAPH and is_person(block.text) and not block.text.isupper():
            return index
    return None


def is_named_author(document: Document, block: TextBlock) -> bool:
    """Whether the page names an element that holds this block as its author's."""
    index = block.element
    for _ in range(3):
        if index < 0:
            return False
        element = document.elements[index]
        words = " ".join(v for n, v in element.attributes if n in ("class", "id", "data-testid", "rel", "itemprop"))
        if words and _NAMED.search(_CAMEL.sub("-", words)):
            return any(c.isalpha() for c in block.text)
        index = element.parent
    return False


def page_head_blocks(draft: Draft) -> list[int]:
    """The blocks around the headline and before the second paragraph of the body, that are not page chrome."""
    titles = [i for i, fates in draft.fates.items() if any(fate.detail == "title" for fate in fates)]
    start = max(0, min(titles) - _BEFORE_HEADLINE) if titles else 0
    found, prose = [], 0
    for index in range(start, len(draft.document.blocks)):
        fates = draft.fates.get(index, ())
        if any(
            f.outcome is Outcome.SET_ASIDE and f.detail not in ("outside the article", "author box", "related links")
            for f in fates
        ):
            continue
        if titles and index > min(titles) and any(f.detail == "outside the article" for f in fates):
            continue
        found.append(index)
        if (
            draft.is_free(index)
            and is_prose(draft.document.blocks[index])
            and len(draft.document.blocks[index].text) > _LONGEST
        ):
            prose += 1
            if prose > 1:
                break
    return found


def _names(block: TextBlock, own: Collection[str], lang: str) -> tuple[str, ...]:
    """The names in a byline: its links where they are names; else what the line says without its dates."""
    linked = [_LEAD.sub("", block.text[m.start : m.end]).strip(" ,") for m in block.marks if m.look is Look.LINK]
    people = [name for link in linked for name in people_and_names(link, lang=lang)[1] if is_person(name)]
    if people:
        return tuple(dict.fromkeys(people))
    text = block.text.replace("\n", " | ")
    for date in reversed(printed_dates(text, lang)):
        text = text[: date.start] + " | " + text[date.end :]
    _, printed = people_and_names(text.strip(" |"), lang=lang)
    led = _LEAD.match(block.text) is not None
    sure = [
        n
        for i, n in enumerate(printed)
        if _is_somebody(n, own) or (led and i == 0 and len(n.split()) <= 3 and n[0].isupper())
    ]
    return tuple(dict.fromkeys(sure))


def _is_somebody(name: str, own: Collection[str]) -> bool:
    return is_person(name) or bool(named(name)) or folded(name) in own
