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
_SURE = 0.95
_MODEL_SAMPLE = 600
_NO_LANGUAGE = ("zxx", "und", "mul")
"""Labels of the model for text in no language, or in many: figures, results, lists of names."""

_WORD = re.compile(r"[^\W\d_]+")

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
    letters = sum(map(str.isalpha, sample))
    for lang, script in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) * (10 if lang == "ja" else 3) > letters > 0:
            return lang
    if letters < _FEWEST_LETTERS:
        return ""
    words = set(_WORD.findall(sample.lower()))
    scores = sorted(((len(words & known), lang) for lang, known in function_words().items()), reverse=True)
    (best, lang), (second, _) = scores[:2]
    if best >= 4 and best >= 2 * second:
        return lang
    guess, probability = _identifier().classify(sample[:_MODEL_SAMPLE])
    guess = "nb" if guess == "no" else guess
    return str(guess) if probability >= _SURE and guess not in _NO_LANGUAGE else ""


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


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
