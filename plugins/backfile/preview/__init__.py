"""The local preview: serves the built site to this machine, tells open pages of each build, and shows what is wrong."""

from __future__ import annotations

from backfile.preview.fault import Fault, Places, told
from backfile.preview.pages import Pages
from backfile.preview.search_update import SearchUpdate
from backfile.preview.server import preview_server
from backfile.preview.shown import Edition, Shown
from backfile.preview.watch import Watch

__all__ = ["Edition", "Fault", "Pages", "Places", "SearchUpdate", "Shown", "Watch", "preview_server", "told"]
