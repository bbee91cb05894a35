"""What a build remembers beside its pages, so that the next one finds at once that nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backfile.planned import digest_of
from backfile.press.article_sets import ReadUnit
from backfile.press.job import Job
from backfile.press.printed_pages import PrintedPages, spoilt
from backfile.press.reading import moment
from backfile.press.stamps import Stamp, stamp, stamps_below
from backfile.press.sweep import SEARCH, folder_times


def standing(printed: PrintedPages, job: Job, inputs: bytes) -> int:
    """How many files the site has, where the last build had the same to do, ended well, and all stands as it was.

    `inputs` is the digest of all that the site is made of beside its articles. 0 where there is something to do.
    """
    told, output = printed.told, job.folders.output
    if not told.get("complete") or told.get("inputs") != inputs:
        return 0
    if job.way.search and told.get("indexed") != _indexed(job, inputs):
        return 0
    if _over(told["embargoes"], job) != told["over"]:
        return 0
    if any(stamp(output / name) != seen for name, seen in told["files"].items()):
        return 0
    files = len(told["files"])
    for _, each in printed.sets():
        if spoilt(output, each.pages):
            return 0
        files += len(each.pages)
    return files


def remember(
    printed: PrintedPages, job: Job, units: Iterable[ReadUnit], files: Mapping[str, Stamp], touched: Iterable[str]
) -> None:
    """Keep how all folders and the files that are no pages look, those that this build `touched` among them."""
    times = folder_times(job.folders.output, touched)
    printed.tell_more("folders", {folder: time or None for folder, time in times.items()})
    printed.tell("files", dict(files))
    moments = embargo_moments(units, job.site.timezone)
    printed.tell("embargoes", moments)
    printed.tell("over", _over(moments, job))


def complete(printed: PrintedPages, job: Job, inputs: bytes, articles: int, *, faultless: bool) -> None:
    """Keep that a build has ended; one with faults is looked at again, so that they are named again."""
    printed.tell("articles", articles)
    printed.tell("inputs", inputs if faultless else b"")
    printed.tell("indexed", _indexed(job, inputs) if job.way.search else b"")
    printed.tell("complete", value=True)


def embargo_moments(units: Iterable[ReadUnit], timezone: str) -> list[float]:
    """The moments, in seconds since 1970, at which embargoes end, past ones among them."""
    return sorted(moment(e.embargo, timezone).timestamp() for unit in units for e in unit.shard.entries if e.embargo)


def _indexed(job: Job, inputs: bytes) -> bytes:
    """A digest of what search was made of, and of how its files look."""
    return digest_of(inputs, repr(stamps_below((job.folders.output / SEARCH,))))


def _over(moments: Iterable[float], job: Job) -> int:
    return sum(each <= job.now.timestamp() for each in moments)
