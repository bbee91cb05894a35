"""The encoding of a text that declares none: the one in which its characters are most likely those of a language.

Every encoding reads almost any bytes as something. Right is the reading whose letters stand high in the order of
frequency of one language, whose signs stand where signs stand, and whose capitals begin words.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log

from backfile.vocab.languages import language_of

_SAMPLE = 65_536
"""Bytes from which the language is told."""

_JUDGED = 6_000
"""Bytes that are read in every encoding: enough for a thousand words that differ between them."""

_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z]")
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_NO_WORD = re.compile(rb"<[^<>]*>|" + _WORD.pattern)
"""Mark-up, and words that are not the same in all encodings."""

_TYPOGRAPHY = frozenset("“”„‘’‚«»‹›–—…€£§°©®™№¡¿·•´\xa0\xad")
_QUOTES_AND_DASHES = "“”„‘’‚«»‹›–—…¡¿·\xa0\xad\u0300-\u036f"
_SIGN_IN_WORD = re.compile(rf"(?<=[^\W\d_])[^\w\s{_QUOTES_AND_DASHES}\0-\x7f](?=[^\W\d_])")
_MIXED = re.compile(r"[A-Za-z](?=[\u0370-\u0fff])|[\u0370-\u0fff](?=[A-Za-z])")

_CONTROL, _STRANGE, _FOREIGN, _SIGN, _MISPLACED = -14.0, -11.0, -9.0, -4.0, -6.0
"""Likelihoods, as natural logarithms: of control characters and bytes that stand for nothing; of signs that news hardly
prints; of letters of other languages; of typography. The last is added for a sign or a capital within a word."""

_LEAST = -6.0
"""The mean of a byte below which nothing was read: in the best of all encodings 200 bytes at random and more come to
-6.4 at most, and a sentence of any language of the table to -5 at least (measured)."""


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """A language's letters beyond ASCII, and the encodings in which it is written, the commonest first."""

    lang: str
    encodings: tuple[str, ...]
    likelihoods: dict[str, float]


@dataclass(frozen=True, slots=True)
class _EastAsian:
    """An encoding of two bytes a character, and how likely each kind of character is in it."""

    encoding: str
    kinds: tuple[tuple[re.Pattern[str], float], ...]
    everyday: str
    """The older set whose first part holds the characters that everybody learns, where there is one."""
    last: int
    """The last leading byte of that part."""


