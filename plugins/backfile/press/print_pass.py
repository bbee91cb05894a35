"""Printing page sets: each page that is stale is made, rendered and placed; the others are left as they stand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from backfile.address import file_of
from backfile.planned import PageSet, PlannedPage, digest_of
from backfile.press.placing import place
from backfile.press.printed_pages import NOTHING, PrintedPage, PrintedSet, content_digest
from backfile.press.templates import Templates
from backfile.views import Page, SiteView


@dataclass(frozen=True, slots=True)
class Printer:
    """What pages are printed with."""

    output: Path
    templates: Templates
    site: SiteView
    site_digest: bytes
    """Of what every page is told of the site."""
    base_path: str
    """The path that the site lies under, for the page that is shown at any address."""
    code: bytes
    """Digest of the code that makes pages."""
    text_digest: Callable[[bytes], bytes]
    """The digest of what search takes notice of on a page."""
    on_written: Callable[[Page, str], None] | None = None
    """Called with each page that was written and its file, where a plugin wants to know."""

    def render(self, page: Page) -> bytes:
        """A page's bytes."""
        root = ""
        if page.template == "not_found.html":
            root = self.base_path
        elif page.template == "feed.atom" and self.site.url:
            root = f"{self.site.url}/"  # a feed is read far from where it was fetched
        return self.templates.render(page, self.site, root=root).encode()


def site_digest(site: SiteView, base_path: str) -> bytes:
    """The digest of what every page is told of the site, which lies under a path."""
    told = {each.name: getattr(site, each.name) for each in fields(site) if each.name != "assets"}
    return digest_of(repr(told), repr(sorted(site.assets.items())), base_path)


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one page set."""

    name: str
    data: bytes
    """The set as it is now, for the journal."""
    written: int = 0
    unchanged: int = 0
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of each page that was asked for: why it was made anew."""


def print_set(printer: Printer, pages: PageSet, before: bytes, asked: str = "") -> Printed:
    """Bring the pages of one set up to date; `before` is the set as it was printed last, `asked` an address."""
    last = PrintedSet.from_bytes(before) if before else NOTHING
    press = _SetPrinter(printer, last)
    why: dict[str, tuple[str, ...]] = {}
    for planned in pages.plan():
        reasons = tuple(press.print(planned))
        if planned.address == asked:
            why[asked] = reasons
    done = PrintedSet(pages.digest, press.site, printer.code, press.templates, press.pages)
    return Printed(pages.name, done.as_bytes(), press.written, press.unchanged, why)


class _SetPrinter:
    def __init__(self, printer: Printer, last: PrintedSet) -> None:
        self._printer, self._last = printer, last
        self._root = f"{printer.output}/"
        self.site = printer.site_digest
        self.templates: dict[str, bytes] = {}
        self.pages: dict[str, tuple[object, ...]] = {}
        self.written = self.unchanged = 0
        self._common = [
            *(["what every page says of the site"] if last.site != self.site else []),
            *(["Backfile itself"] if last.code != printer.code else []),
        ]

    def print(self, planned: PlannedPage) -> Iterator[str]:
        """Print a page where it is stale; gives why, in words."""
        template = planned.template
        if template not in self.templates:
            self.templates[template] = self._printer.templates.digest(template)
        prints = b"".join([digest for _, digest in planned.prints])
        was = self._last.pages.get(planned.address)
        path = self._root + file_of(planned.address)
        if was is None:
            yield "it is new"
        else:
            reasons = [*self._common, *self._changes(planned, PrintedPage(*was), prints)]
            if not reasons:
                if found := self._standing(path, PrintedPage(*was)):
                    self.pages[planned.address] = found
                    self.unchanged += 1
                    return
                reasons = ["its file in output/ was changed or is gone"]
            yield from reasons
        page = planned.make()
        data = self._printer.render(page)
        is_written, status = place(path, data)
        self.written += is_written
        self.unchanged += not is_written
        if self._printer.on_written:
            self._printer.on_written(page, path)
            status = os.stat(path)  # noqa: PTH116  # a plugin may have changed the file
            data = Path(path).read_bytes()
        text = self._printer.text_digest(data) if template == "article.html" else b""
        looks = (status.st_size, status.st_mtime_ns, status.st_ino)
        self.pages[planned.address] = (template, prints, content_digest(data), text, *looks)

    def _changes(self, planned: PlannedPage, was: PrintedPage, prints: bytes) -> Iterator[str]:
        if was.template != planned.template or self._last.templates.get(was.template) != self.templates[was.template]:
            yield f"the template {planned.template}, or one that it uses"
        if was.prints == prints:
            return
        if len(was.prints) != len(prints):
            yield "what it is made of"
            return
        for number, (name, digest) in enumerate(planned.prints):
            if was.prints[8 * number : 8 * number + 8] != digest:
                yield name

    @staticmethod
    def _standing(path: str, was: PrintedPage) -> tuple[object, ...] | None:
        """The page where its file stands as it was printed, looked at by its content where it looks otherwise."""
        try:
            status = os.stat(path)  # noqa: PTH116  # called for every page of a set
        except (FileNotFoundError, NotADirectoryError):
            return None
        looks = (status.st_size, status.st_mtime_ns, status.st_ino)
        if looks == was[4:]:
            return was
        with open(path, "rb") as file:  # noqa: PTH123
            return (*was[:4], *looks) if content_digest(file.read()) == was.content else None
