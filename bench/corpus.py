"""Make an archive of invented articles straight into a content folder, with the shape of a real one.

    python bench/corpus.py FOLDER/content 5000

Forty years that grow, with quiet Sundays and bursts of news; 80 to 2,000 words; words, tags, people and regions by
Zipf's law, and more of them the larger the archive is (Heaps' law). The same number gives the same archive: an article
is invented from its number alone, so several processes make runs of whole days side by side and hold one day each.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from functools import cache, partial
from itertools import accumulate
from pathlib import Path

import hugo_site

from backfile.address import article_path
from backfile.article import Article, EventDate, Heading, Paragraph, Run
from backfile.frontmatter import write
from backfile.vocab.agencies import agencies
from backfile.vocab.regions import regions

FIRST_DAY = calendar_date(1985, 1, 1)
DAYS = 40 * 365
OF_EVENTS = 0.3
"""The share of the articles that belong to some event of the news."""
OUTLETS = ("DW", "Courier", "Nordblatt", "Evening Ledger", "Gazette")
SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeio")
DAYS_AT_ONCE = 200
"""How many days one process makes before it takes the next ones."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names, the first of them most often: the chance of the n-th is 1 / (n + offset)."""

    names: Sequence[str]
    weights: Sequence[float]

    def some(self, chance: random.Random, count: int) -> list[str]:
        """As many names as asked for; one may come twice."""
        return chance.choices(self.names, cum_weights=self.weights, k=count)


def by_frequency(names: Sequence[str], offset: float) -> Names:
    """Names in the order of how common they are, as Zipf and Mandelbrot have it."""
    return Names(names, tuple(accumulate(1 / (rank + offset) for rank in range(1, len(names) + 1))))


@dataclass(frozen=True, slots=True)
class Event:
    """What is in the news for some days: its articles share a region and a tag."""

    first_day: int
    days: int
    region: str
    tag: str


