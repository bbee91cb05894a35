"""Old addresses: where an article's aliases say that it once was."""

from __future__ import annotations

import re

_ALIAS = re.compile(r"/(?:[^/\s?#\\]+/)*(?:[^/\s?#\\]+)?")


def redirect_address(alias: str) -> str | None:
    """The address that serves an alias (`/news/42`, `/news/42.html`); None for what is no address of a site.

    A name with an ending is served as that file, any other as a directory.
    """
    if not _ALIAS.fullmatch(alias) or {".", ".."} & set(alias.split("/")) or alias == "/":
        return None
    last = alias.rsplit("/", 1)[1]
    return f"{alias}/" if last and "." not in last else alias
