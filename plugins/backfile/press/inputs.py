"""What a site is made of beside its articles, as the file system tells of it."""

from __future__ import annotations

from pathlib import Path

from backfile.planned import digest_of
from backfile.press.job import Job
from backfile.press.stamps import stamps_below
from backfile.relations.families import FILE_NAME as FAMILIES
from backfile.relations.threads import FILE_NAME as THREADS
from backfile.vocab.answers import FILE_NAME as ANSWERS


def inputs_digest(job: Job, theme: Path, code: bytes) -> bytes:
    """A digest of all that a build looks at, the files of articles and their pictures aside."""
    related = (job.relations / FAMILIES, job.relations / THREADS, job.folders.root / ANSWERS)
    places = (theme, *related, job.history, job.provenance)
    return digest_of(code, repr((job.site, job.logo, job.samples)), repr(stamps_below(places)))
