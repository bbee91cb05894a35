"""The text of WordPress posts as HTML: paragraphs by blank lines, shortcodes for captions, galleries and embeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address"
    "|style|script|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption"
    "|details|menu|summary|iframe|video|audio"
)
"""Elements that are no part of a paragraph (wpautop, wp-includes/formatting.php)."""
_OPENS = re.compile(rf"(?=<(?:{_BLOCKS})\b)", re.IGNORECASE)
_CLOSES = re.compile(rf"(</(?:{_BLOCKS})>|<hr\b[^>]*>)", re.IGNORECASE)
_IS_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_IMAGE = re.compile(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(https?://[^\s\[\]<>]+)\s*\[/embed\]")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the export."""

    address: str
    caption: str = ""
    description: str = ""


def post_html(text: str, pictures: Mapping[str, Shown]) -> str:
    """The HTML that WordPress makes of a post's text; `pictures` are the export's by id.

    Blocks (`<!-- wp:… -->`) are HTML already. Shortcodes that are not WordPress's own stay as text, for they may hold
    words.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CAPTION.sub(lambda found: _caption(found[1], found[2]), text)
    text = _GALLERY.sub(lambda found: _gallery(found[0], found[1], pictures), text)
    text = _EMBED.sub(lambda found: f'\n\n<p><a href="{escape(found[1])}">{escape(found[1])}</a></p>\n\n', text)
    return text if "<!-- wp:" in text else _paragraphs(text)


def _paragraphs(text: str) -> str:
    """Every run of text between blank lines and blocks in a `p`, its line breaks shown (wpautop)."""
    made = []
    for index, part in enumerate(_KEPT.split(text)):
        if index % 3 == 1:
            made.append(part)
        if index % 3:
            continue
        spaced = _CLOSES.sub("\\1\n\n", _OPENS.sub("\n\n", part))
        made += [
            chunk if _IS_BLOCK.match(chunk) else f"<p>{'<br>'.join(chunk.split(chr(10)))}</p>"
            for chunk in filter(None, map(str.strip, _BLANK.split(spaced)))
        ]
    return "\n".join(made)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): one or other for name, one, other in _ATTRIBUTE.findall(text)}


def _caption(attributes: str, inner: str) -> str:
    """`[caption]`: the picture, then the caption's words; before WordPress 3.4 they stood in the attribute."""
    image = _IMAGE.match(inner)
    shown = image[0] if image else ""
    caption = inner[image.end() if image else 0 :].strip() or escape(_attributes(attributes).get("caption", ""))
    return f"\n\n<figure>{shown}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(printed: str, attributes: str, pictures: Mapping[str, Shown]) -> str:
    """`[gallery]`: its pictures, each with its caption; as printed where the export does not hold them."""
    ids = re.findall(r"\d+", _attributes(attributes).get("ids", "")) or list(pictures)
    figures = [
        f'<figure><img src="{escape(one.address)}" alt="{escape(one.description)}">'
        f"<figcaption>{escape(one.caption)}</figcaption></figure>"
        for name in ids
        if (one := pictures.get(name))
    ]
    return "\n\n" + "\n\n".join(figures) + "\n\n" if figures else printed
