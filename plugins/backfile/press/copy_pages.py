"""Families of wire copy side by side: what each outlet added to the copy, and what it left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from lxml import html

from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.history import Change, Passage
from backfile.interface import gettext
from backfile.planned import PageSet, PlannedPage, digest_of
from backfile.press.article_sets import ReadUnit
from backfile.press.related import copies_address, member_words
from backfile.press.shards import Records
from backfile.printed import teaser
from backfile.relations import Family, Member
from backfile.relations.alignment import aligned
from backfile.relations.differences import difference, prose
from backfile.views import CopiesView, CopyColumn, Page, PassageView

MOST = 8
"""Articles that a page shows beside the source."""

_PARAGRAPHS = "//p | //pre | //tr | //li[not(.//p)]"


class CopyPages:
    """Plans the pages of the families of an edition, each where its source lies."""

    def __init__(self, edition: Edition, units: Sequence[ReadUnit]) -> None:
        self._edition, self._units = edition, units
        related = edition.related
        self._homes: Mapping[str, ReadUnit] = (
            {entry.path: unit for unit in units for entry in unit.shard.entries if entry.path in related}
            if related
            else {}
        )

    def sets(self) -> Iterator[PageSet]:
        """One set for each unit in which the source of a family lies that has a page."""
        families, related = self._edition.relations.families, self._edition.related
        sources = (path for path in sorted(families) if families[path].source == path)
        shown = (families[path] for path in sources if copies_address(families[path], related))
        for start, together in groupby(shown, lambda family: self._homes[family.source].start):
            some = tuple(together)
            told = b"".join(digest_of(family.source, *self._digests(family)) for family in some)
            yield PageSet(f"copies:{start}", digest_of(told), _WORK * len(some), partial(self._plan, some))

    def _plan(self, families: Sequence[Family]) -> Iterator[PlannedPage]:
        for family in families:
            address = copies_address(family, self._edition.related)
            prints = tuple(zip(_INGREDIENTS, self._digests(family), strict=True))
            yield PlannedPage(address, "copies.html", prints, partial(self._page, address, family))

    def _digests(self, family: Family) -> tuple[bytes, ...]:
        entries = [self._edition.related[member.path] for member in self._shown(family)]
        return (
            digest_of(*(entry.digest for entry in entries)),
            digest_of(*(entry.listed for entry in entries)),
            digest_of(family.known_by, *(f"{member.path} {member.kind}" for member in self._shown(family))),
        )

    def _shown(self, family: Family) -> list[Member]:
        """The source, then the others that may be shown, oldest first."""
        shown = [member for member in family.members if member.path in self._edition.related]
        return sorted(shown, key=lambda member: member.path != family.source)

    def _page(self, address: str, family: Family) -> Page:
        lang, related = self._edition.site.lang, self._edition.related
        source, *others = self._shown(family)
        entry = related[source.path]
        texts = self._texts([related[member.path] for member in (source, *others[:MOST])])
        text = texts[source.path]
        view = CopiesView(
            source=teaser(entry, lang),
            agencies=", ".join(entry.agencies),
            words=member_words(source, family, lang),
            text=text,
            copies=tuple(self._column(member, family, text, texts[member.path]) for member in others[:MOST]),
            more=len(others[MOST:]),
        )
        title = gettext(lang, "Side by side: %(title)s") % {"title": entry.title}
        return Page(address, "copies.html", title, "copies", view)

    def _column(self, member: Member, family: Family, source: Sequence[str], text: Sequence[str]) -> CopyColumn:
        lang, entry = self._edition.site.lang, self._edition.related[member.path]
        own, theirs = prose(text), prose(source)
        adds, cuts = difference(own, [theirs]), difference(theirs, [own])
        return CopyColumn(
            article=teaser(entry, lang),
            agencies=", ".join(entry.agencies),
            words=member_words(member, family, lang, (adds, cuts)),
            passages=tuple(_passages(aligned(source, text))),
        )

    def _texts(self, entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
        """The paragraphs of articles, by path; of each unit the file of records is opened once."""
        found: dict[str, tuple[str, ...]] = {}
        by_unit = sorted(entries, key=lambda entry: self._homes[entry.path].start)
        for _, some in groupby(by_unit, lambda entry: self._homes[entry.path].start):
            together = list(some)
            unit = self._homes[together[0].path]
            records = Records(unit.files, unit.shard)
            found |= {entry.path: paragraphs_in(records.record(entry).html) for entry in together}
        return found


_WORK = 60
"""What a page of a family is in work, against a line on a list."""

_INGREDIENTS = ("the texts of its articles", "their headlines, dates and outlets", "which articles it holds")
"""What a page of a family prints, in words, in the order of its digests."""


def paragraphs_in(body: str) -> tuple[str, ...]:
    """The paragraphs of a rendered body as plain text, list items and table rows too; no subheads, no captions."""
    if not body.strip():
        return ()
    tree = html.fragment_fromstring(body, create_parent="div")
    for figure in tree.xpath("//figure"):
        figure.drop_tree()
    texts = (" ".join(" ".join(each.itertext()).split()) for each in tree.xpath(_PARAGRAPHS))
    return tuple(text for text in texts if text)


def _passages(passages: Sequence[Passage]) -> Iterator[PassageView]:
    """What a template sees: of neighbouring paragraphs that stayed, only how many there are."""
    for same, together in groupby(passages, lambda each: all(one.change is Change.SAME for one in each)):
        if same:
            yield PassageView(len(list(together)))
        else:
            for passage in together:
                yield PassageView(0, tuple((stretch.change.value, stretch.text) for stretch in passage))
