"""Printing an edition: which page sets are stale, who prints them, and what became of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial

from backfile.address import file_of
from backfile.planned import PageSet
from backfile.press.job import Job
from backfile.press.print_pass import Printed, Printer
from backfile.press.printed_pages import PrintedPages, PrintedSet, spoilt
from backfile.press.workshop import Commission, PrintTask, Workshop, lent, print_sets
from backfile.workers.run import run
from backfile.workers.workers import ThisMachine

CLOSING = frozenset({"redirects", "not found"})
"""The page sets that no sitemap names."""

_BATCH = 20_000
"""Work that goes to a worker at once, in lines on lists."""
_WORTH_WORKERS = 30_000
"""Less work than this is done in the process of the build: to begin others takes longer."""
_UNCHANGED = 0.1
"""What of a set's work is left where most of its pages stand."""


class Printing:
    """Prints the page sets of one build."""

    def __init__(self, job: Job, printed: PrintedPages) -> None:
        self._job, self._printed = job, printed
        self.written = self.unchanged = 0
        """Pages."""
        self.why: tuple[str, ...] = ()
        """Why the page that was asked for was made anew."""
        self.touched: set[str] = set()
        """Files of pages that are new or changed."""
        self.is_untidy = False
        """Whether a worker may have left half a file: one died, or a cluster worked, which is silent of its deaths."""
        self._gone: set[str] = set()

    def print(self, sets: Iterable[PageSet], shop: Workshop) -> None:
        """Print those sets of which something is stale."""
        job = self._job
        stale = [(each, cost) for each in sets if (cost := self._cost(each, shop.printer))]
        few = sum(cost for _, cost in stale) < _WORTH_WORKERS
        tasks = [
            PrintTask(tuple((each.name, self._printed.data(each.name)) for each in batch)) for batch in batches(stale)
        ]
        task_of = partial(print_sets, Commission(job.settings_file, job.now, job.samples, shop.edition), job.way.why)
        workers = ThisMachine(1) if few else job.way.workers
        self.is_untidy |= bool(tasks) and not workers.shares_memory
        done = 0
        with lent(shop), closing(run(workers, task_of, tasks, describe=_name_of, remark=self._died)) as results:
            for _, finished in results:
                for each in finished:
                    self._note(each)
                done += len(finished)
                job.way.progress("printing articles and lists", done, len(stale))

    def forget_others(self, names: Iterable[str]) -> None:
        """Forget the sets that bear none of these names."""
        for name in set(self._printed.names) - set(names):
            self._gone |= self._printed.set_of(name).pages.keys()
            self._printed.remove(name)

    def gone(self) -> frozenset[str]:
        """The addresses that had a page before, and have none now."""
        if not self._gone:
            return frozenset()
        return frozenset(self._gone - self._among_pages(self._gone))

    def taken(self, addresses: set[str]) -> set[str]:
        """Those of some addresses that have a page, old addresses that lead to others aside."""
        return self._among_pages(addresses, CLOSING) if addresses else set()

    def addresses(self) -> Iterator[str]:
        """The addresses of all pages but those; a feed or a file of data is none."""
        pages = (address for name, each in self._printed.sets() if name not in CLOSING for address in each.pages)
        return (address for address in pages if address.endswith("/"))

    def _among_pages(self, addresses: set[str], but: frozenset[str] = frozenset()) -> set[str]:
        return {a for name, each in self._printed.sets() if name not in but for a in addresses & each.pages.keys()}

    def _cost(self, pages: PageSet, printer: Printer) -> float:
        """How much work a set is; 0 where all of its pages stand."""
        last = self._printed.set_of(pages.name)
        common = (last.site, last.code) == (printer.site_digest, printer.code) and all(
            printer.templates.digest(name) == digest for name, digest in last.templates.items()
        )
        if not common:
            return pages.weight + 1
        if last.digest == pages.digest and not spoilt(self._job.folders.output, last.pages):
            self.unchanged += len(last.pages)
            return 0
        return pages.weight * _UNCHANGED + 1

    def _died(self, told: str) -> None:
        self.is_untidy = True
        self._job.way.remark(told)

    def _note(self, result: Printed) -> None:
        before, after = self._printed.set_of(result.name).pages, PrintedSet.from_bytes(result.data).pages
        self._printed.add(result.name, result.data)
        self.touched |= {file_of(address) for address, page in after.items() if before.get(address) != page}
        self.written += result.written
        self.unchanged += result.unchanged
        for reasons in result.why.values():
            self.why += reasons
        self._gone |= before.keys() - after.keys()


def batches(costs: Iterable[tuple[PageSet, float]]) -> Iterator[tuple[PageSet, ...]]:
    """Page sets as batches of work, the heaviest first."""
    batch: list[PageSet] = []
    total = 0.0
    for pages, cost in sorted(costs, key=lambda pair: (-pair[1], pair[0].name)):
        if batch and total + cost > _BATCH:
            yield tuple(batch)
            batch, total = [], 0.0
        batch.append(pages)
        total += cost
    if batch:
        yield tuple(batch)


def _name_of(task: PrintTask) -> str:
    return task.name
