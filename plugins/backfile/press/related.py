"""What an article page says of other articles: who else printed the copy, and which running stories it is part of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from backfile.catalogue import Entry
from backfile.edition import Edition
from backfile.links import thread_link
from backfile.printed import teaser
from backfile.relations import Difference, Family, Member
from backfile.relations.families import Kind, KnownBy
from backfile.views import CopyView, RelatedView

MOST = 6
"""How many copies and versions a page names."""


def related_view(entry: Entry, edition: Edition) -> RelatedView | None:
    """The relations of an article, in words; None where there are none."""
    if entry.path not in edition.related:
        return None
    threads = tuple(
        thread_link(thread.id, thread.title, len(thread.articles))
        for thread in edition.relations.threads_of(entry.path)
    )
    family = edition.relations.families.get(entry.path)
    others = others_of(entry.path, family, edition.related) if family else ()
    if not threads and not others:
        return None
    views = [
        (member.outlet == entry.outlet, CopyView(teaser(edition.related[member.path], edition.site.lang), words))
        for member, words in others[:MOST]
    ]
    return RelatedView(
        copies=tuple(view for own, view in views if not own),
        versions=tuple(view for own, view in views if own),
        more=len(others) - len(views),
        threads=threads,
    )


def others_of(path: str, family: Family, shown: Collection[str]) -> tuple[tuple[Member, str], ...]:
    """The other articles of a family that may be shown, each with how it differs, for readers of the one at `path`."""
    own = next(member for member in family.members if member.path == path)
    others = (member for member in family.members if member.path != path and member.path in shown)
    return tuple((member, words_of(member, own, family, shown)) for member in others)


def words_of(member: Member, own: Member, family: Family, shown: Collection[str]) -> str:
    """What a member of a family is, and how it differs: from one's own article where one of the two is the source."""
    is_source = member.path == family.source
    what = _SOURCES[family.known_by] if is_source else _KINDS[member.kind]
    if family.source not in shown:
        return what
    against = "" if family.source in (member.path, own.path) else _AGAINST[family.known_by]
    head = ", ".join(filter(None, (what, against)))
    how = difference_in_words(own.cuts, own.adds) if is_source else difference_in_words(member.adds, member.cuts)
    return f"{head}: {how}" if head else how


_SOURCES: Mapping[KnownBy, str] = MappingProxyType(
    {"agency": "the agency’s own", "earliest": "the earliest here", "fullest": ""}
)

_AGAINST: Mapping[KnownBy, str] = MappingProxyType(
    {"agency": "against the agency’s", "earliest": "against the earliest", "fullest": "against the fullest"}
)

_KINDS: Mapping[Kind, str] = MappingProxyType({"source": "", "copy": "", "repeat": "repeat", "update": "update"})


def difference_in_words(adds: Difference, cuts: Difference) -> str:
    """`adds 3 paragraphs, leaves out 1 sentence`."""
    parts = (f"adds {_amount(adds)}" if adds else "", f"leaves out {_amount(cuts)}" if cuts else "")
    return ", ".join(filter(None, parts)) or "the same text"


def _amount(difference: Difference) -> str:
    paragraphs = len(difference.paragraphs)
    number, one = (paragraphs, "paragraph") if paragraphs else (difference.sentences, "sentence")
    return f"{number} {one if number == 1 else one + 's'}"
