"""Rule: the parts of a document without mark-up that its own layout tells: a Word style, the type of a PDF."""

from __future__ import annotations

from backfile.decode.document import Role
from backfile.normalise.account import Outcome
from backfile.normalise.draft import NOTHING, Claim, Draft, Fields, Finding, whole
from backfile.normalise.story import is_pasted

_FIELDS = ((Role.HEADLINE, "title"), (Role.STANDFIRST, "standfirst"))


def told_parts(draft: Draft) -> Finding:
    """`title` and `standfirst` by their roles; words beside the story are set aside, and `extra` is the document's."""
    if not is_pasted(draft):
        return NOTHING
    fields = Fields()
    claims: list[Claim] = []
    for role, name in _FIELDS:
        blocks = [index for index, block in enumerate(draft.document.blocks) if block.role is role]
        if blocks:
            fields[name] = " ".join(draft.document.blocks[index].text for index in blocks)  # type: ignore[literal-required]
            claims += [whole(draft, index, Outcome.FIELD, name) for index in blocks]
    claims += [
        whole(draft, index, Outcome.SET_ASIDE, "beside the story")
        for index, block in enumerate(draft.document.blocks)
        if block.role is Role.BESIDE
    ]
    if draft.document.extra:
        fields["extra"] = dict(draft.document.extra)
    return Finding(fields, tuple(claims), source="layout") if fields or claims else NOTHING
