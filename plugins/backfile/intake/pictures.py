"""The pictures of an article: from its capture to media/."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from backfile.capture.capture import Capture
from backfile.capture.embedded import brought
from backfile.capture.pictures import picture_name
from backfile.intake.contents import write_whole


def write_pictures(capture: Capture, names: Collection[str], media: Path) -> None:
    """Write those pictures of a capture that an article shows, by their names in media/, where they are not yet.

    Raises:
        BuildError: one cannot be written.
    """
    for attachment in brought(capture):
        name = picture_name(attachment)
        if name in names and not (media / name).exists():
            write_whole(media / name, attachment.data)
