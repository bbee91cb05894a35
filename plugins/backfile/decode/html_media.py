"""What an element of a page shows that is no text: the addresses of pictures, and of what is shown in frames."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import urljoin, urlsplit

from backfile.capture.embedded import name_of

PICTURES = frozenset({"img", "amp-img", "amp-anim"})
"""Elements that show a picture."""

_ADDRESSES = ("src", "data-src", "data-original", "data-lazy-src", "data-original-uri")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_MOST_OF_A_SET = 8

_PLAYERS = ("audio", "video")
"""Elements that show what lies anywhere, the outlet's own server in most cases."""


def picture_addresses(attributes: Mapping[str, str | None]) -> tuple[str, ...]:
    """The addresses that an element gives for one picture, likeliest first; bytes of its own by their name."""
    found: dict[str, None] = {}
    src = attributes.get("src") or ""
    if (src.startswith("data:") or "style" in attributes) and (within := name_of(src, attributes.get("style") or "")):
        found[within] = None
    for name in _ADDRESSES:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            found[value] = None
    for name in _SETS:
        for candidate in (attributes.get(name) or "").split(", ", _MOST_OF_A_SET)[:_MOST_OF_A_SET]:
            address = candidate.split(maxsplit=1)[:1]
            if address and not address[0].startswith("data:"):
                found[address[0].rstrip(",")] = None
    return tuple(found)


def embed_address(tag: str, attributes: Mapping[str, str | None], *, within: str, base: str) -> str:
    """Where what an element embeds can be seen; empty where it embeds nothing that a reader would look for.

    Frames of unknown hosts are advertisements and counters. `within` is the tag of the element around it.
    """
    for attribute, pattern in embedding_elements().get(tag, ()):
        value = (attributes.get(attribute) or "").strip()
        if not value:
            continue
        try:
            address = urljoin(base, pattern.format(value)) if "{}" in pattern else ""
            parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
            continue
        if tag in _PLAYERS or (tag == "source" and within in _PLAYERS) or _is_known(parts.hostname, parts.path):
            return parts.geturl()
    return ""


@cache
def embedding_elements() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each element that embeds, its attributes and what each says the address is."""
    text = files("backfile.decode").joinpath("embed_elements.csv").read_text("utf-8")
    elements: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        elements[row["element"]] = (*elements.get(row["element"], ()), (row["attribute"], row["address"]))
    return elements


@cache
def _hosts() -> frozenset[str]:
    return frozenset(files("backfile.decode").joinpath("embed_hosts.txt").read_text("utf-8").split())


def _is_known(host: str, path: str) -> bool:
    """Whether a host, or the host that it belongs to, is one that pages embed for their readers."""
    parts = host.lower().split(".")
    names = [".".join(parts[index:]) for index in range(len(parts) - 1)]
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return any(name in _hosts() or f"{name}/{first}" in _hosts() for name in names)
