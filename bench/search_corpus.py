"""Make a searchable site of invented articles, to measure search with: pages that it reads, and the theme's own.

    python bench/search_corpus.py FOLDER 100000

Twenty years, the same on every day; 150 to 200 words an article, by Zipf's law, and one word that four of five hold.
The search page, its scripts and its styles are those of a site of the samples, built in the same folder. An article is
invented from its number alone.
"""

from __future__ import annotations

import html
import random
import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date as calendar_date
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

from corpus import SYLLABLES, Names, by_frequency

from backfile.address import file_of
from backfile.article import EventDate
from backfile.catalogue import Catalogue, Entry
from backfile.cli import main as backfile
from backfile.search import index_archive, text_digest

REPOSITORY = Path(__file__).resolve().parent.parent
FIRST_DAY = calendar_date(2005, 1, 1)
DAYS = 20 * 365
VOCABULARY = 60_000
COMMON = "said"
COUNTRIES = ("US", "DE", "FR", "SY", "TR", "NO", "IT", "JP", "BR", "ZA", "IN", "PL", "UA", "EG", "KE")
AGENCIES = ("AP", "Reuters", "AFP", "dpa")
OUTLETS = ("Courier", "Nordblatt", "Evening Ledger", "Gazette")


@cache
def words() -> Names:
    """Sixty thousand words, the first of them most often."""
    chance = random.Random(1)
    made = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(4 * VOCABULARY))
    return by_frequency(tuple(dict.fromkeys(made))[:VOCABULARY], 2)


@cache
def tags() -> Names:
    """Two thousand tags."""
    return by_frequency(words().names[500:2_500], 2)


def invented(number: int, count: int) -> tuple[Entry, bytes]:
    """One article of so many, and its page: as little of one as search needs."""
    chance = random.Random(number)
    day = (FIRST_DAY + timedelta(number * DAYS // count)).isoformat()
    title = " ".join(words().some(chance, 7)).capitalize()
    said = words().some(chance, chance.randint(150, 200))
    if chance.random() < 0.8:
        said[chance.randrange(len(said))] = COMMON
    text = ". ".join(" ".join(said[at : at + 14]).capitalize() for at in range(0, len(said), 14))
    entry = Entry(
        path=f"{day.replace('-', '/')}/story-{number}", title=title, date=EventDate(day), modified=None, lang="en",
        outlet=chance.choice(OUTLETS), summary=text[:300], region=tuple({*chance.choices(COUNTRIES, k=2)}),
        agencies=(chance.choice(AGENCIES),), staff=(), authors=(), tags=tuple({*tags().some(chance, 3)}),
        picture=chance.random() < 0.4, access="public",
    )  # fmt: skip
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
        f"<main><article data-pagefind-body><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></article></main>"
        "</body></html>"
    )
    return entry, page.encode()


def write_pages(numbers: Sequence[int], *, count: int, output: Path) -> list[tuple[Entry, bytes]]:
    """Write some articles' pages; gives each entry with the digest of its text."""
    made = []
    for number in numbers:
        entry, page = invented(number, count)
        file = output / file_of(entry.address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page)
        made.append((entry, text_digest(page)))
    return made


def make(folder: Path, count: int) -> Path:
    """Make a site of so many articles in a new folder; gives what is to be served."""
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "pelicanconf.py", folder)
    shutil.copytree(REPOSITORY / "samples", folder / "samples")
    if backfile(["build", "--site", str(folder)]):
        raise SystemExit(1)
    output = folder / "output"
    shutil.rmtree(output / "search" / "bundles", ignore_errors=True)
    runs = [range(at, min(at + 2_000, count)) for at in range(0, count, 2_000)]
    with ProcessPoolExecutor() as pool:
        made = [each for run in pool.map(partial(write_pages, count=count, output=output), runs) for each in run]
    catalogue = Catalogue(tuple(sorted((entry for entry, _ in made), key=lambda entry: entry.order)), {})
    digests = {entry.path: digest for entry, digest in made}
    index_archive(catalogue, digests, output, folder / "bundles.json", lang="en")
    return output


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
