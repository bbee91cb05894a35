"""The provenance panel of an article's page: who says what of it, by which rule, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from backfile.article import Article, EventDate
from backfile.errors import FrontMatterError
from backfile.interface import gettext, mark, ngettext
from backfile.press.field_words import FIELDS
from backfile.press.shards import Record
from backfile.printed import printed_instant
from backfile.provenance import Provenance, edited_fields
from backfile.views import PrintedDate, ProvenanceView

_ORDER: Mapping[str, int] = MappingProxyType({name: place for place, name in enumerate(FIELDS)})

_Fields = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

_CLAIMS = frozenset({"source", "date", "modified"})
"""Fields that the panel tells with their values."""

_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "text": mark("printed on the page"),
        "page chrome": mark("the page around the article"),
        "metadata": mark("the page’s metadata"),
        "keywords": mark("the page’s keywords"),
        "stated": mark("stated by the file itself"),
        "record": mark("stated by the file itself"),
        "title": mark("the title of the page"),
        "metadata.csv": mark("noted by a person (metadata.csv)"),
    }
)
"""Where values come from, in words; any other is a technical name, which readers can look up in the page."""

_OF_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "lang": mark("recognised by its words"),
        "region": mark("named in the text"),
        "mentioned": mark("named in the text"),
        "tags": mark("named in the text"),
    }
)
"""What is said of the text where the field itself does not stand there."""

_BY_FEED = "from feed"
"""Stands where a rule's name does, of fields that a feed's entry filled."""

_JSON_LD: Mapping[str, str] = MappingProxyType({"date": "JSON-LD datePublished", "modified": "JSON-LD dateModified"})

_ASIDE = frozenset(
    {
        mark("page chrome"), mark("related links"), mark("comments"), mark("newsletter"), mark("share bar"),
        mark("promo"), mark("advertisement"), mark("author box"), mark("aside"), mark("hidden"), mark("paywall"),
        mark("contact"), mark("capture time"), mark("outside the article"), mark("beside the story"),
        mark("export field"), mark("another headline"), mark("duplicate of the headline"),
        mark("duplicate of the byline"), mark("duplicate of the dateline"), mark("duplicate of a caption"),
    }
)  # fmt: skip
"""Why text is set aside, as accounts say it; what is not among these is told as it stands there."""


def provenance_view(record: Record, provenance: Provenance | None, lang: str) -> ProvenanceView | None:
    """The panel of an article in a site of this language; None where it names no capture.

    Where nothing is kept of its capture (`provenance` is None), the panel tells no more than the article does.
    """
    article = record.article
    if not article.capture:
        return None
    if provenance is None:
        return ProvenanceView("", "", "", None, "", (), (), (), 0)
    edited = _edited(provenance, article, record.halves)
    claims, fields = _told(provenance.origins, lang)
    published, modified, source = (
        gettext(lang, "changed since intake") if name in edited else claims.get(name, "")
        for name in ("date", "modified", "source")
    )
    by = mark("the web archive that it came in") if provenance.in_archive else mark("this archive")
    captured = _printed(provenance.captured_at, lang)
    return ProvenanceView(
        published=published,
        modified=modified,
        source=source,
        captured=captured,
        captured_by=gettext(lang, by) if captured else "",
        fields=fields,
        aside=tuple(_aside(reason, words, lang) for reason, words in provenance.aside),
        edited=tuple(gettext(lang, FIELDS[name]) for name in edited),
        rules=provenance.rules,
    )


def _edited(provenance: Provenance, article: Article, halves: tuple[bytes, bytes]) -> tuple[str, ...]:
    found = edited_fields(provenance, article, halves)
    return tuple(name for name in FIELDS if name in found) if found else ()


@lru_cache(maxsize=2048)
def _told(origins: tuple[tuple[str, str, str], ...], lang: str) -> tuple[Mapping[str, str], _Fields]:
    """Who says each of the claims; and by source the other fields, those together that one rule read.

    Articles of one outlet have these in common.
    """
    claims: dict[str, dict[str, None]] = {}
    found: dict[str, dict[str, dict[str, None]]] = {}
    for field, rule, source in sorted(
        (each for each in origins if each[0] in FIELDS), key=lambda each: _ORDER[each[0]]
    ):
        said, by = _source(field, rule, source, lang), "" if rule == _BY_FEED else rule
        if field in _CLAIMS:
            claims.setdefault(field, {})[f"{said} ({by})" if by else said] = None
        else:
            found.setdefault(said, {}).setdefault(by, {})[gettext(lang, FIELDS[field])] = None
    fields = tuple(
        (said, tuple((", ".join(names), rule) for rule, names in rules.items())) for said, rules in found.items()
    )
    return MappingProxyType({field: ", ".join(said) for field, said in claims.items()}), fields


def _source(field: str, rule: str, source: str, lang: str) -> str:
    if rule == _BY_FEED:
        return gettext(lang, "an entry of a feed")
    if source == "json-ld":
        return _JSON_LD.get(field, "JSON-LD")
    if source == "text" and field in _OF_TEXT:
        return gettext(lang, _OF_TEXT[field])
    return gettext(lang, _SOURCES[source]) if source in _SOURCES else source.replace("meta:", "meta ", 1)


@lru_cache(maxsize=8192)
def _aside(reason: str, words: int, lang: str) -> str:
    why = gettext(lang, reason) if reason in _ASIDE else reason
    return f"{why}: {ngettext(lang, '%(num)s word', '%(num)s words', words)}" if words else why


def _printed(instant: str, lang: str) -> PrintedDate | None:
    try:
        return printed_instant(EventDate(instant), lang) if instant else None
    except FrontMatterError:
        return None
