"""One field of a database export, read from the words that the export states for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from backfile.article import Dateline, EventDate
from backfile.normalise.byline import byline_fields
from backfile.normalise.credits.dateline import parse_dateline
from backfile.normalise.credits.sign_off import parse_sign_off
from backfile.normalise.draft import Draft, Fields
from backfile.normalise.picture_credit import image_of
from backfile.normalise.printed_date import printed_dates
from backfile.vocab.agencies import label_of

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_PICTURE = re.compile(r"(?:photo|picture|graphic|foto|image|bild)s?\s*:?\s*,?\s*", re.IGNORECASE)


def field_of(name: str, value: str, draft: Draft) -> Fields:
    """The Article's fields that a field of an export makes; none where the value does not say them."""
    read = _READERS.get(name)
    return read(value.strip(), draft) if read and value.strip() else Fields()


def _outlet(value: str, draft: Draft) -> Fields:
    bare = re.sub(r"\s*\([^()]*\)$", "", value)
    known = draft.vocabulary.outlets.named(value) or draft.vocabulary.outlets.named(bare)
    return Fields(outlet=known.label if known else bare)


def _date(value: str, draft: Draft) -> Fields:
    """A date, as coarse as it is certain: of `03/04/2020` the year alone."""
    dates = printed_dates(value, draft.fields.get("lang", ""))
    if not dates:
        return Fields()
    readings = dates[0].readings
    return Fields(date=readings[0] if len(readings) == 1 else EventDate(readings[0].text[:4]))


def _dateline(value: str, draft: Draft) -> Fields:
    filing = parse_dateline(value, lang=draft.fields.get("lang", "")).dateline
    if filing is None:
        return Fields(dateline=Dateline(value))
    return Fields(dateline=Dateline(value, filing.city, filing.country, filing.date))


def _credit_line(value: str, draft: Draft) -> Fields:
    fields = Fields(credit_line=value)
    if ids := parse_sign_off(value, lang=draft.fields.get("lang", "")).agencies:
        fields["agencies"] = tuple(dict.fromkeys(map(label_of, ids)))
    return fields


def _source(value: str, _: Draft) -> Fields:
    found = _ADDRESS.search(value)
    return Fields(source=found[0]) if found else Fields()


def _tags(value: str, _: Draft) -> Fields:
    names = (name.strip() for name in re.split(r"[;,|]", value))
    return Fields(tags=tuple(dict.fromkeys(filter(None, names))))


def _image(value: str, draft: Draft) -> Fields:
    words = _PICTURE.sub("", value, count=1) if _PICTURE.match(value) else value
    return Fields(image=image_of(words, lang=draft.fields.get("lang", ""))) if words else Fields()


_READERS: dict[str, Callable[[str, Draft], Fields]] = {
    "title": lambda value, _: Fields(title=value),
    "byline": lambda value, draft: byline_fields(value, draft.fields.get("lang", "")),
    "section": lambda value, _: Fields(section=value.partition(";")[0].strip()),
    "standfirst": lambda value, _: Fields(standfirst=value),
    "rights": lambda value, _: Fields(rights=value),
    "correction": lambda value, _: Fields(correction=value),
    "outlet": _outlet,
    "date": _date,
    "dateline": _dateline,
    "credit_line": _credit_line,
    "source": _source,
    "tags": _tags,
    "image": _image,
}
