"""One article as a JSON object."""

from __future__ import annotations

import json
import re

from backfile.capture.capture import Capture
from backfile.decode.document import Document
from backfile.decode.record import decode_record
from backfile.errors import CaptureError

_BEGINS = re.compile(r'\s*(?:\{\s*"(?:[^"\\]|\\.){0,300}"\s*:|\{\s*\}|\[\s*\{)')


def is_json(text: str) -> bool:
    """Whether a text begins as a JSON object, or as a list of them: no prose does."""
    return bool(_BEGINS.match(text))


def decode_json_record(text: str, capture: Capture) -> Document:
    """The Document of an article's record; Fundus's list of one publisher names the outlet.

    Raises:
        CaptureError: it is no JSON, or holds no article.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise CaptureError(
            "it is damaged JSON", place=capture.name, remedy="Mend it, or export the article again"
        ) from cause
    outlet = ""
    if isinstance(value, dict) and len(value) == 1 and isinstance(next(iter(value.values())), list):
        outlet, value = next(iter(value.items()))
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise CaptureError(
            "it is JSON, and no article", place=capture.name, remedy="Add articles as objects with title, date and text"
        )
    return decode_record({**({"publisher": outlet} if outlet else {}), **value}, capture, "application/json")
