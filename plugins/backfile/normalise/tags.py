"""Tags: the publisher's own keywords; failing those, the region and the names that the story keeps coming back to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from backfile.normalise.draft import NOTHING, Draft, Fields, Finding
from backfile.normalise.named_places import named_places
from backfile.normalise.place_words import How
from backfile.normalise.region import head_of
from backfile.normalise.story import body_texts
from backfile.vocab.agencies import named
from backfile.vocab.languages import function_words
from backfile.vocab.regions import country_of, region_name

MOST = 8
"""Tags that an article has at most: more say less."""

_LONGEST_KEYWORD = 40
_CAPITAL_WORD = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄΑ-Ω][\w'’]*(?:-[\w'’]+)*"
_PARTICLE = r"(?:de|del|della|di|da|dos|van|von|der|den|bin|al|ben|du|zu)"
_CAPITALISED = re.compile(rf"{_CAPITAL_WORD}(?:\s(?:{_PARTICLE}\s)?(?:[A-Z]\.\s?)?{_CAPITAL_WORD}){{0,4}}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…]['\"”’»)]*\s+|['\"“„«(]\s?)$")
_ROLES = frozenset(
    "President Prime Minister Chancellor King Queen Prince Princess Pope Senator Governor Mayor General Colonel"
    " Captain Judge Justice Secretary Chairman Chief Executive Director Professor Dr Mr Mrs Ms Miss Sir Lord Lady"
    " Foreign Defense Defence Finance Interior Former Vice Deputy Acting Spokesman Spokeswoman Spokesperson"
    " Representative Rep Sen Gov Ambassador Präsident Präsidentin Bundeskanzler Bundeskanzlerin Kanzler Kanzlerin"
    " Minister Ministerin Herr Frau Président Présidente Premier Ministre Monsieur Madame Presidente Ministro"
    " Ministra Señor Señora Don Doña".split()
)
_NEVER = frozenset(
    "I The A An This That These Those He She It We They You But And Or If In On At For From By With As Of To His"
    " Her Its Our Their My Your There Here When While After Before Since Both Some Many Most All Last Next Later"
    " Earlier Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February"
    " March April May June July August September October November December Inc Corp Co Ltd Plc Net Shr Revs Note"
    " Qtr Mln Dlrs Dlr Pct Reuter".split()
)


def tags(draft: Draft) -> Finding:
    """At most eight tags, every one of them printed on the page or the name of the story's region.

    Keywords are kept but for the outlet's own name and phrases. Names come from the text: regions first, then
    capitalised names that recur or stand in the headline, most frequent first; a surname counts for its full name.
    """
    keywords = _keywords(draft)
    if keywords:
        return Finding(Fields(tags=keywords[:MOST]), source="keywords")
    lang = draft.fields.get("lang", "")
    paragraphs = body_texts(draft)
    codes = [part for code in draft.fields.get("region", ()) for part in (code, country_of(code))]
    places = [region_name(code, lang or "en") for code in codes]
    names = dict.fromkeys([*places, *_countries(draft, lang), *_names(draft.fields.get("title", ""), paragraphs, lang)])
    return Finding(Fields(tags=tuple(names)[:MOST])) if names else NOTHING


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


def _countries(draft: Draft, lang: str) -> list[str]:
    """The mentioned countries that the story's head prints by name, as this language names them."""
    title, standfirst, _, lead = head_of(draft)
    mentioned = draft.fields.get("mentioned", ())
    texts = ("" if title.isupper() else title, standfirst, lead)
    printed = {place.code for text in texts for place in named_places(text, lang) if place.how is How.NAME}
    return [region_name(code, lang or "en") for code in mentioned if code in printed]


def _names(title: str, paragraphs: tuple[str, ...], lang: str) -> list[str]:
    """Names by how often they stand in the text, in the headline twice as much; those of one mention are none."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(_in_paragraph(paragraph, lang))
    full = sorted((name for name in counts if " " in name), key=lambda name: -counts[name])
    score: Counter[str] = Counter()
    in_title = frozenset(word.casefold() for word in re.findall(r"[^\W_]+", title))
    for name, count in counts.items():
        score[next((whole for whole in full if whole.endswith(f" {name}")), name)] += count
    for name in score:
        if re.findall(r"[^\W_]+", name)[-1:] and re.findall(r"[^\W_]+", name)[-1].casefold() in in_title:
            score[name] += 2
    return [
        name for name, points in sorted(score.items(), key=lambda item: -item[1]) if points >= 2 and _is_tag(name, lang)
    ]


def _in_paragraph(text: str, lang: str) -> Iterable[str]:
    for found in _CAPITALISED.finditer(text):
        words = found[0].split()
        if _SENTENCE_START.search(text[: found.start()][-4:]) and len(words) == 1:
            continue
        words = _without_role(words, lang)
        name = re.sub(r"['’]s?$", "", " ".join(words))
        if len(name) > 2 and not (lang == "de" and " " not in name):
            yield name


def _without_role(words: list[str], lang: str) -> list[str]:
    """A name without what stands before it: `German Chancellor Angela Merkel` is Angela Merkel."""
    last_role = max((at for at, word in enumerate(words[:-1]) if word in _ROLES), default=-1)
    before = words[:last_role]
    if last_role >= 0 and all(word in _ROLES or word in _NEVER or _is_people(word, lang) for word in before):
        words = words[last_role + 1 :]
    articles = function_words().get(lang, frozenset())
    while words and (words[0] in _NEVER or words[0].lower() in articles):
        words = words[1:]
    return words


def _is_people(word: str, lang: str) -> bool:
    return any(place.how is How.PEOPLE for place in named_places(word, lang))


def _is_tag(name: str, lang: str) -> bool:
    words = name.split()
    if any(word in _NEVER for word in words) or named(name) or all(word in _ROLES for word in words):
        return False
    if _is_people(words[-1], lang):
        return False
    places = named_places(name, lang)
    return not any(place.start == 0 and place.end == len(name) for place in places)
