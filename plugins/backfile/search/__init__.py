"""The search room: Pagefind indexes over runs of periods, and what the search page needs to know of them."""

from backfile.search.boundaries import FILE as BOUNDARIES
from backfile.search.index import IndexReport, index_archive
from backfile.search.page import text_digest

__all__ = ["BOUNDARIES", "IndexReport", "index_archive", "text_digest"]
