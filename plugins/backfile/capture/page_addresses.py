"""The pictures that a page calls for, and the addresses at which a browser may have fetched each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ADDRESSES = ("src", "data-src", "data-original", "data-lazy-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_SHARED = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"})
_MOST = 1_000
"""Pictures of one page; more is no article."""
_SIZE = re.compile(r"\s+\d+(?:\.\d+)?[wx]\s*(?:,\s*|$)|,\s+")
"""What divides the addresses of a srcset (HTML Standard, section 4.8.4.2.1): an address may hold commas itself."""


@dataclass(frozen=True, slots=True)
class CalledFor:
    """One picture that a page calls for."""

    name: str
    """What the page calls it: its `src` as it is written there, or what stands for that."""
    addresses: tuple[str, ...]
    """All absolute addresses that may bring it, that one first."""


def pictures_called_for(page: bytes, address: str) -> list[CalledFor]:
    """The pictures of a page that was fetched from `address`: its images, and the one it is shared by."""
    tree = LexborHTMLParser(page.decode("utf-8", "replace"))
    given = next((node.attributes.get("href") for node in tree.css("base[href]")), None)
    base = _absolute(address, given or "") or address
    found: dict[CalledFor, None] = {}
    for node in tree.css("img, meta[content]")[: _MOST * 10]:
        own = _own_addresses(node)
        sizes = [*own, *(_other_sizes(node) if node.tag == "img" else ())]
        absolute = list(dict.fromkeys(filter(None, (_absolute(base, size) for size in sizes))))
        if absolute:
            found[CalledFor(sizes[0], tuple(absolute))] = None
        if len(found) >= _MOST:
            break
    return list(found)


def _own_addresses(node: LexborNode) -> list[str]:
    attributes = node.attributes
    if node.tag == "meta":
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        return [attributes.get("content") or ""] if name in _SHARED else []
    given = [(attributes.get(name) or "").strip() for name in _ADDRESSES]
    return [address for address in given if address and not address.startswith("data:")]


def _other_sizes(node: LexborNode) -> Iterator[str]:
    """What an image's srcset offers, then what the sources of the `picture` around it do."""
    holders = [node]
    if node.parent is not None and node.parent.tag == "picture":
        holders += [child for child in node.parent.iter() if child.tag == "source"]
    for holder in holders:
        for name in _SETS:
            for part in _SIZE.split(holder.attributes.get(name) or ""):
                if part.strip(" ,\t\r\n"):
                    yield part.strip().split()[0]


def _absolute(base: str, address: str) -> str:
    """An absolute web address, or empty."""
    try:
        absolute = urljoin(base, address.strip())
    except ValueError:
        return ""
    return absolute if absolute.startswith(("http://", "https://")) else ""
