"""Site generators that build the same archive in turn, after the same changes, in several rounds."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import changes
from changes import Choice, Content
from timing import Run, settle, timed

Command = tuple[str | Path, ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator and its site."""

    name: str
    site: Path
    build: tuple[Command, ...]
    """The programs that make the site, one after another."""
    leftovers: tuple[str, ...]
    """What of the site's folder a cold build starts without."""
    path_here: Callable[[Path], Path] = field(default=lambda path: path)
    """Where its content has the article of a path below Backfile's content/."""

    @property
    def content(self) -> Content:
        """Its content as it is now."""
        return Content(self.site / "content", self.path_here)

    def page(self, article: Path) -> Path:
        """The page of an article, given as its path below Backfile's content/."""
        return self.site / "output" / self.path_here(article).with_suffix("") / "index.html"

    def clear(self) -> None:
        """Remove all that a build has made."""
        for name in self.leftovers:
            shutil.rmtree(self.site / name, ignore_errors=True)

    def run(self, *options: str | Path, memory: bool = False) -> Run:
        """Build once; the first program gets the options. Of several programs, the largest counts for memory."""
        first, *others = self.build
        runs = [timed(*command, folder=self.site, memory=memory) for command in ((*first, *options), *others)]
        seconds = sum(run.seconds for run in runs)
        return Run(
            seconds=seconds,
            cpu=sum(run.cpu for run in runs),
            peak=max(run.peak for run in runs),
            proportional=max(run.proportional for run in runs),
            resident=max(run.resident for run in runs),
            others=sum(run.others * run.seconds for run in runs) / seconds,
            output="".join(run.output for run in runs),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to a site before a build is timed, and how its output shows that it was done."""

    name: str
    prepare: Callable[[Contender, Content, Choice], None]
    is_seen: Callable[[Contender, Choice], bool]


def _contains(page: Path, words: str) -> bool:
    return page.is_file() and words in page.read_text("utf-8")


def _is_gone(contender: Contender, article: Path) -> bool:
    """Whether an article's page is away; Hugo leaves it where it was, so there its month must not list it."""
    page = contender.page(article)
    month = contender.site / "output" / Path(*article.parts[:2]) / "index.html"
    return not page.exists() or not _contains(month, f"/{page.parent.name}/")


COLD = Step("cold", lambda site, _, __: site.clear(), lambda site, choice: site.page(choice.edited).is_file())
NOTHING = Step("nothing changed", lambda _, __, ___: None, lambda site, choice: site.page(choice.edited).is_file())
EDITED = Step(
    "one article edited",
    lambda _, content, choice: changes.edit(content, choice),
    lambda site, choice: _contains(site.page(choice.edited), changes.CORRECTION),
)
ADDED = Step(
    "one article added today",
    lambda _, content, choice: changes.add(content, choice),
    lambda site, choice: (
        site.page(choice.newest).parent.with_name(changes.NEW_ARTICLE).joinpath("index.html").is_file()
        and _contains(site.site / "output" / "index.html", changes.NEW_TITLE)
    ),
)
DELETED = Step(
    "one article deleted",
    lambda _, content, choice: changes.delete(content, choice),
    lambda site, choice: _is_gone(site, choice.deleted),
)
RENAMED = Step(
    "one tag renamed",
    lambda _, content, choice: changes.rename(content, choice),
    lambda site, choice: (
        _contains(site.page(choice.tagged[0]), changes.NEW_TAG)
        and any((site.site / "output" / "tags").glob(f"{changes.NEW_TAG.replace(' ', '-')}/index.html"))
    ),
)
ALL_STEPS = (COLD, NOTHING, EDITED, ADDED, DELETED, RENAMED)

Runs = Mapping[tuple[str, str], Sequence[Run]]
"""The runs of each step and contender, by their names: one a round."""


def contest(contenders: Sequence[Contender], choice: Choice, steps: Sequence[Step], rounds: int) -> Runs:
    """Time every step on every contender, which take turns at each step; afterwards the content is as it was."""
    runs: defaultdict[tuple[str, str], list[Run]] = defaultdict(list)
    for number in range(rounds):
        contents = {contender.name: contender.content for contender in contenders}
        for step in steps:
            # who begins changes from round to round
            for contender in contenders if number % 2 else reversed(contenders):
                step.prepare(contender, contents[contender.name], choice)
                settle()
                run = contender.run()
                if not step.is_seen(contender, choice):
                    sys.exit(f"{contender.name}: {step.name}, but its output does not show it ({contender.site})")
                runs[step.name, contender.name].append(run)
                told(f"{contender.name}: {step.name}", run)
        for content in contents.values():
            content.put_back()
    return runs


def told(what: str, run: Run) -> None:
    """Tell the person who waits of one run."""
    memory = f"{run.proportional:7.0f} MiB" if run.proportional else ""
    print(
        f"{what:40} {run.seconds:8.2f} s {run.cpu:8.2f} s CPU {memory} others {run.others:.2f}",
        file=sys.stderr, flush=True,
    )  # fmt: skip


def memory_of(contender: Contender, *options: str | Path, cold: bool = True) -> Run:
    """A build whose memory is looked at all the time, which costs some of its speed."""
    if cold:
        contender.clear()
    settle()
    run = contender.run(*options, memory=True)
    told(f"{contender.name}: memory", run)
    return run
