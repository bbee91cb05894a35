"""A page before it is printed, and what every page knows of its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backfile.views.parts import Link


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site before it is printed.

    | template | view |
    |---|---|
    | `home.html` | `home`: HomeView |
    | `article.html` | `article`: ArticleView |
    | `list.html` | `list`: ListView |
    | `copies.html` | `copies`: CopiesView |
    | `region.html` | `list`: ListView |
    | `directory.html` | `index`: IndexView |
    | `regions.html` | `index`: RegionsView |
    | `on_this_day.html` | `day`: DayView |
    | `days.html` | `days`: DaysView |
    | `feed.atom` | `feed`: FeedView |
    | `data.jsonl` | `data`: DataView |
    | `data.html` | `offers`: OffersView |
    | `thread.html` | `list`: ListView with a timeline |
    | `threads.html` | `index`: ThreadsView |
    | `search.html`, `not_found.html` | none |
    | `redirect.html` | `target`: Link |

    Every template sees besides its view: `site` (SiteView), `root`, `page_title` and `address`.
    """

    address: str
    """Where it lives; `/404.html` is the one page that names a file."""
    template: str
    title: str
    """For `<title>`, without the site's name; empty on the front page."""
    view_name: str = ""
    """The name by which the template knows its view."""
    view: object = None


@dataclass(frozen=True, slots=True)
class LogoView:
    """The site's logo, which stands for its name in the nameplate."""

    address: str
    width: int
    """Pixels, or units of an SVG."""
    height: int
    icon: bool = False
    """Whether it is the site's icon too: an SVG, which is sharp at any size."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    name: str
    lang: str
    url: str
    """Absolute address without a final slash, or empty."""
    indexing: bool
    samples: bool
    """True where the articles shown are Backfile's samples of invented news: every page says so."""
    menu: tuple[Link, ...]
    feed: str
    """Address of the site's Atom feed."""
    assets: Mapping[str, str]
    """Address of each static file of the theme by its name (`css/site.css`), with a digest in its query."""
    dir: str = "ltr"
    """Direction of the interface: `ltr` or `rtl`."""
    more: tuple[Link, ...] = ()
    """What the menu has no room for; it stands at the foot of each page: staff, pictures, corrections and the like."""
    logo: LogoView | None = None
