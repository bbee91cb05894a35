"""Mark-up nested so deep that a parser would take hours over it, made shallow before it is parsed, word for word.

The HTML Standard (13.2.6) has a parser look through all open elements at many tags, and open again in each paragraph
all formatting that was left unclosed: quadratic time and space in hostile depth. Browsers stop at 512 levels (Blink,
`kMaximumHTMLParserDOMTreeDepth`); pages of the news have about 30.
"""

from __future__ import annotations

import re
from itertools import accumulate

DEEPEST = 256
"""Levels of elements that are kept in a page that is too deep."""

_MOST_LOOKS = 10_000_000
"""Levels, times tags, that are parsed as they are: the parser takes some 5 ns for one look at an open element."""

_MOST_REOPENED = 200_000
"""Formatting elements, times tags, that may be left unclosed on one page."""
_LONGEST_TAG = 65_536
"""Characters; the parser compares each attribute with all before it."""
_ROOM = 8 * _LONGEST_TAG
"""Characters from which a page is looked through tag by tag; below, a stretch of `_BARE` without another must tell."""
_BARE = _LONGEST_TAG // 4
_MOST_ATTRIBUTES = 1_000
_FEW_TAGS = 3_000
"""Tags that no nesting makes slow: seconds for the worst of them."""
_LOOK_BACK = 16
"""Open elements among which an end tag's own is looked for; one that is not there closes nothing."""

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"
_RAW = "script|style|textarea|title|iframe|noembed|noframes|plaintext|xmp"

_OPENS = re.compile(rf"<(?i:(/)|(?!(?:{_VOID})\b))[a-zA-Z]")
_FORMATS = re.compile(rf"<(?i:(/?)(?:{_FORMATTING}))(?=[\s/>])")

_ATTRIBUTES = (
    r"(?:[\s/]++|[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+|=)*+"  # 13.2.5.32
)
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+{_ATTRIBUTES}(?:>|\Z)")
_TOKEN = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))|(?:[!?]|/[^a-zA-Z>])[^>]*+(?:>|\Z)"
    rf"|(?P<raw>(?i:{_RAW}))(?=[\s/>]){_ATTRIBUTES}>.*?(?=</(?i:(?P=raw))[\s/>]|\Z)"
    rf"|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+){_ATTRIBUTES}(?:>|\Z))",
    re.DOTALL,
)

_NOTHING = "<wbr>"
"""Stands for a tag that was taken out and parts no text; without it what stood around the tag could become one."""

_VOIDS, _FORMATTERS, _RAWS = (frozenset(names.split("|")) for names in (_VOID, _FORMATTING, _RAW))
_INLINE = _FORMATTERS | {"a", "abbr", "cite", "del", "ins", "label", "mark", "q", "span", "sub", "sup", "time"}
_TABLE = frozenset({"caption", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_LEFT_OPEN = frozenset({"dd", "dt", "li", "p", "td", "th", "tr"})
"""Elements that end where another of their name begins."""
_WALLS = frozenset({
    "applet", "button", "caption", "foreignobject", "html", "marquee", "math", "object", "ol", "select", "svg", "table",
    "td", "template", "th", "ul",
})  # fmt: skip
"""Elements that no end tag within them closes anything outside of."""


def shallow(text: str) -> str:
    """The page, without what no page of the news has: depth, formatting left unclosed a thousandfold, huge tags.

    Beyond `DEEPEST` a block-level tag becomes a rule, which parts text as the tag did, and any other tag nothing; so
    the words stay, and so do their order and their breaks. A page that has none of these comes back as it is.
    """
    if not (_is_crowded(text) or _has_huge_tag(text)):
        return text
    opens = [-1 if end else 1 for end in _OPENS.findall(text)]
    formats = [-1 if end else 1 for end in _FORMATS.findall(text)]
    unformatted = max(accumulate(formats), default=0) * len(opens) > _MOST_REOPENED
    deep = max(accumulate(opens), default=0) * len(opens) > _MOST_LOOKS
    if not (unformatted or deep or _has_huge_tag(text)):
        return text
    return _TOKEN.sub(_Shallow(unformatted=unformatted), text)


def _is_crowded(text: str) -> bool:
    """Whether there are so many tags that their depth could matter."""
    return text.count("<") > _FEW_TAGS


def _has_huge_tag(text: str) -> bool:
    """Whether a tag is longer than `_LONGEST_TAG`; looked for where there is room for a much longer one."""
    if len(text) <= _LONGEST_TAG:
        return False
    if len(text) <= _ROOM:
        pieces = text.split("<")
        if max(map(len, pieces)) <= _BARE or not any(len(p) > _BARE and ">" not in p[:_BARE] for p in pieces):
            return False
    return any(tag.end() - tag.start() > _LONGEST_TAG for tag in _TAG.finditer(text))


class _Shallow:
    """Replaces each tag of a page in turn; knows which elements are open, and takes those for open that may be."""

    def __init__(self, *, unformatted: bool) -> None:
        self._unformatted = unformatted
        self._open: list[str] = []
        """Names of the open elements; those from `DEEPEST` on have been taken out."""
        self._templates: list[int] = []
        """Where templates are open: their tags stay, for their text is not read, and what follows them is."""

        self._ruled_until = -1
        """Where the last tag ended that became a rule; another right behind it parts nothing more."""

    def __call__(self, found: re.Match[str]) -> str:
        made = self._made(found)
        if made != "<hr>":
            return made
        is_repeated, self._ruled_until = found.start() == self._ruled_until, found.end()
        return "" if is_repeated else made

    def _made(self, found: re.Match[str]) -> str:
        tag = found[0]
        name = (found["name"] or "").lower()
        if not name or name in _RAWS:
            return tag
        if self._unformatted and name in _FORMATTERS:
            return _NOTHING
        if len(tag) > _LONGEST_TAG and len(tag.split()) > _MOST_ATTRIBUTES:
            tag = f"<{found['end']}{name}>"
        if name in _VOIDS:
            return tag
        return self._end(tag, name) if found["end"] else self._start(tag, name)

    def _start(self, tag: str, name: str) -> str:
        if name in _LEFT_OPEN and self._open and self._open[-1] == name:
            self._open.pop()
        self._open.append(name)
        if name == "template":
            self._templates.append(len(self._open) - 1)
            return tag if len(self._open) <= DEEPEST or len(self._templates) == 1 else _NOTHING
        return tag if len(self._open) <= DEEPEST else _NOTHING if name in _INLINE else "<hr>"

    def _end(self, tag: str, name: str) -> str:
        if name == "template" and self._templates:
            index = self._templates.pop()
            del self._open[index:]
            return tag if index < DEEPEST or not self._templates else _NOTHING
        for index in range(len(self._open) - 1, max(-1, len(self._open) - _LOOK_BACK - 1), -1):
            if self._open[index] == name and name != "template":
                del self._open[index:]
                return tag if index < DEEPEST else _NOTHING if name in _INLINE else "<hr>"
            if self._holds(self._open[index], name):
                break
        return tag if len(self._open) <= DEEPEST else _NOTHING if name in _INLINE else "<hr>"

    def _holds(self, within: str, name: str) -> bool:
        """Whether an element stays open at the end tag of one around it (13.2.4.2, 13.2.6.4.7)."""
        if name in _TABLE:
            return within in ("table", "template")
        return within in _WALLS or name == "form" or (name in _INLINE and within not in _INLINE)
