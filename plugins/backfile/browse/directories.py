"""Directories: the pages that list all regions, agencies, staff, tags, outlets and authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backfile.browse.groups import Groups, NamedGroup
from backfile.catalogue import Entry
from backfile.interface import gettext
from backfile.links import directory_link, region_link
from backfile.views import Group, IndexView, Link, Page
from backfile.vocab.regions import path_down


def directory_pages(groups: Groups, lang: str) -> Iterator[Page]:
    """The directory of every kind that has names."""
    regions = continents(groups.regions, lang)
    yield from _directory("regions", regions, len(groups.regions), lang)
    yield from _directory("agencies", _one(groups.agencies), len(groups.agencies), lang)
    yield from _directory("outlets", _one(groups.outlets), len(groups.outlets), lang)
    yield from _directory("tags", by_letter(groups.tags), len(groups.tags), lang)
    yield from _directory("authors", by_letter(groups.authors), len(groups.authors), lang)
    yield from staff_pages(groups, lang)


def staff_pages(groups: Groups, lang: str) -> Iterator[Page]:
    """The directory of all staff codes by outlet, and one of each outlet's."""
    by_outlet = tuple(
        Group(groups.staff_outlets[address] or gettext(lang, "Outlet unknown"), _links(members), address)
        for address, members in groups.staff.items()
    )
    yield from _directory("staff", by_outlet, sum(len(each.links) for each in by_outlet), lang)
    for each in by_outlet:
        title = gettext(lang, "Staff, %(outlet)s") % {"outlet": each.title}
        view = IndexView("staff", title, each.address, (Group("", each.links),), len(each.links))
        yield Page(each.address, "directory.html", title, "index", view)


def by_letter(groups: Iterable[NamedGroup]) -> tuple[Group, ...]:
    """Names under the first letter of their addresses, which is Latin in every script; digits together, last."""
    letters: dict[str, list[NamedGroup]] = {}
    for each in groups:
        first = each.address.rstrip("/").rsplit("/", 1)[1].removeprefix("n-")[:1]
        letters.setdefault(first.upper() if first.isalpha() else "0–9", []).append(each)
    return tuple(Group(letter, _links(letters[letter])) for letter in sorted(letters, key=lambda s: (s[0] == "0", s)))


def continents(regions: Mapping[str, tuple[Entry, ...]], lang: str) -> tuple[Group, ...]:
    """The countries that articles are of, under their continents."""
    countries: dict[str, list[Link]] = {}
    for code, entries in regions.items():
        if len(code) == 2:
            link = region_link(code, lang)
            countries.setdefault(path_down(code)[0].code, []).append(Link(link.text, link.address, len(entries)))
    heads = sorted(((region_link(code, lang), code) for code in countries), key=lambda head: head[0].text)
    return tuple(Group(head.text, _sorted(countries[code]), head.address) for head, code in heads)


def _directory(kind: str, groups: tuple[Group, ...], total: int, lang: str) -> Iterator[Page]:
    if total:
        link = directory_link(kind, lang)
        view = IndexView(kind, link.text, link.address, groups, total)
        yield Page(link.address, "directory.html", link.text, "index", view)


def _one(groups: Iterable[NamedGroup]) -> tuple[Group, ...]:
    return (Group("", _links(groups)),)


def _links(groups: Iterable[NamedGroup]) -> tuple[Link, ...]:
    return _sorted(group.link for group in groups)


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.address)))
