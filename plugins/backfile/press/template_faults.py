"""What is wrong with a template, for whoever edits the theme: the file, the line, and the page that it was to print."""

from __future__ import annotations

from traceback import walk_tb
from types import FrameType

from jinja2 import TemplateSyntaxError

from backfile.errors import BuildError
from backfile.views import Page


def template_fault(cause: Exception, page: Page) -> BuildError:
    """The error of a page that Jinja could not print, from what it raised."""
    said = cause.message if isinstance(cause, TemplateSyntaxError) else str(cause)
    return BuildError(
        f"{page.address} cannot be printed: {type(cause).__name__}: {said}", place=_place(cause) or page.template,
        remedy="Correct the template",
    )  # fmt: skip


def _place(cause: Exception) -> str:
    """The file and line: of the wrong syntax, else of the innermost template, which Jinja puts into the traceback."""
    if isinstance(cause, TemplateSyntaxError):
        return f"{cause.filename or cause.name}:{cause.lineno}"
    steps = [(frame.f_code.co_filename, line) for frame, line in walk_tb(cause.__traceback__) if _is_template(frame)]
    return "{}:{}".format(*steps[-1]) if steps else ""


def _is_template(frame: FrameType) -> bool:
    return "__jinja_exception__" in frame.f_globals
