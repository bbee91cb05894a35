"""What a capture has beside its bytes, its frame and its notes, as files that are stored with it."""

from __future__ import annotations

import json
from dataclasses import replace

from backfile.capture.capture import Attachment, Capture

_FRAME = "backfile:frame"
_NOTES = "backfile:notes"
"""Paths that no file of a page can have."""


def attached(capture: Capture) -> tuple[Attachment, ...]:
    """All that came with a capture, as files: its attachments, then its frame and its notes where it has them."""
    frame = (Attachment(_FRAME, "application/octet-stream", capture.frame),) if capture.frame else ()
    notes = json.dumps(dict(capture.notes), ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    return (*capture.attachments, *frame, *((Attachment(_NOTES, "application/json", notes),) if capture.notes else ()))


def detached(capture: Capture) -> Capture:
    """The capture that was stored with `attached`; of notes that came more than once the last count."""
    frame, notes = capture.frame, dict(capture.notes)
    for attachment in capture.attachments:
        if attachment.path == _FRAME and not frame:
            frame = attachment.data
        elif attachment.path == _NOTES:
            notes |= json.loads(attachment.data)
    return replace(
        capture,
        attachments=tuple(a for a in capture.attachments if a.path not in (_FRAME, _NOTES)),
        frame=frame,
        notes=tuple(sorted(notes.items())),
    )
