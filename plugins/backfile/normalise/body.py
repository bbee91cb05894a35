"""The body: from the spans of a Document that fell to it to the Article's blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import groupby, pairwise

from backfile.article import Block, Figure, Heading, Listing, Paragraph, Quote, Run, Table, Text
from backfile.decode.document import Document, Kind, Look, Picture, TextBlock
from backfile.normalise.account import Fate, Outcome
from backfile.normalise.draft import Draft
from backfile.normalise.figures import picture_of
from backfile.normalise.page_media import placed_media
from backfile.normalise.page_pictures import BroughtPicture, brought_pictures, frame_of, picture_at
from backfile.normalise.passages import passages

_GROUPS = {Kind.LIST_ITEM: ("ul", "ol", "dl"), Kind.QUOTE: ("blockquote",), Kind.TABLE_CELL: ("table",)}
"""The element that makes one of several blocks of a kind."""


def body_of(draft: Draft) -> tuple[Block, ...]:
    """The Article's blocks, in reading order, made of exactly the text whose fate is the body, and its figures."""
    blocks: list[Block] = []
    media = list(placed_media(draft))
    brought = brought_pictures(draft.document, draft.attachments)
    places = [place for place, _ in media]

    def unit(span: Fate) -> tuple[tuple[int, str, int], int]:
        """Spans of one unit make one block; media part paragraphs, and no list, table or quotation."""
        unit = _unit(draft.document, span)
        return unit, bisect_right(places, span.block) if unit[1] in (Kind.PARAGRAPH, Kind.HEADING) else 0

    for ((_, kind, _), _), group in groupby(_spans(draft), key=unit):
        spans = list(group)
        while media and media[0][0] <= spans[0].block:
            blocks.append(media.pop(0)[1])
        match kind:
            case "figure":
                blocks.append(_figure(draft, spans, brought))
            case Kind.LIST_ITEM:
                blocks.append(_listing(draft, spans))
            case Kind.QUOTE:
                blocks.append(Quote(tuple(_runs_of(draft, span) for span in spans)))
            case Kind.TABLE_CELL:
                blocks += _table(draft, spans)
            case Kind.HEADING:
                for span in spans:
                    level = min(6, max(2, draft.document.blocks[span.block].level))
                    blocks.append(Heading(_runs_of(draft, span), level))
            case _:
                blocks += [Paragraph(_runs_of(draft, span)) for span in spans]
    return _each_picture_once((*blocks, *(block for _, block in media)))


def _each_picture_once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the figures that only show again what another tells of with a caption."""
    told = {b.file for b in blocks if isinstance(b, Figure) and (b.caption or b.credit)}
    return tuple(b for b in blocks if not isinstance(b, Figure) or b.caption or b.credit or b.file not in told)


def runs(block: TextBlock, start: int, end: int, lang: str = "") -> Text:
    """The characters start up to end of a block as runs, without white space around them; `lang` is the article's."""
    span = block.text[start:end]
    start, end = start + len(span) - len(span.lstrip()), end - len(span) + len(span.rstrip())
    foreign = passages(block, start, end, lang)
    if not block.marks and not foreign:
        return (Run(block.text[start:end]),) if start < end else ()
    edges = sorted({start, end, *(e for m in (*block.marks, *foreign) for e in (m.start, m.end) if start < e < end)})
    text = []
    for left, right in pairwise(edges):
        over = [mark for mark in block.marks if mark.start <= left and right <= mark.end]
        looks = {mark.look for mark in over}
        href = next((mark.target for mark in over if mark.look is Look.LINK), "")
        spoken = next((mark.target for mark in foreign if mark.start <= left and right <= mark.end), "")
        text.append(Run(block.text[left:right], href, Look.EMPHASIS in looks, Look.STRONG in looks, spoken))
    return tuple(text)


