"""The article page: from an article's record to what its template sees."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from markupsafe import Markup

from backfile.article import Contributor, Image
from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.history import Version
from backfile.interface import gettext, mark
from backfile.links import (
    agency_link,
    author_link,
    filed_from_link,
    outlet_link,
    photographer_link,
    picture_agency_link,
    region_link,
    region_trail,
    staff_link,
    tag_link,
)
from backfile.press.credit_runs import credit_runs
from backfile.press.provenance_panel import provenance_view
from backfile.press.related import related_view
from backfile.press.shards import Record
from backfile.press.versions import version_views
from backfile.printed import direction, printed_instant, teaser
from backfile.provenance import Provenance
from backfile.views import ArticleView, CitationView, Link, Page, PictureView
from backfile.vocab.regions import is_region, region_name

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "reporter": mark("reporting"),
        "additional_reporting": mark("additional reporting"),
        "writer": mark("writing"),
        "editor": mark("editing"),
        "compiler": mark("compiled by"),
        "contributor": mark("contribution"),
        "author": mark("author"),
    }
)
"""The roles of a reporting line in words."""


def article_page(
    record: Record,
    edition: Edition,
    neighbours: tuple[Entry | None, Entry | None],
    json_ld: Markup,
    *,
    versions: tuple[Version, ...] = (),
    provenance: Provenance | None = None,
    citation: CitationView | None = None,
) -> Page:
    """An article's page, between the articles before and after it in time, with the versions that it went through.

    `provenance` is how it came out of its capture, where that is known.
    """
    previous, following = neighbours
    article, entry, lang = record.article, record.entry, edition.site.lang
    address = entry.address
    view = ArticleView(
        title=article.title,
        address=address,
        lang=entry.lang,
        dir=direction(entry.lang),
        date=printed_instant(article.date, lang) if article.date else None,
        modified=printed_instant(article.modified, lang) if article.modified else None,
        outlet=outlet_link(article.outlet) if article.outlet else None,
        outlet_name=edition.catalogue.outlets.get(article.outlet, article.outlet),
        section=article.section,
        series=article.series,
        standfirst=article.standfirst,
        byline=article.byline,
        authors=tuple(map(author_link, article.authors)),
        dateline=article.dateline.text if article.dateline else "",
        picture=_picture(article.image, record.pictures) if article.image else None,
        body=Markup(record.html),  # noqa: S704  # sanitised by `to_html`
        text_withheld=article.access == "metadata",
        credit_line=article.credit_line,
        staff=tuple(staff_link(article.outlet, code) for code in article.staff),
        agencies=tuple(map(agency_link, article.agencies)),
        reporting=tuple(_contribution(person, lang) for person in article.reporting),
        tags=tuple(map(tag_link, article.tags)),
        filed=tuple(Link(region_link(code, lang).text, filed_from_link(code, lang).address) for code in entry.filed),
        regions=tuple(region_trail(code, lang) for code in article.region),
        mentioned=tuple(_mentioned(code, edition) for code in article.mentioned),
        source=article.source if article.source.startswith(("https://", "http://")) else "",
        capture=article.capture,
        correction=article.correction,
        status=article.status,
        rights=article.rights,
        previous=teaser(previous, lang) if previous else None,
        next=teaser(following, lang) if following else None,
        json_ld=json_ld,
        versions=version_views(versions, lang) if article.access == "public" else (),
        provenance=provenance_view(record, provenance, lang),
        citation=citation,
        related=related_view(entry, edition),
        extra=article.extra,
    )
    return Page(address, "article.html", article.title, "article", view)


def _picture(image: Image, pictures: Mapping[str, tuple[int, int]]) -> PictureView:
    shown = image.file in pictures
    width, height = pictures.get(image.file, (0, 0))
    agencies = tuple(map(picture_agency_link, image.agencies))
    photographer = photographer_link(image.photographer) if image.photographer else None
    runs, unprinted = credit_runs(image.credit, (*agencies, photographer) if photographer else agencies)
    return PictureView(
        address=f"/media/{quote(image.file)}" if shown else "",
        caption=image.caption,
        credit=image.credit,
        agencies=agencies,
        photographer=photographer,
        credit_runs=runs,
        unprinted=unprinted,
        width=width,
        height=height,
    )


def _mentioned(code: str, edition: Edition) -> Link:
    """A country that is named: it leads to its list where one exists."""
    if code in edition.regions:
        return region_link(code, edition.site.lang)
    return Link(region_name(code, edition.site.lang) if is_region(code) else code, "")


def _contribution(person: Contributor, lang: str) -> tuple[str, str, str]:
    return gettext(lang, ROLES.get(person.role, person.role.replace("_", " "))), person.name, person.place
