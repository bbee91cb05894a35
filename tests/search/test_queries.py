"""Two hundred queries, each answered by the page's own scripts in Chromium and by going through all articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Serve, site_of
from playwright.sync_api import Browser
from small_sites import Story, story

from backfile.catalogue import Entry
from backfile.facets import FACETS, facets

WORDS = ("granite", "lantern", "meadow", "pepper", "violin", "tunnel", "rocket", "castle")
"""None of them is the beginning of another, and none has an ending that a language takes off."""

DATES = ("", "2019", "2019-11", "2019-11-30", "2020", "2020-02-20T10:00:00Z", "2020-02-21", "2020-03", "2021-01-01")

ASK = """async queries => {
  const { Archive } = await import(new URL("../theme/js/search/archive.js", location.href));
  const { byDate } = await import(new URL("../theme/js/search/ranking.js", location.href));
  const sumsUp = new URL("../theme/js/search/answers.js", location.href);
  const { countsOf, histogram, termHitsOf, totalOf } = await import(sumsUp);
  const archive = await Archive.open(new URL("../", location.href));
  const found = [];
  for (const { facets, ...others } of queries) {
    const query = { ...others, facets: new Map(Object.entries(facets)) };
    const asked = archive.ask(query);
    const answers = await Promise.all(asked);
    const sums = {};
    for (const [facet, values] of countsOf(answers)) {
      for (const [value, count] of values) sums[`${facet} ${value}`] = count;
    }
    const articles = await byDate(asked, query.sort === "oldest").take(1000);
    found.push({
      paths: articles.map(({ address }) => address.pathname.replace("/archive/", "").slice(0, -1)),
      counts: sums,
      total: totalOf(answers),
      termHits: termHitsOf(answers),
      months: histogram(answers, "month"),
      years: histogram(answers, "year"),
      asked: answers.length,
      all: archive.bundles.length,
      uncounted: archive.uncounted(query),
      failed: answers.filter(({ failure }) => failure).length,
    });
  }
  return found;
}"""


@dataclass(frozen=True)
class Query:
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    without: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    first: str
    last: str
    oldest: bool

    @property
    def asked(self) -> dict[str, object]:
        """The query as the page's script puts it."""
        chosen = {name: [value for each, value in self.facets if each == name] for name, _ in self.facets}
        order = "oldest" if self.oldest else "date"
        terms = {"words": self.words, "phrases": self.phrases, "without": self.without}
        return {**terms, "facets": chosen, "from": self.first, "to": self.last, "sort": order}

    def finds(self, told: Story, *, but: str = "") -> bool:
        """Whether an article answers, if a choice made of the facet `but` is passed over."""
        terms = (*self.words, *self.phrases)
        held = all(_holds(told, term) for term in terms) and not any(_holds(told, term) for term in self.without)
        return held and self.admits(told, but=but)

    def admits(self, told: Story, *, but: str = "") -> bool:
        """Whether an article answers, were there no words."""
        held = set(facets(told.entry))
        wanted = {name: {pair for pair in self.facets if pair[0] == name} for name, _ in self.facets if name != but}
        period = told.entry.date.period if told.entry.date else ""
        begins, ends = period + "0000-01-01"[len(period) :], (period + "-12-31"[len(period) - 4 :]) if period else ""
        return (
            all(held & pairs for pairs in wanted.values())
            and (not (self.first or self.last) or bool(period))
            and (not self.first or begins >= self.first)
            and (not self.last or ends <= self.last)
        )


def _holds(told: Story, term: str) -> bool:
    return f" {term} " in f" {told.entry.title} {told.text} "


