"""Words for a person on a terminal, which what a capture says can never steer."""

from __future__ import annotations

import json
import re
import sys

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def say(text: object) -> None:
    """Print to standard output."""
    print(harmless(str(text)))


def complain(text: object) -> None:
    """Print to standard error."""
    print(harmless(str(text)), file=sys.stderr)


def harmless(text: str) -> str:
    """The text with control characters, and what UTF-8 cannot say, written as escapes."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def as_json(value: object, *, indent: int | None = None) -> str:
    """The value as JSON that any terminal and any encoding of names can take."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
