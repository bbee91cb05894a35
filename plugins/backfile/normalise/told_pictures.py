"""Rule: the pictures of a document without mark-up whose captions its own layout tells, as Word's style does."""

from __future__ import annotations

from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding, whole
from backfile.normalise.figures import picture_of
from backfile.normalise.page_pictures import brought_pictures, picture_at
from backfile.normalise.story import is_pasted


def told_pictures(draft: Draft) -> Finding:
    """The first caption's picture is the story's own, `image`; the others are figures in their place."""
    document = draft.document
    captions = [index for index, block in enumerate(document.blocks) if block.role is Role.CAPTION]
    if not is_pasted(draft) or not captions:
        return NOTHING
    first, *others = captions
    shown = picture_at(document, first) if document.blocks[first].element >= 0 else None
    brought = brought_pictures(document, draft.attachments)
    file = brought[shown].file if shown and shown in brought else ""
    image = picture_of([document.blocks[first].text], file=file, lang=draft.fields.get("lang", ""))
    claims = (
        whole(draft, first, Outcome.FIELD, "image"),
        *(whole(draft, index, Outcome.FIELD, "figure") for index in others),
    )
    return Finding(Fields(image=image), claims, source="layout")
