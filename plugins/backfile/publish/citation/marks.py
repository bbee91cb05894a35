"""Marks that a citation style gives a meaning of its own, and how a headline's quotation marks are read.

A style turns quotation marks within quotation marks round, and sets a full stop inside them. That is right where marks
come in pairs. Marks that do not pair, German „low“ ones, apostrophes, and what looks like HTML are *shielded*: the
style is given in their place a code point that is no character, so it lets them be, and they are printed as they stand.
"""

from __future__ import annotations

import re

_MARKS = "<>&$\\\"'“”‘’⁰¹²³⁴⁵⁶⁷⁸⁹ªº"
"""What HTML or a CSL processor reads as markup, as an escape or as quotation marks, or prints as raised figures."""

_LEADING = (".", ",", ":", ";", "?", "!")
"""What a processor may take for the end of what stands before, where a text begins with it."""

_CODED = (*_MARKS, *_LEADING)
_FIRST = 0xFDD0
APOSTROPHE = chr(_FIRST + len(_CODED))

_SHIELD = {mark: chr(_FIRST + place) for place, mark in enumerate(_CODED)}
_UNSHIELD = {stand_in: mark for mark, stand_in in _SHIELD.items()} | {APOSTROPHE: "’"}
_UNSHIELD_HTML = _UNSHIELD | {_SHIELD["<"]: "&lt;", _SHIELD[">"]: "&gt;", _SHIELD["&"]: "&amp;"}

_STAND_IN = re.compile(f"[{chr(_FIRST)}-{APOSTROPHE}]")
_SHIELDED = re.compile(f"[{re.escape(_MARKS)}]")
_BEGINNING = re.compile("[.,:;?!]+")
_FRENCH_SPACE = re.compile(" (?:(?=[:;?!»])|(?<=« ))")
"""Where French sets a space before a mark; processors make it a narrow one that does not break."""

_BETWEEN_LETTERS = re.compile(r"(?<=\w)['’](?=\w)")
_PAIR = re.compile(
    r"""(?<![^\s(])
    (?: "(?=\S)([^"'“”‘’]+)(?<=\S)" | “(?=\S)([^"'“”‘’]+)(?<=\S)”
      | '(?=\S)([^"'“”‘’]+)(?<=\S)' | ‘(?=\S)([^"'“”‘’]+)(?<=\S)’ )
    (?![^\s,.;:?!)])""",
    re.VERBOSE,
)
_QUOTES = re.compile("[\"'“”‘’]")


def shielded(text: str) -> str:
    """A text with all its marks shielded."""
    return _SHIELDED.sub(_stand_ins, _begun(text))


def paired(text: str) -> str:
    """A headline with its quotation marks curled where all of them come in pairs, and shielded where they do not."""
    text = _begun(text)
    if not _SHIELDED.search(text):
        return text
    text = _BETWEEN_LETTERS.sub(APOSTROPHE, text)
    if not _QUOTES.search(_PAIR.sub("", text)):
        text = _PAIR.sub(_curled, text)
        parts = re.split("([“”‘’])", text)
        return "".join(part if part in "“”‘’" else _SHIELDED.sub(_stand_ins, part) for part in parts)
    return _SHIELDED.sub(_stand_ins, text)


def _begun(text: str) -> str:
    """A text with the marks that it begins with shielded, and its spaces before marks narrow.

    Code points that are no characters, and would be read back as marks, are left out.
    """
    if not text.isascii():
        text = _STAND_IN.sub("", text)
    if text.startswith(_LEADING):
        text = _BEGINNING.sub(_stand_ins, text, count=1)
    return _FRENCH_SPACE.sub("\u202f", text) if " " in text else text


def _stand_ins(marks: re.Match[str]) -> str:
    return "".join(map(_SHIELD.__getitem__, marks[0]))


def unshielded(text: str) -> str:
    """A text with all marks back in their places."""
    return _STAND_IN.sub(lambda mark: _UNSHIELD[mark[0]], text)


def as_html(text: str) -> str:
    """HTML in which marks are shielded, with all of them back as text."""
    return _STAND_IN.sub(lambda mark: _UNSHIELD_HTML[mark[0]], text)


def _curled(pair: re.Match[str]) -> str:
    double = pair[1] or pair[2]
    return f"“{double}”" if double else f"‘{pair[3] or pair[4]}’"
