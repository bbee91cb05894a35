"""The desk: where each manuscript goes, and what keeps it from overwriting a person's work."""

from __future__ import annotations

import os
from difflib import unified_diff

from backfile.address import article_path
from backfile.capture.capture import sha256
from backfile.capture.metadata_record import MetadataRecord
from backfile.capture.pictures import picture_name
from backfile.capture.store import Store
from backfile.folders import Folders
from backfile.intake.contents import Contents, capture_in, write_whole
from backfile.intake.manuscript import Manuscript
from backfile.normalise.normalise import RULES_VERSION
from backfile.report import Offer, Problem, Taken

_SAFE_AFTER = 1_000


class Desk:
    """Settles manuscripts one by one, and gathers what became of them.

    A file is written before the record that says so: a run that dies between the two is finished by the next, which
    finds the file by its `capture` field.
    """

    def __init__(self, store: Store, folders: Folders, *, surely_new: frozenset[str]) -> None:
        self.taken: list[Taken] = []
        self.held: dict[str, str] = {}
        """Where each article lies that needs no more copies, by digest; empty where a person deleted it."""
        self.offers: list[Offer] = []
        self.problems: list[Problem] = []
        self._store = store
        self._media = folders.media
        self._contents = Contents(folders.content)
        self._surely_new = surely_new
        """Digests of captures that no file of content/ can hold yet."""
        self._unsafe: list[MetadataRecord] = []

    def settle(self, manuscript: Manuscript | Problem) -> None:
        """Write a manuscript where it belongs, or leave what a person made of it; note a problem.

        Raises:
            StoreError: captures/ cannot be read or written.
            BuildError: content/ or media/ cannot be written.
        """
        record = self._store.metadata(manuscript.digest)
        if isinstance(manuscript, Problem):
            self.problems.append(manuscript)
            if not record or (record.problem and (record.problem, record.rules) != (manuscript.problem, RULES_VERSION)):
                self._note(MetadataRecord(manuscript.digest, RULES_VERSION, problem=manuscript.problem))
        elif record and record.path:
            self._settle_again(manuscript, record)
        else:
            self._settle_new(manuscript)

    def make_safe(self) -> None:
        """Make what was written safe, and only then record that it was.

        Raises:
            StoreError: captures/ cannot be written.
        """
        if self._unsafe:
            os.sync()
        for record in self._unsafe:
            self._store.append_metadata(record)
        self._store.sync()
        self._unsafe.clear()

    def _settle_new(self, manuscript: Manuscript) -> None:
        path = "" if manuscript.digest in self._surely_new else self._contents.by_capture.get(manuscript.digest, "")
        if path:
            self._compare(manuscript, path, self._contents.file(path).read_bytes())
        else:
            path = article_path(
                manuscript.title, manuscript.date, manuscript.digest, _Taken(self._store, self._contents)
            )
            self._write(manuscript, path)
            self.taken.append(Taken(manuscript.name, path))
            self.held[manuscript.digest] = path
        self._note(self._record(manuscript, path))

    def _settle_again(self, manuscript: Manuscript, record: MetadataRecord) -> None:
        path = self._where(record)
        if not path:
            self.held[manuscript.digest] = ""
            return
        there = self._contents.file(path).read_bytes()
        edited = sha256(there) != record.markdown
        if manuscript.markdown_digest == record.markdown:
            self.held[manuscript.digest] = path
        elif edited:
            self._compare(manuscript, path, there)
        else:
            self._write(manuscript, path)
            self.taken.append(Taken(manuscript.name, path, again=True))
            self._note(self._record(manuscript, record.path))

    def _where(self, record: MetadataRecord) -> str:
        """Path of the file that holds a recorded article, wherever a person moved it; empty where it is gone."""
        file = self._contents.file(record.path)
        if file.is_file() and capture_in(file) == record.capture:
            return record.path
        return self._contents.by_capture.get(record.capture, "")

    def _compare(self, manuscript: Manuscript, path: str, there: bytes) -> None:
        """Note that an article is there already, or offer what reads differently now."""
        if there == manuscript.markdown.encode():
            self.held[manuscript.digest] = path
            return
        old = there.decode("utf-8", "replace").splitlines(keepends=True)
        new = manuscript.markdown.splitlines(keepends=True)
        lines = unified_diff(old, new, f"content/{path}.md", "new reading")
        self.offers.append(Offer(manuscript.name, path, "".join(lines)))

    def _write(self, manuscript: Manuscript, path: str) -> None:
        if manuscript.pictures:
            for attachment in self._store.get(manuscript.digest).attachments:
                name = picture_name(attachment)
                if name in manuscript.pictures and not (self._media / name).exists():
                    write_whole(self._media / name, attachment.data)
        self._contents.write(path, manuscript.markdown)

    def _record(self, manuscript: Manuscript, path: str) -> MetadataRecord:
        return MetadataRecord(
            manuscript.digest, RULES_VERSION, path, manuscript.markdown_digest, account=manuscript.account
        )  # fmt: skip

    def _note(self, record: MetadataRecord) -> None:
        self._unsafe.append(record)
        if len(self._unsafe) >= _SAFE_AFTER:
            self.make_safe()


class _Taken:
    """The paths that no new article may have: those of files, and those that articles once had."""

    def __init__(self, store: Store, contents: Contents) -> None:
        self._store, self._contents = store, contents

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self._contents.holds(path) or self._store.holds_path(path))
