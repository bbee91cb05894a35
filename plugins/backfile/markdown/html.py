"""Rendering Markdown as HTML that is safe on any page: the dialect's own tree, then an allow-list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import accumulate
from typing import Any
from urllib.parse import quote

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from backfile.markdown.dialect import media_name, parser
from backfile.markdown.plain import stretches
from backfile.printed import direction

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("code", "em", "strong", "a", "span", "div", "figure", "figcaption", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}

_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "img": {"src", "alt", "loading"},
    "div": {"class", "tabindex"},
    "span": {"class"},
    "*": {"lang", "dir"},
}


def to_html(text: str, *, root: str) -> str:
    """A Markdown body as HTML.

    `root` is the relative way from the page to the site's root (`../../`), before `media/`. Raw HTML is shown as
    text; links lead to http, https and mailto alone; pictures come from media/ alone; subheads are h2 to h6.
    """
    return "".join(
        [
            f"<p>{_escaped(stretch)}</p>\n" if plain else rendered(stretch, root=root)
            for stretch, plain in stretches(text)
        ]
    )


def _escaped(words: str) -> str:
    """Words as the sanitiser writes them, so that it need not run over them (HTML, 13.3: escaping a string)."""
    if "&" in words:
        words = words.replace("&", "&amp;")
    if "<" in words:
        words = words.replace("<", "&lt;")
    if ">" in words:
        words = words.replace(">", "&gt;")
    if "\N{NO-BREAK SPACE}" in words:
        words = words.replace("\N{NO-BREAK SPACE}", "&nbsp;")
    return words


def rendered(source: str, *, root: str) -> str:
    """What the parser makes of a source, cleaned.

    It opens nothing that it does not close, so what stands before and after it changes nothing of it (HTML, 13.2.6).
    """
    dialect = parser()
    return nh3.clean(
        _renderer().render(dialect.parse(source), dialect.options, {"root": root}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )


class _Renderer(RendererHTML):
    """markdown-it's renderer with the looks of an article page; each method is named for the token it renders."""

    def figure(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: dict[str, Any]) -> str:
        """A picture with caption and credit; either may be absent."""
        meta = tokens[index].meta
        picture = _image(meta["file"], "", env["root"]) if meta["file"] else ""
        said = [escape(meta["caption"]).replace("\n", "<br>")] if meta["caption"] else []
        if meta["credit"]:
            said.append(f'<span class="credit">{escape(meta["credit"]).replace(chr(10), "<br>")}</span>')
        caption = f"<figcaption>{' '.join(said)}</figcaption>" if said else ""
        return f"<figure>{picture}{caption}</figure>\n"

    def image(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: dict[str, Any]) -> str:  # type: ignore[override]
        """A picture of media/ within a paragraph."""
        return _image(media_name(str(tokens[index].attrs["src"])), tokens[index].content, env["root"])

    def table_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict[str, Any]) -> str:
        """A table scrolls within its own box, also by keyboard."""
        return '<div class="table-scroll" tabindex="0">' + self.renderToken(tokens, index, options, env)

    def table_close(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict[str, Any]) -> str:
        """The end of the table and its box."""
        return self.renderToken(tokens, index, options, env) + "</div>\n"

    def heading_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: dict[str, Any]) -> str:
        """A subhead, never of the headline's own level."""
        return f"<{_level(tokens[index])}{_language(_of_whole(tokens[index + 1]))}>"

    def heading_close(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: dict[str, Any]) -> str:
        """The end of a subhead."""
        return f"</{_level(tokens[index])}>\n"

    def paragraph_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, _env: dict[str, Any]) -> str:
        """A paragraph; one that is wholly in another language says so itself."""
        if not tokens[index].hidden and (lang := _of_whole(tokens[index + 1])):
            return f"<p{_language(lang)}>"
        return self.renderToken(tokens, index, options, _env)

    def language_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: dict[str, Any]) -> str:
        """A passage in another language."""
        return f"<span{_language(str(tokens[index].attrs['lang']))}>"

    def link_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: dict[str, Any]) -> str:
        """A link; one to a file in media/ finds it from any page."""
        address = str(tokens[index].attrs["href"])
        name = media_name(address)
        return f'<a href="{escape(_media(name, env["root"]) if name else address)}">'


@cache
def _renderer() -> _Renderer:
    return _Renderer()


def _of_whole(inline: Token) -> str:
    """The language of a block that is one passage, whose own tokens are taken away; empty where it is not."""
    children = inline.children or []
    depths = tuple(accumulate(child.nesting if child.type.startswith("language_") else 0 for child in children))
    if not children or children[0].type != "language_open" or depths[-1] or not all(depths[:-1]):
        return ""
    inline.children = children[1:-1]
    return str(children[0].attrs["lang"])


def _language(lang: str) -> str:
    return f' lang="{escape(lang)}" dir="{direction(lang)}"' if lang else ""


def _level(token: Token) -> str:
    return f"h{max(2, int(token.tag[1]))}"


def _media(name: str, root: str) -> str:
    return f"{root}media/{quote(name)}"


def _image(name: str, words: str, root: str) -> str:
    return f'<img src="{escape(_media(name, root))}" alt="{escape(words)}" loading="lazy">'
