"""Backfile: captured news articles as a static archive. Pelican loads this package as its plugin."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import Any


def register() -> None:
    """Put the rooms that make pages together; Pelican calls this when it loads the plugin.

    Whoever imports Backfile for something else imports none of Pelican.
    """
    from pelican.plugins import signals

    from backfile.press.signals import cited, indexed_text, structured_data
    from backfile.publish.citation.panel import citation
    from backfile.publish.json_ld import json_ld

    signals.readers_init.connect(_add_reader)
    signals.get_generators.connect(_generators)
    signals.finalized.connect(_index)
    structured_data.connect(json_ld)
    cited.connect(citation)
    indexed_text.connect(_text_digest)


def _generators(_press: Any) -> tuple[type, ...]:
    """In the order in which they print: what stands around the pages comes after them."""
    from backfile.browse.generator import ListGenerator
    from backfile.press.generator import ArticleGenerator
    from backfile.publish.generator import PublishGenerator

    return ArticleGenerator, ListGenerator, PublishGenerator


def _add_reader(readers: Any) -> None:
    from backfile.press.reader import ArticleReader

    for extension in ArticleReader.file_extensions:
        readers.reader_classes[extension] = ArticleReader


def _index(press: Any) -> None:
    """Bring search up to date once all pages stand."""
    if press.job.way.search:
        from backfile.search import BOUNDARIES, index_archive

        job, catalogue, way = press.job, press.edition.catalogue, press.job.way
        index_archive(
            catalogue, press.text_digests, job.folders.output, job.relations / BOUNDARIES, lang=job.site.lang,
            workers=way.workers.number if way.workers.shares_memory else 2, progress=way.progress,
        )  # fmt: skip


def _text_digest(_sender: Any, *, page: bytes) -> bytes:
    from backfile.search.page import text_digest

    return text_digest(page)
