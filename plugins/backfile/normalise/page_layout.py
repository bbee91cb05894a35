"""The layout of a page: where its article stands among its elements, and why each other block is not part of it.

The article is the element whose blocks weigh most, when prose counts for it, and links, short lines and scattered
text against it (the maximum subtree sum; compare Kohlschütter et al. 2010, "Boilerplate detection using shallow
text features": text and link density carry most of the evidence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.decode.document import Document, Element, Kind
from backfile.normalise.page_chrome import chrome_by_element
from backfile.normalise.page_prose import RELATED_LINKS, furniture_cost, link_share, own_reason, prose_weight
from backfile.vocab.outlets import folded

_HEAD = 60
"""Blocks between headline and first prose at most: overlines, bylines, share bars, captions."""
_SHORTEST_HEADLINE = 8
_NAMED_CORE = 0.5
"""The same share where that element is named as the article's text."""
_HOLDERS = frozenset({
    "html", "body", "div", "article", "section", "main", "td", "center", "form", "fieldset",
})  # fmt: skip
_BODY_NAMES = re.compile(
    r"(?:^|[-_ ])(?:article-?body|article-?content|article-?text|article-?story|story-?body|story-?content|story-?text"
    r"|post-?content|post-?body|entry-?content|body-?content|content-?body|body-?text|news-?text|news-?content"
    r"|artikel-?text|artikel-?inhalt|texte-?article|contenu-?article|cuerpo|cuerpo-?noticia|noticia-?texto|testo"
    r"|brodtext)(?:$|[-_ ])",
    re.IGNORECASE,
)
_OTHER = 0.3
"""Share of the main article's prose below which another article element is a teaser."""
_HEADED_CORE = 0.25
"""Share that the article's own element holds at least where the headline stands in it too."""
_FACTS = 120
"""Characters of an aside that is a fact box, at least, and the share of them that may be links."""
_LINKED_FACTS = 0.1
_TEASERS = 3
_TEASER_LINK = 0.8
_LONGEST_TEASER = 400
_CORE = 0.8
"""Share of the heaviest element's weight that the article's own element holds at least."""
_MISNAMED = 0.5
"""Share of the page's prose from which on an element is the article, whatever its class says."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which element holds the article, and which blocks of the page are not part of it."""

    container: int
    """Index in `Document.elements`; -1 where the page has no elements."""
    reasons: tuple[str, ...]
    """Per block why it is set aside, or empty where it belongs to the article."""


def layout_of(document: Document) -> Layout:
    """The layout of an HTML document."""
    blocks, elements = document.blocks, document.elements
    links = [link_share(block) for block in blocks]
    teasers = _teasers(document, links)
    prose = [
        0.0 if index in teasers else prose_weight(block, share)
        for index, (block, share) in enumerate(zip(blocks, links, strict=True))
    ]
    reasons = _element_reasons(document, prose)
    weights = [
        0.0 if reasons[block.element] else weight if weight > 0 else -furniture_cost(block, share)
        for block, weight, share in zip(blocks, prose, links, strict=True)
    ]
    container = _heaviest(document, weights)
    inside = [False] * len(elements)
    for index, element in enumerate(elements):
        inside[index] = index == container or (element.parent >= 0 and inside[element.parent])
    judged = [
        reasons[block.element] or (RELATED_LINKS if index in teasers else own_reason(block, share))
        for index, (block, share) in enumerate(zip(blocks, links, strict=True))
    ]
    within = [inside[block.element] for block in blocks]
    boxes = _fact_boxes(document, reasons, links)
    judged = ["" if index in boxes and within[index] else reason for index, reason in enumerate(judged)]
    first = next((i for i in range(len(blocks)) if within[i] and not judged[i] and prose[i] > 0), len(blocks))
    head = _headline(document, first)
    for index in range(len(blocks)):
        if head < index < first and not reasons[blocks[index].element] and judged[index] == RELATED_LINKS:
            judged[index] = ""
        elif not within[index] and not (head <= index < first):
            judged[index] = judged[index] or "outside the article"
    if head < len(blocks):
        judged[head] = ""
    return Layout(container, tuple(_without_empty_headings(document, judged, first)))


def _fact_boxes(document: Document, reasons: list[str], links: list[float]) -> set[int]:
    """The blocks of asides that hold text and hardly a link: fact boxes, which belong to the article."""
    asides: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        if reasons[block.element] == "aside":
            above = _ancestors(document, block.element)
            holder = min(element for element in above if reasons[element] == "aside")
            asides.setdefault(holder, []).append(index)
    found: set[int] = set()
    for held in asides.values():
        size = sum(len(document.blocks[index].text) for index in held)
        linked = sum(links[index] * len(document.blocks[index].text) for index in held)
        plain = all(not own_reason(document.blocks[index], links[index]) for index in held)
        if plain and size >= _FACTS and linked <= _LINKED_FACTS * size:
            found.update(held)
    return found


def _headline(document: Document, first: int) -> int:
    """The block that prints the headline at the head of the article, or the number of blocks where there is none.

    It is the last heading before the first prose that the page's titles hold, else the last h1.
    """
    titles = [folded(c.value) for c in document.candidates if c.field == "title"]
    plain = len(document.blocks)
    for index in range(first, max(-1, first - _HEAD), -1):
        if index >= len(document.blocks) or document.blocks[index].kind is not Kind.HEADING:
            continue
        own = folded(document.blocks[index].text)
        if len(own) >= _SHORTEST_HEADLINE and any(own in title or title in own for title in titles if title):
            return index
        if document.blocks[index].level == 1 and own and plain == len(document.blocks):
            plain = index
    return plain


