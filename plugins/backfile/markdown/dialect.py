"""The Markdown dialect, in its one named place: CommonMark 0.31 with tables, figures, passages, and no raw HTML.

A figure is a container (pandoc's fenced div, as mdit-py-plugins reads it):

    ::: figure 3f9a….jpg
    Caption words, one paragraph.

    *Credit line, wholly emphasised*
    :::

The file's name may be absent. A passage in another language than the article's is a bracketed span, as pandoc and
djot write it, and nothing but a language may stand in its braces:

    She answered: [Je ne regrette rien.]{lang=fr}

A picture written as `![words](media/NAME)` is shown, alone in its paragraph as a
figure; one that lies on another host becomes a link to it, so that nothing is ever loaded from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

FIGURE_FILE = re.compile(r"\w[\w.-]*")
"""The name of a file in media/: one path part that neither hides nor climbs."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""The form of a language tag (RFC 5646), as far as one is written here."""

_PASSAGE_END = re.compile(rf"\{{lang=({LANGUAGE.pattern})\}}")

_MEDIA = re.compile(r"(?:\.?/)?media/(\w[\w.-]*)")

_WEB = re.compile(r"(?:https?://[^/]|mailto:.)", re.IGNORECASE)

_OPTIONS = {"html": False, "linkify": False, "typographer": False, "maxNesting": 100}
"""Beyond `maxNesting` the parser drops what it reads; its own 20 is less than a thread of quoted mail holds."""


@cache
def parser() -> MarkdownIt:
    """The parser of the dialect. It keeps no state between texts.

    Beside markdown-it's own tokens its tree holds `figure` (with `meta` = file, caption, credit, all plain text), and
    `language_open` (with the attribute lang) and `language_close` around passages.
    """
    dialect = MarkdownIt("commonmark", _OPTIONS).enable("table")
    dialect.use(container_plugin, "figure")
    dialect.inline.ruler.after("link", "passage", _passage)
    dialect.validateLink = is_link  # type: ignore[method-assign, assignment]
    dialect.core.ruler.push("pictures", _pictures)
    dialect.core.ruler.push("figures", _figures)
    return dialect


def is_link(address: str) -> bool:
    """Whether Markdown may lead or point to an address: http, https, mailto, or a file in media/."""
    return bool(is_web(address) or _MEDIA.fullmatch(address))


def is_web(address: str) -> bool:
    """Whether an address is http, https or mailto: what a link of an article may be."""
    return bool(_WEB.match(address))


def media_name(address: str) -> str:
    """The name of the file in media/ that an address means, or empty."""
    found = _MEDIA.fullmatch(address)
    return found[1] if found else ""


def words(tokens: Sequence[Token]) -> str:
    """The plain words of a stretch of tokens; each paragraph, item, cell or line break starts a line."""
    return "\n".join(filter(None, (line.strip() for line in "".join(_words(tokens)).split("\n"))))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "figure":
            yield f"{token.meta['caption']}\n{token.meta['credit']}\n"
        elif token.type == "image":
            yield token.content
        elif token.children is not None:
            yield from _words(token.children)
            yield "\n"
        elif token.type in ("hardbreak", "fence", "code_block"):
            yield f"{token.content}\n"
        else:
            yield " " if token.type == "softbreak" else token.content


def _passage(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=fr}`; mdit-py-plugins' attrs would also take braces that hold words, and drop them."""
    start = state.pos
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start, False)
    found = _PASSAGE_END.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found:
        return False
    if not silent:
        after = state.posMax
        state.pos, state.posMax = start + 1, end
        state.push("language_open", "span", 1).attrs = {"lang": found[1]}
        state.md.inline.tokenize(state)
        state.push("language_close", "span", -1)
        state.posMax = after
    state.pos = found.end()
    return True


def _pictures(state: StateCore) -> None:
    """Pictures of media/ stay, with their words as content; those of other places become links to them."""
    for block in state.tokens:
        if not any(token.type == "image" for token in block.children or ()):
            continue
        tamed: list[Token] = []
        within_link = 0
        for token in block.children or ():
            within_link += token.nesting if token.type in ("link_open", "link_close") else 0
            if token.type != "image":
                tamed.append(token)
                continue
            address = str(token.attrs["src"])
            token.content = words(token.children or ()) or ("" if media_name(address) else address)
            tamed += [token] if media_name(address) else _link(address, token.content, linked=within_link > 0)
        block.children = tamed


def _link(address: str, text: str, *, linked: bool) -> list[Token]:
    spoken = Token("text", "", 0, content=text)
    if linked:
        return [spoken]
    return [Token("link_open", "a", 1, attrs={"href": address}), spoken, Token("link_close", "a", -1)]


def _figures(state: StateCore) -> None:
    """Each figure container, and each paragraph that is nothing but a picture, becomes one `figure` token."""
    tokens: list[Token] = []
    position = 0
    while position < len(state.tokens):
        token = state.tokens[position]
        if token.type == "container_figure_open":
            end = _closing(state.tokens, position)
            tokens.append(_figure(token.info, state.tokens[position + 1 : end]))
            position = end
        elif token.type == "paragraph_open" and (picture := _sole_picture(state.tokens[position + 1])):
            meta = {"file": media_name(str(picture.attrs["src"])), "caption": picture.content, "credit": ""}
            tokens.append(Token("figure", "figure", 0, meta=meta, block=True))
            position += 2
        else:
            tokens.append(token)
        position += 1
    state.tokens = tokens


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for position in range(opening, len(tokens)):
        if tokens[position].type in ("container_figure_open", "container_figure_close"):
            depth += tokens[position].nesting
        if not depth:
            return position
    return len(tokens)


def _figure(info: str, inner: Sequence[Token]) -> Token:
    name = info.strip().removeprefix("figure").strip()
    file = name if FIGURE_FILE.fullmatch(name) else ""
    credited = len(inner) >= 3 and inner[-3].type == "paragraph_open" and _wholly_emphasised(inner[-2])
    credit = words(inner[-3:]) if credited else ""
    caption = "\n".join(filter(None, ("" if file else name, words(inner[:-3] if credited else inner))))
    return Token("figure", "figure", 0, meta={"file": file, "caption": caption, "credit": credit}, block=True)


def _wholly_emphasised(inline: Token) -> bool:
    """Whether one emphasis reaches from the first of a paragraph's words to the last."""
    marks = [child for child in inline.children or () if child.type != "text" or child.content]
    if not marks or marks[0].type != "em_open":
        return False
    depths = tuple(accumulate(mark.nesting if mark.type in ("em_open", "em_close") else 0 for mark in marks))
    return depths[-1] == 0 and all(depths[:-1])


def _sole_picture(inline: Token) -> Token | None:
    shown = [child for child in inline.children or () if child.type != "text" or child.content.strip()]
    return shown[0] if len(shown) == 1 and shown[0].type == "image" else None