@dataclass(frozen=True, slots=True)
class World:
    """What the articles of one archive are about."""

    words: Names
    tags: Names
    people: Names
    regions: Names
    agencies: Names
    events: tuple[Event, ...]
    sizes: tuple[float, ...]
    """How much is written of each event."""


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one day: the number of the first, and the event of each or None."""

    date: str
    first: int
    events: tuple[Event | None, ...]


@cache
def world(count: int) -> World:
    """The world of an archive of so many articles: 2,000 tags at 19,000, and 800 people."""
    chance = random.Random(count)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    words = by_frequency(tuple(dict.fromkeys(vocabulary)), 2)
    many = round(5.4 * count**0.6)
    tags = [" ".join(chance.choices(words.names, k=chance.randint(1, 2))) for _ in range(many)]
    people = [" ".join(word.title() for word in chance.choices(words.names, k=2)) for _ in range(many * 2 // 5)]
    codes = sorted((code for code in regions() if not code.isdigit()), key=lambda code: (len(code), code))
    countries = [code for code in codes if len(code) == 2]
    chance.shuffle(countries)
    labels = [agency.label for agency in agencies().values() if agency.is_wire][:40]
    places = by_frequency([*countries, *codes[len(countries) :]], 0)
    events = tuple(
        Event(
            first_day=int(DAYS * chance.random() ** 0.7),
            days=min(60, int(chance.paretovariate(0.8))),
            region=places.some(chance, 1)[0],
            tag=chance.choice(tags),
        )
        for _ in range(max(3, count // 200))
    )
    sizes = tuple(accumulate(event.days * min(20, chance.paretovariate(1)) for event in events))
    return World(words, by_frequency(tags, 2), by_frequency(people, 5), places, by_frequency(labels, 0), events, sizes)


def days(count: int) -> list[Day]:
    """The days of an archive, oldest first, each with its articles."""
    chance, about = random.Random(f"days of {count}"), world(count)
    found: defaultdict[int, list[Event | None]] = defaultdict(list)
    of_events = int(count * OF_EVENTS) if count > 1 else 0
    for event in chance.choices(about.events, cum_weights=about.sizes, k=of_events):
        found[min(DAYS - 1, event.first_day + int(event.days * chance.random() ** 2))].append(event)
    weekday = (1.0, 1.1, 1.1, 1.1, 1.0, 0.5, 0.2)
    usual = accumulate(weekday[(FIRST_DAY + timedelta(day)).weekday()] * (1 + 2 * day / DAYS) for day in range(DAYS))
    for day in chance.choices(range(DAYS), cum_weights=tuple(usual), k=count - of_events):
        found[day].append(None)
    numbers = accumulate((len(found[day]) for day in sorted(found)), initial=0)
    return [
        Day((FIRST_DAY + timedelta(day)).isoformat(), first, tuple(found[day]))
        for day, first in zip(sorted(found), numbers, strict=False)
    ]


def invented(about: World, day: str, number: int, event: Event | None) -> Article:
    """One article; its number stands for its capture."""
    chance = random.Random(number)
    tags = about.tags.some(chance, chance.randint(0, 6))
    region = about.regions.some(chance, 1) if chance.random() < 0.8 else []
    return Article(
        title=_phrase(about, chance, chance.randint(4, 10)),
        date=EventDate(day + _time(chance)),
        lang="en",
        outlet=chance.choice(OUTLETS),
        standfirst=_sentences(about, chance, 18) if chance.random() < 0.7 else "",
        authors=tuple(about.people.some(chance, 1)) if chance.random() < 0.5 else (),
        region=(event.region,) if event else tuple(region),
        staff=("dv", "aw")[: chance.randint(0, 2)],
        agencies=tuple(dict.fromkeys(about.agencies.some(chance, chance.randint(0, 2)))),
        tags=tuple(dict.fromkeys([event.tag, *tags] if event else tags)),
        capture=f"sha256:{number:064x}",
        body=tuple(_body(about, chance)),
    )


def _body(about: World, chance: random.Random) -> Iterator[Heading | Paragraph]:
    left, made = int(80 * (2_000 / 80) ** chance.random() ** 2), 0
    while left > 0:
        count = min(left, chance.randint(20, 60))
        yield Paragraph((Run(_sentences(about, chance, count)),))
        left, made = left - count, made + 1
        if made % 6 == 5 and left > 0:
            yield Heading((Run(_phrase(about, chance, 4)),))


def _time(chance: random.Random) -> str:
    """The time of day of half of the articles; of the others the day alone is known."""
    minute = chance.randrange(24 * 60)
    return f"T{minute // 60:02}:{minute % 60:02}:00Z" if chance.random() < 0.5 else ""


def _phrase(about: World, chance: random.Random, count: int) -> str:
    return " ".join(about.words.some(chance, count)).capitalize()


def _sentences(about: World, chance: random.Random, count: int) -> str:
    words = about.words.some(chance, count)
    return " ".join(" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, count, 12))


def write_days(some: Sequence[Day], *, count: int, content: Path, hugo: Path | None) -> None:
    """Write the articles of some days of an archive of `count` into its content folder, and for Hugo into another."""
    about = world(count)
    for day in some:
        folder, taken = day.date.replace("-", "/"), set[str]()
        for top in filter(None, (content, hugo)):
            (top / folder).mkdir(parents=True, exist_ok=True)
        for number, event in enumerate(day.events, start=day.first):
            article = invented(about, day.date, number, event)
            path = article_path(article.title, article.date, f"{number:064x}"[::-1], taken)
            taken.add(path)
            (content / f"{path}.md").write_text(write(article), "utf-8")
            if hugo is not None:
                (hugo / f"{path}.md").write_text(hugo_site.article_text(article), "utf-8")


def make(content: Path, count: int, hugo: Path | None = None) -> None:
    """Write an archive of so many articles, on all cores."""
    all_days = days(count)
    runs = [all_days[at : at + DAYS_AT_ONCE] for at in range(0, len(all_days), DAYS_AT_ONCE)]
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(write_days, count=count, content=content, hugo=hugo), runs):
            pass
    if hugo is not None:
        hugo_site.write_periods(hugo, {day.date[:7] for day in all_days})


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
