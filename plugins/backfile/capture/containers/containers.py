"""The containers, in the order in which they are looked for, and how what they hold comes out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backfile.capture.capture import Capture
from backfile.capture.containers.compressed import first_part, is_gzip, open_compressed
from backfile.capture.containers.feed import is_feed, open_feed
from backfile.capture.containers.json_feed import is_json_feed, open_json_feed
from backfile.capture.containers.json_lines import is_json_lines, open_json_lines
from backfile.capture.containers.json_list import is_json_list, open_json_list
from backfile.capture.containers.messages import is_mail, is_mbox, open_mail, open_mbox
from backfile.capture.containers.page_of_stories import is_page_of_stories, open_page_of_stories
from backfile.capture.containers.pasted import is_several_pastes, open_pastes
from backfile.capture.containers.table import is_table, open_table
from backfile.capture.containers.tar_archive import is_tar, open_tar
from backfile.capture.containers.web import is_unread, open_web_archive, refuse_unread
from backfile.capture.containers.wire import is_wire_message, open_wire_message
from backfile.capture.containers.wordpress import is_wordpress_export, open_wordpress_export
from backfile.capture.containers.zip_archive import is_zip, open_zip
from backfile.capture.notes import NotesInUse, NotesTable, noted_archive
from backfile.capture.parcel import Parcel, whole
from backfile.capture.web_archive import WebArchive, is_wacz, is_warc
from backfile.errors import CaptureError
from backfile.report import Remark

_LISTED = 5
"""Failures that one message names."""


@dataclass(frozen=True, slots=True)
class Container:
    """A format whose files hold many captures."""

    name: str
    """What a person calls it."""
    is_it: Callable[[Parcel], bool]
    """Whether a parcel is of this format, by content alone; reads little and never raises."""
    opened: Callable[[Parcel], Iterator[Parcel | Capture | NotesTable | Remark | WebArchive]]
    """What it holds, in order: parcels for files, which are looked into in turn, captures for entries.

    A table of notes comes before the files that it names. Memory holds one of them at a time. Raises CaptureError
    where it is damaged, after what could be read.
    """


def _holds_more(parcel: Parcel) -> bool:
    """Whether a compressed file is looked into: a page in a gzip file alone is a capture as it is."""
    inner = first_part(parcel)
    return inner is not None and (not is_gzip(parcel) or any(container.is_it(inner) for container in CONTAINERS))


CONTAINERS: tuple[Container, ...] = (
    Container("a WARC file", is_warc, open_web_archive),
    Container("a WACZ file", is_wacz, open_web_archive),
    Container("a web archive of another form", is_unread, refuse_unread),
    Container("a ZIP archive", is_zip, open_zip),
    Container("a tar archive", is_tar, open_tar),
    Container("a compressed file", _holds_more, open_compressed),
    Container("a mail message", is_mail, open_mail),
    Container("a mailbox", is_mbox, open_mbox),
    Container("a WordPress export", is_wordpress_export, open_wordpress_export),
    Container("a feed", is_feed, open_feed),
    Container("a message of a news agency", is_wire_message, open_wire_message),
    Container("a JSON Feed", is_json_feed, open_json_feed),
    Container("JSON Lines", is_json_lines, open_json_lines),
    Container("a JSON list", is_json_list, open_json_list),
    Container("a table", is_table, open_table),
    Container("a page of several stories", is_page_of_stories, open_page_of_stories),
    Container("pasted text of several articles", is_several_pastes, open_pastes),
)
"""The first that knows a parcel opens it; a parcel that none knows is one capture."""


def captures_in(parcel: Parcel) -> Iterator[Capture | Remark | WebArchive]:
    """The captures that a parcel holds, in order; a container with nothing in it gives none.

    Raises:
        CaptureError: it is damaged, lies too deep, or is too large for a page, or some of what it holds is so; all
            that could be read has come before.
    """
    container = next((container for container in CONTAINERS if container.is_it(parcel)), None)
    if container is None:
        yield whole(parcel)
        return
    yield from _all_in(parcel, container)


def _all_in(parcel: Parcel, container: Container) -> Iterator[Capture | Remark | WebArchive]:
    """What a container holds, and what the containers in it hold: one that fails stops none of the others."""
    tables: list[NotesInUse] = []
    failed: list[CaptureError] = []
    try:
        for thing in container.opened(parcel):
            if isinstance(thing, NotesTable):
                tables.append(NotesInUse(thing))
            elif isinstance(thing, Parcel):
                try:
                    for inner in captures_in(thing):
                        yield _noted(inner, tables)
                except CaptureError as error:
                    failed.append(error)
            else:
                yield _noted(thing, tables)
    except CaptureError as error:
        failed.append(error)
    failed += [row.problem for table in tables for row in table.waiting() if row.problem]
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise _together(failed, parcel.name)


def _noted(thing: Capture | Remark | WebArchive, tables: list[NotesInUse]) -> Capture | Remark | WebArchive:
    for table in tables:
        if isinstance(thing, Capture):
            thing = table.noted(thing)
        elif isinstance(thing, WebArchive):
            thing = noted_archive(table, thing)
    return thing


def _together(failed: list[CaptureError], name: str) -> CaptureError:
    listed = "; ".join(f"{error.place}: {error.problem}" for error in failed[:_LISTED])
    more = f"; and {len(failed) - _LISTED} more" if len(failed) > _LISTED else ""
    return CaptureError(
        f"{len(failed)} things in it cannot be taken in ({listed}{more})", place=name,
        remedy="Unpack it yourself, and add what you miss",
    )  # fmt: skip
