"""The language: what the page declares where its text does not contradict that, else what its text is written in."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.vocab.languages import SAMPLE, are_close, language_of


def language(draft: Draft) -> Finding:
    """A declared language stands when the text is in it, or when the text is too short to tell; its region is kept."""
    declared = _tag(draft.document.lang)
    written = language_of(_sample(draft))
    agree = written in ("", declared.partition("-")[0]) or are_close(declared, written)
    if declared and agree:
        return Finding(Fields(lang=declared), source="html lang")
    return Finding(Fields(lang=written)) if written else NOTHING


def _sample(draft: Draft) -> str:
    """The longest paragraphs first: they are the article, and not its page's menus."""
    texts = [block.text for block in draft.document.blocks]
    if sum(map(len, texts)) > SAMPLE:
        texts.sort(key=len, reverse=True)
    parts, size = [], 0
    for text in texts:
        parts.append(text)
        size += len(text)
        if size > SAMPLE:
            break
    return "\n".join(parts)


def _tag(declared: str) -> str:
    """A declared language as a BCP 47 tag in its usual case, or nothing where it is none that CLDR knows."""
    subtags = declared.strip().replace("_", "-").split("-")
    try:
        Locale.parse("-".join(subtags), sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return ""
    return "-".join([subtags[0].lower(), *map(_cased, subtags[1:])])


def _cased(subtag: str) -> str:
    """A subtag as RFC 5646, section 2.1.1, writes it: `Hans`, `CN`."""
    return {2: subtag.upper(), 4: subtag.title()}.get(len(subtag), subtag.lower())
