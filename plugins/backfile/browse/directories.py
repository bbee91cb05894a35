"""Directories: the pages that list all agencies, staff, tags, outlets, authors and who made pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backfile.browse.alphabet import FULL, by_letter, divided, in_order
from backfile.browse.groups import Groups, NamedGroup
from backfile.browse.pictures import pictures_link
from backfile.interface import gettext
from backfile.links import directory_link
from backfile.views import Group, IndexView, Link, Page


def directory_pages(groups: Groups, lang: str) -> Iterator[Page]:
    """The directory of every kind that has names."""
    yield from _directory("agencies", _one(groups.agencies), len(groups.agencies), lang)
    for kind, members in (("outlets", groups.outlets), ("tags", groups.tags), ("authors", groups.authors)):
        yield from _names_pages(kind, _links(members), lang)
    yield from staff_pages(groups, lang)
    yield from picture_pages(groups, lang)


def _names_pages(kind: str, names: tuple[Link, ...], lang: str) -> Iterator[Page]:
    """A directory that may grow without end."""
    link = directory_link(kind, lang)
    shown = (Group("", names),) if kind == "outlets" else by_letter(names)
    if names:
        yield from divided(IndexView(kind, link.text, link.address, shown, len(names)), names, link.address, lang)


def staff_pages(groups: Groups, lang: str) -> Iterator[Page]:
    """The directory of all staff codes by outlet, and one of each outlet's; where they are many, outlets alone."""
    by_outlet = tuple(
        Group(groups.staff_outlets[address] or gettext(lang, "Outlet unknown"), _links(members), address)
        for address, members in groups.staff.items()
    )
    total = sum(len(each.links) for each in by_outlet)
    heads = (Group("", in_order(Link(each.title, each.address, len(each.links)) for each in by_outlet)),)
    yield from _directory("staff", by_outlet if total <= FULL else heads, total, lang)
    for each in by_outlet:
        title = gettext(lang, "Staff, %(outlet)s") % {"outlet": each.title}
        trail = (directory_link("staff", lang),)
        whole = IndexView("staff", title, each.address, (Group("", each.links),), len(each.links), trail)
        yield from divided(whole, each.links, each.address, lang)


def picture_pages(groups: Groups, lang: str) -> Iterator[Page]:
    """The directory of picture agencies and photographers."""
    link = pictures_link(lang)
    agencies, photographers = _links(groups.picture_agencies), _links(groups.photographers)
    beside = (Group(gettext(lang, "Picture agencies"), agencies),) if agencies else ()
    shown = (*beside, Group(gettext(lang, "Photographers"), photographers)) if photographers else beside
    if shown:
        whole = IndexView("pictures", link.text, link.address, shown, len(agencies) + len(photographers))
        yield from divided(whole, photographers, f"{link.address}photographers/", lang, beside)


def _directory(kind: str, groups: tuple[Group, ...], total: int, lang: str) -> Iterator[Page]:
    if total:
        link = directory_link(kind, lang)
        view = IndexView(kind, link.text, link.address, groups, total)
        yield Page(link.address, "directory.html", link.text, "index", view)


def _one(groups: Iterable[NamedGroup]) -> tuple[Group, ...]:
    return (Group("", _links(groups)),)


def _links(groups: Iterable[NamedGroup]) -> tuple[Link, ...]:
    return in_order(group.link for group in groups)
