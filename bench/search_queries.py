"""Queries to measure a site's search with, chosen from what its newest articles say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from backfile.search.records import lines_of

_WORD = re.compile(r"[a-z]{4,12}")
_BUNDLES = 2
"""How many of the newest are read."""


def queries(output: Path) -> dict[str, str]:
    """The query part of an address for each kind of query."""
    bundles = json.loads((output / "search" / "bundles.json").read_text("utf-8"))["bundles"]
    texts = [text for bundle in bundles[:_BUNDLES] for text in _texts(output, bundle)]
    words = [_WORD.findall(text) for text in texts]
    shares = _shares(words, len(words))
    pairs = _shares([[f"{a} {b}" for a, b in pairwise(each)] for each in words], len(words))
    one, common, rare = _near(shares, 0.05), _near(shares, 0.8), _near(shares, 0.001)
    trio = [_near({word: share for word, share in shares.items() if word != common}, at) for at in (0.3, 0.25, 0.2)]
    # Only words of letters that stand side by side as typed make a phrase.
    phrase = next(
        pair for pair in sorted(pairs, key=lambda pair: abs(pairs[pair] - 0.01)) if any(pair in t for t in texts)
    )
    year = bundles[min(len(bundles) - 1, len(bundles) // 3)]["to"][:4]
    facets = json.loads((output / "search" / "facets.json").read_text("utf-8"))
    region = facets["region"][0][0] if facets["region"] else ""
    return {
        "one word": _asked(q=one),
        "three words": _asked(q=" ".join(trio)),
        "rare word": _asked(q=rare),
        "phrase": _asked(q=f'"{phrase}"'),
        "region + year": _asked(q=one, region=region, year=year),
        "one year": _asked(q=one, year=year),
        "very common word": _asked(q=common),
        "relevance": _asked(q=one, sort="relevance"),
        "oldest": _asked(q=one, sort="oldest"),
    }


def _texts(output: Path, bundle: Mapping[str, str]) -> Iterable[str]:
    for pack in (output / "search" / "bundles" / bundle["name"] / "records").iterdir():
        for line in lines_of(pack.read_bytes()):
            yield json.loads(line)["content"].lower()


def _shares(words: Iterable[Iterable[str]], size: int) -> dict[str, float]:
    """The share of the texts that hold each word."""
    held = Counter(word for each in words for word in set(each))
    return {word: count / size for word, count in held.items()}


def _near(shares: Mapping[str, float], share: float) -> str:
    return min(shares, key=lambda word: (abs(shares[word] - share), word))


def _asked(**parameters: str) -> str:
    return urlencode({name: value for name, value in parameters.items() if value})
