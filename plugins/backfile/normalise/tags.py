"""Tags: the publisher's own keywords; failing those, the region and the names that the story keeps coming back to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from backfile.normalise.credits.line import city_cased
from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.head_places import head_of, head_places
from backfile.normalise.name_words import words_of
from backfile.normalise.named_places import named_places
from backfile.normalise.place_words import How, locatives
from backfile.normalise.story import body_texts
from backfile.vocab.agencies import named
from backfile.vocab.languages import NOUNS_IN_CAPITALS, function_words
from backfile.vocab.places import find
from backfile.vocab.regions import country_of, region_name

MOST = 8
"""Tags that an article has at most: more say less."""

_LONGEST_KEYWORD = 40
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x530))))
_CAPITAL_WORD = rf"[{_CAPITALS}][\w'’]*(?:-[\w'’]+)*"
_PARTICLE = r"(?:de|del|della|di|da|dos|van|von|der|den|bin|al|ben|du|zu)"
_CAPITALISED = re.compile(rf"{_CAPITAL_WORD}(?:\s(?:{_PARTICLE}\s)?(?:[A-Z]\.\s?)?{_CAPITAL_WORD}){{0,4}}")
_GENITIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]['\"”’»)]*\s+|['\"“„«(]\s?)$")
_INFLECTED = frozenset(
    ["pl", "cs", "sk", "sl", "hr", "sr", "bs", "mk", "ru", "uk", "be", "lt", "lv", "et", "fi", "hu", "el", "la", "is"]
)
"""Languages that decline names, so that a name as printed may be no name (`w Gdańsku`)."""
_LONGEST_ABBREVIATION = 6


def tags(draft: Draft) -> Finding:
    """At most eight tags, every one of them printed on the page or the name of the story's region.

    Keywords are kept but for the outlet's own name and phrases. Names come from the text: regions first, then
    capitalised names that recur or stand in the headline, most frequent first; a surname counts for its full name.
    """
    keywords = _keywords(draft)
    if keywords:
        return Finding(Fields(tags=keywords[:MOST]), source="keywords")
    lang = draft.fields.get("lang", "").partition("-")[0]
    paragraphs = body_texts(draft)
    places = _regions(draft, lang)
    names = dict.fromkeys(
        [*places, *_countries(draft, lang, paragraphs), *_names(draft.fields.get("title", ""), paragraphs, lang)]
    )
    return Finding(Fields(tags=tuple(names)[:MOST])) if names else NOTHING


def _regions(draft: Draft, lang: str) -> list[str]:
    """The names of the story's regions: countries in its language, a subdivision as its head prints it."""
    printed: dict[str, str] = {}
    head, texts = head_places(draft), head_of(draft)
    for text, places in zip(texts, (head.title, head.standfirst, head.caption, head.lead), strict=True):
        for place in places:
            name = _cased(text[place.start : place.end])
            printed.setdefault(place.code, name)
    names = []
    for code in draft.fields.get("region", ()):
        names += [printed[code]] if "-" in code and code in printed and lang not in _INFLECTED else []
        names.append(region_name(country_of(code), lang or "en"))
    return names


def _cased(name: str) -> str:
    """A name with words of capitals re-cased, unless they are short enough to be an abbreviation."""
    return city_cased(name) if " " in name or len(name) > _LONGEST_ABBREVIATION else name


def _keywords(draft: Draft) -> tuple[str, ...]:
    own = {draft.fields.get("outlet", "").casefold(), "news", "article", "story", "nachrichten", "artikel", ""}
    kept: dict[str, str] = {}
    for candidate in draft.candidates("keyword"):
        for word in re.split(r"\s*[;,|]\s*", candidate.value):
            tag = " ".join(word.split()).strip("#\"'")
            if (
                len(tag) <= _LONGEST_KEYWORD
                and tag.casefold() not in own
                and any(c.isalpha() for c in tag)
                and ":" not in tag
            ):
                kept.setdefault(tag.casefold(), tag)
    return tuple(kept.values())


