"""The exceptions of Backfile, each one message for a person.

    BackfileError
    ├── SettingError        a setting of the site is unknown or wrong
    ├── CaptureError        a capture cannot be read; it is kept and reported
    │   └── NoArticleError  it can, and is another page that a crawler met, or the rest of an export
    ├── FrontMatterError    a Markdown file does not say what an article needs
    ├── StoreError          captures/ cannot be read or written
    ├── SheetError          a spreadsheet cannot be read, written, or applied
    ├── RelationError       a file of families or threads cannot be understood
    ├── WorkerError         those who do the work cannot be reached, or die of it
    └── BuildError          the site cannot be built

Every message names the place, the field, the value and what to do; the chain of causes is printed once, by the
command line.
"""

from __future__ import annotations


class BackfileError(Exception):
    """Something a person must mend: where it is, what is wrong there, and what to do about it."""

    def __init__(self, problem: str, *, place: str = "", field: str = "", value: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        """File, or file:line, or address."""
        self.field = field
        """Name of the front matter field or setting, where there is one."""
        self.value = value
        """The value that was found, as printed."""
        self.remedy = remedy
        """What to do, as a sentence."""

    def __str__(self) -> str:
        """`place: field: problem (found 'value'). Remedy.`, leaving out what is not known."""
        head = ": ".join(part for part in (self.place, self.field, self.problem) if part)
        found = f" (found {self.value!r})" if self.value else ""
        return f"{head}{found}. {self.remedy}" if self.remedy else f"{head}{found}."


class SettingError(BackfileError):
    """A setting in pelicanconf.py or publishconf.py is unknown or wrong."""


class CaptureError(BackfileError):
    """A capture holds nothing that can be read as an article."""


class NoArticleError(CaptureError):
    """A page of a web archive is no article (a front page, a list, a notice), or what an export holds beside them."""


class FrontMatterError(BackfileError):
    """The front matter of a Markdown file is missing, malformed, or breaks the schema."""


class StoreError(BackfileError):
    """The store of captures cannot be read or written."""


class SheetError(BackfileError):
    """A spreadsheet of metadata cannot be read, written, or applied."""


class RelationError(BackfileError):
    """The file of families, or that of threads, cannot be understood."""


class WorkerError(BackfileError):
    """The processes or machines that do the work cannot be reached, or a task ends each that does it."""


class BuildError(BackfileError):
    """The site cannot be built."""