_CJK_SIGN = (re.compile("[\u3000-\u303f\uff01-\uff60\u2014\u2018-\u201d\u2026\u00b7\u30fc]"), log(0.12 / 10))
_HIRAGANA, _KATAKANA = re.compile("[\u3041-\u3096]"), re.compile("[\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_JAPANESE = (_CJK_SIGN, (_HIRAGANA, log(0.5 / 50)), (_KATAKANA, log(0.15 / 60)))

_EAST_ASIAN = (
    _EastAsian("cp932", _JAPANESE, "euc_jp", 0xCF),
    _EastAsian("euc_jp", _JAPANESE, "euc_jp", 0xCF),
    _EastAsian("gb18030", (_CJK_SIGN,), "gb2312", 0xD7),
    _EastAsian("big5hkscs", (_CJK_SIGN,), "big5", 0xC6),
    _EastAsian("cp949", (_CJK_SIGN,), "euc_kr", 0xC8),
)
"""JIS X 0208 level 1, GB 2312 level 1, Big5 level 1 and the syllables of KS X 1001 are the everyday characters."""

_EVERYDAY, _KANJI, _SYLLABLE = log(0.85 / 900), log(0.3 / 500), log(0.9 / 300)


def likeliest_encoding(data: bytes) -> str:
    """The encoding, by Python's name, in which these bytes read most like a language; empty where none does."""
    sample = data[:_SAMPLE]
    readings = [(mean, -place, encoding) for place, (mean, encoding) in enumerate(_readings(sample))]
    mean, _, encoding = max(readings, default=(_LEAST, 0, ""))
    return encoding if mean > _LEAST else ""


def likelihood(data: bytes, encoding: str) -> float:
    """How likely these bytes are as text in an encoding: the mean logarithm of a byte, in the best of all languages."""
    words = _words(data[:_SAMPLE])
    means = [_mean(words.decode(encoding, "replace"), alphabet) for alphabet in _alphabets()]
    return max((*means, *(_east_asian_mean(data, one) for one in _EAST_ASIAN if one.encoding == encoding)))


def _readings(sample: bytes) -> Iterator[tuple[float, str]]:
    """The mean likelihood of each reading that comes into question.

    In a text in Latin letters, the words that are the same in all encodings tell the language, and the language its
    encodings: a few accents are too little to judge by alone.
    """
    above, letters = len(_ABOVE_ASCII.findall(sample)), len(_LETTER.findall(sample))
    is_latin = above * 3 <= letters
    lang = language_of(_NO_WORD.sub(b" ", sample).decode("ascii", "replace")) if is_latin else ""
    alphabets = [alphabet for alphabet in _alphabets() if alphabet.lang == lang] or list(_alphabets())
    words = _words(sample)
    texts = {encoding: words.decode(encoding, "replace") for one in alphabets for encoding in one.encodings}
    for alphabet in alphabets:
        for encoding in alphabet.encodings:
            yield _mean(texts[encoding], alphabet), encoding
    if not is_latin:
        for form in _EAST_ASIAN:
            yield _east_asian_mean(sample, form), form.encoding


def _words(sample: bytes) -> bytes:
    """The words with letters beyond ASCII, and what touches them."""
    return b" ".join(_WORD.findall(sample))[:_JUDGED]


def _mean(text: str, alphabet: _Alphabet) -> float:
    likely = alphabet.likelihoods
    counts = Counter(c for c in text if c > "\x7f")
    total = sum((likely[c.lower()] if c.lower() in likely else _likelihood(c)) * n for c, n in counts.items())
    misplaced = len(_SIGN_IN_WORD.findall(text)) + len(_MIXED.findall(text)) + _capitals_within_words(text)
    return (total + misplaced * _MISPLACED) / (counts.total() or 1)


def _likelihood(c: str) -> float:
    if c in _TYPOGRAPHY:
        return _SIGN
    if c < "\xa0" or c == "\ufffd" or not c.isprintable():
        return _CONTROL
    return _FOREIGN if c.isalpha() else _STRANGE


def _capitals_within_words(text: str) -> int:
    """How often a capital follows a small letter, one of the two beyond ASCII."""
    return sum(1 for a, b in pairwise(text) if (a > "\x7f" or b > "\x7f") and b.isupper() and a.islower())


def _east_asian_mean(sample: bytes, form: _EastAsian) -> float:
    first = _ABOVE_ASCII.search(sample)
    text = sample[first.start() if first else 0 :][:_JUDGED].decode(form.encoding, "replace")
    counts = Counter(c for c in text[:-1] if c > "\x7f")
    total = sum(_east_asian_likelihood(c, form) * n for c, n in counts.items())
    return total / (2 * counts.total() or 1)


def _east_asian_likelihood(c: str, form: _EastAsian) -> float:
    for kind, likely in form.kinds:
        if kind.match(c):
            return likely
    if c == "\ufffd" or not c.isprintable():
        return 2 * _CONTROL
    try:
        row = c.encode(form.everyday)[0]
    except UnicodeEncodeError:
        return 2 * _STRANGE
    if _HANGUL.match(c):
        return _SYLLABLE
    is_everyday = row <= form.last and "\u4e00" <= c <= "\u9fff" and form.everyday != "euc_kr"
    return (_KANJI if form.everyday == "euc_jp" else _EVERYDAY) if is_everyday else 1.2 * _STRANGE


@cache
def _alphabets() -> tuple[_Alphabet, ...]:
    text = files("backfile.decode").joinpath("alphabets.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(_Alphabet(row["lang"], tuple(row["encodings"].split()), _falling(row["letters"])) for row in rows)


def _falling(letters: str) -> dict[str, float]:
    """Likelihoods that fall as the letters' order of frequency does (Zipf: as one over the place)."""
    shares = {letter: 1 / (place + 3) for place, letter in enumerate(dict.fromkeys(letters))}
    return {letter: log(share / sum(shares.values())) for letter, share in shares.items()}
