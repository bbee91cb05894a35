"""Rule: the captions of an HTML page: the first before the body is the story's picture, others are figures in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backfile.article import Image
from backfile.decode.document import Document, Kind, Picture, Role, TextBlock
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding
from backfile.normalise.page_chrome import chrome_by_element
from backfile.normalise.page_pictures import BroughtPicture, brought_pictures, frame_of, picture_at
from backfile.normalise.page_prose import is_prose
from backfile.normalise.picture_credit import ends_in_credit, image_of
from backfile.normalise.story import is_pasted
from backfile.vocab.outlets import folded

_LONGEST_CREDIT = 120
_NAME = 6
"""Words of a line below a caption that can be no more than somebody's name and firm."""


def figures(draft: Draft) -> Finding:
    """`image`, and claims on captions and credits: `image` for the story's own, `figure` for all others.

    A caption printed twice (a gallery's copy, a lightbox) is one: the later ones are set aside as duplicates.
    """
    document = draft.document
    if is_pasted(draft):
        return NOTHING
    captions = [i for i, b in enumerate(document.blocks) if draft.is_free(i) and is_caption(document, b)]
    first_prose = next(
        (i for i, b in enumerate(document.blocks) if draft.is_free(i) and i not in captions and _is_story(b)),
        -1,
    )
    lang = document.lang.split("-")[0]
    brought = brought_pictures(document, draft.attachments)
    claims: list[Claim] = []
    lead: list[str] = []
    frame, file, seen = -1, "", set[str]()
    for index in captions:
        block = document.blocks[index]
        if folded(block.text) in seen:
            claims.append(Claim(index, 0, len(block.text), Outcome.SET_ASIDE, "duplicate of a caption"))
            continue
        seen.add(folded(block.text))
        own = frame_of(document, block.element)
        if (not lead and index < first_prose) or (lead and own == frame):
            frame = own
            picture = picture_at(document, index)
            file = file or (brought[picture].file if picture and picture in brought else "")
            lead.append(block.text)
            claims.append(Claim(index, 0, len(block.text), Outcome.FIELD, "image"))
        else:
            claims.append(Claim(index, 0, len(block.text), Outcome.FIELD, "figure"))
    file = file or _lead_file(draft, brought, first_prose)
    fields = Fields()
    if lead or file:
        fields["image"] = picture_of(lead, file=file, lang=lang)
    return Finding(fields, tuple(claims))


def _is_story(block: TextBlock) -> bool:
    """Whether a block is text of the story: by its role where the format gives it one, else by how it reads."""
    return block.role is Role.BODY if block.role is not Role.UNTOLD else is_prose(block)


def picture_of(texts: Sequence[str], *, file: str = "", lang: str = "") -> Image:
    """The Image of the caption blocks of one picture: a block that is a credit by itself is its credit."""
    lines = [" ".join(text.split()) for text in texts]
    last = lines[-1] if len(lines) > 1 and len(lines[-1]) <= _LONGEST_CREDIT else ""
    if last and (len(last.split()) <= _NAME or ends_in_credit(last, lang=lang)):
        return image_of(" ".join(lines[:-1]), last, file=file, lang=lang)
    return image_of(" ".join(lines), file=file, lang=lang)


def is_caption(document: Document, block: TextBlock) -> bool:
    """Whether a block is the caption or credit of a picture, by its own mark-up or by what holds it."""
    if block.kind is Kind.CAPTION:
        return True
    index = block.element
    for _ in range(4):
        if index < 0:
            return False
        if document.elements[index].tag == "figure" and block.kind is Kind.PARAGRAPH:
            return not is_prose(block) or len(block.text) < 300
        if chrome_by_element(document.elements[index]) == "figure":
            return True
        index = document.elements[index].parent
    return False


def _lead_file(draft: Draft, brought: Mapping[Picture, BroughtPicture], first_prose: int) -> str:
    """The file of the first picture of the article that came with the capture, where no caption names one."""
    title = next((i for i, f in draft.fates.items() if any(fate.detail == "title" for fate in f)), 0)
    for picture in draft.document.pictures:
        file = brought[picture].file if picture in brought and brought[picture].is_large else ""
        if file and title <= picture.before <= first_prose and not _in_chrome(draft.document, picture.element):
            return file
    return ""


def _in_chrome(document: Document, element: int) -> bool:
    while element >= 0:
        if chrome_by_element(document.elements[element]) not in ("", "figure"):
            return True
        element = document.elements[element].parent
    return False
