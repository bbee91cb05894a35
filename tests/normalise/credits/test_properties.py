"""What holds for every line: nothing is raised, nothing made up, nothing changed."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.normalise.credits import CreditKind, as_json, parse
from backfile.vocab.agencies import agencies

WORDS = [
    *(
        "By",
        "Von",
        "Par",
        "(",
        ")",
        ",",
        "/",
        "|",
        "-",
        "—",
        ";",
        ":",
        ".",
        "©",
        "Foto:",
        "Photo by",
        "via",
        "und",
        "and",
    ),
    *("AP", "dpa", "REUTERS", "efe", "Getty Images", "picture alliance", "CNA", "mk", "pt", "red", "xx", "n1", "ots"),
    *("Ilse Vantorre", "TOMAS OKELL", "Oslo", "BERLIN", "St. Albans", "Vt.", "Reporting by", "Editing by", "in"),
    *("contributed to this report", "With files from", "3.4.2016", "May 12", "新华社北京4月24日电", "Writer", "Staff"),
]
lines = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60)
kinds = st.sampled_from(["", *CreditKind])
languages = st.sampled_from(["", "en", "de", "fr", "es", "pt-BR", "zh"])


def _folded(text: str) -> str:
    """A text for asking whether it was printed: without case, white space, zero-width characters and escapes."""
    even = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\\\u200b-\u200d\u2060\ufeff\u00ad]", "", even).casefold()


@settings(max_examples=300, deadline=None)
@given(lines, kinds, languages)
def test_no_line_is_refused_and_none_is_changed(raw: str, kind: str, lang: str) -> None:
    credit = parse(raw, lang=lang, kind=str(kind))
    assert credit.raw == raw
    as_json(credit)


@settings(max_examples=300, deadline=None)
@given(lines, kinds, languages)
def test_all_names_were_printed_in_the_line(raw: str, kind: str, lang: str) -> None:
    credit = parse(raw, lang=lang, kind=str(kind))
    names = [*credit.staff, *(person.name for person in credit.people), credit.publisher, credit.desk]
    if credit.dateline:
        names += [*credit.dateline.city, credit.dateline.date]
    if credit.photo:
        names += [credit.photo.photographer, credit.photo.caption]
    for name in names:
        assert all(_folded(word) in _folded(raw) for word in name.split())


@settings(max_examples=300, deadline=None)
@given(lines, kinds, languages)
def test_every_agency_goes_by_a_name_in_the_line(raw: str, kind: str, lang: str) -> None:
    credit = parse(raw, lang=lang, kind=str(kind))
    photo = credit.photo
    identifiers = [
        *credit.agencies,
        *(photo.agencies if photo else ()),
        *([photo.collection] if photo and photo.collection else ()),
    ]
    for identifier in identifiers:
        agency = agencies()[identifier]
        printed = (agency.name, agency.label, *agency.aliases, *agency.weak_aliases)
        misprinted = any(flag.startswith("misprint") for flag in credit.flags)
        assert misprinted or any(_folded(name) in _folded(raw) for name in printed)


@settings(max_examples=200, deadline=None)
@given(lines, languages)
def test_a_picture_credit_credits_no_agency_with_the_copy(raw: str, lang: str) -> None:
    assert parse(raw, lang=lang, kind=CreditKind.PHOTO).agencies == ()
