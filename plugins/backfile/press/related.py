"""What an article page says of other articles: who else printed the copy, and which running stories it is part of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from backfile.address import article_address
from backfile.catalogue import Entry
from backfile.edition import Edition, Step
from backfile.interface import gettext, mark, ngettext
from backfile.links import thread_link
from backfile.printed import teaser
from backfile.relations import Difference, Family, Member
from backfile.relations.families import Kind, KnownBy
from backfile.views import CopyView, RelatedView, ThreadStep

MOST = 6
"""How many copies and versions a page names."""


def related_view(entry: Entry, edition: Edition) -> RelatedView | None:
    """The relations of an article, in words; None where there are none."""
    if entry.path not in edition.related:
        return None
    threads = tuple(_step_view(step, edition.site.lang) for step in edition.steps.get(entry.path, ()))
    family = edition.relations.families.get(entry.path)
    others = others_of(entry.path, family, edition.related, edition.site.lang) if family else ()
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
        side_by_side=copies_address(family, edition.related) if family else "",
    )


def _step_view(step: Step, lang: str) -> ThreadStep:
    return ThreadStep(
        thread_link(step.thread.id, step.thread.title, len(step.thread.articles)),
        teaser(step.before, lang) if step.before else None,
        teaser(step.after, lang) if step.after else None,
    )


def copies_address(family: Family, shown: Collection[str]) -> str:
    """The address of the page that shows a family side by side; empty where it has none.

    It has one where the source and an article of another outlet may be shown.
    """
    source = next((member for member in family.members if member.path == family.source), None)
    if source is None or source.path not in shown:
        return ""
    others = (member for member in family.members if member.outlet != source.outlet)
    return f"{article_address(source.path)}copies/" if any(member.path in shown for member in others) else ""


def others_of(path: str, family: Family, shown: Collection[str], lang: str) -> tuple[tuple[Member, str], ...]:
    """The other articles of a family that may be shown, each with how it differs, for readers of the one at `path`."""
    own = next(member for member in family.members if member.path == path)
    others = (member for member in family.members if member.path != path and member.path in shown)
    return tuple((member, words_of(member, own, family, shown, lang)) for member in others)


def words_of(member: Member, own: Member, family: Family, shown: Collection[str], lang: str) -> str:
    """What a member of a family is, and how it differs: from one's own article where one of the two is the source."""
    is_source = member.path == family.source
    what = _SOURCES[family.known_by] if is_source else _KINDS[member.kind]
    if family.source not in shown:
        return gettext(lang, what) if what else ""
    against = "" if family.source in (member.path, own.path) else _AGAINST[family.known_by]
    head = ", ".join(gettext(lang, words) for words in (what, against) if words)
    adds, cuts = (own.cuts, own.adds) if is_source else (member.adds, member.cuts)
    how = difference_in_words(adds, cuts, lang)
    return f"{head}: {how}" if head else how


def member_words(
    member: Member, family: Family, lang: str, differences: tuple[Difference, Difference] | None = None
) -> str:
    """What a member of a family is, and how it differs from the source: by what it (adds, leaves out)."""
    what = _SOURCES[family.known_by] if member.path == family.source else _KINDS[member.kind]
    head = gettext(lang, what) if what else ""
    how = difference_in_words(*differences, lang) if differences else ""
    return ": ".join(filter(None, (head, how)))


_SOURCES: Mapping[KnownBy, str] = MappingProxyType(
    {"agency": mark("the agency’s own"), "earliest": mark("the earliest here"), "fullest": ""}
)

_AGAINST: Mapping[KnownBy, str] = MappingProxyType(
    {
        "agency": mark("against the agency’s"),
        "earliest": mark("against the earliest"),
        "fullest": mark("against the fullest"),
    }
)

_KINDS: Mapping[Kind, str] = MappingProxyType(
    {"source": "", "copy": "", "repeat": mark("repeat"), "update": mark("update")}
)


def difference_in_words(adds: Difference, cuts: Difference, lang: str) -> str:
    """`adds 3 paragraphs, leaves out 1 sentence`, in a language."""
    return ", ".join((*_added(adds, lang), *_left_out(cuts, lang))) or gettext(lang, "the same text")


def _added(adds: Difference, lang: str) -> Iterator[str]:
    if adds.paragraphs:
        yield ngettext(lang, "adds %(num)s paragraph", "adds %(num)s paragraphs", len(adds.paragraphs))
    elif adds.sentences:
        yield ngettext(lang, "adds %(num)s sentence", "adds %(num)s sentences", adds.sentences)


def _left_out(cuts: Difference, lang: str) -> Iterator[str]:
    if cuts.paragraphs:
        yield ngettext(lang, "leaves out %(num)s paragraph", "leaves out %(num)s paragraphs", len(cuts.paragraphs))
    elif cuts.sentences:
        yield ngettext(lang, "leaves out %(num)s sentence", "leaves out %(num)s sentences", cuts.sentences)
