"""Languages: which one a text is written in, told by its script and its function words."""

from __future__ import annotations

import re
from functools import cache

from babel.languages import get_official_languages
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from backfile.vocab.regions import table

SAMPLE = 3000
"""Characters from which a language is told."""

_FEWEST_LETTERS = 20
_ENOUGH = 400
"""Characters that hold so many letters in any text of words."""
_SURE = 0.95
_MODEL_SAMPLE = 600
_NO_LANGUAGE = ("zxx", "und", "mul")
"""Labels of the model for text in no language, or in many: figures, results, lists of names."""

_ENOUGH_LETTERS = re.compile(rf"(?:[^A-Za-z]*+[A-Za-z]){{{_FEWEST_LETTERS}}}")

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORD = re.compile(r"[a-z]+")
"""The same in small letters of ASCII, which a set of characters tells in half the time."""

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u309f\u30a1-\u30fa]")),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0531-\u058f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
"""Scripts that are one language's in the news; kana before Han, which Japanese uses too."""


def language_of(text: str) -> str:
    """The language of a text as a BCP 47 tag; empty where it cannot be told with certainty.

    Function words decide for the languages of the table when one language has clearly more of them than any other:
    that takes a tenth of the time of the model (py3langid), which judges the rest.
    """
    sample = text[:SAMPLE]
    if sample.isascii():
        if not _ENOUGH_LETTERS.match(sample, 0, _ENOUGH):
            return ""
    else:
        letters = sum(map(str.isalpha, sample))
        if lang := _by_script(sample, letters):
            return lang
        if letters < _FEWEST_LETTERS:
            return ""
    (best, lang), (second, _), *_ = sorted(((count, lang) for lang, count in _counts(sample).items()), reverse=True)
    if best >= 4 and best >= 2 * second:
        return lang
    guess, probability = _identifier().classify(sample[:_MODEL_SAMPLE])
    guess = "nb" if guess == "no" else guess
    return str(guess) if probability >= _SURE and guess not in _NO_LANGUAGE else ""


def _by_script(text: str, letters: int) -> str:
    for lang, script in () if text.isascii() else _SCRIPTS:
        if len(script.findall(text)) * (10 if lang == "ja" else 3) > letters > 0:
            return lang
    return ""


NOUNS_IN_CAPITALS = frozenset(["de", "lb"])
"""Languages that write every noun with a capital, so that a capital does not tell a name."""


@cache
def is_official(lang: str, country: str) -> bool:
    """Whether a language is official in a country, in all of it or in a part, or is so in effect (CLDR)."""
    return lang in get_official_languages(country, regional=True, de_facto=True)


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The commonest function words of each language of the table, in small letters."""
    return {row["lang"]: frozenset(row["words"].split()) for row in table("function_words.csv")}


def _counts(sample: str) -> dict[str, int]:
    """How many function words of each language stand in a text."""
    counts = dict.fromkeys(function_words(), 0)
    known = _languages_with()
    small = sample.lower()
    for word in known.keys() & set((_SMALL_WORD if small.isascii() else _WORD).findall(small)):
        for lang in known[word]:
            counts[lang] += 1
    return counts


@cache
def _languages_with() -> dict[str, tuple[str, ...]]:
    """The languages that have a function word."""
    found: dict[str, tuple[str, ...]] = {}
    for lang, words in function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), lang)
    return found


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_SHORTEST_PASSAGE = 120
"""Characters from which a paragraph's language is told against that of its article."""
_HEAD = 160
"""Characters that mostly tell whether a paragraph is in its article's language."""
_NONE = frozenset[str]()
_AT_HOME = 3
"""Function words of the article's own language that show a paragraph to be in it."""
_ABROAD = 4
"""Function words of another language that a paragraph in it has at least."""


def other_language_of(text: str, lang: str) -> str:
    """The language of a paragraph of an article in `lang`, where it is evidently another one; else empty.

    Evident is what its script says, or what its function words and the model agree on while it has hardly a function
    word of the article's language. Short paragraphs, and languages that the table does not hold, are never told.
    """
    own = lang.partition("-")[0]
    at_home = function_words().get(own, _NONE)
    head = text[:_HEAD].rpartition(" ")[0]
    if len(at_home & set(head.lower().split())) >= _AT_HOME or len(at_home & set(text.lower().split())) >= _AT_HOME:
        return ""
    if not own or (len(text) < _SHORTEST_PASSAGE and text.isascii()):
        return ""
    if not text.isascii() and own not in ("ja", "zh"):
        letters = [character for character in text if character.isalpha()]
        foreign = sum(character > "\u036f" for character in letters)
        if len(letters) >= _FEWEST_LETTERS and foreign * 3 > len(letters) * 2:
            other = _by_script(text, len(letters))
            if other and other != own:
                return other
    known = function_words()
    words = set(_WORD.findall(text[:SAMPLE].lower()))
    if len(text) < _SHORTEST_PASSAGE or own not in known or len(words & known[own]) >= _AT_HOME:
        return ""
    best, other = max((len(words & theirs), name) for name, theirs in known.items())
    if best < _ABROAD or best < 2 * len(words & known[own]) or other == own or are_close(own, other):
        return ""
    guess, probability = _identifier().classify(text[:_MODEL_SAMPLE])
    return other if guess in (other, "no" if other == "nb" else other) and probability >= _SURE else ""


_CLOSE = frozenset(
    ["da nb", "nb no", "da no", "nb nn", "hr sr", "bs hr", "bs sr", "id ms", "ca es", "gl pt", "es gl", "cs sk"]
)
"""Pairs of written languages that a short text does not tell apart."""


def are_close(one: str, other: str) -> bool:
    """Whether a short text does not tell two languages apart; tags of any length."""
    return " ".join(sorted((one.partition("-")[0], other.partition("-")[0]))) in _CLOSE
