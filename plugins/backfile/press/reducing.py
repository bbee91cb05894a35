"""The reduce pass: from what was read of every unit to the Edition, in which all that lists need is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from backfile.catalogue import Catalogue, Entry
from backfile.edition import Edition
from backfile.errors import BackfileError, FrontMatterError, SettingError
from backfile.history import version_counts
from backfile.press.article_sets import ReadUnit
from backfile.press.job import Job
from backfile.press.logo import logo_view
from backfile.press.plugins import send
from backfile.press.reading import may_be_shown
from backfile.press.redirects import redirect_address
from backfile.press.shards import ShardFiles, load_shard
from backfile.press.site_view import site_view
from backfile.press.theme import STATIC, asset_addresses
from backfile.press.thread_steps import thread_steps
from backfile.relations import read_relations
from backfile.retired_tags import tag_redirects
from backfile.views import Link
from backfile.vocab.answers import read_answers
from backfile.vocab.outlets import outlets
from backfile.vocab.regions import path_down


@dataclass(frozen=True, slots=True)
class Reduced:
    """What the reduce pass gives."""

    edition: Edition
    problems: tuple[BackfileError, ...]
    """What in the site's files, the articles' own aside, a person must mend."""


def reduce_units(job: Job, units: Iterable[ReadUnit], assets: Mapping[str, str]) -> Reduced:
    """The edition of a job's articles; `assets` are the addresses of the theme's files by name."""
    site = job.site
    entries = [e for unit in units for e in unit.shard.entries if may_be_shown(e, site.timezone, job.now)]
    entries.sort(key=lambda entry: entry.order)
    names = outlets(site.outlets.values()).by_label
    labels = {entry.outlet for entry in entries} & names.keys()
    catalogue = Catalogue(
        entries=tuple(entries), outlets=MappingProxyType({label: names[label].name for label in sorted(labels)})
    )
    found, problems = read_relations(job.relations)
    relations, related = found, {}
    if found.paths:
        public = {entry.path: entry for entry in entries if entry.access == "public"}
        relations = found.among(public)
        related = {path: public[path] for path in sorted(relations.paths)}
    codes = {code for entry in entries for code in (*entry.region, *entry.filed)}
    redirects, faults = _redirects(entries, job)
    versions = version_counts(job.history, (entry.path for entry in entries if entry.access == "public"))
    return Reduced(
        Edition(
            site=site,
            view=site_view(
                site,
                catalogue,
                assets,
                threads=bool(relations.threads),
                versions=any(number > 1 for number in versions.values()),
                samples=job.samples,
                logo=logo_view(job.logo, STATIC),
            ),
            catalogue=catalogue,
            media=job.media,
            output=job.folders.output,
            regions=frozenset(step.code for code in codes for step in path_down(code)),
            redirects=redirects,
            relations=relations,
            related=MappingProxyType(related),
            steps=thread_steps(relations.threads, related),
            versions=versions,
        ),
        (*problems, *faults),
    )


def _redirects(entries: Iterable[Entry], job: Job) -> tuple[tuple[tuple[str, Link], ...], tuple[BackfileError, ...]]:
    """Where old addresses lead, of articles and of tags, and which of them are none."""
    found: list[tuple[str, Link]] = []
    problems: list[BackfileError] = []
    for entry in entries:
        for alias in entry.aliases:
            if address := redirect_address(alias):
                found.append((address, Link(entry.title, entry.address)))
            else:
                place = f"{job.content.name}/{entry.path}.md"
                problem, remedy = "is no address of this site", "Write it from the site's root: /news/42.html"
                problems.append(FrontMatterError(problem, place=place, field="aliases", value=alias, remedy=remedy))
    try:
        lines = read_answers(job.folders.root)
    except SettingError as problem:
        return tuple(found), (*problems, problem)
    tags = dict.fromkeys(tag for entry in entries for tag in entry.tags) if lines else {}
    return (*found, *tag_redirects(lines, tags)), tuple(problems)


def reduce_all(generators: Sequence[Any], found: Iterable[tuple[str, ShardFiles]], theme: str) -> list[BackfileError]:
    """Lay what was read, and the Edition that it gives, into the generators' context; what a person must mend in it."""
    context = generators[0].context
    shared: dict[Any, Any] = {}
    context["units"] = tuple(ReadUnit(start, files, load_shard(files, shared)) for start, files in found)
    reduced = reduce_units(context["job"], context["units"], asset_addresses(Path(theme), context["job"].site))
    context["edition"] = reduced.edition
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
    send("all_generators_finalized", generators)
    for generator in generators:
        if hasattr(generator, "refresh_metadata_intersite_links"):
            generator.refresh_metadata_intersite_links()
    own = [p for unit in context["units"] for problems in unit.shard.problems.values() for p in problems]
    return [*own, *reduced.problems]
