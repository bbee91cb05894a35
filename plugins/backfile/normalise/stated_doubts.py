"""Rule: what a format's own schema finds wrong with a story is put up for review."""

from __future__ import annotations

from backfile.normalise.draft import NOTHING, Draft, Finding


def stated_doubts(draft: Draft) -> Finding:
    """The document's doubts as notes; the story is read all the same, as far as it goes."""
    doubts = draft.document.doubts
    return Finding(review=doubts) if doubts else NOTHING
