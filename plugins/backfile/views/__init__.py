"""What templates see: one frozen view per page kind, made of links and plain values, never of internals.

Every address in a view is a site address (`/tags/x/`); a template prints it as `{{ root }}{{ link.address[1:] }}`,
so that the site works under any path.
"""

from __future__ import annotations

from backfile.views.article import (
    ArticleView,
    ChangeView,
    CitationView,
    CopyView,
    PictureView,
    ProvenanceView,
    RelatedView,
    ThreadStep,
    VersionView,
)
from backfile.views.copies import CopiesView, CopyColumn, PassageView
from backfile.views.days import DaysView, DayView, YearOfDay
from backfile.views.directories import HomeView, IndexView
from backfile.views.lists import (
    Bars,
    ListView,
    Share,
    ShareRow,
    ShareTable,
    ThreadLine,
    ThreadsView,
    Timeline,
    TimelineDay,
)
from backfile.views.offers import DataView, FeedEntry, FeedView, OffersView
from backfile.views.page import LogoView, Page, SiteView
from backfile.views.parts import Group, Link, Period, PrintedDate, Teaser, Weeks
from backfile.views.places import MapCountry, MapShade, MapView, PlaceGroup, PlaceLine, PlaceView, RegionsView

__all__ = [
    "ArticleView",
    "Bars",
    "ChangeView",
    "CitationView",
    "CopiesView",
    "CopyColumn",
    "CopyView",
    "DataView",
    "DayView",
    "DaysView",
    "FeedEntry",
    "FeedView",
    "Group",
    "HomeView",
    "IndexView",
    "Link",
    "ListView",
    "LogoView",
    "MapCountry",
    "MapShade",
    "MapView",
    "OffersView",
    "Page",
    "PassageView",
    "Period",
    "PictureView",
    "PlaceGroup",
    "PlaceLine",
    "PlaceView",
    "PrintedDate",
    "ProvenanceView",
    "RegionsView",
    "RelatedView",
    "Share",
    "ShareRow",
    "ShareTable",
    "SiteView",
    "Teaser",
    "ThreadLine",
    "ThreadStep",
    "ThreadsView",
    "Timeline",
    "TimelineDay",
    "VersionView",
    "Weeks",
    "YearOfDay",
]
