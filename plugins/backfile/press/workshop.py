"""The workshop: all that a process needs to print page sets; inherited from the build, or opened from its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from backfile.errors import BuildError
from backfile.planned import PageSet, digest_of
from backfile.press.plugins import heard
from backfile.press.print_pass import Printed, Printer, print_set, site_digest
from backfile.press.signals import indexed_text
from backfile.press.templates import Templates


@dataclass(frozen=True, slots=True)
class Commission:
    """What a worker is told of the build that it works for."""

    settings_file: Path
    now: datetime
    samples: bool
    edition: bytes
    """Digest of all page sets, which a worker that opens its own workshop must come to as well."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Page sets by name, and what they are printed with."""

    sets: Mapping[str, PageSet]
    printer: Printer
    edition: bytes


@dataclass(frozen=True, slots=True)
class PrintTask:
    """Page sets to be printed together, each with what was printed of it last."""

    sets: tuple[tuple[str, bytes], ...]

    @property
    def name(self) -> str:
        """What it is, for a person."""
        first = self.sets[0][0]
        return f"the pages of {first}" + (f" and {len(self.sets) - 1} more lists" if len(self.sets) > 1 else "")


_inherited: ContextVar[Workshop | None] = ContextVar("workshop", default=None)


@contextmanager
def lent(workshop: Workshop) -> Iterator[None]:
    """Let this process, and those that it forks meanwhile, print with a workshop."""
    token = _inherited.set(workshop)
    try:
        yield
    finally:
        _inherited.reset(token)


def print_sets(commission: Commission, asked: str, task: PrintTask) -> tuple[Printed, ...]:
    """Print the page sets of a task, in whatever process.

    Raises:
        BuildError: this process sees another archive than the build does.
    """
    shop = _inherited.get()
    if shop is None or shop.edition != commission.edition:
        shop = _opened(commission)
    return tuple(print_set(shop.printer, shop.sets[name], before, asked) for name, before in task.sets)


@lru_cache(maxsize=1)
def _opened(commission: Commission) -> Workshop:
    # The press prints through this module, so it is met only when a process that did not inherit it begins.
    shop: Workshop = import_module("backfile.press.build").workshop(commission)
    if shop.edition != commission.edition:
        raise BuildError(
            "a worker sees another state of the site than the build does", place=str(commission.settings_file.parent),
            remedy="Let all workers use the same folder and the same version of Backfile",
        )  # fmt: skip
    return shop


def workshop_of(generators: Sequence[Any], code: bytes) -> Workshop:
    """The workshop of a build whose generators have made their context."""
    context = generators[0].context
    edition, job = context["edition"], context["job"]
    templates = Templates(generators[0].env)
    templates.make_ready(["article.html", "list.html"])
    printer = Printer(
        output=job.folders.output,
        templates=templates,
        site=edition.view,
        site_digest=site_digest(edition.view, edition.site.base_path),
        base_path=edition.site.base_path,
        code=code,
        text_digest=text_digest,
        on_written=context["plugin_articles"].tell_written if "content_written" in heard() else None,
    )
    sets = {
        each.name: each
        for generator in generators
        if hasattr(generator, "page_sets")
        for each in generator.page_sets(edition)
    }
    return Workshop(sets, printer, digest_of(code, *(each.digest for each in sets.values())))


def text_digest(page: bytes) -> bytes:
    """The digest of what search takes notice of on a page; empty where nobody asks for it."""
    return next((bytes(answer) for _, answer in indexed_text.send(None, page=page)), b"")
