"""Archives of files (ZIP, tar): what is taken out of them, in what order, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, BinaryIO, Self, cast

from backfile.capture.capture import Attachment
from backfile.capture.media_types import media_type_of
from backfile.capture.notes import FILE_NAME, NotesTable, read_notes
from backfile.capture.parcel import Parcel
from backfile.capture.saved_page import folder_names
from backfile.errors import CaptureError
from backfile.report import Remark

DEEPEST = 3
"""Archives within archives; more is a bomb, not a delivery."""
MOST_MEMBERS = 1_000_000
LARGEST_RATIO = 200
"""Times its own size that an archive may grow to; pages shrink to a tenth, bombs to a thousandth."""
ALWAYS_ALLOWED = 64 * 1024 * 1024
"""Bytes that the smallest archive may grow to."""

_LARGEST_NOTES = 64 * 1024 * 1024
_IN_MEMORY = 1024 * 1024
_LISTED = 5
_HIDDEN = re.compile(r"(?:^|/)(?:\.[^/]|__MACOSX(?:/|$)|(?:Thumbs\.db|desktop\.ini)$)")
"""Hidden files, and what systems leave behind in every folder (Finder, Explorer)."""
_WACZ_OWN = re.compile(r"datapackage(?:-digest)?\.json|pages/[^/]+\.jsonl|indexes/[^/]+|logs/[^/]+|fuzzy\.json")
_WACZ_RECORDS = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
"""What stands in a WACZ beside its records (WACZ 1.1.1); one whose end is missing is read as any archive."""
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\0-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an archive, before it is opened."""

    name: str
    """As the archive gives it, with forward slashes."""
    size: int
    """Bytes that it will have when it is unpacked."""
    refused: str = ""
    """Why it is none that can be taken in; empty for a file."""


class Damage(Exception):  # noqa: N818  # a signal to this file, which makes a CaptureError of it
    """A member cannot be read; where the walk itself raises it, neither can those behind it."""


class Reading:
    """A member that is being read: whatever its library raises on damage is Damage."""

    def __init__(self, stream: IO[bytes], unreadable: tuple[type[Exception], ...]) -> None:
        self._stream, self._unreadable = stream, unreadable

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1, /) -> bytes:
        """Its next bytes."""
        try:
            return self._stream.read(size)
        except self._unreadable as cause:
            raise Damage("it is damaged") from cause


Walk = Callable[[], Iterator[tuple[Member, Callable[[], Reading]]]]
"""Goes through an archive from its beginning: its members without its folders, each with a way to open it.

A member is opened before the next is asked for, or not at all. Raises Damage where it cannot go on.
"""


def unpacked(parcel: Parcel, walk: Walk) -> Iterator[Parcel | NotesTable | Remark]:
    """What an archive holds: its tables of notes, then its files in order, a saved page with the files of its folder.

    The archive is gone through twice: for the names, and for the files. One file is in memory at a time; a page whose
    pictures lie further on waits in a temporary file.

    Raises:
        CaptureError: it is too large in any way, damaged, or some of it is refused; all else has come before.
    """
    if parcel.depth >= DEEPEST:
        raise CaptureError(
            f"it lies {DEEPEST} archives deep", place=parcel.name, remedy="Unpack it and add what it holds"
        )
    plan = _Plan(parcel)
    plan.look_through(walk)
    yield from plan.tables
    failed, cut_short = [*plan.refused], ""
    with TemporaryFile() as scratch:
        held = _HeldBack(scratch, plan)
        try:
            for number, (member, opened) in enumerate(walk()):
                if number not in plan.wanted:
                    continue
                try:
                    with opened() as stream:
                        yield from held.released(number, stream)
                except Damage as damage:
                    failed.append(f"{_printable(member.name)} ({damage})")
        except Damage as damage:
            cut_short = f"{damage}; {'what comes before is taken in' if plan.wanted else 'nothing in it can be read'}"
        yield from held.rest()
    if plan.hidden:
        files = "1 hidden file in it was" if plan.hidden == 1 else f"{plan.hidden} hidden files in it were"
        yield Remark(parcel.name, f"{files} left alone")
    if failed:
        cut_short = f"{cut_short}; {_listed(failed)}".removeprefix("; ")
    if cut_short:
        remedy = "Unpack it yourself, and add what you miss" if failed else "Get it again from where it came"
        raise CaptureError(cut_short, place=parcel.name, remedy=remedy)