def _spans(draft: Draft) -> list[Fate]:
    """The fates that make the body, in reading order, none of them white space alone."""
    return [
        fate
        for index, block in enumerate(draft.document.blocks)
        for fate in draft.fates.get(index, ())
        if (fate.outcome is Outcome.BODY or fate.detail == "figure") and block.text[fate.start : fate.end].strip()
    ]


def _unit(document: Document, span: Fate) -> tuple[int, str, int]:
    """What one block of the body is made of: (element or -1, kind, number of its own where it stands alone)."""
    block = document.blocks[span.block]
    if span.outcome is Outcome.FIELD:
        return frame_of(document, block.element), "figure", 0
    if block.kind in _GROUPS:
        holder = _holder(document, block.element, _GROUPS[block.kind])
        return holder, block.kind, 0
    is_heading = block.kind is Kind.HEADING or span.detail == "subhead"
    return -1, Kind.HEADING if is_heading else Kind.PARAGRAPH, 0


def _holder(document: Document, element: int, tags: tuple[str, ...]) -> int:
    """The outermost of the elements around a block that bear one of these tags without a break; -1 for none."""
    found = -1
    while element >= 0:
        tag = document.elements[element].tag
        if tag in tags:
            found = element
        elif found >= 0 and tag not in ("li", "dd", "dt", "div"):
            break
        element = document.elements[element].parent
    return found


def _runs_of(draft: Draft, span: Fate) -> Text:
    return runs(draft.document.blocks[span.block], span.start, span.end, draft.fields.get("lang", ""))


def _listing(draft: Draft, spans: list[Fate]) -> Listing:
    """A list; blocks of one item are its lines."""
    document = draft.document
    items: list[Text] = []
    for item, group in groupby(spans, key=lambda s: _holder(document, document.blocks[s.block].element, ("li",))):
        texts = [_runs_of(draft, span) for span in group]
        items += texts if item < 0 else [_joined(texts)]
    holder = _holder(document, document.blocks[spans[0].block].element, _GROUPS[Kind.LIST_ITEM])
    return Listing(tuple(items), ordered=holder >= 0 and document.elements[holder].tag == "ol")


def _joined(texts: list[Text]) -> Text:
    joined: list[Run] = list(texts[0])
    for text in texts[1:]:
        joined += [Run("\n"), *text]
    return tuple(joined)


def _table(draft: Draft, spans: list[Fate]) -> list[Block]:
    """A table with equal rows; one whose cells hold several blocks, or that has one column, is layout: paragraphs."""
    document = draft.document
    rows: list[list[Text]] = []
    cells = [_nearest(document, document.blocks[span.block].element, ("td", "th")) for span in spans]
    for _, row in groupby(zip(cells, spans, strict=True), key=lambda pair: _nearest(document, pair[0], ("tr",))):
        rows.append([])
        for _, cell in groupby(row, key=lambda pair: pair[0]):
            rows[-1].append(_joined([_runs_of(draft, span) for _, span in cell]))
    width = max(map(len, rows))
    if width < 2 or len(set(cells)) * 2 < len(cells) or -1 in cells:
        return [Paragraph(_runs_of(draft, span)) for span in spans]
    return [Table(tuple(tuple(row) + ((),) * (width - len(row)) for row in rows))]


def _nearest(document: Document, element: int, tags: tuple[str, ...]) -> int:
    while element >= 0 and document.elements[element].tag not in tags:
        element = document.elements[element].parent
    return element


def _figure(draft: Draft, spans: list[Fate], brought: Mapping[Picture, BroughtPicture]) -> Figure:
    """A figure of its caption and credit, with its file where the capture brought it."""
    document = draft.document
    picture = picture_at(document, spans[0].block)
    image = picture_of(
        [document.blocks[span.block].text[span.start : span.end] for span in spans],
        file=brought[picture].file if picture and picture in brought else "",
        lang=document.lang.split("-")[0],
    )
    return Figure(image.file, image.caption, image.credit)
