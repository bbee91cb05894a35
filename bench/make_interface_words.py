"""Brings the catalogues of interface words (`plugins/backfile/interface/*.po`) in step with code and templates.

    python bench/make_interface_words.py            add the new words, untranslated; drop those no longer said
    python bench/make_interface_words.py --check    change nothing; status 1 where a catalogue is not whole

Words are those of `_`, `mark`, `gettext` and `ngettext`, as `backfile.interface` describes them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from backfile.interface import FOLDER

ROOT = Path(__file__).parent.parent
SOURCES = [("theme/templates/**", "jinja2"), ("plugins/backfile/**.py", "python")]
KEYWORDS = parse_keywords(["_", "mark", "gettext:2", "ngettext:2,3,4t", "ngettext:1,2,3t"])
"""In code the language comes first, in templates it is understood."""

_PLACEHOLDER = re.compile(r"%\(\w+\)s")


def extracted() -> Catalog:
    """Every interface word, with the files that say it."""
    found = Catalog(fuzzy=False)
    for file, _, text, _, _ in extract_from_dir(ROOT, SOURCES, {}, KEYWORDS):
        found.add(text, locations=[(file, None)])
    return found


def brought_in_step(catalogue: Catalog, words: Catalog) -> Catalog:
    """A catalogue with just these words, what it has of translations kept."""
    fresh = Catalog(catalogue.locale, header_comment=catalogue.header_comment, fuzzy=False)
    for message in sorted((each for each in words if each.id), key=lambda each: (each.locations[0][0], str(each.id))):
        known = catalogue.get(message.id)
        locations = [(file, None) for file in sorted({file for file, _ in message.locations})]
        fresh.add(message.id, known.string if known else None, locations=locations)
    return fresh


def faults(catalogue: Catalog, words: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being whole."""
    said = {message.id for message in words if message.id}
    for message in catalogue:
        if message.id and message.id not in said:
            yield f"nobody says it any more: {message.id}"
    for message in words:
        known = catalogue.get(message.id) if message.id else message
        if known is None or not all(_forms(known)):
            yield f"not translated: {message.id}"
        elif message.id and _placeholders(message.id) != _placeholders(known.string):
            yield f"other placeholders than in English: {message.id}"


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _placeholders(text: str | tuple[str, ...]) -> set[str]:
    return set(_PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)))


def main() -> int:
    """Run as the module says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    check, words, wrong = options.parse_args().check, extracted(), 0
    for file in sorted(FOLDER.glob("*.po")):
        with file.open("rb") as lines:
            catalogue = read_po(lines, locale=file.stem)
        if not check:
            catalogue = brought_in_step(catalogue, words)
            head = file.read_text("utf-8").partition("\n\n")[0].strip()  # Babel would write the time into it
            body = BytesIO()
            write_po(body, catalogue, width=0, omit_header=True)
            file.write_text(f"{head}\n\n{body.getvalue().decode().strip()}\n", "utf-8")
        for fault in faults(catalogue, words):
            wrong += 1
            print(f"{file.name}: {fault}")
    return int(check and wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
