"""The size of pictures, so that a page keeps their place while they load."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import imagesize

_PICTURE = re.compile(r'<img src="(?:\.{1,2}/)+media/(?P<name>[^"]+)"')


def picture_size(file: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels, from its first bytes; (0, 0) where they do not tell."""
    try:
        width, height = imagesize.get(file)
    except (OSError, ValueError, ArithmeticError, LookupError):  # a file by that name can hold anything
        return 0, 0
    return (int(width), int(height)) if width > 0 and height > 0 else (0, 0)


def with_sizes(html: str, pictures: Mapping[str, tuple[int, int]]) -> str:
    """A rendered body with width and height on every picture whose size is known."""

    def sized(found: re.Match[str]) -> str:
        width, height = pictures.get(unquote(unescape(found["name"])), (0, 0))
        return f'{found[0]} width="{width}" height="{height}"' if width else found[0]

    return _PICTURE.sub(sized, html)
