"""One run of intake: inbox/ to captures/ to content/ and media/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from backfile.capture.capture import Capture, size_of
from backfile.capture.inbox import Item, links, waiting
from backfile.capture.store import Store
from backfile.errors import StoreError
from backfile.folders import Folders
from backfile.intake.arrivals import arrive
from backfile.intake.desk import Desk
from backfile.intake.manuscript import Manuscript, manuscript_of
from backfile.normalise.normalise import RULES_VERSION
from backfile.progress import Progress, silent
from backfile.report import Held, IntakeReport, Problem
from backfile.vocab import SiteWords
from backfile.workers.in_order import in_order
from backfile.workers.workers import Workers


def take_in(
    folders: Folders,
    words: SiteWords,
    *,
    items: Iterable[Item] | None = None,
    refer: bool = False,
    progress: Progress = silent,
    workers: Workers | None = None,
    now: datetime | None = None,
) -> IntakeReport:
    """Take in what lies in inbox/, and finish what an interrupted run left.

    With `items`, those are taken in instead, and stay where they are; with `refer` they are web archives, which are not
    copied. `words` are what the site adds to the rules' vocabularies. `workers` read captures, by default those of this
    machine; captures/ and content/ are written by this process alone. `now` is when the captures came, aware: the
    present by default.

    Raises:
        StoreError: captures/ cannot be read or written.
        BuildError: content/ or media/ cannot be written.
        WorkerError: nobody is there any more to read.
    """
    with Store.open(folders.captures) as store:
        was_empty = next(store.digests(), None) is None
        if items is None:
            arrivals = arrive(store, list(waiting(folders.inbox)), folders.inbox, progress, now=now)
        else:
            arrivals = arrive(store, list(items), None, progress, refer=refer, now=now)
        digests = list(
            dict.fromkeys(
                (*store.unread(RULES_VERSION), *store.came_again(), *(digest for _, digest in arrivals.again))
            )
        )
        desk = Desk(store, folders, surely_new=frozenset() if was_empty else arrivals.new)
        read = partial(manuscript_of, words=words)
        captures = _captures(store, digests)
        manuscripts = in_order(
            read, captures, number=len(digests), died=_fatal, weight=_size_of, workers=workers
        )  # fmt: skip
        for number, manuscript in enumerate(manuscripts, 1):
            desk.settle(manuscript)
            progress("Reading captures", number, len(digests))
        desk.make_safe()
        store.settle()
        if not folders.history.is_dir():
            desk.rebuild_histories()
        named_now = {problem.digest for problem in (*arrivals.problems, *desk.problems)}
        return IntakeReport(
            taken=tuple(desk.taken),
            joined=tuple(desk.joined),
            held=(*_held(store, desk, arrivals.again), *desk.revisits),
            same_addresses=tuple(desk.same_addresses),
            offers=tuple(desk.offers),
            problems=(*_links(folders), *arrivals.problems, *desk.problems),
            remarks=arrivals.remarks,
            no_articles=desk.no_articles,
            repairs=store.repairs,
            unread_before=len(set(store.failed()) - named_now),
        )


def _held(store: Store, desk: Desk, again: tuple[tuple[str, str], ...]) -> Iterator[Held]:
    """The files whose bytes were held already, or came twice in this run; none that became an article only now."""
    made = {(taken.name, taken.path) for taken in desk.taken}
    for name, digest in again:
        if digest in desk.held and (name, desk.held[digest]) not in made:
            yield Held(name, desk.held[digest], store.captured_at(digest))


def _captures(store: Store, digests: list[str]) -> Iterator[Capture | Problem]:
    """The captures of these digests; one whose bytes are damaged is a problem of its own, and stops no other."""
    for digest in digests:
        try:
            yield store.get(digest, outlined=True)
        except StoreError as error:
            yield Problem(error.place or digest, error.problem, error.remedy, digest)


def _fatal(capture: Capture | Problem, reason: str) -> Manuscript | Problem:
    if isinstance(capture, Problem):
        return capture
    return Problem(capture.name, f"reading it {reason}", "Report this as a fault", capture.digest)


def _size_of(capture: Capture | Problem) -> int:
    return size_of(capture) if isinstance(capture, Capture) else 0


def _links(folders: Folders) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            link.relative_to(folders.inbox).as_posix(),
            "it is a link, which is not followed",
            "Put the file itself there",
        )
        for link in links(folders.inbox)
    )
