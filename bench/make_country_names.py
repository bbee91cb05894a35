"""Make plugins/backfile/vocab/country_names.tsv: names of countries and continents in the major languages (CLDR).

    python bench/make_country_names.py plugins/backfile/vocab/country_names.tsv

Babel has the names too, but reads all that it knows of a language to give them: a quarter of a second for all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

from backfile.vocab.regions import MAJOR_LANGUAGES, is_region


def rows() -> list[str]:
    """Language, code and name, a line each, below a line of headings."""
    named = (
        f"{lang}\t{code}\t{name}"
        for lang in MAJOR_LANGUAGES
        for code, name in Locale.parse(lang).territories.items()
        if is_region(code)
    )
    return ["lang\tcode\tname", *named]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(rows()) + "\n", "utf-8")
