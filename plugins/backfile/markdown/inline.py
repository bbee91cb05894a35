"""Inline Markdown: the source of a text, escaped only where a character would mean something at its position.

CommonMark 0.31: backslash escapes (2.4), entities (2.5), block starts (4, 5), delimiter runs (6.2), links (6.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from backfile.article import Figure, Run, Text

_SPECIAL = re.compile(
    r"\\|`"  # always: they escape or pair with whatever follows
    r"|\*+|_+"  # unless they can neither open nor close emphasis
    r"|[\[\]]"  # unless they enclose words, as an editor's do
    r"|<(?=[A-Za-z/!?]|[^\s<>@]+@)"  # tags for other renderers, addresses for this one
    r"|&(?=#?\w+;)"
)

_ANY_SPECIAL = re.compile(r"[\\`*_\[\]<&]")
"""What each of these begins with: hardly a paragraph has one, and a set of characters is found ten times as fast."""

_BRACKETED = re.compile(r"\[[^\[\]]*\](?![({])")
"""Brackets that are no link, no passage, and that a parser need not look beyond: many open ones take quadratic time."""

_LINE_START = re.compile(
    r"(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|$))"  # 1. and 1) begin an item
    r"|(?=#{1,6}(?:[ \t]|$)|[-+*](?:[ \t]|$)|>|~~~|:::|[-=|:][-=|: \t]*$)"
)

_HEADING_END = re.compile(r"(?:(?<=[ \t])|^)(?=#+$)")


def lines_source(text: Text) -> str:
    """The source of a paragraph's or an item's text; a line break is a backslash at the end of its line."""
    source = inline_source(text)
    if source.startswith("[") and "]:" in source and not text[0].lang:
        source = "\\" + source
    return "\n".join(_LINE_START.sub(_escape_start, line, count=1) if _LINE_START.match(line) else line
                     for line in source.split("\n"))  # fmt: skip


def heading_source(text: Text) -> str:
    """The source of a subhead's text, which has one line."""
    return _HEADING_END.sub(r"\\", inline_source(text))


def table_source(rows: Sequence[Sequence[Text]]) -> str:
    """The source of a table whose first row is its head."""
    lines = ["| " + " | ".join(inline_source(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def figure_source(figure: Figure) -> str:
    """The source of a figure: caption plain, credit emphasised."""
    caption = lines_source((Run(figure.caption),)) if figure.caption else ""
    credit = lines_source((Run(figure.credit, emphasis=True),)) if figure.credit else ""
    inner = "\n\n".join(filter(None, (caption, credit)))
    return "\n".join(filter(None, (f"::: figure {figure.file}".rstrip(), inner, ":::")))


def inline_source(text: Text) -> str:
    """The source of a text: passages in one language around links around strong around emphasis, words escaped."""
    if len(text) == 1 and text[0] == Run(text[0].text):
        return _escaped(text[0].text, within_brackets=False)
    source = ""
    for lang, passage in groupby(text, key=lambda run: run.lang):
        said = _linked(passage, within_passage=bool(lang))
        if source.endswith("!") and said.startswith("["):
            source = source[:-1] + "\\!"  # or the link would be a picture
        source += f"[{said}]{{lang={lang}}}" if lang else said
    return source


def _linked(text: Iterable[Run], *, within_passage: bool) -> str:
    source = ""
    for href, group in groupby(text, key=lambda run: run.href):
        linked = tuple(group)
        if not href:
            source += _emphasised(linked, within_brackets=within_passage)
            continue
        if source.endswith("!"):
            source = source[:-1] + "\\!"  # or the link would be a picture
        source += f"[{_emphasised(linked, within_brackets=True)}]({_destination(href)})"
    return source


def _emphasised(text: Text, *, within_brackets: bool) -> str:
    source = ""
    open_marks: list[str] = []
    for run in text:
        wanted = [mark for mark, has in (("**", run.strong), ("*", run.emphasis)) if has]
        kept = 0
        while kept < len(open_marks) and open_marks[kept] in wanted:
            kept += 1
        source += "".join(reversed(open_marks[kept:]))
        opened = [mark for mark in wanted if mark not in open_marks[:kept]]
        source += "".join(opened) + _escaped(run.text, within_brackets=within_brackets)
        open_marks = open_marks[:kept] + opened
    return source + "".join(reversed(open_marks))


def _escaped(text: str, *, within_brackets: bool) -> str:
    def escape(found: re.Match[str]) -> str:
        mark = found[0]
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if mark[0] == "_" and before.isalnum() and after.isalnum():
            return mark
        if mark[0] == "*" and before == after == " ":
            return mark
        if not within_brackets and (mark == "]" or _BRACKETED.match(text, found.start())):
            return mark
        if mark in "<&":
            return "&lt;" if mark == "<" else "&amp;"
        return "".join("\\" + character for character in mark)

    escaped = _SPECIAL.sub(escape, text) if _ANY_SPECIAL.search(text) else text
    return escaped.replace("\n", "\\\n")


def _destination(href: str) -> str:
    """A link's address, in angle brackets where parentheses in it could end it; canonical ones hold no spaces."""
    escaped = re.sub(r"[\\<>]|&(?=#?\w+;)", lambda found: f"%{ord(found[0]):02X}" if found[0] != "&" else "&amp;", href)
    return f"<{escaped}>" if re.search(r"[()*_`|]", href) else escaped


def _escape_start(found: re.Match[str]) -> str:
    return f"{found['number'] or ''}\\"
