"""The read pass: every article file that is new or changed becomes a record in its unit's shard; others are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from backfile.catalogue import Entry
from backfile.errors import BackfileError, FrontMatterError
from backfile.press.job import Job
from backfile.press.reading import read_article
from backfile.press.shards import (
    Kept,
    Record,
    Shard,
    ShardFiles,
    ShardWriter,
    load_shard,
    load_stamps,
    replace_file,
)
from backfile.press.stamps import UNKNOWN, Stamp, article_stamps, settled, stamp
from backfile.press.units import Unit, units
from backfile.workers.run import run
from backfile.workers.workers import ThisMachine

_FEW_FILES = 400
"""Files that are read in the process of the build: to begin others takes longer."""


@dataclass(frozen=True, slots=True)
class ReadUnits:
    """What the read pass did."""

    units: tuple[tuple[str, ShardFiles], ...]
    """Where each unit begins, and where its shard lies."""
    is_new: bool
    """Whether anything is other than after the last build."""
    read: int
    """How many article files were new or changed."""


def read_units(job: Job, code: bytes, began: int) -> ReadUnits:
    """Bring the shards of all units up to date.

    `code` is the digest of the code that reads; `began` is when the build did, by the file system's clock.
    """
    folder, division = job.state / "units", job.state / "units.txt"
    stamps = settled(article_stamps(job.content), began)
    now = units(tuple(stamps), unit_starts(division))
    files = [ShardFiles.of(folder, unit.start) for unit in now]
    kept = [load_stamps(each, code) for each in files]
    media = _media_named(kept, job.media)
    tasks = [
        ReadTask(unit, tuple(map(stamps.__getitem__, unit.files)), place, code, job.content, job.media, job.site.lang)
        for unit, place, told in zip(now, files, kept, strict=True)
        if not is_fresh(unit, told, stamps, media)
    ]
    is_divided_anew = _keep_division(division, now, files)
    told = {file: each[0] for unit in kept for file, each in unit.items()}
    few = sum(told.get(file) != stamps[file] for file in stamps) < _FEW_FILES
    read = done = 0
    total = sum(len(task.unit.files) for task in tasks)
    workers = ThisMachine(1) if few else job.way.workers
    with closing(run(workers, read_unit, tasks, describe=_name_of, remark=job.way.remark)) as results:
        for task, number in results:
            read += number
            done += len(task.unit.files)
            job.way.progress("reading articles", done, total)
    return ReadUnits(
        tuple((unit.start, place) for unit, place in zip(now, files, strict=True)), is_divided_anew or bool(tasks), read
    )


def unit_starts(division: Path) -> tuple[str, ...]:
    """Where the units of the last build began, by the file that tells of it."""
    try:
        return tuple(division.read_text("utf-8").split("\n")[:-1])
    except (FileNotFoundError, UnicodeDecodeError):
        return ()


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A unit to be read."""

    unit: Unit
    stamps: tuple[Stamp, ...]
    """Of the unit's files, in their order."""
    files: ShardFiles
    key: bytes
    """Digest of the code and settings that read."""
    content: Path
    media: Path
    lang: str

    @property
    def name(self) -> str:
        """What it is, for a person."""
        return f"the articles from {self.content.name}/{self.unit.files[0]} on"


def is_fresh(unit: Unit, kept: Mapping[str, Kept], stamps: Mapping[str, Stamp], media: Mapping[str, Stamp]) -> bool:
    """Whether a unit's shard tells of just these files as they are now."""
    if len(kept) != len(unit.files):
        return False
    for file in unit.files:
        told = kept.get(file)
        if told is None or told[0] != stamps[file] or told[0] == UNKNOWN:
            return False
        for name, seen in told[2]:
            if media.get(name, UNKNOWN) != seen:
                return False
    return True


def read_unit(task: ReadTask) -> int:
    """Bring a unit's shard up to date; how many files had to be read as articles."""
    before = load_stamps(task.files, task.key)
    held = load_shard(task.files) if before else Shard()
    by_path = {entry.path: entry for entry in held.entries}
    writer = ShardWriter(task.files, task.key, held)
    entries: list[Entry] = []
    places: dict[str, tuple[int, int]] = {}
    problems: dict[str, tuple[BackfileError, ...]] = {}
    kept: dict[str, Kept] = {}
    read = 0
    for file, seen in zip(task.unit.files, task.stamps, strict=True):
        path = file.removesuffix(".md")
        try:
            told, text = _looked_at(task, file, seen, before.get(file))
        except BackfileError as problem:
            problems[file] = (problem,)
            continue
        if text is None:
            kept[file] = told
            if file in held.problems:
                problems[file] = held.problems[file]
            elif path in by_path:
                entries.append(by_path[path])
                places[path] = writer.keep(path)
            continue
        read += 1
        try:
            record = read_article(file, text, task.content, task.media, lang=task.lang, source=task.key + told[1])
        except FrontMatterError as problem:
            problems[file] = (problem,)
            record = None
        kept[file] = (seen, told[1], _pictures(task.media, record))
        if record:
            entries.append(record.entry)
            places[path] = writer.add(record)
    writer.finish(Shard("", tuple(entries), places, problems), kept)
    return read


def _looked_at(task: ReadTask, file: str, seen: Stamp, before: Kept | None) -> tuple[Kept, bytes | None]:
    """What is to be kept of a file, and its bytes where it must be read as an article.

    Raises:
        FrontMatterError: the system refuses to read it.
    """
    if before and _pictures_stand(task.media, before):
        if before[0] == seen and seen != UNKNOWN:
            return before, None
        text = _bytes_of(task, file)
        if _digest(text) == before[1]:
            return (seen, before[1], before[2]), None
    else:
        text = _bytes_of(task, file)
    return (seen, _digest(text), ()), text


def _bytes_of(task: ReadTask, file: str) -> bytes:
    try:
        with open(f"{task.content}/{file}", "rb") as opened:  # noqa: PTH123  # a path object costs as much as reading
            return opened.read()
    except OSError as cause:
        raise FrontMatterError(
            f"it cannot be read: {cause.strerror}", place=f"{task.content.name}/{file}",
            remedy="Give permission to read it",
        ) from cause  # fmt: skip


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=16).digest()


def _pictures(media: Path, record: Record | None) -> tuple[tuple[str, Stamp], ...]:
    return tuple((name, stamp(media / name)) for name in record.entry.media) if record else ()


def _pictures_stand(media: Path, kept: Kept) -> bool:
    return all(stamp(media / name) == seen for name, seen in kept[2])


def _media_named(kept: Iterable[Mapping[str, Kept]], media: Path) -> dict[str, Stamp]:
    """The stamps, now, of all pictures that articles name."""
    names = {name for unit in kept for _, _, pictures in unit.values() for name, _ in pictures}
    return {name: stamp(media / name) for name in names}


def _keep_division(division: Path, now: Iterable[Unit], files: Iterable[ShardFiles]) -> bool:
    """Keep where units begin, and the shards of these units alone; whether that is new."""
    text = "".join(f"{unit.start}\n" for unit in now).encode()  # no unit at all is not one that begins at no path
    if division.is_file() and division.read_bytes() == text:
        return False
    division.parent.mkdir(parents=True, exist_ok=True)
    names = {each.name for each in files}
    for left in (division.parent / "units").glob("*"):
        if left.name.partition(".")[0] not in names:
            left.unlink()
    replace_file(division, text)
    return True


def _name_of(task: ReadTask) -> str:
    return task.name