@dataclass(slots=True)
class _Plan:
    """What is to be taken out of an archive, as its names tell."""

    parcel: Parcel
    wanted: dict[int, str] = field(default_factory=dict)
    """Numbers of the members to be taken out, and their clean names."""
    page_of: dict[int, int] = field(default_factory=dict)
    """For a file of a saved page's folder, the number of that page."""
    files_of: dict[int, int] = field(default_factory=dict)
    """How many such files each page has."""
    tables: list[NotesTable] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    hidden: int = 0
    total: int = 0

    @property
    def allowance(self) -> int:
        """Bytes that the archive may grow to."""
        return self.parcel.allowance or max(ALWAYS_ALLOWED, LARGEST_RATIO * self.parcel.size)

    def look_through(self, walk: Walk) -> None:
        """Note every member; a walk that ends early leaves what came before."""
        try:
            for number, (member, opened) in enumerate(walk()):
                self.check(number, member)
                name = _clean(member.name)
                if why := member.refused or _danger(member.name):
                    self.refused.append(f"{_printable(member.name)} ({why})")
                elif _HIDDEN.search(name):
                    self.hidden += 1
                elif not (_is_notes(name) and self.read_table(name, member, opened)):
                    self.wanted[number] = name
        except Damage:
            pass  # the second walk meets it again, and tells
        self.bring_together()

    def check(self, number: int, member: Member) -> None:
        self.total += member.size
        if number >= MOST_MEMBERS:
            problem = f"it holds more than {MOST_MEMBERS:,} files"
        elif self.total > self.allowance:
            problem = f"it would grow to more than {self.allowance // 1_000_000} MB when it is unpacked"
        else:
            return
        raise CaptureError(problem, place=self.parcel.name, remedy="Unpack it yourself if you trust it")

    def read_table(self, name: str, member: Member, opened: Callable[[], Reading]) -> bool:
        """Whether a member is a table of notes, which is then read."""
        if member.size > _LARGEST_NOTES:
            return False
        try:
            with opened() as stream:
                table = read_notes(stream.read(), f"{self.parcel.name}/{name}")
        except CaptureError as error:
            self.refused.append(f"{name} ({error.problem})")
            return True
        if table:
            self.tables.append(table)
        return table is not None

    def bring_together(self) -> None:
        """Find the saved pages and the files of their folders; leave alone what a WACZ says of itself."""
        if any(map(_WACZ_RECORDS.fullmatch, self.wanted.values())):
            self.wanted = {number: name for number, name in self.wanted.items() if not _WACZ_OWN.fullmatch(name)}
        folders = {name[:cut] for name in self.wanted.values() for cut in _cuts(name)}
        owners: dict[str, int] = {}
        for number, name in self.wanted.items():
            parent, slash, page = name.rpartition("/")
            found = (f"{parent}{slash}{folder}" for folder in folder_names(page))
            if folder := next((folder for folder in found if folder in folders), ""):
                owners.setdefault(folder, number)
        for number, name in self.wanted.items():
            page_number = next((owners[name[:cut]] for cut in _cuts(name) if name[:cut] in owners), -1)
            if page_number >= 0:
                self.page_of[number] = page_number
                self.files_of[page_number] = self.files_of.get(page_number, 0) + 1

    def parcel_of(self, number: int, file: BinaryIO, size: int, attachments: tuple[Attachment, ...]) -> Parcel:
        return Parcel(
            file=file, name=f"{self.parcel.name}/{self.wanted[number]}", size=size,
            received_at=self.parcel.received_at, attachments=attachments, notes=self.parcel.notes,
            depth=self.parcel.depth + 1, allowance=max(1, self.allowance * size // max(1, self.total)),
        )  # fmt: skip


@dataclass(slots=True)
class _HeldBack:
    """Pages and files of pages that wait for one another, as stretches of a temporary file."""

    scratch: IO[bytes]
    plan: _Plan
    pages: dict[int, tuple[int, int]] = field(default_factory=dict)
    files: dict[int, list[tuple[str, int, int]]] = field(default_factory=dict)
    """By page: name, offset and size of each of its files that have come."""

    def released(self, number: int, stream: Reading) -> Iterator[Parcel]:
        """The parcel that is whole now that a member has come; none where others are still missing."""
        page = self.plan.page_of.get(number, number)
        if number not in self.plan.files_of and page == number:
            with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
                copyfileobj(stream, file)
                yield self.plan.parcel_of(number, cast("BinaryIO", file), file.tell(), ())
            return
        offset = self.scratch.seek(0, 2)
        copyfileobj(stream, self.scratch)
        size = self.scratch.tell() - offset
        if page == number:
            self.pages[page] = (offset, size)
        else:
            self.files.setdefault(page, []).append((self.plan.wanted[number], offset, size))
        if page in self.pages and len(self.files.get(page, ())) == self.plan.files_of[page]:
            yield from self.page(page)

    def rest(self) -> Iterator[Parcel]:
        """The pages whose files did not all come."""
        for page in tuple(self.pages):
            yield from self.page(page)

    def page(self, page: int) -> Iterator[Parcel]:
        folder = self.plan.wanted[page].rpartition("/")[0]
        cut = len(folder) + 1 if folder else 0
        attachments = tuple(
            Attachment(name[cut:], media_type_of(name), self.stretch(offset, size))
            for name, offset, size in sorted(self.files.pop(page, ()))
        )
        offset, size = self.pages.pop(page)
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            file.write(self.stretch(offset, size))
            yield self.plan.parcel_of(page, cast("BinaryIO", file), size, attachments)

    def stretch(self, offset: int, size: int) -> bytes:
        self.scratch.seek(offset)
        return self.scratch.read(size)


def _clean(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _is_notes(name: str) -> bool:
    return name.rpartition("/")[2] == FILE_NAME


def _cuts(name: str) -> list[int]:
    """Where the folders of a path end, outermost first."""
    return [position for position, character in enumerate(name) if character == "/"]


def _danger(name: str) -> str:
    """Why a name is refused, or empty: it must lead to a file below the archive on every system."""
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name):
        return "its name leads out of the archive"
    if _CONTROL.search(name) or not _clean(name):
        return "its name holds control characters" if _clean(name) else "it has no name"
    return ""


def _printable(name: str) -> str:
    """A name as one line can show it."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], name[:200])


def _listed(failed: list[str]) -> str:
    """What cannot be taken in, as one sentence."""
    named = "; ".join(failed[:_LISTED])
    more = f"; and {len(failed) - _LISTED} more" if len(failed) > _LISTED else ""
    count = "one thing" if len(failed) == 1 else f"{len(failed)} things"
    return f"{count} in it cannot be taken in: {named}{more}"
