"""Make an archive of invented articles straight into a content folder, with the shape of a real one.

    python bench/corpus.py FOLDER/content 5000

Forty years with bursts, 80 to 2,000 words, tags, authors and regions by a power law; the same number gives the same
archive.
"""

from __future__ import annotations

import random
import sys
from datetime import date as calendar_date
from datetime import timedelta
from pathlib import Path

from backfile.address import article_path
from backfile.article import Article, EventDate, Heading, Paragraph, Run
from backfile.frontmatter import write
from backfile.vocab.agencies import agencies
from backfile.vocab.regions import regions

FIRST_DAY = calendar_date(1985, 1, 1)
DAYS = 40 * 365
OUTLETS = ("DW", "Courier", "Nordblatt", "Evening Ledger", "Gazette")
SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeio")


class Inventor:
    """Invents articles, each from the numbers that one seed gives."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(8_000)]
        self.tags = [" ".join(self.random.choices(self.words, k=self.random.randint(1, 2))) for _ in range(2_000)]
        self.people = [" ".join(word.title() for word in self.random.choices(self.words, k=2)) for _ in range(800)]
        self.regions = [code for code in regions() if not code.isdigit()]
        self.agencies = [agency.label for agency in agencies().values() if agency.is_wire][:40]
        self.burst = FIRST_DAY

    def article(self, number: int) -> Article:
        """One article; its number stands for its capture."""
        length = int(80 * (2_000 / 80) ** self.random.random() ** 2)
        body: list[Heading | Paragraph] = []
        while length > 0:
            count = min(length, self.random.randint(20, 60))
            body.append(Paragraph((Run(self._sentences(count)),)))
            length -= count
            if len(body) % 6 == 5:
                body.append(Heading((Run(self._phrase(4)),)))
        outlet = self._common(OUTLETS)
        return Article(
            title=self._phrase(self.random.randint(4, 10)),
            date=self._date(),
            lang="en",
            outlet=outlet,
            standfirst=self._sentences(18) if self.random.random() < 0.7 else "",
            authors=(self._common(self.people),) if self.random.random() < 0.5 else (),
            region=(self._common(self.regions),) if self.random.random() < 0.8 else (),
            staff=("dv", "aw")[: self.random.randint(0, 2)],
            agencies=tuple(dict.fromkeys(self._common(self.agencies) for _ in range(self.random.randint(0, 2)))),
            tags=tuple(dict.fromkeys(self._common(self.tags) for _ in range(self.random.randint(0, 8)))),
            capture=f"sha256:{number:064x}",
            body=tuple(body),
        )

    def _date(self) -> EventDate:
        if self.random.random() < 0.005:
            self.burst = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
        in_burst = self.random.random() < 0.3
        day = self.burst if in_burst else FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
        return EventDate(day.isoformat())

    def _common(self, names: list[str] | tuple[str, ...]) -> str:
        """A name by a power law: the first of them most often."""
        return names[min(len(names) - 1, int(self.random.paretovariate(0.7)) - 1)]

    def _phrase(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, k=count)).capitalize()

    def _sentences(self, count: int) -> str:
        words = self.random.choices(self.words, k=count)
        return " ".join(" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, count, 12))


def main(content: Path, count: int) -> None:
    """Write the archive."""
    inventor, taken = Inventor(count), set[str]()
    for number in range(count):
        article = inventor.article(number)
        path = article_path(article.title, article.date, f"{number:064x}", taken)
        taken.add(path)
        file = content / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(article), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