def _countries(draft: Draft, lang: str, paragraphs: tuple[str, ...]) -> list[str]:
    """The mentioned countries that the story prints by name, as this language names them."""
    title, standfirst, _, lead = head_of(draft)
    texts = ("" if title.isupper() else title, standfirst, lead)
    printed = {place.code for text in texts for place in named_places(text, lang) if place.how is How.NAME}
    text = "\n".join(paragraphs)
    names = {code: region_name(code, lang or "en") for code in draft.fields.get("mentioned", ())}
    return [name for code, name in names.items() if code in printed or re.search(rf"\b{re.escape(name)}\b", text)]


def _names(title: str, paragraphs: tuple[str, ...], lang: str) -> list[str]:
    """Names by how often they stand in the text, in the headline twice as much; those of one mention are none.

    Languages that decline names give none: what the text prints may be no name.
    """
    if lang in _INFLECTED:
        return []
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(_in_paragraph(paragraph, lang))
    full = sorted((name for name in counts if " " in name), key=lambda name: -counts[name])
    score: Counter[str] = Counter()
    in_title = frozenset(word.casefold() for word in _WORD.findall(title))
    for name, count in counts.items():
        score[next((whole for whole in full if whole.endswith(f" {name}")), name)] += count
    for name in score:
        last = _WORD.findall(name)[-1:]
        score[name] += 2 if last and last[0].casefold() in in_title else 0
    often = [name for name, points in sorted(score.items(), key=lambda item: -item[1]) if points >= 2]
    printed = frozenset(_WORD.findall(" ".join(paragraphs))) if often else frozenset()
    return [name for name in often if name.lower() not in printed and _is_tag(name, lang)]


_WORD = re.compile(r"[^\W_]+")


def _in_paragraph(text: str, lang: str) -> Iterable[str]:
    for found in _CAPITALISED.finditer(text):
        words = found[0].split()
        if len(words) == 1 and _SENTENCE_START.search(text[max(0, found.start() - 4) : found.start()]):
            continue
        words = _without_role(words, lang)
        name = _cased(_GENITIVE.sub("", " ".join(words)))
        if len(name) > 2 and not (lang in NOUNS_IN_CAPITALS and " " not in name):
            yield name


def _without_role(words: list[str], lang: str) -> list[str]:
    """A name without what stands before it: `German Chancellor Angela Merkel` is Angela Merkel."""
    last_role = max((at for at, word in enumerate(words[:-1]) if word in words_of("role")), default=-1)
    before = words[:last_role]
    if last_role >= 0 and all(
        word in words_of("role") or word in words_of("no name") or _is_people(word, lang) for word in before
    ):
        words = words[last_role + 1 :]
    while (
        words
        and (words[0] in words_of("no name") or words[0].lower() in _small_words(lang))
        and not (words[1:] and find(" ".join(words)))
    ):
        words = words[1:]
    return words


@cache
def _small_words(lang: str) -> frozenset[str]:
    """Function words of a language, and those that stand before places' names (`Stadt`)."""
    return function_words().get(lang, frozenset()) | locatives(lang)[1]


def _is_people(word: str, lang: str) -> bool:
    return any(place.how is How.PEOPLE for place in named_places(word, lang))


def _is_tag(name: str, lang: str) -> bool:
    words = name.split()
    if (
        any(word in words_of("no name") or word.casefold() in _calendar_words(lang) for word in words)
        or named(name)
        or all(word in words_of("role") for word in words)
    ):
        return False
    if _is_people(words[-1], lang):
        return False
    places = named_places(name, lang)
    return not any(place.start == 0 and place.end == len(name) for place in places)


@cache
def _calendar_words(lang: str) -> frozenset[str]:
    """Names of the days and months in a language, folded."""
    try:
        locale = Locale.parse(lang or "en")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    calendars = (locale.days["format"]["wide"], locale.months["format"]["wide"])
    return frozenset(name.casefold() for calendar in calendars for name in calendar.values())
