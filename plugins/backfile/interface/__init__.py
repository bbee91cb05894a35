"""Interface words: what the site itself says, in its language.

The words in the code and in the templates are English, and the keys of one gettext catalogue: a file `de.po` beside
this one for each further language. Where a language has none, or lacks a word, the English stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from gettext import c2py
from pathlib import Path
from types import MappingProxyType

from backfile.printed import number_text

FOLDER = Path(__file__).parent
"""Where the catalogues lie."""

Message = tuple[str, ...]
"""The forms of a message: one, or one for each plural of the language."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface words of one language."""

    messages: Mapping[str, Message] = field(default_factory=lambda: MappingProxyType({}))
    """By their English; empty for English itself."""
    plural: Callable[[int], int] = lambda number: int(number != 1)
    """Which form goes with a number."""


@cache
def words_of(lang: str) -> Words:
    """The words of a BCP 47 tag; English where there is no catalogue of its language."""
    file = FOLDER / f"{lang.replace('_', '-').partition('-')[0].lower()}.po"
    if not file.is_file():
        return Words()
    from babel.messages.pofile import read_po  # noqa: PLC0415  # an English site needs none of it

    with file.open("rb") as lines:
        catalogue = read_po(lines)
    messages = {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
    return Words(MappingProxyType(messages), c2py(catalogue.plural_expr))


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue besides English."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.po")))


def mark(text: str) -> str:
    """A text as it is, marked as an interface word that is translated where it is used."""
    return text


def gettext(lang: str, text: str) -> str:
    """An interface word in a language."""
    found = words_of(lang).messages.get(text)
    return found[0] if found and found[0] else text


def ngettext(lang: str, one: str, many: str, number: int) -> str:
    """A counted interface word; `%(num)s` in it becomes the number as the language writes it."""
    words = words_of(lang)
    found = words.messages.get(one)
    form = found[words.plural(number)] if found else ""
    return (form or (one if number == 1 else many)).replace("%(num)s", number_text(number, lang))


def template_words(lang: str) -> Mapping[str, Callable[..., str]]:
    """What templates of a site in this language call: `_` and `ngettext`."""
    return MappingProxyType({"_": partial(gettext, lang), "ngettext": partial(ngettext, lang)})


def template_filters(lang: str) -> Mapping[str, Callable[..., str]]:
    """The filters of templates of a site in this language: `number`."""
    return MappingProxyType({"number": lambda number: number_text(number, lang)})
