"""One article as a JSON object."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from backfile.capture.capture import Capture
from backfile.capture.record_names import LISTS, is_article, is_part
from backfile.decode.document import Document
from backfile.decode.record import decode_record
from backfile.errors import CaptureError

_BEGINS = re.compile(r'\s*(?:\{\s*"(?:[^"\\]|\\.){0,300}"\s*:|\{\s*\}|\[\s*\{)')


def is_json(text: str) -> bool:
    """Whether a text begins as a JSON object, or as a list of them: no prose does."""
    return bool(_BEGINS.match(text))


def decode_json_record(text: str, capture: Capture) -> Document:
    """The Document of an article's record, alone or in a list; Fundus's list of one publisher names the outlet.

    Raises:
        CaptureError: it is no JSON, or holds no article.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise CaptureError(
            "it is damaged JSON", place=capture.name, remedy="Mend it, or export the article again"
        ) from cause
    around: Mapping[str, object] = {}
    if isinstance(value, dict) and not any(map(is_part, value)):
        around, value = _entry_of(value)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise CaptureError(
            "it is JSON, and no article", place=capture.name, remedy="Add articles as objects with title, date and text"
        )
    return decode_record(value, capture, "application/json", around=around)


def _entry_of(value: dict[str, object]) -> tuple[Mapping[str, object], object]:
    """What stands around the list with the one article that an object holds, and that list; else the object itself.

    Fundus names its lists by their publishers.
    """
    for name, held in value.items():
        if isinstance(held, list) and len(held) == 1 and (is_article(held[0]) or len(value) == 1):
            others = {other: said for other, said in value.items() if other != name}
            return (others if name.lower() in LISTS else {**others, "publisher": name}), held
    return {}, value
