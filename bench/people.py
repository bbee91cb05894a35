"""How many of the people that an agency's indexers gave its stories are found among the first eight tags.

    people.py ARTICLES.jsonl.gz PREDICTIONS.jsonl

ARTICLES: one object a line with `newid` and `people` (`james-baker`, `volcker`, `von-weizsaecker`). PREDICTIONS: one
object a line with `id` and `tags`, as `backfile read --jsonl` prints them. A person is found where a tag ends with all
words of the person's identifier, in their order (`volcker`: Paul Volcker; `james-baker`: James Baker, James A. Baker,
but not Howard Baker, and not Baker alone), or prints the initial of its first name (`J. Baker`). Case, accents, hyphens
and titles (king, president) do not count; ä, ö, ü and ø are the ae, oe, ue and oe of the identifiers. Recall is over
all (story, person) pairs, and for stories of even and of odd numbers.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path

MOST = 8
TITLES = frozenset(["king", "queen", "prince", "sheikh", "president"])
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "ß": "ss"})


def words_of(name: str) -> list[str]:
    """The folded words of a name or an identifier, without titles."""
    bare = unicodedata.normalize("NFC", name.casefold()).translate(UMLAUTS).replace("'", "").replace("’", "")
    apart = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return [word for word in re.findall(r"[a-z]+", apart) if word not in TITLES]


def is_found(person: str, tag: str) -> bool:
    """Whether a tag names the person of an identifier."""
    wanted, given = words_of(person), words_of(tag)
    without_initials = given[:1] + [word for word in given[1:] if len(word) > 1]
    if not wanted or not given:
        return False
    if wanted in (given[-len(wanted) :], without_initials[-len(wanted) :]):
        return True
    initial = len(given) > 1 and len(given[0]) == 1 and given[0] == wanted[0][0]
    return len(wanted) == 2 and initial and given[-1] == wanted[-1]


def recall(articles: Path, predictions: Path) -> dict[str, float]:
    """The share of people found: of all stories, of those of even and of those of odd numbers."""
    with predictions.open(encoding="utf-8") as lines:
        tags = {str(found["id"]): (found.get("tags") or [])[:MOST] for found in map(json.loads, lines)}
    hits: dict[str, list[bool]] = {"all": [], "even": [], "odd": []}
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for story in map(json.loads, lines):
            for person in story["people"]:
                hit = any(is_found(person, tag) for tag in tags.get(str(story["newid"]), []))
                for kind in ("all", "odd" if int(story["newid"]) % 2 else "even"):
                    hits[kind].append(hit)
    return {kind: sum(some) / (len(some) or 1) for kind, some in hits.items()}


if __name__ == "__main__":
    for kind, share in recall(Path(sys.argv[1]), Path(sys.argv[2])).items():
        print(f"people among the first {MOST} tags, {kind:4} stories: {share:.3f}")
