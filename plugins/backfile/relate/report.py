"""What a run of relating tells of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backfile.errors import RelationError


@dataclass(frozen=True, slots=True)
class RelateReport:
    """One run."""

    articles: int
    families: int
    in_families: int
    """Articles that stand in one."""
    proposed: int
    """New proposals of threads."""
    suggested: int
    """New suggestions for threads that there are."""
    confirmed: int
    """Threads that readers may see."""
    problems: tuple[RelationError, ...] = ()
    """What a person must mend in threads.yaml."""

    def lines(self) -> Iterator[str]:
        """The report as lines of text."""
        yield (
            f"{self.articles:,} articles: {_counted(self.families, 'family', 'families')} of wire copy "
            f"with {_counted(self.in_families, 'article', 'articles')}; "
            f"{_counted(self.confirmed, 'confirmed thread', 'confirmed threads')}."
        )
        yield from self.news()

    def news(self) -> Iterator[str]:
        """What an editor should hear of, as lines of text; none where there is nothing new."""
        yield from map(str, self.problems)
        if self.proposed or self.suggested:
            yield (
                f"threads.yaml: {_counted(self.proposed, 'new proposal', 'new proposals')}, "
                f"{_counted(self.suggested, 'new suggestion', 'new suggestions')}."
            )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
