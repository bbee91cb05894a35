"""One run of relating: content/ to relations/families.jsonl and threads.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from backfile.errors import BuildError, RelationError
from backfile.folders import Folders
from backfile.relate.archive import Archive, Progress, read_archive
from backfile.relate.copies import Compared, compared, families_of
from backfile.relate.notebook import Notebook, load, pair_of, save
from backfile.relate.proposals import proposals_of, suggestions_of
from backfile.relate.report import RelateReport
from backfile.relate.running import Rarity, running_stories
from backfile.relate.thread_file import HEAD, with_additions
from backfile.relations import Threads, line_of, read_threads
from backfile.relations.families import FILE_NAME as FAMILIES
from backfile.relations.relations import read_threads_file
from backfile.relations.threads import FILE_NAME as THREADS

_NOTEBOOK = "relate.pickle"


def relate(folders: Folders, progress: Progress) -> RelateReport:
    """Relate the articles below content/: write their families anew, and put proposals into the file of threads.

    Raises:
        RelationError: threads.yaml cannot be understood; then it and the families stay as they are.
        BuildError: a file cannot be written.
    """
    threads = read_threads_file(folders.root / THREADS)
    known = load(folders.cache / _NOTEBOOK)
    archive = read_archive(folders.content, known, progress)
    pairs = compared(archive, known)
    families = families_of(archive, pairs.copies)
    numbers = {member.path: number for number, family in enumerate(families) for member in family.members}
    proposed, suggested = _put_in(folders.root / THREADS, threads, archive, numbers)
    if families or (folders.root / FAMILIES).is_file():
        _write(folders.root / FAMILIES, "".join(f"{line_of(family)}\n" for family in families))
    save(_notes(archive, pairs), folders.cache / _NOTEBOOK)
    return RelateReport(
        articles=len(archive.stories),
        families=len(families),
        in_families=len(numbers),
        proposed=proposed,
        suggested=suggested,
        confirmed=len(threads.confirmed),
        problems=_missing(threads, archive),
    )


def _put_in(file: Path, threads: Threads, archive: Archive, families: Mapping[str, int]) -> tuple[int, int]:
    """Put what is new into the file of threads; how many proposals and suggestions that is."""
    rarity = Rarity(archive.stories.values())
    held = {thread.id: thread.held for thread in threads.threads}
    excluded = {thread.id: thread.excluded for thread in threads.threads}
    found = list(running_stories(archive.stories, rarity, held, excluded))
    proposals = proposals_of(found, archive.stories, families, rarity, held)
    suggestions = suggestions_of(found, threads)
    if proposals or suggestions:
        text = file.read_bytes().decode("utf-8-sig") if file.is_file() else HEAD
        new = with_additions(text, read_threads(text), proposals, suggestions, archive.stories)
        read_threads(new)  # a file that could not be read again is never written
        _write(file, new)
    return len(proposals), sum(map(len, suggestions.values()))


def _missing(threads: Threads, archive: Archive) -> tuple[RelationError, ...]:
    """The lines of the file that name an article which is not there."""
    return tuple(
        RelationError(
            "there is no such article in content/", place=f"{THREADS}:{line}", field="articles", value=path,
            remedy="Correct the path, or remove the line",
        )
        for thread in threads.threads
        if thread.status != "dismissed"
        for path, line in zip(thread.articles, thread.lines, strict=True)
        if path not in archive.digests
    )  # fmt: skip


def _notes(archive: Archive, pairs: Compared) -> Notebook:
    """What the next run need not find out again."""
    stories = {digest: archive.stories.get(path) for path, digest in archive.digests.items()}
    overlaps = {
        pair_of(archive.digests[short], archive.digests[long]): pairs.copies.get((short, long))
        for short, long in chain(pairs.copies, pairs.others)
    }
    return Notebook(stories, overlaps)


def _write(file: Path, text: str) -> None:
    """Write a file under a temporary name beside it, and rename it; one that is right stays untouched.

    Raises:
        BuildError: it cannot be written.
    """
    data = text.encode()
    try:
        if file.is_file() and file.read_bytes() == data:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_name(f".{file.name}.new")
        temporary.write_bytes(data)
        temporary.replace(file)
    except OSError as cause:
        raise BuildError(
            f"it cannot be written: {cause.strerror or cause}", place=str(file),
            remedy="Make room or give permission, then run it again",
        ) from cause  # fmt: skip
