"""Faults: what a person must mend, with the file, the line and what stands around it, as the preview shows it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from backfile.address import article_address, is_article_path
from backfile.errors import BackfileError
from backfile.folders import Folders
from backfile.frontmatter import locate

AROUND = 4
"""Lines of a file that are shown above the faulty one, and below it."""

LONGEST_LINE = 400
"""Characters of a line that are shown."""

_LARGEST = 4_000_000
"""Bytes of a file that are looked at."""

_BACKFILE = Path(__file__).resolve().parent.parent
_PLACE = re.compile(r"(?P<file>.*?)(?:(?::|, line )(?P<line>\d+))?", re.DOTALL)
_STEP = re.compile(r'File "(?P<file>[^"\n]+)", line (?P<line>\d+)')
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that steer instead of showing, those that turn the direction of text among them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file."""

    number: int
    """1-based."""
    text: str
    faulty: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a person must mend."""

    problem: str
    file: str = ""
    """As a person names it, from the site's folder; empty where no file is at fault."""
    line: int = 0
    """1-based; 0 where it is not known."""
    field: str = ""
    value: str = ""
    """What was found."""
    remedy: str = ""
    excerpt: tuple[Line, ...] = ()
    """The faulty line between those around it."""
    address: str = ""
    """Of the article's page that cannot be shown; empty where it is no article's fault."""

    @property
    def place(self) -> str:
        """The file, with the line where it is known."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files lie that an error may name."""

    folders: Folders
    theme: Path

    def faults_of(self, error: BaseException) -> tuple[Fault, ...]:
        """What a person must mend: of an article all that breaks the schema in its file, else the one thing found."""
        if isinstance(error.__cause__, TemplateError) and not getattr(error, "place", ""):  # a plugin's, not found
            error = error.__cause__
        if not isinstance(error, BackfileError):
            return (self._of_program(error),)
        found = self._of_error(error)
        if found.address and (text := self._text(found.file)):
            others = map(self._of_error, locate(text, place=found.file).problems)
            return tuple(sorted({found, *others}, key=lambda fault: (fault.line, fault.field, fault.problem)))
        return (found,)

    def _of_error(self, error: BackfileError) -> Fault:
        fault = told(error)
        file = self._file(fault.file)
        if not file:
            return fault
        lines = _lines(file)
        line = (
            fault.line or _undecodable(file) or self._line_of_cause(error, file) or _line_of_field(lines, error.field)
        )
        return replace(fault, file=self._name(file), line=line, excerpt=_excerpt(lines, line))

    def _of_program(self, error: BaseException) -> Fault:
        """The fault of a template, a plugin or a settings file: the innermost line of the site or its theme."""
        message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        steps = [*_steps(error), *self._naming(error)]
        for file, line in reversed(steps):
            if name := self._own(file):
                remedy = "Correct the program there" if file.suffix == ".py" else "Correct the template"
                return Fault(message, name, line, remedy=remedy, excerpt=_excerpt(_lines(self._theme_file(file)), line))
        return Fault(message, remedy="Look in the terminal, which shows where the program was")

    def _naming(self, error: BaseException) -> Iterator[tuple[Path, int]]:
        """The lines of templates that name one that is not there."""
        if isinstance(error, TemplateNotFound):
            for file in sorted(self.theme.rglob("*.html")):
                for number, line in enumerate(_lines(file), 1):
                    if re.search(rf"(['\"]){re.escape(str(error.name))}\1", line):
                        yield file, number

    def _line_of_cause(self, error: BaseException, file: Path) -> int:
        """The last line of a file that was run before it failed; 0 where the file is no program."""
        if not error.__cause__:
            return 0
        there = file.resolve()
        return next((line for at, line in reversed(list(_steps(error.__cause__))) if at.resolve() == there), 0)

    def _bases(self) -> Iterator[Path]:
        if self.folders.shows_samples:
            yield self.folders.samples.root
        yield from (self.folders.root, self.theme.parent, Path())

    def _file(self, name: str) -> Path | None:
        return next((base / name for base in self._bases() if name and (base / name).is_file()), None)

    def _text(self, name: str) -> str:
        file = self._file(name)
        try:
            return file.read_text("utf-8") if file else ""
        except (OSError, UnicodeDecodeError):
            return ""

    def _name(self, file: Path) -> str:
        """A file's path from the site's folder, or from that of the samples or the theme, with forward slashes."""
        found = file.resolve()
        bases = [base.resolve() for base in self._bases()]
        return next((found.relative_to(base).as_posix() for base in bases if found.is_relative_to(base)), str(file))

    def _own(self, file: Path) -> str:
        """The name of a file that is the site's or the theme's own; empty for one of another program."""
        found = self._theme_file(file).resolve()
        own = found.is_relative_to(self.theme.resolve()) or (
            found.is_relative_to(self.folders.root.resolve())
            and not found.is_relative_to(_BACKFILE)
            and "site-packages" not in found.parts
        )
        return self._name(found) if own and found.is_file() else ""

    def _theme_file(self, file: Path) -> Path:
        """A file; one without a folder is a template by its name."""
        return self.theme / "templates" / file


def told(error: BackfileError) -> Fault:
    """What an error says of itself, without looking into the file."""
    parts = _PLACE.fullmatch(error.place)
    file, line = (parts["file"], int(parts["line"] or 0)) if parts else (error.place, 0)
    return Fault(error.problem, file, line, error.field, error.value, error.remedy, address=_address(file))


def _address(name: str) -> str:
    folder, _, file = name.partition("/")
    path = file.removesuffix(".md")
    return article_address(path) if folder == "content" and path != file and is_article_path(path) else ""


def _steps(error: BaseException) -> Iterator[tuple[Path, int]]:
    """The files and lines that a program passed on the way to an error, the innermost last.

    What was raised in another process tells its way as the text of its cause; a file that is no program, as an error of
    its syntax.
    """
    if error.__cause__:
        yield from _steps(error.__cause__)
    for found in _STEP.finditer(str(error)):
        yield Path(found["file"]), int(found["line"])
    for step in traceback.extract_tb(error.__traceback__):
        yield Path(step.filename), step.lineno or 0
    if isinstance(error, SyntaxError) and error.filename:
        yield Path(error.filename), error.lineno or 0
    if isinstance(error, TemplateSyntaxError) and (name := error.filename or error.name):
        yield Path(name), error.lineno


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8", "backslashreplace")
    except OSError:
        return []
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").split("\n")


def _undecodable(file: Path) -> int:
    """The first line that is no UTF-8; 0 where all are."""
    try:
        content = file.read_bytes()
        content.decode("utf-8")
    except OSError:
        return 0
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0


def _line_of_field(lines: list[str], field: str) -> int:
    """The first line that gives a field or setting its value; 0 where none does."""
    given = re.compile(rf"\s*{re.escape(re.split(r'[.[]', field)[0])}\s*[:=]")
    return next((number for number, line in enumerate(lines, 1) if field and given.match(line)), 0)


def _excerpt(lines: list[str], line: int) -> tuple[Line, ...]:
    if not 0 < line <= len(lines):
        return ()
    last = len(lines) - (lines[-1] == "" and line < len(lines))
    numbers = range(max(1, line - AROUND), min(last, line + AROUND) + 1)
    return tuple(Line(number, _shown(lines[number - 1]), number == line) for number in numbers)


def _shown(text: str) -> str:
    cut = text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), cut)
