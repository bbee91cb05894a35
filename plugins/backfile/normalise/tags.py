"""Tags: the publisher's own keywords, places, and the people and organisations that the story is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from backfile.normalise.credits.line import city_cased
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.head_places import head_of, head_places
from backfile.normalise.place_words import How
from backfile.normalise.publisher_keywords import alike, publisher_keywords
from backfile.normalise.story import body_texts
from backfile.normalise.story_names import INFLECTED, story_names
from backfile.vocab.answers import AnswerKind
from backfile.vocab.names import known_names, words_of_name
from backfile.vocab.regions import country_of, region_name, region_named

MOST = 8
"""Tags that an article has at most where we choose them: more say less."""
MOST_KEYWORDS = 12
"""Keywords of a publisher that are kept; those of one that has fewer than eight are filled up to eight."""

_MOST_PLACES = 4
_LONGEST_ABBREVIATION = 4


def tags(draft: Draft) -> Finding:
    """At most twelve keywords of the publisher; filled up to eight tags with places, people and organisations.

    Each person, organisation and country has one name: the one that the article's language uses, or that the site's
    own vocabulary gives. What the site's vocabulary drops is no tag.
    """
    lang = draft.fields.get("lang", "").partition("-")[0]
    keywords = publisher_keywords(draft)[:MOST_KEYWORDS]
    found = [_one_name(tag, lang) for tag in keywords]
    if len(found) < MOST:
        found += _found(draft, lang)
    chosen = _answered(found, draft)[: max(MOST, len(keywords))]
    return Finding(Fields(tags=chosen), source="keywords" if keywords else "text") if chosen else NOTHING


def _found(draft: Draft, lang: str) -> list[str]:
    """Places and names from the text."""
    paragraphs = body_texts(draft)
    date, outlet = draft.fields.get("date"), draft.fields.get("outlet", "")
    places = [*_regions(draft, lang), *_countries(draft, lang, paragraphs)]
    own = {alike(name) for name in (outlet, *draft.fields.get("authors", ()), *draft.fields.get("byline_names", ()))}
    names = story_names(draft.fields.get("title", ""), paragraphs, lang, date.year if date else 0)
    others = (name for name in names if alike(name) not in own)
    return [*list(dict.fromkeys(places))[:_MOST_PLACES], *islice(others, MOST + len(own))]


def _answered(found: Iterable[str], draft: Draft) -> tuple[str, ...]:
    """Tags as the site's vocabulary names them, each once."""
    answers, outlet = draft.vocabulary.answers, draft.fields.get("outlet", "")
    kept: dict[str, str] = {}
    for name in found:
        tag = answers.means(AnswerKind.NAME, name, outlet) or name
        answer = answers.means(AnswerKind.TAG, tag, outlet)
        if tag := tag if answer is None else answer:
            kept.setdefault(alike(tag), tag)
    return tuple(kept.values())


def _one_name(tag: str, lang: str) -> str:
    """The one name of an organisation or a country that a keyword names: `EU` European Union, `USA` United States."""
    known = known_names(lang)[0].get(words_of_name(tag))
    if known:
        return known
    code = region_named(tag, lang) or ""
    return region_name(code, lang or "en") if code and "-" not in code else tag


def _regions(draft: Draft, lang: str) -> list[str]:
    """The names of the story's regions: countries in its language, a subdivision as its head prints it."""
    printed: dict[str, str] = {}
    head, texts = head_places(draft), head_of(draft)
    for text, places in zip(texts, (head.title, head.standfirst, head.caption, head.lead), strict=True):
        for place in places:
            if "-" in place.code:
                name = text[place.start : place.end]
                printed.setdefault(place.code, city_cased(name) if len(name) > _LONGEST_ABBREVIATION else name)
    names = []
    for code in draft.fields.get("region", ()):
        names += [printed[code]] if "-" in code and code in printed and lang not in INFLECTED else []
        names.append(region_name(country_of(code), lang or "en"))
    return names


def _countries(draft: Draft, lang: str, paragraphs: tuple[str, ...]) -> list[str]:
    """The mentioned countries that the story prints by name, as this language names them."""
    title, head = draft.fields.get("title", ""), head_places(draft)
    parts = (() if title.isupper() else head.title, head.standfirst, head.lead)
    printed = {place.code for part in parts for place in part if place.how is How.NAME}
    names = {code: region_name(code, lang or "en") for code in draft.fields.get("mentioned", ())}
    unprinted = [name for code, name in names.items() if code not in printed]
    text = "\n".join(paragraphs) if unprinted else ""
    return [name for name in names.values() if name not in unprinted or re.search(rf"\b{re.escape(name)}\b", text)]
