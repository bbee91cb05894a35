"""One build, from the articles' files to the site: read, reduce, print, sweep, index."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backfile.address import file_of
from backfile.planned import PageSet, digest_of
from backfile.press.code import building_code
from backfile.press.inputs import inputs_digest
from backfile.press.job import Job
from backfile.press.placing import take_away
from backfile.press.plugins import archive_wide, heard, send, unsent, unsent_notice, whole_notice
from backfile.press.printed_pages import PrintedPages
from backfile.press.printing import Printing
from backfile.press.read_pass import read_units
from backfile.press.reducing import reduce_all
from backfile.press.remembered import complete, remember, standing
from backfile.press.report import BuildReport
from backfile.press.sweep import changed_folders, sweep, timestamp
from backfile.press.workshop import Workshop, workshop_of
from backfile.press.writer import PageWriter
from backfile.workers.workers import ThisMachine

if TYPE_CHECKING:
    from backfile.press.press import Press


def build_site(press: Press, job: Job, printed: PrintedPages) -> BuildReport:
    """Build; where nothing that a site is made of has changed, only look whether it stands."""
    whole = archive_wide(press.plugins)
    if whole:
        job = replace(job, way=replace(job.way, workers=ThisMachine(1)))
    for notice in (*starmap(whole_notice, whole), *starmap(unsent_notice, unsent(press.plugins))):
        job.way.remark(notice)
    output, stopwatch = job.folders.output, job.stopwatch
    began, was_empty = timestamp(job.folders.cache), not any(output.iterdir())
    code = building_code(job, press.settings_digest)
    with stopwatch.timing("read"):
        found = read_units(job, code, began)
        inputs = inputs_digest(job, Path(press.theme), code)
    with stopwatch.timing("print"):
        moved = changed_folders(output, printed.told.get("folders", {}))
        if not (whole or found.is_new or moved) and (files := standing(printed, job, inputs)):
            return BuildReport(
                int(printed.told["articles"]), 0, files, 0, seconds=dict(stopwatch.seconds), samples=job.samples,
                is_there=printed.has(job.way.why), workers=job.way.workers.number,
            )  # fmt: skip
    died = printed.told.get("complete") is False
    printed.tell("complete", value=False)
    generators = press.generators(job)
    context = generators[0].context
    with stopwatch.timing("reduce"):
        problems = reduce_all(generators, found.units, press.theme)
    printing = Printing(job, printed)
    with stopwatch.timing("print"):
        # Nobody owns the files that plugins write beside a page, so they are made anew, or left where they are.
        anew = bool(whole) or (died and bool(heard()))
        _print_all(generators, printing, digest_of(code, os.urandom(8)) if anew else code)
        writer = press.writer(printing.addresses)
        for generator in generators:
            if hasattr(generator, "generate_output"):
                generator.generate_output(writer)
        is_tidy = was_empty or (printed.told.get("folders") and not died and not printed.told.get("plugins"))
        folders = moved if is_tidy and not printing.is_untidy else None
        removed = _sweep(printing, printed, writer, began, () if heard() and not anew else folders)
    with stopwatch.timing("index"):
        press.edition = context["edition"]
        press.text_digests = text_digests(printed) if job.way.search else {}
        send("finalized", press)
    problems += [problem for each in generators for problem in getattr(each, "problems", ())]
    articles = len(context["edition"].catalogue.entries)
    remember(printed, job, context["units"], writer.stamps, printing.touched)
    printed.tell("plugins", value=bool(whole or heard()))
    complete(printed, job, inputs, articles, faultless=not problems)
    return BuildReport(
        articles=articles,
        pages_written=printing.written + writer.written,
        unchanged=printing.unchanged + writer.unchanged,
        removed=removed,
        problems=tuple(problems),
        seconds=dict(stopwatch.seconds),
        samples=job.samples,
        why=printing.why,
        is_there=printed.has(job.way.why),
        read=found.read,
        workers=job.way.workers.number,
    )


def _print_all(generators: list[Any], printing: Printing, code: bytes) -> None:
    """Print all page sets: first those that do not depend on which pages there are."""
    edition = generators[0].context["edition"]
    shop = workshop_of(generators, code)
    printing.print(shop.sets.values(), shop)
    last: dict[str, PageSet] = {
        each.name: each
        for generator in generators
        if hasattr(generator, "closing_page_sets")
        for each in generator.closing_page_sets(edition, printing.taken)
    }
    printing.print(last.values(), Workshop(last, shop.printer, shop.edition))
    printing.forget_others(shop.sets.keys() | last.keys())


def _sweep(
    printing: Printing, printed: PrintedPages, writer: PageWriter, began: int, folders: tuple[str, ...] | None
) -> int:
    """Take away what nobody owns any more, and look through `folders` for other such files; through all where None."""
    output, others = Path(writer.output_path), writer.owned
    if former := set(printed.told.get("files", ())) - others:
        former -= set(map(file_of, printed.owned()))  # what was a file may be a page now
    away = sorted({*map(file_of, printing.gone()), *former})
    removed = take_away(str(output), away)
    removed += sweep(output, lambda: {*map(file_of, printed.owned()), *others}, began, folders)
    printing.touched |= {*away, *others, *(f"{folder}/" for folder in folders or ())}
    if folders is None:
        printing.touched |= set(map(file_of, printed.owned()))
    return removed


def text_digests(printed: PrintedPages) -> Mapping[str, bytes]:
    """Of each article, by its path, the digest of what search takes notice of on its page."""
    return {
        address.strip("/"): page[3]
        for name, each in printed.sets()
        if name.startswith("articles:")
        for address, page in each.pages.items()
    }
