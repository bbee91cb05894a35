"""robots.txt (RFC 9309): whether search engines may read the site."""

from __future__ import annotations

from backfile.publish.sitemap import ADDRESS
from backfile.site import Site


def robots(site: Site) -> str:
    """The text of robots.txt: everything or nothing, and where the sitemap is."""
    if not site.indexing:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}{ADDRESS}\n" if site.url else "User-agent: *\nAllow: /\n"
