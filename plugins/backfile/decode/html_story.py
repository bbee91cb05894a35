"""One story out of a page of several: what the page says of itself is not said of the story."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

from backfile.capture.capture import ENTRY, Capture, assembled
from backfile.decode.characters import read_characters
from backfile.decode.document import Candidate, Document, Kind, Look
from backfile.decode.html import decode_html

_OF_THE_PAGE = ("lang", "outlet", "date")
"""Fields that a page states for all of its stories."""
_MARK = b"<!--backfile:story-->"
_ID = re.compile(r"<article\b[^<>]*?\sid\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)


def is_story_of_page(capture: Capture) -> bool:
    """Whether a capture was cut out of a page of several stories."""
    return ENTRY in capture.frame and capture.data[:8].lower() == b"<article"


def story_of_page(page: Document, capture: Capture) -> Document:
    """The Document of a story; `page` is that of its page with this story alone.

    Its metadata is what its own mark-up gives, and the language, outlet and date of the page. Its address is where its
    headline leads, else its place on the page, so two stories never have one. The page's headings are none of its own.

    Raises:
        CaptureError: the page is in no encoding that can be told.
    """
    text = _text_of(capture)
    story = decode_html(text, replace(capture, frame=b""))
    first = _place(page, story)
    last = first + len(story.blocks)
    heading = next((block for block in story.blocks if block.kind is Kind.HEADING), None)
    own = [*story.candidates]
    if heading:
        own.append(Candidate("title", " ".join(heading.text.split()), "title"))
    stated = {candidate.field for candidate in own}
    own += [c for c in page.candidates if c.field in _OF_THE_PAGE and (c.field != "date" or "date" not in stated)]
    links = [mark.target for mark in heading.marks if mark.look is Look.LINK] if heading else []
    place = _ID.match(text)
    there = urljoin(page.uri, f"#{place[1]}") if place and page.uri else ""
    address = next((link for link in links if urldefrag(link)[0] != page.uri), "") or there
    return replace(
        page,
        blocks=tuple(
            replace(block, kind=Kind.CHROME) if block.kind is Kind.HEADING and not first <= index < last else block
            for index, block in enumerate(page.blocks)
        ),
        candidates=tuple(c for c in own if c.field != "source")
        + ((Candidate("source", address, "canonical"),) if address else ()),
        uri=address,
    )


def _place(page: Document, story: Document) -> int:
    """The index of the page's block with which the story begins."""
    wanted = [block.text for block in story.blocks]
    texts = [block.text for block in page.blocks]
    return next((i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted), 0)


def _text_of(capture: Capture) -> str:
    """The story's mark-up, in the encoding of its page."""
    marked = assembled(replace(capture, data=_MARK + capture.data + _MARK))
    text = read_characters(marked, media_type=capture.media_type, name=capture.name)
    return text.split(_MARK.decode())[1]
