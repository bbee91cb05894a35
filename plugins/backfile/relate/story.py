"""A story: what relating knows of one article, read once and kept by the digest of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from pathlib import Path

from rensa import RMinHash

from backfile.article import Article, Figure, Heading, block_text
from backfile.frontmatter import read
from backfile.relations.words import Wording, tokens, wording
from backfile.vocab.regions import country_of, is_region, region_name

PERMUTATIONS = 128
"""Numbers of a signature. Its estimate of Jaccard errs by 0.02 on average (measured on 4,000 pairs)."""

_SEED = 1

_LEAST_LETTERS = 3
"""Shorter words of a headline say little."""


@dataclass(frozen=True, slots=True)
class Story:
    """One article, as far as it takes to relate it."""

    title: str
    date: str
    """As `EventDate.text`; empty where unknown."""
    outlet: str
    agencies: tuple[str, ...]
    length: int
    """Characters of its text."""
    signature: RMinHash | None
    """The MinHash of its runs of words; None where it has no text."""
    names: tuple[tuple[str, str], ...]
    """(words, spelling) of the people, organisations and subjects among its tags; places are not among them."""
    places: frozenset[str]
    """Codes of all its regions, and of the countries that they lie in."""
    head: frozenset[str]
    """The words of its headline."""

    @property
    def day(self) -> int | None:
        """Its day as a number that counts days; None where the day is not known."""
        return calendar_date.fromisoformat(self.date[:10]).toordinal() if len(self.date) >= 10 else None

    @property
    def order(self) -> tuple[str, str]:
        """What sorts stories by time, as far as it is known."""
        return self.date[:10], self.date


def article_at(content: Path, path: str) -> Article:
    """The article at a path below content/. Raises FrontMatterError where it breaks the schema."""
    return read((content / f"{path}.md").read_bytes().decode("utf-8", "replace"))


def signatures(articles: Sequence[Article]) -> list[RMinHash | None]:
    """The MinHash of each article's runs of words; None for one without text. Many at once are forty times faster."""
    found: list[RMinHash] = RMinHash.from_token_sets(
        [wording_of(article).runs for article in articles], PERMUTATIONS, _SEED
    )
    return [signature if paragraphs_of(article) else None for article, signature in zip(articles, found, strict=True)]


def story_of(article: Article, signature: RMinHash | None) -> Story:
    """What relating knows of an article."""
    places = frozenset(
        code
        for each in (*article.region, *article.mentioned, *(article.dateline.region if article.dateline else ()))
        if is_region(each)
        for code in (each, country_of(each))
    )
    known = {_key(region_name(code, lang)) for code in places for lang in ("en", article.lang or "en")}
    names = {_key(tag): tag for tag in article.tags}
    return Story(
        title=article.title,
        date=article.date.text if article.date else "",
        outlet=article.outlet,
        agencies=article.agencies,
        length=sum(map(len, paragraphs_of(article))),
        signature=signature,
        names=tuple((key, name) for key, name in sorted(names.items()) if key and key not in known),
        places=places,
        head=frozenset(word for word in tokens(article.title) if len(word) >= _LEAST_LETTERS and word.isalpha()),
    )


def _key(name: str) -> str:
    """A name by its words alone."""
    return " ".join(tokens(name))


def wording_of(article: Article) -> Wording:
    """An article's words as they are compared: headline, standfirst and text, without its pictures' captions."""
    return wording(f"{article.title}\n{article.standfirst}", "\n".join(paragraphs_of(article)))


def paragraphs_of(article: Article) -> tuple[str, ...]:
    """The paragraphs of an article's text, lists, quotes and tables among them; no subheads, no captions."""
    texts = (block_text(block) for block in article.body if not isinstance(block, Heading | Figure))
    return tuple(text for text in texts if text.strip())
