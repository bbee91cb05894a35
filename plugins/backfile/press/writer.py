"""The writer: Pelican's, made to replace files whole, to leave alone those that are right, and to know its own."""

# A path object for every page costs as much as comparing the page.
# ruff: noqa: PTH103, PTH105, PTH118, PTH120, PTH123

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import FileOverwriteFailedError, Writer

from backfile.address import file_of, root_of
from backfile.views import Page


class PageWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Writes the files of one build below its output folder."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.written = 0
        """How many files are new or changed."""
        self.unchanged = 0
        """How many files were right as they stood."""
        self._folders: set[str] = set()
        self._addresses: list[str] = []

    @property
    def owned(self) -> set[str]:
        """Absolute paths of all files that this build has printed."""
        return {*self._written_files, *self._overridden_files}

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all pages printed so far, in order."""
        return tuple(sorted(self._addresses))

    def owns(self, name: str) -> bool:
        """Whether this build has printed a file, by its path below the output folder."""
        return os.path.join(self.output_path, name) in self.owned

    def write_page(self, page: Page, generator: Generator) -> None:
        """Print a page with the generator's templates."""
        name = file_of(page.address)
        context: dict[str, Any] = {
            "site": generator.context["edition"].view,
            "root": root_of(page.address),
            "page_title": page.title,
            "address": page.address,
        }
        if page.view_name:
            context[page.view_name] = page.view
        if page.template == "not_found.html":
            context["root"] = generator.context["edition"].site.base_path
        self._addresses.append(page.address)
        text = generator.get_template(page.template.removesuffix(".html")).render(context)
        path = os.path.join(self.output_path, name)
        self._claim(path, override=False)
        self.replace(path, text.encode())
        if signals.content_written.receivers:
            signals.content_written.send(path, context={**generator.context, **context, "output_file": name})

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file that is no page, by its path below the output folder."""
        path = os.path.join(self.output_path, name)
        self._claim(path, override=False)
        self.replace(path, data)

    def copy(self, name: str, source: Path) -> None:
        """Copy a file to a path below the output folder; one of its size and time of change stands as it is."""
        path, of = Path(self.output_path, name), source.stat()
        self._claim(str(path), override=False)
        if path.is_file() and (path.stat().st_size, path.stat().st_mtime_ns) == (of.st_size, of.st_mtime_ns):
            self.unchanged += 1
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        shutil.copy2(source, temporary)
        temporary.replace(path)
        self.written += 1

    def replace(self, path: str, data: bytes) -> None:
        """Make a file hold these bytes: untouched where it does, else by a new file renamed onto it."""
        try:
            with open(path, "rb") as existing:
                if existing.read() == data:
                    self.unchanged += 1
                    return
        except FileNotFoundError:
            folder = os.path.dirname(path)
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)
                self._folders.add(folder)
        temporary = f"{path}.{os.getpid()}.part"
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
        self.written += 1

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
