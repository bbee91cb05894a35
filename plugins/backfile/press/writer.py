"""The writer: Pelican's, made to replace files whole, to leave alone those that are right, and to know its own.

Pages are printed set by set (`print_pass`); this writes all other files: feeds, pictures, the theme's own, and whatever
plugins write.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pelican.writers import FileOverwriteFailedError, Writer

from backfile.press.placing import place
from backfile.press.stamps import Stamp, stamp, stamp_of


class PageWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes the files of one build below its output folder that are no pages."""

    def __init__(self, output_path: str, settings: dict[str, Any], addresses: Callable[[], Iterable[str]]) -> None:
        super().__init__(output_path, settings=settings)
        self.written = 0
        """How many files are new or changed."""
        self.unchanged = 0
        """How many files were right as they stood."""
        self._pages = addresses

    @property
    def owned(self) -> frozenset[str]:
        """Paths, below the output folder, of all files that it wrote or found right."""
        start = len(self.output_path.rstrip("/")) + 1
        return frozenset(os.path.abspath(path)[start:] for path in {*self._written_files, *self._overridden_files})  # noqa: PTH100

    @property
    def stamps(self) -> dict[str, Stamp]:
        """How these files look."""
        return {name: stamp(Path(self.output_path, name)) for name in sorted(self.owned)}

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all pages that lead to articles or are articles, in order."""
        return tuple(sorted(self._pages()))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file that is no page, by its path below the output folder."""
        path = str(Path(self.output_path, name))
        self._claim(path, override=False)
        self.replace(path, data)

    def copy(self, name: str, source: Path) -> None:
        """Copy a file to a path below the output folder; one of its size and time of change stands as it is."""
        path, of = Path(self.output_path, name), stamp_of(source.stat())
        self._claim(str(path), override=False)
        if stamp(path)[:2] == of[:2]:
            self.unchanged += 1
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        shutil.copy2(source, temporary)
        temporary.replace(path)
        self.written += 1

    def replace(self, path: str, data: bytes) -> None:
        """Make a file hold these bytes."""
        is_written, _ = place(path, data)
        self.written += is_written
        self.unchanged += not is_written

    def _claim(self, filename: str, *, override: bool) -> bool:
        """Note that a file is this build's; False where an override was written to it before."""
        if filename in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f"two files override {filename}")
            return False
        if filename in self._written_files and not override:
            raise FileOverwriteFailedError(f"two pages claim {filename}")
        (self._overridden_files if override else self._written_files).add(filename)
        return True

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """What Pelican's own writing of files and feeds goes through, and so what other plugins write."""
        return _Replacement(self, filename, encoding) if self._claim(filename, override=override) else io.StringIO()


class _Replacement(io.StringIO):
    """A text that becomes a file's content when it is closed, unless writing it failed."""

    def __init__(self, writer: PageWriter, filename: str, encoding: str) -> None:
        super().__init__(newline="")
        self._writer, self._filename, self._encoding = writer, filename, encoding

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._writer.replace(str(Path(self._filename)), self.getvalue().encode(self._encoding))
        self.close()
