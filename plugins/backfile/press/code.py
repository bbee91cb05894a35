"""The code that builds: a digest of it, so that what another version of it read or printed is done again."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import jinja2

from backfile.folders import files_below
from backfile.planned import digest_of
from backfile.press.job import Job
from backfile.press.stamps import stamp_of


@cache
def code_digest() -> bytes:
    """A digest of Backfile's code and tables, as the file system tells of them, and of what is installed beside it."""
    package = Path(__file__).resolve().parent.parent
    files = sorted(
        (name, stamp_of(entry.stat()))
        for name, entry in files_below(package)
        if not name.endswith(".pyc") and not name.startswith("theme/")
    )
    installed = Path(jinja2.__file__).resolve().parent.parent.stat().st_mtime_ns
    return digest_of(repr(files), str(installed), sys.version)


def building_code(job: Job, settings: bytes) -> bytes:
    """A digest of the code that reads and prints, and of the settings that bear on either."""
    return digest_of(code_digest(), job.site.lang, settings)