def _without_empty_headings(document: Document, judged: list[str], first: int) -> list[str]:
    """A subhead below which nothing is kept headed what was set aside, and goes with it."""
    kept_below = True
    cut = list(judged)
    reason = ""
    for index in range(len(cut) - 1, first, -1):
        if cut[index]:
            reason = cut[index] if cut[index] != "figure" else reason
        elif document.blocks[index].kind is not Kind.HEADING:
            kept_below, reason = True, ""
        elif reason or not kept_below:
            cut[index] = reason or "related links"
        else:
            reason = ""
    return cut


def _sums(document: Document, weights: list[float]) -> list[float]:
    """For every element the weight of all blocks below it."""
    sums = [0.0] * len(document.elements)
    for block, weight in zip(document.blocks, weights, strict=True):
        sums[block.element] += weight
    for index in range(len(sums) - 1, 0, -1):
        parent = document.elements[index].parent
        if parent >= 0:
            sums[parent] += sums[index]
    return sums


def _element_reasons(document: Document, prose: list[float]) -> list[str]:
    """For every element why it is not the article, its own reason or that of what holds it."""
    sums = _sums(document, prose)
    total = sum(prose) or 1.0
    others = {index for index in _other_articles(document, sums) if "article" not in _tags_above(document, index)}
    reasons: list[str] = []
    for index, element in enumerate(document.elements):
        above = reasons[element.parent] if element.parent >= 0 else ""
        own = above or chrome_by_element(element)
        if own and not above and sums[index] >= _MISNAMED * total:
            own = ""
        reasons.append(own or ("related links" if index in others else ""))
    return reasons


def _other_articles(document: Document, sums: list[float]) -> set[int]:
    """The article elements beside the page's main one that hold little: teasers of other stories.

    Entries of a live blog are articles too, but within the main one, or of its weight.
    """
    articles = [index for index, element in enumerate(document.elements) if element.tag == "article"]
    if len(articles) < 2 or is_live_blog(document):
        return set()
    main = max(articles, key=lambda index: sums[index])
    above = _ancestors(document, main)
    return {index for index in articles if index not in above and sums[index] < _OTHER * sums[main]} - {main}


def is_live_blog(document: Document) -> bool:
    """Whether a page says that it is a live blog: one article whose entries are as long or as short as they come."""
    return any(c.field == "type" and c.value == "LiveBlogPosting" for c in document.candidates)


def _tags_above(document: Document, element: int) -> set[str]:
    """The tags of the elements that hold an element."""
    return {document.elements[index].tag for index in _ancestors(document, element) - {element}}


def _ancestors(document: Document, element: int) -> set[int]:
    """An element and all that hold it."""
    found = set()
    while element >= 0:
        found.add(element)
        element = document.elements[element].parent
    return found


def _heaviest(document: Document, weights: list[float]) -> int:
    """The innermost element that holds nearly all that the heaviest element holds.

    The step inwards leaves behind what stands beside the article in one frame with it: banners, excerpts of others.
    """
    elements = document.elements
    if not elements:
        return -1
    sums = _sums(document, weights)
    container = max(range(len(sums)), key=lambda index: (sums[index], index))
    headed = _headed_article(document)
    if headed > container and sums[headed] >= _HEADED_CORE * sums[container]:
        container = headed
    enough = _CORE * sums[container]
    heaviest_child: dict[int, int] = {}
    for index in range(container + 1, len(elements)):
        parent = elements[index].parent
        if parent not in heaviest_child or sums[index] > sums[heaviest_child[parent]]:
            heaviest_child[parent] = index
    while (child := heaviest_child.get(container)) is not None:
        share = _NAMED_CORE if _is_named_body(elements[child]) else _CORE
        if sums[child] < (enough if share == _CORE else share * sums[container]):
            break
        container = child
    while elements[container].parent >= 0 and elements[container].tag not in _HOLDERS:
        container = elements[container].parent
    return container


def _headed_article(document: Document) -> int:
    """The innermost article element around the first heading that is the page's title; -1 for none."""
    titles = [folded(c.value) for c in document.candidates if c.field == "title"]
    for block in document.blocks:
        own = folded(block.text) if block.kind is Kind.HEADING and block.level < 3 else ""
        if len(own) >= _SHORTEST_HEADLINE and any(own in title for title in titles):
            around = [i for i in _ancestors(document, block.element) if document.elements[i].tag == "article"]
            return max(around, default=-1)
    return -1


def _is_named_body(element: Element) -> bool:
    """Whether an element says of itself that it is the article or its text."""
    if element.tag == "article":
        return True
    named = " ".join(value for name, value in element.attributes if name in ("class", "id", "itemprop", "role"))
    return bool(named and _BODY_NAMES.search(named))


def _teasers(document: Document, links: list[float]) -> set[int]:
    """The blocks that stand under a heading which is itself a link: they announce other pages.

    A single such heading may be the article's own; it takes three on a page to be a list of teasers.
    """
    blocks = document.blocks
    heads = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level > 1 and links[i] > _TEASER_LINK]
    found: set[int] = set()
    if len(heads) < _TEASERS:
        return found
    for head in heads:
        for index in range(head + 1, min(head + 4, len(blocks))):
            if blocks[index].kind is Kind.HEADING or len(blocks[index].text) > _LONGEST_TEASER:
                break
            if _is_near(document, head, index):
                found.add(index)
    return found


def _is_near(document: Document, head: int, index: int) -> bool:
    """Whether a block lies in the small frame of a heading: within what holds it two steps up."""
    holder = document.blocks[head].element
    for _ in range(3):
        parent = document.elements[holder].parent
        if parent < 0 or document.elements[parent].tag in ("body", "main"):
            break
        holder = parent
    element = document.blocks[index].element
    while element > holder:
        element = document.elements[element].parent
    return element == holder
