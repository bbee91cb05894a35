"""The size of pictures, so that a page keeps their place while they load."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import imagesize

from backfile.address import is_media_name

_PICTURE = re.compile(r'<img src="(?:\.{1,2}/)+media/(?P<name>[^"]+)"')


def picture_size(file: Path) -> tuple[int, int]:
    """Width and height of a picture in pixels, from its first bytes; (0, 0) where they do not tell."""
    try:
        width, height = imagesize.get(file)
    except (OSError, ValueError, ArithmeticError, LookupError):  # a file by that name can hold anything
        return 0, 0
    return (int(width), int(height)) if width > 0 and height > 0 else (0, 0)


def with_sizes(html: str, media: Path) -> str:
    """A rendered body with width and height on every picture of `media` that tells them."""

    def sized(found: re.Match[str]) -> str:
        name = unquote(unescape(found["name"]))
        width, height = picture_size(media / name) if is_media_name(name) else (0, 0)
        return f'{found[0]} width="{width}" height="{height}"' if width else found[0]

    return _PICTURE.sub(sized, html)