@pytest.fixture(scope="module")
def invented() -> tuple[Story, ...]:
    chance = random.Random(7)
    return tuple(
        story(
            f"{date[:4] or 'undated'}/story-{number:02}",
            f"Story {number}",
            " ".join(chance.sample(WORDS, chance.randint(1, 6))),
            date=date,
            lang=chance.choice(["en", "en", "de", "pt-BR"]),
            outlet=chance.choice(["", "HP", "Küstenbote"]),
            region=chance.sample(["NO", "NO-46", "DE"], chance.randint(0, 2)),
            agencies=chance.sample(["AP", "dpa"], chance.randint(0, 2)),
            tags=chance.sample(["Ports", "Tides", "Wages"], chance.randint(0, 3)),
            picture=chance.random() < 0.5,
        )
        for number, date in enumerate(chance.choices(DATES, k=60))
    )


@pytest.fixture(scope="module")
def queries() -> tuple[Query, ...]:
    chance = random.Random(11)
    choices = ["year=2019", "year=2020", "region=NO", "region=DE", "agency=ap", "outlet=hp", "tag=ports", "tag=tides",
               "language=de", "language=pt", "tag=unheard-of", "picture=yes"]  # fmt: skip
    return tuple(
        Query(
            tuple(chance.sample(WORDS, chance.choice([0, 1, 1, 2, 3]))),
            tuple(" ".join(chance.sample(WORDS, 2)) for _ in range(chance.choice([0] * 8 + [1]))),
            tuple(" ".join(chance.sample(WORDS, length)) for length in chance.choice([[], [], [], [1], [1, 1], [2]])),
            tuple((name, value) for name, _, value in (c.partition("=") for c in chance.sample(choices, n))),
            chance.choice(["", "", "2019-11-01", "2020-02-21"]),
            chance.choice(["", "", "2020-03-31", "2020-12-31"]),
            chance.random() < 0.5,
        )
        for n in chance.choices([0, 1, 2, 3], k=200)
    )


@pytest.fixture(scope="module")
def invented_site(invented: Sequence[Story], tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    yield from site_of(invented, Path(tmp_path_factory.mktemp("queries")), serve, 13)


def histogram(found: Sequence[Entry], length: int) -> list[list[object]]:
    """Articles by period, of which so many letters count."""
    return [list(each) for each in sorted(Counter(_period(entry)[:length] for entry in found).items())]


def _period(entry: Entry) -> str:
    return entry.date.period if entry.date else ""


def test_every_query_finds_and_counts_what_going_through_all_articles_does(
    browser: Browser, invented_site: str, invented: Sequence[Story], queries: Sequence[Query]
) -> None:
    page = browser.new_page()
    page.goto(f"{invented_site}search/")
    answers = page.evaluate(ASK, [query.asked for query in queries])
    page.close()
    for query, answer in zip(queries, answers, strict=True):
        assert not answer["failed"]
        found = sorted((each.entry for each in invented if query.finds(each)), key=lambda entry: entry.order)
        assert answer["paths"] == [entry.path for entry in (found if query.oldest else reversed(found))], query
        assert answer["total"] == len(found)
        assert answer["months"] == histogram(found, 7), query
        assert answer["years"] == histogram(found, 4), query
        admitted = [each for each in invented if query.admits(each)]
        hits = [sum(_holds(each, term) for each in admitted) for term in (*query.words, *query.phrases)]
        assert answer["termHits"] == (hits if answer["asked"] else []), query
        for facet in FACETS:
            expected = Counter(
                value for each in invented if query.finds(each, but=facet)
                for name, value in facets(each.entry) if name == facet
            )  # fmt: skip
            if facet in answer["uncounted"]:
                chosen = {value for name, value in query.facets if name == facet}
                expected = Counter({value: count for value, count in expected.items() if value in chosen})
                counted = {v: answer["counts"].get(f"{facet} {v}", 0) for v in chosen}
                assert Counter(counted) == expected, (query, facet)
            else:
                counted = {k.partition(" ")[2]: n for k, n in answer["counts"].items() if k.startswith(f"{facet} ")}
                assert Counter(counted) == expected, (query, facet)
    assert sum(bool(answer["paths"]) for answer in answers) > 100
