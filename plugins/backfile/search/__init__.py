"""The search room: Pagefind indexes over runs of periods, and what the search page needs to know of them."""

from backfile.search.index import IndexReport, index_archive

__all__ = ["IndexReport", "index_archive"]
